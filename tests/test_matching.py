"""Deck × city → every practice ranked, with reasons that can be checked."""

import ast
import itertools
import unicodedata
from collections.abc import Callable
from decimal import Decimal
from math import fsum
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from territoires_cli import matching
from territoires_cli.decks import read_deck
from territoires_cli.matching import (
    BESIDE_TAGS,
    HEARD_URGENCY,
    LEAST_HEARD,
    LEAST_OF_BEST,
    MOST_HEARD,
    STRAIN,
    URGENCY,
    comparable_cities,
    match_city,
)
from territoires_cli.models.city import City
from territoires_cli.models.deck import SECTIONS, Deck
from territoires_cli.models.matching import PARTS, WEIGHTS, Matching, basis_of, said_by
from territoires_cli.models.vocabulary import Addition

if TYPE_CHECKING:
    from tests.conftest import Result

SmallDeck = Callable[..., Deck]
SETTINGS = settings(deadline=None, max_examples=60)
CITIES = ["aveiro", "epinal", "genk", "hilversum", "kristianstad", "lorient", "mont-de-marsan", "narbonne"]

# Ten things that towns say (shared/FORMATS.md), and the cards that should come up first.
SAID = [
    ("La dernière épicerie a fermé en mars, et nos anciens ne conduisent plus.", {"D3", "C2"}),
    ("Onze pour cent de cellules vides, et pas un sou pour préempter.", {"B1", "B3"}),
    ("Nos jeunes partent à dix-huit ans et ne reviennent pas.", {"B1", "B2"}),
    ("Sans permis, pas d'embauche : la zone est à douze kilomètres, et pas de bus.", {"A1"}),
    ("Les meublés touristiques ont mangé les loyers, mes agents ne se logent plus.", {"G1", "G2"}),
    ("On était plus nombreux sur l'estrade que dans la salle.", {"I2"}),
    ("L'usine est vide, quatre mille mètres carrés, deux promoteurs ont renoncé.", {"B1", "B2", "B3"}),
    ("Les cars s'arrêtent vingt minutes et repartent ; un seul hôtel.", {"F3", "F4"}),
    ("On a déjà une AMAP et un repair café, ne me les resservez pas : l'argent ne reste pas ici.", {"L3"}),
]


def match(deck: Deck, **fields: Any) -> Matching:
    """The matching of a city with these fields."""
    return match_city(deck, City(name="Ici", **fields))


@pytest.mark.parametrize(("said", "best"), SAID, ids=[said[:24] for said, _best in SAID])
def test_the_best_cards_come_first_for_what_towns_say(deck: Deck, said: str, best: set[str]) -> None:
    """One of the cards that a practitioner would pick is among the first three on offer; nothing is called out of play."""
    found = match(deck, statement=said)
    assert best & {item.card.code for item in found.opportunities[:3]}
    assert found.out_of_play == ()
    assert found.uncovered == ()


@pytest.mark.parametrize(("said", "best"), SAID, ids=[said[:24] for said, _best in SAID])
def test_every_best_card_is_among_the_first(deck: Deck, said: str, best: set[str]) -> None:
    """All the cards that a practitioner would pick stand in the first five."""
    assert best <= {item.card.code for item in match(deck, statement=said).opportunities[:5]}


def test_short_lets_are_never_offered_against_dear_housing(deck: Deck) -> None:
    """The card that drives rents up says so and is not on offer, though nothing hides it."""
    found = match(deck, statement=SAID[4][0])
    lets = found.of("location-particuliers")
    assert [item.challenge for item in lets.aggravates] == ["logement"]
    assert lets.score > 0
    assert not lets.is_opportunity
    assert lets not in found.opportunities


def test_what_is_there_already_is_not_served_again(deck: Deck) -> None:
    """« On a déjà une AMAP et un repair café »: both are strengths, with the words that said so, and not on offer."""
    found = match(deck, statement=SAID[8][0])
    there = {item.card.code: item.said_there for item in found.matches if item.is_strength}
    assert there == {"C2": ("AMAP",), "E3": ("repair", "café")}
    assert not {"C2", "E3"} & {item.card.code for item in found.opportunities}


