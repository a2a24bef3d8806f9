"""Elastic minutes: they add up exactly, keep to their bounds, and leave nobody 90 minutes without a break."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from territoires_cli.errors import RequestError
from territoires_cli.models.deck import Deck
from territoires_cli.models.workshop import Range, Step, WorkshopFormat
from territoires_cli.timing import (
    GRID,
    WITHOUT_BREAK,
    Schedule,
    bounds_of,
    duration_range,
    ideal_duration,
    in_words,
    schedule,
)

SETTINGS = settings(deadline=None, max_examples=100)


@pytest.fixture(scope="session")
def shape(deck: Deck) -> WorkshopFormat:
    """The built-in Sharitories workshop."""
    return deck.format["sharitories"]


def longest_stretch(found: Schedule) -> int:
    """The most minutes that people sit between two breaks."""
    longest = stretch = 0
    for step, minutes in found.timed:
        stretch = 0 if step.kind == "break" else stretch + minutes
        longest = max(longest, stretch)
    return longest


def assert_keeps_to_bounds(shape: WorkshopFormat, people: int, tables: int, found: Schedule) -> None:
    """Each step has its minutes on the grid within its bounds, in the format's order; only droppable steps left."""
    bounds = {item.step.id: item for item in bounds_of(shape, people, tables)}
    for step, minutes in found.timed:
        assert minutes % GRID == 0
        assert 0 < minutes <= bounds[step.id].max
        assert minutes >= bounds[step.id].tight
    order = [item.step.id for item in bounds_of(shape, people, tables)]
    played = [step.id for step, _minutes in found.timed]
    assert played == [name for name in order if name in played]
    dropped = {step.id for step in found.dropped}
    assert all(step.drop_order is not None for step in found.dropped)
    assert all(bounds[name].tight == 0 for name in order if name not in played and name not in dropped)


