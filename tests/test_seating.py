"""Tables as even as can be, within the format's bounds, or a message that says which numbers would do."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from territoires_cli.errors import RequestError
from territoires_cli.models.workshop import TableRules, TargetRange
from territoires_cli.seating import seat

SHARITORIES = TableRules(
    size=TargetRange(min=5, ideal=6, max=7), count=TargetRange(min=1, ideal=4, max=20), per_facilitator=2
)


def bounds(draw: st.DrawFn, most: int) -> TargetRange:
    """A lower, an ideal and an upper bound in order."""
    low, ideal, high = sorted(draw(st.lists(st.integers(1, most), min_size=3, max_size=3)))
    return TargetRange(min=low, ideal=ideal, max=high)


@st.composite
def rules(draw: st.DrawFn) -> TableRules:
    """Any rules that a format may have."""
    return TableRules(size=bounds(draw, 12), count=bounds(draw, 10), per_facilitator=2)


@pytest.mark.parametrize(
    ("people", "seats"),
    [
        (24, (6, 6, 6, 6)),
        (25, (7, 6, 6, 6)),
        (5, (5,)),
        (7, (7,)),
        (10, (5, 5)),
        (33, (6, 6, 6, 5, 5, 5)),
        (140, (7,) * 20),
    ],
)
def test_people_are_spread_evenly(people: int, seats: tuple[int, ...]) -> None:
    """The number of tables brings them nearest to the ideal size; larger tables come first."""
    assert seat(people, SHARITORIES) == seats


def test_a_number_of_tables_may_be_asked_for() -> None:
    """Where it keeps to the bounds, the number asked for is the number given."""
    assert seat(30, SHARITORIES, 6) == (5,) * 6
    assert seat(35, SHARITORIES, 5) == (7,) * 5


@settings(deadline=None, max_examples=100)
@given(rules(), st.integers(1, 130), st.none() | st.integers(1, 12))
def test_everyone_sits_within_the_bounds_or_numbers_that_work_are_named(
    table_rules: TableRules, people: int, tables: int | None
) -> None:
    """Either all have a seat, evenly, or the message names numbers with which it works."""
    size, count = table_rules.size, table_rules.count
    try:
        seats = seat(people, table_rules, tables)
    except RequestError as error:
        possible = [n for n in range(count.min, count.max + 1) if size.min * n <= people <= size.max * n]
        assert tables not in possible if tables is not None else not possible
        offered = re.search(r"essayez avec (.+) personnes|demandez (.+) tables?,", str(error))
        if offered is None:
            assert people > size.max * count.max
        elif offered[1]:
            for number in re.findall(r"\d+", offered[1]):
                assert sum(seat(int(number), table_rules)) == int(number)
        else:
            for number in re.findall(r"\d+", offered[2]):
                assert len(seat(people, table_rules, int(number))) == int(number)
        return
    assert sum(seats) == people
    assert max(seats) - min(seats) <= 1
    assert list(seats) == sorted(seats, reverse=True)
    assert all(size.min <= seats_here <= size.max for seats_here in seats)
    assert count.min <= len(seats) <= count.max
    assert tables in (None, len(seats))


@pytest.mark.parametrize(
    ("people", "tables", "message"),
    [
        (3, None, "À 3, on ne peut pas former de tables de 5 à 7 personnes : essayez avec 5 personnes."),
        (9, None, "À 9, on ne peut pas former de tables de 5 à 7 personnes : essayez avec 7 ou 10 personnes."),
        (500, None, "au plus 140 personnes (20 tables de 7), et il y en a 500 : prévoyez plusieurs ateliers."),
        (24, 2, "Pour 24 personnes à des tables de 5 à 7, demandez 4 tables, et non 2 tables."),
        (30, 1, "Pour 30 personnes à des tables de 5 à 7, demandez de 5 à 6 tables, et non 1 table."),
        (6, 2, "Pour 6 personnes à des tables de 5 à 7, demandez 1 table, et non 2 tables."),
        (3, 1, "essayez avec 5 personnes."),
    ],
)
def test_a_refusal_says_what_would_do(people: int, tables: int | None, message: str) -> None:
    """The nearest numbers of people or tables stand in the sentence."""
    with pytest.raises(RequestError, match=re.escape(message)):
        seat(people, SHARITORIES, tables)