def test_troubles_outside_the_deck_are_said_plainly(deck: Deck) -> None:
    """No doctor and fear at night: both are recognised as out of play, with their words, and no card is forced."""
    found = match(deck, statement="Plus de médecin, et le soir les gens ont peur.")
    assert {item.topic.id: item.words for item in found.out_of_play} == {
        "sante": ("médecin",),
        "securite": ("soir", "peur"),
    }
    assert found.recognised == ()
    assert found.opportunities == ()
    assert {item.score for item in found.matches} == {0.0}
    assert [item.card for item in found.matches] == list(deck.practices)


@pytest.mark.parametrize("said", ["bonjour", "Bonjour !", "…", "12", "de la", "zzzz"])
def test_words_without_meaning_for_the_deck_match_nothing(deck: Deck, said: str) -> None:
    """A text about nothing gets no card by chance, and the deck's order."""
    found = match(deck, statement=said)
    assert not found.heard.is_understood
    assert (found.recognised, found.out_of_play, found.opportunities) == ((), (), ())
    assert [item.card for item in found.matches] == list(deck.practices)


def pieces_of(deck: Deck) -> list[str]:
    """What statements are made of: everything the deck listens for, English, a slip, words of no language, figures."""
    texts = [text for card in deck.practices for text in card.situations[::3]]
    texts += [text for trouble in deck.troubles[::6] for text in trouble.says[::3]]
    texts += [term for challenge in deck.book.challenges for term in challenge.terms[::4]]
    texts += [term for topic in deck.lexicon.out_of_play for term in topic.terms[::4]]
    texts += [phrase for phrases in deck.lexicon.cues.__dict__.values() for phrase in phrases[::2]]
    texts += [harm for card in deck.practices for item in card.aggravates for harm in item.said[::3]]
    texts += [f"on a déjà un {card.title}" for card in deck.practices[::4]]
    texts += [f"on ne veut pas de {card.title}" for card in deck.practices[1::4]]
    texts += [item.short for item in deck.lexicon.abbreviations] + list(deck.lexicon.neutral[::20])
    return [*texts, "the young people leave", "l’épiceire", "brmlfx", "1 200 habitants", "LES LOYERS", "½ «»"]


PIECES = pieces_of(read_deck())
SIGNS = st.sampled_from([". ", ", ", " ; ", "\n", " – ", " (", ") ", " ", "…"])


@st.composite
def cities(draw: st.DrawFn) -> City:
    """A city with anything that may move a score."""
    deck = read_deck()
    picked = draw(st.lists(st.tuples(st.sampled_from(PIECES), SIGNS), max_size=5))
    statement = "".join(f"{piece}{sign}" for piece, sign in picked) + draw(st.text(max_size=6))
    statement = {0: statement, 1: statement.upper(), 2: statement.capitalize()}[draw(st.integers(0, 2))]
    challenge = st.fixed_dictionaries({"id": st.sampled_from(list(deck.challenge)), "priority": st.integers(1, 5)})
    fields: dict[str, Any] = {
        "challenges": draw(st.lists(challenge, max_size=4, unique_by=lambda item: item["id"])),
        "strengths": draw(st.lists(st.sampled_from(list(deck.practice)), max_size=4)),
        "constraints": draw(
            st.lists(st.sampled_from(["Pas un sou.", "Plus le temps.", "Pas de bénévoles."]), max_size=2)
        ),
        "holds": draw(st.lists(st.sampled_from(["commune", "region", "habitants"]), max_size=2, unique=True)),
        "population": draw(st.none() | st.integers(1, 300_000)),
    }
    if statement.strip():
        fields["statement"] = statement
    elif not fields["challenges"]:
        fields["challenges"] = ["emploi"]
    return City(name="Ici", **fields)


@SETTINGS
@given(cities())
def test_reasons_hold_for_any_statement(city: City) -> None:
    """Words cited stand in the input, parts add up as printed, the order is by score then by deck; twice the same."""
    deck = read_deck()
    found = match_city(deck, city)
    statement = said_by(city)
    cited = [word for item in found.recognised for word in item.words]
    cited += [word for topic in found.out_of_play for word in topic.words]
    cited += [word for item in found.matches for word in (*item.words, *item.said_there, *item.refused)]
    cited += [word for item in found.matches for word, _share in item.spoken]
    cited += [word for words in (*found.heard.harms.values(), *found.heard.lacks.values()) for word in words]
    cited += [word for words in found.heard.challenges.values() for word in words]
    assert all(word and word in statement for word in (*cited, *found.heard.read_as))
    assert_consistent(deck, found)
    assert match_city(deck, city) == found


