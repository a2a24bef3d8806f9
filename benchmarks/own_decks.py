"""What five decks of 200 cards cost that the settings name: `list` in a pipe, warm, against an empty typer app.

Three lie in folders and two in zips, as people keep them. All extend the built-in deck: the list has 1,035 cards.
"""

import os
import sys
import tempfile
from pathlib import Path

from large_deck import EMPTY_APP
from startup import ratio, run_quietly

from territoires_cli.archiving import zip_files
from territoires_cli.places import builtin_root

DECKS, CARDS, ZIPPED, BOUND = 5, 200, 2, 1.8


def main() -> None:
    """Print the ratio and its bound."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        places = [generate(folder, number) for number in range(DECKS)]
        settings = folder / "config.yaml"
        listed = "".join(f"  - {place.as_posix()}\n" for place in places)
        settings.write_text(f"schema: 1\ndecks:\n{listed}", encoding="utf-8")
        empty = folder / "empty.py"
        empty.write_text(EMPTY_APP, encoding="utf-8")
        environment = {
            **os.environ,
            "TERRITOIRES_CACHE_DIR": str(folder / "cache"),
            "TERRITOIRES_CONFIG": str(settings),
            "COLUMNS": "80",
        }
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        baseline = [sys.executable, str(empty), "one"]
        command = [str(Path(sys.executable).parent / "territoires"), "list"]
        for words in (baseline, command, command):
            run_quietly(words, environment)
        found = ratio(command, baseline, environment)
    print(f"list with {DECKS} decks of {CARDS} cards in the settings: {found:.2f} x the empty app (bound {BOUND})")
    if found > BOUND:
        sys.exit(1)


def generate(folder: Path, number: int) -> Path:
    """Write a deck of copies of the built-in practices, under codes and ids of its own: a folder, or a zip."""
    files = {
        "deck.yaml": (
            f'schema: 1\nid: jeu-{number}\ntitle: Jeu {number}\nversion: "1"\nlicence: CC BY-SA 4.0\n'
            "extends: territoires-collaboratifs\n"
        )
    }
    originals = sorted((builtin_root() / "practices").glob("*.yaml"))
    for card in range(CARDS):
        text = originals[card % len(originals)].read_text(encoding="utf-8")
        lines = text.splitlines(keepends=True)
        name = f"copie-{number}-{card}"
        code = f"Z{chr(65 + number)}{chr(65 + card // 100)}{card % 100}"
        files[f"practices/{code}-{name}.yaml"] = "".join([f"id: {name}\n", f"code: {code}\n", *lines[2:]])
    if number >= DECKS - ZIPPED:
        place = folder / f"jeu-{number}.zip"
        place.write_bytes(zip_files(f"jeu-{number}", {key: text.encode("utf-8") for key, text in files.items()}))
        return place
    place = folder / f"jeu-{number}"
    for key, text in files.items():
        (place / key).parent.mkdir(parents=True, exist_ok=True)
        (place / key).write_text(text, encoding="utf-8")
    return place


if __name__ == "__main__":
    main()
