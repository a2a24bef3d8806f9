"""The journal of a session: on disk before it is said, one writer, torn lines set aside, full disks survived."""

import errno
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from territoires_cli.errors import RequestError, TerritoiresError
from territoires_cli.journal import FILE, TORN, Journal, entry_line, read_journal
from territoires_cli.models.plan import Plan
from territoires_cli.models.session import Entry
from territoires_cli.sessions import find_session, kept_sessions, open_session, remove_session, sessions_folder

KILLS = int(os.environ.get("JOURNAL_KILLS", "12"))
"""How often the writer is killed; `benchmarks/kills.py` does it five hundred times."""


@pytest.fixture
def folder(tmp_path: Path, plan_of: Callable[..., Plan], monkeypatch: pytest.MonkeyPatch) -> Path:
    """A session that was just opened, in a place of the test's own."""
    monkeypatch.setenv("TERRITOIRES_SESSIONS", str(tmp_path / "sessions"))
    return open_session(plan_of(), "Un atelier", 1_800_000_000.0)


def note(number: int, text: str = "x") -> Entry:
    return Entry(n=number, at=float(number), kind="note", text=text)


def test_what_is_added_is_read_back_and_goes_on(folder: Path) -> None:
    """Entries are there for a reader at once, and the next writer numbers on."""
    with Journal.take(folder) as journal:
        assert journal.add(note(1, "« é » \u2028 fin")) is None
        assert read_journal(folder).entries == journal.entries
    with Journal.take(folder) as journal:
        assert journal.next_number == 2
        assert journal.entries[0].text == "« é » \u2028 fin"


def test_one_writer_at_a_time(folder: Path) -> None:
    """A second one is refused with the way to look on; it may write once the first has left."""
    with Journal.take(folder), pytest.raises(TerritoiresError, match="run --room"):
        Journal.take(folder)
    Journal.take(folder).close()


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(cut=st.integers(1, 10_000), junk=st.binary(max_size=20))
def test_a_torn_last_line_is_set_aside(folder: Path, cut: int, junk: bytes) -> None:
    """Whatever a power cut left of the last line, zeros included: the others are there, the rest is kept apart, work goes on."""
    path = folder / FILE
    path.write_bytes(path.read_bytes().split(b"\n")[0] + b"\n" + entry_line(note(1)))
    line = entry_line(note(2, "deux"))[:-1]
    torn = line[: cut % len(line)] + junk.replace(b"\n", b"")
    path.write_bytes(path.read_bytes() + torn)
    with Journal.take(folder) as journal:
        assert [entry.n for entry in journal.entries] == [1]
        assert journal.torn == torn
        assert journal.add(note(2, "neuf")) is None
    assert [entry.text for entry in read_journal(folder).entries] == ["x", "neuf"]
    assert not torn or torn in (folder / TORN).read_bytes()


def test_a_line_broken_in_the_middle_is_told_and_nothing_changed(folder: Path) -> None:
    """The number of the line, and the file as it was."""
    path = folder / FILE
    path.write_bytes(path.read_bytes() + b"rien\n" + entry_line(note(2)))
    before = path.read_bytes()
    with pytest.raises(TerritoiresError, match="La ligne 2"):
        Journal.take(folder)
    assert path.read_bytes() == before
    Path(folder / FILE).write_bytes(b"")
    with pytest.raises(TerritoiresError, match="n’est pas le journal"):
        read_journal(folder)
    with pytest.raises(TerritoiresError, match="ne peut pas être lue"):
        read_journal(folder / "ailleurs")


