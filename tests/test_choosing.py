"""A hand, not a list: worth by its formula, no near-duplicates, what must and must not be in it, proved the best."""

import itertools
from collections.abc import Collection, Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from territoires_cli.choosing import COVER, EFFORT, FAMILY, ChosenHand, choose_hand
from territoires_cli.decks import read_deck
from territoires_cli.labels import effort_level
from territoires_cli.matching import match_city
from territoires_cli.models.cards import Aggravation, ChallengeAnswer, Effort, PracticeCard
from territoires_cli.models.city import City, Strength
from territoires_cli.models.deck import Deck
from territoires_cli.models.heard import Heard
from territoires_cli.models.matching import PARTS, WEIGHTS, Match, Matching, Recognised
from territoires_cli.models.vocabulary import Level

SETTINGS = settings(deadline=None, max_examples=60)
CITIES = ["aveiro", "epinal", "genk", "hilversum", "kristianstad", "lorient", "mont-de-marsan", "narbonne"]
# What one level of a challenge's answer is worth, where it is the only one stated.
LEVEL = COVER / 3


def recognised(deck: Deck, *urgencies: float) -> tuple[Recognised, ...]:
    """The deck's first challenges, stated this urgently."""
    challenges = deck.book.challenges[: len(urgencies)]
    return tuple(Recognised(item, urgency, 1, ()) for item, urgency in zip(challenges, urgencies, strict=True))


def card(
    deck: Deck, number: int, score: float, family: str, answers: Sequence[tuple[Recognised, int]], level: Level = "low"
) -> Match:
    """The match of a card of this family that answers these challenges this strongly, and asks for this much."""
    made: PracticeCard = deck.practices[number].model_copy(
        update={"family": family, "effort": Effort(money=level, time=level, coordination=level, note="x")}
    )
    return Match(
        card=made,
        score=score,
        parts=dict.fromkeys(PARTS, score),
        weights=WEIGHTS["both"],
        answers=tuple((ChallengeAnswer(id=to.challenge.id, weight=weight, why="x"), to) for to, weight in answers),
        spoken=(),
        evidence=(),
        strengths=(),
        elsewhen=(),
        aggravates=(),
    )


def matching(stated: Sequence[Recognised], matches: Sequence[Match]) -> Matching:
    """A matching of these cards, best first."""
    ranked = sorted(matches, key=lambda match: -match.score)
    return Matching(City(name="Ici", statement="x"), Heard(), tuple(stated), (), tuple(ranked))


def ids(hand: ChosenHand) -> list[str]:
    """The ids of the cards of a hand."""
    return [match.card.id for match in hand.matches]


def worth_of(cards: Collection[Match], stated: Sequence[Recognised]) -> float:
    """What a hand is worth, by the formula of the module's first lines."""
    total = sum(item.urgency for item in stated)
    covered = sum(
        item.urgency
        / total
        * max((a.weight for match in cards for a, to in match.answers if to is item), default=0)
        / 3
        for item in stated
    )
    families = {match.card.family for match in cards}
    efforts = {effort_level(match.card.effort) for match in cards}
    scores = sum(match.score for match in cards)
    return scores + COVER * covered + FAMILY * len(families) + EFFORT * len(efforts)


def test_a_near_duplicate_loses_to_a_card_that_covers_more(deck: Deck) -> None:
    """A second card of the same family, effort and challenges loses to a weaker one that answers something else."""
    stated = recognised(deck, 1.0, 0.5)
    first = card(deck, 0, 0.9, "mobilite", [(stated[0], 3)])
    twin = card(deck, 1, 0.8, "mobilite", [(stated[0], 3)])
    other = card(deck, 2, 0.45, "finance", [(stated[1], 3)])
    found = matching(stated, (first, twin, other))
    hand = choose_hand(found, 2)
    assert ids(hand) == [first.card.id, other.card.id]
    assert hand.worth == pytest.approx(0.9 + 0.45 + COVER + 2 * FAMILY + EFFORT, abs=1e-6)
    assert (hand.is_best, hand.uncovered) == (True, ())
    far = card(deck, 2, 0.1, "finance", [(stated[1], 3)])
    assert ids(choose_hand(matching(stated, (first, twin, far)), 2)) == [first.card.id, twin.card.id]


