"""The formats that travel with the tool, played at many sizes and durations: their figures, and what each room gets."""

from collections.abc import Iterator

import pytest

from territoires_cli.calling import with_activities
from territoires_cli.flow import flow_faults, unfit
from territoires_cli.models.deck import Deck
from territoires_cli.models.workshop import Step, WorkshopFormat
from territoires_cli.seating import seat
from territoires_cli.timing import GRID, WITHOUT_BREAK, bounds_of, duration_range, ideal_duration, schedule

# The facilitator's shortest and longest durations in minutes (shared/FORMATS.md), with what its writers mended: at the
# default size the format can be at least that short and that long, and its ideal lies between.
RANGES = {
    "sharitories": (150, 240),
    "decouverte": (60, 90),
    "elus": (40, 65),
    "conception": (360, 480),
    "mise-en-oeuvre": (150, 195),
    "marche-exploratoire": (105, 180),
    "serie-1": (105, 135),
    "serie-2": (105, 135),
    "serie-3": (105, 135),
    "en-ligne": (75, 120),
}
# Size of tables: least and most (a walk goes alone in fours and fives, or guided up to twelve).
TABLES = {
    "sharitories": (5, 7),
    "decouverte": (5, 6),
    "elus": (6, 12),
    "conception": (5, 6),
    "mise-en-oeuvre": (4, 6),
    "marche-exploratoire": (4, 12),
    "serie-1": (5, 6),
    "serie-2": (5, 6),
    "serie-3": (5, 6),
    "en-ligne": (4, 5),
}
# Cards a table: least and most.
CARDS = {
    "sharitories": (8, 10),
    "decouverte": (6, 6),
    "elus": (6, 8),
    "conception": (10, 12),
    "mise-en-oeuvre": (2, 3),
    "marche-exploratoire": (4, 6),
    "serie-1": (8, 8),
    "serie-2": (8, 8),
    "serie-3": (3, 3),
    "en-ligne": (5, 6),
}


def sizes(shape: WorkshopFormat) -> Iterator[tuple[int, int]]:
    """People and tables: the smallest room, the usual one, the largest without and the smallest with a gallery, the largest."""
    rules = shape.tables
    numbers = {rules.count.min, rules.count.ideal, rules.count.max} | {5, 6}
    yield shape.participants, len(seat(shape.participants, rules))
    for tables in sorted(number for number in numbers if rules.count.min <= number <= rules.count.max):
        for size in (rules.size.min, rules.size.ideal, rules.size.max):
            yield tables * size, tables


def assert_flows(shape: WorkshopFormat, steps: list[Step]) -> None:
    """What is really played opens, closes, gives what it takes, reads the mandate first and leaves a trace."""
    given: set[str] = set()
    for step in steps:
        assert set(step.takes) <= given, (shape.id, step.id)
        given |= set(step.gives)
    assert {"mandate", "trace", "next-steps"} <= given
    assert (steps[0].phase, steps[-1].phase) == ("open", "close")
    assert any("{mandate}" in step.say for step in steps if step.phase == "open")


@pytest.mark.parametrize("name", RANGES)
def test_the_durations_are_the_facilitators(deck: Deck, name: str) -> None:
    """At the default size: as short and as long as the house says, and the ideal within."""
    shape = deck.format[name]
    tables = len(seat(shape.participants, shape.tables))
    shortest, longest = duration_range(shape, shape.participants, tables)
    least, most = RANGES[name]
    assert shortest <= least
    assert longest >= most
    assert least <= ideal_duration(shape, shape.participants, tables) <= most
    for duration in (least, most):
        assert schedule(shape, shape.participants, tables, duration).duration == duration


@pytest.mark.parametrize("name", RANGES)
def test_tables_and_hands_are_the_facilitators(deck: Deck, name: str) -> None:
    """How many people and cards a table has."""
    shape = deck.format[name]
    assert (shape.tables.size.min, shape.tables.size.max) == TABLES[name]
    assert (shape.hands.size.min, shape.hands.size.max) == CARDS[name]


