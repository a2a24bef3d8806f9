"""Folders that nobody may look into, and names that no file can bear: told as what they are, and never as a fault of writing."""

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from territoires_cli.installed import usual_decks
from territoires_cli.places import entries, is_file, is_folder, is_there
from tests.own_decks import extension

if TYPE_CHECKING:
    from tests.conftest import Result

Run = Callable[..., "Result"]
posix = pytest.mark.skipif(os.name != "posix", reason="other systems refuse a long name in other words")
LONG = "a" * 300


def close(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Let nobody look into a folder, as a system does: rights can't be taken from whoever runs the tests as root."""

    def shut(name: str) -> Callable[..., Any]:
        usual = getattr(Path, name)

        def call(path: Path, *given: Any, **named: Any) -> Any:
            if folder in path.parents or (name == "iterdir" and path == folder):
                raise PermissionError(errno.EACCES, "Permission denied", str(path))
            return usual(path, *given, **named)

        return call

    for name in ("exists", "is_dir", "is_file", "iterdir", "open", "read_bytes", "stat"):
        monkeypatch.setattr(Path, name, shut(name))


@pytest.fixture
def val(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A deck, and settings that name none."""
    monkeypatch.setenv("TERRITOIRES_CONFIG", str(tmp_path / "config.yaml"))
    monkeypatch.setenv("TERRITOIRES_DECKS", str(tmp_path / "decks"))
    return extension(tmp_path / "val")


@pytest.mark.parametrize("closed", [".", "practices"])
@pytest.mark.parametrize(
    "command",
    [
        ("check", "{}"),
        ("check", "{}/practices/E7-vrac-mobile.yaml"),
        ("deck", "info", "{}"),
        ("list", "--deck", "{}"),
        ("deck", "add", "{}", "--yes"),
        ("deck", "export", "{}", "-o", "{}.zip"),
        ("deck", "export", "{}", "-o", "{}.json"),
        ("new", "card", "--in", "{}", "--no-input"),
    ],
)
def test_a_closed_folder_is_told_as_one(
    run: Run, val: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...], closed: str
) -> None:
    """Each command says which folder or file can't be read, and why; nothing is written."""
    close(monkeypatch, val / closed)
    result = run(*(word.format(val) for word in command))
    assert result.code in (1, 3)
    assert "ne peut pas être lu" in result.err
    assert "vous n’en avez pas le droit" in result.err
    assert not list(val.parent.glob("val.*"))


@pytest.mark.parametrize("command", [("deck", "info", "{}"), ("list", "--deck", "{}"), ("check", "{}")])
def test_a_file_that_is_closed_is_told_at_its_name(
    run: Run, val: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    """Where a folder can be listed and its files not be looked at, each of them is told, and the rest is judged."""
    file = val / "practices" / "E7-vrac-mobile.yaml"
    usual = Path.exists

    def exists(path: Path, **named: Any) -> bool:
        if path == file:
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return usual(path, **named)

    monkeypatch.setattr(Path, "exists", exists)
    result = run(*(word.format(val) for word in command))
    assert "E7-vrac-mobile.yaml : ce fichier ne peut pas être lu : vous n’en avez pas le droit" in " ".join(
        (result.out + result.err).replace("\\", "").split()
    )


def test_what_cannot_be_known_is_asked_without_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A closed file is none, may be there, and its folder has no list; a folder that isn't there has nothing in it."""
    (tmp_path / "x").mkdir()
    (tmp_path / "x" / "a.yaml").touch()
    assert [path.name for path in entries(tmp_path / "x")] == ["a.yaml"]
    assert entries(tmp_path / "absent") == []
    close(monkeypatch, tmp_path / "x")
    assert not is_file(tmp_path / "x" / "a.yaml")
    assert not is_folder(tmp_path / "x" / "b")
    assert is_there(tmp_path / "x" / "a.yaml")


@posix
@pytest.mark.parametrize("command", [("list", "--deck"), ("check",), ("deck", "info"), ("deck", "export")])
def test_a_name_too_long_is_told_as_one(run: Run, val: Path, command: tuple[str, ...]) -> None:
    """No file can bear it: what was to be read is named, with the reason."""
    result = run(*command, LONG)
    assert result.code == 1
    assert f"« {LONG} » ne peut pas être lu : le nom est trop long" in result.err


@posix
def test_a_name_of_the_settings_that_no_file_can_bear_is_taken_out(run: Run, val: Path) -> None:
    """Commands say how, decks can be looked at and added meanwhile, and the command that was told does it."""
    Path(os.environ["TERRITOIRES_CONFIG"]).write_text(f"schema: 1\ndecks: [{LONG}]\n", encoding="utf-8")
    for command in (("list",), ("check",), ("match", "lorient"), ("deck", "list")):
        assert f"deck remove {LONG}" in run(*command).err
    assert run("deck", "info", str(val)).code == 0
    assert run("deck", "add", str(val), "--yes", "--no-usual").code == 0
    assert run("deck", "remove", LONG).code == 0
    assert usual_decks() == ()
    assert run("list").code == 0


@posix
def test_a_link_that_leads_round_and_round_is_told(run: Run, val: Path) -> None:
    """Named as a deck or as a file, with its own name."""
    loop = val.parent / "loop"
    loop.symlink_to(loop)
    for command in (("list", "--deck"), ("check",), ("deck", "info"), ("deck", "add")):
        result = run(*command, str(loop))
        assert result.code == 1
        assert f"« {loop} »" in result.err


def test_what_the_system_refuses_by_name_is_no_fault_of_writing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """An error that no command foresaw names the file, on one line, and doesn't blame the result."""
    from territoires_cli import __main__ as entry

    def refuse() -> int:
        raise OSError(errno.ENAMETOOLONG, "File name too long", "a\nb\x1b.yaml")

    monkeypatch.setattr(entry, "_run", refuse)
    monkeypatch.setattr("gc.freeze", lambda: None)
    with pytest.raises(SystemExit) as left:
        entry.main()
    told = capsys.readouterr()
    assert (left.value.code, told.out) == (1, "")
    assert told.err == "« a b.yaml » ne peut être ni lu ni écrit : le nom est trop long.\n"
