"""A town's words → what the deck hears: on decks made for the test, whose words are known one by one."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import replace
from math import sqrt
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from territoires_cli.decks import read_deck
from territoires_cli.listening import SLACK, SMALL_TALK, listen
from territoires_cli.models.deck import Deck
from territoires_cli.models.heard import LEAST_BESIDE_TOPIC, LEAST_CLEARNESS, MOST_CITED, Heard, loudest
from territoires_cli.models.lexis import Lexis
from territoires_cli.naming import NAME_SLACK, REACH

SmallDeck = Callable[..., Deck]

CUES = {
    "there": ["déjà", "on a", "we have"],
    "not_there": ["pas de", "pas d", "a fermé"],
    "refused": ["veut pas", "assez de"],
    "no_money": ["pas un sou", "caisses vides"],
    "no_time": ["la semaine prochaine"],
    "no_hands": ["bénévoles sont épuisés"],
}


@pytest.fixture(scope="session")
def village(small_deck: SmallDeck) -> Deck:
    """A deck of two practices with names, and every kind of knowledge."""
    return small_deck(
        {
            "amap": {"title": "AMAP", "situations": ["légumes"]},
            "repair": {"title": "Repair café", "situations": ["zone industrielle trop loin", "le magasin va fermer"]},
            "troc": {"title": "Troc", "aliases": ["Système d’échange"]},
        },
        lexicon={
            "cues": CUES,
            "traps": ["maison de santé", "pomme de terre"],
            "abbreviations": [
                {"short": "SEL", "means": "système d’échange", "is_a_word": True},
                {"short": "ZI", "means": "zone industrielle"},
            ],
            "synonyms": [
                {"id": "fermer", "words": ["fermer", "baisser le rideau"]},
                {"id": "casser", "words": ["casser", "rendre l’âme"]},
            ],
            "neutral": ["bonjour la compagnie", "il pleut sur le marché"],
            "out_of_play": [
                {"id": "sante", "label": "Un", "advice": "Et.", "terms": ["médecin", "désert médical", "dentiste"]}
            ],
        },
    )


def heard(deck: Deck, text: str) -> Heard:
    """What a deck hears in a text."""
    return listen(text, deck.lexis)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("On a déjà une AMAP.", ("AMAP",)),
        ("on a une amap", ("amap",)),
        ("Une AMAP, on a.", ("AMAP",)),
        ("We have an AMAP.", ("AMAP",)),
        ("Il y a un marché ; on a une AMAP.", ("AMAP",)),
        ("Déjà une AMAP, pas de marché.", ("AMAP",)),  # what stands before the name counts as nearer
        ("Une AMAP.", None),
        ("Pas d’AMAP ici.", None),
        ("L’AMAP a fermé.", None),
        ("On a un marché mais une AMAP, non.", None),
        ("On a un marché. Une AMAP manque.", None),
        ("On a un marché (pas d’AMAP).", None),
    ],
)
def test_a_practice_is_there_where_the_text_says_so(village: Deck, said: str, words: tuple[str, ...] | None) -> None:
    """The nearest turn of phrase in the name's own clause decides; a name alone says neither."""
    found = heard(village, said)
    assert found.there == ({0: words} if words else {})
    assert found.refused == {}


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("On ne veut pas d’AMAP.", ("AMAP",)),
        ("On ne veut pas une AMAP.", ("AMAP",)),
        ("Assez de l’AMAP !", ("AMAP",)),
        ("Pas d’AMAP.", None),
        ("On ne veut pas de bruit. Une AMAP.", None),
    ],
)
def test_a_practice_is_refused_where_the_text_says_so(village: Deck, said: str, words: tuple[str, ...] | None) -> None:
    """« Ne veut pas de » refuses, though « pas de » alone only says that something is missing."""
    assert heard(village, said).refused == ({0: words} if words else {})
    assert heard(village, said).there == {}


def test_what_is_there_or_refused_no_longer_speaks_for_itself(village: Deck) -> None:
    """Its name is silent, so that « on a déjà une AMAP » doesn't ask for one; where it is missing, its name speaks."""
    for said in ("On a déjà une AMAP.", "On ne veut pas d’AMAP."):
        assert heard(village, said).voices(village.lexis, "practices").strength == {}
    assert list(heard(village, "Pas d’AMAP ici.").voices(village.lexis, "practices").strength) == [0]


def test_a_turn_of_phrase_reaches_so_far(village: Deck) -> None:
    """Beyond some words of distance it is about something else."""
    for between, is_there in ((REACH - 1, True), (REACH, False)):
        said = f"déjà {'la ' * between}AMAP"
        assert (0 in heard(village, said).there) is is_there


