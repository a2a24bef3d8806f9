"""Lists as office software reads and writes them: bytes ↔ rows, whatever the encoding, separator and line ends. Pure.

Why no library guesses the encoding: a list is UTF-8, UTF-16 (which its mark or its nulls give away), or else cp1252, which
reads any byte; guesses about two hundred bytes of names are wrong too often.
"""

import csv
from codecs import BOM_UTF8
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from territoires_cli.decoding import wide_encoding
from territoires_cli.errors import RequestError
from territoires_cli.shielding import is_error, shield, unshield
from territoires_cli.translation import gettext as _

MOST_BYTES = 5_000_000
MOST_ROWS = 10_000
# Of rows, were they empty: a spreadsheet may save a few thousand below the last one.
_MOST_EMPTY = 100_000
# Of columns, were they empty: what Excel has.
_WIDEST = 16_384
MOST_COLUMNS = 1_000
MOST_CHARACTERS = 32_767
"""What a cell of Excel holds (characters)."""
SEPARATORS = (";", ",", "\t", "|")
# Files that are no text at all, by their first bytes, and what to do about them.
_OTHERS = (
    ((b"PK\x03\x04", b"\xd0\xcf\x11\xe0"), "spreadsheet"),
    ((b"%PDF",), "pdf"),
    ((b"<!DOCTYPE", b"<!doctype", b"<html", b"<HTML"), "html"),
)


class Row(NamedTuple):
    """A row of a list: the line of the file where it begins (or its number in the sheet), and its cells.

    `errors` are the places of cells in which a spreadsheet left an error of its own, like #REF!.
    """

    line: int
    cells: tuple[str, ...]
    errors: tuple[int, ...] = ()


def read_rows(data: bytes, fits: Callable[[Sequence[str]], int]) -> list[Row]:
    """The rows of a list that hold something, spaces squeezed; `fits` says how much like its header a row's cells are.

    The separator is the one with which some row is most like it; of several, the one that makes the most columns. Raises
    RequestError for what is no list of text, or too long.
    """
    return _read(data, fits, _parsed)


def read_cells(data: bytes, fits: Callable[[Sequence[str]], int]) -> list[Row]:
    """The rows that hold something, by their numbers in the sheet, every cell exactly as `write_cells` was given it.

    What office software changes on its way is undone: line ends, the apostrophe that shields a cell. Raises RequestError
    as `read_rows`, and for rows, columns or cells beyond their bounds.
    """
    return _read(data, fits, _exactly)


def write_cells(rows: Iterable[Sequence[str]]) -> bytes:
    """Rows as French office software opens them by a double click; no cell is taken for a formula, a number or a date.

    Semicolons, UTF-8 with its mark, CRLF. What office software would change gets an apostrophe before it, which
    `read_cells` takes away. Raises RequestError for what `read_cells` would refuse.
    """
    lines: list[str] = []
    table = csv.writer(_Lines(lines), delimiter=";", lineterminator="\r\n")
    for number, row in enumerate(rows, start=1):
        cells = [shield(cell) for cell in row]
        _refuse_size(number, cells)
        _refuse_length(number)
        table.writerow(cells)
    # No spreadsheet holds a null character, and ours refuses a list with one.
    data = "".join(lines).replace("\0", "").encode("utf-8-sig", "replace")
    _refuse_weight(data)
    return data


class _Lines:
    """What a writer of CSV writes to: a list that grows."""

    def __init__(self, lines: list[str]) -> None:
        self.write = lines.append


def _read(data: bytes, fits: Callable[[Sequence[str]], int], parse: Callable[[str, str], list[Row]]) -> list[Row]:
    _refuse_weight(data)
    _refuse_others(data)
    text = _decoded(data)
    first, _end, rest = text.partition("\n")
    named = first.strip().strip('"').lower()
    if named.startswith("sep=") and len(named) == 5:
        return parse("\n" + rest, first.strip().strip('"')[4])
    tries: list[list[Row]] = []
    faults: list[RequestError] = []
    for separator in SEPARATORS:
        try:
            tries.append(parse(text, separator))
        except RequestError as error:
            faults.append(error)
    likeness = [max((fits(row.cells) for row in rows[:30]), default=0) for rows in tries]
    if faults and not any(likeness):
        raise faults[0]
    return max(zip(likeness, map(_width, tries), tries, strict=True), key=lambda found: found[:2])[2]


