"""Cards of one kind ↔ rows of a sheet: what is written reads back as the same cards. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from pydantic import BaseModel

from territoires_cli.cells import CellError, Names, fits_line, read_cell, read_pieces, write_cell
from territoires_cli.columns import ALL, Group, Leaf, Many, Node, Path, in_order, leaf_at, node_at, shape_of, title_of
from territoires_cli.spreadsheets import MOST_COLUMNS
from territoires_cli.typography import without_unsafe

MOST_FAULTS = 20
"""How many faults of one row are told: the nearest valid words of each take time to find."""
# From here on, the numbers of what stands on lines of one cell, after what has a column of its own.
_LINES = 100_000


class Fault(NamedTuple):
    """What is wrong in a cell: the path it has in the sheet, and a sentence."""

    path: Path
    message: str


class Filled(NamedTuple):
    """What a row says: the data of its card, what is wrong in its cells, and the path in the sheet of each path in the data."""

    data: dict[str, Any]
    faults: list[Fault]
    written: dict[Path, Path]


def table_of(cards: Sequence[BaseModel], model: type[BaseModel], names: Mapping[str, Names]) -> list[list[str]]:
    """A line of titles and a row for each card, only the columns that some card fills.

    Where they would be more than a sheet may have, texts of a list stand in one cell too, if they have one line each.
    """
    shape = shape_of(model)
    cells = [dict(_cells(shape, card, (), names)) for card in cards]
    rows = _joined(cells, shape)
    if len({path for row in rows for path in row}) > MOST_COLUMNS:
        rows = _joined(cells, shape, is_dense=True)
    columns = in_order(shape, {path for row in rows for path in row})
    return [
        [title_of(shape, path) for path in columns],
        *([row.get(path, "") for path in columns] for row in rows),
    ]


def _cells(node: Node, value: Any, path: Path, names: Mapping[str, Names]) -> Iterator[tuple[Path, str]]:
    """Each cell of a value that isn't empty, one for each item of its lists."""
    if isinstance(node, Leaf):
        words = write_cell(node, value, names)
        if words:
            yield path, words
    elif isinstance(node, Many):
        for number, item in enumerate(value):
            yield from _cells(node.item, item, (*path, number), names)
    elif value is not None:
        for name, (_one, _all, field) in node.fields.items():
            if name in type(value).model_fields:
                # What one of two models must tell, the other may leave out: it says nothing then.
                silent = (
                    isinstance(field, Leaf) and field.says_none and not type(value).model_fields[name].is_required()
                )
                shown = field._replace(says_none=False) if silent and isinstance(field, Leaf) else field
                yield from _cells(shown, getattr(value, name), (*path, name), names)


def _joined(rows: list[dict[Path, str]], shape: Group, *, is_dense: bool = False) -> list[dict[Path, str]]:
    """The rows with lists of words, and lists within lists, in one cell where every card can be read back from it.

    `is_dense`: lists of texts too.
    """
    lists: dict[Path, list[str]] = {}
    for row in rows:
        for path, words in row.items():
            if isinstance(path[-1], int):
                lists.setdefault(_pattern(path[:-1]), []).append(words)
    joined = {
        pattern
        for pattern, words in lists.items()
        if leaf_at(shape, (*pattern, 0)).kind != "text"
        or ((is_dense or 0 in pattern) and all(fits_line(word) for word in words))
    }
    return [_joined_row(row, joined, shape) for row in rows]


def _joined_row(row: Mapping[Path, str], joined: set[Path], shape: Group) -> dict[Path, str]:
    found: dict[Path, str] = {}
    for path, words in row.items():
        if not isinstance(path[-1], int) or _pattern(path[:-1]) not in joined:
            found[path] = words
            continue
        whole = (*path[:-1], ALL)
        mark = ", " if leaf_at(shape, path).kind == "choice" else "\n"
        found[whole] = f"{found[whole]}{mark}{words}" if whole in found else words
    return found


def _pattern(path: Path) -> Path:
    return tuple(0 if isinstance(part, int) else part for part in path)


def fill(shape: Group, cells: Iterable[tuple[Path, str]], names: Mapping[str, Names]) -> Filled:
    """The data that the cells of a row make, each at its path in the sheet; empty ones and gaps in lists count for nothing."""
    faults: list[Fault] = []
    values: dict[Path, tuple[Path, Any]] = {}
    common: dict[Path, tuple[Path, Any]] = {}
    for path, written_words in cells:
        # As a text is kept from a file, so that what is judged here is what will be read.
        words = without_unsafe(written_words)
        if not words.strip() or len(faults) >= MOST_FAULTS:
            continue
        try:
            leaf = leaf_at(shape, path)
            if path[-1] != ALL:
                values[path] = (path, read_cell(leaf, words.strip(), names))
            elif isinstance(group := node_at(shape, path[:-1]), Many):
                for number, value in enumerate(read_pieces(leaf, words, names)):
                    values[(*path[:-1], _LINES + number)] = (path, value)
            else:
                assert isinstance(group, Group)
                level = read_cell(leaf, words.strip(), names)
                common |= {(*path[:-1], name): (path, level) for name in group.levels}
        except CellError as error:
            faults.append(Fault(path, str(error)))
    written: dict[Path, Path] = {}
    data = _nest({**common, **values}, written)
    return Filled(data if isinstance(data, dict) else {}, faults, written)


def _nest(values: Mapping[Path, tuple[Path, Any]], written: dict[Path, Path], here: Path = ()) -> Any:
    """Values by their paths → nested dicts and lists, without gaps; `written` learns where each one stands in the sheet."""
    if () in values:
        source, value = values[()]
        written[here] = source
        return value
    parts: dict[str | int, dict[Path, tuple[Path, Any]]] = {}
    for path, found in values.items():
        parts.setdefault(path[0], {})[path[1:]] = found
    if parts and all(isinstance(part, int) for part in parts):
        items = sorted((int(part), inner) for part, inner in parts.items())
        for number, (_part, inner) in enumerate(items):
            first = next(iter(inner.values()))[0]
            written[(*here, number)] = first[: len(here) + 1]
        return [_nest(inner, written, (*here, number)) for number, (_part, inner) in enumerate(items)]
    return {str(part): _nest(inner, written, (*here, str(part))) for part, inner in parts.items()}
