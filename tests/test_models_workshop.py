"""Workshop formats: minutes in order, ranges, and the built-in format to the facilitator's figures."""

from typing import Any

import pytest
from pydantic import ValidationError

from territoires_cli.models.deck import Deck
from territoires_cli.models.workshop import HandRules, Minutes, Range, TargetRange, WorkshopFormat


@pytest.mark.parametrize(
    ("minutes", "is_good"),
    [
        ({"min": 5, "ideal": 10, "max": 15}, True),
        ({"min": 5, "ideal": 5, "max": 5, "tight": 0}, True),
        ({"min": 10, "ideal": 5, "max": 15}, False),
        ({"min": 5, "ideal": 20, "max": 15}, False),
        ({"min": 5, "ideal": 10, "max": 15, "tight": 6}, False),
        ({"min": -5, "ideal": 10, "max": 15}, False),
        ({"min": 5, "ideal": 10, "max": 481}, False),
    ],
)
def test_minutes_go_from_short_to_long(minutes: dict[str, Any], is_good: bool) -> None:
    """Tight ≤ min ≤ ideal ≤ max, none below zero or above eight hours."""
    if is_good:
        assert Minutes.model_validate(minutes).per == "workshop"
    else:
        with pytest.raises(ValidationError):
            Minutes.model_validate(minutes)


@pytest.mark.parametrize(
    ("bounds", "held"), [((None, 5), [0, 5]), ((6, None), [6, 99]), ((2, 3), [2, 3]), ((None, None), [0, 99])]
)
def test_a_range_includes_its_bounds(bounds: tuple[int | None, int | None], held: list[int]) -> None:
    """Both ends belong to it; null means no bound."""
    low, high = bounds
    given = Range(min=low, max=high)
    assert all(given.holds(value) for value in held)
    assert low is None or not given.holds(low - 1)
    assert high is None or not given.holds(high + 1)


@pytest.mark.parametrize("bounds", [(3, 2, 4), (1, 5, 4), (0, 1, 2), (1, 2, 1001)])
def test_a_target_lies_between_its_bounds(bounds: tuple[int, int, int]) -> None:
    """The three go from small to large, from 1 to 1,000."""
    with pytest.raises(ValidationError):
        TargetRange.model_validate(dict(zip(("min", "ideal", "max"), bounds, strict=True)))


def test_a_hand_leaves_room_for_opportunities() -> None:
    """Strengths and wildcards alone can't fill a hand."""
    size = {"min": 4, "ideal": 5, "max": 6}
    assert HandRules.model_validate({"size": size, "strengths": 2, "wildcards": 1}).strengths == 2
    with pytest.raises(ValidationError):
        HandRules.model_validate({"size": size, "strengths": 3, "wildcards": 1})


@pytest.mark.parametrize("start", ["24:00", "9:00", "09:60", "09h00", "0900"])
def test_a_start_is_a_clock_time(deck: Deck, start: str) -> None:
    """HH:MM, as a program can count with."""
    data = deck.formats[0].model_dump(mode="json")
    with pytest.raises(ValidationError, match="start"):
        WorkshopFormat.model_validate(data | {"start": start})


def test_the_built_in_format_has_the_facilitators_minutes(deck: Deck) -> None:
    """Minimum, ideal and maximum of every step are those of the house (shared/FORMATS.md)."""
    shape = deck.format["sharitories"]
    found = {step.id: (step.minutes.min, step.minutes.ideal, step.minutes.max) for step in shape.steps}
    # Reporting back is counted per table, and a gallery walk takes its place beyond five tables.
    assert (found.pop("restitution"), found.pop("galerie")) == ((3, 4, 4), (20, 25, 30))
    assert found == {
        "ouverture": (10, 15, 15),
        "installation": (5, 10, 10),
        "enjeux": (15, 20, 20),
        "porte-parole": (5, 10, 10),
        "livret": (5, 10, 10),
        "forces": (15, 20, 25),
        "pause": (10, 15, 15),
        "opportunites": (25, 35, 40),
        "priorites": (15, 20, 20),
        "micro-pause": (0, 5, 10),
        "acteurs-moyens": (15, 15, 25),
        "battement": (10, 10, 10),
        "cloture": (5, 5, 10),
    }
    tight = {step.id: step.minutes.tight for step in shape.steps if step.minutes.tight is not None}
    assert tight == {"forces": 10, "acteurs-moyens": 5, "battement": 5}
    assert (shape.tables.size.min, shape.tables.size.max) == (5, 7)
    assert (shape.hands.size.min, shape.hands.size.max) == (8, 10)


def test_every_step_tells_the_facilitator_what_to_do(deck: Deck) -> None:
    """A step of work has words to say, things to do, and what participants do; breaks and margins have a purpose."""
    for shape in deck.formats:
        for step in shape.steps:
            assert step.purpose
            if step.kind == "work":
                assert step.say, step.id
                assert step.do, step.id
                assert step.participants, step.id
            if step.drop_order is not None:
                assert step.if_dropped, step.id
