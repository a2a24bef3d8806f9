"""Run as a process by tests: adds entries to a session's journal without end, and says each one that is on disk."""

import sys
from pathlib import Path

from territoires_cli.journal import Journal
from territoires_cli.models.session import Entry


def main() -> None:
    """Add entries to the journal of the folder named, until killed."""
    with Journal.take(Path(sys.argv[1])) as journal:
        while True:
            number = journal.next_number
            entry = Entry(n=number, at=0.0, kind="note", text=f"note {number} " + "é" * (number % 300))
            if journal.add(entry) is None:
                sys.stdout.write(f"{number}\n")
                sys.stdout.flush()


if __name__ == "__main__":
    main()
