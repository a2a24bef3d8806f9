"""What every test shares: the built-in deck, a private cache, ways to run the command line, reference files."""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from territoires_cli.composing import Request, compose_plan
from territoires_cli.content import linked
from territoires_cli.decks import read_deck
from territoires_cli.matching import match_city
from territoires_cli.models.actions import ActionSheet
from territoires_cli.models.cards import PracticeCard
from territoires_cli.models.city import City
from territoires_cli.models.deck import SECTIONS, Deck
from territoires_cli.models.lexicon import Lexicon, Trouble
from territoires_cli.models.plan import DeckReference, Plan
from territoires_cli.models.vocabulary import Challenge

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
    """Folders for cache and settings of the tests' own, so that nothing of the user's is read or written."""
    folder = tmp_path_factory.mktemp("cache")
    own = {
        "TERRITOIRES_CACHE_DIR": str(folder),
        "TERRITOIRES_CONFIG": str(folder / "config" / "config.yaml"),
        "TERRITOIRES_SESSIONS": str(folder / "sessions"),
        "TERRITOIRES_DECKS": str(folder / "decks"),
        "TERRITOIRES_DECK": "",
    }
    before = {name: os.environ.get(name) for name in own}
    os.environ |= own
    yield folder
    for name, value in before.items():
        if value is None:
            del os.environ[name]
        else:
            os.environ[name] = value


@pytest.fixture(scope="session")
def deck(private_cache: Path) -> Deck:
    """The built-in deck, read once for all tests."""
    return read_deck()


# A text of small words only: it says nothing, so that a deck made for a test knows the words of that test alone.
SILENT = "Et."
_NOTHING: dict[str, Any] = {
    "title": "Un",
    "aliases": ["De"],
    "summary": SILENT,
    "description": SILENT,
    "limits": [SILENT, SILENT],
    "levers": ["commune"],
    "effort": {"money": "low", "time": "low", "coordination": "low", "note": SILENT},
    "examples": [{"name": "Un", "place": "Un", "short": SILENT, "text": SILENT, "as_of": None, "source": {"id": "un"},
                  "status": {"state": "unknown"}}],
    "sources": [{"id": "un"}],
}  # fmt: skip
_PRACTICE: dict[str, Any] = {
    "family": "un",
    "type": "un",
    "benefits": {"citizens": [SILENT], "local_government": [SILENT]},
    "scale": {"sizes": ["village", "bourg", "ville-moyenne", "grande-ville"], "note": SILENT},
    "partners": [SILENT, SILENT],
    "first_steps": [SILENT] * 3,
    "questions": [SILENT] * 3,
}
_SHEET: dict[str, Any] = {
    "objective": "un",
    "strengths": [SILENT, SILENT],
    "steps": [SILENT] * 3,
    "indicators": [SILENT] * 2,
}


def _silent_card(kind: dict[str, Any], name: str, code: str, challenge: str, given: dict[str, Any]) -> Any:
    """The data of a card that says nothing but what is given, and answers one challenge weakly."""
    silent = {"id": name, "code": code, "challenges": [{"id": challenge, "weight": 1, "why": SILENT}]}
    situations = list(given.get("situations", ()))
    return _NOTHING | kind | silent | given | {"situations": situations + [SILENT] * (5 - len(situations))}


@pytest.fixture(scope="session")
def small_deck(deck: Deck) -> Callable[..., Deck]:
    """Make a deck that knows nothing but the words given: `small_deck({"velos": {"situations": ["pas de vélo"]}})`.

    Practices (and `actions`) are id → fields, challenges id → terms, cities a list of fields, troubles and lexicon as in
    their files. A silent card answers the first challenge with a weight of 1.
    """

    def make(
        practices: Mapping[str, dict[str, Any]],
        *,
        actions: Mapping[str, dict[str, Any]] | None = None,
        challenges: Mapping[str, Sequence[str]] | None = None,
        cities: Sequence[Mapping[str, Any]] = (),
        troubles: Sequence[Mapping[str, Any]] = (),
        lexicon: Mapping[str, Any] | None = None,
    ) -> Deck:
        terms = challenges or {"defi": []}
        first, card = next(iter(terms)), next(iter(practices))
        silent = {"group": "un", "label": "Un", "description": SILENT, "question": SILENT}
        stated = [silent | {"id": name, "terms": [*said, "et", "ou", "un"]} for name, said in terms.items()]
        kind = _SHEET | {"practices": [{"id": card, "why": SILENT}]}
        sections: dict[str, Any] = dict.fromkeys(SECTIONS, ()) | {
            "info": deck.info,
            "framework": deck.framework,
            "book": deck.book.model_copy(update={"challenges": tuple(map(Challenge.model_validate, stated))}),
            "lexicon": Lexicon.model_validate(lexicon or {}),
            "troubles": tuple(
                Trouble.model_validate({"label": "Un", "challenges": [first], **item}) for item in troubles
            ),
            "practices": tuple(
                PracticeCard.model_validate(_silent_card(_PRACTICE, name, f"A{number}", first, fields))
                for number, (name, fields) in enumerate(practices.items(), start=1)
            ),
            "actions": tuple(
                ActionSheet.model_validate(_silent_card(kind, name, f"FA{number:02d}", first, fields))
                for number, (name, fields) in enumerate((actions or {}).items(), start=1)
            ),
            "cities": tuple(City.model_validate(fields) for fields in cities),
        }
        return linked(sections)

    return make


