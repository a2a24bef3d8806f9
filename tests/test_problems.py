"""From what pydantic found to French sentences at the right path."""

from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from territoires_cli.models.cards import PracticeCard
from territoires_cli.models.city import City
from territoires_cli.models.workshop import Minutes, WorkshopFormat
from territoires_cli.problems import Problem, explain, field_name, locate

CITY: dict[str, Any] = {"name": "Testville", "statement": "Les jeunes partent."}


def mistakes(model: type[BaseModel], data: Any) -> dict[str, str]:
    """What is wrong with the data: field → sentence."""
    with pytest.raises(ValidationError) as caught:
        model.model_validate(data)
    return {field_name(path): message for path, message in explain(caught.value, model)}


def test_a_problem_reads_file_line_column_field_message() -> None:
    """A problem is printed the way editors can jump to."""
    assert str(Problem("a.yaml", 3, 5, "titre", "trop long")) == "a.yaml:3:5 titre : trop long"
    assert str(Problem("a.yaml", None, None, "", "vide")) == "a.yaml : vide"


def test_fields_are_named_as_people_count() -> None:
    """The second example is `examples[2]`, though the data counts from 0."""
    assert field_name(("examples", 1, "source", "id")) == "examples[2].source.id"
    assert field_name((0, "title")) == "[1].title"
    assert field_name(()) == ""


def test_a_missing_value_is_placed_at_what_should_hold_it() -> None:
    """Where a path has no position of its own, the nearest enclosing one is given; without any, none."""
    positions = {(): (1, 1), ("a",): (2, 1), ("a", 0): (3, 5)}
    assert locate(("a", 0, "b"), positions) == (3, 5)
    assert locate(("a", 7), positions) == (2, 1)
    assert locate(("z",), positions) == (1, 1)
    assert locate(("z",), {}) is None


@pytest.mark.parametrize(
    ("extra", "field", "part"),
    [
        ({"chalenges": []}, "chalenges", "vouliez-vous dire « challenges »"),
        ({"zzz": 1}, "zzz", "champs admis : "),
        ({"population": {"valeu": 3, "value": 3}}, "population.valeu", "vouliez-vous dire « value »"),
        ({"population": [57]}, "population", "« nom : valeur »"),
        ({"population": "beaucoup"}, "population.value", "nombre entier"),
        ({"population": 0}, "population.value", "il faut plus de 0"),
        ({"population": {"value": 10**9}}, "population.value", "il faut moins de 100000000"),
        ({"population": {"value": 3.5}}, "population.value", "nombre entier"),
        ({"population": {"value": "mille"}}, "population.value", "nombre entier"),
        ({"region": 12}, "region", "il faut un texte"),
        ({"region": "  "}, "region", "ce texte est vide"),
        ({"region": "x" * 4001}, "region", "trop long (4000"),
        ({"id": "Pas Un Id"}, "id", "cette forme n’est pas admise"),
        ({"figures": "treize"}, "figures", "il faut une liste"),
        ({"figures": [{"label": "x"}]}, "figures[1].value", "il manque ce champ"),
        ({"challenges": [{"id": "emploi", "priority": 9}]}, "challenges[1].priority", "il faut au plus 5"),
        ({"challenges": [{"id": "emploi", "priority": 0}]}, "challenges[1].priority", "il faut au moins 1"),
        ({"facts": [{"text": "x", "source": {"id": "s"}}]}, "facts[1].as_of", "il manque ce champ"),
        (
            {"strengths": [{"practice": "coworking", "status": {"state": "ouvert"}}]},
            "strengths[1].status.state",
            "attendu : active, renamed, closed ou unknown",
        ),
        ({"schema": 2}, "schema", "il faut au plus 1"),
    ],
)
def test_each_kind_of_mistake_has_its_sentence(extra: dict[str, Any], field: str, part: str) -> None:
    """The sentence says what to write instead, at the path of the faulty value."""
    found = mistakes(City, CITY | extra)
    assert part in found[field]


def test_a_city_without_challenge_or_statement_is_told_so() -> None:
    """The rule of the whole city is explained by the names of the two fields."""
    assert "« challenges »" in mistakes(City, {"name": "Testville"})[""]
    assert "« statement »" in mistakes(City, {"name": "Testville"})[""]


def test_minutes_out_of_order_are_told_so() -> None:
    """The rule between the minutes of a step has a sentence too."""
    assert "du plus court au plus long" in mistakes(Minutes, {"min": 10, "ideal": 5, "max": 20})[""]


def test_every_mistake_is_told_at_once() -> None:
    """Three mistakes give three sentences."""
    found = mistakes(City, {"name": "", "challenges": [{"id": "emploi", "priority": "haute"}], "nom": "x"})
    assert set(found) == {"name", "challenges[1].priority", "nom"}


def test_keys_inside_either_kind_of_example_are_known(deck: Any) -> None:
    """An example's misspelt key is compared with the keys of both kinds, and the path shows no inner tag."""
    data = deck.practice["covoiturage"].model_dump(mode="json", by_alias=True)
    data["examples"][0]["nmae"] = data["examples"][0].pop("name")
    found = mistakes(PracticeCard, data)
    assert "« name »" in found["examples[1].nmae"]
    assert found["examples[1].name"] == "il manque ce champ"


def test_tuples_of_fixed_length_say_how_many(deck: Any) -> None:
    """A card with two questions instead of three is told what is missing."""
    data = deck.practice["covoiturage"].model_dump(mode="json", by_alias=True)
    data["questions"] = data["questions"][:2]
    data["situations"] = data["situations"][:1]
    found = mistakes(PracticeCard, data)
    assert found["questions[3]"] == "il manque ce champ"
    assert found["situations"] == "il faut au moins 5 élément(s), il y en a 1"


def test_keys_of_a_step_are_known() -> None:
    """A misspelt key deep inside a list is compared with the keys of that level only."""
    found = mistakes(WorkshopFormat, {"steps": [{"puropse": "x", "minutes": {"min": 1, "ideal": 1, "maxi": 2}}]})
    assert "« purpose »" in found["steps[1].puropse"]
    assert "« max »" in found["steps[1].minutes.maxi"]


def test_an_unforeseen_mistake_still_has_a_sentence() -> None:
    """A kind of mistake without a sentence of its own gets a general one, never English."""
    assert mistakes(City, CITY | {"population": {"value": float("inf")}}) == {
        "population.value": "cette valeur ne convient pas"
    }
