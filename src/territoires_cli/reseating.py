"""Tables of a plan for other people: those that open get a hand, those that close leave their challenges to others. Pure."""

from collections import Counter
from collections.abc import Sequence

from territoires_cli.errors import TerritoiresError
from territoires_cli.matching import Matching
from territoires_cli.models.deck import Deck
from territoires_cli.models.plan import Hand, Plan, Table
from territoires_cli.redrawing import Filters, redraw
from territoires_cli.seating import seat
from territoires_cli.translation import gettext as _
from territoires_cli.translation import ngettext

MOST_CHALLENGES = 3


def seat_people(plan: Plan, deck: Deck, matching: Matching) -> tuple[Plan, list[str]]:
    """The plan with seats for its number of people, at the same tables where they can sit there, else at more or fewer.

    Raises RequestError where the format can't seat them.
    """
    rules = deck.format[plan.format].tables
    if sum(table.seats for table in plan.tables) == plan.participants:
        return plan, []
    try:
        seats = seat(plan.participants, rules, len(plan.tables))
    except TerritoiresError:
        seats = seat(plan.participants, rules)
    return sit_at(plan, deck, matching, seats)


def sit_at(plan: Plan, deck: Deck, matching: Matching, seats: Sequence[int]) -> tuple[Plan, list[str]]:
    """The plan with tables of so many seats: further ones get a hand, those that go leave their challenges to others."""
    names = {table.number: table.name for table in plan.tables}
    sized = enumerate(seats, start=1)
    tables = tuple(Table(number=number, seats=size, name=names.get(number)) for number, size in sized)
    remarks = [
        _("Les places ont été recalculées pour {people} personnes : {seats}.").format(
            people=plan.participants, seats=", ".join(map(str, seats))
        )
    ]
    hands = plan.hands
    for number in range(len(plan.tables) + 1, len(seats) + 1):
        hands, remark = _open(plan, deck, matching, hands, number)
        remarks.append(remark)
    while len(hands) > len(seats):
        hands, remark = _close(deck, hands)
        remarks.append(remark)
    return plan.model_copy(update={"tables": tables, "hands": hands}), remarks


def _open(
    plan: Plan, deck: Deck, matching: Matching, hands: tuple[Hand, ...], number: int
) -> tuple[tuple[Hand, ...], str]:
    """A hand for a further table, on the challenge that the fewest tables lead with."""
    shape = deck.format[plan.format]
    leads = Counter(hand.challenges[0] for hand in hands)
    theme = min((item.challenge for item in matching.recognised), key=lambda challenge: leads[challenge.id])
    # Every group of a walk reads the same cards, one a stop.
    cards = hands[0].cards if shape.stops else ()
    hands = (*hands, Hand(table=number, challenges=(theme.id,), cards=cards))
    if not cards:
        hands = redraw(matching, hands, shape.hands, {number}, Filters(excluded=plan.excluded), plan.seed)
    return hands, _("La table {number} s’ajoute, sur le thème « {theme} » : ses cartes ont été distribuées.").format(
        number=number, theme=theme.label
    )


def _close(deck: Deck, hands: tuple[Hand, ...]) -> tuple[tuple[Hand, ...], str]:
    """The last table closed: challenges that no other has go to one of the same kind, as far as it has room."""
    *kept, gone = hands
    there = {challenge for hand in kept for challenge in hand.challenges}
    groups = {challenge.id: challenge.group for challenge in deck.book.challenges}
    heirs = set()
    for challenge in gone.challenges:
        if challenge not in there:
            heir = min(
                range(len(kept)),
                key=lambda place: (
                    len(kept[place].challenges) >= MOST_CHALLENGES,
                    groups[kept[place].challenges[0]] != groups[challenge],
                    len(kept[place].challenges),
                ),
            )
            kept[heir] = kept[heir].model_copy(update={"challenges": (*kept[heir].challenges, challenge)})
            heirs.add(kept[heir].table)
    remark = _("La table {number} est retirée.").format(number=gone.table)
    if heirs:
        remark = ngettext(
            "La table {number} est retirée ; ses défis passent à la table {heirs} (pour lui donner d’autres "
            "cartes : --redraw).",
            "La table {number} est retirée ; ses défis passent aux tables {heirs} (pour leur donner d’autres "
            "cartes : --redraw).",
            len(heirs),
        ).format(number=gone.table, heirs=", ".join(map(str, sorted(heirs))))
    return tuple(kept), remark
