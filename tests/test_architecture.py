"""The rooms of the house: what each module may import and do, read from its source (DESIGN, "Rooms", rules 1–4)."""

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

import territoires_cli

PACKAGE = Path(territoires_cli.__file__).parent

# From the ground up: a room imports from its own layer or from a lower one.
LAYERS = (
    {
        "__init__", "errors", "faces", "fields", "labels", "language", "models", "names", "problems", "safe_yaml", "text", "amending", "yaml_nodes", "yaml_text", "yaml_page", "yaml_edits", "yaml_lists",
        "covering", "spelling", "translation", "typography", "correcting", "decoding", "excerpts", "glossary", "hazards",
        "bullets", "cuts", "mending", "mending_lines", "mends", "mistaken_texts", "mistakes", "quoting", "remarks",
        "text_lines",
    },
    {
        "advising", "announcing", "arranging", "asking", "authoring", "describing", "drafting", "calling", "checks", "choosing", "clocks", "fitting", "guiding", "preparing", "handing", "walking", "citing", "combining", "comparing", "composing", "dealing", "drawing",
        "dating", "explaining", "filtering", "flow", "harvesting", "layering", "joining", "pruning", "translating",
        "grounding", "indexing", "links", "listening", "mandates", "matching", "measuring", "merging", "mixing", "wishing", "spreadsheets", "officials", "enrolling", "pairing", "seating", "selecting", "transcribing", "retelling", "retiming", "schemas",
        "cells", "rewriting", "columns", "completing", "headings", "importing", "judging", "refusals", "samples", "shielding", "tabling",
        "absences", "casting", "closing", "coding", "editing", "pacing", "redrawing", "refitting", "reseating", "vetting", "vetting_hands", "session", "placing", "sharing", "timekeeping", "timing", "weighing", "likening", "term_weights", "words", "naming",
    },
    {"documents"},
    {"showing", "steering"},
    {"archives", "archiving", "cache", "content", "towns", "decks", "journal", "sessions", "recording", "inspecting", "places", "guarding", "plans", "pages", "reading", "render", "rosters", "configuration", "installed", "surveying", "schema_files", "store", "bundles", "filing", "tables", "strays", "trees", "admitting", "bundle_parts"},
    {"ui"},
    {"cli"},
    {"__main__"},
)  # fmt: skip
PURE = (
    LAYERS[1]
    | LAYERS[2]
    | LAYERS[3]
    | {"decoding", "excerpts", "glossary", "mistaken_texts", "quoting", "remarks", "text_lines"}
    | {"covering", "faces", "fields", "labels", "language", "models", "names", "spelling", "text", "typography"}
)
IMPURE_MODULES = {
    "getpass", "io", "jinja2", "locale", "os", "pathlib", "platform", "prompt_toolkit", "questionary", "rich",
    "secrets", "shutil", "socket", "subprocess", "sys", "tempfile", "textual", "threading", "time", "typer", "typst",
    "uuid", "yaml",
}  # fmt: skip
# The cache writes its own disposable file, which nobody keeps: `store` is for what people keep.
# A session's journal is a file of its own kind, added to line by line.
WRITERS = {"store", "trees", "cache", "journal", "sessions"}
WRITING_CALLS = {"NamedTemporaryFile", "mkdir", "mkdtemp", "mkstemp", "touch", "unlink", "write_bytes", "write_text"}
AT_THE_TERMINAL = {"cli", "ui", "__main__"}
EXITING = {"cli", "__main__"}
# Modules that may load a heavy library as they are loaded; importing one of them is as heavy as the library itself.
HEAVY = {
    "rich": {"render.flow", "render.terminal"},
    "yaml": {
        "safe_yaml",
        "yaml_nodes",
        "yaml_page",
        "yaml_edits",
        "yaml_lists",
        "amending",
        "problems",
        "reading",
        "content",
        "towns",
        "inspecting",
        "surveying",
        "plans",
        "rosters",
        "admitting",
        "bundles",
        "bundle_parts",
        "filing",
        "rewriting",
        "tables",
        "render.overflowing",
        "correcting",
        "cuts",
        "hazards",
        "mending",
        "mending_lines",
        "mistakes",
        "pages",
        "strays",
    },
    "typer": {"cli"},
    "questionary": set[str](),
    "prompt_toolkit": set[str](),
    "typst": set[str](),
    "jinja2": set[str](),
    "textual": {"ui.room_screen", "ui.run_screen", "ui.run_sheets"},
    "icalendar": set[str](),
}


