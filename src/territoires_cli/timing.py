"""Elastic minutes: any duration between a format's bounds, in steps of five minutes that add up exactly. Pure."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from territoires_cli.announcing import Outcome, announce, in_words
from territoires_cli.calling import added_break, known_steps, with_activities
from territoires_cli.clocks import in_order, limits_of, moved
from territoires_cli.errors import RequestError
from territoires_cli.fitting import GRID, RESTS, WITHOUT_BREAK, Bounds, Limits, Way, fit
from territoires_cli.models.plan import Moment
from territoires_cli.models.workshop import Step, WorkshopFormat
from territoires_cli.translation import gettext as _

__all__ = [
    "GRID",
    "WITHOUT_BREAK",
    "Bounds",
    "Schedule",
    "bounds_of",
    "duration_range",
    "ideal_duration",
    "in_words",
    "known_steps",
    "schedule",
    "with_activities",
]

# Without a duration asked for, the plan may last this much more or less than its ideal to keep moments and lunch in place.
LEEWAY = 60
_ANY = 24 * 60


class Schedule(NamedTuple):
    """The steps played, each with its minutes (more than 0), and the steps left out for want of time.

    `asked` are the minutes that were wanted, if any; `moments` as they were placed, which pushes back the steps after
    them; `notes` say in words whatever differs from what was wanted.
    """

    timed: tuple[tuple[Step, int], ...]
    dropped: tuple[Step, ...]
    asked: int | None = None
    moments: tuple[Moment, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def duration(self) -> int:
        """The total in minutes, moments included."""
        return sum(minutes for _step, minutes in self.timed) + sum(moment.minutes for moment in self.moments)

    @property
    def note(self) -> str:
        """The notes in one text; empty where everything is as it was wanted."""
        return " ".join(self.notes)


class _Choice(NamedTuple):
    """Steps that may be played together, those that are left out for it, and what the minutes must keep to."""

    kept: tuple[Bounds, ...]
    dropped: tuple[Bounds, ...]
    limits: Limits


class _Found(NamedTuple):
    """A choice and the best way to fill its time."""

    choice: _Choice
    total: int
    way: Way


def schedule(
    shape: WorkshopFormat,
    people: int,
    tables: int,
    duration: int | None = None,
    start: str = "09:00",
    moments: Sequence[Moment] = (),
) -> Schedule:
    """The minutes of each step for this number of people and tables, adding up to `duration` or the nearest possible.

    Without `duration`, each step takes its ideal time. Where time is short, steps leave in the format's order, then the
    others shrink to their tight minutes. No stretch of work goes beyond 90 minutes: a break is added where the format has
    none. Lunch lies between 12:00 and 14:00, and a moment comes at its time between two steps, where that is possible, or
    else as near as can be. Raises RequestError where the format can't be played in any time.
    """
    played = [bounds for bounds in bounds_of(shape, people, tables) if bounds.max > 0]
    target = duration
    if target is None:
        target = sum(item.ideal for item in played) + sum(-(-item.minutes // GRID) * GRID for item in moments)
    limits = limits_of(start, target, moments)
    found = _nearest(played, limits, target, is_free=duration is None)
    if found is None:
        raise RequestError(_refusal(shape, played))
    return _schedule(shape, found, duration, start, in_order(start, target, moments))


def _nearest(played: Sequence[Bounds], limits: Limits, target: int, *, is_free: bool) -> _Found | None:
    """The best of all ways in the time wanted; or else in the time nearest to it.

    Where nobody asked for a time (`is_free`), it gives way before moments and lunch do.
    """
    tries = [(0, True), (0, False), (LEEWAY, False), (_ANY, False)]
    if is_free:
        tries = [(0, True), (LEEWAY, True), (0, False), (LEEWAY, False), (_ANY, False)]
    is_fixed = bool(limits.moments) or limits.lunch is not None
    within = _within(played, limits, target)
    for spread, strict in tries:
        if (strict or is_fixed or spread) and (
            found := _search(played, limits._replace(strict=strict or not is_fixed), within, spread)
        ):
            return found
    return None


def _within(played: Sequence[Bounds], limits: Limits, target: int) -> int:
    """The target, or the bound nearest to it of what the steps could last at all; on the grid."""
    moments = sum(minutes for _at, minutes in limits.moments)
    shortest = sum(item.tight for item in played if item.step.drop_order is None) + moments
    longest = sum(item.max for item in played) + moments
    return min(max(GRID * round(target / GRID), shortest), longest)


def _search(played: Sequence[Bounds], limits: Limits, target: int, spread: int) -> _Found | None:
    """The way whose total is nearest to the target, no further than `spread`; then that misses least, then the shorter."""
    own_longest = sum(item.max for item in played) + sum(minutes for _at, minutes in limits.moments)
    best: tuple[tuple[bool, int, int, int], _Found] | None = None
    for choice in _choices(played, limits):
        if choice.limits.breaks and best is not None:
            continue
        for total, way in fit(choice.kept, choice.limits, target - spread, target + spread).items():
            rank = (choice.limits.breaks and total > own_longest, abs(total - target), way.missed, total)
            if best is None or rank < best[0]:
                best = (rank, _Found(choice, total, way))
        if best is not None and not any(best[0][:3]):
            break
    return best[1] if best else None


def _choices(played: Sequence[Bounds], limits: Limits) -> Iterator[_Choice]:
    """What may be played, the best first: steps leave one by one, then the others are tightened; breaks come last."""
    leaving = sorted(
        (item for item in played if item.step.drop_order is not None), key=lambda item: item.step.drop_order or 0
    )
    counts = range(len(leaving) + 1)
    has_tight = any(item.tight < item.min for item in played)
    tightened = [len(leaving), *counts[:-1]] if has_tight else []
    for is_tight, left in [*((False, left) for left in counts), *((True, left) for left in tightened)]:
        gone = leaving[:left]
        kept = tuple(item for item in played if item not in gone)
        for breaks in (False, True):
            yield _Choice(kept, tuple(gone), limits._replace(is_tight=is_tight, breaks=breaks))


def _schedule(
    shape: WorkshopFormat, found: _Found, asked: int | None, start: str, moments: Sequence[Moment]
) -> Schedule:
    """What was found, as steps and minutes, with the words for what differs from what was wanted."""
    timed: list[tuple[Step, int]] = []
    placed, added = [], 0
    for slot in found.way.slots:
        if slot.kind == "moment":
            placed.append(moved(moments[slot.place], start, slot.begins, slot.minutes))
        elif slot.kind == "break":
            added += 1
            timed.append((added_break(added), slot.minutes))
        elif slot.minutes:
            timed.append((found.choice.kept[slot.place].step, slot.minutes))
    outcome = Outcome(shape, found.choice.kept, found.choice.limits, found.total, found.way.slots, asked, start)
    return Schedule(
        timed=tuple(timed),
        dropped=tuple(item.step for item in found.choice.dropped),
        asked=asked,
        moments=tuple(placed),
        notes=tuple(announce(outcome, list(zip(moments, placed, strict=True)))),
    )


def ideal_duration(shape: WorkshopFormat, people: int, tables: int) -> int:
    """The minutes the format takes when each step has its ideal time."""
    return sum(bounds.ideal for bounds in bounds_of(shape, people, tables))


def duration_range(shape: WorkshopFormat, people: int, tables: int) -> tuple[int, int]:
    """The shortest and longest duration of the format, in minutes, for this number of people and tables.

    Why not the sum of the longest: no stretch of work between two breaks of the format goes beyond 90 minutes.
    """
    bounds = bounds_of(shape, people, tables)
    longest = stretch = 0
    for item in bounds:
        if item.step.kind in RESTS:
            longest, stretch = longest + min(stretch, WITHOUT_BREAK) + item.max, 0
        else:
            stretch += item.max
    shortest = sum(item.tight for item in bounds if item.step.drop_order is None)
    return shortest, longest + min(stretch, WITHOUT_BREAK)


def bounds_of(shape: WorkshopFormat, people: int, tables: int) -> list[Bounds]:
    """The bounds of the steps that this number of tables plays, on the grid of five minutes."""
    factor = {"workshop": 1, "table": tables, "person": people}
    found = []
    for step in shape.steps:
        if step.tables is not None and not step.tables.holds(tables):
            continue
        minutes = step.minutes
        times = factor[minutes.per]
        least = _up(minutes.min * times)
        ideal = max(least, GRID * round(minutes.ideal * times / GRID))
        tight = least if minutes.tight is None else _up(minutes.tight * times)
        found.append(Bounds(step, tight, least, ideal, max(ideal, _up(minutes.max * times))))
    return found


def _up(minutes: int) -> int:
    return -(-minutes // GRID) * GRID


def _refusal(shape: WorkshopFormat, played: Sequence[Bounds]) -> str:
    """Why no duration is possible: a step that alone is longer than people work without a break."""
    endless = [item.step.title for item in played if item.tight > WITHOUT_BREAK and item.step.kind not in RESTS]
    if endless:
        return _(
            "Le format « {title} » ne peut pas se jouer avec ce nombre de tables et de personnes : l’étape « {step} » "
            "dépasserait à elle seule 90 minutes. Prévoyez moins de personnes ou de tables, ou plusieurs ateliers."
        ).format(title=shape.title, step=endless[0])
    return _("Le format « {title} » ne peut pas se jouer avec ce nombre de tables et de personnes.").format(
        title=shape.title
    )
