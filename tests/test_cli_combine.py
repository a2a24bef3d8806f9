"""`territoires combine`: cards by any name, a city, files, data and errors."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Result

Run = Callable[..., "Result"]


def plain(text: str) -> str:
    """The text with ordinary spaces."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def test_cards_of_several_kinds_are_combined(run: Run) -> None:
    """Codes, ids and titles of practices, actions and cases make one project, grounded in a city."""
    result = run("combine", "B1", "espaces-vacants", "La Colloc", "--city", "lorient")
    assert result.code == 0
    page = plain(result.out)
    for title in (
        "Ce que chacune apporte", "Pour Lorient", "Qui a la main", "Premiers pas, sans redite", "Indicateurs communs",
        "Tensions à discuter", "Qui l’a déjà fait", "Ce qui s’y ajouterait bien", "Et ensuite",
    ):  # fmt: skip
        assert f"# {title}" in page
    assert "territoires plan lorient" in page


def test_tensions_name_what_a_card_makes_worse(run: Run) -> None:
    """A clash is told before the limits, with the card that wants the contrary."""
    page = plain(run("combine", "F1", "G1", "--city", "aveiro").out)
    assert "peut aggraver" in page
    assert "Or G1 veut y répondre." in page
    assert "Attention" in page


def test_heavy_efforts_add_up(run: Run) -> None:
    """Two cards that ask for much coordination raise the question of time."""
    page = plain(run("combine", "I2", "G1").out)
    assert "qui en aura le temps" in page


def test_without_cards_a_city_gets_pairs(run: Run) -> None:
    """As many as asked for, each with the command that opens it."""
    page = run("combine", "--city", "narbonne", "-n", "3").out
    assert page.count("territoires combine") == 3
    data = json.loads(run("combine", "--city", "narbonne", "-n", "3", "--json").out)
    assert len(data["pairs"]) == 3
    assert data["city"]["id"] == "narbonne"


def test_a_silent_town_gets_no_pair(run: Run, tmp_path: Path) -> None:
    """Where no challenge is understood, that is said instead of forcing a pair."""
    file = tmp_path / "ville.yaml"
    file.write_text("name: X\nstatement: Xyzzy.\n", encoding="utf-8")
    assert "Aucune paire ne s’impose" in plain(run("combine", "--city", str(file)).out)


def test_json_holds_the_whole_combination(run: Run) -> None:
    """Cards by id, with every part of the page."""
    data = json.loads(run("combine", "A1", "B1", "--json").out)
    assert [card["id"] for card in data["cards"]] == ["covoiturage", "coworking"]
    assert data["city"] is None
    assert {"bonds", "challenges", "levers", "steps", "indicators", "tensions", "precedents", "additions"} <= set(data)


def test_a_file_is_written_once(run: Run, tmp_path: Path) -> None:
    """`-o` writes Markdown, and replaces nothing without --force."""
    file = tmp_path / "projet.md"
    assert run("combine", "A1", "B1", "-o", str(file)).code == 0
    before = file.read_text(encoding="utf-8")
    assert before.startswith("# Covoiturage + Coworking")
    assert run("combine", "A1", "B2", "-o", str(file)).code == 1
    assert file.read_text(encoding="utf-8") == before
    assert run("combine", "A1", "B2", "-o", str(file), "--force").code == 0
    assert file.read_text(encoding="utf-8") != before


@pytest.mark.parametrize(
    ("arguments", "code", "part"),
    [
        ((), 2, "Donnez deux cartes"),
        (("A1",), 2, "au moins deux cartes"),
        (("A1", "covoiturage"), 2, "au moins deux cartes"),
        (("lorient", "la-colloc"), 2, "au moins une pratique"),
        (("A1", "A2", "A3", "A4", "A5", "B1", "B2", "B3", "C1"), 2, "Au-delà de 8 cartes"),
        (("A1", "zzz"), 1, "n’existe pas"),
        (("A1", "B1", "--city", "nulle-part"), 1, "n’est pas dans le jeu"),
        (("A1", "B1", "-o", "x.txt"), 2, "doit finir par .md"),
        (("A1", "B1", "--json", "-o", "x.md"), 2, "Choisissez entre --json"),
    ],
)
def test_what_cannot_be_combined_is_told(run: Run, arguments: tuple[str, ...], code: int, part: str) -> None:
    """One French sentence, with the documented exit code."""
    result = run("combine", *arguments)
    assert (result.code, result.out) == (code, "")
    assert part in plain(result.err)
