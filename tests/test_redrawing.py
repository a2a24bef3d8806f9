"""Some tables dealt anew: what is locked stays, the others keep every card, filters hold, themes are answered."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from territoires_cli.composing import choose_themes
from territoires_cli.dealing import deal_hands
from territoires_cli.drawing import Shuffler
from territoires_cli.matching import match_city
from territoires_cli.models.deck import Deck
from territoires_cli.models.matching import Matching
from territoires_cli.models.plan import Hand
from territoires_cli.models.workshop import HandRules, TargetRange
from territoires_cli.redrawing import Filters, fitting_role, redraw

SETTINGS = settings(deadline=None, max_examples=60)
RULES = HandRules(size=TargetRange(min=8, ideal=9, max=10), strengths=3, wildcards=1)
CITIES = ["aveiro", "epinal", "genk", "hilversum", "kristianstad", "lorient", "mont-de-marsan", "narbonne"]


def room(deck: Deck, city: str, tables: int = 4) -> tuple[Matching, tuple[Hand, ...]]:
    """The hands of a room for a city."""
    matching = match_city(deck, deck.city[city])
    return matching, deal_hands(matching, choose_themes(matching.stated, tables), RULES, 1)


def ids(hand: Hand) -> list[str]:
    return [item.card for item in hand.cards]


@SETTINGS
@given(st.data())
def test_a_redraw_keeps_what_it_must(deck: Deck, data: st.DataObject) -> None:
    """Locked cards stay with their role, other tables stay as they are, excluded cards never come, no card comes twice."""
    matching, hands = room(deck, data.draw(st.sampled_from(CITIES)))
    tables = data.draw(st.sets(st.integers(1, 4), min_size=1))
    locks = data.draw(st.sets(st.sampled_from([card for hand in hands for card in ids(hand)])))
    others = sorted(set(deck.practice) - locks)
    excluded = data.draw(st.sets(st.sampled_from(others), max_size=8))
    seed = data.draw(st.integers(0, 999_999))
    filters = Filters(locks=locks, excluded=excluded)
    again = redraw(matching, hands, RULES, tables, filters, seed)
    assert redraw(matching, hands, RULES, tables, filters, seed) == again
    for before, after in zip(hands, again, strict=True):
        assert (after.table, after.challenges) == (before.table, before.challenges)
        if before.table not in tables:
            assert after == before
            continue
        kept = [item for item in before.cards if item.card in locks]
        assert all(item in after.cards for item in kept)
        assert not excluded & (set(ids(after)) - locks)
        assert len(set(ids(after))) == len(ids(after))
        assert RULES.size.min <= len(after.cards) <= RULES.size.max
        assert all(fitting_role(matching.of(item.card), item.role) == item.role for item in after.cards)


@pytest.mark.parametrize("city", CITIES)
def test_a_new_hand_answers_its_theme(deck: Deck, city: str) -> None:
    """Each challenge of the table's theme that some card on offer answers is answered by a card of the new hand."""
    matching, hands = room(deck, city)
    for seed in range(10):
        for hand in redraw(matching, hands, RULES, {1, 2, 3, 4}, Filters(), seed):
            answered = {answer.id for card in ids(hand) for answer, _stated in matching.of(card).answers}
            able = {answer.id for match in matching.opportunities for answer, _stated in match.answers}
            assert set(hand.challenges) & able <= answered


def test_a_redraw_changes_most_of_what_is_not_locked(deck: Deck) -> None:
    """Over twenty seeds the hand differs each time, and at least a third of its cards are others."""
    matching, hands = room(deck, "lorient")
    found = {tuple(ids(redraw(matching, hands, RULES, {3}, Filters(), seed)[2])) for seed in range(20)}
    assert len(found) == 20
    changed = [len(set(cards) - set(ids(hands[2]))) for cards in found]
    assert sum(changed) / len(changed) >= 3


def test_a_hand_that_is_all_locked_stays(deck: Deck) -> None:
    """Nothing is left to deal."""
    matching, hands = room(deck, "lorient")
    assert redraw(matching, hands, RULES, {2}, Filters(locks=ids(hands[1])), 5) == hands


def test_a_card_wanted_in_the_room_comes_to_the_table_dealt_anew(deck: Deck) -> None:
    """Where no other table has it, however often the table is dealt anew."""
    matching, hands = room(deck, "lorient")
    absent = next(card for card in deck.practice if all(card not in ids(hand) for hand in hands))
    wanted = Filters(included=(absent,))
    assert absent in ids(redraw(matching, hands, RULES, {3}, wanted, 1)[2])
    there = redraw(matching, hands, RULES, {1}, wanted, 1)
    assert absent in ids(redraw(matching, there, RULES, {1}, wanted, 9)[0])
    assert all(len(hand.cards) <= RULES.size.max for hand in there)


@pytest.mark.parametrize(("weights", "expected"), [((1.0, 1.0), 0.5), ((3.0, 1.0), 0.75), ((1.0, 9.0), 0.1)])
def test_a_weighted_pick_is_as_likely_as_its_weight(weights: Sequence[float], expected: float) -> None:
    """The share of seeds with which the first of two comes out is its share of the weight."""
    first = sum(Shuffler(seed).picked("ab", weights, 1) == ["a"] for seed in range(4000))
    assert abs(first / 4000 - expected) < 0.03


@SETTINGS
@given(st.lists(st.floats(0.01, 100), max_size=12), st.integers(0, 15), st.integers(0, 999))
def test_a_weighted_pick_takes_each_item_once(weights: list[float], count: int, seed: int) -> None:
    """So many of the items, no one twice, all of them where more are asked for."""
    taken = Shuffler(seed).picked(range(len(weights)), weights, count)
    assert len(set(taken)) == len(taken) == min(count, len(weights))
