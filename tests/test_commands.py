"""Commands that the tool proposes are typed as they stand: every word of them that isn't fixed goes through `command_line`."""

import ast
import re
import shlex
from collections.abc import Iterator

import pytest

from territoires_cli.quoting import command_line
from tests.test_architecture import TREES

# A command, up to the end of its sentence, and the fields in it.
_COMMAND = re.compile(r"territoires (?!\{command)[a-z][^\n«»]*")
_FIELD = re.compile(r"\{(\w+)")

# Ids and kinds are letters, figures and hyphens by their models; a count is figures.
_SAFE = re.compile(r"[\w.]+\.(id|case|kind)|len\(\w+\)")


def loose_words(tree: ast.AST) -> Iterator[str]:
    """Values that are put into a command as they are, in a `format` or an f-string."""
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            parts = [part.value if isinstance(part, ast.Constant) else part for part in node.values]
            within = False
            for part in parts:
                within = within or (isinstance(part, str) and bool(_COMMAND.search(part)))
                if within and isinstance(part, ast.FormattedValue) and not _is_quoted(part.value):
                    yield ast.unparse(part.value)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "format":
            texts = [item.value for item in ast.walk(node.func.value) if isinstance(item, ast.Constant)]
            found = {
                name
                for text in texts
                if isinstance(text, str)
                for command in _COMMAND.findall(text)
                for name in _FIELD.findall(command)
            }
            yield from (
                f"{word.arg}={ast.unparse(word.value)}"
                for word in node.keywords
                if word.arg in found and not _is_quoted(word.value)
            )


def _is_quoted(value: ast.expr) -> bool:
    written = ast.unparse(value)
    return written.startswith("command_line(") or bool(_SAFE.fullmatch(written))


@pytest.mark.parametrize("name", [name for name in TREES if "territoires " in ast.unparse(TREES[name])])
def test_no_command_is_composed_by_hand(name: str) -> None:
    """A name or a path with a space would be two words in the command that a sentence proposes."""
    assert not list(loose_words(TREES[name]))


@pytest.mark.parametrize(
    ("code", "seen"),
    [
        ('_("Tapez : territoires check {path}").format(path=path)', ["path=path"]),
        ('f"territoires render {name}"', ["name"]),
        ('_("Tapez : territoires check {path}").format(path=command_line([path]))', []),
        ('_("« {path} » : territoires list").format(path=path)', []),
    ],
)
def test_what_is_composed_by_hand_is_seen(code: str, seen: list[str]) -> None:
    """The test above notices a word that isn't quoted, and that alone."""
    assert list(loose_words(ast.parse(code))) == seen


@pytest.mark.parametrize("word", ["mon jeu", 'a"b', "l'été", "", "a\\b", "a;b", "a&b"])
def test_a_word_is_typed_as_one(word: str) -> None:
    """A shell makes the very word of what is shown."""
    assert shlex.split(command_line(["territoires", "check", word])) == ["territoires", "check", word]
