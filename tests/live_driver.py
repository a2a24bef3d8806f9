"""Run as a process by tests: a full screen of a session in a real terminal, in a time that a file tells.

`python live_driver.py run|room FOLDER CLOCK`: CLOCK holds seconds since 1970.
"""

import sys
from pathlib import Path

from territoires_cli.cli.session_file import context_of
from territoires_cli.journal import Journal
from territoires_cli.recording import Recorder
from territoires_cli.ui.room_screen import RoomScreen
from territoires_cli.ui.run_screen import RunScreen


def main() -> None:
    """Show the screen until it is left."""
    which, folder, clock = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])

    def now() -> float:
        return float(clock.read_text(encoding="utf-8") or 0)

    context = context_of(folder, [])
    if which == "room":
        RoomScreen(folder, context, now).run()
        return
    with Recorder(context, Journal.take(folder), now) as recorder:
        RunScreen(recorder).run()


if __name__ == "__main__":
    main()
