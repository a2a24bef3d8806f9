"""A session taken to be led or written up: its plan, its state, its journal, and a clock that neither jumps nor sleeps."""

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Self

from territoires_cli.documents.plan_context import Context
from territoires_cli.journal import PLAN, Journal
from territoires_cli.models.session import Entry
from territoires_cli.session import Session, fold
from territoires_cli.steering import steer
from territoires_cli.transcribing import Draft, entry_of, transcribe


def steady_seconds() -> float:
    """Seconds that go on while the machine sleeps and don't jump when its clock is set."""
    if sys.platform == "linux":
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    if sys.platform == "darwin":
        return time.clock_gettime(time.CLOCK_MONOTONIC_RAW)
    return time.monotonic()


class Clock:
    """The time now, in seconds since 1970: the wall clock's as it was at the start, then steady seconds."""

    def __init__(self, wall: Callable[[], float] = time.time, steady: Callable[[], float] = steady_seconds) -> None:
        self._steady = steady
        self._base = wall() - steady()

    def __call__(self) -> float:
        """The time now."""
        return self._base + self._steady()


class Recorder:
    """Whoever writes a session: each entry goes to its journal, then into its state. Use as a context."""

    def __init__(self, context: Context, journal: Journal, now: Callable[[], float] | None = None) -> None:
        self.context, self.journal = context, journal
        self.now = now or Clock()
        self.session: Session = fold(context.plan, journal.entries)
        self.trouble: str | None = None
        """Why the last entries are not on disk; None where all of them are."""

    def __enter__(self) -> Self:
        """The recorder itself."""
        return self

    def __exit__(self, *_error: object) -> None:
        """Let others write."""
        self.journal.close()

    def type(self, text: str) -> list[Entry]:
        """What was typed, to lead or to tell, as entries that are kept. Raises RequestError where it isn't understood."""
        drafts = steer(text, self.context, self.session, self.now())
        if drafts is None:
            drafts = transcribe(text, self.context.plan, self.session)
        return self.add(drafts)

    def add(self, drafts: list[Draft]) -> list[Entry]:
        """Keep entries: on disk, or in memory where the disk refuses, which `trouble` then says."""
        found = []
        for draft in drafts:
            entry = entry_of(draft, self.journal.next_number, round(self.now(), 3))
            self.trouble = self.journal.add(entry)
            self.session.apply(entry)
            found.append(entry)
        return found

    def save_elsewhere(self, folder: Path) -> None:
        """Go on in another folder, with everything. Raises TerritoiresError where that can't be."""
        self.journal.save_elsewhere(folder)
        self.trouble = None


def plan_file(folder: Path) -> Path:
    """The plan of a session's folder."""
    return folder / PLAN
