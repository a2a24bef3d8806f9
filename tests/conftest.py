"""What every test shares: the built-in deck, a private cache, ways to run the command line, reference files."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from territoires_cli.decks import read_deck
from territoires_cli.models.deck import Deck

ROOT = Path(__file__).resolve().parents[1]
REFERENCES = Path(__file__).parent / "references"


@dataclass(frozen=True)
class Result:
    """What a command did: exit code, standard output and standard error."""

    code: int
    out: str
    err: str


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update-references` rewrites the reference files; review each difference before committing it."""
    parser.addoption("--update-references", action="store_true", help="rewrite tests/references/ from what is rendered")


@pytest.fixture(scope="session", autouse=True)
def private_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A cache folder of the tests' own, so that nothing of the user's is read or written."""
    folder = tmp_path_factory.mktemp("cache")
    before = os.environ.get("TERRITOIRES_CACHE_DIR")
    os.environ["TERRITOIRES_CACHE_DIR"] = str(folder)
    yield folder
    if before is None:
        del os.environ["TERRITOIRES_CACHE_DIR"]
    else:
        os.environ["TERRITOIRES_CACHE_DIR"] = before


@pytest.fixture(scope="session")
def deck(private_cache: Path) -> Deck:
    """The built-in deck, read once for all tests."""
    return read_deck()


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., Result]:
    """Run a command in this process: `run("list", "--json")`; stdout is no terminal."""
    from territoires_cli.cli.app import run as run_command

    def call(*arguments: str) -> Result:
        capsys.readouterr()
        code = run_command(arguments)
        captured = capsys.readouterr()
        return Result(code, captured.out, captured.err)

    return call


@pytest.fixture
def spawn() -> Callable[..., Result]:
    """Run a command in a process of its own: `spawn("list", env={"TZ": "Asia/Tokyo"})`; output is read as UTF-8."""

    def call(*arguments: str, env: dict[str, str] | None = None, stdin: str = "", cwd: Path | None = None) -> Result:
        done = spawn_bytes(arguments, env or {}, stdin.encode("utf-8"), cwd)
        return Result(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))

    return call


def spawn_bytes(
    arguments: Sequence[str], env: dict[str, str], stdin: bytes = b"", cwd: Path | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run a command in a process of its own and keep its bytes."""
    return subprocess.run(
        [sys.executable, "-m", "territoires_cli", *arguments],
        env={**os.environ, "PYTHONIOENCODING": "utf-8", **env},
        input=stdin,
        capture_output=True,
        cwd=cwd,
        timeout=60,
        check=False,
    )


@pytest.fixture
def reference(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with a file of tests/references/: `reference("plan-lorient.md", text)`."""

    def compare(name: str, text: str) -> None:
        path = REFERENCES / name
        if request.config.getoption("--update-references"):
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(text.encode("utf-8"))
        assert path.is_file(), f"no reference {name}: run pytest --update-references, then review it"
        assert text == path.read_bytes().decode("utf-8"), f"{name} changed: pytest --update-references, review, commit"

    return compare
