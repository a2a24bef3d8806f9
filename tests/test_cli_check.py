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
    """The same problems for programs: place, field, message, severity, the line and its corrected form."""
    edit(copy / "cards" / "practices" / "A1-covoiturage.yaml", "family: mobilite", "family: mobilit")
    result = run("check", str(copy), "--json")
    assert (result.code, result.err) == (3, "")
    (record,) = json.loads(result.out)
    assert set(record) == {"file", "line", "column", "field", "message", "severity", "excerpt", "mend"}
    assert record["file"].endswith("A1-covoiturage.yaml")
    assert (record["field"], record["severity"]) == ("family", "error")
    assert isinstance(record["line"], int)
    assert "mobilite" in record["message"]
    assert (record["excerpt"], record["mend"]) == ("family: mobilit", "family: mobilite")


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


def test_errors_come_before_warnings(run: Run, copy: Path) -> None:
    """A warning says that it is one, stands after every error, and both are counted."""
    practices = copy / "cards" / "practices"
    (practices / "A1-covoiturage.yaml").rename(practices / "A1.yaml")
    edit(practices / "L3-monnaie-locale.yaml", "title: Monnaie", "title: L'monnaie")
    result = run("check", str(copy))
    assert (result.code, result.err) == (3, "1 erreur, 1 avertissement.\n")
    first, *_excerpt, second, _line, _mark = result.out.splitlines()
    assert first.endswith("L3-monnaie-locale.yaml:3:1 title : apostrophe droite : écrivez ’")
    assert second.endswith(
        "A1.yaml:1:1 id : avertissement : ce fichier devrait s’appeler A1-covoiturage.yaml : renommez-le, sans changer cette ligne"
    )
    records = json.loads(run("check", str(copy), "--json").out)
    assert [record["severity"] for record in records] == ["error", "warning"]
    assert "avertissement" not in records[1]["message"]


def test_warnings_alone_are_no_failure(run: Run, copy: Path) -> None:
    """A deck that can be used passes, whatever could be better in it."""
    for code in ("A1-covoiturage", "A4-velos-partages"):
        card = copy / "cards" / "practices" / f"{code}.yaml"
        card.rename(card.with_suffix(".yml").with_stem(code[3:]))
    result = run("check", str(copy))
    assert (result.code, result.err) == (0, "0 erreur, 2 avertissements.\n")
    assert result.out.count(" : avertissement : ") == 2
    assert run("check", str(copy), "--json").code == 0


def test_a_part_is_told_alone_with_a_word_on_the_rest(run: Run, copy: Path) -> None:
    """A sound file passes though its deck has faults, which are counted on stderr and left out of the JSON."""
    practices = copy / "cards" / "practices"
    edit(practices / "A1-covoiturage.yaml", "title: Covoiturage", "title: L'auto")
    part = str(practices / "A2-location-voitures-particuliers.yaml")
    result = run("check", part)
    assert (result.code, result.out) == (0, "")
    assert result.err == "0 erreur, 0 avertissement.\nLe même jeu a 1 erreur ailleurs : vérifiez-le en entier.\n"
    edit(practices / "B1-coworking.yaml", "title: Coworking", "title: L'bureau")
    assert "Le même jeu a 2 erreurs ailleurs" in run("check", part).err
    result = run("check", part, "--json")
    assert (result.code, json.loads(result.out), result.err) == (0, [], "")
    result = run("check", str(practices))
    assert (result.code, result.err) == (3, "2 erreurs, 0 avertissement.\n")


def test_a_territory_is_checked_with_the_built_in_deck(run: Run, tmp_path: Path) -> None:
    """Somebody's own file: its texts get remarks, what keeps it from being used is an error."""
    path = tmp_path / "ma-ville.yaml"
    path.write_text("name: Ici\nstatement: L'auto.\n", encoding="utf-8")
    result = run("check", str(path))
    assert (result.code, result.err) == (0, "0 erreur, 1 avertissement.\n")
    path.write_text("name: Ici\nchallenges: [inconnu]\n", encoding="utf-8")
    result = run("check", str(path))
    assert (result.code, result.err) == (3, "1 erreur, 0 avertissement.\n")
    assert result.out.startswith(
        f"{path}:2:14 challenges[1].id : « inconnu » n’existe pas ; vouliez-vous dire « inclusion » ?"
    )


@pytest.mark.parametrize(("path", "code", "said"), [("", 2, "est vide"), ("absente.yaml", 1, "n’existe pas")])
def test_a_path_that_leads_nowhere_is_told(run: Run, path: str, code: int, said: str) -> None:
    """An empty name is a usage error, a missing file an expected one; nothing is printed as a problem."""
    result = run("check", path)
    assert (result.code, result.out) == (code, "")
    assert said in result.err


@pytest.mark.parametrize("command", ["check", "match"])
def test_a_sheet_is_no_territory(run: Callable[..., "Result"], tmp_path: Path, command: str) -> None:
    """Whoever checks or matches her sheet of cards is told the command that makes cards of it."""
    sheet = tmp_path / "mes-cartes.csv"
    sheet.write_text("Titre;Famille\n", encoding="utf-8")
    result = run(command, str(sheet))
    assert result.code == 1
    assert f"territoires deck import {sheet} -o mon-jeu" in result.err


def test_a_town_that_is_not_there_says_how_to_write_it(run: Callable[..., "Result"]) -> None:
    """The command that asks and writes it."""
    result = run("match", "absente.yaml")
    assert result.code == 1
    assert "territoires new city" in result.err
