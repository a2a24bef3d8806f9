"""What the command line says of itself: help pages, version, and every error of its parser, in French."""

import re
import shlex
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from territoires_cli import __version__
from territoires_cli.cli.app import app, entries
from territoires_cli.cli.new import made_kinds
from territoires_cli.cli.usage import usage_sentence
from territoires_cli.composing import Request, compose_plan
from territoires_cli.journal import Journal
from territoires_cli.matching import match_city
from territoires_cli.models.deck import Deck
from territoires_cli.models.plan import DealtCard, DeckReference, Harvest, Plan
from territoires_cli.models.session import Entry
from territoires_cli.selecting import find_card
from territoires_cli.sessions import open_session
from territoires_cli.store import plan_to_yaml

if TYPE_CHECKING:
    from tests.conftest import Result

Run = Callable[..., "Result"]

ENGLISH = re.compile(
    r"\b(Usage|Error|Options?:|Arguments:|Commands|Show this|missing|invalid|no such|try|required|default|help for)\b",
    re.IGNORECASE,
)


def test_territoires_alone_prints_the_help(run: Run) -> None:
    """In a pipe, no command means the help, and that is no error."""
    assert run() == run("--help") == run("-h")
    assert (run().code, run().err) == (0, "")


def test_version(run: Run) -> None:
    """`--version` prints the package's version alone."""
    result = run("--version")
    assert (result.code, result.out, result.err) == (0, f"territoires {__version__}\n", "")


def test_the_help_lists_every_command_with_examples_first(run: Run) -> None:
    """Examples come before the commands; each command has its line."""
    text = run().out
    assert text.index("Exemples :") < text.index("Commandes :") < text.index("Options :")
    listed = re.findall(r"^  (\w+)  +\S", text[text.index("Commandes :") : text.index("Options :")], re.MULTILINE)
    assert (
        listed
        == list(entries())
        == [
            "list",
            "show",
            "draw",
            "match",
            "combine",
            "new",
            "plan",
            "render",
            "kit",
            "print",
            "run",
            "harvest",
            "report",
            "session",
            "deck",
            "config",
            "check",
            "schema",
        ]
    )


# Every command, and each kind of thing that `new` creates.
COMMANDS = [*entries(), *(f"new {kind}" for kind in made_kinds())]


@pytest.mark.parametrize("command", COMMANDS)
def test_a_help_page_is_french_with_examples_first(run: Run, command: str) -> None:
    """Summary, examples, usage, then every option with its French text; no English from the parser."""
    result = run(*command.split(), "--help")
    assert (result.code, result.err) == (0, "")
    assert run(*command.split(), "-h") == result
    text = result.out
    assert text.index("Exemples :") < text.index("Emploi : territoires") < text.index("Options :")
    assert f"  territoires {command}" in text[: text.index("Emploi")]
    assert not ENGLISH.search(text.replace("[OPTIONS]", "").replace("Arguments :", ""))


@pytest.mark.parametrize("command", COMMANDS)
def test_a_help_page_has_80_columns(run: Run, command: str) -> None:
    """No line of a page is folded by the narrowest terminal."""
    assert max(len(line) for line in run(*command.split(), "--help").out.splitlines()) <= 80


