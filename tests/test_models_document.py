"""Documents: blocks are values, which nothing changes once they are made."""

import pytest

from territoires_cli.models.document import Document, Heading, Paragraph, Span


def test_documents_with_the_same_content_are_equal() -> None:
    """Blocks are compared by what they hold."""
    one, other = (
        Document(title="Plan", blocks=(Heading(level=1, text="Plan"), Paragraph(text=(Span(text="Un "),))))
        for _time in range(2)
    )
    assert one == other
    assert one.language == "fr"
    assert one != Document(title="Plan", blocks=())


def test_a_block_is_frozen() -> None:
    """What a renderer receives is what was written."""
    with pytest.raises(AttributeError):
        Heading(level=1, text="Plan").level = 2  # type: ignore[misc]
