"""A card's file with what a sheet tells otherwise: nothing else of it changes, neither remarks nor order. Pure."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from pydantic import BaseModel

from territoires_cli.amending import AmendingError, append_item, set_value
from territoires_cli.columns import ALL, Group, node_at, shape_of
from territoires_cli.columns import Path as Column
from territoires_cli.safe_yaml import Path as FieldPath
from territoires_cli.safe_yaml import parse_yaml
from territoires_cli.translation import gettext as _
from territoires_cli.yaml_nodes import read_nodes


def rewrite_card(
    text: str, model: type[BaseModel], told: Mapping[str, Any], card: Mapping[str, Any], columns: Collection[Column]
) -> str:
    """The text of a card's file with the fields that a sheet has columns for as the sheet tells them.

    `told` is what the text holds now, `card` what the sheet tells. Raises AmendingError where something else would change.
    """
    known = set(_single(shape_of(model), columns))
    wanted = _joined(told, _plain(model, told), card, known)
    changed = _amended(text, told, wanted)
    if _filled(parse_yaml(changed.removeprefix("\ufeff"))) != _filled(wanted):
        raise AmendingError(_("ce fichier ne peut pas être changé sans toucher au reste ; corrigez-le vous-même"))
    return changed


def _single(shape: Group, columns: Collection[Column]) -> Iterator[Column]:
    """Columns with those that answer several fields at once told apart into these."""
    for column in columns:
        group = node_at(shape, column[:-1])
        if column[-1] == ALL and isinstance(group, Group):
            yield from ((*column[:-1], name) for name in group.levels)
        else:
            yield column


def _plain(model: type[BaseModel], told: Mapping[str, Any]) -> Mapping[str, Any]:
    """What a file tells, as a sheet would tell it; what is faulty stays as it is."""
    try:
        return model.model_validate(told).model_dump(mode="json", by_alias=True, exclude_defaults=True)
    except ValueError:
        return told


def _joined(old: Mapping[str, Any], plain: Any, new: Mapping[str, Any], columns: Collection[Column]) -> dict[str, Any]:
    """The data of a file with what a sheet tells: a field without a column stays, one with empty cells goes.

    `plain` is the old data as the sheet would tell it, `columns` are paths from here on.
    """
    found: dict[str, Any] = {}
    plain = plain if isinstance(plain, dict) else {}
    for name in dict.fromkeys((*old, *new)):
        inside = [column[1:] for column in columns if column[0] == name]
        told = inside and plain.get(name) != new.get(name)
        if name in old and not told:
            found[name] = old[name]
        elif name in new:
            found[name] = _joined_value(old.get(name), plain.get(name), new[name], inside)
    return found


def _joined_value(old: Any, plain: Any, new: Any, columns: Collection[Column]) -> Any:
    if isinstance(old, dict) and isinstance(new, dict):
        return _joined(old, plain, new, columns)
    return _joined_list(old, new, columns) if isinstance(old, list) and isinstance(new, list) else new


# The fields by which an item of a list is known again, were it in another place.
_NAMES = ("id", "case", "practice", "challenge", "url", "name", "title")


def _joined_list(old: Sequence[Any], new: Sequence[Any], columns: Collection[Column]) -> list[Any]:
    """A sheet's list, with what the file tells of the same items, and its items beyond the last numbered column."""
    inside = [column[1:] for column in columns if len(column) > 1]
    found = []
    for number, item in enumerate(new):
        name = next((name for name in _NAMES if isinstance(item, dict) and name in item), None)
        same = [other for other in old if isinstance(other, dict) and name and other.get(name) == item[name]]
        if not same and name is None and len(old) == len(new) and isinstance(old[number], dict):
            same = [old[number]]
        found.append(_joined(same[0], same[0], item, inside) if same and isinstance(item, dict) else item)
    numbers = [int(column[0]) for column in columns]
    beyond = [] if ALL in numbers else old[max(numbers) + 1 :]
    return [*found, *(item for item in beyond if item not in found)]


def _amended(text: str, old: Any, new: Any, path: FieldPath = ()) -> str:
    """The text of a file with the fields that differ changed, and no other line. Raises AmendingError where that can't be."""
    if old == new:
        return text
    if isinstance(old, dict) and isinstance(new, dict):
        for name in old:
            if name not in new:
                text = _without(text, (*path, name))
        for name, value in new.items():
            here = (*path, name)
            text = _amended(text, old[name], value, here) if name in old else set_value(text, here, value)
        return text
    return (
        _amended_list(text, old, new, path)
        if isinstance(old, list) and isinstance(new, list)
        else set_value(text, path, new)
    )


def _amended_list(text: str, old: list[Any], new: list[Any], path: FieldPath) -> str:
    if old and old == new[: len(old)]:
        for item in new[len(old) :]:
            text = append_item(text, path, item)
        return text
    if len(old) == len(new) and all(isinstance(item, dict) for item in (*old, *new)):
        for number, item in enumerate(new):
            text = _amended(text, old[number], item, (*path, number))
        return text
    return set_value(text, path, new)


def _filled(data: Any) -> Any:
    """The data less what stands empty in it."""
    if isinstance(data, dict):
        return {name: _filled(value) for name, value in data.items() if value not in (None, [])}
    return [_filled(item) for item in data] if isinstance(data, list) else data


def _without(text: str, path: FieldPath) -> str:
    """The text without a field and its lines; where it can't be cut out, it stays there empty."""
    bare = text.removeprefix("\ufeff")
    data, node = parse_yaml(bare), read_nodes(bare)
    kept: Any = data
    for step in path[:-1]:
        assert node is not None
        node = node.parts[step if isinstance(step, int) else 2 * list(kept).index(step) + 1] if node.parts else None
        kept = kept[step]
    keys = list(kept)
    value = kept.pop(path[-1])
    if node is not None and node.is_mapping and not node.is_flow and kept:
        key, held = node.pairs[keys.index(path[-1])]
        start = bare.rfind("\n", 0, key.start) + 1
        stop = held.last.end if not held.last.in_block else key.start + len(bare[key.start : held.last.end].rstrip())
        end = bare.find("\n", stop) + 1 or len(bare)
        cut = bare[:start] + bare[end:]
        if not bare[start : key.start].strip() and parse_yaml(cut) == data:
            return text[: len(text) - len(bare)] + cut
    return set_value(text, path, [] if isinstance(value, list) else None)


# Section → the kind of its schema, by which editors complete and explain the file.
