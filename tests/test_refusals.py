"""What models refuse in a row, told once, in words that say what to write (whole sheets: test_importing)."""

from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from territoires_cli.columns import Path, shape_of
from territoires_cli.completing import Shelf
from territoires_cli.models.actions import ActionSheet
from territoires_cli.models.base import Source
from territoires_cli.models.cases import Lesson
from territoires_cli.models.city import City
from territoires_cli.refusals import refusals
from territoires_cli.tabling import Filled


def told(model: type[BaseModel], data: dict[str, Any], faulty: tuple[Path, ...] = ()) -> dict[Path, str]:
    """What is refused, by its path."""
    with pytest.raises(ValidationError) as error:
        model.model_validate(data)
    return dict(refusals(error.value, shape_of(model), Filled(data, [], {}), faulty, Shelf(), {}))


SOURCE = {"id": "a", "title": "A", "short": "B", "year": 1990}


@pytest.mark.parametrize(("change", "said"), [
    ({"year": 1500}, "ce nombre est trop petit : 1800 au moins"),
    ({"year": 9999}, "ce nombre est trop grand : 2100 au plus"),
    ({"short": "a" * 61}, "ce texte est trop long : 60 caractères au plus"),
    ({"url": "x"}, "une adresse web commence par https://"),
    ({"id": "É"}, "un identifiant s’écrit en minuscules"),
    ({"title": 3}, "cette valeur ne convient pas"),
])  # fmt: skip
def test_values_are_refused_in_words(change: dict[str, Any], said: str) -> None:
    """One sentence, at the field."""
    found = told(Source, {**SOURCE, **change})
    assert list(found) == [tuple(change)]
    assert found[next(iter(found))].startswith(said)


def test_bounds_without_equality_have_their_words() -> None:
    """A population is more than nothing and less than the world's."""
    city = {"name": "Val", "statement": "Rien."}
    assert told(City, {**city, "population": {"value": 0}}) == {
        ("population", "value"): "ce nombre est trop petit : il faut plus de 0"
    }
    assert "moins de 100000000" in told(City, {**city, "population": {"value": 10**9}})["population", "value"]


def test_what_follows_from_a_faulty_cell_is_not_told() -> None:
    """Neither the field itself, nor what holds it, nor what is in it."""
    assert told(Source, {"id": "a", "title": "A", "short": "B"}, (("year",),)) == {}
    assert told(Source, {}, (("title",), ("short",), ("year",))) == {}


def test_parts_that_are_missing_are_told() -> None:
    """A list, a group, a year, a text."""
    found = told(ActionSheet, {"id": "a", "code": "FA1", "title": "T", "summary": "S", "objective": "o"})
    assert found["steps", -1] == "il n’y en a pas, et la carte en a besoin"
    assert found["effort",] == "il manque cette partie de la carte"
    assert told(Source, {"id": "a", "title": "A", "short": "B"})["year",].startswith(
        "cette case est vide : écrivez une année"
    )
    assert told(Lesson, {"id": "a"})["title",] == "cette case est vide, et la carte en a besoin"