def module_names() -> dict[str, Path]:
    """Every module of the package, by its name without the package's: `cli.plan`, `documents`, `__init__`."""
    return {name_of(path): path for path in sorted(PACKAGE.rglob("*.py")) if "content" not in path.parts}


def name_of(path: Path) -> str:
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts)


MODULES = module_names()
TREES = {name: ast.parse(path.read_text(encoding="utf-8")) for name, path in MODULES.items()}


def room(name: str) -> str:
    """The room of a module: the first word of its name."""
    return name.split(".", maxsplit=1)[0]


def imported(tree: ast.AST) -> Iterator[str]:
    """Everything that a piece of code imports, wherever it does so; also modules that it names in a string."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute here"
            assert node.module is not None
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Constant) and re.match(r"territoires_cli\.[\w.]*$", str(node.value)):
            yield str(node.value)


def own(names: Iterable[str]) -> set[str]:
    """Those of the imported names that are modules of the package: the longest part of each that is one."""
    found = set()
    for name in names:
        parts = name.split(".")
        if parts[0] == "territoires_cli":
            inner = (".".join(parts[1:length]) for length in range(len(parts), 1, -1))
            found.add(next((candidate for candidate in inner if candidate in MODULES), "__init__"))
    return found


def when_loaded(tree: ast.Module) -> ast.Module:
    """The part of a module that runs when it is loaded: no functions, nothing for type checkers alone."""

    def runs_later(node: ast.AST) -> bool:
        checked = isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        return checked or isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)

    class Prune(ast.NodeTransformer):
        def visit(self, node: ast.AST) -> ast.AST | None:
            return None if runs_later(node) else self.generic_visit(node)

    pruned = Prune().visit(ast.parse(ast.unparse(tree)))
    assert isinstance(pruned, ast.Module)
    return pruned


def calls(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    """Every call, by the dotted words before its brackets."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func), node


def impurities(tree: ast.AST) -> set[str]:
    """What a pure room may not hold: impure imports, files, the clock, randomness without a seed."""
    found = {f"imports {name}" for name in imported(tree) if room(name) in IMPURE_MODULES}
    for called, node in calls(tree):
        last = called.rsplit(".", maxsplit=1)[-1]
        if called in {"open", "print", "input", "hash", "exit", "quit"} or last in {"now", "today", "utcnow"}:
            found.add(f"calls {called}")
        if room(called) == "random" and (called != "random.Random" or not node.args):
            found.add(f"calls {called} without a seed")
    found |= {f"imports {name}" for name in imported(tree) if name.startswith("random.") and name != "random.Random"}
    return found


def writes(tree: ast.AST) -> set[str]:
    """Calls that change the disk."""
    found = set()
    for called, node in calls(tree):
        first = ast.unparse(node.args[0]) if node.args else ""
        reads = called.endswith(".open") and re.fullmatch(r"'r[bt]?'", first)
        to_nowhere = first == "os.devnull"
        opens = (called == "open" or called.endswith(".open")) and not reads
        if called.rsplit(".", maxsplit=1)[-1] in WRITING_CALLS or (opens and not to_nowhere):
            found.add(called)
    changes = {"os.replace", "os.rename", "os.remove", "shutil", "tempfile"}
    return found | {
        called
        for called, _node in calls(tree)
        if any(called == name or called.startswith(f"{name}.") for name in changes)
    }


def exits(tree: ast.AST) -> set[str]:
    """Ways out of the program."""
    ways = {"sys.exit", "os._exit", "exit", "quit", "SystemExit", "typer.Exit", "os.abort"}
    return {ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Attribute | ast.Name)} & ways


def terminal_use(tree: ast.AST) -> set[str]:
    """Talk with the terminal."""
    streams = {"sys.stdout", "sys.stderr", "sys.stdin", "sys.__stdout__", "sys.__stderr__"}
    named = {ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Attribute)} & streams
    return named | {called for called, _node in calls(tree) if called in {"print", "input"}}


def test_the_modules_were_found() -> None:
    """The other tests look at something: the package's modules, those of known name among them."""
    assert len(MODULES) > 40
    assert {"cli.plan", "documents.plan", "models.city", "store", "render.markdown", "__main__", "ui.output"} <= set(
        MODULES
    )
    assert sum(len(own(imported(tree))) for tree in TREES.values()) > 150


