"""When a session runs late or early: the end that was promised, and the minutes that what is left can take. Pure."""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from territoires_cli.clocks import clock_of
from territoires_cli.errors import RequestError
from territoires_cli.models.plan import Plan, TimedStep
from territoires_cli.models.workshop import Step, WorkshopFormat
from territoires_cli.placing import after_start
from territoires_cli.session import Session
from territoires_cli.timing import GRID, schedule
from territoires_cli.translation import gettext as _

# A session that starts within this many seconds of the plan's time keeps the end that the plan promised.
NEAR = 3600
# From this many seconds on, being late is said.
TELLS = 120


class Proposal(NamedTuple):
    """What is left, in new minutes: the steps, those that leave, and by how many minutes the end is still missed."""

    steps: tuple[TimedStep, ...]
    dropped: tuple[str, ...]
    missed: int


def promised_end(plan: Plan, started: float) -> float:
    """When people were told that it ends, in seconds since 1970: the plan's own time, unless it began at quite another."""
    begun = dt.datetime.fromtimestamp(started).astimezone()
    hour, minute = (int(part) for part in plan.start.split(":"))
    planned = begun.replace(hour=hour, minute=minute, second=0, microsecond=0).timestamp()
    return (planned if abs(started - planned) <= NEAR else started) + plan.duration * 60


def moments_left(plan: Plan, session: Session, now: float) -> int:
    """The seconds that fixed moments still to come will take."""
    if session.started is None:
        return sum(moment.minutes for moment in plan.moments) * 60
    base = promised_end(plan, session.started) - plan.duration * 60
    return sum(moment.minutes * 60 for moment in plan.moments if base + after_start(plan.start, moment.at) * 60 > now)


def lateness(plan: Plan, session: Session, now: float) -> float:
    """By how many seconds the session would end after its time, at the minutes that steps have now; negative: before."""
    if session.started is None or session.turn is None:
        return 0.0
    return session.late(now, promised_end(plan, session.started)) + moments_left(plan, session, now)


def propose(shape: WorkshopFormat, steps: Sequence[Step], plan: Plan, session: Session, now: float) -> Proposal:
    """What is left after the step that is played, in the time that is left: the plan's own elastic rules.

    `steps` are all that may be played, in the format's order. Raises RequestError where nothing is left to be timed.
    """
    coming = {turn.step for turn in session.coming}
    left = [step for step in steps if step.id in coming]
    if session.started is None or not left:
        raise RequestError(_("Il ne reste aucune étape à recaler."))
    promised = promised_end(plan, session.started)
    begins = now + max(session.remaining(now), 0.0)
    minutes = max(int((promised - begins - moments_left(plan, session, now)) // 60), 0)
    start = dt.datetime.fromtimestamp(begins).astimezone()
    people = sum(table.seats for table in plan.tables)
    found = schedule(
        shape.model_copy(update={"steps": tuple(left)}),
        people,
        len(plan.tables),
        max(GRID * (minutes // GRID), GRID),
        clock_of(start.hour * 60 + start.minute),
    )
    timed = tuple(TimedStep(step=step.id, minutes=lasts) for step, lasts in found.timed)
    kept = {item.step for item in timed}
    dropped = tuple(turn.step for turn in session.coming if turn.step not in kept)
    return Proposal(timed, dropped, sum(item.minutes for item in timed) - minutes)
