"""Elastic minutes: they add up exactly, keep to their bounds, and leave nobody 90 minutes without a break."""

import re
from itertools import pairwise
from typing import NamedTuple
from unittest.mock import ANY

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from territoires_cli.clocks import clock_of, minutes_of
from territoires_cli.errors import RequestError
from territoires_cli.models.deck import Deck
from territoires_cli.models.plan import Moment
from territoires_cli.models.workshop import Range, Step, WorkshopFormat
from territoires_cli.timing import (
    GRID,
    WITHOUT_BREAK,
    Schedule,
    bounds_of,
    duration_range,
    ideal_duration,
    in_words,
    known_steps,
    schedule,
)

SETTINGS = settings(deadline=None, max_examples=100)


@pytest.fixture(scope="session")
def shape(deck: Deck) -> WorkshopFormat:
    """The built-in Sharitories workshop."""
    return deck.format["sharitories"]


CLOCKS = st.integers(0, 24 * 60 - 1).map(clock_of)


class Slot(NamedTuple):
    """A step or a moment, and the minutes after the start between which it lies."""

    step: Step | None
    moment: Moment | None
    begins: int
    ends: int


def timeline(found: Schedule, start: str) -> list[Slot]:
    """Steps and moments in the order of the clock, each moment before the first step that begins at its time."""
    waiting, slots, now = list(found.moments), [], 0
    for step, minutes in [*found.timed, (None, 0)]:
        while waiting and clock_of(minutes_of(start) + now) == waiting[0].at:
            moment = waiting.pop(0)
            slots.append(Slot(None, moment, now, now + moment.minutes))
            now += moment.minutes
        if step is not None:
            slots.append(Slot(step, None, now, now + minutes))
            now += minutes
    assert not waiting
    return slots


def is_rest(slot: Slot) -> bool:
    """Whether people rest, or eat."""
    return slot.step is not None and slot.step.kind in ("break", "lunch")


def longest_stretch(slots: list[Slot]) -> int:
    """The most minutes that people sit between two breaks."""
    longest = stretch = 0
    for slot in slots:
        stretch = 0 if is_rest(slot) else stretch + slot.ends - slot.begins
        longest = max(longest, stretch)
    return longest


def assert_breaks_were_due(slots: list[Slot]) -> None:
    """Without any one of the breaks that were added, more than 90 minutes would pass without one."""
    for slot in slots:
        if slot.step is not None and slot.step.id.startswith("pause-ajoutee"):
            assert longest_stretch([other for other in slots if other is not slot]) > WITHOUT_BREAK


def assert_keeps_to_bounds(shape: WorkshopFormat, people: int, tables: int, found: Schedule) -> None:
    """Each step has its minutes on the grid within its bounds, in the format's order; only droppable steps left."""
    bounds = {item.step.id: item for item in bounds_of(shape, people, tables)}
    own = [(step, minutes) for step, minutes in found.timed if not step.id.startswith("pause-ajoutee")]
    assert all(minutes in (5, 10, 15) for step, minutes in found.timed if step.id not in bounds)
    for step, minutes in own:
        assert minutes % GRID == 0
        assert 0 < minutes <= bounds[step.id].max
        assert minutes >= bounds[step.id].tight
    order = [item.step.id for item in bounds_of(shape, people, tables)]
    played = [step.id for step, _minutes in own]
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
    assert longest_stretch(timeline(found, "09:00")) <= WITHOUT_BREAK
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
    ("duration", "nearest", "note"),
    [
        (
            90,
            120,
            "ne peut pas durer 1h30 avec ces personnes, ces tables et ce qui s’y ajoute : le plan dure 2h, le plus court",
        ),
        (0, 120, "ne peut pas durer 0min"),
        (
            600,
            240,
            "ne peut pas durer 10h avec ces personnes, ces tables et ce qui s’y ajoute : le plan dure 4h, le plus long",
        ),
        (152, 150, "Les étapes vont de 5 en 5 minutes : le plan dure 2h30 au lieu de 2h32."),
    ],
)
def test_an_impossible_duration_gets_the_nearest_possible(
    shape: WorkshopFormat, duration: int, nearest: int, note: str
) -> None:
    """Too short, too long or off the grid: the plan lasts the nearest time, keeps what was asked and says so."""
    found = schedule(shape, 30, 5, duration)
    assert (found.duration, found.asked) == (nearest, duration)
    assert note in found.note


