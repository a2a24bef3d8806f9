"""Documents: each block is known by its name when it is read back."""

import pytest
from pydantic import ValidationError

from territoires_cli.models.document import (
    Bullets,
    Callout,
    Command,
    Document,
    Fields,
    Grid,
    Heading,
    PageBreak,
    Paragraph,
    Span,
    Speech,
)

DOCUMENT = Document(
    title="Plan",
    blocks=(
        Heading(level=1, text="Plan"),
        Paragraph(text=(Span(text="Un "), Span(text="lien", style="strong", url="https://a.fr"))),
        Bullets(items=("un", (Span(text="deux"),)), style="boxes"),
        Grid(columns=("a", "b"), rows=(("1", "2"),), right=(1,)),
        Fields(items=(("Date", None), ("Lieu", "Ici"))),
        Speech(sentences=("Bonjour.",)),
        Callout(title="À noter", text="Ceci."),
        Command(text="territoires list"),
        PageBreak(),
    ),
)


def test_a_document_survives_a_trip_through_json() -> None:
    """Every kind of block comes back as itself."""
    again = Document.model_validate_json(DOCUMENT.model_dump_json())
    assert again == DOCUMENT
    assert [type(block) for block in again.blocks] == [type(block) for block in DOCUMENT.blocks]


def test_blocks_keep_to_what_formats_can_show() -> None:
    """Titles have four levels, spans four styles, and an unknown block is refused."""
    for wrong in (
        {"block": "heading", "level": 5, "text": "x"},
        {"block": "paragraph", "text": [{"text": "x", "style": "blink"}]},
        {"block": "video", "text": "x"},
    ):
        with pytest.raises(ValidationError):
            Document.model_validate({"title": "x", "blocks": [wrong]})
