"""Changes to a YAML file that a person may have written: text in, text out, and nothing else in it moves.

Why by position: a library that reads and writes the whole again (ruamel.yaml) folds long lines anew, sets lists in
otherwise and evens out brackets; here each line that doesn't hold the change stays as it is, to the character.
"""

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any, NamedTuple

from territoires_cli.errors import TerritoiresError
from territoires_cli.safe_yaml import Path, YamlError, parse_yaml
from territoires_cli.translation import gettext as _
from territoires_cli.typography import without_unsafe
from territoires_cli.yaml_nodes import Node, read_nodes
from territoires_cli.yaml_text import write_item, write_like_people, write_on_one_line

_BREAK = re.compile(r"\r\n|[\r\n\x85\u2028\u2029]")
# What may stand between the place where a list begins and its first dash: its anchor, ends of lines, remarks.
_BEFORE_DASH = re.compile(r"(?:[&!]\S*|\s+|#[^\r\n]*)*")
_BOM = "\ufeff"


class AmendingError(TerritoiresError):
    """A place in a file that can't be changed without touching something else; the sentence says what to write there."""


class _Edit(NamedTuple):
    """A piece of the text, from `start` to `end` in characters, and what takes its place."""

    start: int
    end: int
    text: str


_Way = list[_Edit]


def append_item(text: str, path: Path, value: Any) -> str:
    """The text with one more item at the end of the list at `path`, which is begun where it is missing or empty.

    Raises YamlError for a text that isn't YAML, AmendingError where something else would change.
    """
    page, value = _Page(text), _cleaned(value)
    items = _reach(page.data, path)
    is_value = bool(path) and isinstance(path[-1], str)
    if items is None or (items == [] and is_value and not isinstance(value, str)):
        return set_value(text, path, [value])
    if not isinstance(items, list):
        raise AmendingError(_told(path, [value]))
    node = page.node(path)
    if node is None:  # an alias: the list is written elsewhere, for others too
        raise AmendingError(_told(path, [value]))
    return page.changed(page.ways_to_append(node, value), _with(page.data, path, [*items, value]), path, [value])


def remove_item(text: str, path: Path, value: Any) -> str:
    """The text without the first item of the list at `path` that equals `value`; the same text where there is none.

    Raises YamlError for a text that isn't YAML, AmendingError where something else would change.
    """
    page, value = _Page(text), _cleaned(value)
    items = _reach(page.data, path)
    place = next((n for n, item in enumerate(items) if _same(item, value)), None) if isinstance(items, list) else None
    if place is None:
        return text
    rest = [item for number, item in enumerate(items) if number != place]
    node = page.node(path)
    if node is None:  # an alias: the list is written elsewhere, for others too
        raise AmendingError(_told(path, rest))
    if not rest and not node.is_flow and path and isinstance(path[-1], str):
        return set_value(text, path, [])
    return page.changed(page.ways_to_remove(node, place), _with(page.data, path, rest), path, rest)


def set_value(text: str, path: Path, value: Any) -> str:
    """The text with `value` at `path`: in the place of what stands there, or under a key that is added at the end.

    Raises YamlError for a text that isn't YAML, AmendingError where something else would change.
    """
    page, value = _Page(text), _cleaned(value)
    if not path:
        if page.data is not None:
            raise AmendingError(_told(path, value))
        return page.changed(iter([page.at_the_end(write_like_people(value))]), value, path, value)
    holder = _reach(page.data, path[:-1])
    if holder is None:
        return set_value(text, path[:-1], {path[-1]: value})
    node = page.node(path[:-1])
    known = isinstance(holder, dict) and isinstance(path[-1], str)
    if node is None or not known or not node.is_mapping:
        raise AmendingError(_told(path, value))
    ways = page.ways_to_set(node, list(holder), str(path[-1]), value)
    return page.changed(ways, _with(page.data, path, value), path, value)


