"""How long blocks are on a page: what folds, what doesn't, and what a first clause is."""

import pytest

from territoires_cli.documents.page_length import WIDTH, first_clause, lines_of, plain
from territoires_cli.models.document import (
    Block,
    Bullets,
    Callout,
    Command,
    Fields,
    Grid,
    Heading,
    Lines,
    Moment,
    PageBreak,
    Paragraph,
    Span,
    Speech,
    Timeline,
)

LONG = "m" * (WIDTH + 1)


@pytest.mark.parametrize(
    ("block", "lines"),
    [
        (Heading(2, LONG), 2),
        (Paragraph(LONG), 2),
        (Paragraph((Span("m"), Span("n", "strong"))), 1),
        (Callout("Titre", LONG), 2),
        (Fields((("Date", None), ("Lieu", LONG))), 3),
        (Bullets(("m", LONG)), 3),
        (Speech(("m", LONG)), 4),
        (Grid(("A", "B"), (("m" * 60, "m" * 60), ("m", "n"))), 4),
        (Grid(("", ""), (("", ""),)), 2),
        (Timeline((Moment("9 h", 5, "m"), Moment("10 h", 90, "n"))), 2),
        (Lines(3), 3),
        (Command(LONG), 0),
        (PageBreak(), 0),
    ],
)
def test_the_lines_of_a_block(block: Block, lines: int) -> None:
    """Each kind of block takes what it takes on A4; a grid by its longest cell in each row."""
    assert lines_of([block]) == lines


def test_the_words_of_a_line() -> None:
    """Styles are left out, and nothing has no words."""
    assert plain((Span("un "), Span("mot", "strong"))) == "un mot"
    assert plain(None) == ""


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("Réunir d’abord les tables de cinq, et porter les cartes.", "Réunir d’abord les tables de cinq."),
        ("Servir à boire loin des tables, pour que l’on se lève.", "Servir à boire loin des tables."),
        ("Cherchez quelqu’un d’une autre table ; marchez.", "Cherchez quelqu’un d’une autre table."),
        ("Lever la main, puis attendre.", "Lever la main, puis attendre."),
        ("Montrer une carte à la salle, recto puis verso.", "Montrer une carte à la salle, recto puis verso."),
    ],
)
def test_the_first_clause(text: str, clause: str) -> None:
    """A sentence is cut where it goes on with something else, and only once it has said enough."""
    assert first_clause(text) == clause
