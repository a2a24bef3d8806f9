"""Where steps and fixed moments lie on the clock."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from territoires_cli.models.deck import Deck
from territoires_cli.models.plan import Moment
from territoires_cli.placing import after_start, place_moments, place_steps

WELCOME = Moment(at="09:20", minutes=5, title="Arrivée de la maire")


def test_the_next_day_comes_after_midnight() -> None:
    """A moment after midnight comes after an evening's start."""
    assert (after_start("22:00", "23:30"), after_start("22:00", "00:30")) == (90, 150)


def test_a_moment_between_two_steps_pushes_the_next_one_back(deck: Deck) -> None:
    """Where the duration has room for it, the moment has minutes of its own."""
    first, second, *_others = deck.format["sharitories"].steps
    steps = place_steps([(first, 20), (second, 10)], [WELCOME], "09:00", 35)
    assert [(item.begins, item.ends) for item in steps] == [(0, 20), (25, 35)]
    (moment,) = place_moments(steps, [WELCOME], "09:00")
    assert (moment.begins, moment.is_apart) == (20, True)


def test_a_moment_within_a_step_makes_it_end_later(deck: Deck) -> None:
    """It interrupts the step, which goes on afterwards for the minutes that it has left."""
    first, second, *_others = deck.format["sharitories"].steps
    steps = place_steps([(first, 30), (second, 10)], [WELCOME], "09:00", 45)
    assert [(item.begins, item.minutes, item.ends) for item in steps] == [(0, 30, 35), (35, 10, 45)]
    (moment,) = place_moments(steps, [WELCOME], "09:00")
    assert not moment.is_apart


def test_a_moment_without_minutes_of_its_own_moves_nothing(deck: Deck) -> None:
    """Where the steps alone make the duration, what happens at a fixed time happens during them."""
    first, second, *_others = deck.format["sharitories"].steps
    steps = place_steps([(first, 30), (second, 10)], [WELCOME], "09:00", 40)
    assert [(item.begins, item.ends) for item in steps] == [(0, 30), (30, 40)]


@given(st.lists(st.integers(1, 60), min_size=1, max_size=8), st.lists(st.integers(0, 200), max_size=4))
def test_no_step_begins_before_the_end_of_the_last(deck: Deck, minutes: list[int], moments: list[int]) -> None:
    """Whatever the moments, steps follow each other, each for its own minutes at least."""
    step = deck.format["sharitories"].steps[0]
    fixed = [Moment(at=f"{9 + at // 60:02d}:{at % 60:02d}", title="x") for at in moments]
    steps = place_steps([(step, length) for length in minutes], fixed, "09:00", sum(minutes) + 5 * len(fixed))
    assert all(before.ends <= after.begins for before, after in itertools.pairwise(steps))
    assert all(item.ends - item.begins >= item.minutes for item in steps)
    assert [item.minutes for item in steps] == minutes
