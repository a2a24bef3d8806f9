"""Fuzzes one target in one way, in a process of its own, and prints one line of JSON with what came of it.

`python -m tests.fuzz.worker TARGET drawn|guided --inputs N --seconds N --folder FOLDER`: `drawn` by hypothesis, `guided` by atheris,
which follows the branches that inputs reach. An input that raises, or takes more than a second, is kept in FOLDER.
"""

import argparse
import importlib.util
import json
import os
import random
import re
import shutil
import signal
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from types import FrameType

from tests.fuzz.ground import scratch
from tests.fuzz.targets import TARGETS, Target
from tests.fuzz.worst import WORST

SLOW = 1.0
"""Seconds of computing that an input may take; the time of others on the same machine doesn't count."""
MEMORY = 500 * 2**20
"""Bytes that the process may hold at its peak."""
BATCH = 500
"""So many inputs are drawn between two looks at the clock."""
GUIDED = importlib.util.find_spec("atheris") is not None


class SlowError(BaseException):
    """An input took too long. No Exception, so that nothing under test catches it."""


class Judge:
    """Takes the inputs of one target, and remembers what they did."""

    def __init__(self, name: str, way: str, run: Callable[[bytes], object], folder: Path, corpus: Path) -> None:
        self.name, self.way, self.run, self.folder, self.corpus = name, way, run, folder, corpus
        self.inputs, self.slowest, self.slowest_input = 0, 0.0, b""
        self.failures: dict[str, str] = {}
        self.began = time.monotonic()

    def take(self, data: bytes) -> None:
        """Run one input under the watchdog."""
        self.inputs += 1
        begin = time.process_time()
        try:
            _watch(SLOW)
            self.run(data)
        except (Exception, SlowError) as error:  # noqa: BLE001 - any error at all is what is looked for
            self._keep(data, error)
        finally:
            _watch(0)
        taken = time.process_time() - begin
        if taken > self.slowest:
            self.slowest, self.slowest_input = taken, data
        if taken > SLOW:
            self._keep(data, SlowError(f"{taken:.1f} s"))

    def _keep(self, data: bytes, error: BaseException) -> None:
        """Keep the shortest input of each place in our code where something broke."""
        ours = [line for line in traceback.extract_tb(error.__traceback__) if "territoires_cli" in line.filename]
        place = f"{type(error).__name__} {Path(ours[-1].filename).name}:{ours[-1].lineno}" if ours else repr(error)[:80]
        name = f"{self.name}-{re.sub('[^A-Za-z0-9]+', '-', place)[:80]}"
        path = self.folder / name
        self.failures.setdefault(place, str(path))
        if not path.is_file() or path.stat().st_size > len(data):
            path.write_bytes(data)
            told = "".join(traceback.format_exception(error))
            path.with_name(name + ".txt").write_text(told, encoding="utf-8", errors="backslashreplace")

    def tell(self) -> None:
        """Print the figures."""
        (self.folder / f"{self.name}-{self.way}-slowest").write_bytes(self.slowest_input)
        peak = _peak()
        if peak > MEMORY:
            self.failures.setdefault(f"memory {peak / 2**20:.0f} MiB", "")
        told = {
            "target": self.name,
            "way": self.way,
            "inputs": self.inputs,
            "seconds": round(time.monotonic() - self.began, 1),
            "slowest": round(self.slowest, 4),
            "peak": round(peak / 2**20),
            "corpus": len(list(self.corpus.iterdir())),
            "failures": self.failures,
        }
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()


