"""`territoires check`: every problem at once, as lines and as JSON."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Result

Run = Callable[..., "Result"]
ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A deck of one's own: a copy of the built-in one, with its workshops."""
    shutil.copytree(ROOT / "cards", tmp_path / "cards")
    shutil.copytree(ROOT / "workshops", tmp_path / "workshops")
    return tmp_path


def edit(file: Path, old: str, new: str) -> None:
    """Replace the first occurrence of a text that must be there."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_built_in_deck_has_no_problem(run: Run) -> None:
    """The deck that travels with the tool passes its own checks."""
    result = run("check")
    assert (result.code, result.out, result.err) == (0, "", "0 erreur, 0 avertissement.\n")
    assert json.loads(run("check", "--json").out) == []


def test_a_copied_deck_passes_too(run: Run, copy: Path) -> None:
    """A folder is checked as the built-in deck is, whether the deck's own folder or the one around it."""
    assert run("check", str(copy)).code == run("check", str(copy / "cards")).code == 0


def test_every_problem_is_listed_with_its_place(run: Run, copy: Path) -> None:
    """Faults in several files come together, each with file, line and field; the exit code is that of content."""
    edit(copy / "cards" / "practices" / "A1-covoiturage.yaml", "title: Covoiturage", "titre: Covoiturage")
    edit(copy / "cards" / "cities" / "lorient.yaml", "name: Lorient", "name: [Lorient]")
    result = run("check", str(copy))
    assert result.code == 3
    assert "A1-covoiturage.yaml:" in result.out
    assert "lorient.yaml:3:" in result.out
    assert result.err.endswith("0 avertissement.\n")
    assert not result.err.startswith("0 erreur")


def test_json_has_a_record_for_each_problem(run: Run, copy: Path) -> None:
    """The same problems for programs: file, line, column, field, message, severity."""
    edit(copy / "cards" / "practices" / "A1-covoiturage.yaml", "family: mobilite", "family: mobilit")
    result = run("check", str(copy), "--json")
    assert (result.code, result.err) == (3, "")
    (record,) = json.loads(result.out)
    assert set(record) == {"file", "line", "column", "field", "message", "severity"}
    assert record["file"].endswith("A1-covoiturage.yaml")
    assert (record["field"], record["severity"]) == ("family", "error")
    assert isinstance(record["line"], int)
    assert "mobilite" in record["message"]


def test_a_folder_without_deck_is_an_expected_error(run: Run, tmp_path: Path) -> None:
    """What is missing is named."""
    result = run("check", str(tmp_path))
    assert (result.code, result.out) == (1, "")
    assert "deck.yaml" in result.err


def test_problems_carry_no_control_character(run: Run, copy: Path) -> None:
    """A faulty value with an escape sequence is told without it."""
    edit(copy / "cards" / "practices" / "A1-covoiturage.yaml", "family: mobilite", 'family: "mo\\e[31mbilite"')
    result = run("check", str(copy))
    assert result.code == 3
    assert "\x1b" not in result.out + result.err
    assert "\x1b" not in run("list", "--deck", str(copy)).err
