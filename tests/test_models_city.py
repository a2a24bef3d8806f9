"""A city: short forms that people write, size classes, and ids made from names."""

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from territoires_cli.models.city import City, Strength, slug


def city(**fields: Any) -> City:
    """A city with these fields."""
    return City.model_validate({"name": "Ici", "statement": "Les jeunes partent."} | fields)


def test_challenges_may_be_a_list_of_ids() -> None:
    """Written as ids, the first is the most urgent, and none goes beyond the least urgent priority."""
    found = city(challenges=["a", "b", {"id": "c", "priority": 1}, "d", "e", "f", "g"]).challenges
    assert [(stated.id, stated.priority) for stated in found] == [
        ("a", 1), ("b", 2), ("c", 1), ("d", 4), ("e", 5), ("f", 5), ("g", 5),
    ]  # fmt: skip


def test_strengths_and_population_have_short_forms() -> None:
    """An id and a number are enough."""
    found = city(strengths=["troc", {"practice": "coworking", "name": "La Colloc"}], population=57_662)
    assert [strength.practice for strength in found.strengths] == ["troc", "coworking"]
    assert found.population is not None
    assert found.population.value == 57_662
    grouped = city(population="57 662").population
    assert grouped is not None
    assert grouped.value == 57_662


def test_the_data_given_is_left_as_it_was() -> None:
    """Short forms are read without changing what was passed in."""
    data = {"name": "Ici", "challenges": ["emploi"], "population": 3}
    City.model_validate(data)
    assert data == {"name": "Ici", "challenges": ["emploi"], "population": 3}


def test_a_city_states_something() -> None:
    """Challenges or a statement are enough; neither is refused, and so is something that is no city."""
    assert City.model_validate({"name": "Ici", "challenges": ["emploi"]}).statement is None
    for wrong in ({"name": "Ici"}, {"name": "Ici", "challenges": []}, "Ici", ["Ici"]):
        with pytest.raises(ValidationError):
            City.model_validate(wrong)


@pytest.mark.parametrize(
    ("population", "size"),
    [
        (None, None),
        (1, "village"),
        (1_999, "village"),
        (2_000, "bourg"),
        (19_999, "bourg"),
        (20_000, "ville-moyenne"),
        (99_999, "ville-moyenne"),
        (100_000, "grande-ville"),
    ],
)
def test_sizes_follow_the_population(population: int | None, size: str | None) -> None:
    """The bounds are those of INSEE and of the report."""
    assert city(population=population).size == size


@pytest.mark.parametrize(
    ("strength", "is_there"),
    [
        ({}, True),
        ({"status": {"state": "unknown"}}, True),
        ({"status": {"state": "renamed", "became": "Autre"}}, True),
        ({"status": {"state": "closed"}}, False),
        ({"stage": "planned"}, False),
    ],
)
def test_a_strength_is_there_when_it_runs(strength: dict[str, Any], is_there: bool) -> None:
    """What was only planned or has closed is nothing to build on."""
    assert Strength.model_validate({"practice": "troc"} | strength).is_there is is_there


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("Épinal", "epinal"),
        ("Saint-Étienne-du-Rouvray", "saint-etienne-du-rouvray"),
        ("Schœlcher", "schoelcher"),
        ("L’Haÿ-les-Roses (94)", "l-hay-les-roses-94"),
        ("日本", "territoire"),
        ("x" * 80, "x" * 64),
    ],
)
def test_an_id_is_made_from_the_name(name: str, made: str) -> None:
    """A city without an id gets one that people would have written."""
    assert city(name=name).id == slug(name) == made
    assert city(name=name, id="mon-id").id == "mon-id"


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=90))
def test_any_name_makes_a_valid_id(name: str) -> None:
    """Whatever the name, the id is one."""
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug(name))
    assert len(slug(name)) <= 64
