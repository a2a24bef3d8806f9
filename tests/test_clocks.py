"""Clock times: a start or an end that follows from the other, moments in their order."""

import pytest

from territoires_cli.clocks import Times, choose_times, clock_of, clock_words, in_order, limits_of, minutes_of
from territoires_cli.errors import RequestError
from territoires_cli.models.plan import Moment

LASTS = (120, 205, 240)


@pytest.mark.parametrize(
    ("start", "end", "duration", "times"),
    [
        (None, None, None, Times("09:00", None)),
        ("14:00", None, 150, Times("14:00", 150)),
        ("14:00", "17:00", None, Times("14:00", 180)),
        ("22:00", "01:00", None, Times("22:00", 180)),
        ("14:00", "17:00", 180, Times("14:00", 180)),
        (None, "17:00", 150, Times("14:30", 150, is_end_fixed=True)),
        (None, "12:30", None, Times("09:00", 210)),
        (None, "17:00", None, Times("13:35", 205, is_end_fixed=True)),
    ],
)
def test_two_of_start_end_and_duration_are_enough(
    start: str | None, end: str | None, duration: int | None, times: Times
) -> None:
    """The third follows; an end alone keeps the usual start where the format can last so long."""
    assert choose_times("09:00", LASTS, start, end, duration) == times


def test_clock_times_that_contradict_each_other_are_refused() -> None:
    """Three that don't go together, and an end before the start."""
    with pytest.raises(RequestError, match="donnez-en deux sur les trois"):
        choose_times("09:00", LASTS, "09:00", "12:00", 150)
    with pytest.raises(RequestError, match=r"La fin \(9 h 00\) vient avant le début \(14 h 00\)"):
        choose_times("09:00", LASTS, "14:00", "09:00", None)


def test_clock_times_and_minutes_are_the_same_thing() -> None:
    """There and back, over midnight, and as French prints it."""
    assert [clock_of(minutes_of(time)) for time in ("00:00", "09:05", "23:59")] == ["00:00", "09:05", "23:59"]
    assert clock_of(24 * 60 + 5) == "00:05"
    assert clock_words("09:05") == "9 h 05"


def test_moments_come_in_the_order_of_the_evening() -> None:
    """After midnight is later than before it; a quarter of an hour before the start is early, not a day late."""
    moments = [Moment(at="00:15", title="b"), Moment(at="23:30", title="a"), Moment(at="21:45", title="z")]
    assert [moment.title for moment in in_order("22:00", 180, moments)] == ["z", "a", "b"]
    assert [at for at, _minutes in limits_of("22:00", 180, moments).moments] == [-15, 90, 135]


def test_lunch_is_asked_of_plans_over_midday_alone() -> None:
    """The window counts from the start; a morning and an evening have none."""
    assert limits_of("09:00", 480, ()).lunch == (180, 300)
    assert limits_of("08:00", 180, ()).lunch is None
    assert limits_of("14:00", 480, ()).lunch is None