def assert_consistent(deck: Deck, found: Matching) -> None:
    """What holds for the matching of any city."""
    assert {item.card.id for item in found.matches} == set(deck.practice)
    rank = {card: number for number, card in enumerate(deck.practice)}
    keys = [(-item.score, rank[item.card.id]) for item in found.matches]
    assert keys == sorted(keys)
    stated = {item.challenge.id for item in found.recognised}
    tagged = {item.id for item in found.city.challenges}
    assert tagged <= stated
    urgencies = [item.urgency for item in found.recognised]
    assert urgencies == sorted(urgencies, reverse=True)
    own_terms = {deck.book.challenges[place].id for place in found.heard.challenges}
    assert len(stated - tagged - own_terms) <= MOST_HEARD
    for item in found.matches:
        assert tuple(item.parts) == PARTS
        assert all(0 <= value <= 1 for value in item.parts.values())
        # Exactly, as decimal figures are added by whoever reads them.
        shares = [Decimal(str(item.contribution(name))) for name in PARTS]
        assert sum(shares) == Decimal(str(item.score))
        says_something = item.parts["challenges"] > 0 or item.parts["words"] > 0
        assert (item.score > 0) is says_something
        assert fsum(share for _word, share in item.spoken) == pytest.approx(item.parts["words"], abs=1e-6)
        assert len({word for word, _share in item.spoken}) == len(item.spoken)
        assert {answer.id for answer, _stated in item.answers} <= stated
        for harm in item.aggravates:
            place = rank[item.card.id]
            assert harm.challenge in tagged or f"{place}:{harm.challenge}" in found.heard.harms
        if item.is_opportunity:
            assert (item.strengths, item.aggravates, item.refused) == ((), (), ())
    assert found.opportunities == tuple(item for item in found.matches if item.is_opportunity)


def test_the_weights_of_each_basis_add_up_to_one() -> None:
    """A text, tags, or both: the six parts share out one whole, and words count nothing where there are none."""
    for weights in WEIGHTS.values():
        assert tuple(weights) == PARTS
        assert fsum(weights.values()) == pytest.approx(1)
    assert WEIGHTS["tags"]["words"] == 0
    assert basis_of(City(name="Ici", statement="Rien.")) == "text"
    assert basis_of(City(name="Ici", challenges=["emploi"])) == "tags"
    assert basis_of(City(name="Ici", statement="Rien.", challenges=["emploi"])) == "both"
    why = City.model_validate({"name": "Ici", "challenges": [{"id": "emploi", "why": "L’usine ferme."}]})
    assert (basis_of(why), said_by(why)) == ("both", "L’usine ferme.")


def test_two_processes_print_the_same(spawn: Callable[..., "Result"], tmp_path: Path) -> None:
    """Whatever order Python gives to its sets, and the cache cold each time, every number and word comes out alike."""
    said = f"{SAID[3][0]} {SAID[4][0]} On a déjà un SEL, 1 200 habitants, pas un sou."
    printed = [
        spawn(
            *("match", "--text", said, "--json"),
            env={"PYTHONHASHSEED": seed, "TERRITOIRES_CACHE_DIR": str(tmp_path / seed)},
        ).out
        for seed in ("1", "2026")
    ]
    assert '"score"' in printed[0]
    assert printed[0] == printed[1]


@SETTINGS
@given(st.lists(st.sampled_from([piece for piece in PIECES if piece == piece.lower()]), min_size=1, max_size=4))
def test_accents_and_case_leave_the_ranking(pieces: list[str]) -> None:
    """In capitals, without accents, with accents as signs of their own: the same scores in the same order."""
    deck = read_deck()
    text = ". ".join(pieces)
    plain = "".join(sign for sign in unicodedata.normalize("NFD", text) if not unicodedata.combining(sign))
    expected = scores(deck, text)
    for other in (text.upper(), text.capitalize(), plain, plain.upper(), unicodedata.normalize("NFD", text)):
        assert scores(deck, other) == expected


