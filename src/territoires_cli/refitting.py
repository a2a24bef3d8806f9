"""The steps of a plan for another room: minutes that it no longer allows, steps that it adds or no longer plays. Pure."""

from collections.abc import Mapping, Sequence

from territoires_cli.models.deck import Deck
from territoires_cli.models.plan import Plan, TimedStep
from territoires_cli.models.workshop import WorkshopFormat
from territoires_cli.timing import Bounds, bounds_of, with_activities
from territoires_cli.translation import gettext as _
from territoires_cli.walking import with_stops

# The bounds of each step, by its id.
Room = Mapping[str, Bounds]


def whole_format(plan: Plan, deck: Deck) -> WorkshopFormat:
    """The format of a plan with the activities that it calls and the minutes that its stops need."""
    called = [deck.activity[name] for name in plan.activities]
    return with_stops(with_activities(deck.format[plan.format], called), plan.stops)


def room_of(plan: Plan, deck: Deck) -> Room:
    """What the people and tables of a plan allow each of its steps, in minutes."""
    people = sum(table.seats for table in plan.tables)
    return {item.step.id: item for item in bounds_of(whole_format(plan, deck), people, len(plan.tables))}


def fit_steps(plan: Plan, before: Room, after: Room) -> tuple[Plan, list[str]]:
    """The plan with steps as its room asks for; `before` is the room that its minutes were made for."""
    remarks: list[str] = []
    plan = _fit_minutes(plan, before, after, remarks)
    plan = _complete(plan, before, after, remarks)
    played = {timed.step for timed in plan.steps}
    dropped = tuple(name for name in plan.dropped if name not in played)
    return (plan if dropped == plan.dropped else plan.model_copy(update={"dropped": dropped})), remarks


def _fit_minutes(plan: Plan, before: Room, after: Room, remarks: list[str]) -> Plan:
    """Only minutes that suited the room before are changed: those set by hand beyond their bounds stay."""
    steps = []
    for timed in plan.steps:
        old, new = before.get(timed.step), after.get(timed.step)
        if new is None and old is not None:
            remarks.append(
                _("L’étape « {title} » disparaît : ce nombre de tables ne la joue pas.").format(title=old.step.title)
            )
            continue
        if new is None:  # a break that was added
            steps.append(timed)
            continue
        minutes = min(max(timed.minutes, new.tight), new.max)
        suited = old is not None and old.tight <= timed.minutes <= old.max
        if suited and minutes != timed.minutes:
            remarks.append(
                _("L’étape « {title} » passe de {old} à {new} minutes.").format(
                    title=new.step.title, old=timed.minutes, new=minutes
                )
            )
            timed = TimedStep(step=timed.step, minutes=minutes)  # noqa: PLW2901 - the same step, refitted
        steps.append(timed)
    return plan if tuple(steps) == plan.steps else plan.model_copy(update={"steps": tuple(steps)})


def _complete(plan: Plan, before: Room, after: Room, remarks: list[str]) -> Plan:
    """Steps that this room or a called activity adds, and those that somebody took out: they are told as left out."""
    known = {*(timed.step for timed in plan.steps), *plan.dropped}
    for name, bounds in after.items():
        if name in known or bounds.max == 0:
            continue
        if name in plan.activities or name not in before:
            plan = _insert(plan, bounds, list(after))
            remarks.append(
                _("L’étape « {title} » s’ajoute ({new} minutes).").format(title=bounds.step.title, new=bounds.ideal)
            )
        elif bounds.tight > 0:
            plan = plan.model_copy(update={"dropped": (*plan.dropped, name)})
            remarks.append(
                _("L’étape « {title} » n’est plus jouée : le plan la dit laissée de côté.").format(
                    title=bounds.step.title
                )
            )
    return plan


def _insert(plan: Plan, bounds: Bounds, order: Sequence[str]) -> Plan:
    """Put a step before the first one that the format plays after it."""
    later = set(order[order.index(bounds.step.id) + 1 :])
    steps = list(plan.steps)
    place = next((index for index, timed in enumerate(steps) if timed.step in later), len(steps))
    steps.insert(place, TimedStep(step=bounds.step.id, minutes=bounds.ideal))
    return plan.model_copy(update={"steps": tuple(steps)})
