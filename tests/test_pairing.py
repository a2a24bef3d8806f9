"""The pairs of practices that serve a city best."""

from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from territoires_cli.content import linked
from territoires_cli.decks import read_deck
from territoires_cli.matching import match_city
from territoires_cli.models.cards import Pair
from territoires_cli.models.city import City
from territoires_cli.models.deck import SECTIONS, Deck
from territoires_cli.pairing import FROM_STRENGTH, propose_pairs


@cache
def the_deck() -> Deck:
    """The built-in deck, for properties that hypothesis calls many times."""
    return read_deck()


def spoilt(deck: Deck, **sections: Any) -> Deck:
    """The built-in deck with some sections replaced, and what follows from them made again."""
    return linked({name: getattr(deck, name) for name in SECTIONS} | sections)


wanted_challenges = st.lists(
    st.sampled_from([item.id for item in read_deck().book.challenges]), max_size=5, unique=True
)


@pytest.mark.parametrize("city", [city.id for city in read_deck().cities])
def test_fertile_pairs_of_every_city(deck: Deck, city: str) -> None:
    """Stated pairs, best first: no card that makes things worse, one to offer at least, no card in more than two."""
    matching = match_city(deck, deck.city[city])
    found = propose_pairs(deck, matching, 50)
    assert found
    stated = {frozenset(pair.cards): pair.why for pair in deck.pairs}
    for pair in found:
        both = (pair.one, pair.other)
        assert stated[frozenset(match.card.id for match in both)] == pair.why
        assert not [match for match in both if match.aggravates]
        assert any(match.is_opportunity for match in both)
        assert all(match.score > 0 for match in both)
        bonus = 0.0 if all(match.is_opportunity for match in both) else FROM_STRENGTH
        assert pair.score == pytest.approx((pair.one.score + pair.other.score) / 2 + bonus, abs=1e-6)
        assert 0 < pair.score <= 1 + FROM_STRENGTH
        assert pair.one.is_strength or not pair.other.is_strength
    times = Counter(match.card.id for pair in found for match in (pair.one, pair.other))
    assert max(times.values()) <= 2
    scores = [pair.score for pair in found]
    assert scores == sorted(scores, reverse=True)
    assert len({frozenset((pair.one.card.id, pair.other.card.id)) for pair in found}) == len(found)


@given(
    wanted_challenges.filter(bool),
    st.lists(st.sampled_from([c.id for c in read_deck().practices]), max_size=6, unique=True),
)
@settings(max_examples=40, deadline=None)
def test_fertile_pairs_of_any_city(challenges: list[str], strengths: list[str]) -> None:
    """Whatever a town states and has, the rules hold, the best come first, and fewer are a beginning of more."""
    deck = the_deck()
    city = City.model_validate({"name": "Val", "challenges": challenges, "strengths": strengths})
    matching = match_city(deck, city)
    every = propose_pairs(deck, matching, 50)
    assert every == propose_pairs(deck, matching, 50)
    for number in (1, 3):
        assert propose_pairs(deck, matching, number) == every[:number]
    harmful = {card.id for card in deck.practices for item in card.aggravates if item.challenge in challenges}
    for pair in every:
        names = {pair.one.card.id, pair.other.card.id}
        assert not names & harmful
        assert names - set(strengths)
    times = Counter(match.card.id for pair in every for match in (pair.one, pair.other))
    assert all(count <= 2 for count in times.values())


def test_five_pairs_unless_more_are_asked_for(deck: Deck) -> None:
    """A short list is enough to begin with."""
    matching = match_city(deck, deck.city["lorient"])
    assert len(propose_pairs(deck, matching)) == 5 < len(propose_pairs(deck, matching, 50))


def pairs_of(deck: Deck, *pairs: tuple[str, str], strengths: Sequence[str] = ()) -> list[tuple[str, str]]:
    """The fertile pairs of a town without transport, in a deck that has only these pairs."""
    small = spoilt(deck, pairs=tuple(Pair(cards=cards, why="Ensemble.") for cards in pairs))
    city = City.model_validate({"name": "Val", "challenges": ["mobilite"], "strengths": list(strengths)})
    found = propose_pairs(small, match_city(small, city), 50)
    return [(pair.one.card.id, pair.other.card.id) for pair in found]


def test_what_is_already_there_comes_first_in_its_pair(deck: Deck) -> None:
    """The pair starts from the strength, in whichever order the deck states it; two strengths are nothing to open."""
    cards = ("covoiturage", "velos-partages")
    for stated in (cards, cards[::-1]):
        for strength in cards:
            (found,) = pairs_of(deck, stated, strengths=[strength])
            assert found[0] == strength
        assert pairs_of(deck, stated) == [stated]
        assert pairs_of(deck, stated, strengths=cards) == []


def test_a_pair_with_a_strength_is_worth_more(deck: Deck) -> None:
    """Of two pairs that score alike, the one that starts from what exists comes first."""
    pairs = (("covoiturage", "velos-partages"), ("velos-partages", "flotte-vehicules-partages"))
    assert pairs_of(deck, *pairs, strengths=["flotte-vehicules-partages"])[0][0] == "flotte-vehicules-partages"
    assert pairs_of(deck, *pairs, strengths=["covoiturage"])[0][0] == "covoiturage"


def test_a_card_that_answers_nothing_makes_no_pair(deck: Deck) -> None:
    """Both cards of a pair are of use here."""
    useless = next(card.id for card in deck.practices if "mobilite" not in {answer.id for answer in card.challenges})
    assert pairs_of(deck, ("covoiturage", useless)) == []


def test_a_third_pair_of_the_same_card_is_left_out(deck: Deck) -> None:
    """A card stands in its two best pairs; the next ones leave room for others."""
    movers = [card.id for card in deck.practices if "mobilite" in {answer.id for answer in card.challenges}]
    first, *others = movers
    assert len(others) > 2
    assert len(pairs_of(deck, *((first, other) for other in others))) == 2


def test_a_town_that_says_nothing_has_no_pair(deck: Deck) -> None:
    """Where no challenge was understood, nothing is proposed."""
    assert propose_pairs(deck, match_city(deck, City(id="val", name="Val", statement="Xyzzy."))) == []