def scores(deck: Deck, text: str) -> list[tuple[str, float]]:
    """Each card with its score, best first."""
    return [(item.card.code, item.score) for item in match(deck, statement=text).matches]


@pytest.mark.parametrize("city", CITIES)
def test_the_deck_answers_each_of_its_own_cities(deck: Deck, city: str) -> None:
    """No challenge of the eight cities stays without an answer, and what a city has is a strength."""
    found = match_city(deck, deck.city[city])
    assert_consistent(deck, found)
    assert found.uncovered == ()
    there = {item.practice for item in deck.city[city].strengths if item.is_there}
    assert there <= {item.card.id for item in found.matches if item.is_strength}


@pytest.fixture(scope="session")
def town(small_deck: SmallDeck) -> Deck:
    """Three practices: one answers bikes, one answers rents and harms bikes, one is silent; two cities know them."""
    return small_deck(
        {
            "velos": {
                "situations": ["vélo"],
                "challenges": [{"id": "bouger", "weight": 3, "why": "Et."}],
                "levers": ["commune"],
                "scale": {"sizes": ["village"], "note": "Et."},
                "effort": {"money": "high", "time": "medium", "coordination": "low", "note": "Et."},
            },
            "toits": {
                "situations": ["loyer"],
                "challenges": [{"id": "loger", "weight": 2, "why": "Et."}, {"id": "bouger", "weight": 1, "why": "Et."}],
                "levers": ["region", "habitants"],
                "aggravates": [{"challenge": "bouger", "why": "Et.", "said": ["embouteillage"]}],
            },
            "silence": {"challenges": [{"id": "autre", "weight": 1, "why": "Et."}]},
        },
        challenges={"bouger": ["bouchon"], "loger": ["toit"], "autre": ["ennui"], "rien": ["vide"]},
        cities=[
            {"name": "Une", "challenges": ["bouger"], "strengths": ["velos"]},
            {
                "name": "Deux",
                "challenges": [{"id": "loger", "priority": 3}, {"id": "bouger", "priority": 5}],
                "strengths": ["velos", {"practice": "toits", "status": {"state": "closed"}}],
            },
            {"name": "Trois", "challenges": ["autre"], "strengths": ["toits"]},
        ],
        lexicon={
            "cues": {"no_money": ["pas un sou"], "no_time": ["urgence"], "no_hands": ["seule"], "refused": ["veut pas"]}
        },
    )


def test_a_score_is_the_sum_of_six_parts_by_hand(town: Deck) -> None:
    """Tags alone, one challenge of priority 1: answers by their weight, evidence by likeness, the rest in full."""
    found = match(town, challenges=["bouger"])
    bikes, roofs, silence = (found.of(name) for name in ("velos", "toits", "silence"))
    # Likeness: « Une » 1 · 1, « Deux » 1 · 0.3; both have bikes, and what « Deux » had of roofs has closed.
    assert bikes.parts == dict.fromkeys(PARTS, 1.0) | {"words": 0.0}
    assert bikes.score == 1.0
    assert [item.city.id for item in bikes.evidence] == ["une", "deux"]
    assert roofs.parts == dict.fromkeys(PARTS, 1.0) | {"words": 0.0, "challenges": round(1 / 3, 6), "evidence": 0.0}
    assert roofs.score == pytest.approx(0.45 / 3 + 3 * 0.04, abs=1e-6)
    assert silence.score == 0
    assert [item.card.id for item in found.matches] == ["velos", "toits", "silence"]


def test_urgency_answered_is_out_of_the_urgency_stated(town: Deck) -> None:
    """Priorities 1 and 3: roofs answer 0.6 by two thirds and 1.0 by one third, of 1.6."""
    found = match(town, challenges=[{"id": "bouger", "priority": 1}, {"id": "loger", "priority": 3}])
    roofs = found.of("toits")
    assert roofs.parts["challenges"] == round((0.6 * 2 / 3 + 1.0 / 3) / 1.6, 6)
    assert [(answer.id, stated.urgency) for answer, stated in roofs.answers] == [("loger", 0.6), ("bouger", 1.0)]
    assert found.of("velos").parts["challenges"] == round(1.0 / 1.6, 6)


