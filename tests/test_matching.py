"""Deck × city → every practice ranked, with reasons that can be checked."""

import ast
import itertools
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from territoires_cli import matching
from territoires_cli.matching import CITIES_FOR_FULL_EVIDENCE, URGENCY, WEIGHTS, Matching, comparable_cities, match_city
from territoires_cli.models.city import City
from territoires_cli.models.deck import SECTIONS, Deck

SETTINGS = settings(deadline=None, max_examples=40)
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
    """The card that a practitioner would pick is among the first on offer, and nothing is called out of play."""
    found = match(deck, statement=said)
    first = {item.card.code for item in found.opportunities[: max(3, len(best))]}
    assert best & first
    assert found.opportunities[0].card.code in first
    assert found.out_of_play == ()
    assert found.uncovered == ()


@pytest.mark.parametrize(
    ("said", "best"),
    [pair for number, pair in enumerate(SAID) if number != 0],
    ids=[said[:24] for said, _b in SAID[1:]],
)
def test_every_best_card_is_among_the_first(deck: Deck, said: str, best: set[str]) -> None:
    """All the cards that a practitioner would pick stand in the first five."""
    assert best <= {item.card.code for item in match(deck, statement=said).opportunities[:5]}


def test_short_lets_are_never_offered_against_dear_housing(deck: Deck) -> None:
    """The card that drives rents up says so and is not on offer, though nothing hides it."""
    found = match(deck, statement=SAID[4][0])
    lets = found.of("location-particuliers")
    assert [item.challenge for item in lets.aggravates] == ["logement"]
    assert not lets.is_opportunity
    assert lets not in found.opportunities


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


def test_words_without_meaning_for_the_deck_match_nothing(deck: Deck) -> None:
    """A sentence about something else gets no card by chance."""
    found = match(deck, statement="Le chat dort.")
    assert (found.recognised, found.out_of_play, found.opportunities) == ((), (), ())


def texts_of(deck: Deck) -> list[str]:
    """Everything the deck listens for."""
    texts = [text for card in deck.practices for text in card.situations]
    texts += [term for challenge in deck.book.challenges for term in challenge.terms]
    return texts + [term for topic in deck.lexicon.out_of_play for term in topic.terms]


@SETTINGS
@given(st.data())
def test_reasons_hold_for_any_statement(deck: Deck, data: st.DataObject) -> None:
    """Words cited stand in the input, parts add up with the weights, the order is by score then by deck."""
    texts = texts_of(deck)
    picked = data.draw(st.lists(st.integers(0, len(texts) - 1), min_size=1, max_size=4))
    statement = ". ".join(texts[index].capitalize() for index in picked)
    challenges = data.draw(st.lists(st.sampled_from(list(deck.challenge)), max_size=4, unique=True))
    strengths = data.draw(st.lists(st.sampled_from(list(deck.practice)), max_size=4))
    population = data.draw(st.none() | st.integers(1, 300_000))
    found = match(deck, statement=statement, challenges=challenges, strengths=strengths, population=population)
    cited = [word for item in found.recognised for word in item.words]
    cited += [word for item in found.out_of_play for word in item.words]
    cited += [word for item in found.matches for word in item.words]
    assert all(word in statement for word in cited)
    assert_consistent(deck, found)


def assert_consistent(deck: Deck, found: Matching) -> None:
    """What holds for the matching of any city."""
    assert {item.card.id for item in found.matches} == set(deck.practice)
    rank = {card: number for number, card in enumerate(deck.practice)}
    keys = [(-item.score, rank[item.card.id]) for item in found.matches]
    assert keys == sorted(keys)
    stated = {item.challenge.id for item in found.recognised}
    for item in found.matches:
        assert all(0 <= value <= 1 for value in item.parts.values())
        says_something = item.parts["challenges"] > 0 or item.parts["words"] > 0
        expected = sum(WEIGHTS[name] * item.parts[name] for name in WEIGHTS) if says_something else 0
        assert item.score == pytest.approx(expected, abs=1e-6)
        assert item.score == round(item.score, 6)
        assert {answer.id for answer, _stated in item.answers} <= stated
        if item.is_opportunity:
            assert not item.strengths
            assert not {aggravation.challenge for aggravation in item.card.aggravates} & stated
    assert sum(WEIGHTS.values()) == pytest.approx(1)


@pytest.mark.parametrize("city", CITIES)
def test_the_deck_answers_each_of_its_own_cities(deck: Deck, city: str) -> None:
    """No challenge of the eight cities stays without an answer, and what a city has is a strength."""
    found = match_city(deck, deck.city[city])
    assert_consistent(deck, found)
    assert found.uncovered == ()
    there = {item.practice for item in deck.city[city].strengths if item.is_there}
    assert {item.card.id for item in found.matches if item.is_strength} == there


