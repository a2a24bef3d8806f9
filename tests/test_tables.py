"""Sheets into the files of a deck's own folder, and its cards back into a sheet: nothing lost, nothing written over."""

import csv
import shutil
from pathlib import Path

import pytest

from territoires_cli.cells import names_of
from territoires_cli.content import read_sections
from territoires_cli.decks import read_deck
from territoires_cli.errors import ContentError, TerritoiresError
from territoires_cli.inspecting import inspect
from territoires_cli.models.deck import SECTION_OF_KIND, Deck
from territoires_cli.models.index import KINDS
from territoires_cli.places import builtin_root
from territoires_cli.reading import Reader
from territoires_cli.rosters import read_bytes
from territoires_cli.safe_yaml import parse_yaml
from territoires_cli.samples import sample_sheet
from territoires_cli.spreadsheets import write_cells
from territoires_cli.store import readable_yaml
from territoires_cli.tables import (
    SHEET_KINDS,
    CellProblem,
    Import,
    column_letters,
    read_import,
    write_sheet,
)
from territoires_cli.trees import write_tree


@pytest.fixture
def sample(tmp_path: Path, deck: Deck) -> Path:
    """The empty sheet with its example."""
    path = tmp_path / "mes-cartes.csv"
    path.write_bytes(write_cells(sample_sheet(names_of(deck))))
    return path


def take(sheet: Path, folder: Path, kind: str = "practice", *, replace: bool = False, force: bool = False) -> Import:
    """Import a sheet and write what it makes."""
    made = read_import(sheet, folder, kind, title="Mon jeu", identifier="mon-jeu", replace=replace)
    write_tree(folder, made.files, amended=made.amended, force=force)
    return made


def edit(sheet: Path, **cells: str) -> None:
    """Change cells of the first card, as a person does in a spreadsheet."""
    titles, *rows = csv.reader(sheet.read_text(encoding="utf-8-sig").splitlines(), delimiter=";")
    for title, words in cells.items():
        rows[0][titles.index(title)] = words
    sheet.write_bytes(write_cells([titles, *rows]))


def test_the_example_makes_a_deck_without_a_fault(sample: Path, tmp_path: Path) -> None:
    """What the empty sheet holds imports, extends the built-in deck, and passes every check without a remark."""
    folder = tmp_path / "mon-jeu"
    made = take(sample, folder)
    assert list(made.files) == ["deck.yaml", "practices/C4-four-a-pain-du-village.yaml"]
    assert made.count == 1
    assert [str(remark).split(" : ")[1] for remark in made.remarks] == ["c’est l’exemple de la feuille"]
    assert inspect([folder]).problems == []
    deck = read_deck([folder])
    assert deck.practice["four-a-pain-du-village"].code == "C4"
    assert len(deck.practices) == 36


def test_a_card_is_written_as_people_write(sample: Path, tmp_path: Path) -> None:
    """In the order of the models, under a remark, long texts on lines of their own."""
    text = take(sample, tmp_path / "x").files["practices/C4-four-a-pain-du-village.yaml"].decode()
    assert text.startswith("# yaml-language-server: $schema=../.schemas/card.json\n# Écrit à partir de mes-cartes.csv.")
    assert "\nid: four-a-pain-du-village\ncode: C4\ntitle: Four à pain du village\n" in text
    assert "\ndescription: >-\n  Beaucoup de villages" in text
    assert "\nlimits:\n  - Il faut" in text


def test_the_same_sheet_again_changes_nothing(sample: Path, tmp_path: Path) -> None:
    """Cards keep their codes, and files that say the same are left alone, were they written in another way."""
    folder = tmp_path / "jeu"
    take(sample, folder)
    card = folder / "practices" / "C4-four-a-pain-du-village.yaml"
    card.write_text(card.read_text(encoding="utf-8").replace("# Écrit", "# À moi. Écrit"), encoding="utf-8")
    assert take(sample, folder).files == {}
    assert "À moi" in card.read_text(encoding="utf-8")