def test_evidence_is_the_likeness_of_the_cities_that_have_it(town: Deck) -> None:
    """Of the likeness of all the deck's other cities, the part of those that have the practice and still run it."""
    found = match(town, challenges=[{"id": "bouger", "priority": 2}, {"id": "autre", "priority": 1}])
    # « Une » 0.8 · 1, « Deux » 0.8 · 0.3, « Trois » 1 · 1.
    alike = 0.8 + 0.24 + 1.0
    assert found.of("velos").parts["evidence"] == round(1.04 / alike, 6)
    assert found.of("toits").parts["evidence"] == round(1.0 / alike, 6)
    assert found.of("silence").parts["evidence"] == 0
    assert [city.id for city in comparable_cities(town, found)] == ["trois", "une", "deux"]
    assert [city.id for city in comparable_cities(town, found, at_most=1)] == ["trois"]
    # A city is no evidence for itself.
    own = match_city(town, town.city["une"])
    assert [item.city.id for item in own.of("velos").evidence] == ["deux"]
    assert [city.id for city in comparable_cities(town, own)] == ["deux"]
    assert comparable_cities(town, match(town, statement="Et.")) == []


def test_words_count_beside_the_loudest_card(town: Deck) -> None:
    """The card that the text speaks for most has the whole part; another its strength beside it."""
    found = match(town, statement="Un vélo. Un loyer.")
    bikes, roofs = found.of("velos"), found.of("toits")
    assert bikes.parts["words"] == roofs.parts["words"] == round(found.heard.confidence, 6)
    assert [word for card in (bikes, roofs) for word, _share in card.spoken] == ["vélo", "loyer"]
    assert all(card.spoken[0][1] == pytest.approx(found.heard.confidence) for card in (bikes, roofs))
    assert bikes.words == ("vélo",)
    twice = match(town, statement="Un vélo, un vélo et un loyer.")
    assert twice.of("toits").parts["words"] == pytest.approx(twice.heard.confidence * 2**-0.5, abs=1e-6)
    assert [item.card.id for item in twice.matches] == ["velos", "toits", "silence"]


def test_the_size_counts_where_it_is_known_or_heard(town: Deck) -> None:
    """A card not meant for a town of that size loses the part of size; the file says it, or else the text."""
    said = "Un vélo pour nos {people} habitants."
    for fields, size in (
        ({"statement": "Un vélo."}, 1.0),
        ({"statement": said.format(people=800)}, 1.0),
        ({"statement": said.format(people="12 000")}, 0.0),
        ({"statement": said.format(people="12 000"), "population": 800}, 1.0),
        ({"challenges": ["bouger"], "population": 12_000}, 0.0),
    ):
        item = match(town, **fields).of("velos")
        assert item.parts["size"] == size
        assert match(town, **fields).of("toits").parts["size"] == 1.0


def test_what_is_lacking_weighs_on_effort(town: Deck) -> None:
    """Each lack costs the effort of its kind, the mean over what is lacking; a constraint of the file says it too."""
    assert STRAIN == {"low": 0.0, "medium": 0.5, "high": 1.0}
    for said, ease in (
        ("Un vélo.", 1.0),
        ("Un vélo, pas un sou.", 0.0),
        ("Un vélo, il y a urgence.", 0.5),
        ("Un vélo, la secrétaire est seule.", 1.0),
        ("Un vélo, pas un sou, il y a urgence.", 0.25),
        ("Un vélo, pas un sou, urgence, elle est seule.", 0.5),
    ):
        assert match(town, statement=said).of("velos").parts["ease"] == ease
        assert match(town, statement=said).of("toits").parts["ease"] == 1.0
    assert match(town, challenges=["bouger"], constraints=["Pas un sou.", "Urgence."]).of("velos").parts["ease"] == 0.25


def test_who_invites_should_hold_a_lever(town: Deck) -> None:
    """Where a file says what it holds, a card whose levers are others' loses that part."""
    for holds, levers in (([], 1.0), (["commune"], 1.0), (["region"], 0.0), (["region", "commune"], 1.0)):
        assert match(town, challenges=["bouger"], holds=holds).of("velos").parts["levers"] == levers