@SETTINGS
@given(st.data())
def test_every_format_keeps_every_rule_at_any_request(deck: Deck, data: st.DataObject) -> None:
    """Formats × people × tables × durations × starts × moments: exact, on the grid, within bounds, in order, with breaks."""
    shape = data.draw(st.sampled_from(deck.formats))
    rules = shape.tables
    tables = data.draw(st.integers(rules.count.min, rules.count.max))
    people = data.draw(st.integers(rules.size.min * tables, rules.size.max * tables))
    duration = data.draw(st.none() | st.integers(0, 720))
    start = data.draw(CLOCKS)
    moments = data.draw(
        st.lists(st.builds(Moment, at=CLOCKS, minutes=st.integers(0, 60), title=st.just("x")), max_size=2)
    )
    found = schedule(shape, people, tables, duration, start, moments)
    assert found == schedule(shape, people, tables, duration, start, moments)
    assert found.asked == duration
    assert_keeps_to_bounds(shape, people, tables, found)
    slots = timeline(found, start)
    assert all(before.ends == after.begins for before, after in pairwise(slots))
    assert slots[-1].ends == found.duration
    assert longest_stretch(slots) <= WITHOUT_BREAK
    assert len(found.moments) == len(moments)
    for slot in slots:
        if slot.moment is not None:
            assert clock_of(minutes_of(start) + slot.begins) == slot.moment.at
    assert_breaks_were_due(slots)