def _width(rows: Sequence[Row]) -> int:
    return max((len(row.cells) for row in rows), default=0)


def _decoded(data: bytes) -> str:
    """The text of a list, without its mark. Raises RequestError where null characters are left in it: they hide others."""
    wide = wide_encoding(data)
    is_marked = wide is not None or data.startswith(BOM_UTF8)
    try:
        text = data.decode(wide or "utf-8-sig", "replace" if is_marked else "strict")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    if "\0" in text:
        raise RequestError(
            _(
                "Ce fichier n’est pas une liste en texte (il contient des octets nuls) : enregistrez-la de nouveau en « CSV UTF-8 »."
            )
        )
    return text


def _lines_of(text: str) -> Iterable[str]:
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return (f"{line}\n" for line in plain.split("\n"))


def _parsed(text: str, separator: str) -> list[Row]:
    rows: list[Row] = []
    reader = csv.reader(_lines_of(text), delimiter=separator)
    line = 1
    try:
        for cells in reader:
            _refuse_size(line, cells)
            kept = tuple(" ".join(cell.split()) for cell in cells)
            if any(kept):
                rows.append(Row(line, kept))
            line = reader.line_num + 1
            _refuse_length(len(rows))
    except csv.Error:
        raise RequestError(_unclosed(line)) from None
    return rows


def _exactly(text: str, separator: str) -> list[Row]:
    rows: list[Row] = []
    reader = csv.reader(_lines_of(text), delimiter=separator, strict=True)
    number = 0
    try:
        for number, cells in enumerate(reader, start=0 if text.startswith("\n") else 1):
            _refuse_size(number, cells)
            if not any(cell.strip() for cell in cells):
                continue
            kept = cells[:MOST_COLUMNS]
            errors = tuple(place for place, cell in enumerate(kept) if is_error(cell))
            rows.append(Row(number, tuple(unshield(cell) for cell in kept), errors))
            _refuse_length(len(rows))
    except csv.Error:
        raise RequestError(_unclosed(number + 1)) from None
    return rows


def _unclosed(line: int) -> str:
    return _("La ligne {line} ne se lit pas : un guillemet ouvert n’est peut-être pas refermé.").format(line=line)


def _refuse_weight(data: bytes) -> None:
    if len(data) > MOST_BYTES:
        raise RequestError(
            _("Cette liste dépasse {most} Mo : gardez-y une ligne par personne ou par carte.").format(
                most=MOST_BYTES // 10**6
            )
        )


def _refuse_length(count: int) -> None:
    if count > MOST_ROWS:
        raise RequestError(_("Cette liste dépasse {most} lignes.").format(most=MOST_ROWS))


def _refuse_size(number: int, cells: Sequence[str]) -> None:
    if number > _MOST_EMPTY:
        raise RequestError(_("Cette liste dépasse {most} lignes.").format(most=_MOST_EMPTY))
    if len(cells) > _WIDEST or (len(cells) > MOST_COLUMNS and any(cell.strip() for cell in cells[MOST_COLUMNS:])):
        raise RequestError(_("La ligne {line} a plus de {most} colonnes.").format(line=number, most=MOST_COLUMNS))
    if any(len(cell) > MOST_CHARACTERS for cell in cells):
        raise RequestError(
            _(
                "Une case de la ligne {line} dépasse {most} caractères : un guillemet ouvert n’est peut-être pas refermé."
            ).format(line=number, most=MOST_CHARACTERS)
        )


def _refuse_others(data: bytes) -> None:
    start = data[:200].lstrip()
    for beginnings, kind in _OTHERS:
        if not start.startswith(beginnings):
            continue
        if kind == "spreadsheet":
            raise RequestError(
                _(
                    "Ce fichier est un classeur, et non une liste en texte. Dans Excel : Fichier, Enregistrer sous, « CSV UTF-8 ». "
                    "Dans LibreOffice : Fichier, Enregistrer sous, « Texte CSV »."
                )
            )
        raise RequestError(_("Ce fichier n’est pas une liste en CSV : enregistrez-la en CSV depuis votre tableur."))
