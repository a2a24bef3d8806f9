"""A list as office software writes it: bytes → rows of cells, whatever the encoding, the separator and the line ends. Pure.

Why no library guesses the encoding: a list is UTF-8, UTF-16 with its mark, or else cp1252, which reads any byte; guesses about
two hundred bytes of names are wrong too often.
"""

import csv
from collections.abc import Callable, Sequence
from typing import NamedTuple

from territoires_cli.errors import RequestError
from territoires_cli.translation import gettext as _

MOST_BYTES = 2_000_000
MOST_ROWS = 10_000
# Empty ones too: what lies below a list in a spreadsheet.
MOST_LINES = 100_000
SEPARATORS = (";", ",", "\t", "|")
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
# Files that are no text at all, by their first bytes, and what to do about them.
_OTHERS = (
    ((b"PK\x03\x04", b"\xd0\xcf\x11\xe0"), "spreadsheet"),
    ((b"%PDF",), "pdf"),
    ((b"<!DOCTYPE", b"<!doctype", b"<html", b"<HTML"), "html"),
)


class Row(NamedTuple):
    """A row of a list: the line of the file where it begins, and its cells without the spaces around them."""

    line: int
    cells: tuple[str, ...]


def read_rows(data: bytes, fits: Callable[[Sequence[str]], bool]) -> list[Row]:
    """The rows of a list that hold something; `fits` knows its header by its cells.

    The separator is the one with which some row is the header; of several, the one that makes the most columns. Raises
    RequestError for what is no list of text, or too long.
    """
    if len(data) > MOST_BYTES:
        raise RequestError(
            _("Cette liste dépasse {most} Mo : gardez-y une ligne par personne.").format(most=MOST_BYTES // 10**6)
        )
    _refuse_others(data)
    text = _decoded(data)
    first, _end, rest = text.partition("\n")
    named = first.strip().strip('"').lower()
    if named.startswith("sep=") and len(named) == 5:
        return _parsed("\n" + rest, first.strip().strip('"')[4])
    tries = [_parsed(text, separator) for separator in SEPARATORS]
    fitting = [rows for rows in tries if any(fits(row.cells) for row in rows[:30])]
    return max(fitting or tries, key=_width)


def _width(rows: Sequence[Row]) -> int:
    return max((len(row.cells) for row in rows), default=0)


def _decoded(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _parsed(text: str, separator: str) -> list[Row]:
    rows: list[Row] = []
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    if plain.count("\n") > MOST_LINES:
        raise RequestError(_("Cette liste dépasse {most} lignes.").format(most=MOST_LINES))
    reader = csv.reader((f"{line}\n" for line in plain.split("\n")), delimiter=separator)
    line = 1
    try:
        for cells in reader:
            kept = tuple(" ".join(cell.split()) for cell in cells)
            if any(kept):
                rows.append(Row(line, kept))
            line = reader.line_num + 1
            if len(rows) > MOST_ROWS:
                raise RequestError(_("Cette liste dépasse {most} lignes.").format(most=MOST_ROWS))
    except csv.Error:
        raise RequestError(
            _("La ligne {line} ne se lit pas : un guillemet ouvert n’est peut-être pas refermé.").format(line=line)
        ) from None
    return rows


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