def test_tagged_challenges_count_by_priority(deck: Deck) -> None:
    """The more urgent challenge decides, whatever the order in which they are written."""
    by_priority = {
        priority: match(deck, challenges=[{"id": "logement", "priority": priority}, {"id": "jeunes", "priority": 3}])
        for priority in (1, 5)
    }
    housing = [found.of("cooperative-habitants").score for found in by_priority.values()]
    assert housing[0] > housing[1]
    assert [item.challenge.id for item in by_priority[1].recognised] == ["logement", "jeunes"]
    assert [item.challenge.id for item in by_priority[5].recognised] == ["jeunes", "logement"]
    assert all(before > after for before, after in itertools.pairwise(URGENCY[rank] for rank in sorted(URGENCY)))


def test_words_alone_weigh_less_than_tags(deck: Deck) -> None:
    """A challenge heard in the text of a city with tags counts, but less than when nothing is tagged."""
    statement = "Nos jeunes partent à dix-huit ans."
    alone = match(deck, statement=statement).recognised[0]
    beside = match(deck, statement=statement, challenges=["logement"]).recognised
    assert (alone.challenge.id, alone.priority) == ("jeunes", None)
    assert [item.challenge.id for item in beside] == ["logement", "jeunes"]
    assert beside[1].urgency < alone.urgency
    assert beside[0].urgency == URGENCY[1]


def test_a_workshop_works_on_what_is_tagged(deck: Deck) -> None:
    """Where challenges are tagged they are the ones stated; else those heard in the words are."""
    statement = "Nos jeunes partent à dix-huit ans."
    assert [item.challenge.id for item in match(deck, statement=statement).stated] == ["jeunes"]
    tagged = match(deck, statement=statement, challenges=["logement"])
    assert [item.challenge.id for item in tagged.stated] == ["logement"]
    assert len(tagged.recognised) == 2


def test_the_strongest_answer_scores_highest(deck: Deck) -> None:
    """With one challenge and no words, a weight of 3 brings its whole part, and a weight of 1 a third."""
    found = match(deck, challenges=["logement"])
    for item in found.matches:
        weight = next((answer.weight for answer in item.card.challenges if answer.id == "logement"), 0)
        assert item.parts["challenges"] == pytest.approx(weight / 3, abs=1e-6)


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


def test_evidence_comes_from_other_cities_with_the_same_trouble(deck: Deck) -> None:
    """A practice counts as seen elsewhere only in another city that states one of the same challenges."""
    lorient = match_city(deck, deck.city["lorient"])
    stated = {item.challenge.id for item in lorient.recognised}
    seen = [proof for item in lorient.matches for proof in item.evidence]
    assert seen
    for item in lorient.matches:
        assert item.parts["evidence"] == pytest.approx(
            min(len({proof.city.id for proof in item.evidence}) / CITIES_FOR_FULL_EVIDENCE, 1), abs=1e-6
        )
        for proof in item.evidence:
            assert proof.city.id != "lorient"
            assert proof.strength.practice == item.card.id
            assert proof.strength.is_there
            assert stated & {challenge.id for challenge in proof.city.challenges}


def test_the_size_of_the_territory_counts(deck: Deck) -> None:
    """A card not meant for a village loses the part of size there, and only that."""
    card = next(card for card in deck.practices if "village" not in card.scale.sizes)
    unknown = match(deck, challenges=["emploi"]).of(card.id)
    village = match(deck, challenges=["emploi"], population=300).of(card.id)
    assert (unknown.parts["size"], village.parts["size"]) == (1.0, 0.0)
    assert village.parts | {"size": 1.0} == unknown.parts


def test_comparable_cities_share_urgent_challenges(deck: Deck) -> None:
    """Cities that state the same come best first, the city itself never, and none where nothing is shared."""
    lorient = match_city(deck, deck.city["lorient"])
    found = comparable_cities(deck, lorient)
    stated = {item.challenge.id: item.urgency for item in lorient.recognised}
    shared = [sum(stated.get(challenge.id, 0) for challenge in city.challenges) for city in found]
    assert 0 < len(found) <= 3
    assert "lorient" not in {city.id for city in found}
    assert shared == sorted(shared, reverse=True)
    assert min(shared) > 0
    assert len(comparable_cities(deck, lorient, at_most=1)) == 1
    assert comparable_cities(deck, match(deck, statement="Le chat dort.")) == []


def test_a_challenge_that_nothing_answers_stays_uncovered(deck: Deck) -> None:
    """A challenge that is answered by what is already there is covered; one that no card answers isn't."""
    answers = [card for card in deck.practices if "logement" in {answer.id for answer in card.challenges}]
    assert match(deck, challenges=["logement", "emploi"], strengths=[card.id for card in answers]).uncovered == ()
    sections = {name: getattr(deck, name) for name in SECTIONS}
    sections["practices"] = tuple(card for card in deck.practices if card not in answers)
    found = match(Deck(sections.__getitem__, "x"), challenges=["logement", "emploi"])
    assert [item.challenge.id for item in found.uncovered] == ["logement"]


def test_sums_of_fractions_are_the_same_in_every_python() -> None:
    """`sum` of floats rounds otherwise since Python 3.12: where scores are made, `fsum` adds."""
    for module in ("matching", "dealing"):
        source = Path(matching.__file__).with_name(f"{module}.py").read_text(encoding="utf-8")
        calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
        names = [node.func.id for node in calls if isinstance(node.func, ast.Name)]
        assert "fsum" in names
        assert "sum" not in names
