"""Hands face up: each gesture gives a new arrangement, fair to locks, families and other tables."""

import pytest

from territoires_cli.arranging import Arrangement, lay_out, redeal, replace, swap, toggle_lock
from territoires_cli.drawing import draw_hands, draw_per_family
from territoires_cli.errors import TerritoiresError
from territoires_cli.models.deck import Deck


@pytest.fixture
def laid(deck: Deck) -> Arrangement:
    """Three cards on each of two tables."""
    return lay_out(draw_hands(deck.practices, 3, 2, 7), deck.practices, 7, per_family=False)


def cards_of(state: Arrangement) -> list[str]:
    """Every card on a table."""
    return [card for hand in state.hands for card in hand]


def test_the_same_seed_replaces_by_the_same_cards(deck: Deck, laid: Arrangement) -> None:
    """A replacement is no second chance: it follows from the seed, and leaves the arrangement before untouched."""
    again = lay_out(draw_hands(deck.practices, 3, 2, 7), deck.practices, 7, per_family=False)
    card = laid.hands[0][1]
    new = replace(laid, 0, card)
    assert new == replace(again, 0, card)
    assert laid == again
    assert new.hands[0][1] not in cards_of(laid)
    assert (new.hands[0][0], new.hands[0][2], new.hands[1]) == (laid.hands[0][0], laid.hands[0][2], laid.hands[1])


def test_every_card_comes_before_one_comes_back(deck: Deck, laid: Arrangement) -> None:
    """Replaced again and again, a place shows all the cards that lie nowhere, each once."""
    seen = set(cards_of(laid))
    for _turn in range(len(deck.practices) - 6):
        laid = replace(laid, 0, laid.hands[0][0])
        assert laid.hands[0][0] not in seen
        seen.add(laid.hands[0][0])
    assert replace(laid, 0, laid.hands[0][0]).hands[0][0] in seen


def test_a_locked_card_stays(laid: Arrangement) -> None:
    """It is neither replaced nor swapped nor dealt anew; unlocked, it can be."""
    card, other = laid.hands[0][0], laid.hands[1][0]
    locked = toggle_lock(laid, 0, card)
    assert locked.is_locked(0, card)
    with pytest.raises(TerritoiresError, match="verrouillée"):
        replace(locked, 0, card)
    with pytest.raises(TerritoiresError, match="verrouillée"):
        swap(locked, 0, card, 1, other)
    new = redeal(locked, 0)
    assert new.hands[0][0] == card
    assert not set(new.hands[0][1:]) & set(laid.hands[0])
    assert toggle_lock(locked, 0, card) == laid
    for name in laid.hands[0][1:]:
        locked = toggle_lock(locked, 0, name)
    with pytest.raises(TerritoiresError):
        redeal(locked, 0)


def test_a_swap_changes_two_places(laid: Arrangement) -> None:
    """The two cards change places; a hand never has a card twice."""
    card, other = laid.hands[0][0], laid.hands[1][2]
    swapped = swap(laid, 0, card, 1, other)
    assert swapped.hands[0] == (other, *laid.hands[0][1:])
    assert swapped.hands[1] == (*laid.hands[1][:2], card)
    shared = laid._replace(hands=(laid.hands[0], (card, *laid.hands[1][1:])))
    with pytest.raises(TerritoiresError, match="deux fois"):
        swap(shared, 0, card, 1, other)


def test_a_draw_by_family_is_replaced_within_it(deck: Deck) -> None:
    """One card of each family stays one of each; a family without another card says so."""
    state = lay_out(draw_per_family(deck.practices, 1, 1, 3), deck.practices, 3, per_family=True)
    families = [deck.practice[card].family for card in state.hands[0]]
    state = redeal(state, 0)
    assert [deck.practice[card].family for card in state.hands[0]] == families
    whole = lay_out(draw_per_family(deck.practices, 9, 1, 3), deck.practices, 3, per_family=True)
    with pytest.raises(TerritoiresError, match="aucune carte"):
        replace(whole, 0, whole.hands[0][0])
