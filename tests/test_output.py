"""The whole from outside: processes, encodings, terminals, signals, and what warm commands import."""

import csv
import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len

from territoires_cli.typography import clean
from territoires_cli.ui.output import turned

if TYPE_CHECKING:
    from tests.conftest import Result

Run = Callable[..., "Result"]

SRC = Path(__file__).resolve().parents[1] / "src"
COMMANDS = (
    ("list",),
    ("show", "A1"),
    ("draw", "3", "--seed", "1"),
    ("match", "lorient"),
    ("plan", "lorient", "--seed", "1"),
)
ESCAPE = re.compile(r"\x1b\[[0-9;]*m")
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]")
posix = pytest.mark.skipif(os.name != "posix", reason="pseudo-terminals and signals of POSIX")


def process(
    arguments: Sequence[str], env: Mapping[str, str | None] | None = None, python: str = sys.executable
) -> subprocess.CompletedProcess[bytes]:
    """A command in a process of its own, its bytes kept; None in `env` takes a variable away."""
    whole = {**os.environ, **(env or {})}
    return subprocess.run(
        [python, "-m", "territoires_cli", *arguments],
        env={name: value for name, value in whole.items() if value is not None},
        capture_output=True,
        stdin=subprocess.DEVNULL,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_another_process_place_and_language_gives_the_same_bytes(run: Run, command: tuple[str, ...]) -> None:
    """Time zone, locale and hash seed don't change a byte."""
    here = run(*command).out.encode("utf-8")
    for seed, zone, locale in (("0", "Pacific/Kiritimati", "C"), ("4242", "America/Caracas", "tr_TR.UTF-8")):
        env = {"PYTHONHASHSEED": seed, "TZ": zone, "LANG": locale, "LC_ALL": locale, "PYTHONIOENCODING": "utf-8"}
        there = process(command, env)
        assert (there.returncode, there.stderr) == (0, b"")
        assert there.stdout == here


@pytest.mark.parametrize("version", ["3.11", "3.12", "3.13", "3.14"])
def test_another_python_gives_the_same_bytes(run: Run, tmp_path: Path, version: str) -> None:
    """Every Python at hand that has the dependencies draws and plans the same."""
    python = shutil.which(f"python{version}")
    if python is None:
        pytest.skip(f"no python{version} on this machine")
    env = {"PYTHONPATH": str(SRC), "PYTHONIOENCODING": "utf-8", "TERRITOIRES_CACHE_DIR": str(tmp_path)}
    needed = "import typer, pydantic, yaml, rich, snowballstemmer, platformdirs"
    able = subprocess.run([python, "-c", needed], env={**os.environ, **env}, capture_output=True, check=False)
    if able.returncode:
        pytest.skip(f"python{version} lacks the dependencies")
    for command in COMMANDS:
        there = process(command, env, python)
        assert (there.returncode, there.stderr) == (0, b"")
        assert there.stdout == run(*command).out.encode("utf-8")


def test_a_cold_cache_gives_the_same_bytes(run: Run, tmp_path: Path) -> None:
    """What is read from YAML, from the cache just written, and without a cache, is the same."""
    command = ("plan", "lorient", "--seed", "1")
    here = run(*command).out.encode("utf-8")
    env = {"TERRITOIRES_CACHE_DIR": str(tmp_path / "new"), "PYTHONIOENCODING": "utf-8"}
    assert process(command, env).stdout == process(command, env).stdout == here
    (tmp_path / "file").write_bytes(b"")
    assert process(command, {**env, "TERRITOIRES_CACHE_DIR": str(tmp_path / "file")}).stdout == here


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "latin-1"])
@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_a_narrow_stdout_gets_the_nearest_characters(run: Run, command: tuple[str, ...], encoding: str) -> None:
    """What stdout can't encode falls back to what it can; no crash, no line more or less, no question marks."""
    done = process(command, {"PYTHONIOENCODING": encoding})
    assert (done.returncode, done.stderr) == (0, b"")
    text = done.stdout.decode(encoding)
    whole = run(*command).out
    assert len(text.splitlines()) == len(whole.splitlines())
    assert text.count("?") <= whole.count("?")


