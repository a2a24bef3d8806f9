"""Elastic minutes: any duration between a format's bounds, in steps of five minutes that add up exactly. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from territoires_cli.errors import RequestError
from territoires_cli.models.workshop import Step, WorkshopFormat
from territoires_cli.translation import gettext as _

GRID = 5
WITHOUT_BREAK = 90


@dataclass(frozen=True, slots=True)
class Bounds:
    """The minutes a step may take in this room, on the grid; `tight` is its shortest in a short version."""

    step: Step
    tight: int
    min: int
    ideal: int
    max: int


@dataclass(frozen=True, slots=True)
class Schedule:
    """The steps played, each with its minutes (more than 0), and the steps left out for want of time."""

    timed: tuple[tuple[Step, int], ...]
    dropped: tuple[Step, ...]

    @property
    def duration(self) -> int:
        """The total, in minutes."""
        return sum(minutes for _step, minutes in self.timed)


def schedule(shape: WorkshopFormat, people: int, tables: int, duration: int | None = None) -> Schedule:
    """The minutes of each step for this number of people and tables, adding up to `duration` (minutes).

    Without `duration`, each step takes its ideal time. Where time is short, steps leave in the format's order, then
    the others shrink to their tight minutes; no stretch of work goes beyond 90 minutes without a break. Raises
    RequestError with the nearest possible duration.
    """
    played = [bounds for bounds in bounds_of(shape, people, tables) if bounds.max > 0]
    if duration is None:
        duration = ideal_duration(shape, people, tables)
    found = _allot(played, duration)
    if found is None:
        raise RequestError(_refusal(shape, played, duration))
    return found


def _allot(played: Sequence[Bounds], duration: int) -> Schedule | None:
    """The steps with minutes that add up to the duration, or None where they can't."""
    kept, dropped = _drop(played, duration)
    if duration % GRID or sum(item.tight for item in kept) > duration:
        return None
    floors = [item.min for item in kept]
    if sum(floors) > duration:
        floors = _tighten(kept, floors, duration)
    minutes = _stretch(kept, floors, duration)
    if sum(minutes) != duration:
        return None
    timed = tuple((item.step, value) for item, value in zip(kept, minutes, strict=True) if value > 0)
    return Schedule(timed, tuple(item.step for item in dropped))


def ideal_duration(shape: WorkshopFormat, people: int, tables: int) -> int:
    """The minutes the format takes when each step has its ideal time."""
    return sum(bounds.ideal for bounds in bounds_of(shape, people, tables))


def duration_range(shape: WorkshopFormat, people: int, tables: int) -> tuple[int, int]:
    """The shortest and longest duration of the format, in minutes, for this number of people and tables."""
    return _range(bounds_of(shape, people, tables))


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


def _range(bounds: Sequence[Bounds]) -> tuple[int, int]:
    longest = _longest(bounds)
    return sum(item.tight for item in bounds if item.step.drop_order is None), longest


def _longest(bounds: Sequence[Bounds]) -> int:
    """The sum of the maxima, each stretch between two breaks being held to 90 minutes."""
    total = stretch = 0
    for item in bounds:
        if item.step.kind == "break":
            total, stretch = total + min(stretch, WITHOUT_BREAK) + item.max, 0
        else:
            stretch += item.max
    return total + min(stretch, WITHOUT_BREAK)


