"""How long the live screen takes from a key to its refresh, with two thousand notes: the 99th percentile (bound 100 ms).

Keys are pressed in a headless screen of 80 × 24; each is timed from the press to the end of the refresh that it led to, its entry on disk.
"""

import asyncio
import os
import tempfile
import time
from pathlib import Path

from territoires_cli.cli.session_file import context_of
from territoires_cli.composing import Request, compose_plan
from territoires_cli.decks import read_deck
from territoires_cli.journal import Journal
from territoires_cli.matching import match_city
from territoires_cli.models.plan import DeckReference
from territoires_cli.models.session import Entry
from territoires_cli.recording import Recorder
from territoires_cli.sessions import open_session

NOTES, KEYS = 2000, 300


async def timed(recorder: Recorder) -> list[float]:
    """Seconds that each key takes."""
    from territoires_cli.ui.run_screen import RunScreen

    app, found = RunScreen(recorder), []
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("n")
        for number in range(KEYS):
            begun = time.perf_counter()
            app.answer("+1" if number % 2 else f"1 note numéro {number}")
            await pilot.pause()
            found.append(time.perf_counter() - begun)
    return found


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as name:
        os.environ["TERRITOIRES_SESSIONS"] = name
        deck = read_deck()
        reference = DeckReference(id=deck.info.id, version=deck.info.version, digest=deck.digest)
        plan = compose_plan(
            match_city(deck, deck.city["lorient"]), deck.format["sharitories"], reference, Request("lorient", 1)
        )
        folder = open_session(plan, "Mesure", time.time(), Path(name) / "mesure")
        with Journal.take(folder) as journal:
            begun = time.perf_counter()
            for number in range(1, NOTES + 1):
                journal.add(Entry(n=number, at=time.time(), kind="note", table=1, text=f"note {number} " + "x" * 60))
            each = (time.perf_counter() - begun) / NOTES
        begun = time.perf_counter()
        with Recorder(context_of(folder, []), Journal.take(folder)) as recorder:
            opened = time.perf_counter() - begun
            found = sorted(asyncio.run(timed(recorder)))
    print(f"an entry on disk: {each * 1000:.1f} ms; a session of {NOTES} notes opened: {opened:.2f} s")
    print(
        f"key to screen: median {found[len(found) // 2] * 1000:.0f} ms, 99th percentile {found[-len(found) // 100] * 1000:.0f} ms"
    )


if __name__ == "__main__":
    main()