def test_cp1252_keeps_french_letters(run: Run) -> None:
    """Accents, apostrophes and guillemets reach a Windows pipe as they are."""
    text = process(("show", "E3"), {"PYTHONIOENCODING": "cp1252"}).stdout.decode("cp1252")
    assert text.replace("\u00a0", " ") == run("show", "E3").out.replace("\u202f", " ").replace("\u00a0", " ")


def test_lang_c_works_without_a_locale() -> None:
    """`LANG=C`, as in a bare container, prints a plan and an error without a traceback."""
    env = {"LANG": "C", "LC_ALL": "C", "PYTHONIOENCODING": None, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = process(("plan", "lorient", "--seed", "1"), env)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"Lorient" in done.stdout
    failed = process(("show", "éèà"), env)
    assert failed.returncode == 1
    assert b"Traceback" not in failed.stderr


@pytest.mark.parametrize("env", [{}, {"TERM": "xterm-256color", "COLORTERM": "truecolor"}, {"TERM": "dumb"}])
@pytest.mark.parametrize("command", [*COMMANDS, ("--help",), ("plan", "--help"), ("show", "zzz")])
def test_a_pipe_gets_no_control_codes(
    run: Run, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...], env: dict[str, str]
) -> None:
    """Outside a terminal there is nothing but text, tabs between columns and line ends."""
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    result = run(*command)
    assert not CONTROL.search(result.out.replace("\t", "") + result.err)


@pytest.mark.parametrize(
    "command",
    [
        *COMMANDS,
        ("list", "--json"),
        ("list", "--csv"),
        ("list", "--kind", "all", "--search", "bus"),
        ("list", "--status", "closed"),
        ("list", "--tree"),
        ("show", "FA05", "la-colloc", "lorient"),
        ("match", "lorient", "--json"),
    ],
)
def test_a_warm_pipe_imports_neither_rich_nor_yaml(command: tuple[str, ...]) -> None:
    """The libraries that cost time stay out of commands that don't need them."""
    heavy = "{'rich', 'yaml', 'jinja2', 'typst', 'questionary', 'textual'}"
    code = (
        "import sys; from territoires_cli.cli.app import run; "
        f"code = run({list(command)!r}); print(code, sorted({heavy} & set(sys.modules)), file=sys.stderr)"
    )
    process(("list",))
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=60, check=True)
    assert done.stderr.decode().strip() == "0 []"
    assert done.stdout


@posix
@pytest.mark.parametrize("command", [("plan", "lorient", "--seed", "1"), ("list", "--json")])
def test_a_closed_pipe_is_no_error(command: tuple[str, ...]) -> None:
    """`| head -1`: the reader leaves, the command ends with 0 and says nothing."""
    reading, writing = os.pipe()
    with subprocess.Popen(
        [sys.executable, "-m", "territoires_cli", *command], stdout=writing, stderr=subprocess.PIPE
    ) as running:
        os.close(writing)
        os.close(reading)
        _out, err = running.communicate(timeout=60)
    assert (running.returncode, err) == (0, b"")


WAITING = """
import os, signal, sys
from types import SimpleNamespace
from territoires_cli.__main__ import main

def read(*_arguments):
    os.write(1, b"reading")
    return os.read(0, 1)

signal.signal(signal.SIGINT, signal.default_int_handler)
sys.stdin = SimpleNamespace(buffer=SimpleNamespace(read=read))
sys.argv = ["territoires", "match", "-"]
main()
"""


@posix
def test_ctrl_c_says_so_and_leaves_with_130() -> None:
    """An interruption while stdin is awaited: one French word, the agreed code, no traceback."""
    pipe = subprocess.PIPE
    with subprocess.Popen([sys.executable, "-c", WAITING], stdin=pipe, stdout=pipe, stderr=pipe) as running:
        assert running.stdout is not None
        assert running.stdout.read(7) == b"reading"
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=60)
    assert (running.returncode, out) == (130, b"")
    assert err.decode().strip() == "Interrompu."


def widest(shown: str) -> int:
    """The columns of the widest line, the command to copy left out: it stays whole, and the terminal folds it."""
    return max(cell_len(line) for line in shown.splitlines() if not line.startswith("    territoires "))