def draw(judge: Judge, seeds: list[bytes], inputs: int, seconds: float) -> None:
    """Inputs that hypothesis makes: good ones spoilt here and there, texts of their words, any text, any bytes."""
    from hypothesis import HealthCheck, Phase, given, seed, settings
    from hypothesis import strategies as st

    words = sorted({word for text in seeds for word in re.findall(rb"[\w.:'\xc3-\xf4\x80-\xbf-]+|\W", text)})[:2000]
    odd = st.sampled_from([word.encode("utf-8", "surrogatepass") for word in ODD])
    pieces = st.one_of(st.sampled_from(words), odd, st.text(max_size=8).map(str.encode), st.binary(max_size=4))

    @st.composite
    def spoilt(draw: st.DrawFn) -> bytes:
        text = draw(st.sampled_from(seeds))
        for _change in range(draw(st.integers(1, 4))):
            begin = draw(st.integers(0, len(text)))
            end = min(len(text), begin + draw(st.sampled_from((0, 0, 1, 2, 5, 30, 300))))
            text = text[:begin] + draw(pieces) * draw(st.sampled_from((0, 1, 1, 1, 2, 50))) + text[end:]
        return text

    texts = st.lists(pieces, max_size=30).map(b"".join)
    any_input = st.one_of(spoilt(), spoilt(), texts, st.text().map(str.encode), st.binary(max_size=200))
    quiet = settings(
        max_examples=BATCH,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    number = 0
    while judge.inputs < inputs and time.monotonic() - judge.began < seconds:
        number += 1
        seed(number)(quiet(given(any_input)(judge.take)))()


ODD = (
    "\x00", "\x1b[31m", "\u202e", "\ufeff", "\ud800", "\u0300", "\U0001f468\u200d\U0001f469", "ß", "İ", "ﬃ", "Ⅷ", "²", "٣", "\x85", "\u2028",
    "{", "}", "{0}", "{end.__class__}", "%s", "[red]", "*a", "&a ", "<<", "!!python/name:os.system", "1e9999", "-.inf", "9" * 400, "'", '"',
    "\t", "\r", "\n", ": ", "- ", "# ", "|\n", ">\n", "?\n", "[", "]", "---\n", "=cmd|' /C calc'!A0", "../", "CON", "\\", "0", "-1", "null", "~",
)  # fmt: skip


def guide(judge: Judge, seeds: list[bytes], inputs: int, seconds: float) -> None:
    """Inputs that atheris makes: those that reach new branches are kept, and changed further. Never returns."""
    import atheris

    start = judge.corpus.with_name(f"{judge.corpus.name}-seeds")
    start.mkdir(exist_ok=True)
    for number, text in enumerate(seeds):
        (start / str(number)).write_bytes(text)
    words = judge.corpus.with_name(f"{judge.corpus.name}-words")
    words.write_text(_dictionary(seeds), encoding="ascii")

    def one(data: bytes) -> None:
        judge.take(data)
        if judge.inputs >= inputs or time.monotonic() - judge.began > seconds:
            judge.tell()
            shutil.rmtree(scratch(), ignore_errors=True)
            os._exit(0)

    longest = max(256, *(2 * len(text) for text in seeds))
    options = [
        f"-max_len={min(longest, 16_000)}",
        "-timeout=30",
        f"-rss_limit_mb={MEMORY >> 20}",
        "-seed=2026",
        "-verbosity=0",
    ]
    atheris.Setup([sys.argv[0], *options, f"-dict={words}", str(judge.corpus), str(start)], one)
    judge.began = time.monotonic()
    atheris.Fuzz()


def _dictionary(seeds: list[bytes]) -> str:
    """The words of good inputs and odd ones, as libFuzzer reads them."""
    found = {word for text in seeds for word in re.findall(rb"[\w-]{2,20}:?", text)}
    chosen = random.Random(1).sample(sorted(found), min(len(found), 300))
    odd = [word.encode("utf-8", "surrogatepass") for word in ODD]
    return "".join(f'"{_hexadecimal(word)}"\n' for word in (*chosen, *odd) if len(word) < 64)


def _hexadecimal(word: bytes) -> str:
    return "".join(f"\\x{byte:02x}" for byte in word)


def _watch(seconds: float) -> None:
    """Raise SlowError after so many seconds of computing; 0 calls it off. Windows has no such clock: time is only measured there."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_PROF, seconds)


def _late(_number: int, _frame: FrameType | None) -> None:
    raise SlowError


def _peak() -> int:
    """The most bytes that this process has held; 0 where the system doesn't tell.

    Linux lets a process inherit the peak of the one that started it, and keeps its own beside it.
    """
    status = Path("/proc/self/status")
    if status.is_file():
        told = dict(line.split(":", 1) for line in status.read_text(encoding="utf-8").splitlines() if ":" in line)
        return int(told["VmHWM"].split()[0]) * 1024
    try:
        import resource
    except ImportError:
        return 0
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return held if sys.platform == "darwin" else held * 1024


def _bound_memory() -> None:
    """Refuse more memory than the bound beside what is mapped already, so that a bomb is an error and no swapping."""
    status = Path("/proc/self/statm")
    if status.is_file():
        import resource

        mapped = int(status.read_text(encoding="ascii").split()[0]) * os.sysconf("SC_PAGE_SIZE")
        resource.setrlimit(resource.RLIMIT_AS, (mapped + MEMORY, mapped + MEMORY))


def main() -> None:
    """Fuzz the target that the command line names."""
    options = argparse.ArgumentParser()
    options.add_argument("target")
    options.add_argument("way", choices=("drawn", "guided"))
    options.add_argument("--inputs", type=int, required=True)
    options.add_argument("--seconds", type=float, required=True)
    options.add_argument("--folder", type=Path, required=True)
    asked = options.parse_args()
    if asked.way == "guided":
        import atheris

        with atheris.instrument_imports(include=["territoires_cli"]):
            target, run = _ready(asked.target)
    else:
        target, run = _ready(asked.target)
    corpus = asked.folder / "corpus" / asked.target
    corpus.mkdir(parents=True, exist_ok=True)
    if hasattr(signal, "SIGPROF"):
        signal.signal(signal.SIGPROF, _late)
    judge = Judge(asked.target, asked.way, run, asked.folder, corpus)
    seeds = list(target.seeds())
    for text in seeds:
        judge.take(text)
    for text in _hardest(asked.target) if asked.way == "drawn" else ():
        judge.take(text)
    _bound_memory()
    if asked.way == "guided":
        guide(judge, seeds, asked.inputs, asked.seconds)
    draw(judge, seeds, asked.inputs, asked.seconds)
    judge.tell()
    shutil.rmtree(scratch(), ignore_errors=True)


def _hardest(name: str) -> list[bytes]:
    """The longest hostile inputs of a target, and those by which something was found."""
    found = sorted((Path(__file__).parent / "found").glob(f"{name}-*"))
    return [*(data for target, data in WORST.values() if target == name), *(path.read_bytes() for path in found)]


def _ready(name: str) -> tuple[Target, Callable[[bytes], object]]:
    """The target of a name, with all that it needs imported and read."""
    target = next(target for target in TARGETS if target.name == name)
    run = target.prepare()
    run(b"")
    return target, run


if __name__ == "__main__":
    main()
