"""A generated deck of 1,000 practice cards: `list` against an empty typer app, a cold read against PyYAML, filters, draws, hands.

Ratios are medians of pairs timed in one run; milliseconds are wall-clock times of calls in this process.
"""

import os
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from statistics import median

import yaml
from startup import EMPTY_APP, PAIRS, ratio, run_quietly

from territoires_cli.choosing import choose_hand
from territoires_cli.content import load_deck
from territoires_cli.drawing import draw_hands
from territoires_cli.filtering import Filters, select_practices
from territoires_cli.matching import match_city
from territoires_cli.models.deck import Deck
from territoires_cli.places import builtin_root, deck_files, deck_folders

CARDS = 1000
READS = 5


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "cards"
        generate(root)
        files = deck_files([root])
        size = sum(file.stat().st_size for file in files) / 1e6
        print(f"deck of {CARDS} practices: {len(files)} files, {size:.1f} MB")
        print(f"list, warm: {list_ratio(Path(folder), root):.2f} × an empty typer app (bound 1.8)")
        reads = [
            seconds(lambda: load_deck(deck_folders([root]))) / seconds(lambda: load_all(files)) for _ in range(READS)
        ]
        print(f"cold read: {median(reads):.2f} × yaml.load with CSafeLoader of the same files (bound 1.3)")
        deck = load_deck(deck_folders([root]))
        print(f"filter: {median(seconds(lambda: filtered(deck)) for _ in range(PAIRS)) * 1000:.1f} ms (bound 50)")
        print(f"draw: {median(seconds(lambda: drawn(deck)) for _ in range(PAIRS)) * 1000:.1f} ms (bound 50)")
        print_hands(deck)


def print_hands(deck: Deck) -> None:
    """How long the best hand takes among all these cards, and how near it is to what no hand can exceed.

    For each city of the deck, hands of 6, 8 and 10 cards. Copies of one card would all score alike: each gets up to a tenth
    of a point more or less, drawn with a fixed seed.
    """
    shuffler = random.Random(1)
    times, shares = [], []
    for city in deck.cities:
        matching = match_city(deck, city)
        apart = tuple(
            replace(item, score=round(item.score + shuffler.uniform(-0.1, 0.1), 6)) for item in matching.matches
        )
        matching = replace(matching, matches=tuple(sorted(apart, key=lambda item: -item.score)))
        for size in (6, 8, 10):
            started = time.perf_counter()
            hand = choose_hand(matching, size)
            times.append(time.perf_counter() - started)
            shares.append(hand.worth / hand.bound)
    print(
        f"hands: median {median(times) * 1000:.1f} ms, slowest {max(times) * 1000:.1f} ms (bound 50); "
        f"least share of the proven bound {min(shares):.4f} (bound 0.99)"
    )


def generate(root: Path) -> None:
    """Write a deck: the built-in one, its practices repeated under other codes and ids up to CARDS."""
    shutil.copytree(builtin_root(), root)
    originals = sorted((root / "practices").glob("*.yaml"))
    for number in range(CARDS - len(originals)):
        text = originals[number % len(originals)].read_text(encoding="utf-8")
        lines = text.splitlines(keepends=True)
        copy = number // len(originals)
        name = f"copie-{number}"
        code = f"Z{chr(65 + number % len(originals) % 26)}{chr(65 + number % len(originals) // 26)}{copy}"
        lines[0] = f"id: {name}\n"
        lines[1] = f"code: {code}\n"
        (root / "practices" / f"{code}-{name}.yaml").write_text("".join(lines), encoding="utf-8")


def list_ratio(folder: Path, root: Path) -> float:
    """`list` of the generated deck with a warm cache, against the empty app, as whole processes."""
    empty = folder / "empty.py"
    empty.write_text(EMPTY_APP, encoding="utf-8")
    environment = {**os.environ, "TERRITOIRES_CACHE_DIR": str(folder / "cache"), "COLUMNS": "80"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    baseline = [sys.executable, str(empty), "one"]
    command = [str(Path(sys.executable).parent / "territoires"), "list", "--deck", str(root)]
    for words in (baseline, command, command):
        run_quietly(words, environment)
    return ratio(command, baseline, environment)


def load_all(files: list[Path]) -> list[object]:
    """What PyYAML alone makes of the files."""
    return [yaml.load(file.read_text(encoding="utf-8"), yaml.CSafeLoader) for file in files]


def filtered(deck: Deck) -> object:
    """A filter on a challenge, an effort and a word."""
    return select_practices(deck, Filters(challenges=["mobilite"], efforts=["léger"], search="voiture"))


def drawn(deck: Deck) -> object:
    """Hands of three cards for twelve tables."""
    return draw_hands(list(deck.practices), 3, 12, seed=1)


def seconds(action: Callable[[], object]) -> float:
    """How long a call takes."""
    started = time.perf_counter()
    action()
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