def test_a_harm_counts_where_it_is_said_or_tagged(town: Deck) -> None:
    """A challenge that is only heard doesn't keep a card away; tagged, or said in the harm's own words, it does."""
    heard = match(town, statement="Un loyer dans les bouchons.")
    assert "bouger" in {item.challenge.id for item in heard.recognised}
    assert heard.of("toits").aggravates == ()
    assert heard.of("toits").is_opportunity
    for fields in ({"challenges": ["bouger"]}, {"statement": "Un loyer dans les embouteillages."}):
        item = match(town, **fields).of("toits")
        assert [harm.challenge for harm in item.aggravates] == ["bouger"]
        assert item.score > 0
        assert not item.is_opportunity


def test_a_challenge_is_covered_only_by_what_may_be_offered_or_is_there(town: Deck) -> None:
    """One that only a harmful card answers, or no card, stays uncovered."""
    found = match(town, challenges=["bouger", "loger", "rien"])
    assert [item.challenge.id for item in found.uncovered] == ["loger", "rien"]
    assert [item.challenge.id for item in match(town, challenges=["loger"]).uncovered] == []


def test_tagged_challenges_count_by_priority(town: Deck) -> None:
    """The more urgent challenge comes first, whatever the order in which they are written."""
    for priority, order in ((1, ["loger", "bouger"]), (5, ["bouger", "loger"])):
        found = match(town, challenges=[{"id": "loger", "priority": priority}, {"id": "bouger", "priority": 3}])
        assert [item.challenge.id for item in found.recognised] == order
        assert [item.urgency for item in found.recognised] == sorted((URGENCY[priority], 0.6), reverse=True)
    assert all(before > after for before, after in itertools.pairwise(URGENCY[rank] for rank in sorted(URGENCY)))


def test_challenges_heard_count_by_how_loud_they_are(deck: Deck) -> None:
    """The loudest is urgent to 0.9, others in proportion; heard are the four loudest from a least on, and those said in their own terms."""
    said = f"{SAID[2][0]} {SAID[0][0]} {SAID[3][0]}"
    found = match(deck, statement=said)
    strength = found.heard.voices(deck.lexis, "challenges").strength
    best = max(strength.values())
    ids = [challenge.id for challenge in deck.book.challenges]
    loud = [place for place, value in strength.items() if value >= max(LEAST_HEARD, LEAST_OF_BEST * best)]
    loudest = sorted(loud, key=lambda place: (-round(strength[place], 6), place))[:MOST_HEARD]
    own_terms = {place for place in found.heard.challenges if strength.get(place)}
    assert {item.challenge.id for item in found.recognised} == {ids[place] for place in {*loudest, *own_terms}}
    assert len(found.recognised) > 1
    assert found.recognised[0].urgency == HEARD_URGENCY
    for item in found.recognised:
        place = ids.index(item.challenge.id)
        assert item.urgency == round(HEARD_URGENCY * strength[place] / best, 6)
        assert item.priority is None
        assert item.words


def test_a_challenge_heard_beside_tags_counts_half(deck: Deck) -> None:
    """What a file tags is what its town means: what is only heard moves scores half as much."""
    found = match(deck, statement=SAID[3][0])
    heard = {item.challenge.id: item.urgency for item in found.recognised}
    other = next(name for name in deck.challenge if name not in heard)
    beside = match(deck, statement=SAID[3][0], challenges=[other])
    expected = {other: 1.0} | {name: urgency * BESIDE_TAGS for name, urgency in heard.items()}
    assert {item.challenge.id: item.urgency for item in beside.recognised} == pytest.approx(expected, abs=1e-6)


def test_a_challenge_said_in_its_own_terms_is_heard_though_faintly(small_deck: SmallDeck) -> None:
    """The words of a challenge are enough to state it, beside another that is much louder; they are cited."""
    deck = small_deck(
        {"velos": {"situations": ["vélo"], "challenges": [{"id": "bouger", "weight": 3, "why": "Et."}]}},
        challenges={"bouger": ["vélo", "pente", "route", "gare"], "loger": ["toit"]},
    )
    found = match(deck, statement="Un vélo, un vélo, une pente, une route, une gare, un toit.")
    voices = found.heard.voices(deck.lexis, "challenges").strength
    assert voices[1] < LEAST_OF_BEST * voices[0]
    assert [(item.challenge.id, item.words) for item in found.recognised] == [
        ("bouger", ("vélo", "pente", "route", "gare")),
        ("loger", ("toit",)),
    ]
    assert [item.challenge.id for item in match(deck, statement="Un vélo, une pente.").recognised] == ["bouger"]


