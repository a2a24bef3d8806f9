"""Projects, territories elsewhere, models of cities and lessons: what they must hold."""

from typing import Any

import pytest
from pydantic import ValidationError

from territoires_cli.models.base import Card
from territoires_cli.models.cases import CityModel, Elsewhere, Lesson, Project
from territoires_cli.models.deck import SECTION_OF_KIND, Deck

MODELS: dict[str, type[Card]] = {"project": Project, "elsewhere": Elsewhere, "model": CityModel, "lesson": Lesson}


def data(deck: Deck, kind: str) -> dict[str, Any]:
    """The first card of a kind as plain data."""
    card: Card = getattr(deck, SECTION_OF_KIND[kind])[0]
    return card.model_dump(mode="json", by_alias=True)


@pytest.mark.parametrize("kind", MODELS)
def test_a_card_survives_a_trip_through_json(deck: Deck, kind: str) -> None:
    """Every card is the same after being written and read."""
    for card in getattr(deck, SECTION_OF_KIND[kind]):
        assert MODELS[kind].model_validate_json(card.model_dump_json(by_alias=True)) == card


@pytest.mark.parametrize(
    ("kind", "field", "value"),
    [
        ("project", "carriers", []),
        ("project", "results", []),
        ("project", "status", {"state": "parti"}),
        ("project", "status", None),
        ("project", "source", None),
        ("project", "as_of", 1492),
        ("project", "origin", ""),
        ("project", "url", "lieu.example"),
        ("elsewhere", "scale", "pays"),
        ("elsewhere", "place", None),
        ("elsewhere", "practices", [{"id": "covoiturage"}]),
        ("elsewhere", "sources", []),
        ("model", "practices", []),
        ("model", "challenges", []),
        ("model", "questions", ["Une ?", "Deux ?"]),
        ("model", "conditions", ["une"]),
        ("model", "limits", ["une"]),
        ("lesson", "number", 0),
        ("lesson", "number", 100),
        ("lesson", "advice", ["un"]),
        ("lesson", "examples", []),
        ("lesson", "limits", []),
        ("lesson", "challenges", []),
        ("lesson", "question", None),
        *((kind, "couleur", "bleu") for kind in MODELS),
        *((kind, "sources", []) for kind in MODELS),
    ],
)
def test_a_card_that_lacks_something_is_refused(deck: Deck, kind: str, field: str, value: object) -> None:
    """What a reader needs can't be left out, vocabularies are closed, and unknown keys are refused."""
    with pytest.raises(ValidationError, match=field):
        MODELS[kind].model_validate(data(deck, kind) | {field: value})


@pytest.mark.parametrize("kind", ["project", "elsewhere"])
def test_a_year_may_be_unknown_but_must_be_asked(deck: Deck, kind: str) -> None:
    """`as_of` may be null, where the source gives no year, and can't be forgotten."""
    assert MODELS[kind].model_validate(data(deck, kind) | {"as_of": None})
    without = {name: value for name, value in data(deck, kind).items() if name != "as_of"}
    with pytest.raises(ValidationError, match="as_of"):
        MODELS[kind].model_validate(without)


def test_a_project_needs_no_city_and_names_no_practice_twice(deck: Deck) -> None:
    """A project may stand nowhere in the deck; what it shows is named once."""
    assert Project.model_validate(data(deck, "project") | {"city": None}).city is None
    cards: list[Project | Elsewhere | CityModel] = [*deck.projects, *deck.elsewhere, *deck.models]
    for card in cards:
        names = [link.id for link in card.practices]
        assert len(set(names)) == len(names)


def test_lessons_are_numbered_in_order(deck: Deck) -> None:
    """From one on, without a gap, each under a theme of the framework."""
    assert [lesson.number for lesson in deck.lessons] == list(range(1, len(deck.lessons) + 1))
    assert {lesson.theme for lesson in deck.lessons} == {theme.id for theme in deck.framework.themes}