@pytest.mark.parametrize("name", RANGES)
def test_a_format_is_played_at_every_size(deck: Deck, name: str) -> None:
    """Ideal, shortest and longest: minutes add up, what is played flows, nobody works 90 minutes on end."""
    shape = deck.format[name]
    seen = 0
    for people, tables in sizes(shape):
        shortest, longest = duration_range(shape, people, tables)
        bounds = {item.step.id: item for item in bounds_of(shape, people, tables)}
        for duration in (None, shortest, longest, (shortest + longest) // 2 // GRID * GRID):
            found = schedule(shape, people, tables, duration)
            seen += 1
            assert duration is None or found.duration == duration, (name, people, tables)
            assert all(minutes > 0 for _step, minutes in found.timed)
            assert all(minutes <= bounds[step.id].max for step, minutes in found.timed if step.id in bounds)
            assert_flows(shape, [step for step, _minutes in found.timed])
            stretch = 0
            for step, minutes in found.timed:
                stretch = 0 if step.kind in ("break", "lunch") else stretch + minutes
                assert stretch <= WITHOUT_BREAK, (name, people, tables, duration)
    assert seen >= 16


@pytest.mark.parametrize("name", RANGES)
def test_five_tables_report_and_six_walk_round(deck: Deck, name: str) -> None:
    """Where a format has both, just one of them is played for any number of tables."""
    shape = deck.format[name]
    ends = [step for step in shape.steps if step.tables is not None]
    for tables in range(shape.tables.count.min, shape.tables.count.max + 1):
        assert sum(step.tables.holds(tables) for step in ends if step.tables) in {0, len(ends) // 2}


def test_elected_people_break_no_ice(deck: Deck) -> None:
    """No warm-up may be called there, nobody sticks dots, one table."""
    elus = deck.format["elus"]
    assert elus.tables.count.max == 1
    for activity in deck.activities:
        assert activity.use == "closing" or "elus" in activity.not_for
    assert not [item.item for step in elus.steps for item in step.materials if "gommette" in item.item]


def test_a_walk_has_stops_and_no_other_format_has(deck: Deck) -> None:
    """Four, five or six places."""
    assert [shape.id for shape in deck.formats if shape.stops is not None] == ["marche-exploratoire"]
    stops = deck.format["marche-exploratoire"].stops
    assert stops is not None
    assert (stops.min, stops.ideal, stops.max) == (4, 5, 6)


def test_a_series_is_three_evenings(deck: Deck) -> None:
    """Numbered, each of three, with the same tables: the same people come back."""
    evenings = [deck.format[f"serie-{number}"] for number in (1, 2, 3)]
    assert [(shape.series.id, shape.series.number, shape.series.of) for shape in evenings if shape.series] == [
        ("serie", 1, 3),
        ("serie", 2, 3),
        ("serie", 3, 3),
    ]
    assert len({shape.tables.model_dump_json() for shape in evenings}) == 1


def test_online_there_are_always_two(deck: Deck) -> None:
    """One speaks, the other opens the rooms, even for a single group."""
    assert {shape.id for shape in deck.formats if shape.tables.least_facilitators > 1} == {"en-ligne"}


def test_there_are_warm_ups_and_closings(deck: Deck) -> None:
    """At least three of each, complete: words to say, things to do, what participants do, what goes wrong."""
    assert sum(item.use == "warm-up" for item in deck.activities) >= 3
    assert sum(item.use == "closing" for item in deck.activities) >= 3
    for item in deck.activities:
        assert item.say, item.id
        assert item.do, item.id
        assert item.participants, item.id
        assert item.watch, item.id


@pytest.mark.parametrize("name", RANGES)
def test_a_called_activity_keeps_a_format_whole(deck: Deck, name: str) -> None:
    """Each one that may be called there, breaks no rule of the flow."""
    shape = deck.format[name]
    able = [activity for activity in deck.activities if unfit(shape, activity) is None]
    assert able
    for activity in able:
        called = with_activities(shape, [activity])
        assert len(called.steps) == len(shape.steps) + 1
        assert flow_faults(called, [activity]) == []


@pytest.mark.parametrize("name", RANGES)
def test_words_that_the_mandate_decides_are_left_to_it(deck: Deck, name: str) -> None:
    """No format says « avis », « proposition », « décision » or « vote » for what participants make, nor a vote's weight."""
    shape = deck.format[name]
    fixed = ("vos avis", "vos propositions", "vos décisions", "ce vote", "vote est indicatif", "vote indicatif")
    said = " ".join(text.lower() for step in shape.steps for text in (*step.say, *step.do, *step.participants))
    assert [word for word in fixed if word in said] == []
