"""What each word of a deck speaks for, computed by hand on decks of three cards."""

from collections.abc import Callable
from math import log

import pytest

from territoires_cli.language import stem, stems_of
from territoires_cli.models.deck import Deck
from territoires_cli.models.lexis import AUDIENCES
from territoires_cli.term_weights import LEAST, B, K
from territoires_cli.weighing import GRADE_WORTH, LEAST_NAME, NAME_WORTH, TEXT_WORTH

SmallDeck = Callable[..., Deck]


def weight(share: float, particularity: float = 1.0) -> float:
    """A weight as it is kept: whole thousandths."""
    return round(1000 * particularity * share) / 1000


def share(often: float, length: float = 1.0, mean: float = 1.0) -> float:
    """BM25's share of a term used so often by a card of that length."""
    return often / (often + 6.0 * (0.25 + 0.75 * length / mean))


def test_the_constants_are_those_of_the_arithmetic_below() -> None:
    """Whoever changes one has to redo the sums of this file by hand."""
    assert (K, B) == (6.0, 0.75)
    assert (NAME_WORTH, TEXT_WORTH, GRADE_WORTH) == (2.0, 0.6, {3: 1.0, 2: 0.4, 1: 0.1})
    assert (LEAST, LEAST_NAME) == (15, 150)


def test_a_word_of_one_card_is_wholly_particular_and_one_of_all_is_not_at_all(small_deck: SmallDeck) -> None:
    """Three cards and the neutral sentence, two words each: a word alone has its whole share, one of all four nothing."""
    lexis = small_deck(
        {
            "velos": {"situations": ["ville vélo"]},
            "jardin": {"situations": ["ville jardin"]},
            "atelier": {"situations": ["ville outil"]},
        },
        lexicon={"neutral": ["ville soleil"]},
    ).lexis
    # One use in a card of mean length: 1 / (1 + 6).
    assert lexis.weights("velo", "practices") == [(0, 0.143)]
    assert lexis.weights("outil", "practices") == [(2, 0.143)]
    assert lexis.weights("soleil", "practices") == []
    assert lexis.weights("soleil", "nothing") == [(0, 0.143)]
    for audience in AUDIENCES:
        assert lexis.weights("vill", audience) == []


def test_a_word_of_two_cards_of_four_is_half_particular(small_deck: SmallDeck) -> None:
    """Used alike by two of four: an entropy of log 2 out of log 4 leaves a half."""
    lexis = small_deck(
        {
            "velos": {"situations": ["pente vélo"]},
            "jardin": {"situations": ["pente jardin"]},
            "atelier": {"situations": ["outil clou"]},
        },
        lexicon={"neutral": ["ciel soleil"]},
    ).lexis
    assert lexis.weights("pent", "practices") == [(0, 0.071), (1, 0.071)]


def test_a_word_used_unevenly_is_more_particular_to_whom_uses_it_more(small_deck: SmallDeck) -> None:
    """A card of one word and a card of two: shares 1/7 and 1/11.5, by the length of each beside the mean of 1."""
    lexis = small_deck(
        {"velos": {"situations": ["vélo"]}, "bus": {"situations": ["vélo bus"]}, "gare": {"situations": ["gare"]}}
    ).lexis
    # p = 0.6216 and 0.3784 of the shares: entropy 0.6633, of at most log 4 = 1.3863 → particularity 0.5216.
    assert lexis.weights("velo", "practices") == [(0, 0.075), (1, 0.045)]
    assert lexis.weights("bus", "practices") == [(1, weight(share(1, 2)))] == [(1, 0.087)]
    assert lexis.weights("gar", "practices") == [(2, 0.143)]


