"""Every regular expression of the tool against long hostile texts: none takes longer than in proportion to the text."""

import ast
import importlib
import re
import signal
import time
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import NamedTuple

import pytest

import territoires_cli
from territoires_cli import shielding

PACKAGE = Path(territoires_cli.__file__).parent
# As long as the longest text that a field or a statement may have; what looks through whole files is simpler still.
LENGTH = 20_000
SECONDS = 0.5
METHODS = {"match", "fullmatch", "search", "sub", "split", "findall", "finditer"}
# What a library uses a pattern with that is handed to it.
HANDED_OVER = {"territoires_cli.yaml_text._NUMBER": "match"}
# What is only used on texts of so many characters.
BOUNDED = {"territoires_cli.shielding._ALTERED": shielding._LONGEST_ALTERED}
posix = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="a clock of POSIX interrupts what takes too long")


class EndlessError(Exception):
    """A regular expression that goes on and on."""


class Found(NamedTuple):
    """A regular expression: where it stands, its text and flags, and the methods that it is used with."""

    where: str
    pattern: str
    flags: int
    methods: frozenset[str]


def patterns() -> Iterator[Found]:
    """Every regular expression in the sources of the tool."""
    for path in sorted(PACKAGE.rglob("*.py")):
        if "content" not in path.parts:
            tree = ast.parse(path.read_text(encoding="utf-8"))
            parts = path.relative_to(PACKAGE).with_suffix("").parts
            name = ".".join(("territoires_cli", *parts)).removesuffix(".__init__")
            yield from _used_once(name, tree)
            if any("re.compile" in ast.unparse(node) for node in tree.body):
                yield from _compiled(name, tree)


def _used_once(name: str, tree: ast.Module) -> Iterator[Found]:
    """Those that are written where they are used: `re.sub(r"…", …)`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and ast.unparse(node.func.value) == "re":
            first = node.args[0] if node.args else None
            if node.func.attr in METHODS and isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield Found(f"{name}:{node.lineno}", first.value, 0, frozenset([node.func.attr]))


def _compiled(name: str, tree: ast.Module) -> Iterator[Found]:
    """Those that have a name in their module, or stand in a tuple that has one."""
    used: dict[str, set[str]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.attr in METHODS:
            used.setdefault(node.value.id, set()).add(node.attr)
    for word, value in vars(importlib.import_module(name)).items():
        for pattern in _patterns_in(value):
            methods = used.get(word) or {HANDED_OVER.get(f"{name}.{word}", "search")}
            yield Found(f"{name}.{word}", pattern.pattern, pattern.flags, frozenset(methods))


def _patterns_in(value: object) -> Iterator[re.Pattern[str]]:
    if isinstance(value, tuple):
        for item in value:
            yield from _patterns_in(item)
    elif isinstance(value, re.Pattern) and isinstance(value.pattern, str):
        yield value


PATTERNS = list(patterns())


def pumps(pattern: str) -> list[str]:
    """What to repeat: the signs and words that a pattern speaks of, alone and in pairs with others."""
    signs = sorted(set(re.sub(r"\\[a-zA-Z]", "", pattern)) - {"\\"} | set("a1 \n.é’"))
    words = [f"{word} " for word in re.findall(r"[a-zà-ÿ]{2,}", pattern)[:12]]
    pairs = [sign + other for sign in signs for other in "a1 .:"]
    return list(dict.fromkeys([*signs, *pairs, *words, "12/", "a-", "1 000 "]))


def _endless(_number: int, _frame: FrameType | None) -> None:
    raise EndlessError


def use(compiled: re.Pattern[str], method: str, text: str) -> None:
    """Use a pattern to the end of a text."""
    if method == "finditer":
        deque(compiled.finditer(text), 0)
    elif method == "sub":
        compiled.sub("", text)
    else:
        getattr(compiled, method)(text)


@posix
@pytest.mark.parametrize("found", PATTERNS, ids=[found.where for found in PATTERNS])
def test_no_pattern_is_slow(found: Found) -> None:
    """Long repetitions that fail at their very end take no time with any method that the pattern is used with."""
    compiled = re.compile(found.pattern, found.flags)
    before = signal.signal(signal.SIGPROF, _endless)
    try:
        for pump in pumps(found.pattern):
            text = pump * (BOUNDED.get(found.where, LENGTH) // len(pump)) + "\0!"
            for method in found.methods:
                begin = time.process_time()
                signal.setitimer(signal.ITIMER_PROF, 4 * SECONDS)
                try:
                    use(compiled, method, text)
                except EndlessError:
                    pytest.fail(f"{method} never ends on {pump!r}")
                finally:
                    signal.setitimer(signal.ITIMER_PROF, 0)
                assert time.process_time() - begin < SECONDS, (method, pump)
    finally:
        signal.signal(signal.SIGPROF, before)


def test_the_patterns_are_found() -> None:
    """The reading of the sources finds the patterns that are known to stand there."""
    places = {found.where for found in PATTERNS}
    assert {
        "territoires_cli.typography._UNSAFE",
        "territoires_cli.listening._INHABITANTS",
        "territoires_cli.dating._NAMED",
    } <= places
    assert len(places) > 60
