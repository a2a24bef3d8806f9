"""What the fuzzers found stays mended; the longest hostile inputs take no second; the fuzzers themselves notice what they should."""

import json
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from territoires_cli.models.city import MOST_SAID
from territoires_cli.safe_yaml import MAX_BYTES
from territoires_cli.spreadsheets import MOST_ROWS
from tests.fuzz.ground import SMALL_CARD, SMALL_DECK, scratch
from tests.fuzz.run import main
from tests.fuzz.targets import TARGETS, Run, Target
from tests.fuzz.worker import Judge, SlowError

FOUND = sorted((Path(__file__).parent / "fuzz" / "found").iterdir())
# Seconds of computing: a machine of CI is slower than the bound of the fuzzers allows for.
SECONDS = 2.0


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


def quick(run: Run, data: bytes) -> None:
    """Take an input, within the bound of time."""
    begin = time.process_time()
    run(data)
    assert time.process_time() - begin < SECONDS


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
    quick(ready(path.name.partition("-")[0]), path.read_bytes())


def many(text: str, size: int = MAX_BYTES - 100) -> bytes:
    """A text over and over, to the size that a file may have."""
    return (text * (size // len(text.encode()))).encode()


BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{name}: &{name} [{','.join([f'*{before}'] * 9)}]\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
CARD = "situations: [pas de bus, plus de car, rien le soir, loin de tout, ligne fermée]"
WORST: dict[str, tuple[str, bytes]] = {
    "nested lists": ("yaml", many("[")),
    "nested maps": ("yaml", many("{a: ")),
    "nested dashes": ("yaml", many("- ")),
    "nested questions": ("yaml", many("? ")),
    "colons": ("yaml", many("a: ")),
    "bangs": ("yaml", many("!")),
    "comments": ("yaml", many("#\n")),
    "alias bomb": ("yaml", BOMB.encode()),
    "aliases": ("yaml", b"- &a x\n" + many("- *a\n")),
    "anchors": ("yaml", many("- &a x\n")),
    "long scalar": ("card", b"\0title: '" + many("x") + b"'"),
    "long key": ("card", b"\0'" + many("x") + b"': 1"),
    "escapes": ("card", b'\0title: "' + many(r"\e") + b'"'),
    "long number": ("card", b"\0title: " + many("9")),
    "infinite number": ("card", b"\0effort: 1e9999\nchallenges: [{id: a, weight: .inf, why: -1e999}]"),
    "unknown keys": ("card", b"\0" + b"".join(b"titre%d: x\n" % number for number in range(40_000))),
    "bad items": ("card", b"\0" + SMALL_CARD.replace(CARD, "situations: [" + "1," * 20_000 + "]").encode()),
    "bad list": ("card", b"\x0e" + many("- {idd: 1}\n", 90_000)),
    "nul bytes": ("card", b"\0" + many("\0")),
    "bad UTF-8": ("card", b"\0title: " + b"\xc0\xaf\xed\xa0\x80\xff" * 1000),
    "long titles": ("deck", f"=== deck.yaml\n{SMALL_DECK}\n=== practices/A1-un.yaml\n{SMALL_CARD}situation: {'x' * 100_000}".encode()),
    "one long word": ("text", many("a", MOST_SAID)),
    "accents": ("text", many("e\u0301", MOST_SAID)),
    "slips": ("text", many("covoituraj ", MOST_SAID - 100)),
    "numbers": ("text", many("1 000 habitants ", MOST_SAID - 100)),
    "turns": ("text", many("mais ", MOST_SAID - 100)),
    "sentences": ("text", many("a.\n\n", MOST_SAID)),
    "long code": ("code", many("0")),
    "odd code": ("code", many("é")),
    "lonely wishes": ("people", b"Nom;Ensemble\n" + b"".join(b"p%d;q%d\n" % (n, n) for n in range(MOST_ROWS - 1))),
    "many wishes": ("people", b"Nom;Ensemble\n" + b"".join(b"p%d;%s\n" % (n, b"q," * 500) for n in range(900))),
    "empty lines": ("people", b"Nom\n" + many("\n")),
    "columns": ("people", many("Nom;")),
    "open quote": ("people", b'Nom\n"' + many("x\n")),
    "long line": ("line", many("1.2 a;", 100_000)),
    "long day": ("date", many("1 ", 100_000)),
    "long entry": ("journal", b'{"text": "' + many("x")),
    "nested JSON": ("journal", many("[")),
    "nested bundle": ("bundle", many("[")),
    "one long cell": ("sheet", b"Titre;Code\n" + many("x", 30_000) + b";A1"),
}  # fmt: skip


@pytest.mark.parametrize("case", WORST)
def test_the_longest_hostile_inputs_take_no_time(case: str, ready: Callable[[str], Run]) -> None:
    """Depth, length, numbers and repetition at the bounds of a file: told in words at once."""
    name, data = WORST[case]
    quick(ready(name), data)


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
