"""A card's file with what a sheet tells otherwise: nothing else of it changes, neither remarks nor order. Pure."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

from pydantic import BaseModel

from territoires_cli.amending import AmendingError, change_items, remove_value, set_value
from territoires_cli.columns import ALL, Group, node_at, shape_of
from territoires_cli.columns import Path as Column
from territoires_cli.safe_yaml import Path as FieldPath
from territoires_cli.safe_yaml import parse_yaml
from territoires_cli.translation import gettext as _
from territoires_cli.yaml_lists import Change
from territoires_cli.yaml_page import remarks_of


def rewrite_card(
    text: str, model: type[BaseModel], told: Mapping[str, Any], card: Mapping[str, Any], columns: Collection[Column]
) -> str:
    """The text of a card's file with the fields that a sheet has columns for as the sheet tells them.

    `told` is what the text holds now, `card` what the sheet tells. Raises AmendingError where something else would change.
    """
    known = set(_single(shape_of(model), columns))
    wanted = _joined(told, _plain(model, told), card, known)
    changed = _amended(text, told, wanted)
    is_told = _filled(parse_yaml(changed.removeprefix("\ufeff"))) == _filled(wanted)
    if not is_told or Counter(remarks_of(text)) - Counter(remarks_of(changed)):
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
    named: dict[str, Any] = {}
    for item in old:
        for name in _NAMES if isinstance(item, dict) else ():
            if name in item:
                named.setdefault(repr((name, item[name])), item)
    found = []
    for number, item in enumerate(new):
        known = _name_of(item)
        same = named.get(repr(known))
        if same is None and known is None and len(old) == len(new) and isinstance(old[number], dict):
            same = old[number]
        found.append(_joined(same, same, item, inside) if same is not None and isinstance(item, dict) else item)
    numbers = [int(column[0]) for column in columns]
    beyond = [] if ALL in numbers else old[max(numbers) + 1 :]
    told = {repr(item) for item in found}
    return [*found, *(item for item in beyond if repr(item) not in told)]


def _amended(text: str, old: Any, new: Any, path: FieldPath = ()) -> str:
    """The text of a file with the fields that differ changed, and no other line. Raises AmendingError where that can't be."""
    if old == new:
        return text
    if isinstance(old, dict) and isinstance(new, dict):
        for name in old:
            if name not in new:
                text = remove_value(text, (*path, name))
        for name, value in new.items():
            here = (*path, name)
            text = _amended(text, old[name], value, here) if name in old else set_value(text, here, value)
        return text
    return (
        _amended_list(text, old, new, path)
        if isinstance(old, list) and isinstance(new, list)
        else set_value(text, path, new)
    )


def _amended_list(text: str, old: Sequence[Any], new: Sequence[Any], path: FieldPath) -> str:
    """The text with the items of a list that differ changed; the whole list, where it is written in an odd way."""
    if not old or not new:
        return set_value(text, path, new)
    changes: list[Change] = []
    changed = text
    try:
        for start, end, first, last in _differences([_known(item) for item in old], [_known(item) for item in new]):
            pairs = min(end - start, last - first)
            for number in range(pairs):
                one, other = old[start + number], new[first + number]
                if isinstance(one, dict) and isinstance(other, dict):
                    changed = _amended(changed, one, other, (*path, start + number))
                elif one != other:
                    changes.append(Change(start + number, start + number + 1, [other]))
            if pairs < max(end - start, last - first):
                changes.append(Change(start + pairs, end, new[first + pairs : last]))
        return change_items(changed, path, changes) if changes else changed
    except AmendingError:
        return set_value(text, path, new)


def _known(item: Any) -> str:
    """What an item is known by again when it is told otherwise: its name, or all that it says."""
    return repr(_name_of(item) or item)


def _name_of(item: Any) -> tuple[str, Any] | None:
    """The field by which an item is known again, were it in another place, and what it says; None where it has none."""
    return next(((name, item[name]) for name in _NAMES if name in item), None) if isinstance(item, dict) else None


# Beyond so many pairs of items, those that differ are taken for changed in their places.
_MOST_COMPARED = 1_000_000


def _differences(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """Stretches of two lists that belong together: start and end in the old one, start and end in the new one."""
    most = min(len(old), len(new))
    first = next((place for place in range(most) if old[place] != new[place]), most)
    behind = next((n for n in range(most - first) if old[-1 - n] != new[-1 - n]), most - first)
    stop, end = len(old) - behind, len(new) - behind
    yield 0, first, 0, first
    if (stop - first) * (end - first) > _MOST_COMPARED:
        yield first, stop, first, end
    else:
        for _kind, a, b, c, d in SequenceMatcher(None, old[first:stop], new[first:end], autojunk=False).get_opcodes():
            yield first + a, first + b, first + c, first + d
    yield stop, len(old), end, len(new)


def _filled(data: Any) -> Any:
    """The data less what stands empty in it."""
    if isinstance(data, dict):
        return {name: _filled(value) for name, value in data.items() if value not in (None, [])}
    return [_filled(item) for item in data] if isinstance(data, list) else data
