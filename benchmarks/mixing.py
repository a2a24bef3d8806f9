"""How few people meet twice: repeats of a seating against a proven lower bound, and its time against an empty loop.

Prints, for forty people at six tables in four rounds, repeats over the bound for twenty seeds; then the seconds of that and of 120
people at 24 tables in three rounds, as a ratio to an empty typer app in the same run.
"""

import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from territoires_cli.mixing import arrange
from territoires_cli.models.people import Person

EMPTY_APP = "import typer\napp = typer.Typer()\n@app.command()\ndef one() -> None:\n    print('one')\n@app.command()\ndef two() -> None:\n    print('two')\napp()\n"


def people(count: int) -> list[Person]:
    """So many people of four roles and nine organisations."""
    roles = ("élue", "habitant", "agent", "commerçante")
    return [Person(name=f"P{n}", role=roles[n % 4], organisation=f"O{n % 9}", line=n + 2) for n in range(count)]


def main() -> None:
    """Print the figures."""
    found = [arrange(people(40), [7, 7, 7, 7, 6, 6], 4, seed) for seed in range(20)]
    repeats = sorted(item.repeats for item in found)
    print(
        f"40 people, 6 tables, 4 rounds: repeats {repeats[0]}–{repeats[-1]}, median {median(repeats):g}, bound {found[0].least}, worst ratio {repeats[-1] / found[0].least:.3f}"
    )
    with tempfile.TemporaryDirectory() as folder:
        empty = Path(folder) / "empty.py"
        empty.write_text(EMPTY_APP, encoding="utf-8")
        for count, sizes, rounds in ((40, [7, 7, 7, 7, 6, 6], 4), (120, [5] * 24, 3)):
            ratios, seconds = [], []
            for seed in range(7):
                begin = time.perf_counter()
                subprocess.run([sys.executable, str(empty), "one"], check=True, capture_output=True)
                middle = time.perf_counter()
                arrange(people(count), sizes, rounds, seed)
                seconds.append(time.perf_counter() - middle)
                ratios.append(seconds[-1] / (middle - begin))
            print(
                f"{count} people, {len(sizes)} tables, {rounds} rounds: {median(seconds):.2f} s, {median(ratios):.2f} × an empty typer app"
            )


if __name__ == "__main__":
    main()