def terminal(command: Sequence[str], columns: int, env: Mapping[str, str] | None = None) -> str:
    """What a pseudo-terminal of some width shows of a command that succeeds."""
    pexpect = pytest.importorskip("pexpect")
    kept = {
        name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES"}
    }
    whole = {**kept, "TERM": "xterm-256color", "PYTHONIOENCODING": "utf-8", **(env or {})}
    child = pexpect.spawn(
        sys.executable,
        ["-m", "territoires_cli", *command],
        dimensions=(40, columns),
        env=whole,
        timeout=60,
        encoding="utf-8",
    )
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    return str(child.before).replace("\r\n", "\n")


@posix
@pytest.mark.parametrize("columns", [80, 120])
@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_a_terminal_gets_colours_within_its_width(command: tuple[str, ...], columns: int) -> None:
    """Colours are there, no line is wider than the screen, and nothing but colours drives the terminal."""
    shown = terminal(command, columns)
    assert ESCAPE.search(shown)
    text = ESCAPE.sub("", shown)
    assert not CONTROL.search(text)
    assert widest(text) <= columns


@posix
@pytest.mark.parametrize("columns", [80, 120])
def test_a_terminal_shows_every_word_of_the_document(run: Run, columns: int) -> None:
    """Nothing of a card of any kind is cut off at the edge of the screen: its letters are those of the Markdown."""

    def letters(text: str) -> list[str]:
        return sorted(re.sub(r"[\W_\d]", "", ESCAPE.sub("", text)))

    for command in (("show", "A1"), ("show", "genk", "FA02", "smiile")):
        assert letters(terminal(command, columns)) == letters(run(*command).out.replace("```console\n", ""))


@posix
@pytest.mark.parametrize("columns", [60, 100])
@pytest.mark.parametrize("command", [("list", "--tree"), ("list", "--status", "closed"), ("show", "narbonne", "FA07")])
def test_every_list_and_card_fits_a_terminal(command: tuple[str, ...], columns: int) -> None:
    """Trees, tables of examples, sheets and cities keep within the width and drive no terminal."""
    text = ESCAPE.sub("", terminal(command, columns))
    assert not CONTROL.search(text)
    assert 20 < widest(text) <= columns


@posix
@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_no_color_takes_colours_away(command: tuple[str, ...]) -> None:
    """With `NO_COLOR` a terminal gets the same text and no colour."""
    plain = terminal(command, 80, {"NO_COLOR": "1"})
    assert not re.search(r"\x1b\[[0-9;]*(3[0-7]|4[0-7]|9[0-7])[;m]", plain)
    assert ESCAPE.sub("", plain) == ESCAPE.sub("", terminal(command, 80))


@posix
def test_a_dumb_terminal_gets_what_a_pipe_gets(run: Run) -> None:
    """`TERM=dumb` can't show tables and colours: it gets plain text."""
    assert terminal(("draw", "3", "--seed", "1"), 80, {"TERM": "dumb"}) == run("draw", "3", "--seed", "1").out


HOSTILE = {
    "escape": r"\e[31mrouge\e[0m \e]0;titre\a \x9b2J",
    "rich": "[bold red]x[/bold red] :smile:",
    "markdown": r"**x** [x](https://mal.example) <b>x</b> | y \\| z # t",
    "bidi": r"a\u202Eb\u2066c\u200Bd",
    "lines": r"un\n# deux\n\n- trois",
    "word": "x" * 3_900,
}


