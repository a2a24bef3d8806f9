"""Sessions kept on this machine: listed, shown, exported in the same bytes, deleted only on purpose."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from territoires_cli.journal import Journal
from territoires_cli.models.plan import Plan
from territoires_cli.models.session import Entry
from territoires_cli.sessions import open_session

if TYPE_CHECKING:
    from tests.conftest import Result

Run = Callable[..., "Result"]
OPENED = 1_804_060_800.0


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, plan_of: Callable[..., Plan]) -> Path:
    """The folder of a session with one entry."""
    monkeypatch.setenv("TERRITOIRES_SESSIONS", str(tmp_path / "sessions"))
    folder = open_session(plan_of(participants=12), "Val demain", OPENED, tmp_path / "sessions" / "val")
    with Journal.take(folder) as journal:
        journal.add(Entry(n=1, at=OPENED, kind="note", text="Une note"))
    monkeypatch.chdir(tmp_path)
    return folder


def test_sessions_are_listed(run: Run, kept: Path) -> None:
    """`session` alone lists them; --json gives data; nothing leaves the machine, and that is said."""
    result = run("session")
    assert result.code == 0
    assert result.out.startswith("val\tVal demain\t")
    assert "rien ne quitte cette machine" in result.err
    assert [item["name"] for item in json.loads(run("session", "list", "--json").out)] == ["val"]


def test_no_session_is_no_error(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty list says how to begin."""
    monkeypatch.setenv("TERRITOIRES_SESSIONS", str(tmp_path))
    assert (run("session").code, run("session", "list", "--json").out) == (0, "[]\n")
    assert "territoires run" in run("session").err


def test_a_session_is_shown(run: Run, kept: Path) -> None:
    """Its facts and its entries in words, or as data."""
    shown = run("session", "show").out
    assert "# Val demain" in shown
    assert "Une note" in shown
    data = json.loads(run("session", "show", "val", "--json").out)
    assert (data["name"], [entry["text"] for entry in data["entries"]]) == ("val", ["Une note"])


def test_an_export_is_the_same_twice(run: Run, kept: Path) -> None:
    """Plan and journal in a zip of fixed dates, sorted; never over a file without --force."""
    assert run("session", "export", "val", "-o", "a.zip").code == 0
    first = Path("a.zip").read_bytes()
    again = run("session", "export", "val", "-o", "a.zip")
    assert (again.code, "existe déjà" in again.err) == (1, True)
    assert run("session", "export", "val", "-o", "a.zip", "--force").code == 0
    assert Path("a.zip").read_bytes() == first
    with zipfile.ZipFile("a.zip") as file:
        assert file.namelist() == ["val/journal.jsonl", "val/plan.yaml"]
        assert file.read("val/journal.jsonl") == (kept / "journal.jsonl").read_bytes()


def test_a_deletion_needs_a_yes(run: Run, kept: Path) -> None:
    """Without a keyboard, --yes; with its whole name; and not while another window has it."""
    refused = run("session", "delete", "val")
    assert (refused.code, kept.exists()) == (2, True)
    assert "--yes" in refused.err
    assert run("session", "delete", "--yes").code == 2
    assert run("session", "delete", "va", "--yes").code == 2
    with Journal.take(kept):
        assert run("session", "delete", "val", "--yes").code == 1
    assert kept.exists()
    done = run("session", "delete", "val", "--yes")
    assert (done.code, kept.exists()) == (0, False)
    assert "Séance supprimée" in done.err


@pytest.mark.parametrize(("typed", "is_gone"), [("val", True), ("vol", False)])
def test_a_deletion_is_confirmed_by_the_name(
    run: Run, kept: Path, monkeypatch: pytest.MonkeyPatch, typed: str, *, is_gone: bool
) -> None:
    """In a terminal the name is typed again; another one deletes nothing."""
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda _prompt: typed)
    assert run("session", "delete", "val").code == (0 if is_gone else 1)
    assert kept.exists() is not is_gone


@pytest.mark.parametrize("line", ["session list --yes", "session show -o a.zip", "session lst x", "session list val", "session export --json"])  # fmt: skip
def test_options_that_do_not_go_together(run: Run, kept: Path, line: str) -> None:
    """A sentence on stderr, exit code 2."""
    result = run(*line.split())
    assert (result.code, result.out) == (2, "")
    assert result.err