def test_the_more_urgent_challenge_is_covered_first(deck: Deck) -> None:
    """Of two cards alike, the one for the more urgent challenge; the stronger answer counts for more."""
    stated = recognised(deck, 1.0, 0.3)
    cards = [card(deck, number, 0.5, "mobilite", [(stated[number], 2)]) for number in (1, 0)]
    assert ids(choose_hand(matching(stated, cards), 1)) == [deck.practices[0].id]
    answers = [card(deck, number, 0.5, "mobilite", [(stated[0], weight)]) for number, weight in ((0, 1), (1, 3))]
    hand = choose_hand(matching(stated[:1], answers), 1)
    assert ids(hand) == [deck.practices[1].id]
    assert hand.worth == pytest.approx(0.5 + 3 * LEVEL + FAMILY + EFFORT, abs=1e-6)


@pytest.mark.parametrize(
    ("family", "level", "gain"), [("mobilite", "low", 0), ("finance", "low", FAMILY), ("mobilite", "high", EFFORT)]
)
def test_families_and_efforts_are_mixed(deck: Deck, family: str, level: Level, gain: float) -> None:
    """A second family and a second level of effort each bring their worth, once."""
    stated = recognised(deck, 1.0)
    first = card(deck, 0, 0.9, "mobilite", [(stated[0], 3)])
    second = card(deck, 1, 0.5, family, [(stated[0], 3)], level)
    third = card(deck, 2, 0.5, family, [(stated[0], 3)], level)
    base = 0.9 + 0.5 + COVER + FAMILY + EFFORT
    assert choose_hand(matching(stated, (first, second)), 2).worth == pytest.approx(base + gain, abs=1e-6)
    assert choose_hand(matching(stated, (first, second, third)), 3).worth == pytest.approx(base + gain + 0.5, abs=1e-6)


@SETTINGS
@given(st.data())
def test_no_other_hand_is_worth_more(data: st.DataObject) -> None:
    """Against every hand of up to ten cards: the same worth, by the formula, and proved."""
    deck = read_deck()
    stated = recognised(deck, *data.draw(st.lists(st.sampled_from([1.0, 0.8, 0.45]), min_size=1, max_size=4)))
    count = data.draw(st.integers(1, 10))
    answers = st.lists(
        st.tuples(st.sampled_from(stated), st.integers(1, 3)), max_size=3, unique_by=lambda item: item[0]
    )
    cards = [
        card(
            deck,
            number,
            data.draw(st.integers(1, 20)) / 20,
            data.draw(st.sampled_from(["mobilite", "finance", "savoirs"])),
            data.draw(answers),
            data.draw(st.sampled_from(["low", "high"])),
        )
        for number in range(count)
    ]
    size = data.draw(st.integers(1, 5))
    hand = choose_hand(matching(stated, cards), size)
    hands = itertools.combinations(cards, min(size, count))
    assert hand.worth == pytest.approx(worth_of(hand.matches, stated), abs=2e-6)
    assert hand.worth == pytest.approx(max(worth_of(other, stated) for other in hands), abs=2e-6)
    assert hand.is_best


@pytest.mark.parametrize("city", CITIES)
def test_the_best_hand_is_proved_for_each_city_of_the_deck(deck: Deck, city: str) -> None:
    """For hands of 3 to 12, no other hand is worth more; a larger hand is worth more and leaves no more uncovered."""
    found = match_city(deck, deck.city[city])
    hands = [choose_hand(found, size) for size in range(3, 13)]
    for size, hand in enumerate(hands, start=3):
        assert len(hand.matches) == len(set(ids(hand))) == size
        assert hand.is_best
        assert hand.worth == pytest.approx(worth_of(hand.matches, found.stated), abs=2e-6)
        assert all(match.is_opportunity for match in hand.matches)
        assert list(hand.matches) == [match for match in found.matches if match in hand.matches]
    assert all(before.worth < after.worth for before, after in itertools.pairwise(hands))
    assert len(hands[-1].uncovered) <= 1


@pytest.mark.parametrize("city", CITIES)
def test_a_hand_covers_more_than_the_first_cards_do(deck: Deck, city: str) -> None:
    """A hand of eight is worth at least the eight first cards, and spreads over as many families at least."""
    found = match_city(deck, deck.city[city])
    first = found.opportunities[:8]
    hand = choose_hand(found, 8)
    assert hand.worth >= worth_of(first, found.stated) - 2e-6
    assert len({match.card.family for match in hand.matches}) >= len({match.card.family for match in first})