def test_a_full_disk_loses_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Half a line is taken back, the entry waits and is said; it is written once there is room, or elsewhere with all others."""
    real = os.write
    full = [True]

    def write(file: int, data: bytes) -> int:
        if not full[0]:
            return real(file, data)
        if len(data) > 10:
            return real(file, bytes(data)[:10])
        raise OSError(errno.ENOSPC, "No space left on device")

    with Journal.take(folder) as journal:
        assert journal.add(note(1)) is None
        monkeypatch.setattr(os, "write", write)
        assert journal.add(note(2, "y" * 5)) == "le disque est plein"
        assert journal.add(note(3)) == "le disque est plein"
        assert [entry.n for entry in journal.pending] == [2, 3]
        assert journal.next_number == 4
        assert [entry.n for entry in read_journal(folder).entries] == [1]
        elsewhere = tmp_path / "cle"
        full[0] = False
        journal.save_elsewhere(elsewhere)
        assert [entry.n for entry in read_journal(elsewhere).entries] == [1, 2, 3]
        assert journal.add(note(4)) is None
        assert len(read_journal(elsewhere).entries) == 4
        with pytest.raises(TerritoiresError, match="existe déjà"):
            journal.save_elsewhere(elsewhere)
        full[0] = True
        assert journal.add(note(5)) == "le disque est plein"
        full[0] = False
        assert journal.retry() is None
    assert [entry.n for entry in read_journal(elsewhere).entries] == [1, 2, 3, 4, 5]


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_kills_lose_nothing_acknowledged(folder: Path) -> None:
    """A writer killed at random moments: every entry that it said was on disk is there, and the session opens again."""
    chance = random.Random(1)
    said = 0
    writer = [sys.executable, str(Path(__file__).with_name("journal_writer.py")), str(folder)]
    for _kill in range(KILLS):
        process = subprocess.Popen(writer, stdout=subprocess.PIPE, text=True, encoding="utf-8")
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(chance.random() * 0.05)
        process.send_signal(signal.SIGKILL)
        rest = process.stdout.read().split("\n")
        process.wait()
        process.stdout.close()
        said = max([said, *(int(line) for line in rest[:-1] if line)])
        entries = read_journal(folder).entries
        assert [entry.n for entry in entries] == list(range(1, len(entries) + 1))
        assert len(entries) >= said
        Journal.take(folder).close()


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root writes everywhere")
def test_a_read_only_session_is_said_at_once(folder: Path) -> None:
    """Before anything is typed."""
    (folder / FILE).chmod(0o400)
    with pytest.raises(TerritoiresError, match="ne peut pas être écrite"):
        Journal.take(folder)


def test_a_folder_that_cannot_be_locked_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that can't be changed, a journal that can't be opened for writing."""
    import filelock

    def refuse(*_arguments: object, **_named: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    with monkeypatch.context() as patch:
        patch.setattr(filelock.FileLock, "acquire", refuse)
        with pytest.raises(TerritoiresError, match="ce disque ne peut pas être modifié"):
            Journal.take(folder)
    with monkeypatch.context() as patch:
        patch.setattr(os, "open", refuse)
        with pytest.raises(TerritoiresError, match="ne peut pas être écrite"):
            Journal.take(folder)
    (folder / FILE).write_bytes((folder / FILE).read_bytes() + b"torn")
    with monkeypatch.context() as patch:
        patch.setattr(os, "ftruncate", refuse)
        with pytest.raises(TerritoiresError, match="ne peut pas être écrite"):
            Journal.take(folder)
    Journal.take(folder).close()


def test_sessions_are_found_by_name_by_their_beginning_or_as_the_last(
    folder: Path, plan_of: Callable[..., Plan]
) -> None:
    """A folder, a name, a beginning; without a name the one written to last; clear words where there is none or several."""
    other = open_session(plan_of(), "Un autre", 1_800_000_000.0)
    assert other.name == f"{folder.name}-2"
    os.utime(folder / FILE, (2e9, 2e9))
    assert find_session(None) == folder
    assert find_session(other.name) == other
    assert find_session(str(folder)) == folder
    assert [kept.name for kept in kept_sessions()] == [folder.name, other.name]
    with pytest.raises(RequestError, match="Plusieurs séances"):
        find_session("20")
    with pytest.raises(RequestError, match="Aucune séance ne s’appelle « zzz »"):
        find_session("zzz")
    (other / FILE).write_bytes(b"rien")
    assert [kept.name for kept in kept_sessions()] == [folder.name]
    remove_session(folder)
    remove_session(other)
    for name in (None, "x"):
        with pytest.raises(RequestError, match="Aucune séance n’est gardée"):
            find_session(name)
    with pytest.raises(TerritoiresError, match="ne peut pas être supprimée"):
        remove_session(folder)
    assert sessions_folder().is_dir()


def test_sessions_have_a_place_of_their_own_on_each_system(monkeypatch: pytest.MonkeyPatch) -> None:
    """Under the user's own data where nothing else is said."""
    monkeypatch.delenv("TERRITOIRES_SESSIONS", raising=False)
    assert sessions_folder().parts[-2:] == ("territoires-cli", "sessions")
