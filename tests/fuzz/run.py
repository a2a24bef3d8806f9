"""Fuzzes every reader of what comes from outside and prints a table: `make fuzz`, or `python -m tests.fuzz.run [TARGET…]`, from the root of the project.

Each target runs twice, in processes of its own: with inputs that hypothesis draws, then with inputs that atheris guides by the
branches they reach. Where atheris can't be installed (it has wheels for Linux alone), hypothesis works on its own, and the table
says so. The corpus is kept from run to run in `.fuzz/`, and so is every input that broke something; exit code 1 then.
"""

import argparse
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.fuzz.ground import ROOT
from tests.fuzz.targets import TARGETS, Target
from tests.fuzz.worker import GUIDED, MEMORY, SLOW

INPUTS = 1_000_000
SECONDS = 3600
DRAWN = 0.02
"""The part of the inputs that hypothesis draws: it makes some hundreds a second, where atheris makes thousands."""
LONGEST = 0.1
"""The part of the time that one target may take one way."""
COLUMNS = "{target:<8} {way:<7} {inputs:>9} {seconds:>7} {slowest:>9} {peak:>6} {corpus:>7}"


def main() -> int:
    """Fuzz the targets asked for and tell what came of it."""
    options = argparse.ArgumentParser()
    options.add_argument("targets", nargs="*", metavar="TARGET", help=", ".join(target.name for target in TARGETS))
    options.add_argument("--inputs", type=int, default=INPUTS, help="of all targets together, shared out among them")
    options.add_argument(
        "--seconds", type=float, default=SECONDS, help="of all targets together, a tenth at most for each way of one"
    )
    options.add_argument("--folder", type=Path, default=ROOT / ".fuzz", help="for the corpus and what broke")
    asked = options.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    chosen = [target for target in TARGETS if not asked.targets or target.name in asked.targets]
    if not GUIDED:
        sys.stdout.write("atheris isn't here (it has wheels for Linux alone): hypothesis works on its own.\n")
    names = ("target", "way", "inputs", "seconds", "slowest", "peak", "corpus")
    sys.stdout.write(COLUMNS.format_map(dict(zip(names, names, strict=True))) + "\n")
    told = [
        found
        for target in chosen
        for way in (("drawn", "guided") if GUIDED else ("drawn",))
        for found in [_fuzz(target, way, asked)]
    ]
    failures = [(item["target"], place, kept) for item in told for place, kept in item["failures"].items()]
    sys.stdout.write(
        f"{sum(item['inputs'] for item in told):,} inputs; bounds: {SLOW:.0f} s an input, {MEMORY >> 20} MiB; "
        f"{len(failures)} failures\n"
    )
    for name, place, kept in failures:
        sys.stdout.write(f"FAILED {name}: {place} {kept}\n")
    return 1 if failures else 0


def _fuzz(target: Target, way: str, asked: argparse.Namespace) -> dict[str, Any]:
    """Fuzz one target one way, print its line and give its figures."""
    part = DRAWN if way == "drawn" else 1 - DRAWN
    inputs = round(asked.inputs * target.share / 1000 * part) + 1
    # A slow target stops with fewer inputs, and the line says so.
    seconds = asked.seconds * LONGEST
    command = [
        sys.executable,
        "-m",
        "tests.fuzz.worker",
        target.name,
        way,
        f"--inputs={inputs}",
        f"--seconds={seconds}",
    ]
    done = subprocess.run([*command, f"--folder={asked.folder}"], capture_output=True, text=True, check=False)
    last = (done.stdout.strip().splitlines() or [""])[-1]
    if done.returncode == 0 and last.startswith("{"):
        found: dict[str, Any] = json.loads(last)
    else:
        log = asked.folder / f"{target.name}-{way}.log"
        log.write_text(done.stdout + done.stderr, encoding="utf-8")
        found = {"target": target.name, "way": way, "inputs": 0, "seconds": 0, "slowest": 0, "peak": 0, "corpus": 0}
        found["failures"] = {f"stopped with code {done.returncode}": str(log)}
    sys.stdout.write(COLUMNS.format_map(found) + "\n")
    sys.stdout.flush()
    return found


if __name__ == "__main__":
    sys.exit(main())
