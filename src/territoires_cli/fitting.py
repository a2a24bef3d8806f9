"""Minutes for a row of steps: the best of all ways to fill a time, between fixed moments, breaks and lunch. Pure.

Dynamic programming over the row. A state is (minutes since the start, minutes since the last break, moments that came,
minutes of work before that break where it was added); of all ways to one state the cheapest is kept. Minutes nearest to
everybody's ideal cost least.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from territoires_cli.models.workshop import Step

GRID = 5
WITHOUT_BREAK = 90
RESTS = frozenset({"break", "lunch"})
# The minutes of a break that is added: shortest, ideal, longest.
ADDED = (5, 10, 15)
# What things cost, so that the first of two always outweighs every sum of the second: a minute that a moment comes too
# early or too late, a minute of lunch outside its window, an added break, five minutes beyond the ideal.
_MOMENT, _LUNCH, _BREAK, _LEVEL, _RATIO = 10**17, 10**13, 10**12, 10**9, 10**8

State = tuple[int, int, int, int]


class Bounds(NamedTuple):
    """The minutes a step may take in this room, on the grid; `tight` is its shortest in a short version."""

    step: Step
    tight: int
    min: int
    ideal: int
    max: int


class Limits(NamedTuple):
    """What else a row must keep to.

    `moments`: when each should come (minutes after the start) and how long it lasts; `lunch`: the minutes between which a lunch
    lies, if that is possible; `strict`: whether moments and lunch may come near instead; `is_tight`: whether steps may go
    below their minimum; `breaks`: whether breaks may be added.
    """

    moments: tuple[tuple[int, int], ...] = ()
    lunch: tuple[int, int] | None = None
    strict: bool = True
    is_tight: bool = False
    breaks: bool = False


class Slot(NamedTuple):
    """A piece of a filled time: a step or a moment by its place in its row, or an added break; and its minutes."""

    kind: Literal["step", "moment", "break"]
    place: int
    begins: int
    minutes: int


class Way(NamedTuple):
    """A way to fill the time so far: what it costs, its last slot, and the way before it."""

    cost: int
    slot: Slot | None = None
    before: "Way | None" = None

    @property
    def slots(self) -> list[Slot]:
        """All the slots, in their order."""
        found, way = [], self
        while way.slot is not None and way.before is not None:
            found.append(way.slot)
            way = way.before
        return found[::-1]

    @property
    def missed(self) -> int:
        """How far moments and lunch are from where they should be; 0 where everything is in its place."""
        return self.cost // _LUNCH


def fit(row: Sequence[Bounds], limits: Limits, least: int, most: int) -> dict[int, Way]:
    """The best way for every total between `least` and `most` that the row can take, by that total (minutes)."""
    fitter = _Fitter(row, limits, least, most)
    layer: Mapping[State, Way] = {(0, 0, 0, 0): Way(0)}
    for place, item in enumerate(row):
        layer = fitter.play(fitter.between(layer, place), place, item)
    whole: dict[int, Way] = {}
    for (total, stretch, came, owed), way in fitter.between(layer, len(row)).items():
        if came == len(limits.moments) and least <= total <= most and _was_due(stretch, owed):
            ended = way._replace(cost=way.cost + fitter.uneven(stretch))
            whole[total] = min(whole.get(total, ended), ended, key=lambda found: found.cost)
    return whole


class _Fitter:
    """What is the same for every step of a row: the limits, and the minutes still to come after each place."""

    def __init__(self, row: Sequence[Bounds], limits: Limits, least: int, most: int) -> None:
        self.row, self.limits, self.least, self.most = row, limits, least, most
        self.at = [at for at, _minutes in limits.moments]
        self.lasts = [minutes for _at, minutes in limits.moments]
        floors = [_floor(item, is_tight=limits.is_tight) for item in row]
        # After each place of the row: the least and the most that the steps from there on can take. Two stretches around an
        # added break are longer than 90 minutes together, so that there are only so many of them.
        self.least_after = [sum(floors[place:]) for place in range(len(row) + 1)]
        self.most_after = [sum(item.max for item in row[place:]) for place in range(len(row) + 1)]
        if limits.breaks:
            moments = sum(self.lasts)
            self.most_after = [
                most + ADDED[-1] * ((most + moments + WITHOUT_BREAK) * 2 // WITHOUT_BREAK) for most in self.most_after
            ]

    def play(self, layer: Mapping[State, Way], place: int, item: Bounds) -> dict[State, Way]:
        """Every way on, through a step of any of its minutes."""
        found: dict[State, Way] = {}
        options = list(_options(item, place, len(self.row), is_tight=self.limits.is_tight))
        rests, lunch = item.step.kind in RESTS, self.limits.lunch if item.step.kind == "lunch" else None
        for (now, stretch, came, owed), way in layer.items():
            to_come = sum(self.lasts[came:])
            first = self.least - self.most_after[place + 1] - to_come
            last = self.most - self.least_after[place + 1] - to_come
            if self.limits.strict and came < len(self.at):
                last = min(last, self.at[came])
            for minutes, price in options:
                then = now + minutes
                if then > last:
                    break
                is_rest = rests and minutes > 0
                worked = 0 if is_rest else stretch + minutes
                if then < first or worked > WITHOUT_BREAK or (is_rest and not _was_due(stretch, owed)):
                    continue
                cost = way.cost + price + (self.uneven(stretch) if is_rest else 0)
                if lunch is not None and minutes:
                    missed = max(lunch[0] - now, 0) + max(then - lunch[1], 0)
                    if missed and self.limits.strict:
                        continue
                    cost += missed * _LUNCH
                _keep(
                    found,
                    (then, worked, came, 0 if is_rest else owed),
                    Way(cost, Slot("step", place, now, minutes), way),
                )
        return found

    def between(self, layer: Mapping[State, Way], place: int) -> Mapping[State, Way]:
        """Every way on before a step, or after the last one: moments that come there, and a break that is added."""
        if not self.at and not self.limits.breaks:
            return layer
        found: dict[State, Way] = {}
        waiting = list(layer.items())
        while waiting:
            state, way = waiting.pop()
            if state in found and found[state].cost <= way.cost:
                continue
            found[state] = way
            waiting += [*self._moments(state, way), *self._breaks(state, way, place)]
        if not self.limits.strict:
            return found
        # A moment whose time has come isn't put off.
        return {state: way for state, way in found.items() if state[2] == len(self.at) or state[0] < self.at[state[2]]}

    def _moments(self, state: State, way: Way) -> Iterator[tuple[State, Way]]:
        now, stretch, came, owed = state
        if came == len(self.at) or (self.limits.strict and now != self.at[came]):
            return
        minutes = self.lasts[came]
        if stretch + minutes <= WITHOUT_BREAK:
            cost = way.cost + abs(now - self.at[came]) * _MOMENT
            slot = Slot("moment", came, now, minutes)
            yield (now + minutes, stretch + minutes, came + 1, owed), Way(cost, slot, way)

    def _breaks(self, state: State, way: Way, place: int) -> Iterator[tuple[State, Way]]:
        now, stretch, came, owed = state
        beside_break = place < len(self.row) and self.row[place].step.kind in RESTS
        if (
            not self.limits.breaks
            or not stretch
            or not 0 < place < len(self.row)
            or beside_break
            or not _was_due(stretch, owed)
        ):
            return
        for minutes in range(ADDED[0], ADDED[-1] + GRID, GRID):
            cost = way.cost + _BREAK + abs(minutes - ADDED[1]) * _LEVEL + self.uneven(stretch)
            yield (now + minutes, 0, came, stretch), Way(cost, Slot("break", 0, now, minutes), way)

    def uneven(self, stretch: int) -> int:
        """Where breaks are added, of two ways alike the one whose stretches of work are more even."""
        return stretch * stretch if self.limits.breaks else 0


def _was_due(stretch: int, owed: int) -> bool:
    """Whether the break that was added last, if any, lies where more than 90 minutes would have passed without it."""
    return not owed or owed + stretch > WITHOUT_BREAK


def _keep(found: dict[State, Way], state: State, way: Way) -> None:
    known = found.get(state)
    if known is None or way.cost < known.cost:
        found[state] = way


def _floor(item: Bounds, *, is_tight: bool) -> int:
    return item.tight if is_tight else item.min


def _options(item: Bounds, place: int, steps: int, *, is_tight: bool) -> Iterator[tuple[int, int]]:
    """The minutes a step may take, each with what it costs: five minutes more cost ever more."""
    price, floor = 0, _floor(item, is_tight=is_tight)
    for minutes in range(floor, item.max + GRID, GRID):
        yield minutes, price
        price += _next_five(item, minutes) + (steps - place if minutes < item.min else place)


def _next_five(item: Bounds, minutes: int) -> int:
    """What five minutes more cost: first up to the minimum, then an empty break or margin, the ideal, the maximum."""
    if minutes < item.min:
        return (minutes + GRID - item.tight) * _RATIO // 1000
    if minutes == 0 and item.ideal > 0 and item.step.kind in RESTS | {"margin"}:
        return _LEVEL
    if minutes < item.ideal:
        return 2 * _LEVEL + (minutes - item.tight) * _RATIO // (item.ideal - item.tight)
    return 3 * _LEVEL + (minutes - item.ideal) * _RATIO // max(item.max - item.ideal, 1)