def test_a_name_of_several_words_may_have_one_between(village: Deck) -> None:
    """« Repair » and « café » in one sentence, at most a word apart, in any order."""
    assert heard(village, "On a un repair café.").there == {1: ("repair", "café")}
    assert heard(village, "On a un café repair.").there == {1: ("café", "repair")}
    words = " ".join(["associatif"] * NAME_SLACK)
    assert heard(village, f"On a un repair {words} café.").there == {1: ("repair", "café")}
    assert heard(village, f"On a un repair {words} associatif café.").there == {}
    assert heard(village, "On a un café. Et on a du repair.").there == {}


@pytest.mark.parametrize(
    ("said", "is_meant"),
    [
        ("Ici le SEL s’essouffle", True),
        ("ici le sel manque", False),
        ("Sel et poivre", False),
        ("ICI LE SEL MANQUE", False),
    ],
)
def test_an_abbreviation_that_is_a_word_is_meant_in_capitals_only(village: Deck, said: str, *, is_meant: bool) -> None:
    """« SEL » is a network of exchange, « sel » is salt; a text all in capitals can't tell them apart."""
    found = heard(village, said)
    assert found.is_understood is is_meant
    assert ("echang" in found.terms) is is_meant
    assert is_meant or "sel" not in found.terms


def test_abbreviations_of_the_built_in_deck_are_known(deck: Deck) -> None:
    """The town plan is no rain, the exchange network no salt; the industrial estate is one however it is written."""
    for said, meant in (("Le PLU est vieux.", True), ("Il a plu.", False), ("le plu est vieux", False)):
        assert ({"plu", "=urbanisme"} <= set(heard(deck, said).terms)) is meant
    for said, is_there in (("On a un SEL.", True), ("On a du sel.", False), ("on a un sel", False)):
        assert (heard(deck, said).there != {}) is is_there
    for said in ("La ZI est loin", "la zi est loin"):
        assert heard(deck, said).voices(deck.lexis, "practices").words[0][0][0] in {"ZI", "zi"}


@pytest.mark.parametrize("said", ["la ZI est loin", "la zi est loin", "LA ZI EST LOIN", "La Zi est loin"])
def test_an_abbreviation_that_is_no_word_is_meant_in_any_case(village: Deck, said: str) -> None:
    """Its words speak, and what is cited is the abbreviation as it was written."""
    found = heard(village, said)
    assert found.terms["industriel"].words == (said.split()[1],)
    assert found.terms["zon"].words == (said.split()[1],)


def test_the_meaning_of_an_abbreviation_makes_names(village: Deck) -> None:
    """« On a un SEL » says that the practice called « système d’échange » is there."""
    assert heard(village, "On a un SEL.").there == {2: ("SEL",)}


def test_a_trap_says_nothing_but_its_words_apart_do(small_deck: SmallDeck) -> None:
    """« Maison de santé » is no housing; « maison » is, even in the same text."""
    deck = small_deck(
        {"toit": {"situations": ["maison vide", "santé fragile"]}}, lexicon={"traps": ["maison de santé"]}
    )
    assert "maison" not in heard(deck, "La Maison de Santé est loin.").terms
    assert "maison" in heard(deck, "La maison est loin de la santé.").terms
    assert heard(deck, "Une maison de santé, puis une maison.").terms["maison"].times == 1
    # Word by word, within a clause.
    assert "maison" in heard(deck, "À la maison. De santé fragile.").terms
    assert "maison" in heard(deck, "Maisons de santé").terms


@pytest.mark.parametrize(
    ("said", "read_as"),
    [
        ("les légmues", {"légmues": "legumes"}),  # exchanged
        ("les légummes", {"légummes": "legumes"}),  # added
        ("les Lgumes", {"Lgumes": "legumes"}),  # left out
        ("les légunes", {"légunes": "legumes"}),  # another letter
        ("deslegumes", {}),
        ("les légumes", {}),
        ("les leugmse", {}),  # two slips
        ("les égumes", {}),  # the first letter
        ("le troq", {}),  # too short
        ("un trco", {}),
        ("industrielles", {}),  # a form of a word that the deck knows by its stem
        ("2legumes", {}),
        ("il baissait", {}),  # a form of a word that the deck knows only in an expression
    ],
)
def test_one_slip_of_a_word_is_understood(village: Deck, said: str, read_as: dict[str, str]) -> None:
    """One slip is read as the word of the deck; the first letter is kept, short and known words stay as they are."""
    found = heard(village, said)
    assert found.read_as == read_as
    for written in read_as:
        assert found.terms["legum"].words == (written,)