class _Page:
    """A text that is changed: its data, its nodes, and how its lines end."""

    def __init__(self, text: str) -> None:
        self.bom = _BOM if text.startswith(_BOM) else ""
        self.text = text.removeprefix(_BOM)
        self.data = parse_yaml(self.text)
        self.root = read_nodes(self.text)
        ended = _BREAK.search(self.text)
        self.newline = ended[0] if ended and ended[0] in {"\r\n", "\r"} else "\n"

    def node(self, path: Path) -> Node | None:
        """The node at a path that the data holds; None for one that an alias stands for."""
        node, data = self.root, self.data
        for step in path:
            if node is None or not node.parts:
                return None
            place = step if isinstance(data, list) else 2 * list(data).index(step) + 1
            assert isinstance(place, int)
            node, data = node.parts[place], data[step]
        return node if node is not None and (node.is_mapping or node.is_list) else None

    # Each of these gives ways to write a change, the one that people would write first.

    def ways_to_append(self, node: Node, value: Any) -> Iterator[_Way]:
        """An item at the end of a list."""
        if node.is_flow:
            yield [self._in_brackets(node, write_on_one_line(value))]
            return
        dash = self._dash(node)
        column = dash - self._line_start(dash)
        if node.parts[-1].is_flow and isinstance(value, dict):
            yield from self._below(node.last, f"- {write_on_one_line(value)}\n", column)
        yield from self._below(node.last, write_item(value), column)

    def ways_to_remove(self, node: Node, place: int) -> Iterator[_Way]:
        """A list without one of its items."""
        item = node.parts[place]
        following = node.parts[place + 1] if place + 1 < len(node.parts) else None
        if node.is_flow:
            if following is not None and "#" not in self.text[item.end : following.start]:
                yield [_Edit(item.start, following.start, "")]
            comma = self.text.find(",", item.end) + 1
            if following is not None and comma:
                yield [_Edit(item.start, comma, "")]
            if place:
                yield [_Edit(node.parts[place - 1].end, item.end, "")]
            yield [_Edit(item.start, item.end, "")]
            return
        dash = self.text.rfind("-", 0, item.start + 1)
        # An item that is a list itself begins with a dash of its own.
        while dash > 0 and self.text[self._line_start(dash) : dash].strip():
            dash = self.text.rfind("-", 0, dash)
        for end in self._ends(item.last):
            yield [_Edit(self._line_start(dash), end, "")]
            yield [_Edit(self._line_start(dash), end, f"[]{self.newline}")]
        # A list that begins on the line of another dash.
        first = self._dash(node)
        if following is not None:
            yield [_Edit(first, self.text.rfind("-", 0, following.start + 1), "")]
        yield [_Edit(first, self._last_character(item.last), "[]")]

    def ways_to_set(self, holder: Node, keys: list[str], name: str, value: Any) -> Iterator[_Way]:
        """A value under a key of a mapping."""
        if name in keys:
            yield from self._ways_to_replace(holder, *holder.pairs[keys.index(name)], name, value)
        elif holder.is_flow:
            written = f"{write_on_one_line(name)}: {write_on_one_line(value)}"
            yield [self._in_brackets(holder, written)]
        else:
            yield from self._below(holder.last, write_like_people({name: value}), holder.parts[0].column)

    def _ways_to_replace(self, holder: Node, key: Node, old: Node, name: str, value: Any) -> Iterator[_Way]:
        colon = self.text.find(":", key.end) + 1
        one_line = write_on_one_line(value)
        is_below = self._line_start(old.start) > key.start
        if holder.is_flow:
            yield [_Edit(old.start, old.end, one_line if old.start > colon else f" {one_line}")]
            return
        first, *rest = write_like_people({name: value}).splitlines()
        behind = first[len(write_like_people({name: None}).splitlines()[0].removesuffix(" null")) :]
        below = self._set_in("".join(f"{line}\n" for line in rest), key.column)
        for end in self._ends(old.last):
            if is_below:
                start = self._line_start(old.start)
                yield [_Edit(colon, colon, behind), _Edit(start, end, below)]
            else:
                stop = self._last_character(old.last)
                line = self._line_end(stop)
                before = "" if self._ends_with_break(line) or not below else self.newline
                yield [_Edit(colon, stop, behind), _Edit(line, line, before + below)]

    def at_the_end(self, written: str) -> _Way:
        """Lines at the end of a text that holds remarks alone."""
        end = len(self.text)
        before = "" if self._ends_with_break(end) else self.newline
        return [_Edit(end, end, before + self._set_in(written, 0))]

    def _below(self, node: Node, written: str, column: int) -> Iterator[_Way]:
        """Lines below the one that a node ends on."""
        for end in self._ends(node):
            before = "" if self._ends_with_break(end) else self.newline
            yield [_Edit(end, end, before + self._set_in(written, column))]

    def _in_brackets(self, node: Node, written: str) -> _Edit:
        """One more part of a collection in brackets."""
        if node.parts:
            return _Edit(node.parts[-1].end, node.parts[-1].end, f", {written}")
        return _Edit(node.end - 1, node.end - 1, written)

    def _set_in(self, written: str, column: int) -> str:
        lines = written.splitlines()
        return "".join(f"{' ' * column if line else ''}{line}{self.newline}" for line in lines)

    def _dash(self, node: Node) -> int:
        match = _BEFORE_DASH.match(self.text, node.start)
        assert match is not None
        return match.end()

    def _ends(self, node: Node) -> Iterator[int]:
        """Where the lines of a node end: after its words, or after the empty lines that a text in a block may hold."""
        yield self._line_end(self._last_character(node))
        if node.in_block:
            yield node.end

    def _last_character(self, node: Node) -> int:
        if not node.in_block:
            return node.end
        return node.start + len(self.text[node.start : node.end].rstrip(" \r\n"))

    def _line_start(self, place: int) -> int:
        return max((match.end() for match in _BREAK.finditer(self.text, 0, place)), default=0)

    def _line_end(self, place: int) -> int:
        match = _BREAK.search(self.text, place)
        return match.end() if match else len(self.text)

    def _ends_with_break(self, place: int) -> bool:
        return place == 0 or bool(_BREAK.fullmatch(self.text[place - 1 : place]))

    def changed(self, ways: Iterator[_Way], expected: Any, path: Path, value: Any) -> str:
        """The text changed in the first way that reads back as `expected`. Raises AmendingError where none does."""
        for way in ways:
            text = self.text
            for edit in sorted(way, reverse=True):
                text = text[: edit.start] + edit.text + text[edit.end :]
            try:
                if _same(parse_yaml(text), expected):
                    return self.bom + text
            except YamlError:
                continue
        raise AmendingError(_told(path, value))


