"""What the fuzzers found stays mended; the longest hostile inputs take no second; the fuzzers themselves notice what they should."""

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.fuzz.ground import scratch
from tests.fuzz.run import main
from tests.fuzz.targets import TARGETS, Run, Target
from tests.fuzz.worker import Judge, SlowError
from tests.fuzz.worst import WORST

FOUND = sorted((Path(__file__).parent / "fuzz" / "found").iterdir())


@pytest.fixture(scope="module", autouse=True)
def _own_builtin_deck() -> Iterator[None]:
    """The built-in deck is itself again after the target of decks has put a small one in its place."""
    from territoires_cli import content
    from territoires_cli.places import builtin_root

    yield
    setattr(content, "builtin_root", builtin_root)  # noqa: B010 - a name that the module keeps to itself


@pytest.fixture(scope="module")
def ready() -> Callable[[str], Run]:
    """A target made ready once."""
    known: dict[str, Run] = {}

    def of(name: str) -> Run:
        if name not in known:
            known[name] = next(target for target in TARGETS if target.name == name).prepare()
        return known[name]

    return of


def test_shares_are_of_a_thousand() -> None:
    """The inputs of a run are shared out whole."""
    assert sum(target.share for target in TARGETS) == 1000


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.name)
def test_each_target_takes_good_inputs(target: Target, ready: Callable[[str], Run]) -> None:
    """What seeds the fuzzers is taken, and nothing at all is too."""
    seeds = list(target.seeds())
    assert seeds
    for data in (*seeds, b"", b"\xff\x00"):
        ready(target.name)(data)


@pytest.mark.parametrize("path", FOUND, ids=lambda path: path.name)
def test_what_was_found_stays_mended(path: Path, ready: Callable[[str], Run]) -> None:
    """An input that once broke something is told in words, or taken."""
    ready(path.name.partition("-")[0])(path.read_bytes())


@pytest.mark.parametrize("case", WORST)
def test_the_longest_hostile_inputs_are_told_in_words(case: str, ready: Callable[[str], Run]) -> None:
    """Depth, length, numbers and repetition at the bounds of a file: told in words; `make fuzz` holds them to its bound of time."""
    name, data = WORST[case]
    ready(name)(data)


def test_a_judge_keeps_what_breaks_and_what_is_slow(tmp_path: Path) -> None:
    """The shortest input of each place is kept, with what was raised; no input stops the others."""

    def run(data: bytes) -> None:
        if data.startswith(b"slow"):
            raise SlowError
        if data:
            raise ValueError

    judge = Judge("x", "drawn", run, tmp_path, tmp_path)
    for data in (b"", b"long one", b"short", b"slow"):
        judge.take(data)
    assert judge.inputs == 4
    assert len(judge.failures) == 2
    kept = {Path(path).read_bytes() for path in judge.failures.values()}
    assert kept == {b"short", b"slow"}


def test_a_short_run_tells_its_figures(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A target fuzzed for a moment: a line each way, and exit code 0."""
    monkeypatch.chdir(Path(__file__).resolve().parents[1])
    monkeypatch.setattr(sys, "argv", ["run", "date", "--inputs", "2000", "--seconds", "200", "--folder", str(tmp_path)])
    assert main() == 0
    told = capsys.readouterr().out
    assert re.search(r"date +drawn +\d+", told)
    assert "0 failures" in told


def test_a_worker_that_dies_is_a_failure(tmp_path: Path) -> None:
    """A worker asked for what isn't there says so by its exit code, which the run counts as a failure."""
    command = [
        sys.executable,
        "-m",
        "tests.fuzz.worker",
        "nothing",
        "drawn",
        "--inputs=1",
        "--seconds=1",
        f"--folder={tmp_path}",
    ]
    root = Path(__file__).resolve().parents[1]
    done = subprocess.run(command, capture_output=True, cwd=root, check=False, timeout=60)
    assert done.returncode != 0
    with pytest.raises(json.JSONDecodeError):
        json.loads(done.stdout)


@pytest.fixture(scope="module", autouse=True)
def _clear() -> Iterator[None]:
    """Leave nothing in memory."""
    yield
    import shutil

    shutil.rmtree(scratch(), ignore_errors=True)
    scratch.cache_clear()
