"""Where decks lie, the files that make up each, and the deck that a path is a part of."""

import os
import shutil
from pathlib import Path

import pytest

from territoires_cli import archives, places
from territoires_cli.decks import read_deck
from territoires_cli.errors import ContentError, TerritoiresError
from territoires_cli.places import (
    DECK_FILE,
    KINDS,
    builtin_root,
    deck_around,
    deck_files,
    deck_folders,
    workshops_folder,
    yaml_files,
)
from tests.own_decks import extension, lay


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the built-in deck as a project folder: `cards/` and `workshops/` inside."""
    builtin = builtin_root()
    shutil.copytree(builtin, tmp_path / "projet" / "cards")
    shutil.copytree(builtin.parent / "workshops", tmp_path / "projet" / "workshops")
    return tmp_path / "projet"


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """The folders and files of a deck called `jeu`, all empty, with its formats inside."""
    folder = tmp_path / "jeu"
    for name in (DECK_FILE, "pairs.yaml", *(f"{kind}/une.yaml" for kind in KINDS), "workshops/atelier.yaml"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"")
    return folder


def test_the_deck_of_a_checkout_is_the_one_that_can_be_edited() -> None:
    """In a checkout the built-in deck is `cards/` at the top level, not a copy inside the package."""
    assert builtin_root() == Path(places.__file__).resolve().parents[2] / "cards"


def test_a_packaged_deck_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a wheel the deck lies in `content/` beside the modules."""
    monkeypatch.setattr(places, "__file__", str(tmp_path / "territoires_cli" / "places.py"))
    packaged = tmp_path / "territoires_cli" / "content" / "cards"
    packaged.mkdir(parents=True)
    (packaged / "deck.yaml").write_text("", encoding="utf-8")
    assert builtin_root() == packaged.resolve()


def test_a_root_is_a_deck_or_holds_one_in_cards(project: Path) -> None:
    """Both the project folder and its `cards/` name the deck."""
    assert deck_folders([project]) == deck_folders([project / "cards"]) == [project / "cards"]
    assert deck_folders([]) == [builtin_root()]


def test_a_root_without_deck_is_an_expected_error(tmp_path: Path) -> None:
    """The message names the folder and the file that it lacks."""
    with pytest.raises(TerritoiresError, match=r"ne contient pas de jeu : il y manque le fichier deck\.yaml"):
        deck_folders([tmp_path])
    with pytest.raises(TerritoiresError, match="absent » n’existe pas"):
        deck_folders([tmp_path / "absent"])
    with pytest.raises(TerritoiresError, match="le nom est trop long"):
        deck_folders([tmp_path / ("x" * 300)])


def test_formats_lie_inside_a_deck_or_beside_its_cards(tmp_path: Path) -> None:
    """`cards/` has its formats beside it unless it holds some; another folder has them inside."""
    cards = tmp_path / "cards"
    cards.mkdir()
    assert workshops_folder(cards) == tmp_path / "workshops"
    assert workshops_folder(tmp_path / "jeu") == tmp_path / "jeu" / "workshops"
    (cards / "workshops").mkdir()
    assert workshops_folder(cards) == cards / "workshops"


def test_every_file_of_a_deck_is_listed_once(project: Path) -> None:
    """The files are those of the folder, in an order that doesn't depend on the disk; other files don't count."""
    (project / "cards" / "practices" / "notes.txt").write_text("x", encoding="utf-8")
    found = deck_files([project / "cards"])
    assert sorted(found, key=str) == sorted(project.rglob("*.yaml"), key=str)
    assert found == deck_files([project / "cards"])
    assert yaml_files(project / "absent") == []


def test_both_suffixes_of_yaml_count_and_hidden_files_do_not(tmp_path: Path) -> None:
    """`.yml` is read like `.yaml`; what an editor hides in the folder isn't read."""
    for name in ("b.yaml", "a.yml", ".c.yaml", "._b.yaml", "d.txt", "e.yaml~"):
        (tmp_path / name).write_bytes(b"")
    assert [path.name for path in yaml_files(tmp_path)] == ["a.yml", "b.yaml"]


def test_a_part_belongs_to_the_deck_around_it(bare: Path) -> None:
    """Each file and each folder of a deck leads to the deck's folder, and so does that folder."""
    assert deck_around(bare) == bare
    for path in bare.rglob("*"):
        assert deck_around(path) == bare


def test_the_parts_of_a_cards_folder_lie_inside_or_beside_it(project: Path) -> None:
    """The project around `cards/`, its cards and the formats beside them all lead to `cards/`."""
    cards = project / "cards"
    parts = (project, cards, cards / "practices", cards / "deck.yaml", project / "workshops")
    for path in (*parts, project / "workshops" / "sharitories.yaml", cards / "cities" / "lorient.yaml"):
        assert deck_around(path) == cards


def test_what_lies_in_a_deck_without_being_read_is_no_part_of_it(bare: Path) -> None:
    """Notes, hidden files, folders of another name, files deeper down or not there at all belong to no deck."""
    for name in ("notes.txt", "practices/notes.md", "practices/.cache.yaml", "autre/une.yaml", "practices/a/une.yaml"):
        (bare / name).parent.mkdir(parents=True, exist_ok=True)
        (bare / name).write_bytes(b"")
        assert deck_around(bare / name) is None
    assert deck_around(bare / "autre") is None
    assert deck_around(bare / "practices" / "absente.yaml") is None


def test_a_territory_beside_a_deck_is_no_part_of_it(project: Path, tmp_path: Path) -> None:
    """A file next to `cards/`, and one with no deck anywhere above, stand alone; so does the folder of several decks."""
    for path in (project / "ma-ville.yaml", tmp_path / "ma-ville.yaml"):
        path.write_text("name: Ici\n", encoding="utf-8")
        assert deck_around(path) is None
    (tmp_path / "un").mkdir()
    (tmp_path / "un" / DECK_FILE).write_bytes(b"")
    assert deck_around(tmp_path) is None


