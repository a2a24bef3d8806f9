"""Sections of a deck without some of its cards: whatever only spoke of them leaves with them. Pure."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any, NamedTuple

from annotated_types import MinLen
from pydantic import BaseModel

from territoires_cli.links import REFERENCES
from territoires_cli.models.base import Value

# What a link may point to that can be hidden; families, challenges and sources stay.
_TARGETS = {"practice", "case", "city", "action", "model", "format"}


class Pruned(NamedTuple):
    """Sections without what is gone; each value that changed, as it was and as it is; and what lost too much.

    `starved` are (the thing, the field that has too few items left).
    """

    sections: dict[str, Any]
    copies: list[tuple[Value, Value]]
    starved: list[tuple[Value, str]]


def prune(sections: Mapping[str, Any], gone: AbstractSet[str], kinds: Sequence[str]) -> Pruned:
    """Take the things of these ids out of the sections of these kinds, and every link to them out of all the others.

    A link leaves with the item of the list that it makes: an example, a pair, a strength, a practice that a sheet serves.
    """
    made = Pruned(dict(sections), [], [])
    for name, section in sections.items():
        if isinstance(section, tuple):
            kept = [item for item in section if not (name in kinds and item.id in gone)]
            rest = [(item, _without(item, gone)) for item in kept]
            made.sections[name] = tuple(new for _old, new in rest if new is not None)
            for old, new in rest:
                if new is not None and new is not old:
                    made.copies.append((old, new))
                    made.starved.extend((old, field) for field in _starved(old, new))
    return made


def _without(thing: Any, gone: AbstractSet[str]) -> Any:
    """A value without its links to what is gone: itself where there were none, None where it was such a link."""
    changed: dict[str, Any] = {}
    for field, target in REFERENCES.get(type(thing).__name__, ()):
        value = getattr(thing, field)
        if target in _TARGETS and value is not None and _speaks_of(value, gone):
            if isinstance(value, str) or type(thing).__name__ == "Pair":
                if type(thing).model_fields[field].is_required():
                    return None
                changed[field] = None
            elif isinstance(value, dict):
                changed[field] = {key: item for key, item in value.items() if key not in gone}
            else:
                changed[field] = tuple(item for item in value if item not in gone)
    changed |= {field: new for field, value in thing.__dict__.items() if (new := _part(value, gone)) is not value}
    return thing.model_copy(update=changed) if changed else thing


def _speaks_of(value: Any, gone: AbstractSet[str]) -> bool:
    return value in gone if isinstance(value, str) else bool(gone & set(value))


def _part(value: Any, gone: AbstractSet[str]) -> Any:
    """What a field holds, without its links to what is gone; the very same where there were none."""
    if isinstance(value, BaseModel):
        return _without(value, gone)
    if not isinstance(value, tuple) or not value or not isinstance(value[0], BaseModel):
        return value
    rest = [_without(item, gone) for item in value]
    if all(new is old for new, old in zip(rest, value, strict=True)):
        return value
    return tuple(item for item in rest if item is not None)


def _starved(old: Value, new: Value) -> list[str]:
    """The lists that had enough items, and have too few now."""
    return [
        name
        for name, field in type(new).model_fields.items()
        for bound in field.metadata
        if isinstance(bound, MinLen) and len(getattr(new, name)) < bound.min_length <= len(getattr(old, name))
    ]
