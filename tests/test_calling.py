"""Warm-ups and closings as steps of a format, and breaks that are added."""

import pytest

from territoires_cli.calling import added_break, known_steps, with_activities
from territoires_cli.flow import flow_faults
from territoires_cli.models.deck import Deck


def test_warm_ups_follow_the_opening_and_closings_come_before_the_last_step(deck: Deck) -> None:
    """Whatever the format, a warm-up comes once the mandate was given, a closing just before the end."""
    warm_up = next(item for item in deck.activities if item.use == "warm-up")
    closing = next(item for item in deck.activities if item.use == "closing")
    for shape in deck.formats:
        steps = [step.id for step in with_activities(shape, [closing, warm_up]).steps]
        own = [step.id for step in shape.steps]
        mandate = next(step.id for step in shape.steps if "mandate" in step.gives)
        assert steps[steps.index(mandate) + 1] == warm_up.id
        assert steps[-2:] == [closing.id, own[-1]]
        assert [name for name in steps if name not in (warm_up.id, closing.id)] == own


def test_nothing_called_leaves_the_format_as_it_is(deck: Deck) -> None:
    """And calling an activity twice has it once."""
    shape, activity = deck.format["sharitories"], deck.activities[0]
    assert with_activities(shape, []) is shape
    once = with_activities(shape, [activity])
    assert with_activities(once, [activity]) == once


@pytest.mark.parametrize("use", ["warm-up", "closing"])
def test_an_activity_keeps_its_words_and_its_minutes(deck: Deck, use: str) -> None:
    """Everything that a facilitator reads comes along."""
    activity = next(item for item in deck.activities if item.use == use)
    step = next(s for s in with_activities(deck.format["sharitories"], [activity]).steps if s.id == activity.id)
    for field in (
        "title",
        "minutes",
        "grouping",
        "energy",
        "purpose",
        "say",
        "do",
        "participants",
        "watch",
        "materials",
    ):
        assert getattr(step, field) == getattr(activity, field)
    assert step.phase == ("open" if use == "warm-up" else "close")


def test_every_format_still_flows_with_any_activity_that_suits_it(deck: Deck) -> None:
    """Nothing is broken by a call."""
    for shape in deck.formats:
        for activity in deck.activities:
            if not flow_faults(shape, [activity]):
                assert not flow_faults(with_activities(shape, [activity]))


def test_added_breaks_are_known_and_complete(deck: Deck) -> None:
    """Each has an id of its own that a plan can name, and words to say."""
    known = known_steps(deck.format["conception"])
    assert set(known) > {step.id for step in deck.format["conception"].steps}
    first, second = added_break(1), added_break(2)
    assert (first.id, second.id) == ("pause-ajoutee", "pause-ajoutee-2")
    assert known["pause-ajoutee-2"] == second
    assert first.say
    assert first.do