def test_a_name_counts_double_and_what_a_card_says_of_itself_less(small_deck: SmallDeck) -> None:
    """A title or an alias is worth 2, a situation 1, summary, description and the reason of an answer 0.6 each."""
    answer = {"id": "defi", "weight": 3, "why": "banque"}
    card = {"title": "Abeille", "aliases": ["Bourdon"], "situations": ["carotte"], "summary": "dindon"}
    lexis = small_deck({"un": card | {"description": "ferme", "challenges": [answer]}}).lexis
    # One card of length 2 + 2 + 1 + 3 · 0.6 = 6.8; the mean with the silent neutral one is 3.4.
    long = {"abeil": 2.0, "bourdon": 2.0, "carott": 1.0, "dindon": 0.6, "ferm": 0.6, "banqu": 0.6}
    found = {term: lexis.weights(term, "practices") for term in lexis.speaks}
    assert found == {term: [(0, weight(share(often, 6.8, 3.4)))] for term, often in long.items()}


def test_an_expression_of_a_trouble_counts_by_the_grade_of_the_card(small_deck: SmallDeck) -> None:
    """The answer of a trouble has its words in full, a card nearly as good 0.4, a sensible one 0.1, others nothing."""
    says = ["panne", "et", "ou"]
    trouble = {"id": "panne", "says": says, "practices": {"trois": 3, "deux": 2, "un": 1}, "actions": {"fiche": 2}}
    cards: dict[str, dict[str, str]] = {"trois": {}, "deux": {}, "un": {}, "rien": {}}
    lexis = small_deck(cards, actions={"fiche": {}}, troubles=[trouble]).lexis
    lengths = [1.0, 0.4, 0.1, 0.0, 0.0]
    mean = sum(lengths) / 5
    shares = [share(often, often, mean) for often in (1.0, 0.4, 0.1)]
    fractions = [value / sum(shares) for value in shares]
    particularity = 1 + sum(part * log(part) for part in fractions) / log(5)
    expected = [(place, weight(value, particularity)) for place, value in enumerate(shares)]
    assert lexis.weights("pann", "practices") == [pair for pair in expected if pair[1] >= LEAST / 1000]
    assert lexis.weights("pann", "practices")[0][0] == 0
    # The sheet is alone with the silent neutral one: 0.4 of a mean of 0.2.
    assert lexis.weights("pann", "actions") == [(0, weight(share(0.4, 2)))]


def test_a_trouble_speaks_for_its_challenges_the_nearest_first(small_deck: SmallDeck) -> None:
    """Its words count 1, 0.5 and 0.25 for them; the challenge's own terms and label are its names."""
    trouble = {"id": "panne", "says": ["panne", "et", "ou"], "challenges": ["a", "b", "c"]}
    lexis = small_deck({"un": {}}, challenges={"a": [], "b": [], "c": [], "d": ["nuisance"]}, troubles=[trouble]).lexis
    first, second, third = lexis.weights("pann", "challenges")
    assert (first[0], second[0], third[0]) == (0, 1, 2)
    assert first[1] > second[1] > third[1]
    assert lexis.weights("nuisanc", "challenges") == [(3, weight(share(2, 2, 3.75 / 5)))]
    assert lexis.weights("pann", "practices") == []


def test_synonyms_speak_through_their_group(small_deck: SmallDeck) -> None:
    """A word counts for its stem and its group, an expression of several words for its words and its meaning."""
    group = {"id": "fermer", "words": ["fermer", "baisser le rideau", "sombrer"]}
    lexis = small_deck(
        {"un": {"situations": ["le magasin ferme"]}, "deux": {"situations": ["il baisse le rideau"]}},
        lexicon={"synonyms": [group]},
    ).lexis
    assert [place for place, _weight in lexis.weights("=fermer", "practices")] == [0, 1]
    assert [place for place, _weight in lexis.weights("ferm", "practices")] == [0]
    assert [place for place, _weight in lexis.weights("rideau", "practices")] == [1]
    assert lexis.groups("sombr") == ["=fermer"]
    assert lexis.runs_from(stem("baisser")) == [(stems_of("baisser rideau"), "=fermer")]