def test_other_contents_are_not_written_over(sample: Path, tmp_path: Path) -> None:
    """A card that changed is refused, with its name, unless somebody forces it; nothing else is written then."""
    folder = tmp_path / "jeu"
    take(sample, folder)
    before = {path: path.read_bytes() for path in folder.rglob("*.yaml")}
    edit(sample, Résumé="On rallume le four, et chacun y cuit son pain.")
    with pytest.raises(TerritoiresError, match=r"practices/C4-four-a-pain-du-village\.yaml.*--force"):
        take(sample, folder)
    assert {path: path.read_bytes() for path in folder.rglob("*.yaml")} == before
    take(sample, folder, force=True)
    assert "On rallume le four, et chacun" in (folder / "practices" / "C4-four-a-pain-du-village.yaml").read_text(
        encoding="utf-8"
    )


def test_a_sheet_taken_in_again_loses_nothing(sample: Path, tmp_path: Path) -> None:
    """A remark, an order, and a field whose column the sheet lacks stay, with --force too."""
    folder = tmp_path / "jeu"
    take(sample, folder)
    card = folder / "practices" / "C4-four-a-pain-du-village.yaml"
    own = "# Revu avec Jeanne.\n" + card.read_text(encoding="utf-8").replace("code: C4\n", "") + "code: C4\n"
    card.write_text(own, encoding="utf-8")
    titles, row = _rows(sample.read_bytes(), 2)
    edited = dict(zip(titles, row, strict=True)) | {"Effort, argent": "peu"}
    del edited["Description"]
    sample.write_bytes(write_cells([list(edited), list(edited.values())]))
    take(sample, folder, force=True)
    assert "money: medium" in own
    assert card.read_text(encoding="utf-8") == own.replace("money: medium", "money: low")


def test_a_card_that_left_the_sheet_is_told(sample: Path, tmp_path: Path) -> None:
    """A new title makes a new card: the file of the old one is named, files from elsewhere are not."""
    folder = tmp_path / "jeu"
    take(sample, folder)
    (folder / "practices" / "autre.yaml").write_text("# À moi.\nid: autre\n", encoding="utf-8")
    edit(sample, Titre="Four à pizzas", Code="")
    made = take(sample, folder)
    old = folder / "practices" / "C4-four-a-pain-du-village.yaml"
    assert [str(remark) for remark in made.remarks] == [
        f"{old} : ce fichier n’est plus dans la feuille : supprimez-le si vous n’en voulez plus"
    ]
    assert old.exists()


def test_nothing_is_written_with_a_fault(sample: Path, tmp_path: Path) -> None:
    """One wrong row keeps all of the sheet out."""
    edit(sample, Famille="zzz")
    with pytest.raises(ContentError) as error:
        read_import(sample, tmp_path / "jeu", "practice", title="T", identifier="t")
    assert str(error.value).startswith(f"{sample}, ligne 2, colonne C « Famille » : « zzz » n’est pas dans la liste")
    assert not (tmp_path / "jeu").exists()


@pytest.mark.parametrize("kind", KINDS)
def test_a_folder_comes_back_through_sheets(deck: Deck, tmp_path: Path, kind: str) -> None:
    """Folder → sheet → folder: the cards of each kind of the built-in deck are the same, and so is its digest."""
    section = SECTION_OF_KIND[kind]
    folder = tmp_path / "jeu"
    shutil.copytree(builtin_root(), folder)
    shutil.copytree(builtin_root().parent / "workshops", folder / "workshops")
    content, count = write_sheet(folder, kind)
    assert count == len(getattr(deck, section))
    sheet = tmp_path / "x.csv"
    sheet.write_bytes(content)
    if kind == "practice":
        # Without its practices a deck can't be read: their names are known from its files all the same.
        reader = Reader()
        before = read_sections(reader, [folder])["practices"]
        shutil.rmtree(folder / section)
        take(sheet, folder, kind)
        assert read_sections(Reader(), [folder])["practices"] == before
    else:
        assert take(sheet, folder, kind).files == {}
        for path in (folder / section).iterdir():
            path.unlink()
        take(sheet, folder, kind)
    assert read_deck([folder]).digest == deck.digest


def test_sheets_are_the_same_bytes_each_time() -> None:
    """Of every kind that a sheet may hold."""
    for kind in SHEET_KINDS:
        assert write_sheet(builtin_root(), kind) == write_sheet(builtin_root(), kind)


