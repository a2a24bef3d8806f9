"""Ways to write a change into a YAML text: edits by position, the one that people would write first. Pure."""

from collections.abc import Iterator
from typing import Any

from territoires_cli.yaml_nodes import Node
from territoires_cli.yaml_page import Edit, Page, Way
from territoires_cli.yaml_text import write_item, write_like_people, write_on_one_line


class Editor(Page):
    """A text and the ways to change it."""

    def ways_to_append(self, node: Node, value: Any) -> Iterator[Way]:
        """An item at the end of a list."""
        if node.is_flow:
            yield [self._in_brackets(node, write_on_one_line(value))]
            return
        dash = self.dash(node)
        column = dash - self.line_start(dash)
        if node.parts[-1].is_flow and isinstance(value, dict):
            yield from self.below(node.last, f"- {write_on_one_line(value)}\n", column)
        yield from self.below(node.last, write_item(value), column)

    def ways_to_remove(self, node: Node, place: int) -> Iterator[Way]:
        """A list without one of its items."""
        item = node.parts[place]
        following = node.parts[place + 1] if place + 1 < len(node.parts) else None
        if node.is_flow:
            if following is not None and "#" not in self.text[item.end : following.start]:
                yield [Edit(item.start, following.start, "")]
            comma = self.text.find(",", item.end) + 1
            if following is not None and comma:
                yield [Edit(item.start, comma, "")]
            if place:
                yield [Edit(node.parts[place - 1].end, item.end, "")]
            yield [Edit(item.start, item.end, "")]
            return
        dash = self.text.rfind("-", 0, item.start + 1)
        # An item that is a list itself begins with a dash of its own.
        while dash > 0 and self.text[self.line_start(dash) : dash].strip():
            dash = self.text.rfind("-", 0, dash)
        for end in self.ends(item.last):
            yield [Edit(self.line_start(dash), end, "")]
            yield [Edit(self.line_start(dash), end, f"[]{self.newline}")]
        # A list that begins on the line of another dash.
        first = self.dash(node)
        if following is not None:
            yield [Edit(first, self.text.rfind("-", 0, following.start + 1), "")]
        yield [Edit(first, self.last_character(item.last), "[]")]

    def ways_to_set(self, holder: Node, keys: list[str], name: str, value: Any) -> Iterator[Way]:
        """A value under a key of a mapping."""
        if name in keys:
            yield from self._ways_to_replace(holder, *holder.pairs[keys.index(name)], name, value)
        elif holder.is_flow:
            written = f"{write_on_one_line(name)}: {write_on_one_line(value)}"
            yield [self._in_brackets(holder, written)]
        else:
            yield from self.below(holder.last, write_like_people({name: value}), holder.parts[0].column)

    def _ways_to_replace(self, holder: Node, key: Node, old: Node, name: str, value: Any) -> Iterator[Way]:
        colon = self.text.find(":", key.end) + 1
        one_line = write_on_one_line(value)
        is_below = self.line_start(old.start) > key.start
        if holder.is_flow:
            yield [Edit(old.start, old.end, one_line if old.start > colon else f" {one_line}")]
            return
        first, *rest = write_like_people({name: value}).splitlines()
        behind = first[len(write_like_people({name: None}).splitlines()[0].removesuffix(" null")) :]
        below = self.set_in("".join(f"{line}\n" for line in rest), key.column)
        for end in self.ends(old.last):
            if is_below:
                start = self.line_start(old.start)
                yield [Edit(colon, colon, behind), Edit(start, end, below)]
            else:
                stop = self.last_character(old.last)
                line = self.line_end(stop)
                before = "" if self.ends_with_break(line) or not below else self.newline
                yield [Edit(colon, stop, behind), Edit(line, line, before + below)]

    def at_the_end(self, written: str) -> Way:
        """Lines at the end of a text that holds remarks alone."""
        end = len(self.text)
        before = "" if self.ends_with_break(end) else self.newline
        return [Edit(end, end, before + self.set_in(written, 0))]

    def below(self, node: Node, written: str, column: int) -> Iterator[Way]:
        """Lines below the one that a node ends on."""
        for end in self.ends(node):
            before = "" if self.ends_with_break(end) else self.newline
            yield [Edit(end, end, before + self.set_in(written, column))]

    def _in_brackets(self, node: Node, written: str) -> Edit:
        """One more part of a collection in brackets."""
        if node.parts:
            return Edit(node.parts[-1].end, node.parts[-1].end, f", {written}")
        return Edit(node.end - 1, node.end - 1, written)

    def ways_to_cut(self, holder: Node, place: int) -> Iterator[Way]:
        """A mapping without one of its keys, given by its place, and that key's lines."""
        key, value = holder.pairs[place]
        start = self.line_start(key.start)
        if not holder.is_flow and not self.text[start : key.start].strip():
            yield [Edit(start, self.line_end(self.last_character(value.last)), "")]
