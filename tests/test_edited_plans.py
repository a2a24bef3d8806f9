"""Plans that somebody changed in ways that make no sense: a sentence for each, and never a traceback."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from territoires_cli.composing import Request, compose
from territoires_cli.flow import order_faults
from territoires_cli.handing import harvest_remarks
from territoires_cli.matching import match_city
from territoires_cli.models.deck import Deck
from territoires_cli.models.plan import DeckReference, Hand, Harvest, Plan
from territoires_cli.refitting import whole_format
from territoires_cli.store import plan_to_yaml
from territoires_cli.timing import known_steps

if TYPE_CHECKING:
    from tests.conftest import Result

Run = Callable[..., "Result"]
PlanOf = Callable[..., Plan]


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def render(run: Run, plan: Plan, change: Callable[[dict[str, Any]], object]) -> "Result":
    """What rendering says of a plan's file after a change."""
    data = yaml.safe_load(plan_to_yaml(plan))
    change(data)
    Path("plan.yaml").write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return run("render", "plan.yaml")


def put(*path: Any) -> Callable[[dict[str, Any]], None]:
    """A change: the value at a path, its last part."""
    *keys, last, value = path

    def change(data: Any) -> None:
        for key in keys:
            data = data[key]
        data[last] = value

    return change


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (put("hands", 0, "cards", []), "hands[1].cards : cette main est vide"),
        (put("steps", 0, "minutes", 1500), "steps[1].minutes : ce nombre est trop grand : 480"),
        (put("deck", "digest", "x"), "deck.digest : cette forme n’est pas admise ici"),
        (put("start", "9:00"), 'start : il faut une heure à deux chiffres, entre guillemets : "09:30"'),
        (put("hands", 0, "challenges", ["mobilite", "mobilite"]), "le défi « mobilite » est déjà dans cette main"),
        (put("hands", 0, "cards", ["FA06"]), "n’est pas une carte de pratique"),
        (lambda data: [step.update(minutes=480) for step in data["steps"]], "les minutes des étapes dépassent une journée"),
    ],
)  # fmt: skip
def test_what_can_t_be_is_refused(
    run: Run, plan_of: PlanOf, change: Callable[[dict[str, Any]], object], said: str
) -> None:
    """At its field, with exit code 3: an empty hand, endless minutes, a digest that is none, a clock, a challenge twice, a sheet."""
    result = render(run, plan_of(participants=12), change)
    assert result.code == 3
    assert said in result.err.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda data: data["steps"].insert(0, data["steps"].pop()), "n’ouvre pas l’atelier"),
        (lambda data: data["steps"].append(data["steps"].pop(0)), "ne clôt pas l’atelier"),
        (lambda data: data["steps"].pop(0), "aucune étape ne lit le mandat"),
        (lambda data: data["steps"].pop(2), "a besoin de"),
        (put("hands", 0, "challenges", ["logement"]), "le territoire ne dit pas le défi « logement »"),
        (lambda data: data["steps"].insert(-1, {"step": "galerie", "minutes": 15}), "ne joue pas cette étape"),
        (put("start", "12:00"), "Le plan couvre l’heure du déjeuner"),
    ],
)  # fmt: skip
def test_what_is_hard_on_people_is_said(
    run: Run, plan_of: PlanOf, change: Callable[[dict[str, Any]], object], said: str
) -> None:
    """Steps out of order, a challenge nobody stated, a step for other rooms, no lunch: said, and the document is made."""
    result = render(run, plan_of(participants=12, start="11:00" if said.startswith("Le plan") else "09:00"), change)
    assert result.code == 0, result.err
    assert said in result.err.replace("\u00a0", " ")


def test_a_composed_plan_holds_together(deck: Deck) -> None:
    """Every format at its shortest and longest: its steps follow from each other."""
    reference = DeckReference(id=deck.info.id, version=deck.info.version, digest=deck.digest)
    matching = match_city(deck, deck.city["lorient"])
    for shape in deck.formats:
        for minutes in (30, None, 600):
            plan = compose(matching, shape, reference, Request("lorient", 1, duration=minutes), deck.activities).plan
            steps = known_steps(whole_format(plan, deck))
            assert list(order_faults([steps[item.step] for item in plan.steps])) == [], shape.id
    assert list(order_faults([])) == []


def test_an_activity_taken_off_its_list_leaves_the_steps(run: Run, deck: Deck) -> None:
    """Its name removed from `activities`, its step goes too."""
    assert run("plan", "lorient", "--seed", "1", "--warm-up", "ligne-trajets", "-o", "a.yaml").code == 0
    data = yaml.safe_load(Path("a.yaml").read_text(encoding="utf-8"))
    data["activities"] = []
    Path("a.yaml").write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
    result = run("render", "a.yaml")
    assert result.code == 0, result.err
    assert deck.activity["ligne-trajets"].title not in result.out


def test_a_step_taken_out_is_told_as_such(run: Run, plan_of: PlanOf) -> None:
    """Nobody lacked time for it: it was taken out, and what it was for is told."""
    result = render(run, plan_of(participants=12), lambda data: data["steps"].pop(2))
    assert "Étape retirée : Nos enjeux" in result.out.replace("\u00a0", " ")


def test_a_card_kept_that_lies_nowhere_is_told(deck: Deck) -> None:
    """Fewer tables than before, or a table that kept nothing: with what to type."""
    found = match_city(deck, deck.city["lorient"])
    hands = [Hand(table=1, challenges=("jeunes",), cards=()), Hand(table=2, challenges=("emploi",), cards=())]
    told = list(harvest_remarks(found, hands, [Harvest(table=3, kept=("covoiturage", "gone"))]))
    assert told == [
        "Cette carte gardée la dernière fois n’est sur aucune table : A1. Pour l’y mettre : --include A1.",
        "Les tables 1 et 2 ne reprennent rien de gardé : leurs cartes viennent du jeu.",
    ]
    assert list(harvest_remarks(found, hands, [Harvest(table=1)])) == []


def test_a_harvest_from_another_town_is_told(run: Run) -> None:
    """The plan before is Lorient's, the new one Narbonne's."""
    assert run("plan", "lorient", "--format", "serie-1", "--seed", "1", "-o", "un.yaml").code == 0
    result = run("plan", "narbonne", "--from", "un.yaml", "--seed", "1")
    assert result.code == 0, result.err
    assert "Le plan d’avant est celui de « Lorient »" in result.err.replace("\u00a0", " ")


@pytest.mark.parametrize("people", [12, 20])
def test_a_walk_shows_what_works_already(deck: Deck, people: int) -> None:
    """One stop has a strength of the town, where it has any."""
    reference = DeckReference(id=deck.info.id, version=deck.info.version, digest=deck.digest)
    for city in deck.cities:
        request = Request(city.id, 1, participants=people)
        plan = compose(match_city(deck, city), deck.format["marche-exploratoire"], reference, request).plan
        assert any(item.role == "strength" for item in plan.hands[0].cards), city.id
