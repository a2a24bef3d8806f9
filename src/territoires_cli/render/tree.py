"""A tree of lines → text drawn with branches, within a width (characters)."""

from collections.abc import Iterator
from textwrap import wrap
from typing import TYPE_CHECKING

from territoires_cli.typography import one_line

if TYPE_CHECKING:
    from territoires_cli.documents.tree import Branch


def render_tree(root: "Branch", width: int) -> str:
    """The tree with one line or several for each branch, none longer than `width` where words allow it."""
    return "".join(f"{text}\n" for text in _lines(root, "", "", width))


def _lines(branch: "Branch", first: str, rest: str, width: int) -> Iterator[str]:
    hanging = f"{rest}│  " if branch.branches else rest
    # Words never get less than twenty characters, however deep they stand.
    room = max(width, len(hanging) + 20)
    text = one_line(branch.text)
    yield from wrap(text, room, initial_indent=first, subsequent_indent=hanging) if text else [first]
    for number, below in enumerate(branch.branches, start=1):
        is_last = number == len(branch.branches)
        yield from _lines(below, f"{rest}{'└─ ' if is_last else '├─ '}", f"{rest}{'   ' if is_last else '│  '}", width)