def test_cards_of_the_built_in_deck_can_be_replaced(tmp_path: Path) -> None:
    """Its sheet, corrected, becomes a deck that replaces its cards; a second sheet adds to the list, remarks kept."""
    sheet = tmp_path / "tout.csv"
    titles, first, second = _rows(write_sheet(builtin_root(), "practice")[0], 3)
    folder = tmp_path / "jeu"
    sheet.write_bytes(write_cells([titles, first]))
    with pytest.raises(ContentError, match="--replace"):
        take(sheet, folder)
    take(sheet, folder, replace=True)
    told = (folder / "deck.yaml").read_text(encoding="utf-8")
    assert parse_yaml(told)["replaces"] == ["covoiturage"]
    sheet.write_bytes(write_cells([titles, second]))
    made = take(sheet, folder, replace=True)
    assert made.amended == {"deck.yaml"}
    after = (folder / "deck.yaml").read_text(encoding="utf-8")
    assert parse_yaml(after)["replaces"] == ["covoiturage", "location-voitures-particuliers"]
    assert [line for line in told.splitlines() if line.startswith("#")] == [
        line for line in after.splitlines() if line.startswith("#")
    ]
    assert len(read_deck([folder]).practices) == 35


def _rows(content: bytes, count: int) -> list[list[str]]:
    """The first rows of a sheet, as its cells are."""
    from territoires_cli.spreadsheets import read_cells

    return [list(row.cells) for row in read_cells(content, lambda cells: "Titre" in cells)[:count]]


def test_sources_are_added_to_their_file(sample: Path, tmp_path: Path) -> None:
    """A sheet of sources makes the file, then adds to it; cards may cite them by their short name."""
    folder = tmp_path / "jeu"
    sheet = tmp_path / "sources.csv"
    sheet.write_bytes(write_cells([["Titre", "Nom court", "Année"], ["Rapport du four", "Rapport", "2024"]]))
    take(sheet, folder, "source")
    file = folder / "sources.yaml"
    file.write_text(f"{file.read_text(encoding='utf-8')}  # à relire\n", encoding="utf-8")
    sheet.write_bytes(
        write_cells(
            [["Titre", "Nom court", "Année"], ["Rapport du four", "Rapport", "2024"], ["Autre", "Autre", "non daté"]]
        )
    )
    assert take(sheet, folder, "source").amended == {"sources.yaml"}
    text = file.read_text(encoding="utf-8")
    assert "# à relire" in text
    assert [item["id"] for item in parse_yaml(text)] == ["rapport-du-four", "autre"]
    assert take(sheet, folder, "source").files == {}
    titles, row = _rows(sample.read_bytes(), 2)
    sample.write_bytes(write_cells([[*titles, "Source 1"], [*row, "Rapport"]]))
    take(sample, folder)
    assert read_deck([folder]).practice["four-a-pain-du-village"].sources[0].id == "rapport-du-four"
    sheet.write_bytes(write_cells([["Titre", "Nom court", "Année"], ["Rapport du four", "Autre nom", "2024"]]))
    with pytest.raises(TerritoiresError, match="dit autre chose de rapport-du-four"):
        take(sheet, folder, "source")


def test_pairs_are_read_too(sample: Path, tmp_path: Path) -> None:
    """Two cards by their titles, the deck's own among them."""
    folder = tmp_path / "jeu"
    take(sample, folder)
    sheet = tmp_path / "paires.csv"
    sheet.write_bytes(write_cells([["Cartes", "Pourquoi"], ["Four à pain du village\nE3", "On répare en attendant."]]))
    take(sheet, folder, "pair")
    assert parse_yaml((folder / "pairs.yaml").read_text(encoding="utf-8")) == [
        {"cards": ["four-a-pain-du-village", "repair-cafe"], "why": "On répare en attendant."}
    ]
    assert write_sheet(folder, "pair")[1] == 1


