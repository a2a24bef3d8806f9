"""`render --doc`: papers on the screen, in a file or in a folder; people who are seated, absent, in rooms, and never named."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from territoires_cli.documents.papers import papers
from territoires_cli.store import plan_to_yaml

if TYPE_CHECKING:
    from territoires_cli.models.plan import Plan
    from tests.conftest import Result

Run = Callable[..., "Result"]


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, plan_of: "Callable[..., Plan]") -> None:
    """A folder with a plan for twelve, and a list of twelve people and one who won't come."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TERRITOIRES_CONFIG", str(tmp_path / "settings" / "config.yaml"))
    Path("plan.yaml").write_text(plan_to_yaml(plan_of(participants=12)), encoding="utf-8")
    lines = [f"Quxnom{number};habitante;" for number in range(12)]
    Path("participants.csv").write_text(
        "\n".join(["Nom;Rôle;Absent", *lines, "Quxabsent;élu;oui", ""]), encoding="cp1252"
    )


def said(result: "Result") -> str:
    return result.err.replace("\u00a0", " ").replace("\u202f", " ")


def test_papers_are_shown_or_written(run: Run) -> None:
    """Several on the screen; one in any format; all in a folder, numbered in the order in which they serve."""
    shown = run("render", "plan.yaml", "--doc", "cadrage,Invitation").out
    assert shown.index("# Note de cadrage") < shown.index("# Invitation")
    for suffix, start in (
        (".pdf", b"%PDF"),
        (".html", b"<!doctype"),
        (".docx", b"PK"),
        (".md", b"# "),
        (".json", b"{"),
    ):
        assert run("render", "plan.yaml", "--doc", "conducteur", "-o", f"c{suffix}").code == 0
        assert Path(f"c{suffix}").read_bytes().startswith(start)
    result = run("render", "plan.yaml", "--doc", "all", "-o", "dossier/")
    assert result.code == 0
    assert "18 documents écrits dans" in said(result)
    assert sorted(path.name for path in Path("dossier").iterdir()) == [
        f"{number:02d}-{name}.md" for number, name in enumerate(papers(), start=1)
    ]
    again = run("render", "plan.yaml", "--doc", "all", "-o", "dossier/")
    assert again.code == 1
    assert "existe déjà" in said(again)
    assert run("render", "plan.yaml", "--doc", "all", "-o", "dossier/", "--force").code == 0


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--doc", "conducteu"), "Vouliez-vous dire « conducteur »"),
        (("--doc", " , "), "Dites quel document"),
        (("--doc", "cadrage", "--json"), "--json donne les décisions du plan"),
        (("--doc", "cadrage", "--people", "participants.csv"), "Ces documents ne nomment personne"),
        (("--people", "participants.csv"), "Le plan entier ne nomme personne"),
        (("--rounds", "2"), "Le plan entier ne nomme personne"),
        (("--doc", "places", "--rounds", "13"), "n’est pas un nombre entier de 1 à 12"),
        (("--doc", "places", "--people", "none.csv"), "n’existe pas"),
        (("--doc", "cadrage", "-o", "x.odt"), "doit finir par"),
    ],
)
def test_what_can_t_be_rendered_is_said(run: Run, words: tuple[str, ...], told: str) -> None:
    """Names, options that don't go together, files."""
    result = run("render", "plan.yaml", *words)
    assert result.code in (1, 2)
    assert told in said(result)


def test_what_is_no_plan_is_said(run: Run) -> None:
    """A town's file is not a plan, and the command that makes one is given."""
    Path("ville.yaml").write_text("name: Val\nchallenges: [mobilite]\n", encoding="utf-8")
    result = run("render", "ville.yaml")
    assert result.code == 2
    assert "territoires plan ville.yaml -o plan.yaml" in said(result)


def test_people_are_seated_from_a_list(run: Run) -> None:
    """Everybody who comes, in each of two rounds and by name; who is absent isn't there; a smaller plan is told."""
    result = run("render", "plan.yaml", "--doc", "places", "--people", "participants.csv", "--rounds", "2")
    assert result.code == 0, result.err
    assert result.err == ""
    assert all(result.out.count(f"Quxnom{number},") == 2 for number in range(12))
    assert "Quxabsent" not in result.out
    assert "Tour 2" in result.out
    few = "\n".join(["Nom", *(f"P{number}" for number in range(10))])
    Path("dix.csv").write_text(few, encoding="utf-8")
    told = run("render", "plan.yaml", "--doc", "places", "--people", "dix.csv")
    assert "Le plan est pour 12 personnes, et 10 de la liste viennent" in said(told)