@pytest.mark.parametrize("command", [name for name in COMMANDS if name != "new"])
def test_every_option_is_on_the_help_page(run: Run, command: str) -> None:
    """Each parameter of a command is documented, with words of its own."""
    found = get_group()
    context = found.make_context("territoires", [*command.split(), "--help"], resilient_parsing=True)
    for name in command.split():
        found = found.get_command(context, name)
    parameters = found.params
    assert parameters
    page = run(*command.split(), "--help").out
    for parameter in parameters:
        names = [name for name in parameter.opts if name.startswith("-")]
        assert all(re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", page) for name in names), parameter.opts
        assert parameter.help
        assert " ".join(parameter.help.split())[:20] in " ".join(page.split())


def get_group() -> Any:
    """The group of commands, as the parser sees it."""
    from typer.main import get_command

    return get_command(app)


READING = [name for name in entries() if name not in ("check", "config", "deck", "new")]


@pytest.mark.parametrize("command", [*READING, "new city"])
def test_every_command_that_reads_a_deck_has_the_same_options(run: Run, command: str) -> None:
    """`--deck` is on each of them, `--json` on those that give something to read."""
    page = run(*command.split(), "--help").out
    assert "--deck JEU" in page
    assert ("--json" in page) is (command not in ("kit", "new city", "print", "run", "harvest", "report", "schema"))


@pytest.fixture(scope="session")
def plan_file(deck: Deck) -> str:
    """A plan that somebody kept, with what its tables brought home."""
    reference = DeckReference(id=deck.info.id, version=deck.info.version, digest=deck.digest)
    matching = match_city(deck, deck.city["lorient"])
    plan = compose_plan(matching, deck.format["serie-1"], reference, Request("lorient", 2026))
    named = tuple(DealtCard(card=deck.card(find_card(deck, code)).id, role="opportunity") for code in ("A1", "C2"))
    hand = plan.hands[2].model_copy(update={"cards": named})
    harvest = (Harvest(table=1, kept=tuple(card.card for card in plan.hands[0].cards[:3])),)
    hands = (*plan.hands[:2], hand, *plan.hands[3:])
    return plan_to_yaml(plan.model_copy(update={"harvest": harvest, "hands": hands}))


@pytest.fixture(scope="session")
def session_plan(deck: Deck) -> Plan:
    """The plan of a session that somebody kept."""
    reference = DeckReference(id=deck.info.id, version=deck.info.version, digest=deck.digest)
    return compose_plan(
        match_city(deck, deck.city["lorient"]), deck.format["sharitories"], reference, Request("lorient", 2026)
    )


@pytest.fixture
def own_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, plan_file: str, session_plan: Plan) -> None:
    """A folder that holds the reader's own files that examples name."""
    monkeypatch.setenv("TERRITOIRES_CONFIG", str(tmp_path / "settings" / "config.yaml"))
    people = "".join(f"Personne {number};habitante\n" for number in range(24))
    (tmp_path / "participants.csv").write_text(f"Nom;Rôle\n{people}", encoding="utf-8")
    (tmp_path / "vannes.yaml").write_text("name: Vannes\nchallenges: [logement]\n", encoding="utf-8")
    (tmp_path / "plan.yaml").write_text(plan_file, encoding="utf-8")
    monkeypatch.setenv("TERRITOIRES_SESSIONS", str(tmp_path / "sessions"))
    kept = tmp_path / "sessions" / "2027-03-03-lorient"
    folder = open_session(session_plan, "Atelier de Lorient", 1_804_060_800.0, kept)
    with Journal.take(folder) as journal:
        journal.add(
            Entry(n=1, at=1_804_060_800.0, kind="proposal", table=1, line=12, text="Ouvrir le samedi", due="le 3 mai")
        )
    monkeypatch.setattr("sys.stdin", StringIO(""))
    (tmp_path / "compte-rendu.txt").write_text("La dernière épicerie a fermé en mars.", encoding="utf-8")
    monkeypatch.chdir(tmp_path)


@pytest.mark.usefixtures("own_files")
def test_examples_of_the_help_pages_are_accepted(run: Run) -> None:
    """Every example that needs no further file of the reader's own runs."""
    import shlex

    examples = []
    for command in entries():
        lines = re.findall(r"^  territoires (.*)$", run(command, "--help").out.split("Emploi")[0], re.MULTILINE)
        examples += [
            line
            for line in lines
            if not any(word in line for word in ("ma-ville", "mon-jeu", "-o ", " > ", " < ", ".zip"))
        ]
    examples = [line for line in examples if not re.fullmatch(r"new \w+", line)]  # asks its questions in a terminal
    assert len(examples) > 8
    assert {line: run(*shlex.split(line)).code for line in examples if run(*shlex.split(line)).code} == {}


