"""Rows of cells as office software writes them, exactly, within bounds (lists of people: test_enrolling)."""

import contextlib
import time
from collections.abc import Callable

import pytest

from territoires_cli.errors import RequestError
from territoires_cli.spreadsheets import (
    MOST_BYTES,
    MOST_CHARACTERS,
    MOST_COLUMNS,
    MOST_ROWS,
    read_cells,
    read_rows,
    write_cells,
)


def fits(cells: object) -> int:
    return sum(cell in {"Titre", "Résumé, court"} for cell in cells)  # type: ignore[attr-defined]


def read(text: str, encoding: str = "utf-8") -> list[tuple[str, ...]]:
    return [row.cells for row in read_cells(text.encode(encoding), fits)]


def test_cells_are_kept_exactly() -> None:
    """Spaces, line ends, quotes and no-break spaces inside a cell stay."""
    assert read('Titre;Résumé, court\r\n"  un\n\ndeux ";"dit ""oui""\u00a0!"\r\n') == [
        ("Titre", "Résumé, court"),
        ("  un\n\ndeux ", 'dit "oui"\u00a0!'),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_every_encoding_of_office_software_is_read(encoding: str) -> None:
    """UTF-8 and UTF-16 with or without their mark, UTF-32, and cp1252."""
    assert read("Titre;Résumé, court\nÉté;œuvre\n", encoding)[1] == ("Été", "œuvre")


@pytest.mark.parametrize("read_list", [read_cells, read_rows])
def test_null_characters_are_refused(read_list: Callable[..., object]) -> None:
    """They are what is left of another encoding: taken away, « œ » would be read as « S »."""
    for raw in ("Titre;Résumé, court\nÉté;œuvre\n".encode("utf-16-le")[:-1], b"Titre;a\0b\n"):
        with pytest.raises(RequestError, match="octets nuls"):
            read_list(raw, fits)


@pytest.mark.parametrize("first", ["sep=;\r\n", '"sep=;"\n'])
def test_a_line_that_tells_the_separator_is_no_row(first: str) -> None:
    """Excel's own first line counts for no row."""
    rows = read_cells(f"{first}Titre;Résumé, court\na;b\n".encode(), fits)
    assert [(row.line, row.cells[0]) for row in rows] == [(1, "Titre"), (2, "a")]


def test_rows_have_the_numbers_of_the_spreadsheet() -> None:
    """A cell of three lines is one row, and an empty row counts."""
    rows = read_cells('Titre;Résumé, court\n"a\nb\nc";d\n\n;\ne;f\n'.encode(), fits)
    assert [(row.line, row.cells[0]) for row in rows] == [(1, "Titre"), (2, "a\nb\nc"), (5, "e")]


def test_an_apostrophe_of_a_shield_goes_and_errors_are_told() -> None:
    """« '=1 » is the text « =1 »; #REF! is an error, '#REF! a text."""
    row = read_cells("Titre;Résumé, court;x\n'=1;#REF!;'#REF!\n".encode(), fits)[1]
    assert row.cells == ("=1", "#REF!", "#REF!")
    assert row.errors == (1,)


def test_the_separator_is_the_one_that_makes_the_header() -> None:
    """Commas inside of titles don't count, and a quote that is wrong with another separator is no fault."""
    assert read('Titre,"Résumé, court"\na;b,"c;d"\n')[1] == ("a;b", "c;d")


@pytest.mark.parametrize("text", ['Titre;Résumé, court\n"a;b\n' + "x;y\n" * 9, 'Titre;Résumé, court\n"a"b;c\n'])
def test_a_quote_that_is_never_closed_is_told(text: str) -> None:
    """With the row where it was opened."""
    with pytest.raises(RequestError, match=r"La ligne 2 .*guillemet"):
        read(text)


@pytest.mark.parametrize(("text", "said"), [
    ("Titre;a\n" * (MOST_ROWS + 2), "dépasse 10000 lignes"),
    ("Titre" + ";a" * (MOST_COLUMNS + 1), "plus de 1000 colonnes"),
    ("Titre;" + "a" * (MOST_CHARACTERS + 1), "dépasse 32767 caractères"),
    ("Titre;" + "a" * 200_000, "guillemet"),
    ("a" * (MOST_BYTES + 1), "dépasse 5 Mo"),
    ("PK\x03\x04classeur", "classeur"),
])  # fmt: skip
def test_bounds_are_told(text: str, said: str) -> None:
    """Rows, columns, cells and bytes have an end, and a workbook is no list."""
    with pytest.raises(RequestError, match=said):
        read(text)


def test_nothing_takes_long() -> None:
    """Five megabytes of quotes, of separators, of line ends: an answer in a second or so, whatever it is."""
    for piece in ('"', ";", "\n", '";\n', "a,", "\x00", '""', "=1;"):
        start = time.process_time()
        with contextlib.suppress(RequestError):
            read("Titre\n" + piece * (4_900_000 // len(piece)))
        assert time.process_time() - start < 4, piece


def test_what_is_written_opens_in_french_software() -> None:
    """A mark, semicolons, CRLF, quotes only where they are needed."""
    assert write_cells([["Titre", "É"], ["a;b", "=1"]]) == '\ufeffTitre;É\r\n"a;b";\'=1\r\n'.encode()


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([["a"]] * (MOST_ROWS + 1), "dépasse 10000 lignes"),
        ([["a"] * (MOST_COLUMNS + 1)], "plus de 1000 colonnes"),
        ([["'" + "=" * (MOST_CHARACTERS - 1)]], "dépasse 32767 caractères"),
        ([["a" * 32_000] * 200], "dépasse 5 Mo"),
    ],
)
def test_what_would_not_be_read_is_not_written(rows: list[list[str]], said: str) -> None:
    """The bounds are those of reading, apostrophes included."""
    with pytest.raises(RequestError, match=said):
        write_cells(rows)