def test_every_word_of_the_deck_is_no_slip(deck: Deck) -> None:
    """A word that stands anywhere in the deck is never read as another."""
    for text in (*deck.lexicon.neutral[:100], *(text for trouble in deck.troubles[::12] for text in trouble.says)):
        assert heard(deck, text).read_as == {}


def test_words_of_an_expression_say_its_meaning(village: Deck) -> None:
    """« Il a baissé le rideau » means closing; « le rideau » alone doesn't, nor do its words the other way round."""
    assert heard(village, "Il a baissé le rideau.").terms["=fermer"].words == ("baissé",)
    assert heard(village, "Il va fermer.").terms["=fermer"].words == ("fermer",)
    for other in (
        "Un magasin et un rideau.",
        "Magasin : le rideau a baissé.",
        "Le magasin baisse. Le rideau du magasin.",
    ):
        assert "magasin" in heard(village, other).terms
        assert "=fermer" not in heard(village, other).terms


def test_an_expression_looked_up_whole_stands_in_one_sentence(village: Deck) -> None:
    """Its words in any order, at most some others among them, no full stop."""
    assert heard(village, "Un désert médical.").topics == {"sante": ("désert", "médical")}
    assert heard(village, "Le médical est un désert.").topics == {"sante": ("médical", "désert")}
    between = " ".join(["grand"] * SLACK)
    assert heard(village, f"désert {between} médical").topics == {"sante": ("désert", "médical")}
    assert heard(village, f"désert {between} grand médical").topics == {}
    assert heard(village, "Un désert. Le médical.").topics == {}


def test_a_topic_out_of_play_is_silent(small_deck: SmallDeck) -> None:
    """The words that gave it away speak for no card, and the rest must be clearer to be about something else."""
    deck = small_deck(
        {"car": {"situations": ["médecin trop loin", "pas de bus"]}, "troc": {"situations": ["ennui"]}},
        lexicon={
            "out_of_play": [{"id": "sante", "label": "Un", "advice": "Et.", "terms": ["médecin", "dentiste", "soins"]}]
        },
    )
    found = heard(deck, "Pas de médecin.")
    assert found.topics == {"sante": ("médecin",)}
    assert "medecin" not in found.terms
    assert not found.is_understood
    alone = heard(deck, "bus")
    least = replace(alone, clearness=(LEAST_CLEARNESS + LEAST_BESIDE_TOPIC) / 2)
    assert least.is_understood
    assert not replace(least, topics={"sante": ("médecin",)}).is_understood


@pytest.mark.parametrize(
    ("said", "people"),
    [
        ("Un bourg de 1 200 habitants.", 1200),
        ("Un bourg de 1200 habitants.", 1200),
        ("Un bourg de 1.200 habitants.", 1200),
        ("300 âmes", 300),
        ("300 ÂMES", 300),
        (unicodedata.normalize("NFD", "300 âmes"), 300),
        ("12\u202f000\u00a0habitants", 12_000),
        ("1 250 000 habitants", 1_250_000),
        ("A town of 8000 inhabitants.", 8000),
        ("5000 residents", 5000),
        ("450 people live here", 450),
        ("Quelques habitants.", None),
        ("12 000 chats", None),
        ("0 habitants", 0),
        (f"{'9' * 5000} habitants", None),
        (f"{'9 ' * 9000} habitants", None),
    ],
)
def test_a_number_of_people_is_heard(village: Deck, said: str, people: int | None) -> None:
    """However it is written; a number that no territory has is none, and no trouble either."""
    assert heard(village, said).population == people


def test_what_is_lacking_is_heard(village: Deck) -> None:
    """Money, time, hands: each by its own words."""
    assert heard(village, "On n’a pas un sou.").lacks == {"money": ("pas", "sou")}
    assert heard(village, "Il le faut la semaine prochaine.").lacks == {"time": ("semaine", "prochaine")}
    assert heard(village, "Nos bénévoles sont épuisés, les caisses vides.").lacks == {
        "money": ("caisses", "vides"),
        "coordination": ("bénévoles", "épuisés"),
    }
    assert heard(village, "Un sou est un sou.").lacks == {}


