"""From what pydantic found to French sentences at the right path."""

from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from territoires_cli.mistakes import find_mistakes
from territoires_cli.models.cards import PracticeCard
from territoires_cli.models.city import City
from territoires_cli.models.workshop import Minutes, WorkshopFormat
from territoires_cli.problems import field_name

CITY: dict[str, Any] = {"name": "Testville", "statement": "Les jeunes partent."}


def mistakes(model: type[BaseModel], data: Any) -> dict[str, str]:
    """What is wrong with the data: field → sentence."""
    with pytest.raises(ValidationError) as caught:
        model.model_validate(data)
    return {field_name(mistake.path): mistake.message for mistake in find_mistakes(caught.value, model, data)}


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
        ({"region": "x" * 4001}, "region", "il en faut 4000 au plus"),
        ({"id": "Pas Un Id"}, "id", "un identifiant est un nom court : minuscules"),
        ({"figures": "treize"}, "figures", "il faut une liste"),
        ({"figures": [{"label": "x"}]}, "figures[1].value", "il manque ce champ"),
        ({"challenges": [{"id": "emploi", "priority": 9}]}, "challenges[1].priority", "ce nombre est trop grand : 5"),
        ({"challenges": [{"id": "emploi", "priority": 0}]}, "challenges[1].priority", "ce nombre est trop petit : 1"),
        ({"facts": [{"text": "x", "source": {"id": "s"}}]}, "facts[1].as_of", "il manque ce champ"),
        (
            {"strengths": [{"practice": "coworking", "status": {"state": "ouvert"}}]},
            "strengths[1].status.state",
            "attendu : active (en activité), renamed (renommé), closed (fermé) ou unknown",
        ),
        ({"schema": 2}, "schema", "ce nombre est trop grand : 1"),
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


def test_a_field_that_lacks_here_is_meant_rather_than_one_elsewhere(deck: Any) -> None:
    """« sources » of a fact, which has none but needs a « source », isn't that of the card."""
    data = deck.practice["covoiturage"].model_dump(mode="json", by_alias=True)
    data["facts"] = [{"text": "Un", "as_of": 2020, "sources": ["enquete"]}]
    found = mistakes(PracticeCard, data)
    assert found["facts[1].sources"] == "champ inconnu ; vouliez-vous dire « source » ?"
    assert "facts[1].source" not in found


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
    assert "examples[1].name" not in found, "it is there, under a misspelt name"


def test_tuples_of_fixed_length_say_how_many(deck: Any) -> None:
    """A card with two questions instead of three is told what is missing."""
    data = deck.practice["covoiturage"].model_dump(mode="json", by_alias=True)
    data["questions"] = data["questions"][:2]
    data["limits"] = data["limits"][:1]
    found = mistakes(PracticeCard, data)
    assert (
        found["questions"]
        == "il manque ici une question : il en faut 3, il y en a 2 ; ajoutez sous la liste une ligne « - … » alignée sur les autres"
    )
    data["questions"] = data["questions"][:1]
    assert mistakes(PracticeCard, data)["questions"].startswith(
        "il manque ici des questions : il en faut 3, il y en a 1"
    )
    assert found["limits"] == "cette liste est trop courte : il en faut au moins 2, il y en a 1"


def test_keys_of_a_step_are_known() -> None:
    """A misspelt key deep inside a list is compared with the keys of that level only."""
    found = mistakes(WorkshopFormat, {"steps": [{"puropse": "x", "minutes": {"min": 1, "ideal": 1, "maxi": 2}}]})
    assert "« purpose »" in found["steps[1].puropse"]
    assert "« max »" in found["steps[1].minutes.maxi"]


def test_an_unforeseen_mistake_still_has_a_sentence() -> None:
    """A kind of mistake without a sentence of its own gets a general one, never English."""
    assert mistakes(City, CITY | {"population": {"value": float("inf")}}) == {
        "population.value": "cette valeur ne convient pas : comparez-la avec celle d’une autre carte"
    }
