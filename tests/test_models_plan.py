"""A plan refuses what could not be a plan."""

from typing import Any

import pytest
from pydantic import ValidationError

from territoires_cli.models.plan import Plan

PLAN: dict[str, Any] = {
    "schema": 1,
    "deck": {"id": "jeu", "version": "1.0", "digest": "0" * 64},
    "format": "sharitories",
    "seed": 42,
    "start": "09:00",
    "duration": 60,
    "participants": 6,
    "steps": [{"step": "ouverture", "minutes": 60}],
    "tables": [{"number": 1, "seats": 6}],
    "hands": [{"table": 1, "challenges": ["emploi"], "cards": [{"card": "troc", "role": "wildcard"}]}],
    "asked_for": "ici",
    "city": {"name": "Ici", "challenges": ["emploi"]},
}


def test_a_plan_survives_a_trip_through_json() -> None:
    """Written and read, it is the same, and says its schema."""
    plan = Plan.model_validate(PLAN)
    assert Plan.model_validate_json(plan.model_dump_json(by_alias=True)) == plan
    assert plan.model_dump(by_alias=True)["schema"] == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("schema", 2),
        ("seed", -1),
        ("seed", 1_000_000),
        ("start", "9h"),
        ("duration", 0),
        ("duration", 1445),
        ("participants", 0),
        ("steps", []),
        ("steps", [{"step": "ouverture", "minutes": 0}]),
        ("tables", []),
        ("tables", [{"number": 0, "seats": 6}]),
        ("hands", []),
        ("hands", [{"table": 1, "challenges": [], "cards": [{"card": "troc", "role": "joker"}]}]),
        ("title", ""),
        ("city", {"name": "Ici"}),
        ("titre", "x"),
    ],
)
def test_a_value_that_cannot_be_is_refused(field: str, value: object) -> None:
    """Seeds, clock times, minutes and roles keep to their bounds."""
    with pytest.raises(ValidationError, match=field):
        Plan.model_validate(PLAN | {field: value})
