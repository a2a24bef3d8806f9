"""Hands that lie face up on their tables, and what can be done with them: replace, lock, swap, deal anew. Pure.

Each gesture gives a new arrangement, so that undoing one is going back to the arrangement before it.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from territoires_cli.drawing import Shuffler
from territoires_cli.errors import TerritoiresError
from territoires_cli.models.cards import PracticeCard
from territoires_cli.translation import gettext as _

Hands = tuple[tuple[str, ...], ...]


class Arrangement(NamedTuple):
    """Hands of cards (ids) table by table, those that are locked (table from 0, id), and every card in its turn to come.

    `family` is the family of each card where a card is only replaced by one of its own, else empty.
    """

    hands: Hands
    locked: frozenset[tuple[int, str]]
    pile: tuple[str, ...]
    family: Mapping[str, str]

    def is_locked(self, table: int, card: str) -> bool:
        """Whether a card is locked on a table."""
        return (table, card) in self.locked


def lay_out(
    hands: Sequence[Sequence[PracticeCard]], cards: Sequence[PracticeCard], seed: int, *, per_family: bool
) -> Arrangement:
    """The hands of a draw face up; the cards that may come are those it was made from, in an order of the same seed."""
    order = [card.id for card in Shuffler(seed).shuffled(cards)]
    laid = tuple(tuple(card.id for card in hand) for hand in hands)
    family = {card.id: card.family for card in cards} if per_family else {}
    return Arrangement(laid, frozenset(), tuple(order), family)


def replace(state: Arrangement, table: int, card: str) -> Arrangement:
    """Another card in the place of this one, which goes to the end of the pile.

    A card that lies on no table comes first. Raises TerritoiresError where the card is locked, or none is left.
    """
    _require_free(state, table, card)
    out = {name for hand in state.hands for name in hand}
    able = [name for name in state.pile if name not in state.hands[table] and _may_follow(state, card, name)]
    fresh = [name for name in able if name not in out] or able
    if not fresh:
        raise TerritoiresError(_("Il ne reste aucune carte pour remplacer celle-ci."))
    pile = (*(name for name in state.pile if name != card), card)
    return state._replace(hands=_with(state.hands, table, card, fresh[0]), pile=pile)


def redeal(state: Arrangement, table: int) -> Arrangement:
    """Every card of a table replaced, save those that are locked. Raises TerritoiresError where nothing can change."""
    free = [card for card in state.hands[table] if not state.is_locked(table, card)]
    if not free:
        raise TerritoiresError(_("Toutes les cartes de cette table sont verrouillées."))
    for card in free:
        state = replace(state, table, card)
    return state


def toggle_lock(state: Arrangement, table: int, card: str) -> Arrangement:
    """The card locked where it was free, free where it was locked."""
    return state._replace(locked=state.locked ^ {(table, card)})


def swap(state: Arrangement, table: int, card: str, other: int, other_card: str) -> Arrangement:
    """Two cards of two tables change places.

    Raises TerritoiresError where one is locked, or a table would have a card twice.
    """
    _require_free(state, table, card)
    _require_free(state, other, other_card)
    if card != other_card and (card in state.hands[other] or other_card in state.hands[table]):
        raise TerritoiresError(_("Une des deux tables aurait deux fois la même carte : choisissez-en une autre."))
    hands = _with(state.hands, table, card, other_card)
    return state._replace(hands=_with(hands, other, other_card, card))


def _require_free(state: Arrangement, table: int, card: str) -> None:
    if state.is_locked(table, card):
        raise TerritoiresError(_("Cette carte est verrouillée : déverrouillez-la d’abord."))


def _may_follow(state: Arrangement, card: str, name: str) -> bool:
    return not state.family or state.family[card] == state.family[name]


def _with(hands: Hands, table: int, card: str, put: str) -> Hands:
    """The hands with one card in the place of another, on one table."""
    hand = tuple(put if name == card else name for name in hands[table])
    return (*hands[:table], hand, *hands[table + 1 :])
