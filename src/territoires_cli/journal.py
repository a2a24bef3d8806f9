"""The journal of a session on disk: one JSON line an entry, there before anybody is told so; one writer at a time.

A line cut short by a power failure is set aside and said; nothing acknowledged is ever lost. SQLite was weighed: its journal fails
on network drives, and nobody can read it with a text editor.
"""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Self

from pydantic import ValidationError

from territoires_cli.errors import TerritoiresError, reason_of
from territoires_cli.models.session import Entry, SessionHead
from territoires_cli.quoting import command_line
from territoires_cli.translation import gettext as _

if TYPE_CHECKING:
    from filelock import BaseFileLock

FILE, TORN, LOCK, PLAN = "journal.jsonl", "journal.torn", "journal.lock", "plan.yaml"


class Told(NamedTuple):
    """What a journal tells: its head, its entries, how many bytes of it are whole, and what follows them."""

    head: SessionHead
    entries: list[Entry]
    size: int
    torn: bytes


def head_line(head: SessionHead) -> bytes:
    """The first line of a journal."""
    return _line(head.model_dump(mode="json", by_alias=True))


def entry_line(entry: Entry) -> bytes:
    """An entry as its line: what it doesn't tell is left out."""
    return _line(entry.model_dump(mode="json", exclude_none=True))


def _line(data: object) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8") + b"\n"


def read_journal(folder: Path) -> Told:
    """What the journal of a session's folder tells, without taking it: a reader never disturbs the writer.

    Raises TerritoiresError where there is none, or where a line before the last can't be read.
    """
    path = folder / FILE
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise TerritoiresError(
            _("La séance « {path} » ne peut pas être lue : {reason}.").format(path=folder, reason=reason_of(error))
        ) from None
    whole, _newline, torn = raw.rpartition(b"\n")
    lines = whole.split(b"\n") if whole else []
    head: SessionHead | None = None
    entries: list[Entry] = []
    number = 0
    try:
        for number, line in enumerate(lines):  # noqa: B007 - told where a line can't be read
            if head is None:
                head = SessionHead.model_validate_json(line)
            else:
                entries.append(Entry.model_validate_json(line))
    except ValidationError:
        if number < len(lines) - 1 or head is None:
            raise TerritoiresError(
                _(
                    "La ligne {line} de « {path} » n’est pas une entrée de séance. Rien n’a été changé : gardez une copie de ce "
                    "fichier, retirez-en cette ligne, puis reprenez."
                ).format(line=number + 1, path=path)
            ) from None
        torn = lines[-1] + b"\n" + torn
    if head is None:
        raise TerritoiresError(_("« {path} » n’est pas le journal d’une séance.").format(path=path))
    return Told(head, entries, len(raw) - len(torn), torn)


class Journal:
    """A journal taken for writing. Use as a context: it is released at the end, whatever happens."""

    def __init__(self, folder: Path, told: Told, lock: "BaseFileLock", file: int) -> None:
        self.folder, self.head, self.entries = folder, told.head, told.entries
        self.torn = told.torn
        """What followed the last whole line, set aside in a file of its own; empty where nothing did."""
        self.pending: list[Entry] = []
        """Entries that the disk refused: kept here, and tried again with each that follows."""
        self._lock, self._file, self._size = lock, file, told.size

    @classmethod
    def take(cls, folder: Path) -> Self:
        """Take the journal of a session's folder. Raises TerritoiresError where another window has it, or it can't be written."""
        from filelock import FileLock, Timeout

        lock = FileLock(folder / LOCK)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            raise TerritoiresError(
                _(
                    "La séance « {name} » est déjà ouverte dans une autre fenêtre : fermez-la, ou suivez-la d’ici avec "
                    "territoires run --room {name}."
                ).format(name=command_line([folder.name]))
            ) from None
        except (OSError, NotImplementedError) as error:
            raise _unwritable(folder, error) from None
        try:
            told = read_journal(folder)
            file = os.open(folder / FILE, os.O_RDWR | getattr(os, "O_BINARY", 0))
            try:
                _mend(folder, file, told)
            except OSError:
                os.close(file)
                raise
        except OSError as error:
            lock.release()
            raise _unwritable(folder, error) from None
        except TerritoiresError:
            lock.release()
            raise
        return cls(folder, told, lock, file)

    def __enter__(self) -> Self:
        """The journal itself."""
        return self

    def __exit__(self, *_error: object) -> None:
        """Release it."""
        self.close()

    @property
    def next_number(self) -> int:
        """The number of the entry to come."""
        last = (self.pending or self.entries)[-1:]
        return last[0].n + 1 if last else 1

    def add(self, entry: Entry) -> str | None:
        """Put an entry on disk, after those that wait. None once it is there; else why it isn't, and it waits."""
        self.pending.append(entry)
        return self.retry()

    def retry(self) -> str | None:
        """Put on disk what waits. None once all of it is there; else why it isn't."""
        while self.pending:
            reason = self._write(entry_line(self.pending[0]))
            if reason is not None:
                return reason
            self.entries.append(self.pending.pop(0))
        return None

    def _write(self, line: bytes) -> str | None:
        try:
            os.lseek(self._file, self._size, os.SEEK_SET)
            left = memoryview(line)
            while left:
                left = left[os.write(self._file, left) :]
            os.fsync(self._file)
        except OSError as error:
            # Half a line may have got there: it is taken back, or else set aside when the journal is opened again.
            _quietly(lambda: os.ftruncate(self._file, self._size))
            return reason_of(error)
        self._size += len(line)
        return None

    def save_elsewhere(self, folder: Path) -> None:
        """Write everything, what waits included, into a new folder, and go on there.

        Raises TerritoiresError where it exists or can't be written; nothing changes then.
        """
        from filelock import FileLock

        from territoires_cli.trees import write_folder

        entries = [*self.entries, *self.pending]
        content = head_line(self.head) + b"".join(entry_line(entry) for entry in entries)
        write_folder(folder, {FILE: content, PLAN: (self.folder / PLAN).read_bytes()})
        sync_folder(folder)
        lock = FileLock(folder / LOCK)
        lock.acquire(timeout=0)
        file = os.open(folder / FILE, os.O_RDWR | getattr(os, "O_BINARY", 0))
        os.fsync(file)
        self.close()
        self.folder, self._lock, self._file, self._size = folder, lock, file, len(content)
        self.entries, self.pending = entries, []

    def close(self) -> None:
        """Let others write."""
        _quietly(lambda: os.close(self._file))
        self._lock.release()


def sync_folder(folder: Path) -> None:
    """Make sure that a folder's own list of files is on disk, where the system knows how."""
    if os.name == "posix":
        file = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(file)
        finally:
            os.close(file)


def _mend(folder: Path, file: int, told: Told) -> None:
    """Set aside what follows the last whole line, so that the next entry begins a line of its own."""
    if told.torn:
        with (folder / TORN).open("ab") as aside:
            aside.write(told.torn + b"\n")
            aside.flush()
            os.fsync(aside.fileno())
        os.ftruncate(file, told.size)
        os.fsync(file)


def _quietly(action: Callable[[], object]) -> None:
    try:
        action()
    except OSError:
        return


def _unwritable(folder: Path, error: BaseException) -> TerritoiresError:
    reason = reason_of(error) if isinstance(error, OSError) else str(error)
    return TerritoiresError(
        _(
            "La séance « {path} » ne peut pas être écrite ({reason}) : copiez son dossier ailleurs, et rouvrez-la là."
        ).format(path=folder, reason=reason)
    )
