"""YAML text → its nodes with the places where each begins and ends in the text: what edits by position stand on."""

from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceStartEvent,
)

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(slots=True)
class Node:
    """A value in the text: `start` and `end` in characters from 0, `column` from 0, `parts` of a collection in order.

    The parts of a mapping are key, value, key, value …; `in_block` is a text that stands below its key (| or >).
    """

    start: int
    end: int
    column: int
    is_mapping: bool = False
    is_list: bool = False
    is_flow: bool = False
    in_block: bool = False
    parts: list["Node"] = field(default_factory=list)

    @property
    def last(self) -> "Node":
        """The node in which this one ends: what stands after it belongs to something else."""
        node = self
        while node.parts and not node.is_flow:
            node = node.parts[-1]
        return node

    @property
    def pairs(self) -> list[tuple["Node", "Node"]]:
        """The keys and values of a mapping."""
        return list(zip(self.parts[::2], self.parts[1::2], strict=True))


def read_nodes(text: str) -> Node | None:
    """The nodes of a text that `parse_yaml` accepts (so that depth and size are bounded); None where it holds nothing."""
    loader = _LOADER(text)
    held = Node(0, 0, 0)
    open_ = [held]
    try:
        while loader.check_event():
            event: Any = loader.get_event()
            if isinstance(event, CollectionEndEvent):
                mark: Any = event.end_mark
                open_.pop().end = mark.index
            elif isinstance(event, ScalarEvent | AliasEvent | MappingStartEvent | SequenceStartEvent):
                node = _node(event)
                open_[-1].parts.append(node)
                if isinstance(event, MappingStartEvent | SequenceStartEvent):
                    open_.append(node)
    finally:
        loader.dispose()
    return held.parts[0] if held.parts else None


def _node(event: Any) -> Node:
    mark = event.start_mark
    return Node(
        mark.index,
        event.end_mark.index,
        mark.column,
        is_mapping=isinstance(event, MappingStartEvent),
        is_list=isinstance(event, SequenceStartEvent),
        is_flow=bool(getattr(event, "flow_style", False)),
        in_block=getattr(event, "style", None) in ("|", ">"),
    )
