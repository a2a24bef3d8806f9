"""Tables of a plan for other people: those that open get a hand, those that close leave their challenges to others. Pure."""

from collections import Counter
from collections.abc import Sequence

from territoires_cli.closing import close_last, closing_words
from territoires_cli.errors import TerritoiresError
from territoires_cli.models.deck import Deck
from territoires_cli.models.matching import Matching
from territoires_cli.models.plan import Hand, Plan
from territoires_cli.redrawing import Filters, redraw
from territoires_cli.seating import seat
from territoires_cli.translation import gettext as _


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
    before = {table.number: table for table in plan.tables}
    # A further table stands in the room of the last one, without its name.
    another = plan.tables[-1].model_copy(update={"name": None})
    tables = tuple(
        before.get(number, another).model_copy(update={"number": number, "seats": size})
        for number, size in enumerate(seats, start=1)
    )
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
        hands, closing = close_last(hands, plan, deck, matching)
        remarks.append(closing_words(closing, deck))
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
