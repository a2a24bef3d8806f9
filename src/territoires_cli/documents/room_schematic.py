"""A room seen from above as a grid: rows of tables facing the front wall, the full deck among them, the entrance behind."""

from collections.abc import Sequence

from territoires_cli.documents.writing import emphasis, line
from territoires_cli.models.document import Grid, Line
from territoires_cli.translation import gettext as _

# Metres from the middle of a table to the middle of the next: the tables, the chairs, and two metres between.
PITCH = 3.5
# Metres kept before the first tables (speaking, screen) and behind the last ones (entrance, coffee).
FRONT, BACK = 2.5, 3.0
# From so many tables in a room on, rows of three would be too long for the last to see.
MANY = 12
NOTHING = "–"


def shape_of(tables: int) -> tuple[int, int]:
    """How many rows and columns of tables; one place is the full deck's."""
    columns = 3 if tables < MANY else 5
    return -(-(tables + 1) // columns), columns


def metres_of(tables: int) -> tuple[int, int]:
    """How wide and how long a room must be for so many tables, in metres."""
    rows, columns = shape_of(tables)
    return round(columns * PITCH), round(rows * PITCH + FRONT + BACK)


def schematic(cells: Sequence[Line], deck: str) -> Grid:
    """Rows of tables facing the front wall, with the full deck in the middle and the entrance at the back."""
    rows, columns = shape_of(len(cells))
    middle = columns // 2
    body: list[list[Line]] = [[NOTHING] * columns for _row in range(rows)]
    places, (deck_row, deck_column) = _places(len(cells))
    for (row, column), cell in zip(places, cells, strict=True):
        body[row][column] = cell
    body[deck_row][deck_column] = line(emphasis(deck))
    front: list[Line] = [NOTHING] * columns
    front[middle] = line(emphasis(_("Mur de face : mandat, déroulé, tableau")))
    back: list[Line] = [NOTHING] * columns
    back[0], back[middle], back[-1] = (
        line(emphasis(words)) for words in (_("Coin calme"), _("Entrée et accueil"), _("Café et eau"))
    )
    return Grid(columns=_columns(columns), rows=tuple(map(tuple, (front, *body, back))))


def _places(tables: int) -> tuple[list[tuple[int, int]], tuple[int, int]]:
    """Row and column of each table, in their order, and of the full deck.

    Where places are left over, the middle of the front row stays free to look through, then that before the entrance.
    """
    rows, columns = shape_of(tables)
    middle = columns // 2
    if tables == 1:
        return [(0, middle)], (0, columns - 1)
    deck = (rows // 2, middle)
    places = [(row, column) for row in range(rows) for column in range(columns) if (row, column) != deck]
    free = [(0, middle), (rows - 1, middle), *reversed(places)]
    spare = [place for place in dict.fromkeys(free) if place != deck][: len(places) - tables]
    return [place for place in places if place not in spare], deck


def _columns(count: int) -> tuple[str, ...]:
    sides = (_("À gauche"), _("Au milieu"), _("À droite"))
    if count == len(sides):
        return sides
    return (sides[0], _("Entre les deux"), sides[1], _("Entre les deux"), sides[2])