def test_a_plan_counts_the_people_of_a_list_and_names_none(run: Run) -> None:
    """Twelve come; the plan, its file and its code hold no name; another number at once is refused."""
    result = run("plan", "lorient", "--people", "participants.csv", "--seed", "1", "-o", "p.yaml")
    assert result.code == 0, result.err
    assert "12 personnes de la liste" in said(result)
    text = Path("p.yaml").read_text(encoding="utf-8")
    assert yaml.safe_load(text)["participants"] == 12
    assert "Qux" not in text + run("render", "p.yaml").out
    refused = run("plan", "lorient", "--people", "participants.csv", "-p", "14")
    assert refused.code == 2
    assert "La liste compte 12 personnes qui viennent" in said(refused)


@pytest.mark.parametrize("absents", ["4", "33%", " 33 %"])
def test_people_who_stay_home_close_a_table(run: Run, absents: str) -> None:
    """As a number or a share: said with where everything goes, for a new plan and for one that was kept."""
    for source in (("lorient", "--seed", "1", "-p", "12"), ("plan.yaml",)):
        result = run("plan", *source, "--absents", absents, "--json")
        assert result.code == 0, result.err
        data = json.loads(result.out)
        assert data["participants"] == 8
        assert sum(table["seats"] for table in data["tables"]) == 8
    assert run("plan", "lorient", "--absents", "beaucoup").code == 2


def test_tables_are_shared_out_between_rooms(run: Run) -> None:
    """In order; told in the plan's command; a room that can't be is refused."""
    result = run(
        "plan", "lorient", "-p", "24", "--seed", "1", "--rooms", "Salle des fêtes:3,Mezzanine:1", "-o", "p.yaml"
    )
    assert result.code == 0, result.err
    rooms = [table["room"] for table in yaml.safe_load(Path("p.yaml").read_text(encoding="utf-8"))["tables"]]
    assert rooms == ["Salle des fêtes"] * 3 + ["Mezzanine"]
    assert '--rooms "Salle des fêtes:3,Mezzanine:1"' in run("render", "p.yaml").out
    room_plan = run("render", "p.yaml", "--doc", "salle").out
    assert "Mezzanine" in room_plan
    for words, told in (
        ("Salle", "n’est pas une salle"),
        ("Salle:0,B:4", "n’est pas une salle"),
        ("Salle:2", "Les salles comptent 2 tables"),
    ):
        refused = run("plan", "lorient", "-p", "24", "--rooms", words)
        assert refused.code == 2
        assert told in said(refused)


def test_cards_excluded_from_a_kept_plan_leave_its_tables(run: Run) -> None:
    """Others take their place, and a card that is wanted lies on some table."""
    before = yaml.safe_load(Path("plan.yaml").read_text(encoding="utf-8"))
    gone = before["hands"][0]["cards"][0]["card"]
    result = run("plan", "plan.yaml", "--exclude", gone, "--include", "L3", "--seed", "1", "--json")
    assert result.code == 0, result.err
    hands = json.loads(result.out)["hands"]
    cards = [item["card"] for hand in hands for item in hand["cards"]]
    assert gone not in cards
    assert "monnaie-locale" in cards
    assert [len(hand["cards"]) for hand in hands] == [len(hand["cards"]) for hand in before["hands"]]


def test_a_redraw_that_changes_little_is_said(run: Run) -> None:
    """Where few other cards answer a theme, the facilitator knows why her table looks the same."""
    result = run(
        "plan",
        "plan.yaml",
        "--redraw",
        "table1",
        "--lock",
        ",".join(
            item["card"]
            for item in yaml.safe_load(Path("plan.yaml").read_text(encoding="utf-8"))["hands"][0]["cards"][:7]
        ),
        "--seed",
        "2",
        "--json",
    )
    assert result.code == 0, result.err
    assert "car peu d’autres répondent à ce thème" in said(result)
