"""`territoires deck export` to a sheet or an object, and `deck sheet`."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from territoires_cli.spreadsheets import read_cells

if TYPE_CHECKING:
    from tests.conftest import Result

Run = Callable[..., "Result"]


@pytest.fixture(autouse=True)
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> Path:
    """A deck of one card in `jeu`, in whose folder commands are typed."""
    monkeypatch.setenv("TERRITOIRES_CONFIG", str(tmp_path / "conf" / "config.yaml"))
    monkeypatch.setenv("TERRITOIRES_DECKS", str(tmp_path / "decks"))
    monkeypatch.chdir(tmp_path)
    assert run("deck", "sheet", "-o", "x.csv").code == 0
    assert run("deck", "import", "x.csv", "-o", "jeu").code == 0
    return tmp_path


def test_cards_of_a_folder_become_a_sheet(run: Run) -> None:
    """Its own cards alone, and the command that takes corrections in."""
    result = run("deck", "export", "jeu", "-o", "mes.csv")
    assert result.code == 0
    assert "La feuille contient 1 ligne." in result.err
    assert "territoires deck import mes.csv -o jeu --force" in result.err
    rows = read_cells(Path("mes.csv").read_bytes(), lambda cells: "Titre" in cells)
    assert [row.cells[:3] for row in rows] == [
        ("Identifiant", "Code", "Titre"),
        ("four-a-pain-du-village", "C4", "Four à pain du village"),
    ]
    again = run("deck", "import", "mes.csv", "-o", "jeu", "--force")
    assert "contient déjà tout cela" in again.err


def test_nothing_is_written_over(run: Run) -> None:
    """A file that is there is refused without --force."""
    assert run("deck", "export", "jeu", "-o", "x.csv").code == 1
    assert run("deck", "sheet", "-o", "x.csv").code == 1
    assert run("deck", "export", "jeu", "-o", "x.csv", "--force").code == 0


def test_a_kind_that_is_not_there_is_told(run: Run) -> None:
    """No empty sheet."""
    result = run("deck", "export", "jeu", "-o", "fiches.csv", "--kind", "action")
    assert result.code == 1
    assert "n’a pas de carte de cette sorte (action)" in result.err
    assert not Path("fiches.csv").exists()


def test_an_archive_is_exported_too(run: Run) -> None:
    """Its corrected cards go into a new folder of its name."""
    assert run("deck", "export", "jeu", "-o", "envoi.zip").code == 0
    result = run("deck", "export", "envoi.zip", "-o", "mes.csv")
    assert result.code == 0
    assert "territoires deck import mes.csv -o envoi\n" in result.err


def test_the_kind_is_in_the_command_that_takes_it_back(run: Run) -> None:
    """Sources go back among the sources."""
    Path("jeu/sources.yaml").write_text("- {id: a, title: A, short: A, year: null}\n", encoding="utf-8")
    result = run("deck", "export", "jeu", "-o", "s.csv", "--kind", "sources")
    assert "territoires deck import s.csv --kind source -o jeu --force" in result.err
    assert "contient déjà tout cela" in run("deck", "import", "s.csv", "--kind", "source", "-o", "jeu", "--force").err


def test_another_suffix_is_refused(run: Run) -> None:
    """With those that would do."""
    result = run("deck", "sheet", "-o", "x.xlsx")
    assert result.code == 2
    assert ".csv" in result.err


@pytest.mark.parametrize("line", ["x: 1e999", "x: 1", "hides: 3"])
def test_a_deck_with_a_fault_is_no_object_to_send(run: Run, line: str) -> None:
    """As for an archive: its line is told, and nothing is written."""
    with Path("jeu/deck.yaml").open("a", encoding="utf-8") as file:
        file.write(f"{line}\n")
    result = run("deck", "export", "jeu", "-o", "jeu.json")
    assert result.code == 3
    assert "Rien n’est écrit : qui reçoit ce jeu ne pourrait pas l’ouvrir." in result.err
    assert "jeu/deck.yaml:" in result.err
    assert not Path("jeu.json").exists()