def _refusal(shape: WorkshopFormat, played: Sequence[Bounds], asked: int) -> str:
    """Why a duration is impossible, with the nearest one (or two) that is possible."""
    shortest, longest = _range(played)
    possible = [minutes for minutes in range(shortest, longest + 1, GRID) if _allot(played, minutes) is not None]
    if not possible:
        return _("Le format « {title} » ne peut pas se jouer avec ce nombre de tables.").format(title=shape.title)
    nearest = min(possible, key=lambda minutes: (abs(minutes - asked), minutes))
    words = {"title": shape.title, "asked": in_words(asked), "nearest": in_words(nearest)}
    if asked < possible[0]:
        return _(
            "Le format « {title} » dure au moins {nearest} avec ce nombre de tables, et vous demandez {asked}. "
            "Essayez --duration {nearest}."
        ).format(**words)
    if asked > possible[-1]:
        return _(
            "Le format « {title} » dure au plus {nearest} avec ce nombre de tables, et vous demandez {asked}. "
            "Essayez --duration {nearest}."
        ).format(**words)
    if asked % GRID:
        around = max(m for m in possible if m < asked), min(m for m in possible if m > asked)
        return _("La durée se compte de {grid} en {grid} minutes : essayez --duration {low} ou {high}.").format(
            grid=GRID, low=in_words(around[0]), high=in_words(around[1])
        )
    return _(
        "Le format « {title} » ne peut pas durer {asked} avec ce nombre de tables. Essayez --duration {nearest}."
    ).format(**words)


def _drop(bounds: Sequence[Bounds], duration: int) -> tuple[list[Bounds], list[Bounds]]:
    """Steps leave one by one in the format's order until the shortest form of the others fits."""
    kept, dropped = list(bounds), []
    leaving = sorted(
        (item for item in bounds if item.step.drop_order is not None), key=lambda item: item.step.drop_order or 0
    )
    while sum(item.min for item in kept) > duration and leaving:
        gone = leaving.pop(0)
        kept.remove(gone)
        dropped.append(gone)
    return kept, dropped


def _tighten(kept: Sequence[Bounds], floors: list[int], duration: int) -> list[int]:
    """The least tightening that fits: five minutes at a time, from the step that has most to give."""
    floors = list(floors)
    while sum(floors) > duration:
        room = [floor - item.tight for item, floor in zip(kept, floors, strict=True)]
        floors[room.index(max(room))] -= GRID
    return floors


def _stretch(kept: Sequence[Bounds], floors: Sequence[int], duration: int) -> list[int]:
    """Five minutes at a time to the step that is furthest from its ideal, then from its maximum.

    Optional breaks come first; a stretch of work that has reached 90 minutes gets no more. Stops short of the
    duration where no step can take more.
    """
    minutes = list(floors)
    while sum(minutes) < duration:
        open_steps = [index for index in range(len(kept)) if _can_grow(kept, minutes, index)]
        if not open_steps:
            break
        chosen = min(open_steps, key=lambda index: (_fill(kept[index], minutes[index]), index))
        minutes[chosen] += GRID
    return minutes


def _fill(item: Bounds, minutes: int) -> tuple[int, float]:
    """How full a step is: first below its ideal (an empty break before all), then between ideal and maximum."""
    if item.step.kind == "break" and minutes == 0:
        return 0, 0.0
    if minutes < item.ideal:
        return 1, (minutes - item.tight) / (item.ideal - item.tight)
    return 2, (minutes - item.ideal) / (item.max - item.ideal)


def _can_grow(kept: Sequence[Bounds], minutes: Sequence[int], index: int) -> bool:
    item = kept[index]
    if minutes[index] + GRID > item.max:
        return False
    return item.step.kind == "break" or _stretch_around(kept, minutes, index) + GRID <= WITHOUT_BREAK


def _stretch_around(kept: Sequence[Bounds], minutes: Sequence[int], index: int) -> int:
    """The minutes between the break before a step and the break after it (breaks of 0 minutes don't count)."""

    def is_break(place: int) -> bool:
        return kept[place].step.kind == "break" and minutes[place] > 0

    first = index
    while first > 0 and not is_break(first - 1):
        first -= 1
    last = index
    while last + 1 < len(kept) and not is_break(last + 1):
        last += 1
    return sum(minutes[first : last + 1])


def in_words(minutes: int) -> str:
    """A duration as people write it: 45min, 2h, 2h30."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest}min"
    return f"{hours}h{rest:02d}" if rest else f"{hours}h"