@SETTINGS
@given(st.data())
def test_every_format_can_last_any_time_between_its_bounds(deck: Deck, data: st.DataObject) -> None:
    """For any number of tables and people, every duration from the shortest to the longest is met to the minute."""
    shape = data.draw(st.sampled_from(deck.formats))
    rules = shape.tables
    tables = data.draw(st.integers(rules.count.min, rules.count.max))
    people = data.draw(st.integers(rules.size.min * tables, rules.size.max * tables))
    shortest, longest = duration_range(shape, people, tables)
    duration = data.draw(st.integers(shortest // GRID, longest // GRID)) * GRID
    found = schedule(shape, people, tables, duration, shape.start)
    assert found.duration == duration
    assert not any(step.id.startswith("pause-ajoutee") for step, _minutes in found.timed)


@SETTINGS
@given(st.integers(0, 7 * 12 - 1), st.integers(69, 96))
def test_lunch_lies_between_noon_and_two_where_it_can(deck: Deck, late: int, fives: int) -> None:
    """A day that begins between 9:30 and 10:30 eats between 12:00 and 14:00 unless it is very long; any other says why not."""
    shape, start = deck.format["conception"], clock_of(7 * 60 + late * GRID)
    found = schedule(shape, 24, 4, fives * GRID, start)
    lunch = next(slot for slot in timeline(found, start) if slot.step is not None and slot.step.kind == "lunch")
    begins, ends = (minutes_of(start) + minutes for minutes in (lunch.begins, lunch.ends))
    in_time = begins >= 12 * 60 and ends <= 14 * 60
    assert in_time == ("Le déjeuner va de" not in found.note)
    if "09:30" <= start <= "10:30" and fives <= 81:
        assert in_time
    if not in_time:
        offered = re.search(r"commencez à (\d+) h (\d\d)\.", found.note)
        assert offered is not None
        again = schedule(shape, 24, 4, found.duration, f"{int(offered[1]):02d}:{offered[2]}")
        assert "Le déjeuner va de" not in again.note


def test_the_design_day_for_24_people_from_nine_to_five_has_lunch_at_noon(deck: Deck) -> None:
    """480 minutes, lunch within the window, nothing dropped."""
    found = schedule(deck.format["conception"], 24, 4, 480, "09:00")
    lunch = next(slot for slot in timeline(found, "09:00") if slot.step is not None and slot.step.kind == "lunch")
    assert found.duration == 480
    assert 180 <= lunch.begins < lunch.ends <= 300
    assert (found.dropped, found.notes) == ((), ())


def test_a_plan_over_midday_without_a_lunch_says_so(shape: WorkshopFormat) -> None:
    """A format without lunch that begins before noon and ends after two warns; one that ends at one doesn't."""
    assert "n’en prévoit pas" in schedule(shape, 24, 4, None, "11:00").note
    assert schedule(shape, 24, 4, None, "09:00").note == ""


@SETTINGS
@given(st.integers(0, 41), st.integers(0, 3))
def test_a_moment_comes_at_its_time_between_two_steps(shape: WorkshopFormat, place: int, fives: int) -> None:
    """At any time of the grid inside the workshop a moment stands there, to the minute, or the nearest time is said."""
    moment = Moment(at=clock_of(9 * 60 + place * GRID), minutes=fives * GRID, title="Arrivée de la maire")
    found = schedule(shape, 24, 4, None, "09:00", [moment])
    (placed,) = found.moments
    assert (placed.at == moment.at) == ("Arrivée de la maire" not in found.note)
    assert abs(minutes_of(placed.at) - minutes_of(moment.at)) <= 15
    assert placed.minutes == moment.minutes


def test_a_moment_off_the_grid_or_outside_gets_the_nearest_time(shape: WorkshopFormat) -> None:
    """10:32 becomes 10:30; what comes before the start comes first; odd minutes are rounded up; all of it is said."""
    odd, early = Moment(at="10:32", minutes=7, title="Presse"), Moment(at="08:30", title="Café")
    found = schedule(shape, 24, 4, None, "09:00", [odd, early])
    assert [(moment.title, moment.at, moment.minutes) for moment in found.moments] == [
        ("Café", "09:00", 5),
        ("Presse", "10:30", 10),
    ]
    assert "« Café » à 8 h 30 tombe hors de l’atelier : l’heure la plus proche est 9 h 00." in found.notes
    assert any(note.startswith("« Presse » ne peut pas commencer à 10 h 32") for note in found.notes)
    assert "« Presse » dure 10min au lieu de 7min : les étapes vont de 5 en 5 minutes." in found.notes


def test_a_break_is_added_only_where_a_format_has_none(shape: WorkshopFormat) -> None:
    """Three steps of 60 minutes get a break between each; two that fit into 90 minutes get none."""
    long = shape.model_copy(update={"steps": tuple(step(name, 60, 60, 60) for name in "abc")})
    found = schedule(long, 6, 1)
    assert [item.id for item, _minutes in found.timed] == ["a", "pause-ajoutee", "b", "pause-ajoutee-2", "c"]
    assert "2 pauses ont été ajoutées" in found.note
    assert all(item.id in known_steps(long) for item, _minutes in found.timed)
    short = shape.model_copy(update={"steps": tuple(step(name, 30, 30, 30) for name in "abc")})
    assert [item.id for item, _minutes in schedule(short, 6, 1).timed] == ["a", "b", "c"]


def test_a_step_that_nobody_could_sit_through_is_refused_by_name(shape: WorkshopFormat) -> None:
    """A step whose minutes a person pass 90 can't be played: the message names it."""
    talk = step("tour", 1, 1, 1)
    talk = talk.model_copy(update={"minutes": talk.minutes.model_copy(update={"per": "person"})})
    spoken = shape.model_copy(update={"steps": (step("a", 5, 5, 5), talk, step("b", 5, 5, 5))})
    assert schedule(spoken, 24, 4).duration == 35
    with pytest.raises(RequestError, match="l’étape « tour » dépasserait"):
        schedule(spoken, 120, 20)


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
def test_any_format_is_timed_to_the_minute_or_to_the_nearest(shape: WorkshopFormat, data: st.DataObject) -> None:
    """Whatever a format's steps, it is timed within bounds; the time it offers instead is one that it can last."""
    any_shape = shape.model_copy(update={"steps": tuple(data.draw(formats()))})
    tables = data.draw(st.integers(1, 6))
    duration = data.draw(st.integers(0, 60)) * GRID
    if not any(item.max for item in bounds_of(any_shape, 6 * tables, tables)):
        return
    found = schedule(any_shape, 6 * tables, tables, duration)
    assert_keeps_to_bounds(any_shape, 6 * tables, tables, found)
    slots = timeline(found, "09:00")
    assert longest_stretch(slots) <= WITHOUT_BREAK
    assert_breaks_were_due(slots)
    assert schedule(any_shape, 6 * tables, tables, found.duration) == found._replace(asked=found.duration, notes=ANY)


def test_a_duration_between_with_and_without_a_step_gets_the_nearest(shape: WorkshopFormat) -> None:
    """Where dropping a step leaves too little to fill the time, the nearest duration is taken, the shorter of two."""
    rigid = shape.model_copy(
        update={"steps": (step("a", 10, 10, 10), step("b", 5, 5, 5), step("c", 20, 20, 20, drop_order=1))}
    )
    assert [schedule(rigid, 6, 1, asked).duration for asked in (35, 30, 25, 20, 15)] == [35, 35, 15, 15, 15]


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
