"""Rows of texts → tab-separated lines, or CSV that no spreadsheet takes for formulas."""

from collections.abc import Sequence

from territoires_cli.typography import one_line


def tab_separated(rows: Sequence[Sequence[str]]) -> str:
    """One line a row, cells parted by tabs, without titles: what other commands of a shell read."""
    return "".join("\t".join(one_line(cell) for cell in row) + "\n" for row in rows)


def comma_separated(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """CSV with a line of titles; a cell that begins like a formula gets an apostrophe before it."""
    from csv import writer
    from io import StringIO

    page = StringIO()
    table = writer(page, lineterminator="\n")
    table.writerow(titles)
    table.writerows([_harmless(one_line(cell)) for cell in row] for row in rows)
    return page.getvalue()


def office_csv(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """The same as French office software opens it by a double click: semicolons, UTF-8 with its mark, lines that end as there."""
    from csv import writer
    from io import StringIO

    page = StringIO()
    table = writer(page, delimiter=";", lineterminator="\r\n")
    table.writerow(titles)
    table.writerows([_harmless(one_line(cell)) for cell in row] for row in rows)
    return page.getvalue().encode("utf-8-sig", "replace")


def _harmless(cell: str) -> str:
    # Here, because listing cards without making CSV of them shouldn't pay for its patterns.
    from territoires_cli.shielding import is_formula

    return f"'{cell}" if is_formula(cell) else cell
