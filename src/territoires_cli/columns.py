"""What a card is made of, as the columns of a sheet: fields of its model → paths, French titles, and back. Pure.

A path names a field: `("challenges", 0, "why")`. `ALL` in place of a number means a whole list in one cell, and after a
group, all of its levels at once.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, NamedTuple, TypeAlias, Union, get_args, get_origin

from pydantic import BaseModel

from territoires_cli.headings import heading_of
from territoires_cli.names import fold

ALL = -1
_LONGEST_TITLE = 200
_MOST_ITEMS = 1_000
Path: TypeAlias = tuple[str | int, ...]

# Field that holds the id of something → what kind of thing it names.
REFERENCES = {
    ("PracticeCard", "family"): "family",
    ("PracticeCard", "type"): "type",
    ("ChallengeAnswer", "id"): "challenge",
    ("StatedChallenge", "id"): "challenge",
    ("Aggravation", "challenge"): "challenge",
    ("Citation", "id"): "source",
    ("PracticeLink", "id"): "practice",
    ("Strength", "practice"): "practice",
    ("Platform", "practice"): "practice",
    ("Pair", "cards"): "practice",
    ("ActionSheet", "objective"): "objective",
    ("CaseExample", "case"): "card",
    ("Project", "city"): "city",
    ("Elsewhere", "models"): "model",
    ("Lesson", "theme"): "theme",
    ("Lesson", "actions"): "action",
}


class Leaf(NamedTuple):
    """What one cell holds: a text, a whole number, a word of a closed list (`options`), or an id of a kind (`names`).

    `says_none`: the field must be told, and « non daté » is an answer.
    """

    kind: Literal["text", "whole", "choice", "id"]
    names: str = ""
    options: tuple[str, ...] = ()
    says_none: bool = False
    default: object = None


class Many(NamedTuple):
    """A list: what each item is."""

    item: "Node"


@dataclass(frozen=True, eq=False)
class Group:
    """Fields that belong together, in the order of their model, each under the French words for one and for several."""

    fields: "Mapping[str, tuple[str, str, Node]]"

    @property
    def levels(self) -> list[str]:
        """The fields that one word may answer together: those of the same closed list, if there are several."""
        options = [node.options for _one, _all, node in self.fields.values() if isinstance(node, Leaf)]
        same = next((found for found in options if found and options.count(found) > 1), None)
        return [] if same is None else [
            name for name, (_one, _all, node) in self.fields.items() if isinstance(node, Leaf) and node.options == same
        ]  # fmt: skip


Node: TypeAlias = Leaf | Many | Group


@cache
def shape_of(*models: type[BaseModel]) -> Group:
    """The fields of a model; of several that may stand in the same place, those of all."""
    fields: dict[str, tuple[str, str, Node]] = {}
    for model in models:
        for name, field in model.model_fields.items():
            if name in fields or name == "schema_version":
                continue
            node = _node(field.annotation, model.__name__, name)
            if isinstance(node, Leaf):
                may_be_none = NoneType in get_args(field.annotation)
                default = None if field.is_required() else field.default
                node = node._replace(says_none=may_be_none and field.is_required(), default=default)
            fields[name] = (*heading_of(model.__name__, name), node)
    return Group(fields)


def _node(annotation: Any, model: str, name: str) -> Node:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _node(arguments[0], model, name)
    if origin in (Union, UnionType):
        kept = [_bare(argument) for argument in arguments if argument is not NoneType]
        return shape_of(*kept) if len(kept) > 1 else _node(kept[0], model, name)
    if origin is tuple:
        return Many(_node(arguments[0], model, name))
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return shape_of(annotation)
    return _leaf(annotation, REFERENCES.get((model, name), ""))


def _leaf(annotation: Any, names: str) -> Leaf:
    if get_origin(annotation) is Literal:
        return Leaf("choice", options=get_args(annotation))
    if annotation is int:
        return Leaf("whole")
    return Leaf("id" if names else "text", names)


def _bare(annotation: Any) -> Any:
    return _bare(get_args(annotation)[0]) if get_origin(annotation) is Annotated else annotation


def node_at(shape: Group, path: Path) -> Node:
    """What stands at a path: a cell, a list, or fields; a whole list is each of its items. Raises KeyError for nothing."""
    node: Node = shape
    for part in path:
        if isinstance(node, Group):
            node = node.fields[node.levels[0] if part == ALL else str(part)][2]
        elif isinstance(node, Many):
            node = node.item
    return node


def leaf_at(shape: Group, path: Path) -> Leaf:
    """What the cell at a path holds, or each piece of it for a whole list. Raises KeyError where no cell is."""
    node = node_at(shape, path)
    if not isinstance(node, Leaf):
        raise KeyError(path)
    return node


def title_of(shape: Group, path: Path) -> str:
    """The French title of the column at a path: « Défi 1, pourquoi »."""
    parts: list[str] = []
    node: Node = shape
    plural = ""
    for part in path:
        if isinstance(node, Many):
            parts[-1] = plural if part == ALL else f"{parts[-1]} {int(part) + 1}"
            node = node.item
        elif isinstance(node, Group) and part != ALL:
            one, plural, node = node.fields[str(part)]
            parts.append(one)
    title = ", ".join(part for part in parts if part)
    return title[:1].upper() + title[1:]


def in_order(shape: Group, paths: Iterable[Path]) -> list[Path]:
    """Paths in the reading order of a card."""

    def rank(path: Path) -> tuple[int, ...]:
        node: Node = shape
        places: list[int] = []
        for part in path:
            if isinstance(node, Group) and part != ALL:
                places.append(list(node.fields).index(str(part)))
                node = node.fields[str(part)][2]
            else:
                places.append(int(part))
                node = node.item if isinstance(node, Many) else node
        return tuple(places)

    return sorted(paths, key=rank)


def find_column(shape: Group, title: str) -> Path | None:
    """The path that a title of a column means, in French or as a dotted path; None for no field of this card."""
    digits = _NUMBER.findall(fold(title[:_LONGEST_TITLE]))
    pattern = _titles(shape).get(_key(title)) if len(title) <= _LONGEST_TITLE else None
    numbers = [int(number) - 1 for number in digits]
    if pattern is None or not all(0 <= number < _MOST_ITEMS for number in numbers):
        return None
    waiting = iter(numbers)
    return tuple(next(waiting, 0) if part == 0 else part for part in pattern)


def titles_of(shape: Group) -> list[str]:
    """The titles that a column may have, with 1 for each number."""
    return [title_of(shape, path) for path in _patterns(shape)]


_NUMBER = re.compile(r"\d+")


def _key(title: str) -> str:
    """A title without what doesn't matter: case, accents, the number itself, « n° » before it."""
    return re.sub(r"\bn(?:o|umero)? #", "#", _NUMBER.sub("#", re.sub(r"(?<=[a-z])(?=\d)", " ", fold(title))))


@cache
def _titles(shape: Group) -> dict[str, Path]:
    """Every title that is understood, as a key, with the path it means (0 for each number)."""
    found: dict[str, Path] = {}
    patterns = list(_patterns(shape))
    for path in patterns:
        dotted = " ".join(str(part + 1) if isinstance(part, int) else part for part in path if part != ALL)
        for title in (title_of(shape, path), dotted):
            found.setdefault(_key(title), path)
    for path in patterns:
        # « Situation » without its number is the whole list, « Défi » the first of them.
        unnumbered = (*path[:-1], ALL) if path[-1] == 0 else path
        found.setdefault(_key(title_of(shape, path)).replace(" #", ""), unnumbered)
    return found


def _patterns(node: Node, path: Path = ()) -> Iterator[Path]:
    """The path of every cell that a card may have, whole lists before their items, with 0 for each number."""
    if isinstance(node, Leaf):
        yield path
    elif isinstance(node, Many):
        if isinstance(node.item, Leaf):
            yield (*path, ALL)
        yield from _patterns(node.item, (*path, 0))
    else:
        if node.levels:
            yield (*path, ALL)
        for name, (_one, _all, field) in node.fields.items():
            yield from _patterns(field, (*path, name))
