"""Seeded draws: fair, without repeats within a hand, the same on every machine. Pure: the seed comes in."""

import random
from collections.abc import Iterable, Sequence
from math import fsum
from typing import TYPE_CHECKING, TypeVar

from territoires_cli.errors import TerritoiresError
from territoires_cli.translation import gettext as _
from territoires_cli.translation import ngettext

if TYPE_CHECKING:
    from territoires_cli.models.cards import PracticeCard

T = TypeVar("T")


class Shuffler:
    """Fisher–Yates over `random.Random(seed).random()`, the one sequence that Python keeps across versions."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)  # noqa: S311 - a draw of cards, no secret

    def shuffled(self, items: Iterable[T]) -> list[T]:
        """The items in a random order; every order is equally likely."""
        deck = list(items)
        for last in range(len(deck) - 1, 0, -1):
            chosen = int(self._random.random() * (last + 1))
            deck[last], deck[chosen] = deck[chosen], deck[last]
        return deck

    def picked(self, items: Sequence[T], weights: Sequence[float], count: int) -> list[T]:
        """So many of the items, one after the other, each as likely as its weight (over 0) among those left."""
        left = list(zip(items, weights, strict=True))
        taken: list[T] = []
        while left and len(taken) < count:
            mark = self._random.random() * fsum(weight for _item, weight in left)
            place = 0
            while place < len(left) - 1 and mark >= left[place][1]:
                mark -= left[place][1]
                place += 1
            taken.append(left.pop(place)[0])
        return taken


def draw_hands(cards: "Sequence[PracticeCard]", size: int, tables: int, seed: int) -> "list[list[PracticeCard]]":
    """`tables` hands of `size` cards; a card comes back only once every other one is out, never within a hand.

    Raises TerritoiresError where there are fewer cards than a hand holds.
    """
    if size > len(cards):
        raise TerritoiresError(_too_few(size, len(cards)))
    return _deal(cards, size, tables, Shuffler(seed))


def _deal(cards: "Sequence[PracticeCard]", size: int, tables: int, shuffler: Shuffler) -> "list[list[PracticeCard]]":
    pile: list[PracticeCard] = []
    hands = []
    for _table in range(tables):
        hand = pile[:size]
        pile = pile[size:]
        if len(hand) < size:
            held = {card.id for card in hand}
            fresh = shuffler.shuffled(cards)
            taken = [card for card in fresh if card.id not in held][: size - len(hand)]
            hand += taken
            out = {card.id for card in taken}
            pile = [card for card in fresh if card.id not in out]
        hands.append(hand)
    return hands


def draw_per_family(cards: "Sequence[PracticeCard]", size: int, tables: int, seed: int) -> "list[list[PracticeCard]]":
    """`tables` hands with `size` cards of each family (all of them where a family has fewer), in family order."""
    families = list(dict.fromkeys(card.family for card in cards))
    shuffler = Shuffler(seed)
    by_family = {family: [card for card in cards if card.family == family] for family in families}
    piles = {family: _deal(members, min(size, len(members)), tables, shuffler) for family, members in by_family.items()}
    return [[card for family in families for card in piles[family][table]] for table in range(tables)]


def _too_few(size: int, count: int) -> str:
    if count == 0:
        return _("Aucune carte ne répond à ces critères : retirez un filtre.")
    return ngettext(
        "Une seule carte répond à ces critères, et vous en demandez {size} : tirez-en moins, ou retirez un filtre.",
        "{count} cartes seulement répondent à ces critères, et vous en demandez {size} : tirez-en moins, ou retirez un "
        "filtre.",
        count,
    ).format(size=size, count=count)