@pytest.fixture(scope="session")
def plan_of(deck: Deck) -> Callable[..., Plan]:
    """Make a plan in any format for a town of two lines, then change decisions of it by hand.

    `plan_of("elus", participants=8, changes={"mandate": …})`
    """

    def make(shape: str = "sharitories", changes: Mapping[str, Any] | None = None, **asked: Any) -> Plan:
        city = City.model_validate({"id": "val", "name": "Val", "challenges": ["mobilite", "jeunes"]})
        reference_ = DeckReference(id=deck.info.id, version=deck.info.version, digest=deck.digest)
        request = Request(**{"asked_for": "val", "seed": 1, **asked})
        made = compose_plan(match_city(deck, city), deck.format[shape], reference_, request)
        return made.model_copy(update=dict(changes or {}))

    return make


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


class Dialogue:
    """A command in a pseudo-terminal of 80 columns, answered as a person would: read, then type.

    `shown` is all that was shown, without what drives the terminal.
    """

    def __init__(self, arguments: Sequence[str], cwd: Path, rows: int = 40) -> None:
        pexpect = pytest.importorskip("pexpect")
        own = {"TERM": "xterm-256color", "PYTHONIOENCODING": "utf-8", "PROMPT_TOOLKIT_NO_CPR": "1", "NO_COLOR": "1"}
        kept = {name: value for name, value in os.environ.items() if name not in {"FORCE_COLOR", "COLUMNS", "LINES"}}
        self.shown = ""
        self._eof = pexpect.EOF
        self._child = pexpect.spawn(
            sys.executable,
            ["-m", "territoires_cli", *arguments],
            cwd=str(cwd),
            env={**kept, **own},
            dimensions=(rows, 80),
            timeout=30,
            encoding="utf-8",
        )

    def press(self, question: str, keys: str) -> None:
        """Wait for a question, then type what doesn't end it."""
        self._wait_for(question)
        self._child.send(keys)

    def answer(self, question: str, keys: str) -> None:
        """Wait for a question, then type; keys that end it are waited for before the next one is looked for."""
        self.press(question, keys)
        if keys.endswith(("\r", "\x03", "\x1b")):
            self._wait_for(_QUESTION_ENDED)

    def _wait_for(self, shown: str) -> None:
        self._child.expect_exact(shown)
        self.shown += _without_signs(str(self._child.before))

    def end(self) -> Result:
        """Wait for the end; the exit code, and what was shown since the last answer."""
        self._child.expect(self._eof)
        self._child.close()
        self.shown += (last := _without_signs(str(self._child.before)))
        return Result(int(self._child.exitstatus), last, "")


# What the terminal is told where a question is over. Why: the line that then shows the answer repeats the question.
_QUESTION_ENDED = "\x1b[?2004l"


def _without_signs(shown: str) -> str:
    """What a terminal shows, without what drives it."""
    return re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", shown).replace("\r\n", "\n")


@pytest.fixture
def dialogue(tmp_path: Path) -> Callable[..., Dialogue]:
    """Open a command in a terminal, in a folder of its own: `dialogue("new", "city")`."""

    def open_(*arguments: str) -> Dialogue:
        if os.name != "posix":
            pytest.skip("pseudo-terminals of POSIX")
        return Dialogue(arguments, tmp_path)

    return open_


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