def _cleaned(value: Any) -> Any:
    """A value as a file gives it back: without the characters that no file may bring in."""
    if isinstance(value, str):
        return without_unsafe(value)
    if isinstance(value, dict):
        return {_cleaned(key): _cleaned(item) for key, item in value.items()}
    return [_cleaned(item) for item in value] if isinstance(value, list | tuple) else value


def _reach(data: Any, path: Path) -> Any:
    """What stands at a path; None where nothing does."""
    for step in path:
        held = isinstance(data, dict) if isinstance(step, str) else isinstance(data, list) and step < len(data)
        data = (data.get(step) if isinstance(data, dict) else data[step]) if held else None
    return data


def _with(data: Any, path: Path, value: Any) -> Any:
    """The data with a value at a path whose holder is there."""
    if not path:
        return value
    changed = deepcopy(data)
    _reach(changed, path[:-1])[path[-1]] = value
    return changed


def _same(one: Any, other: Any) -> bool:
    """Whether two pieces of plain data are the same, types, numbers and the order of keys too."""
    return repr(one) == repr(other)


def _told(path: Path, value: Any) -> str:
    where = " > ".join(str(step) for step in path)
    written = write_like_people({str(path[-1]): value} if path else value)
    return _(
        "Ce fichier est écrit d’une façon que l’outil ne sait pas compléter sans rien y changer d’autre"
        " (champ « {field} »). Écrivez-y vous-même :\n{text}"
    ).format(field=where or "-", text=written.rstrip())
