"""`territoires deck import`: a sheet or an object into a folder that is checked, and what to do next."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from territoires_cli.cli.deck_import import sheet_kind_names
from territoires_cli.spreadsheets import read_cells, write_cells
from territoires_cli.store import WritingError
from territoires_cli.tables import SHEET_KINDS

if TYPE_CHECKING:
    from tests.conftest import Result

Run = Callable[..., "Result"]


@pytest.fixture(autouse=True)
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Settings and installed decks of this test alone, in whose folder commands are typed."""
    monkeypatch.setenv("TERRITOIRES_CONFIG", str(tmp_path / "conf" / "config.yaml"))
    monkeypatch.setenv("TERRITOIRES_DECKS", str(tmp_path / "decks"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def edit(path: str, **cells: str) -> None:
    """Change cells of the first card."""
    titles, row = (list(row.cells) for row in read_cells(Path(path).read_bytes(), lambda cells: "Titre" in cells))
    for title, words in cells.items():
        row[titles.index(title)] = words
    Path(path).write_bytes(write_cells([titles, row]))


def test_from_an_empty_sheet_to_a_listed_card(run: Run) -> None:
    """Three commands: the sheet, its cards into a folder, the cards listed; each says the next one."""
    first = run("deck", "sheet", "-o", "mes-cartes.csv")
    assert first.code == 0
    assert "territoires deck import mes-cartes.csv -o mon-jeu" in first.err
    second = run("deck", "import", "mes-cartes.csv")
    assert second.code == 0
    assert second.err.splitlines() == [
        "mes-cartes.csv, ligne 2 : c’est l’exemple de la feuille : gardez cette ligne seulement si vous la voulez",
        "1 ligne lue dans mes-cartes.csv.",
        "2 fichiers écrits dans mes-cartes",
        "  deck.yaml",
        "  practices/C4-four-a-pain-du-village.yaml",
        "Pour voir vos cartes : territoires list --deck mes-cartes",
        "Pour composer un atelier avec elles : territoires plan lorient --deck mes-cartes",
    ]
    assert "title: Mes cartes" in Path("mes-cartes/deck.yaml").read_text(encoding="utf-8")
    listed = run("list", "--deck", "mes-cartes", "--search", "four")
    assert "C4\tfour-a-pain-du-village" in listed.out
    again = run("deck", "import", "mes-cartes.csv")
    assert "Rien à écrire : le dossier mes-cartes contient déjà tout cela." in again.err


def test_mistakes_are_counted_and_listed(run: Run) -> None:
    """Nothing is written, and each line says where the mend goes."""
    run("deck", "sheet", "-o", "x.csv")
    edit("x.csv", Famille="Alimentaton", Résumé="")
    result = run("deck", "import", "x.csv", "-o", "jeu")
    assert result.code == 3
    assert "Rien n’a été écrit : 2 choses à corriger, puis la même commande." in result.err
    assert not Path("jeu").exists()


def test_titles_and_names_are_given(run: Run) -> None:
    """The deck that the sheet begins is called as one wants."""
    run("deck", "sheet", "-o", "x.csv")
    result = run("deck", "import", "x.csv", "-o", "jeu", "--title", "Les fours", "--id", "fours")
    assert result.code == 0
    assert "id: fours" in Path("jeu/deck.yaml").read_text(encoding="utf-8")
    assert "title: Les fours" in Path("jeu/deck.yaml").read_text(encoding="utf-8")


def test_a_folder_without_letters_gets_a_title(run: Run) -> None:
    """Where the folder's name says nothing."""
    run("deck", "sheet", "-o", "x.csv")
    assert run("deck", "import", "x.csv", "-o", "_").code == 0
    assert "title: Mes cartes" in Path("_/deck.yaml").read_text(encoding="utf-8")


def test_what_a_check_would_refuse_is_told_at_its_cell(run: Run) -> None:
    """Lengths of printed texts, a code of another family: nothing is written, and all is told at once."""
    run("deck", "sheet", "-o", "x.csv")
    edit(
        "x.csv", **{"Résumé": " ".join(["mot"] * 40) + ".", "Limite 2": "a" * 95, "Code": "E9", "Question 1": "q" * 80}
    )
    result = run("deck", "import", "x.csv", "-o", "jeu")
    assert result.code == 3
    assert "Rien n’a été écrit : 4 choses à corriger" in result.err
    assert "x.csv, ligne 2, colonne A « Code » : le code doit commencer par « C »" in result.err
    assert "x.csv, ligne 2, colonne AG « Limite 2 » : 95 caractères imprimés, 80 au plus" in result.err
    assert "x.csv, ligne 2, colonne E « Résumé » : 160 caractères imprimés, 140 au plus" in result.err
    assert not Path("jeu").exists()


def test_remarks_are_counted_and_stop_nothing(run: Run) -> None:
    """Careless typography: how many remarks, and where to read them."""
    run("deck", "sheet", "-o", "x.csv")
    edit("x.csv", **{"Résumé": "On rallume l'ancien four.", "Limite 2": "C'est long."})
    result = run("deck", "import", "x.csv", "-o", "jeu")
    assert result.code == 0
    assert "2 remarques sur ces cartes ; pour les lire : territoires check jeu" in result.err
    assert result.out == ""


def test_errors_of_other_files_say_how_to_go_on(run: Run) -> None:
    """What was faulty in the folder is told with its lines; the sheet is taken in again once it is mended."""
    run("deck", "sheet", "-o", "x.csv")
    run("deck", "import", "x.csv", "-o", "jeu")
    card = Path("jeu/practices/C4-four-a-pain-du-village.yaml")
    card.write_text(card.read_text(encoding="utf-8").replace("family: alimentation", "family: rien"), encoding="utf-8")
    edit("x.csv", Titre="Four à pizzas")
    result = run("deck", "import", "x.csv", "-o", "jeu")
    assert result.code == 3
    assert "Corrigez votre fichier, puis reprenez-le : territoires deck import x.csv -o jeu --force" in result.err
    assert "family" in result.out


def test_a_deck_in_its_cards_folder_is_found(run: Run) -> None:
    """No second deck.yaml beside it."""
    run("deck", "sheet", "-o", "x.csv")
    assert run("deck", "import", "x.csv", "-o", "jeu/cards").code == 0
    edit("x.csv", Titre="Four à pizzas")
    assert run("deck", "import", "x.csv", "-o", "jeu").code == 0
    assert Path("jeu/cards/practices/C5-four-a-pizzas.yaml").is_file()
    assert not Path("jeu/deck.yaml").exists()


def test_odd_columns_are_told(run: Run) -> None:
    """A column of one's own is left out with a word."""
    run("deck", "sheet", "-o", "x.csv")
    rows = [list(row.cells) for row in read_cells(Path("x.csv").read_bytes(), lambda cells: "Titre" in cells)]
    Path("x.csv").write_bytes(write_cells([[*rows[0], "Mes notes"], [*rows[1], "à revoir"]]))
    result = run("deck", "import", "x.csv", "-o", "jeu")
    assert result.code == 0
    assert "x.csv, ligne 1, colonne AK « Mes notes » : colonne laissée de côté" in result.err


def test_an_object_becomes_a_folder(run: Run) -> None:
    """What was exported as JSON is written, and checked."""
    run("deck", "sheet", "-o", "x.csv")
    run("deck", "import", "x.csv", "-o", "jeu")
    assert run("deck", "export", "jeu", "-o", "jeu.json").code == 0
    result = run("deck", "import", "jeu.json", "-o", "autre")
    assert result.code == 0
    assert "2 fichiers écrits dans autre" in result.err
    assert run("deck", "export", "autre", "-o", "autre.json").code == 0
    assert Path("jeu.json").read_bytes() == Path("autre.json").read_bytes()


@pytest.mark.parametrize("options", [("--kind", "action"), ("--title", "T"), ("--id", "t"), ("--replace",)])
def test_an_object_tells_everything_itself(run: Run, options: tuple[str, ...]) -> None:
    """Options of sheets are refused with it."""
    Path("x.json").write_text(json.dumps({"schema": 1}), encoding="utf-8")
    result = run("deck", "import", "x.json", *options)
    assert result.code == 2
    assert f"{options[0]} va avec une feuille de tableur" in result.err


def test_an_object_with_mistakes_is_told(run: Run) -> None:
    """At their paths."""
    Path("x.json").write_text(json.dumps({"schema": 1}), encoding="utf-8")
    result = run("deck", "import", "x.json")
    assert result.code == 3
    assert "1 chose à corriger" in result.err
    assert not Path("x").exists()


@pytest.mark.parametrize("kind", SHEET_KINDS)
def test_kinds_have_names(kind: str) -> None:
    """In English, as files are called, and in French."""
    names = [name for name, found in sheet_kind_names().items() if found == kind]
    assert names[0] == kind
    assert len(names) > 1


def test_another_kind_is_refused_with_those_that_would_do(run: Run) -> None:
    """A kind that no sheet holds."""
    run("deck", "sheet", "-o", "x.csv")
    result = run("deck", "import", "x.csv", "--kind", "format")
    assert result.code == 2
    assert "practice" in result.err


def test_many_files_are_counted_only(run: Run) -> None:
    """More than a dozen names would hide the rest."""
    run("deck", "sheet", "-o", "x.csv")
    titles, row = (list(row.cells) for row in read_cells(Path("x.csv").read_bytes(), lambda cells: "Titre" in cells))
    place = titles.index("Titre")
    rows = [[*row[:place], f"Four numéro {number}", *row[place + 1 :]] for number in range(20)]
    Path("x.csv").write_bytes(write_cells([titles, *rows]))
    result = run("deck", "import", "x.csv", "-o", "jeu")
    assert "20 lignes lues" in result.err
    assert "21 fichiers écrits dans jeu" in result.err
    assert "practices/" not in result.err


def test_schemas_that_cannot_be_written_are_told_beside_the_cards(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk is full after the cards: they stand, and nobody is told that nothing was written."""

    def refuse(path: Path, *_arguments: object, **_options: object) -> None:
        raise WritingError(f"Impossible d’écrire « {path} ».")

    monkeypatch.setattr("territoires_cli.schema_files.write_file", refuse)
    run("deck", "sheet", "-o", "mes-cartes.csv")
    done = run("deck", "import", "mes-cartes.csv")
    assert done.code == 0
    assert "Vos fichiers sont bien écrits ; seule manque l’aide pour les éditeurs de texte. Impossible" in done.err
    assert "Rien n’a été écrit" not in done.err


@pytest.mark.parametrize("name", ["../x", "con", "A B", "é"])
def test_an_id_that_would_not_do_is_refused_before_anything_is_written(run: Run, name: str) -> None:
    """With the code of a usage error; the same command with a good id then works."""
    run("deck", "sheet", "-o", "t.csv")
    done = run("deck", "import", "t.csv", "-o", "v", "--id", name)
    assert done.code == 2
    assert f"Rien n’a été écrit : avec --id, donnez autre chose que « {name} »" in done.err.replace("\u00a0", " ")
    assert not Path("v").exists()
    assert run("deck", "import", "t.csv", "-o", "v", "--id", "bon").code == 0


def test_a_title_or_a_folder_that_would_not_do_is_refused_before(run: Run) -> None:
    """A blank title, and a folder after whose name no deck can be called."""
    run("deck", "sheet", "-o", "t.csv")
    blank = run("deck", "import", "t.csv", "-o", "v", "--title", " ")
    device = run("deck", "import", "t.csv", "-o", "aux")
    assert (blank.code, device.code) == (2, 2)
    assert "avec --title" in blank.err
    assert "avec --id" in device.err
    assert not Path("v").exists()
    assert not Path("aux").exists()


def test_a_deck_that_could_not_be_read_is_not_written(run: Run) -> None:
    """Five thousand sources are more than a file may hold: nothing is written, and the sentence says which part."""
    run("deck", "export", "territoires-collaboratifs", "-o", "t.json")
    data = json.loads(Path("t.json").read_text(encoding="utf-8"))
    source = data["sources"][0]
    data["sources"] += [{**source, "id": f"s{number}", "title": "x" * 200} for number in range(5_000)]
    Path("t.json").write_text(json.dumps(data), encoding="utf-8")
    done = run("deck", "import", "t.json", "-o", "v")
    assert done.code == 3
    assert "Rien n’a été écrit : 1 chose à corriger" in done.err
    assert "« sources.yaml » serait trop gros" in done.err.replace("\u00a0", " ")
    assert not Path("v").exists()
