"""What each command costs, as a ratio to an empty two-command typer app in the same environment.

Runs the two in turn and prints the median of the paired ratios, in a pipe with a cold and a warm cache, and in a
pseudo-terminal with a warm one. Times are wall-clock seconds of whole processes.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

PAIRS = int(os.environ.get("BENCH_PAIRS", "15"))
COMMANDS = (
    ("list",),
    ("show", "A1"),
    ("draw", "3", "--seed", "1"),
    ("match", "lorient"),
    ("plan", "lorient", "--seed", "1"),
)
EMPTY_APP = """
import typer

app = typer.Typer()


@app.command()
def one() -> None:
    print("one")


@app.command()
def two() -> None:
    print("two")


app()
"""


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        empty = Path(folder) / "empty.py"
        empty.write_text(EMPTY_APP, encoding="utf-8")
        cache = Path(folder) / "cache"
        environment = {**os.environ, "TERRITOIRES_CACHE_DIR": str(cache), "COLUMNS": "80"}
        # As on a user's machine: modules are compiled once, whatever this shell asks for.
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        baseline = [sys.executable, str(empty), "one"]
        run_quietly(baseline, environment)
        print(f"{'command':<28}{'cold':>8}{'warm':>8}{'terminal':>10}   (median of {PAIRS} paired ratios)")
        for words in COMMANDS:
            command = [str(Path(sys.executable).parent / "territoires"), *words]
            run_quietly(command, environment)

            def forget() -> None:
                shutil.rmtree(cache, ignore_errors=True)

            cold = ratio(command, baseline, environment, before=forget)
            warm = ratio(command, baseline, environment)
            terminal = ratio(command, baseline, environment, run=run_in_terminal) if os.name == "posix" else None
            shown = f"{terminal:10.2f}" if terminal is not None else f"{'–':>10}"
            print(f"{' '.join(words):<28}{cold:8.2f}{warm:8.2f}{shown}")


def ratio(
    command: Sequence[str],
    baseline: Sequence[str],
    environment: dict[str, str],
    run: Callable[[Sequence[str], dict[str, str]], float] | None = None,
    before: Callable[[], None] | None = None,
) -> float:
    """The median over pairs of time(command) / time(baseline)."""
    timed = run or run_quietly
    ratios = []
    for _pair in range(PAIRS):
        if before is not None:
            before()
        ratios.append(timed(command, environment) / timed(baseline, environment))
    return median(ratios)


def run_quietly(command: Sequence[str], environment: dict[str, str]) -> float:
    """Seconds that a command takes, its output sent to a pipe."""
    started = time.perf_counter()
    subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True)
    return time.perf_counter() - started


def run_in_terminal(command: Sequence[str], environment: dict[str, str]) -> float:
    """Seconds that a command takes in a pseudo-terminal whose output is read as it comes."""
    import pty

    master, slave = pty.openpty()
    started = time.perf_counter()
    process = subprocess.Popen(command, env={**environment, "TERM": "xterm-256color"}, stdout=slave, stderr=slave)
    os.close(slave)
    try:
        while os.read(master, 65536):
            pass
    except OSError:
        pass  # the other side of the terminal is closed
    process.wait()
    os.close(master)
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