def test_the_nearest_deck_above_is_the_one(bare: Path) -> None:
    """A deck inside another deck's folder is the one that its cards belong to."""
    inner = bare / "variante"
    (inner / "practices").mkdir(parents=True)
    for name in (DECK_FILE, "practices/une.yaml"):
        (inner / name).write_bytes(b"")
    assert deck_around(inner / "practices" / "une.yaml") == inner
    assert deck_around(bare / "practices" / "une.yaml") == bare


def test_a_deck_is_found_from_inside_and_through_links(
    bare: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name relative to the folder one stands in, and a link to a card, lead to the same deck."""
    monkeypatch.chdir(bare / "practices")
    assert deck_around(Path("une.yaml")) == deck_around(Path()) == bare.resolve()
    link = tmp_path / "raccourci.yaml"
    link.symlink_to(bare / "practices" / "une.yaml")
    assert deck_around(link) == bare.resolve()


def test_no_file_outside_a_deck_is_read_for_it(tmp_path: Path) -> None:
    """A link that leads out, to a file or through a folder, is told where it stands; one that stays inside is read."""
    secret = lay(tmp_path / "ailleurs", {"E8-x.yaml": "id: secret\n"})
    val = extension(tmp_path / "val")
    (val / "practices" / "E8-x.yaml").symlink_to(secret / "E8-x.yaml")
    (val / "lessons").symlink_to(secret)
    with pytest.raises(ContentError) as caught:
        read_deck([val])
    found = [(Path(item.file).parent.name, item.message) for item in caught.value.problems]
    message = "ce fichier est un lien qui mène hors du jeu : mettez le fichier lui-même à cette place"
    assert found == [("practices", message), ("lessons", message)]
    assert "secret" not in str(caught.value)
    (val / "practices" / "E8-x.yaml").unlink()
    (val / "lessons").unlink()
    (val / "vrac.yaml.txt").write_bytes((val / "practices" / "E7-vrac-mobile.yaml").read_bytes())
    (val / "practices" / "E7-vrac-mobile.yaml").unlink()
    (val / "practices" / "E7-vrac-mobile.yaml").symlink_to(val / "vrac.yaml.txt")
    assert len(read_deck([val]).practices) == 36


def test_a_deck_reached_through_a_link_is_read(tmp_path: Path) -> None:
    """The folder itself may be a link: people keep their decks where they like."""
    extension(tmp_path / "val")
    (tmp_path / "lien").symlink_to(tmp_path / "val")
    assert len(read_deck([tmp_path / "lien"]).practices) == 36


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_what_is_no_ordinary_file_is_not_waited_for(tmp_path: Path) -> None:
    """A named pipe, a folder with a file's name, a name of a device: told, and never opened."""
    val = extension(tmp_path / "val")
    os.mkfifo(val / "practices" / "E8-tube.yaml")
    (val / "practices" / "E9-dossier.yaml").mkdir()
    lay(val, {"practices/CON.yaml": "id: x\n"})
    with pytest.raises(ContentError) as caught:
        read_deck([val])
    assert [(Path(item.file).name, item.message) for item in caught.value.problems] == [
        ("CON.yaml", "ce fichier n’est pas lu : Windows prend ce nom pour celui d’un appareil"),
        ("E8-tube.yaml", "ce n’est pas un fichier ordinaire : ôtez-le du jeu"),
        (
            "E9-dossier.yaml",
            "il y a ici un dossier à la place d’un fichier : mettez le fichier de la carte à sa place, ou ôtez-le",
        ),
    ]


@pytest.mark.parametrize(
    ("bound", "value", "message"),
    [("MAX_FILES", 1, "a plus de 1 fichiers"), ("MAX_UNPACKED", 100, "pèse plus de 0 Mo")],
)
def test_a_folder_keeps_to_the_bounds_of_an_archive(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bound: str, value: int, message: str
) -> None:
    """Too many files, or too heavy ones, are told before any of them is read."""
    monkeypatch.setattr(archives, bound, value)
    with pytest.raises(TerritoiresError, match=message):
        read_deck([extension(tmp_path / "val")])


def test_a_file_that_is_no_deck_says_what_is_expected(tmp_path: Path) -> None:
    """Somebody who names deck.yaml itself, or a card, is told to name its folder."""
    val = extension(tmp_path / "val")
    with pytest.raises(TerritoiresError, match="n’est pas un jeu : donnez son dossier"):
        read_deck([val / "deck.yaml"])


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("deck.yml", "« deck.yml » doit s’appeler deck.yaml"),
        ("Deck.yaml.txt", "« Deck.yaml.txt » doit s’appeler deck.yaml"),
        ("cards/deck.txt", "« deck.txt » doit s’appeler deck.yaml"),
        ("mon-jeu/deck.yaml", "vouliez-vous dire « "),
        ("notes.txt", "Créez-le avec les lignes id, title, version, licence"),
    ],
)
def test_a_folder_without_deck_says_what_to_do(tmp_path: Path, name: str, said: str) -> None:
    """The file may have another name, lie one folder below, or not be there at all."""
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).touch()
    with pytest.raises(TerritoiresError) as caught:
        deck_folders([tmp_path])
    assert said in str(caught.value)


def test_an_archive_that_is_not_there_is_told_as_one(tmp_path: Path) -> None:
    """Whoever names a zip isn't told of a folder."""
    with pytest.raises(TerritoiresError, match=r"L’archive « .*jeu\.zip » n’existe pas"):
        read_deck([tmp_path / "jeu.zip"])
