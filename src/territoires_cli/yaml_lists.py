"""A list in a YAML text, changed item by item: what stays keeps its lines, its style and the remarks beside it. Pure."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from territoires_cli.yaml_edits import Editor
from territoires_cli.yaml_nodes import Node
from territoires_cli.yaml_page import Edit, Way
from territoires_cli.yaml_text import write_item, write_on_one_line


class Change(NamedTuple):
    """Items from `start` to `end` (from 0, the end excluded) of a list, and the values that take their place."""

    start: int
    end: int
    values: Sequence[Any]


def changed_list(items: Sequence[Any], changes: Sequence[Change]) -> list[Any]:
    """The list after changes that stand in its order, none over another."""
    found: list[Any] = []
    place = 0
    for change in changes:
        found += [*items[place : change.start], *change.values]
        place = change.end
    return [*found, *items[place:]]


def ways_to_change(page: Editor, node: Node, changes: Sequence[Change]) -> Iterator[Way]:
    """Edits that change these items of a list that holds some, and touch no other one."""
    if node.is_flow:
        yield [edit for change in changes for edit in _in_brackets(node, change)]
        return
    dashes = _dashes(page, node)
    for is_long in (False, True):
        yield [edit for change in changes for edit in _line_by_line(page, node, dashes, change, is_long=is_long)]


def _in_brackets(node: Node, change: Change) -> Iterator[Edit]:
    """A change of a list in brackets, whose other items keep their commas."""
    start, end, values = change
    items = node.parts
    pairs = min(end - start, len(values))
    yield from (
        Edit(items[start + number].start, items[start + number].end, write_on_one_line(values[number]))
        for number in range(pairs)
    )
    more = ", ".join(write_on_one_line(value) for value in values[pairs:])
    if more and end < len(items):
        yield Edit(items[end].start, items[end].start, f"{more}, ")
    elif more:
        yield Edit(items[-1].end, items[-1].end, f", {more}")
    elif pairs < end - start and end < len(items):
        yield Edit(items[start + pairs].start, items[end].start, "")
    elif pairs < end - start:
        first = items[start + pairs - 1].end if start + pairs else items[0].start
        yield Edit(first, items[-1].end, "")


def _line_by_line(page: Editor, node: Node, dashes: Sequence[int], change: Change, *, is_long: bool) -> Iterator[Edit]:
    """A change of a list whose items have lines of their own; `is_long`: empty lines after a text in a block belong to it."""
    start, end, values = change
    column = dashes[0] - page.line_start(dashes[0])

    def end_of(number: int) -> int:
        return list(page.ends(node.parts[number].last))[-1 if is_long else 0]

    pairs = min(end - start, len(values))
    for number in range(pairs):
        item, value = node.parts[start + number], values[number]
        if item.in_block or item.parts or not isinstance(value, str | int | float | None):
            line = page.line_start(dashes[start + number])
            yield Edit(line, end_of(start + number), page.set_in(write_item(value), column))
        else:
            # Behind a dash alone, a space is missing.
            space = "" if page.text[item.start - 1 : item.start].isspace() else " "
            yield Edit(item.start, item.end, f"{space}{write_on_one_line(value)}")
    for number in range(start + pairs, end):
        yield Edit(page.line_start(dashes[number]), end_of(number), "")
    if len(values) > pairs:
        place = end_of(end - 1) if end else _above_first(page, dashes[0])
        before = "" if page.ends_with_break(place) else page.newline
        written = "".join(page.set_in(write_item(value), column) for value in values[pairs:])
        yield Edit(place, place, before + written)


def _dashes(page: Editor, node: Node) -> list[int]:
    """Where the dash of each item stands."""
    found = [page.dash(node)]
    column = found[0] - page.line_start(found[0])
    for item in node.parts[1:]:
        line = page.line_start(item.start)
        while line > found[-1] and page.text[line : line + column + 1].lstrip(" ") != "-":
            line = page.line_start(line - 1)
        found.append(line + column)
    return found


def _above_first(page: Editor, dash: int) -> int:
    """Where an item goes that comes before the first one: above the remarks that stand over that one."""
    place = page.line_start(dash)
    while place and page.text[page.line_start(place - 1) : place].lstrip(" ").startswith("#"):
        place = page.line_start(place - 1)
    return place
