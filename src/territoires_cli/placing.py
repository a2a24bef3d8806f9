"""Where the steps of a plan and its fixed moments lie on the clock, in minutes after the start."""

from collections.abc import Sequence
from typing import NamedTuple

from territoires_cli.clocks import DAY, minutes_of
from territoires_cli.models.plan import Moment
from territoires_cli.models.workshop import Step


class Placed(NamedTuple):
    """A step played: when it begins and ends (minutes after the start), and the minutes it lasts.

    It ends later than its minutes tell where a fixed moment interrupts it.
    """

    step: Step
    begins: int
    minutes: int
    ends: int


class PlacedMoment(NamedTuple):
    """A fixed moment, the minutes after the start when it comes, and whether it interrupts no step."""

    moment: Moment
    begins: int
    is_apart: bool


def after_start(start: str, at: str) -> int:
    """The minutes from the start (HH:MM) to a clock time, which may lie on the next day."""
    return (minutes_of(at) - minutes_of(start)) % DAY


def place_moments(steps: Sequence[Placed], moments: Sequence[Moment], start: str) -> tuple[PlacedMoment, ...]:
    """The moments in the order of the clock; a moment stands apart where no step goes on at its time."""
    placed = []
    for moment in moments:
        at = after_start(start, moment.at)
        placed.append(PlacedMoment(moment, at, not any(item.begins < at < item.ends for item in steps)))
    return tuple(sorted(placed, key=lambda item: item.begins))


def place_steps(
    steps: Sequence[tuple[Step, int]], moments: Sequence[Moment], start: str, duration: int
) -> tuple[Placed, ...]:
    """The steps one after the other; fixed moments that have minutes of their own push back what follows them.

    They have some where the minutes of the steps alone don't make the duration.
    """
    waiting = sorted((after_start(start, moment.at), moment.minutes) for moment in moments)
    if sum(minutes for _step, minutes in steps) >= duration:
        waiting = []
    placed, now = [], 0
    for step, minutes in steps:
        while waiting and waiting[0][0] <= now:
            now += waiting.pop(0)[1]
        ends = now + minutes
        while waiting and waiting[0][0] < ends:
            ends += waiting.pop(0)[1]
        placed.append(Placed(step, now, minutes, ends))
        now = ends
    return tuple(placed)
