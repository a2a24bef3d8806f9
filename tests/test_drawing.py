"""Draws are fair, without repeats in a hand, and the same for ever for a seed."""

from collections import Counter
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from territoires_cli.drawing import Shuffler, draw_hands, draw_per_family
from territoires_cli.errors import TerritoiresError
from territoires_cli.models.cards import PracticeCard
from territoires_cli.models.deck import Deck

SETTINGS = settings(deadline=None, max_examples=60)
SEEDS = st.integers(0, 999_999)


def codes(hands: list[list[PracticeCard]]) -> list[list[str]]:
    """The codes of hands of cards."""
    return [[card.code for card in hand] for hand in hands]


def test_the_sequence_of_a_seed_never_changes() -> None:
    """Whoever noted a seed finds the same order again, on any machine and in any later version."""
    assert Shuffler(2026).shuffled(range(10)) == [5, 3, 7, 2, 9, 0, 6, 8, 4, 1]
    assert Shuffler(0).shuffled("abcdef") != Shuffler(1).shuffled("abcdef")


def test_the_draw_of_a_seed_never_changes(deck: Deck) -> None:
    """The cards of three hands, and of two hands with a card of each family, are those of the first day."""
    assert codes(draw_hands(deck.practices, 5, 3, 2026)) == [
        ["L3", "H3", "F1", "E6", "A2"],
        ["A1", "D1", "C1", "L1", "I2"],
        ["F3", "I1", "F4", "C2", "C3"],
    ]
    assert codes(draw_per_family(deck.practices, 1, 2, 2026)) == [
        ["A5", "B2", "C1", "D1", "E3", "F2", "G1", "H1", "I2", "L3"],
        ["A4", "B3", "C3", "D2", "E1", "F5", "G2", "H2", "I1", "L2"],
    ]


def test_every_order_is_equally_likely() -> None:
    """Over 6,000 seeds the 24 orders of four things come up about 250 times each (chi-square, 23 degrees)."""
    counts = Counter(tuple(Shuffler(seed).shuffled("abcd")) for seed in range(6_000))
    assert set(counts) == set(permutations("abcd"))
    assert sum((count - 250) ** 2 / 250 for count in counts.values()) < 60


def test_every_card_is_equally_likely(deck: Deck) -> None:
    """Over 2,000 seeds each of the 35 cards is drawn about as often (chi-square, 34 degrees), at each place of a hand."""
    for place in range(3):
        counts = Counter(draw_hands(deck.practices, 3, 1, seed)[0][place].id for seed in range(2_000))
        expected = 2_000 / 35
        assert len(counts) == 35
        assert sum((count - expected) ** 2 / expected for count in counts.values()) < 80


@SETTINGS
@given(SEEDS, st.integers(1, 12), st.integers(1, 12), st.integers(0, 23))
def test_hands_have_no_repeats_and_cards_take_turns(deck: Deck, seed: int, size: int, tables: int, more: int) -> None:
    """Each hand has its size without a card twice, and no card comes out twice more often than another."""
    cards = deck.practices[: size + more]
    hands = draw_hands(cards, size, tables, seed)
    out: Counter[str] = Counter({card.id: 0 for card in cards})
    assert len(hands) == tables
    for hand in hands:
        assert len({card.id for card in hand}) == len(hand) == size
        out.update(card.id for card in hand)
        assert max(out.values()) - min(out.values()) <= 1


@SETTINGS
@given(SEEDS)
def test_the_same_seed_draws_the_same(deck: Deck, seed: int) -> None:
    """Drawing again with a seed gives the same cards in the same order."""
    assert codes(draw_hands(deck.practices, 4, 3, seed)) == codes(draw_hands(deck.practices, 4, 3, seed))


def test_more_tables_leave_the_first_hands_alone(deck: Deck) -> None:
    """Adding a table doesn't change what the others were dealt."""
    assert codes(draw_hands(deck.practices, 8, 9, 7))[:5] == codes(draw_hands(deck.practices, 8, 5, 7))


def test_a_hand_may_hold_the_whole_deck_but_no_more(deck: Deck) -> None:
    """All cards can be drawn; one more is refused with the number there is."""
    assert len(draw_hands(deck.practices, 35, 2, 1)[1]) == 35
    with pytest.raises(TerritoiresError, match=r"^35 cartes seulement .* vous en demandez 36"):
        draw_hands(deck.practices, 36, 1, 1)
    with pytest.raises(TerritoiresError, match=r"^Une seule carte .* vous en demandez 2"):
        draw_hands(deck.practices[:1], 2, 1, 1)
    with pytest.raises(TerritoiresError, match=r"^Aucune carte"):
        draw_hands([], 1, 1, 1)


@SETTINGS
@given(SEEDS, st.integers(1, 7), st.integers(1, 4))
def test_each_family_gives_its_share(deck: Deck, seed: int, size: int, tables: int) -> None:
    """A hand by family has `size` cards of each family, or all that it has, in the families' order."""
    members = Counter(card.family for card in deck.practices)
    for hand in draw_per_family(deck.practices, size, tables, seed):
        assert Counter(card.family for card in hand) == {name: min(size, count) for name, count in members.items()}
        assert list(dict.fromkeys(card.family for card in hand)) == list(deck.family)
        assert len({card.id for card in hand}) == len(hand)
