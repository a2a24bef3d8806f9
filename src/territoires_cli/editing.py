"""A plan changed by hand → the same plan with what depends on the changes made again, and what was made again, in words.

What people change stays: names, minutes, cards, people, date, place, mandate. What follows is theirs no longer: the
duration from the minutes, the seats from the people, a card's role from the matching. Pure.
"""

from territoires_cli.clocks import DAY, minutes_of, wished
from territoires_cli.composing import Request, compose_plan
from territoires_cli.errors import TerritoiresError
from territoires_cli.models.deck import Deck
from territoires_cli.models.matching import Matching
from territoires_cli.models.plan import Plan, TimedStep
from territoires_cli.quoting import command_line
from territoires_cli.redrawing import fitting_role
from territoires_cli.refitting import fit_steps, room_of, whole_format
from territoires_cli.reseating import seat_people, sit_at
from territoires_cli.seating import seat
from territoires_cli.timing import in_words, schedule
from territoires_cli.translation import gettext as _


def recompute(plan: Plan, deck: Deck, matching: Matching) -> tuple[Plan, list[str]]:
    """The plan with what depends on changes by hand made again, and a sentence for each thing that was.

    A plan that nobody changed comes back as it is. Raises RequestError where the format can't seat the people.
    """
    before = room_of(plan, deck)
    plan, seated = seat_people(plan, deck, matching)
    plan, fitted = fit_steps(plan, before, room_of(plan, deck))
    plan, added = _add_up(plan)
    plan, told = _tell_roles(plan, matching)
    return plan, [*seated, *fitted, *added, *told]


def is_as_composed(plan: Plan, deck: Deck, matching: Matching) -> bool:
    """Whether the plan's own inputs make the same steps, seats and hands again: nothing was changed by hand."""
    request = Request(
        asked_for=plan.asked_for,
        seed=plan.seed,
        duration=plan.duration,
        participants=plan.participants,
        tables=len(plan.tables),
        start=plan.start,
        moments=wished(plan.moments),
        activities=plan.activities,
        excluded=plan.excluded,
        included=plan.included,
        stops=plan.stops,
        harvest=plan.begins_with,
    )
    try:
        again = compose_plan(matching, deck.format[plan.format], plan.deck, request, deck.activities)
    except TerritoiresError:
        return False
    return _decided(again) == _decided(plan)


def _decided(plan: Plan) -> tuple[object, ...]:
    seats = [table.seats for table in plan.tables]
    return plan.steps, plan.dropped, plan.moments, plan.stops, plan.hands, seats


def retime(
    plan: Plan, deck: Deck, matching: Matching, *, duration: int | None, end: str | None, tables: int | None
) -> tuple[Plan, list[str]]:
    """The plan with every minute made again for another duration, end or number of tables; its hands stay.

    Raises RequestError where the format can't seat the people at so many tables.
    """
    remarks: list[str] = []
    if tables is not None and tables != len(plan.tables):
        seats = seat(plan.participants, deck.format[plan.format].tables, tables)
        plan, remarks = sit_at(plan, deck, matching, seats)
    if end is not None:
        duration = (minutes_of(end) - minutes_of(plan.start)) % DAY or DAY
    wanted = duration if duration is not None else plan.duration
    timed = schedule(
        whole_format(plan, deck), plan.participants, len(plan.tables), wanted, plan.start, wished(plan.moments)
    )
    changed = {
        "steps": tuple(TimedStep(step=step.id, minutes=minutes) for step, minutes in timed.timed),
        "dropped": tuple(step.id for step in timed.dropped),
        "duration": timed.duration,
        "asked_duration": None if timed.duration == wanted else wanted,
        "moments": timed.moments,
    }
    return plan.model_copy(update=changed), [*remarks, *timed.notes]


def _add_up(plan: Plan) -> tuple[Plan, list[str]]:
    """The duration is the sum of the minutes, and of the fixed moments."""
    duration = sum(timed.minutes for timed in plan.steps) + sum(moment.minutes for moment in plan.moments)
    if duration == plan.duration:
        return plan, []
    remark = _(
        "La durée suit les minutes des étapes et des moments : {new} au lieu de {old} "
        "(pour imposer une durée : territoires plan PLAN.yaml --duration {old})."
    ).format(new=in_words(duration), old=command_line([in_words(plan.duration)]))
    return plan.model_copy(update={"duration": duration, "asked_duration": None}), [remark]


def _tell_roles(plan: Plan, matching: Matching) -> tuple[Plan, list[str]]:
    """What a card is for its table follows from the matching."""
    remarks, hands = [], []
    for hand in plan.hands:
        cards = []
        for dealt in hand.cards:
            match = matching.of(dealt.card)
            role = fitting_role(match, dealt.role)
            if role != dealt.role:
                remarks.append(
                    _("Table {table} : {code} {title} devient « {role} ».").format(
                        table=hand.table, code=match.card.code, title=match.card.title, role=_role_words()[role]
                    )
                )
            cards.append(dealt.model_copy(update={"role": role}))
        hands.append(hand.model_copy(update={"cards": tuple(cards)}))
    return (plan if tuple(hands) == plan.hands else plan.model_copy(update={"hands": tuple(hands)})), remarks


def _role_words() -> dict[str, str]:
    return {
        "strength": _("force"),
        "opportunity": _("opportunité"),
        "wildcard": _("surprise"),
        "chosen": _("choix de l’équipe"),
    }
