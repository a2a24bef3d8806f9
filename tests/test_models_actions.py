"""Action sheets and the framework that orders them."""

from typing import Any

import pytest
from pydantic import ValidationError

from territoires_cli.models.actions import ActionSheet, Framework, Objective
from territoires_cli.models.deck import Deck


def data(deck: Deck) -> dict[str, Any]:
    """The first sheet as plain data."""
    return deck.actions[0].model_dump(mode="json", by_alias=True)


def test_a_sheet_survives_a_trip_through_json(deck: Deck) -> None:
    """Every sheet is the same after being written and read, and so is the framework."""
    for action in deck.actions:
        assert ActionSheet.model_validate_json(action.model_dump_json(by_alias=True)) == action
    assert Framework.model_validate_json(deck.framework.model_dump_json()) == deck.framework


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("code", "fa01"),
        ("id", "Fiche 1"),
        ("limits", []),
        ("steps", ["un", "deux"]),
        ("practices", [{"id": "covoiturage"}]),
        ("challenges", []),
        ("challenges", [{"id": "emploi", "weight": 4, "why": "x"}]),
        ("levers", []),
        ("levers", ["état"]),
        ("effort", {"money": "none", "time": "low", "coordination": "low", "note": "x"}),
        ("costs", [{"text": "12 euros", "as_of": 2015}]),
        ("links", [{"title": "x", "url": "page.example"}]),
        ("description", " "),
        ("couleur", "bleu"),
    ],
)
def test_a_sheet_that_lacks_something_is_refused(deck: Deck, field: str, value: object) -> None:
    """What a group needs to start can't be left out, vocabularies are closed, and unknown keys are refused."""
    with pytest.raises(ValidationError, match=field):
        ActionSheet.model_validate(data(deck) | {field: value})


def test_what_is_optional_may_be_absent(deck: Deck) -> None:
    """Other names, costs, facts, links and notes are empty where nothing is said."""
    optional = ("aliases", "costs", "facts", "links", "notes")
    kept = {name: value for name, value in data(deck).items() if name not in optional}
    action = ActionSheet.model_validate(kept)
    assert all(getattr(action, name) == () for name in optional)


def test_an_empty_framework_is_valid() -> None:
    """A deck without actions needs no purpose, axis or objective; an objective needs its axis."""
    assert Framework() == Framework(purpose=None, axes=(), objectives=(), themes=())
    with pytest.raises(ValidationError, match="axis"):
        Objective.model_validate({"id": "x", "title": "X", "description": "X."})


def test_every_objective_is_reached_by_two_sheets(deck: Deck) -> None:
    """Three axes, two objectives each, two sheets each: the report's framework."""
    assert len(deck.framework.axes) == 3
    for axis in deck.framework.axes:
        objectives = [item for item in deck.framework.objectives if item.axis == axis.id]
        assert len(objectives) == 2
        for objective in objectives:
            assert len([action for action in deck.actions if action.objective == objective.id]) == 2
