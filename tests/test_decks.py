"""Where decks lie, and reading them from the cache or from their files."""

import os
import shutil
import sys
from pathlib import Path

import pytest

from territoires_cli import places
from territoires_cli.decks import read_city, read_city_text, read_deck
from territoires_cli.errors import ContentError, TerritoiresError
from territoires_cli.models.deck import Deck
from territoires_cli.places import builtin_root, deck_files, deck_folders, workshops_folder, yaml_files


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the built-in deck as a project folder: `cards/` and `workshops/` inside."""
    builtin = builtin_root()
    shutil.copytree(builtin, tmp_path / "projet" / "cards")
    shutil.copytree(builtin.parent / "workshops", tmp_path / "projet" / "workshops")
    return tmp_path / "projet"


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
    with pytest.raises(TerritoiresError, match="absent"):
        read_deck([tmp_path / "absent"])
    with pytest.raises(TerritoiresError, match="le nom est trop long"):
        read_deck([tmp_path / ("x" * 300)])


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
    assert sorted(found) == sorted(project.rglob("*.yaml"))
    assert found == deck_files([project / "cards"])
    assert yaml_files(project / "absent") == []


def test_both_suffixes_of_yaml_count_and_hidden_files_do_not(tmp_path: Path) -> None:
    """`.yml` is read like `.yaml`; what an editor hides in the folder isn't read."""
    for name in ("b.yaml", "a.yml", ".c.yaml", "._b.yaml", "d.txt", "e.yaml~"):
        (tmp_path / name).write_bytes(b"")
    assert [path.name for path in yaml_files(tmp_path)] == ["a.yml", "b.yaml"]


def test_an_edit_shows_at_once(project: Path) -> None:
    """A deck is read, a word of a card is changed, and the next reading has the new word."""
    path = project / "cards" / "practices" / "A1-covoiturage.yaml"
    before = read_deck([project])
    assert read_deck([project]).practice["covoiturage"].title == "Covoiturage"
    path.write_text(path.read_text(encoding="utf-8").replace("title: Covoiturage", "title: Voiturages"), "utf-8")
    after = read_deck([project])
    assert after.practice["covoiturage"].title == "Voiturages"
    assert after.digest != before.digest


def test_an_edit_of_the_same_size_shows_too(project: Path) -> None:
    """The time of a file counts, not only its size; so do new files and removed ones."""
    path = project / "cards" / "deck.yaml"
    read_deck([project])
    path.write_text(path.read_text(encoding="utf-8").replace('version: "1.0"', 'version: "2.0"'), encoding="utf-8")
    moved = path.stat().st_mtime_ns + 5_000_000
    os.utime(path, ns=(moved, moved))
    assert read_deck([project]).info.version == "2.0"
    extra = project / "cards" / "cities" / "ici.yaml"
    extra.write_text("name: Ici\nchallenges: [emploi]\n", encoding="utf-8")
    assert "ici" in read_deck([project]).city
    extra.unlink()
    assert "ici" not in read_deck([project]).city


def test_a_warm_reading_leaves_the_yaml_reader_alone(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once in the cache, a deck is read without the module that parses YAML."""
    first = read_deck([project])
    monkeypatch.setitem(sys.modules, "territoires_cli.content", None)
    again = read_deck([project])
    assert again.digest == first.digest
    assert again.practices == first.practices


def test_a_deck_with_problems_is_not_kept(project: Path) -> None:
    """A broken deck is told at each reading, and read as soon as it is mended."""
    path = project / "cards" / "deck.yaml"
    good = path.read_text(encoding="utf-8")
    path.write_text(good + "oups: 1\n", encoding="utf-8")
    for _attempt in range(2):
        with pytest.raises(ContentError, match="oups"):
            read_deck([project])
    path.write_text(good, encoding="utf-8")
    assert len(read_deck([project]).practices) == 35


def test_problems_of_a_deck(project: Path) -> None:
    """The built-in deck has none; a spoilt copy has those of its files."""
    assert inspect([project]).problems == []
    path = project / "cards" / "deck.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "oups: 1\n", encoding="utf-8")
    assert [problem.field for problem in problems_of([project])] == ["oups"]


def test_cities_are_read_from_files_and_texts(deck: Deck, tmp_path: Path) -> None:
    """A file and a text with the same content give the same city."""
    path = tmp_path / "ici.yaml"
    path.write_text("name: Ici\nchallenges: [emploi]\n", encoding="utf-8")
    assert read_city(path, deck) == read_city_text("name: Ici\nchallenges: [emploi]\n", "-", deck)
    with pytest.raises(TerritoiresError, match="n’existe pas"):
        read_city(tmp_path / "absente.yaml", deck)
