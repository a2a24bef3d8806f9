"""A YAML text that is changed by position: its data, its nodes, its lines, its remarks, and the edits put into it. Pure."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any, NamedTuple

from territoires_cli.safe_yaml import Path, YamlError, parse_yaml
from territoires_cli.yaml_nodes import Node, read_nodes

_BREAK = re.compile(r"\r\n|[\r\n\x85\u2028\u2029]")
# What may stand between the place where a list begins and its first dash: its anchor, ends of lines, remarks.
_BEFORE_DASH = re.compile(r"(?:[&!]\S*|\s+|#[^\r\n]*)*")
_REMARK = re.compile(r"#[^\r\n\x85\u2028\u2029]*")
_BOM = "\ufeff"


class Edit(NamedTuple):
    """A piece of the text, from `start` to `end` in characters, and what takes its place."""

    start: int
    end: int
    text: str


Way = list[Edit]


class Page:
    """A text that is changed: its data, its nodes, and how its lines end."""

    def __init__(self, text: str) -> None:
        """Raises YamlError for a text that isn't YAML."""
        self.bom = _BOM if text.startswith(_BOM) else ""
        self.text = text.removeprefix(_BOM)
        self.data = parse_yaml(self.text)
        self.root = read_nodes(self.text)
        self._starts = [0, *(match.end() for match in _BREAK.finditer(self.text))]
        ended = _BREAK.search(self.text)
        self.newline = ended[0] if ended and ended[0] in {"\r\n", "\r"} else "\n"

    def node(self, path: Path) -> Node | None:
        """The node of a collection at a path that the data holds; None for one that an alias stands for."""
        node, data = self.root, self.data
        for step in path:
            if node is None or not node.parts:
                return None
            place = step if isinstance(data, list) else 2 * list(data).index(step) + 1
            assert isinstance(place, int)
            node, data = node.parts[place], data[step]
        return node if node is not None and (node.is_mapping or node.is_list) else None

    @cached_property
    def remarks(self) -> list[tuple[int, int]]:
        """Where each remark begins and ends, in the order of the text."""
        found: list[tuple[int, int]] = []
        place = 0
        for node in [*_texts(self.root), Node(len(self.text), len(self.text), 0)]:
            start = self.line_end(node.start) if node.in_block else node.start
            found += [match.span() for match in _REMARK.finditer(self.text, place, start)]
            place = max(place, node.end)
        return found

    def set_in(self, written: str, column: int) -> str:
        """Lines that begin at a column."""
        lines = written.splitlines()
        return "".join(f"{' ' * column if line else ''}{line}{self.newline}" for line in lines)

    def dash(self, node: Node) -> int:
        """Where the first dash of a list stands."""
        match = _BEFORE_DASH.match(self.text, node.start)
        assert match is not None
        return match.end()

    def ends(self, node: Node) -> Iterator[int]:
        """Where the lines of a node end: after its words, or after the empty lines that a text in a block may hold."""
        yield self.line_end(self.last_character(node))
        if node.in_block:
            yield node.end

    def last_character(self, node: Node) -> int:
        """Where the words of a node end."""
        if not node.in_block:
            return node.end
        return node.start + len(self.text[node.start : node.end].rstrip(" \r\n"))

    def line_start(self, place: int) -> int:
        """Where the line of a place begins."""
        return self._starts[bisect_right(self._starts, place) - 1]

    def line_end(self, place: int) -> int:
        """Where the line of a place ends, its break included."""
        match = _BREAK.search(self.text, place)
        return match.end() if match else len(self.text)

    def ends_with_break(self, place: int) -> bool:
        """Whether a new line begins at a place."""
        return place == 0 or bool(_BREAK.fullmatch(self.text[place - 1 : place]))

    def tried(self, ways: Iterable[Way], expected: Any, *, keeps_remarks: bool) -> str | None:
        """The text changed in the first way that reads back as `expected`; None where none does.

        With `keeps_remarks`, what stands behind a `#` in a piece that goes moves to a line of its own.
        """
        for way in ways:
            for edits in self._with_remarks(way) if keeps_remarks else [way]:
                text = self._put(edits)
                try:
                    if same(parse_yaml(text), expected):
                        return self.bom + text
                except YamlError:
                    continue
        return None

    def _put(self, edits: Way) -> str:
        parts: list[str] = []
        place = 0
        for edit in sorted(edits):
            parts += [self.text[place : edit.start], edit.text]
            place = max(place, edit.end)
        return "".join([*parts, self.text[place:]])

    def _with_remarks(self, way: Way) -> Iterator[Way]:
        """The edits with the remarks that they would take away: above their line, or below it where that can't be."""
        above, below = list(way), list(way)
        for edit in way:
            first = bisect_left(self.remarks, (edit.start, edit.start))
            last = bisect_right(self.remarks, (edit.end, edit.end))
            lost = [self.text[start:end].rstrip() for start, end in self.remarks[first:last] if end <= edit.end]
            if not lost:
                continue
            start, end = self.line_start(edit.start), self.line_end(edit.end)
            line = self.text[start:end]
            retreat = line[: len(line) - len(line.lstrip(" "))]
            lines = "".join(f"{retreat}{remark}{self.newline}" for remark in lost)
            above.append(Edit(start, start, lines))
            below.append(Edit(end, end, lines if self.ends_with_break(end) else self.newline + lines))
        yield above
        if len(above) > len(way):
            yield below


def remarks_of(text: str) -> list[str]:
    """What stands behind each `#` that begins a remark in a YAML text. Raises YamlError."""
    page = Page(text)
    return [page.text[start:end].rstrip() for start, end in page.remarks]


def _texts(root: Node | None) -> Iterator[Node]:
    """Keys and values that are no collections: a `#` inside them begins no remark."""
    waiting = [root] if root is not None else []
    while waiting:
        node = waiting.pop()
        if node.is_mapping or node.is_list:
            waiting += reversed(node.parts)
        else:
            yield node


def same(one: Any, other: Any) -> bool:
    """Whether two pieces of plain data are the same, types, numbers and the order of keys too."""
    return repr(one) == repr(other)