def test_a_faulty_folder_is_told_first(sample: Path, tmp_path: Path) -> None:
    """A file that can't be read keeps a sheet from being taken in; a card with a fault of another kind doesn't."""
    folder = tmp_path / "jeu"
    take(sample, folder)
    card = folder / "practices" / "C4-four-a-pain-du-village.yaml"
    text = card.read_text(encoding="utf-8")
    card.write_text(text.replace("family: alimentation", "family: rien"), encoding="utf-8")
    edit(sample, Titre="Four à pizzas")
    assert "practices/C5-four-a-pizzas.yaml" in take(sample, folder).files
    card.write_text("id: [", encoding="utf-8")
    with pytest.raises(ContentError):
        take(sample, folder)
    card.write_text(text.replace("family: alimentation", "family: 3"), encoding="utf-8")
    with pytest.raises(ContentError):
        write_sheet(folder, "practice")


def test_problems_say_where_as_a_spreadsheet_does() -> None:
    """Rows by their numbers, columns by their letters."""
    assert [column_letters(number) for number in (0, 1, 26, 27, 52, 703)] == ["", "A", "Z", "AA", "AZ", "AAA"]
    assert str(CellProblem("x.csv", 2, 28, "Titre", "m")) == "x.csv, ligne 2, colonne AB « Titre » : m"
    assert str(CellProblem("x.csv", 2, 28, "", "m")) == "x.csv, ligne 2, colonne AB : m"
    assert str(CellProblem("x.csv", 2, None, "", "m")) == "x.csv, ligne 2 : m"
    assert str(CellProblem("x.csv", 2, None, "Défis", "m")) == "x.csv, ligne 2, « Défis » : m"


def test_files_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    """No such file, a folder, a workbook."""
    for path, said in ((tmp_path / "rien.csv", "n’existe pas"), (tmp_path, "c’est un dossier")):
        with pytest.raises(TerritoiresError, match=said):
            read_bytes(path, 10)
    workbook = tmp_path / "x.csv"
    workbook.write_bytes(b"PK\x03\x04")
    with pytest.raises(TerritoiresError, match=r"x\.csv : Ce fichier est un classeur"):
        read_import(workbook, tmp_path / "jeu", "practice", title="T", identifier="t")


def with_situations(folder: Path, situations: list[str]) -> None:
    """Give the sample's card these situations."""
    path = folder / "practices" / "C4-four-a-pain-du-village.yaml"
    data = parse_yaml(path.read_text(encoding="utf-8"))
    path.write_text(readable_yaml({**data, "situations": situations}, ""), encoding="utf-8")


def test_a_card_of_more_items_than_columns_comes_back(sample: Path, tmp_path: Path) -> None:
    """Twelve hundred situations stand in one cell, and the sheet is taken back as it left."""
    folder = tmp_path / "jeu"
    take(sample, folder)
    with_situations(folder, [f"le car {number} ne passe plus" for number in range(1_200)])
    content, _count = write_sheet(folder, "practice")
    sample.write_bytes(content)
    titles, row = csv.reader(content.decode("utf-8-sig").splitlines(keepends=True), delimiter=";")
    assert row[titles.index("Situations")].count("\n") == 1_199
    assert "Situation 1" not in titles
    assert read_import(sample, folder, "practice", title="", identifier="").files == {}


@pytest.mark.parametrize(
    ("situations", "said"),
    [
        ([f"- le car {number}" for number in range(1_200)], "La ligne 1 a plus de 1000 colonnes"),
        ([f"le car {number} {'a' * 60}" for number in range(1_200)], "dépasse 32767 caractères"),
    ],
)
def test_a_sheet_that_could_not_be_taken_back_is_not_written(
    sample: Path, tmp_path: Path, situations: list[str], said: str
) -> None:
    """Items that need a column each, and more words than a cell holds: the sentence says what else to do."""
    folder = tmp_path / "jeu"
    take(sample, folder)
    with_situations(folder, situations)
    with pytest.raises(TerritoiresError, match=rf"ne pourrait pas être reprise : .*{said}.*exportez le jeu en \.json"):
        write_sheet(folder, "practice")


def test_more_cards_than_a_sheet_may_have_are_not_written(
    sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As many as are taken back, and none more."""
    take(sample, tmp_path / "jeu")
    monkeypatch.setattr("territoires_cli.tables.MOST_CARDS", 1)
    assert write_sheet(tmp_path / "jeu", "practice")[1] == 1
    monkeypatch.setattr("territoires_cli.tables.MOST_CARDS", 0)
    with pytest.raises(TerritoiresError, match="elle aurait plus de 0 lignes"):
        write_sheet(tmp_path / "jeu", "practice")
