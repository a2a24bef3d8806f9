"""A table that closes: other tables inherit its challenges, with its best cards for them. Pure."""

from collections.abc import Sequence
from typing import NamedTuple

from territoires_cli.dealing import Theme, for_theme
from territoires_cli.handing import in_order_of_roles
from territoires_cli.models.deck import Deck
from territoires_cli.models.matching import Matching
from territoires_cli.models.plan import DealtCard, Hand, Plan
from territoires_cli.names import enumerate_in_french
from territoires_cli.redrawing import fitting_role
from territoires_cli.translation import gettext as _

# A table works on no more challenges than this, as long as another one has room.
MOST_CHALLENGES = 3
# How many cards of a closed table go with each challenge that another table inherits.
MOVED = 2


class Move(NamedTuple):
    """What a table inherits: challenges, cards that come with them, and cards that leave for these (ids)."""

    table: int
    challenges: tuple[str, ...] = ()
    came: tuple[str, ...] = ()
    left: tuple[str, ...] = ()


class Closing(NamedTuple):
    """A table that closes: its hand, and what each of its heirs receives."""

    hand: Hand
    moves: tuple[Move, ...]


def close_last(hands: Sequence[Hand], plan: Plan, deck: Deck, matching: Matching) -> tuple[tuple[Hand, ...], Closing]:
    """The last table closed: other tables inherit its challenges, and its best cards for them."""
    *kept, gone = hands
    shape = deck.format[plan.format]
    moves: dict[int, Move] = {}
    for challenge, place in _heirs(deck, kept, gone):
        heir = kept[place].model_copy(update={"challenges": (*kept[place].challenges, challenge)})
        came: tuple[str, ...] = ()
        left: tuple[str, ...] = ()
        if shape.stops is None:  # every group of a walk has the same cards
            heir, came, left = _with_best(heir, gone, challenge, matching, plan.locks, shape.hands.size.max)
        before = moves.get(heir.table, Move(heir.table))
        moves[heir.table] = Move(
            heir.table, (*before.challenges, challenge), (*before.came, *came), (*before.left, *left)
        )
        kept[place] = heir
    return tuple(kept), Closing(gone, tuple(moves.values()))


def _with_best(
    heir: Hand, gone: Hand, challenge: str, matching: Matching, locks: Sequence[str], most: int
) -> tuple[Hand, tuple[str, ...], tuple[str, ...]]:
    """The heir with the closed table's best cards for a challenge, in the place of what it misses least."""
    theme = Theme((challenge,))
    held = {item.card for item in heir.cards}
    worth = {item.card: for_theme(matching.of(item.card), theme) for item in gone.cards if item.card not in held}
    best = sorted((card for card in worth if worth[card] > 0), key=lambda card: -worth[card])[:MOVED]
    cards, came, left = list(heir.cards), [], []
    for card in best:
        if len(cards) >= most:
            free = [item for item in cards if item.role == "wildcard" and item.card not in locks]
            if not free:
                break
            cards.remove(free[-1])
            left.append(free[-1].card)
        cards.append(DealtCard(card=card, role=fitting_role(matching.of(card), "opportunity")))
        came.append(card)
    return heir.model_copy(update={"cards": in_order_of_roles(cards)}), tuple(came), tuple(left)


def _heirs(deck: Deck, kept: Sequence[Hand], gone: Hand) -> list[tuple[str, int]]:
    """Each challenge of a closed table that no other has, and the place of the hand that inherits it.

    One of the same kind before others, and one with few challenges before one that has its fill.
    """
    there = {challenge for hand in kept for challenge in hand.challenges}
    groups = {challenge.id: challenge.group for challenge in deck.book.challenges}
    counts = [len(hand.challenges) for hand in kept]
    found = []
    for challenge in gone.challenges:
        if challenge in there:
            continue
        heir = min(
            range(len(kept)),
            key=lambda place: (
                counts[place] >= MOST_CHALLENGES,
                groups[kept[place].challenges[0]] != groups[challenge],
                counts[place],
            ),
        )
        counts[heir] += 1
        found.append((challenge, heir))
    return found


def closing_words(closing: Closing, deck: Deck) -> str:
    """What becomes of a closed table's challenges and cards, in sentences."""
    theme = deck.challenge[closing.hand.challenges[0]].label
    parts = [_("La table {number} (« {theme} ») ferme.").format(number=closing.hand.table, theme=theme)]
    for move in closing.moves:
        labels = [f"« {deck.challenge[name].label} »" for name in move.challenges]
        words = {"themes": enumerate_in_french(labels, _("et")), "heir": move.table}
        if not move.came:
            parts.append(_("{themes} : à la table {heir}.").format(**words))
        elif not move.left:
            parts.append(
                _("{themes} : à la table {heir}, avec {came} en plus.").format(came=_codes(deck, move.came), **words)
            )
        else:
            parts.append(
                _("{themes} : à la table {heir}, avec {came} à la place de {left}.").format(
                    came=_codes(deck, move.came), left=_codes(deck, move.left), **words
                )
            )
    if not closing.moves:
        parts.append(_("Ses défis sont déjà à d’autres tables."))
    parts.append(_("Ses autres cartes rejoignent le jeu complet."))
    return " ".join(parts)


def _codes(deck: Deck, cards: Sequence[str]) -> str:
    return enumerate_in_french([deck.practice[card].code for card in cards], _("et"))