@SETTINGS
@given(st.data())
def test_any_duration_within_the_range_adds_up(shape: WorkshopFormat, data: st.DataObject) -> None:
    """For any tables, people and duration on the grid, the minutes add up exactly and every rule holds."""
    tables = data.draw(st.integers(1, 20))
    people = data.draw(st.integers(5 * tables, 7 * tables))
    shortest, longest = duration_range(shape, people, tables)
    duration = data.draw(st.integers(shortest // GRID, longest // GRID)) * GRID
    found = schedule(shape, people, tables, duration)
    assert found.duration == duration == sum(minutes for _step, minutes in found.timed)
    assert longest_stretch(found) <= WITHOUT_BREAK
    assert_keeps_to_bounds(shape, people, tables, found)
    leaving = sorted((step for step in shape.steps if step.drop_order), key=lambda step: step.drop_order or 0)
    assert list(found.dropped) == leaving[: len(found.dropped)]


@pytest.mark.parametrize("tables", [1, 4, 5, 6, 20])
def test_every_single_duration_is_possible(shape: WorkshopFormat, tables: int) -> None:
    """From the shortest to the longest no duration on the grid is missing, and more time never drops more."""
    shortest, longest = duration_range(shape, 6 * tables, tables)
    dropped = []
    for duration in range(shortest, longest + GRID, GRID):
        found = schedule(shape, 6 * tables, tables, duration)
        assert found.duration == duration
        dropped.append(len(found.dropped))
    assert dropped == sorted(dropped, reverse=True)


def test_the_two_hour_version_for_five_tables_is_the_facilitators(shape: WorkshopFormat) -> None:
    """Two hours drop the spokespeople and the booklet and tighten three steps, to the minute."""
    found = schedule(shape, 30, 5, 120)
    assert [minutes for _step, minutes in found.timed] == [10, 5, 15, 10, 10, 25, 15, 5, 5, 15, 5]
    assert [step.id for step in found.dropped] == ["porte-parole", "livret"]


def test_without_a_duration_each_step_takes_its_ideal(shape: WorkshopFormat) -> None:
    """The default is the format's own, with nothing dropped."""
    for tables in (1, 4, 7):
        found = schedule(shape, 6 * tables, tables)
        ideals = [item.ideal for item in bounds_of(shape, 6 * tables, tables)]
        assert [minutes for _step, minutes in found.timed] == ideals
        assert found.duration == ideal_duration(shape, 6 * tables, tables)
        assert found.dropped == ()


def test_reporting_back_depends_on_the_tables(shape: WorkshopFormat) -> None:
    """Up to five tables report one after the other, a few minutes each; beyond, a gallery walk takes its place."""
    five = {item.step.id: item for item in bounds_of(shape, 30, 5)}
    two = {item.step.id: item for item in bounds_of(shape, 12, 2)}
    six = {item.step.id: item for item in bounds_of(shape, 36, 6)}
    assert (five["restitution"].min, five["restitution"].ideal) == (15, 20)
    assert (two["restitution"].min, two["restitution"].ideal) == (10, 10)
    assert "galerie" not in five
    assert "restitution" not in six
    assert six["galerie"].ideal == 25


@pytest.mark.parametrize(
    ("duration", "message"),
    [
        (90, "dure au moins 2h avec ce nombre de tables, et vous demandez 1h30. Essayez --duration 2h."),
        (0, "et vous demandez 0min"),
        (600, "dure au plus 4h avec ce nombre de tables, et vous demandez 10h. Essayez --duration 4h."),
        (152, "de 5 en 5 minutes : essayez --duration 2h30 ou 2h35."),
    ],
)
def test_an_impossible_duration_gets_the_nearest_possible(shape: WorkshopFormat, duration: int, message: str) -> None:
    """Too short, too long or off the grid: the message holds a duration that works."""
    with pytest.raises(RequestError, match=re.escape(message)):
        schedule(shape, 30, 5, duration)


def step(name: str, low: int, ideal: int, high: int, **more: object) -> Step:
    """A step with these minutes."""
    return Step.model_validate(
        {"id": name, "title": name, "phase": "open", "grouping": "table", "purpose": "x"}
        | {"minutes": {"min": low, "ideal": ideal, "max": high, "tight": more.pop("tight", None)}}
        | more
    )


@st.composite
def formats(draw: st.DrawFn) -> list[Step]:
    """Steps of any kind, with minutes on the grid or off it, some that may be dropped, some for few tables only."""
    found = []
    for number in range(draw(st.integers(3, 8))):
        tight, low, ideal, high = sorted(draw(st.lists(st.integers(0, 40), min_size=4, max_size=4)))
        kind = draw(st.sampled_from(["work", "work", "work", "break", "margin"]))
        droppable = draw(st.booleans())
        found.append(
            step(
                f"s{number}",
                low,
                ideal,
                high,
                tight=tight,
                kind=kind,
                drop_order=draw(st.integers(1, 9)) if droppable else None,
                tables=draw(st.sampled_from([None, Range(max=3), Range(min=4)])),
            )
        )
    return found


@SETTINGS
@given(st.data())
def test_any_format_is_timed_or_refused_with_a_duration_that_works(shape: WorkshopFormat, data: st.DataObject) -> None:
    """Whatever a format's steps, a duration gives exact minutes within bounds, or a message with one that works."""
    any_shape = shape.model_copy(update={"steps": tuple(data.draw(formats()))})
    tables = data.draw(st.integers(1, 6))
    duration = data.draw(st.integers(0, 60)) * GRID
    refusal = ""
    try:
        found = schedule(any_shape, 6 * tables, tables, duration)
    except RequestError as error:
        refusal = str(error)
    if refusal:
        offered = re.search(r"--duration (?:(\d+)h)?(?:(\d+)(?:min)?)?\.$", refusal)
        if offered is None:  # steps that no duration can hold, such as two tight ones longer than 90 minutes
            assert "ne peut pas se jouer" in refusal
            return
        duration = int(offered[1] or 0) * 60 + int(offered[2] or 0)
        found = schedule(any_shape, 6 * tables, tables, duration)
    assert found.duration == duration
    assert_keeps_to_bounds(any_shape, 6 * tables, tables, found)


def test_a_duration_between_with_and_without_a_step_is_refused(shape: WorkshopFormat) -> None:
    """Where dropping a step leaves too little to fill the time, the nearest duration is offered."""
    rigid = shape.model_copy(
        update={"steps": (step("a", 10, 10, 10), step("b", 5, 5, 5), step("c", 20, 20, 20, drop_order=1))}
    )
    assert schedule(rigid, 6, 1, 35).duration == 35
    with pytest.raises(RequestError, match=r"ne peut pas durer 25min .* Essayez --duration 15min\."):
        schedule(rigid, 6, 1, 25)
    assert schedule(rigid, 6, 1, 15).duration == 15


def test_steps_leave_in_their_order_before_any_is_tightened(shape: WorkshopFormat) -> None:
    """The first to leave is the one with the lowest order, and minutes are tightened only when all have left."""
    elastic = shape.model_copy(
        update={
            "steps": (
                step("a", 20, 20, 20, tight=10),
                step("b", 10, 10, 10, drop_order=2),
                step("c", 10, 10, 10, drop_order=1),
            )
        }
    )
    found = {duration: schedule(elastic, 6, 1, duration) for duration in (40, 30, 20, 10)}
    assert {duration: [step.id for step in item.dropped] for duration, item in found.items()} == {
        40: [],
        30: ["c"],
        20: ["c", "b"],
        10: ["c", "b"],
    }
    assert found[20].timed[0][1] == 20
    assert found[10].timed[0][1] == 10


@pytest.mark.parametrize(("minutes", "words"), [(45, "45min"), (60, "1h"), (125, "2h05"), (150, "2h30"), (0, "0min")])
def test_durations_are_written_as_people_do(minutes: int, words: str) -> None:
    """Hours and minutes, zeros only where they are needed."""
    assert in_words(minutes) == words