@pytest.mark.parametrize(
    ("line", "said", "page"),
    [
        ("lst", "La commande « lst » n’existe pas. Vouliez-vous dire « list » ?", ""),
        (
            "xyzzy",
            "La commande « xyzzy » n’existe pas. Commandes : list, show, draw, match, combine, new, plan, render, kit, print, run, harvest, report, session, deck, config, check et schema.",
            "",
        ),
        ("--foo", "L’option --foo n’existe pas.", ""),
        ("--version=3", "L’option --version ne prend pas de valeur.", ""),
        ("list --famly A", "L’option --famly n’existe pas. Vouliez-vous dire --family ?", "list"),
        ("list -x", "L’option -x n’existe pas.", "list"),
        ("list --kind", "L’option --kind attend une valeur.", "list"),
        ("plan lorient -d", "L’option -d attend une valeur.", "plan"),
        ("list --json=3", "L’option --json ne prend pas de valeur.", "list"),
        ("list A1", "De trop sur la ligne : « A1 » (un nom de plusieurs mots se met entre guillemets).", "list"),
        ("draw 3 4 5", "De trop sur la ligne : « 4 5 » (un nom de plusieurs mots se met entre guillemets).", "draw"),
        ("show", "Il manque CARTE.", "show"),
        ("plan", "Il manque VILLE|FICHIER.", "plan"),
        ("draw x", "Valeur refusée pour N : « x » n’est pas un nombre entier de 1 à 1000.", "draw"),
        ("draw -1", "L’option -1 n’existe pas.", "draw"),
        ("draw --seed x", "Valeur refusée pour --seed : « x » n’est pas un nombre entier de 0 à 999999.", "draw"),
        ("match lorient -n 0", "Valeur refusée pour --limit : « 0 » n’est pas un nombre entier de 1 à 1000.", "match"),
        (
            "plan lorient --duration x",
            "Valeur refusée pour --duration : « x » n’est pas une durée. Écrivez par exemple 2h30 ou 150.",
            "plan",
        ),
        (
            "plan lorient --start 24h",
            "Valeur refusée pour --start : « 24h » n’est pas une heure. Écrivez par exemple 9h30 ou 14:00.",
            "plan",
        ),
    ],
)
def test_errors_of_the_parser_are_french(run: Run, line: str, said: str, page: str) -> None:
    """Exit code 2, nothing on stdout, one French sentence, and the help page of the command concerned."""
    result = run(*line.split())
    assert (result.code, result.out) == (2, "")
    help_of = f"territoires {page}".strip()
    assert result.err == f"{said}\nPour voir l’aide : {help_of} --help\n"


def test_an_unknown_error_of_the_parser_is_french_all_the_same() -> None:
    """A kind of usage error that nobody has met yet doesn't show its English text."""

    class ClickException(Exception):  # noqa: N818 - the parser's own name
        message = "Something new went wrong"

    sentence = usage_sentence(ClickException(), ["list"])
    assert sentence == "Cette commande n’est pas comprise.\nPour voir l’aide : territoires --help"


def test_a_bug_keeps_its_traceback(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error that nobody expected is not told as one of usage."""

    def fail(_roots: object) -> None:
        message = "a bug"
        raise ZeroDivisionError(message)

    import territoires_cli.cli.list as module

    monkeypatch.setattr(module, "read_deck", fail)
    with pytest.raises(ZeroDivisionError):
        run("list")
    assert usage_sentence(ZeroDivisionError(), ["list"]) is None


def examples() -> list[list[str]]:
    """Every example that a help page or the README gives, as words, but those that need a file or a person to answer."""
    pages = [Path(__file__).resolve().parents[1].joinpath("README.md").read_text(encoding="utf-8")]
    group = get_group()
    pages += [str(command.help) for name in entries() if (command := group.get_command(None, name)) is not None]
    lines = [
        match[1]
        for page in pages
        for match in re.finditer(r"^ {2,6}(territoires .+)$|`territoires [^`]+`", page, re.MULTILINE)
        if match[1]
    ]
    lines += re.findall(r"`(territoires [^`]+)`", pages[0])
    words = [shlex.split(re.split(" [<>] ", line)[0])[1:] for line in lines]
    return [
        line
        for line in words
        if not (line[0] == "new" and len(line) == 2)
        and not any(
            "ma-ville" in word or "deck/" in word or "mon-jeu" in word or word.endswith(".zip") for word in line
        )
    ]


@pytest.mark.usefixtures("own_files")
@pytest.mark.parametrize("words", examples(), ids=" ".join)
def test_every_example_works(run: Run, words: list[str]) -> None:
    """What people are shown can be typed as it is."""
    if words[-2:] == ["-o", "plan.yaml"]:
        Path("plan.yaml").unlink()
    result = run(*words)
    assert result.code == 0, result.err


def test_there_are_examples() -> None:
    """The test above has found what it tests."""
    assert len(examples()) >= 15