def test_a_challenge_is_heard_in_its_own_terms(small_deck: SmallDeck) -> None:
    """Its terms whole, in one sentence; not where a topic out of play or a trap has all of their words."""
    deck = small_deck(
        {"un": {}},
        challenges={"toits": ["toit percé"], "soins": ["médecin"], "rang": ["carte grise"]},
        lexicon={
            "traps": ["carte grise"],
            "out_of_play": [{"id": "sante", "label": "Un", "advice": "Et.", "terms": ["médecin", "dentiste", "kiné"]}],
        },
    )
    assert heard(deck, "Le toit est percé.").challenges == {0: ("toit", "percé")}
    assert heard(deck, "Le toit est percé.").is_understood
    for said in ("Un toit. Il est percé.", "Plus de médecin.", "La carte grise."):
        assert heard(deck, said).challenges == {}
        assert not heard(deck, said).is_understood


def test_a_harm_is_heard_in_its_own_words(small_deck: SmallDeck) -> None:
    """Each harm of a card is told by the place of the card and the challenge."""
    harm = {"challenge": "loyers", "why": "Et.", "said": ["meublés touristiques", "airbnb"]}
    deck = small_deck({"un": {}, "louer": {"aggravates": [harm]}}, challenges={"loyers": []})
    assert heard(deck, "Les meublés touristiques ont tout pris.").harms == {"1:loyers": ("meublés", "touristiques")}
    assert heard(deck, "Airbnb.").harms == {"1:loyers": ("Airbnb",)}
    assert heard(deck, "Des touristes. Des meublés.").harms == {}


def test_strength_is_the_sum_of_what_words_weigh(small_deck: SmallDeck) -> None:
    """A word said twice counts √2; one of a sentence that speaks half as strongly, a quarter in times, a half in weight."""
    deck = small_deck({"un": {"situations": ["pente vélo"]}, "deux": {"situations": ["pente vigne"]}, "trois": {}})
    lexis = deck.lexis
    (bike,), slopes = lexis.weights("velo", "practices"), lexis.weights("pent", "practices")
    assert (bike[0], [place for place, _weight in slopes]) == (0, [0, 1])
    hill = slopes[0][1]

    def strength(text: str) -> float:
        return heard(deck, text).voices(lexis, "practices").strength[0]

    assert strength("vélo") == pytest.approx(bike[1])
    assert strength("vélo en pente") == pytest.approx(bike[1] + hill)
    assert strength("vélo, vélo") == pytest.approx(sqrt(2) * bike[1])
    assert strength("Vélo. Vélo.") == pytest.approx(sqrt(2) * bike[1])
    # The weaker sentence counts (strength / strongest)² times, and a word by the root of its times.
    assert strength("Vélo. Pente.") == pytest.approx(bike[1] + hill / bike[1] * hill)


def test_clearness_sets_small_talk_against_the_best_card(small_deck: SmallDeck) -> None:
    """The best card's strength times its part beside twice what the neutral sentences have of the words."""
    deck = small_deck({"un": {"situations": ["pente vélo"]}, "deux": {}}, lexicon={"neutral": ["soleil vélo"]})
    bike, sun = deck.lexis.weights("velo", "practices")[0][1], deck.lexis.weights("soleil", "nothing")[0][1]
    talk = deck.lexis.weights("velo", "nothing")[0][1]
    assert heard(deck, "vélo").clearness == pytest.approx(bike * bike / (bike + SMALL_TALK * talk))
    assert heard(deck, "vélo au soleil").clearness == pytest.approx(bike * bike / (bike + SMALL_TALK * (talk + sun)))
    assert heard(deck, "soleil").clearness == 0
    assert heard(deck, "").clearness == 0


def test_neutral_sentences_are_understood_as_nothing(village: Deck) -> None:
    """What the deck gives as small talk calls for no card, whatever the case."""
    for text in village.lexicon.neutral:
        for said in (text, text.upper(), f"{text.capitalize()}, {text}."):
            assert not heard(village, said).is_understood


@pytest.mark.parametrize(
    "said",
    ["bonjour", "Bonjour.", "BONJOUR !", "Bonjour à toutes et à tous", "hello", "", "…", "42", "le la les", "zzz"],
)
def test_a_greeting_is_understood_as_nothing(deck: Deck, said: str) -> None:
    """« Bonjour », a number, signs, small words or no words at all say nothing to the built-in deck."""
    found = heard(deck, said)
    assert not found.is_understood
    assert (found.there, found.refused, found.topics, found.lacks, found.harms) == ({}, {}, {}, {}, {})


