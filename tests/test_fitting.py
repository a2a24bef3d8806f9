"""The best way to fill a time: compared with every way there is, for short rows."""

from collections.abc import Iterator
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from territoires_cli.fitting import GRID, WITHOUT_BREAK, Bounds, Limits, fit
from territoires_cli.models.workshop import Step

SETTINGS = settings(deadline=None, max_examples=150)


def item(name: str, kind: str, *minutes: int) -> Bounds:
    """A step of this kind, with its tight, least, ideal and longest minutes."""
    tight, least, ideal, longest = minutes
    step = Step.model_validate(
        {"id": name, "title": name, "kind": kind, "phase": "open", "grouping": "table", "purpose": "x"}
        | {"minutes": {"min": least, "ideal": ideal, "max": longest, "tight": tight}}
    )
    return Bounds(step, tight, least, ideal, longest)


@st.composite
def rows(draw: st.DrawFn) -> list[Bounds]:
    """Two to five steps on the grid, some of them breaks or lunch."""
    found = []
    for number in range(draw(st.integers(2, 5))):
        minutes = sorted(draw(st.lists(st.integers(0, 9), min_size=4, max_size=4)))
        kind = draw(st.sampled_from(["work", "work", "work", "break", "lunch", "margin"]))
        found.append(item(f"s{number}", kind, *(GRID * value for value in minutes)))
    return found


def all_ways(row: list[Bounds]) -> Iterator[tuple[int, ...]]:
    """Every choice of minutes, from the least to the longest, that leaves nobody 90 minutes without a break."""
    for minutes in product(*(range(step.min, step.max + GRID, GRID) for step in row)):
        stretch, longest = 0, 0
        for step, value in zip(row, minutes, strict=True):
            stretch = 0 if step.step.kind in ("break", "lunch") and value else stretch + value
            longest = max(longest, stretch)
        if longest <= WITHOUT_BREAK:
            yield minutes


def fallen_short(row: list[Bounds], minutes: tuple[int, ...]) -> int:
    """The minutes that steps have beyond their ideal."""
    return sum(max(value - step.ideal, 0) for step, value in zip(row, minutes, strict=True))


@SETTINGS
@given(rows())
def test_every_total_that_some_way_has_is_found_and_no_other(row: list[Bounds]) -> None:
    """Nothing possible is missed, nothing impossible is offered, and as few minutes as can be lie beyond the ideal."""
    ways: dict[int, list[tuple[int, ...]]] = {}
    for minutes in all_ways(row):
        ways.setdefault(sum(minutes), []).append(minutes)
    found = fit(row, Limits(), 0, 24 * 60)
    assert set(found) == set(ways)
    for total, way in found.items():
        minutes = tuple(slot.minutes for slot in way.slots)
        assert minutes in ways[total]
        assert fallen_short(row, minutes) == min(fallen_short(row, other) for other in ways[total])
        assert way.missed == 0


@SETTINGS
@given(rows(), st.integers(0, 30))
def test_the_best_way_does_not_depend_on_the_totals_asked_for(row: list[Bounds], fives: int) -> None:
    """One total alone gives the same way as all totals together."""
    total = fives * GRID
    alone, together = fit(row, Limits(), total, total), fit(row, Limits(), 0, 24 * 60)
    assert alone == ({total: together[total]} if total in together else {})


@SETTINGS
@given(rows(), st.integers(0, 30), st.integers(0, 3))
def test_a_moment_is_strictly_in_its_place_exactly_where_some_way_allows_it(
    row: list[Bounds], fives: int, lasts: int
) -> None:
    """Strictly where some choice of minutes has a step end at its time; otherwise as near as any choice allows."""
    at, minutes = fives * GRID, lasts * GRID
    limits = Limits(moments=((at, minutes),))

    def distances(way: tuple[int, ...]) -> Iterator[int]:
        for place in range(len(row) + 1):
            stretch, longest = 0, 0
            for index in range(len(row) + 1):
                stretch += minutes if index == place else 0
                longest = max(longest, stretch)
                if index < len(row):
                    rest = row[index].step.kind in ("break", "lunch") and way[index]
                    stretch = 0 if rest else stretch + way[index]
                    longest = max(longest, stretch)
            if longest <= WITHOUT_BREAK:
                yield abs(sum(way[:place]) - at)

    nearest: dict[int, int] = {}
    for way in product(*(range(step.min, step.max + GRID, GRID) for step in row)):
        for distance in distances(way):
            total = sum(way) + minutes
            nearest[total] = min(nearest.get(total, distance), distance)
    strict = fit(row, limits, 0, 24 * 60)
    near = fit(row, limits._replace(strict=False), 0, 24 * 60)
    assert set(strict) == {total for total, distance in nearest.items() if distance == 0}
    assert set(near) == set(nearest)
    for total, way_near in near.items():
        (placed,) = [slot for slot in way_near.slots if slot.kind == "moment"]
        assert abs(placed.begins - at) == nearest[total]


@SETTINGS
@given(rows(), st.integers(0, 20), st.integers(1, 12))
def test_lunch_lies_strictly_in_its_window(row: list[Bounds], first: int, wide: int) -> None:
    """A way is found exactly for the totals of which some choice of minutes keeps lunch inside the window."""
    window = (first * GRID, (first + wide) * GRID)

    def inside(way: tuple[int, ...]) -> bool:
        return all(
            not value
            or step.step.kind != "lunch"
            or (window[0] <= sum(way[:place]) and sum(way[: place + 1]) <= window[1])
            for place, (step, value) in enumerate(zip(row, way, strict=True))
        )

    assert set(fit(row, Limits(lunch=window), 0, 24 * 60)) == {sum(way) for way in all_ways(row) if inside(way)}


def test_minutes_are_shared_out_by_how_far_steps_are_from_their_ideal() -> None:
    """The step furthest from its ideal is served first, the earlier one of two alike; an empty break before all."""
    row = [
        item("a", "work", 10, 10, 20, 30),
        item("b", "break", 0, 0, 10, 10),
        item("c", "work", 10, 10, 20, 30),
        item("d", "margin", 0, 0, 5, 5),
    ]
    shares = {total: [slot.minutes for slot in way.slots] for total, way in fit(row, Limits(), 0, 75).items()}
    assert shares[20] == [10, 0, 10, 0]
    assert shares[25] == [10, 5, 10, 0]
    assert shares[30] == [10, 5, 10, 5]
    assert shares[35] == [15, 5, 10, 5]
    assert shares[55] == [20, 10, 20, 5]
    assert shares[60] == [25, 10, 20, 5]


def test_steps_are_tightened_from_the_one_that_has_most_to_give() -> None:
    """Below the least minutes, five at a time."""
    row = [item("a", "work", 5, 10, 10, 10), item("b", "work", 5, 20, 20, 20)]
    shares = {
        total: [slot.minutes for slot in way.slots] for total, way in fit(row, Limits(is_tight=True), 0, 30).items()
    }
    assert shares == {30: [10, 20], 25: [10, 15], 20: [10, 10], 15: [5, 10], 10: [5, 5]}


def test_added_breaks_split_work_evenly() -> None:
    """One break between the second and the third of four equal steps, and none where the work fits without."""
    row = [item(name, "work", 30, 30, 30, 30) for name in "abcd"]
    (way,) = fit(row, Limits(breaks=True), 130, 130).values()
    assert [(slot.kind, slot.begins, slot.minutes) for slot in way.slots if slot.kind == "break"] == [("break", 60, 10)]
    assert fit(row[:3], Limits(breaks=True), 100, 100) == {}
