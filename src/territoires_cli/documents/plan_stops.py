"""The stops of a walk: each place with its minutes on foot, its card and its time, and the order for every group."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from territoires_cli.documents.plan_context import Context
from territoires_cli.documents.writing import heading, line, strong
from territoires_cli.models.document import Block, Callout, Grid, Line, Paragraph
from territoires_cli.models.plan import Stop
from territoires_cli.translation import gettext as _

BLANK = "…" * 8
# What a group needs at a place to read the card and look around.
LEAST_STAY = 5


class Slot(NamedTuple):
    """The time of one stop: when the group sets out for it (minutes after the start), and the minutes in all."""

    begins: int
    minutes: int


def stop_blocks(context: Context) -> Iterator[Block]:
    """The places of a walk in their order; lines to fill in where none is known yet. Nothing for other formats."""
    if context.shape.stops is None:
        return
    stops = list(context.plan.stops)
    count = len(stops) or context.shape.stops.ideal
    slots = slots_of(context, count)
    yield heading(2, _("Les arrêts"))
    if not stops:
        yield Callout(
            title=_("Lieux à choisir"),
            text=_("Faites le parcours à pied, puis écrivez ici chaque lieu, les minutes pour y aller et sa carte."),
        )
    yield Grid(
        columns=(_("Départ vers"), _("Arrêt"), _("Lieu"), _("À pied"), _("Carte")),
        rows=tuple(_row(context, number, stops, slots) for number in range(count)),
        right=(0, 1, 3),
    )
    yield from _too_far(stops, slots)
    yield from _order(context, slots)


def slots_of(context: Context, count: int) -> list[Slot]:
    """The times of the stops, shared out over the steps in which groups walk, by the minutes of each."""
    walks = [item for item in context.steps if "observations" in item.step.gives and item.step.kind == "work"]
    shares = share_out(count, [item.minutes for item in walks])
    slots = []
    for item, share in zip(walks, shares, strict=True):
        for place in range(share):
            first, last = (item.begins + item.minutes * edge // share for edge in (place, place + 1))
            slots.append(Slot(first, last - first))
    return slots


def share_out(count: int, minutes: Sequence[int]) -> list[int]:
    """How many stops each stretch gets: one at a time to the one whose stops would stay longest."""
    shares = [0] * len(minutes)
    for _number in range(count if minutes else 0):
        best = max(range(len(minutes)), key=lambda index: (minutes[index] / (shares[index] + 1), -index))
        shares[best] += 1
    return shares


def _row(context: Context, number: int, stops: Sequence[Stop], slots: Sequence[Slot]) -> tuple[Line, ...]:
    at = context.at(slots[number].begins) if number < len(slots) else BLANK
    if number >= len(stops):
        return (at, str(number + 1), BLANK, BLANK, _next_card(context, number))
    stop = stops[number]
    walk = _("{minutes} min").format(minutes=stop.walk)
    return (at, str(number + 1), line(strong(stop.name)), walk, _card(context, stop))


def _next_card(context: Context, number: int) -> str:
    """The card of a stop whose place isn't known yet: that of the groups' hand, in its order."""
    cards = context.plan.hands[0].cards
    return _card(context, Stop(name=BLANK, card=cards[number].card if number < len(cards) else None))


def _card(context: Context, stop: Stop) -> str:
    card = context.deck.practice.get(stop.card or "")
    return f"{card.code} {card.title}" if card else BLANK


def _too_far(stops: Sequence[Stop], slots: Sequence[Slot]) -> Iterator[Block]:
    """Places so far from the one before that no time is left to look at them."""
    far = [stop.name for stop, slot in zip(stops, slots, strict=False) if slot.minutes - stop.walk < LEAST_STAY]
    if far:
        yield Callout(
            title=_("Trop loin : {names}").format(names=", ".join(far)),
            text=_(
                "Il y resterait moins de {least} minutes sur place : rapprochez le lieu, ôtez un arrêt ou allongez la "
                "marche."
            ).format(least=LEAST_STAY),
        )


def _order(context: Context, slots: Sequence[Slot]) -> Iterator[Block]:
    """Each group begins at another stop, so that no two meet; the order of each, time by time."""
    groups = [table.number for table in context.plan.tables]
    if len(groups) < 2 or len(slots) < 2:
        return
    yield Paragraph(text=_("Chaque groupe part d’un arrêt différent et tourne dans le même sens. Numéro de l’arrêt :"))
    yield Grid(
        columns=(_("Départ"), *(_("Groupe {number}").format(number=number) for number in groups)),
        rows=tuple(
            (
                context.at(slot.begins),
                *(str((place + shift) % len(slots) + 1) for shift in range(len(groups))),
            )
            for place, slot in enumerate(slots)
        ),
        right=tuple(range(len(groups) + 1)),
    )
    if len(groups) > len(slots):
        yield Callout(
            title=_("Plus de groupes que d’arrêts"),
            text=_("Deux groupes se trouveront au même arrêt : prévoyez un lieu de plus, ou des groupes plus grands."),
        )