def test_the_loudest_words_are_those_worth_citing() -> None:
    """Words of at least a tenth of the whole, six at the most."""
    assert loudest([("a", 0.5), ("b", 0.42), ("c", 0.08)]) == ("a", "b")
    assert loudest([(str(number), 1.0) for number in range(9)]) == tuple(map(str, range(MOST_CITED)))
    assert loudest([]) == ()


LEXIS = read_deck().lexis
SIGNS = st.sampled_from([" ", ", ", ". ", " ; ", "\n", " (", ") ", " – ", "’", "… "])


@st.composite
def statements(draw: st.DrawFn) -> str:
    """Texts made of what the deck knows, words of no language, figures, capitals, English, signs."""
    deck = read_deck()
    said = [text for trouble in deck.troubles[::9] for text in trouble.says] + list(deck.lexicon.neutral[::9])
    said += [text for cues in deck.lexicon.cues.__dict__.values() for text in cues]
    said += [name for card in deck.practices for name in (card.title, *card.aliases)]
    said += [item.short for item in deck.lexicon.abbreviations] + list(deck.lexicon.traps)
    said += ["1 200 habitants", "we have", "but", "médecin", "½", "épiceire", "NFD\u0301"]
    pieces = st.one_of(st.sampled_from(said), st.sampled_from(said).map(str.upper), st.text(max_size=8))
    drawn = draw(st.lists(st.tuples(pieces, SIGNS), max_size=6))
    text = "".join(f"{piece}{sign}" for piece, sign in drawn)
    return unicodedata.normalize(draw(st.sampled_from(["NFC", "NFD"])), text)


def cited(found: Heard) -> Sequence[str]:
    """Every word that is cited for anything."""
    groups: list[Any] = [found.challenges, found.there, found.refused, found.topics, found.lacks, found.harms]
    words = [word for group in groups for said in group.values() for word in said]
    return [*words, *(word for spoken in found.terms.values() for word in spoken.words), *found.read_as]


@settings(deadline=None, max_examples=120)
@given(statements())
def test_what_is_cited_stands_in_the_text(text: str) -> None:
    """Each word cited stands in the text as it was written, and each card's shares add up to its strength."""
    found = listen(text, LEXIS)
    assert all(word and word in text for word in cited(found))
    for audience in ("practices", "actions", "challenges"):
        voices = found.voices(LEXIS, audience)
        assert set(voices.strength) == set(voices.words)
        for place, words in voices.words.items():
            shares = [share for _word, share in words]
            assert sum(shares) == pytest.approx(voices.strength[place])
            assert shares == sorted(shares, reverse=True)
            assert min(shares) > 0


@settings(deadline=None, max_examples=60)
@given(statements())
def test_accents_and_the_way_they_are_written_do_not_matter(text: str) -> None:
    """Without accents, or with accents as signs of their own, a text is heard the same."""
    plain = re.sub("[\u0300-\u036f]", "", unicodedata.normalize("NFD", text))
    assume((plain == plain.upper()) == (text == text.upper()))
    expected = meaning(listen(text, LEXIS))
    assert meaning(listen(unicodedata.normalize("NFD", text), LEXIS)) == expected
    assert meaning(listen(plain, LEXIS)) == expected


def meaning(found: Heard) -> Any:
    """What was heard, less how its words are written."""
    return (
        {term: spoken.times for term, spoken in found.terms.items()},
        *(
            list(group)
            for group in (found.challenges, found.there, found.refused, found.topics, found.lacks, found.harms)
        ),
        found.population,
        found.clearness,
    )


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from([text for item in read_deck().troubles[::5] for text in item.says]), max_size=4))
def test_case_does_not_matter(texts: list[str]) -> None:
    """In capitals or small letters a text is heard the same, save abbreviations that are words too."""
    capitals = set(LEXIS.capitals)
    text = ". ".join(text for text in texts if not capitals.intersection(stem_words(text)))
    expected = meaning(listen(text.lower(), LEXIS))
    assert meaning(listen(text.upper(), LEXIS)) == expected
    assert meaning(listen(text, LEXIS)) == expected


def stem_words(text: str) -> set[str]:
    """The words of a text in small letters."""
    return set(text.lower().replace("’", " ").replace("'", " ").split())


def test_an_empty_lexis_hears_words_and_no_meaning() -> None:
    """Without any knowledge nothing speaks, and nothing fails."""
    found = listen("Les jeunes partent, et les 300 habitants restent.", Lexis())
    assert found.voices(Lexis(), "practices").strength == {}
    assert (found.is_understood, found.population, found.read_as) == (False, 300, {})
