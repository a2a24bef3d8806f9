"""Changes to a YAML file that a person may have written: text in, text out, and nothing else in it moves.

Why by position: a library that reads and writes the whole again (ruamel.yaml) folds long lines anew, sets lists in
otherwise and evens out brackets; here each line that doesn't hold the change stays as it is, to the character.
"""

from collections.abc import Iterable
from copy import deepcopy
from typing import Any

from territoires_cli.errors import TerritoiresError
from territoires_cli.safe_yaml import Path
from territoires_cli.translation import gettext as _
from territoires_cli.typography import without_unsafe_inside
from territoires_cli.yaml_edits import Editor
from territoires_cli.yaml_lists import Change, changed_list, ways_to_change
from territoires_cli.yaml_page import Way, same
from territoires_cli.yaml_text import write_like_people


class AmendingError(TerritoiresError):
    """A place in a file that can't be changed without touching something else; the sentence says what to write there."""

    def __str__(self) -> str:
        """The sentence and below it the lines to write, as they are."""
        return Exception.__str__(self)


def append_item(text: str, path: Path, value: Any) -> str:
    """The text with one more item at the end of the list at `path`, which is begun where it is missing or empty.

    Raises YamlError for a text that isn't YAML, AmendingError where something else would change.
    """
    page, value = Editor(text), without_unsafe_inside(value)
    items = _reach(page.data, path)
    is_value = bool(path) and isinstance(path[-1], str)
    if items is None or (items == [] and is_value and not isinstance(value, str)):
        return set_value(text, path, [value])
    if not isinstance(items, list):
        raise AmendingError(_told(path, [value]))
    node = page.node(path)
    if node is None:  # an alias: the list is written elsewhere, for others too
        raise AmendingError(_told(path, [value]))
    return _changed(page, page.ways_to_append(node, value), [*items, value], path, [value])


def remove_item(text: str, path: Path, value: Any) -> str:
    """The text without the first item of the list at `path` that equals `value`; the same text where there is none.

    What a remark says behind the item goes with it. Raises YamlError for a text that isn't YAML, AmendingError where
    something else would change.
    """
    page, value = Editor(text), without_unsafe_inside(value)
    items = _reach(page.data, path)
    place = next((n for n, item in enumerate(items) if same(item, value)), None) if isinstance(items, list) else None
    if place is None:
        return text
    rest = [item for number, item in enumerate(items) if number != place]
    node = page.node(path)
    if node is None:  # an alias: the list is written elsewhere, for others too
        raise AmendingError(_told(path, rest))
    if not rest and not node.is_flow and path and isinstance(path[-1], str):
        return _set(text, path, [], keeps_remarks=False)
    return _changed(page, page.ways_to_remove(node, place), rest, path, rest, keeps_remarks=False)


def change_items(text: str, path: Path, changes: Iterable[Change]) -> str:
    """The text with changes to items of the list at `path`; the others keep their lines, and every remark stays.

    Raises YamlError for a text that isn't YAML, AmendingError where something else would change.
    """
    page = Editor(text)
    changes = [change._replace(values=without_unsafe_inside(change.values)) for change in changes]
    items, node = _reach(page.data, path), page.node(path)
    expected = changed_list(items, changes)
    if node is None or not node.parts:
        raise AmendingError(_told(path, expected))
    return _changed(page, ways_to_change(page, node, changes), expected, path, expected)


def set_value(text: str, path: Path, value: Any) -> str:
    """The text with `value` at `path`: in the place of what stands there, or under a key that is added at the end.

    Remarks inside what stood there move to lines of their own. Raises YamlError for a text that isn't YAML, AmendingError
    where something else would change.
    """
    return _set(text, path, value)


def _set(text: str, path: Path, value: Any, *, keeps_remarks: bool = True) -> str:
    page, value = Editor(text), without_unsafe_inside(value)
    if not path:
        if page.data is not None:
            raise AmendingError(_told(path, value))
        return _changed(page, [page.at_the_end(write_like_people(value))], value, path, value)
    holder = _reach(page.data, path[:-1])
    if holder is None:
        return set_value(text, path[:-1], {path[-1]: value})
    node = page.node(path[:-1])
    known = isinstance(holder, dict) and isinstance(path[-1], str)
    if node is None or not known or not node.is_mapping:
        raise AmendingError(_told(path, value))
    ways = page.ways_to_set(node, list(holder), str(path[-1]), value)
    return _changed(page, ways, value, path, value, keeps_remarks=keeps_remarks)


def remove_value(text: str, path: Path) -> str:
    """The text without the key at the end of `path`, which is there; where it can't be cut out, it stays there empty.

    Every remark stays. Raises YamlError for a text that isn't YAML, AmendingError where something else would change.
    """
    page = Editor(text)
    rest = deepcopy(page.data)
    holder = _reach(rest, path[:-1])
    place = list(holder).index(path[-1])
    value = holder.pop(path[-1])
    node = page.node(path[:-1])
    if node is not None and holder:
        changed = page.tried(page.ways_to_cut(node, place), rest, keeps_remarks=True)
        if changed is not None:
            return changed
    return set_value(text, path, [] if isinstance(value, list) else None)


def _changed(
    page: Editor, ways: Iterable[Way], expected: Any, path: Path, told: Any, *, keeps_remarks: bool = True
) -> str:
    """The text with `expected` at a path. Raises AmendingError, which tells what to write, where no way leads there."""
    changed = page.tried(ways, _with(page.data, path, expected), keeps_remarks=keeps_remarks)
    if changed is None:
        raise AmendingError(_told(path, told))
    return changed


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


def _told(path: Path, value: Any) -> str:
    where = " > ".join(str(step) for step in path)
    written = write_like_people({str(path[-1]): value} if path else value)
    return _(
        "Ce fichier est écrit d’une façon que l’outil ne sait pas compléter sans rien y changer d’autre"
        " (champ « {field} »). Écrivez-y vous-même :\n{text}"
    ).format(field=where or "-", text=written.rstrip())