@pytest.fixture(params=sorted(HOSTILE))
def hostile_city(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A city file whose every text is hostile."""
    text = f'"{HOSTILE[request.param]}"'
    file = tmp_path / "ville.yaml"
    file.write_text(
        f"name: {text}\nid: ville\ncountry: {text}\nregion: {text}\ncontext: {text}\nstatement: {text}\n"
        f"population: {{value: 5000}}\nfigures:\n  - label: {text}\n    value: {text}\n    note: {text}\n"
        f"challenges:\n  - id: mobilite\n    why: {text}\n  - id: jeunes\n    why: {text}\n"
        f"strengths:\n  - practice: covoiturage\n    name: {text}\n    note: {text}\nconstraints: [{text}]\n",
        encoding="utf-8",
    )
    return file


@posix
@pytest.mark.parametrize("command", ["match", "plan"])
def test_a_hostile_city_drives_no_terminal(run: Run, hostile_city: Path, command: str) -> None:
    """Texts of a city file reach pipe, JSON and terminal without control codes and within the width."""
    for options in ((), ("--json",)):
        result = run(command, str(hostile_city), *options)
        assert result.code == 0, result.err
        assert not CONTROL.search(result.out + result.err)
    shown = ESCAPE.sub("", terminal((command, str(hostile_city)), 80))
    assert not CONTROL.search(shown)
    assert widest(shown) <= 80


def test_a_hostile_city_leaves_the_markdown_as_it_is(run: Run, hostile_city: Path, tmp_path: Path) -> None:
    """The plan has the same headings, lists, tables and links as for a city that says the same words without signs."""
    import yaml
    from markdown_it import MarkdownIt

    def without_signs(text: re.Match[str]) -> str:
        # The words decide which cards come, so that they stay, and the ends of sentences with them.
        words = re.sub(r"[^\w.\n]+|_", " ", clean(yaml.safe_load(text[0])))
        return json.dumps(words.strip(), ensure_ascii=False)

    parser = MarkdownIt("commonmark").enable("table")
    harmless = tmp_path / "autre.yaml"
    hostile = hostile_city.read_text(encoding="utf-8")
    harmless.write_text(re.sub(r'"[^\n]*?"(?=[\n,}\]])', without_signs, hostile), encoding="utf-8")

    def structure(file: Path) -> list[str]:
        result = run("plan", str(file), "--seed", "1")
        assert result.code == 0, result.err
        tokens = parser.parse(result.out)
        inner = [child.type for token in tokens for child in token.children or [] if "text" not in child.type]
        return [token.type for token in tokens] + inner

    assert structure(hostile_city) == structure(harmless)


def test_json_holds_no_hostile_text(run: Run, tmp_path: Path) -> None:
    """A program gets the text without what could drive a terminal or hide, from a file as from the keyboard."""
    file = tmp_path / "ville.yaml"
    file.write_text(r'name: "V\e[31m\x9b\u202E \U000E0041"' + "\nchallenges: [mobilite]\n", encoding="utf-8")
    out = run("match", str(file), "--json").out
    assert json.loads(out)["city"]["name"] == "V[31m"
    assert not CONTROL.search(out)
    assert not CONTROL.search(run("match", "--text", "Plus de bus\x1b[31m \u202eici.", "--json").out)


def test_csv_is_harmless_to_a_spreadsheet_and_a_terminal(run: Run, tmp_path: Path) -> None:
    """A title that begins like a formula is a text, and control codes stay out."""
    root = SRC.parent
    shutil.copytree(root / "cards", tmp_path / "cards")
    shutil.copytree(root / "workshops", tmp_path / "workshops")
    card = tmp_path / "cards" / "practices" / "A1-covoiturage.yaml"
    text = card.read_text(encoding="utf-8")
    card.write_text(text.replace("title: Covoiturage", r'title: "=1+1\e[31m\tx|y"', 1), encoding="utf-8")
    result = run("list", "--csv", "--deck", str(tmp_path))
    assert result.code == 0, result.err
    rows = list(csv.reader(io.StringIO(result.out)))
    assert rows[1][2] == "'=1+1[31m x|y"
    lines = run("list", "--deck", str(tmp_path)).out
    assert not CONTROL.search(lines.replace("\t", ""))
    assert {line.count("\t") for line in lines.splitlines()} == {6}


class Terminal(io.StringIO):
    """What is written in a terminal."""

    def isatty(self) -> bool:
        """It is one."""
        return True


def test_sentences_turn_at_spaces_in_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """No word is cut; lines set in, commands to copy and no-break spaces stay, and a pipe has each sentence on one line."""
    monkeypatch.setenv("COLUMNS", "30")
    long = "a.yaml:3:1 : il faut une liste\u00a0: mettez les éléments entre crochets"
    kept = ["    12 | " + "x" * 40, "Pour continuer : territoires list --deck mon-jeu"]
    told = "\n".join([long, *kept])
    assert turned(told, io.StringIO()) == told
    rows = turned(told, Terminal()).split("\n")
    assert rows[-2:] == kept
    assert " ".join(rows[:-2]) == long
    assert max(map(len, rows[:-2])) <= 30