def test_a_workshop_works_on_what_is_tagged(deck: Deck) -> None:
    """Where challenges are tagged they are the ones stated; else those heard in the words are."""
    found = match(deck, statement=SAID[3][0])
    assert found.stated == found.recognised != ()
    tagged = match(deck, statement=SAID[3][0], challenges=["logement"])
    assert [item.challenge.id for item in tagged.stated] == ["logement"]
    assert len(tagged.recognised) > 1


def test_what_is_there_is_a_strength_and_what_has_closed_is_not(deck: Deck) -> None:
    """A running initiative isn't offered again; one that has closed or was only planned may be."""
    closed = {"practice": "coworking", "status": {"state": "closed"}}
    planned = {"practice": "coworking", "stage": "planned"}
    running = {"practice": "coworking"}
    for strengths, is_strength in (([running], True), ([closed], False), ([planned], False), ([closed, running], True)):
        item = match(deck, challenges=["vacance-commerciale"], strengths=strengths).of("coworking")
        assert item.is_strength is is_strength
        assert item.is_opportunity is not is_strength
        assert len(item.strengths) + len(item.elsewhen) == len(strengths)


def test_a_refused_practice_keeps_its_score_and_is_not_offered(town: Deck, deck: Deck) -> None:
    """« On ne veut pas de coworking »: where it is tagged as an answer it still scores, and isn't on offer."""
    item = match(deck, statement="On ne veut pas de coworking.", challenges=["vacance-commerciale"]).of("coworking")
    assert item.refused == ("coworking",)
    assert item.score > 0
    assert not item.is_opportunity


def test_evidence_of_the_built_in_deck_comes_from_other_cities_with_the_same_trouble(deck: Deck) -> None:
    """A practice counts as seen elsewhere only in another city that states one of the same challenges, and runs it."""
    lorient = match_city(deck, deck.city["lorient"])
    stated = {item.challenge.id for item in lorient.recognised}
    seen = [(item, proof) for item in lorient.matches for proof in item.evidence]
    assert seen
    for item, proof in seen:
        assert proof.city.id != "lorient"
        assert proof.strength.practice == item.card.id
        assert proof.strength.is_there
        assert stated & {challenge.id for challenge in proof.city.challenges}
    for item in lorient.matches:
        assert (item.parts["evidence"] > 0) is bool(item.evidence)
        assert len({proof.city.id for proof in item.evidence}) == len(item.evidence)


def test_comparable_cities_share_urgent_challenges(deck: Deck) -> None:
    """The city itself never, at most as many as asked for, each with a challenge in common."""
    lorient = match_city(deck, deck.city["lorient"])
    found = comparable_cities(deck, lorient)
    stated = {item.challenge.id for item in lorient.recognised}
    assert 0 < len(found) <= 3
    assert "lorient" not in {city.id for city in found}
    assert all(stated & {challenge.id for challenge in city.challenges} for city in found)


def test_a_challenge_that_nothing_answers_stays_uncovered(deck: Deck) -> None:
    """A challenge that is answered by what is already there is covered; one that no card answers isn't."""
    answers = [card for card in deck.practices if "logement" in {answer.id for answer in card.challenges}]
    there = [card.id for card in answers]
    assert "logement" not in {
        item.challenge.id for item in match(deck, challenges=["logement", "emploi"], strengths=there).uncovered
    }
    sections = {name: getattr(deck, name) for name in SECTIONS}
    sections["practices"] = tuple(card for card in deck.practices if card not in answers)
    found = match(Deck(sections.__getitem__, "x"), challenges=["logement", "emploi"])
    assert [item.challenge.id for item in found.uncovered] == ["logement"]