def test_every_expression_that_stands_in_a_text_is_read(small_deck: SmallDeck) -> None:
    """Of two expressions that begin alike, both are read where the longer one stands; the longer is kept first."""
    groups = [
        {"id": "court", "words": ["pas grand", "petit"]},
        {"id": "long", "words": ["pas grand monde", "personne"]},
    ]
    lexis = small_deck(
        {"un": {"situations": ["pas grand monde au marché"]}, "deux": {"situations": ["un pas grand"]}},
        lexicon={"synonyms": groups},
    ).lexis
    assert [group for _stems, group in lexis.runs_from("pas")] == ["=long", "=court"]
    assert [place for place, _weight in lexis.weights("=long", "practices")] == [0]
    assert [place for place, _weight in lexis.weights("=court", "practices")] == [0, 1]


def test_a_word_alone_names_a_practice_only_where_it_speaks_for_it_above_all(small_deck: SmallDeck) -> None:
    """« Maison » is no name of the card « Maison » where another one speaks of houses more; « AMAP » is one of its own."""
    lexis = small_deck(
        {
            "amap": {"title": "AMAP", "aliases": ["Panier paysan"]},
            "bricolage": {"title": "Maison", "situations": ["bricoler"]},
            "habitat": {"title": "Habitat", "situations": ["maison", "maison vide", "la maison", "cette maison"]},
        }
    ).lexis
    assert lexis.names == ((("amap",), ("pani", "paysan")), (), (("habitat",),))


def test_what_a_deck_says_is_known_and_so_are_its_expressions(small_deck: SmallDeck) -> None:
    """Every word of cards, challenges, troubles and lexicon is known to be no slip."""
    deck = small_deck(
        {"un": {"situations": ["alpha"], "aggravates": [{"challenge": "defi", "why": "Et.", "said": ["bravo"]}]}},
        challenges={"defi": ["charlie"]},
        troubles=[{"id": "t", "says": ["delta", "et", "ou"], "practices": {"un": 1}}],
        lexicon={
            "neutral": ["echo"],
            "traps": ["foxtrot"],
            "synonyms": [{"id": "s", "words": ["golf", "hôtel"]}],
            "abbreviations": [{"short": "ZZ", "means": "india"}],
            "cues": {"there": ["juliette"], "no_money": ["kilo"]},
            "out_of_play": [{"id": "o", "label": "Un", "advice": "Et.", "terms": ["lima", "mike", "novembre"]}],
        },
    )
    said = "alpha bravo charlie delta echo foxtrot golf hotel india juliette kilo lima mike novembre"
    assert set(said.split()) <= deck.lexis.known_words


def test_a_deck_without_words_of_people_is_weighed_by_its_own_texts(small_deck: SmallDeck) -> None:
    """No troubles, synonyms, neutral sentences or sheets: titles and situations speak all the same."""
    lexis = small_deck({"velos": {"title": "Vélo", "situations": ["pente"]}, "bus": {"title": "Bus"}}).lexis
    assert [place for place, _weight in lexis.weights("velo", "practices")] == [0]
    assert [place for place, _weight in lexis.weights("bus", "practices")] == [1]
    assert (lexis.senses, lexis.runs, lexis.short, lexis.topics, lexis.traps) == ({}, {}, {}, {}, ())
    assert all(lexis.weights(term, "nothing") == [] for term in lexis.speaks)


@pytest.mark.parametrize("audience", AUDIENCES)
def test_weights_of_the_built_in_deck_are_in_bounds(deck: Deck, audience: str) -> None:
    """Every weight lies between the least that says something and 1, every place is a card's, in ascending order."""
    known: dict[str, int] = {
        "practices": len(deck.practices),
        "actions": len(deck.actions),
        "challenges": len(deck.book.challenges),
        "nothing": 1,
    }
    found = [deck.lexis.weights(term, audience) for term in deck.lexis.speaks]  # type: ignore[arg-type]
    assert sum(map(bool, found)) > 100
    for pairs in found:
        places = [place for place, _weight in pairs]
        assert places == sorted(set(places))
        assert all(0 <= place < known[audience] for place in places)
        assert all(LEAST / 1000 <= value <= 1 for _place, value in pairs)
