"""Reading decks and cities: from the cache, or from files where one changed."""

import os
import shutil
import sys
from pathlib import Path

import pytest

from territoires_cli.decks import read_city, read_city_text, read_deck
from territoires_cli.errors import ContentError, TerritoiresError
from territoires_cli.models.deck import Deck
from territoires_cli.places import builtin_root


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the built-in deck as a project folder: `cards/` and `workshops/` inside."""
    builtin = builtin_root()
    shutil.copytree(builtin, tmp_path / "projet" / "cards")
    shutil.copytree(builtin.parent / "workshops", tmp_path / "projet" / "workshops")
    return tmp_path / "projet"


def test_a_folder_without_deck_is_an_expected_error(tmp_path: Path) -> None:
    """What is missing is told before anything is read."""
    with pytest.raises(TerritoiresError, match="absent » n’existe pas"):
        read_deck([tmp_path / "absent"])


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


def test_cities_are_read_from_files_and_texts(deck: Deck, tmp_path: Path) -> None:
    """A file and a text with the same content give the same city."""
    path = tmp_path / "ici.yaml"
    path.write_text("name: Ici\nchallenges: [emploi]\n", encoding="utf-8")
    assert read_city(path, deck) == read_city_text("name: Ici\nchallenges: [emploi]\n", "-", deck)
    with pytest.raises(TerritoiresError, match="n’existe pas"):
        read_city(tmp_path / "absente.yaml", deck)