def test_hands_differ_from_lists_somewhere(deck: Deck) -> None:
    """For one of the eight cities at least, the hand isn't just the first cards: the property above isn't an empty one."""
    found = [match_city(deck, deck.city[city]) for city in CITIES]
    assert any(choose_hand(one, 8).matches != one.opportunities[:8] for one in found)


def test_what_is_included_is_there_and_what_is_excluded_is_not(deck: Deck) -> None:
    """Whatever speaks against a card that is included; the rest of the hand is the best one beside it."""
    found = match_city(deck, deck.city["lorient"])
    there = next(match.card.id for match in found.matches if match.is_strength)
    last = found.opportunities[-1].card.id
    free = ids(choose_hand(found, 6))
    hand = choose_hand(found, 6, include=[there, last], exclude=free[:2])
    assert {there, last} <= set(ids(hand))
    assert not set(free[:2]) & set(ids(hand))
    assert len(hand.matches) == 6
    assert hand.is_best
    assert hand.worth < choose_hand(found, 6).worth
    others = [match for match in found.opportunities if match.card.id not in (last, *free[:2])][:12]
    forced = [found.of(there), found.of(last)]
    best = max(worth_of([*forced, *rest], found.stated) for rest in itertools.combinations(others, 4))
    assert hand.worth >= best - 2e-6


def test_more_included_than_asked_are_all_there(deck: Deck) -> None:
    """The hand grows to what is included, and nothing else is added; what is included wins over what is excluded."""
    found = match_city(deck, deck.city["lorient"])
    wanted = [match.card.id for match in found.opportunities[3:7]]
    assert ids(choose_hand(found, 2, include=wanted)) == wanted
    assert ids(choose_hand(found, 1, include=wanted[:1], exclude=wanted)) == wanted[:1]


def test_only_what_can_be_offered_is_chosen(deck: Deck) -> None:
    """No card that is there, refused, harmful or that answers nothing, though its score is the highest."""
    stated = recognised(deck, 1.0)
    good = card(deck, 0, 0.2, "mobilite", [(stated[0], 1)])
    fields: dict[str, Any] = {
        "strengths": (Strength(practice="x"),),
        "refused": ("x",),
        "aggravates": (Aggravation(challenge=stated[0].challenge.id, why="x"),),
        "score": 0.0,
    }
    bad = []
    for number, (name, value) in enumerate(fields.items(), start=1):
        match = card(deck, number, 0.9, "mobilite", [(stated[0], 3)])
        bad.append(match._replace(**{name: value}))
    found = matching(stated, (good, *bad))
    assert ids(choose_hand(found, 5)) == [good.card.id]
    for match in bad:
        assert set(ids(choose_hand(found, 2, include=[match.card.id]))) == {good.card.id, match.card.id}


def test_fewer_cards_than_asked(deck: Deck) -> None:
    """Every card that can be offered, and none where nothing is stated: an empty hand is worth nothing."""
    found = match_city(deck, City(name="Ici", statement="xyzzy"))
    hand = choose_hand(found, 8)
    assert (hand.matches, hand.worth, hand.bound, hand.uncovered) == ((), 0.0, 0.0, ())
    whole = choose_hand(match_city(deck, deck.city["genk"]), 40)
    assert set(ids(whole)) == {match.card.id for match in match_city(deck, deck.city["genk"]).opportunities}


def test_what_a_hand_leaves_aside_is_told(deck: Deck) -> None:
    """A stated challenge that no card of the hand answers, the most urgent first; a weak answer is one."""
    stated = recognised(deck, 1.0, 0.8, 0.6)
    one = card(deck, 0, 0.9, "mobilite", [(stated[1], 1)])
    assert choose_hand(matching(stated, (one,)), 1).uncovered == (stated[0], stated[2])


def test_a_text_alone_gets_a_hand_too(deck: Deck) -> None:
    """Challenges that are only heard are covered as tagged ones are."""
    found = match_city(
        deck, City(name="Ici", statement="La dernière épicerie a fermé en mars, et nos anciens ne conduisent plus.")
    )
    hand = choose_hand(found, 5)
    assert len(hand.matches) == 5
    assert hand.is_best
    assert hand.matches[0] == found.opportunities[0]
    assert hand.worth == pytest.approx(worth_of(hand.matches, found.stated), abs=2e-6)
