"""Which decks a command uses: those typed, those of the environment, those of the settings, the built-in one."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from filelock import FileLock

from territoires_cli.configuration import change_usual, settings_path
from territoires_cli.errors import ContentError, TerritoiresError
from territoires_cli.installed import (
    configured_decks,
    deck_names,
    deck_roots,
    decks_folder,
    installed_decks,
    usual_decks,
)
from territoires_cli.places import BUILTIN, builtin_root
from tests.own_decks import extension, zipped


@pytest.fixture(autouse=True)
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Settings and installed decks of this test alone."""
    monkeypatch.setenv("TERRITOIRES_CONFIG", str(tmp_path / "conf" / "config.yaml"))
    monkeypatch.setenv("TERRITOIRES_DECKS", str(tmp_path / "decks"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def install(own: Path, name: str = "val") -> Path:
    """An installed deck."""
    decks_folder().mkdir(exist_ok=True)
    return zipped(extension(own / "source" / name, name=name), decks_folder() / f"{name}.zip")


def test_without_a_word_there_is_the_built_in_deck(own: Path) -> None:
    """No settings, no environment: no root, which is the built-in deck."""
    assert (usual_decks(), deck_names([]), deck_roots([])) == ((), (), [])
    settings_path().parent.mkdir()
    settings_path().write_text("schema: 1\norganiser: Ville du Val\n", encoding="utf-8")
    assert usual_decks() == ()


def test_what_is_typed_wins_over_environment_and_settings(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Options, then TERRITOIRES_DECK, then the file; names of installed decks and of the built-in one are understood."""
    installed = install(own)
    change_usual(add=["val"])
    assert deck_roots([]) == [installed]
    monkeypatch.setenv("TERRITOIRES_DECK", os.pathsep.join([BUILTIN, "val"]))
    assert deck_roots([]) == [builtin_root(), installed]
    assert deck_names([]) == (BUILTIN, "val")
    assert deck_roots(["val"]) == [installed]
    assert deck_names(["ici"]) == ("ici",)


def test_a_folder_wins_over_an_installed_deck_of_its_name(own: Path) -> None:
    """What lies in the current folder is what somebody means."""
    install(own)
    extension(own / "val")
    assert deck_roots(["val"]) == [Path("val")]


def test_folders_of_the_settings_begin_there(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A relative name in the settings means the same wherever a command is typed."""
    extension(own / "conf" / "mien")
    change_usual(add=["mien"])
    monkeypatch.chdir(own / "conf" / "mien")
    assert deck_roots([]) == [own / "conf" / "mien"]


def test_a_name_of_nothing_gets_the_nearest(own: Path) -> None:
    """A slip is told with the installed decks; what looks like no name at all is left to whoever opens it."""
    install(own)
    with pytest.raises(TerritoiresError, match="Vouliez-vous dire val"):
        deck_roots(["vall"])
    assert deck_roots(["./xyz", "xyz.zip", "qqqq"]) == [Path("xyz"), Path("xyz.zip"), Path("qqqq")]


def test_a_usual_deck_that_is_gone_says_how_to_go_on(own: Path) -> None:
    """Every command would fail: the sentence holds the one that mends it."""
    change_usual(add=["parti"])
    with pytest.raises(TerritoiresError, match="territoires deck remove parti"):
        deck_roots([])


def test_usual_decks_are_written_and_every_other_line_stays(own: Path) -> None:
    """Comments and order of the settings survive; only the list changes."""
    settings_path().parent.mkdir()
    text = "# Mes réglages\nschema: 1\ndecks:\n  - un   # le premier\n  - deux\norganiser: Val  # nous\n"
    settings_path().write_text(text, encoding="utf-8")
    change_usual(add=["un", "trois"], remove=["deux"])
    assert settings_path().read_text(encoding="utf-8") == text.replace("  - deux\n", "  - trois\n")
    change_usual(remove=["un", "trois"])
    assert usual_decks() == ()
    assert "organiser: Val  # nous" in settings_path().read_text(encoding="utf-8")


def test_decks_added_at_the_same_time_are_all_kept(own: Path) -> None:
    """A change waits for the one under way, and reads the settings only then."""
    change_usual(add=["un"])
    lock = FileLock(settings_path().with_name("config.yaml.lock"))
    with ThreadPoolExecutor() as pool:
        with lock:
            waiting = [pool.submit(change_usual, add=[name]) for name in ("deux", "trois")]
            text = settings_path().read_text(encoding="utf-8")
            settings_path().write_text(text.replace("un", "autre"), encoding="utf-8")
        for one in waiting:
            one.result()
    assert sorted(configured_decks()) == ["autre", "deux", "trois"]


def test_faulty_settings_are_told(own: Path) -> None:
    """A list that is none is an error at its line."""
    settings_path().parent.mkdir()
    settings_path().write_text("schema: 1\ndecks: val\n", encoding="utf-8")
    with pytest.raises(ContentError, match=r"config\.yaml:2:1 decks"):
        usual_decks()


def test_installed_decks_are_the_zips_of_their_folder(own: Path) -> None:
    """By the names that commands take."""
    assert installed_decks() == {}
    path = install(own)
    (decks_folder() / "notes.txt").write_text("x", encoding="utf-8")
    assert installed_decks() == {"val": path}


def test_the_folder_of_decks_is_the_platforms_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without TERRITOIRES_DECKS, the user's data folder."""
    monkeypatch.delenv("TERRITOIRES_DECKS")
    assert decks_folder().parts[-2:] == ("territoires-cli", "decks")