def test_a_deck_of_ones_own_matches_by_its_own_texts(small_deck: SmallDeck) -> None:
    """No troubles, synonyms, neutral sentences, abbreviations, sheets or cities: situations and titles are enough."""
    deck = small_deck(
        {
            "ruche": {"title": "Ruches partagées", "situations": ["plus d’abeilles dans les vergers"]},
            "barque": {"title": "Barques en commun", "situations": ["personne pour passer la rivière"]},
            "fournil": {"title": "Fournil banal", "situations": ["plus de pain au hameau"]},
        }
    )
    for said, first in (
        ("Les abeilles ont disparu de nos vergers.", "ruche"),
        ("Comment passer la rivière ?", "barque"),
        ("PLUS DE PAIN !", "fournil"),
        ("On voudrait un fournil.", "fournil"),
    ):
        found = match(deck, statement=said)
        assert found.opportunities[0].card.id == first
        assert found.opportunities[0].parts["words"] == round(found.heard.confidence, 6)
        assert found.out_of_play == ()
    assert match(deck, statement="Il neige.").opportunities == ()
    assert match(deck, challenges=["defi"]).opportunities[0].card.id == "ruche"


def test_ties_keep_the_order_of_the_deck(small_deck: SmallDeck) -> None:
    """Cards that say the same come in the order in which they are printed."""
    cards = {name: {"situations": ["orage"]} for name in ("zoo", "ami", "mur")}
    found = match(small_deck(cards | {"non": {}}), statement="Un orage.")
    assert [item.card.id for item in found.matches] == ["zoo", "ami", "mur", "non"]
    assert len({item.score for item in found.matches[:3]}) == 1


def test_sums_of_fractions_are_the_same_in_every_python() -> None:
    """`sum` of floats rounds otherwise since Python 3.12: where scores are made, `fsum` adds."""
    for module in ("matching", "dealing", "term_weights", "listening", "explaining", "advising"):
        source = Path(matching.__file__).with_name(f"{module}.py").read_text(encoding="utf-8")
        calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
        names = [node.func.id for node in calls if isinstance(node.func, ast.Name)]
        assert "fsum" in names
        assert "sum" not in names


def test_a_practice_that_nobody_was_asked_about_has_the_evidence_of_the_mean_one(small_deck: SmallDeck) -> None:
    """Two towns alike, one of which has the bikes: 1/2 for these, 0 for the bus, and the mean 1/4 for a card added since."""
    strength = {"practice": "velos", "name": "Vélos"}
    towns = [
        {"id": "un", "name": "Un", "challenges": ["defi"], "strengths": [strength]},
        {"id": "deux", "name": "Deux", "challenges": ["defi"]},
    ]
    deck = small_deck({"velos": {}, "bus": {}, "four": {}}, cities=towns)
    added = Addition(id="mien", title="Mien", version="1", licence="CC0-1.0", practices=("four",))
    info = deck.info.model_copy(update={"additions": (added,)})
    whole = Deck(lambda name: info if name == "info" else getattr(deck, name), deck.digest)
    matching = match_city(whole, City.model_validate({"id": "val", "name": "Val", "challenges": ["defi"]}))
    assert [matching.of(name).parts["evidence"] for name in ("velos", "bus", "four")] == [0.5, 0.0, 0.25]
    assert [matching.of(name).is_unstudied for name in ("velos", "bus", "four")] == [False, False, True]


def test_a_town_that_has_the_added_practice_counts_where_it_counts_for_more(small_deck: SmallDeck) -> None:
    """The added card is in both towns alike: all of the evidence, and not the mean of the others."""
    strength = {"practice": "four", "name": "Four"}
    towns = [{"id": name, "name": name, "challenges": ["defi"], "strengths": [strength]} for name in ("un", "deux")]
    deck = small_deck({"bus": {}, "four": {}}, cities=towns)
    added = Addition(id="mien", title="Mien", version="1", licence="CC0-1.0", practices=("four",))
    info = deck.info.model_copy(update={"additions": (added,)})
    whole = Deck(lambda name: info if name == "info" else getattr(deck, name), deck.digest)
    matching = match_city(whole, City.model_validate({"id": "val", "name": "Val", "challenges": ["defi"]}))
    assert matching.of("four").parts["evidence"] == 1.0