def test_every_module_has_its_layer() -> None:
    """A new room must be given a place before it can be imported."""
    assert {room(name) for name in MODULES} <= set().union(*LAYERS)


@pytest.mark.parametrize("name", MODULES)
def test_imports_point_downwards(name: str) -> None:
    """A module imports from its own layer or from a lower one, inside functions and for type checkers too."""
    layer = {place: height for height, places in enumerate(LAYERS) for place in places}
    above = {target for target in own(imported(TREES[name])) if layer[room(target)] > layer[room(name)]}
    assert not above


@pytest.mark.parametrize("name", [name for name in MODULES if room(name) in PURE])
def test_pure_rooms_are_pure(name: str) -> None:
    """Rule 1: no terminal, no file, no clock, no hidden randomness."""
    assert not impurities(TREES[name])


@pytest.mark.parametrize("name", [name for name in MODULES if room(name) not in WRITERS])
def test_only_store_writes_files(name: str) -> None:
    """Rule 2: `store` writes what people keep, `cache` its own disposable file, nobody else anything."""
    assert not writes(TREES[name])


@pytest.mark.parametrize("name", [name for name in MODULES if room(name) not in AT_THE_TERMINAL])
def test_only_cli_and_ui_talk_to_the_terminal(name: str) -> None:
    """Rule 3, first half."""
    assert not terminal_use(TREES[name])


@pytest.mark.parametrize("name", [name for name in MODULES if room(name) not in EXITING])
def test_only_cli_exits(name: str) -> None:
    """Rule 3, second half."""
    assert not exits(TREES[name])


AT_LOADING = {name: set(imported(when_loaded(tree))) for name, tree in TREES.items()}


def loaded_with(name: str) -> set[str]:
    """Everything that is loaded with a module: its own imports, and those of the modules it imports."""
    seen: set[str] = set()
    outside: set[str] = set()
    waiting = [name]
    while waiting:
        current = waiting.pop()
        if current in seen:
            continue
        seen.add(current)
        names = AT_LOADING[current]
        outside |= {room(item) for item in names}
        waiting += own(names)
    return outside


@pytest.mark.parametrize("library", HEAVY)
def test_heavy_libraries_load_with_the_modules_made_for_them_alone(library: str) -> None:
    """Rule 4: no other module brings a heavy library in when it is loaded, not even through another module."""
    holders = HEAVY[library]
    outside = {
        name
        for name in MODULES
        if library in loaded_with(name) and name not in holders and room(name) not in holders | {"__main__"}
    }
    assert not outside


@pytest.mark.parametrize(
    ("code", "seen"),
    [
        ("def f():\n    import typer", "imports typer"),
        ("from pathlib import Path", "imports pathlib.Path"),
        ("import random\nrandom.Random()", "calls random.Random without a seed"),
        ("import random\nrandom.shuffle([])", "calls random.shuffle without a seed"),
        ("from random import shuffle", "imports random.shuffle"),
        ("import datetime as dt\ndt.date.today()", "calls dt.date.today"),
        ("def f():\n    return open('x')", "calls open"),
    ],
)
def test_the_check_of_pure_rooms_sees_what_it_forbids(code: str, seen: str) -> None:
    """The rules above would notice each of these."""
    assert seen in impurities(ast.parse(code))


def test_the_other_checks_see_what_they_forbid() -> None:
    """Files, exits, streams and imports inside functions would be noticed, and loading is told from calling."""
    assert writes(ast.parse("def f(p):\n    p.write_text('x')\n    with p.open('w'): pass")) == {
        "p.write_text",
        "p.open",
    }
    assert not writes(ast.parse("def f(p):\n    p.open('rb')\n    open(os.devnull, 'w')"))
    assert writes(ast.parse("import os\nos.replace('a', 'b')")) == {"os.replace"}
    assert exits(ast.parse("import sys\ndef f():\n    sys.exit(1)\n    raise SystemExit")) == {"sys.exit", "SystemExit"}
    assert terminal_use(ast.parse("print(1)\nsys.stderr.write('x')")) == {"print", "sys.stderr"}
    late = ast.parse("def f():\n    from territoires_cli.cli.plan import app")
    assert own(imported(late)) == {"cli.plan"}
    assert not list(imported(when_loaded(late)))
    assert list(
        imported(when_loaded(ast.parse("class A:\n    import rich\n    def f(self):\n        import yaml")))
    ) == ["rich"]
