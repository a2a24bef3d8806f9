"""A document: what a person reads, in about ten kinds of block, before any format is chosen."""

from typing import Annotated, Literal

from pydantic import Field

from territoires_cli.models.base import Value

SpanStyle = Literal["plain", "strong", "emphasis", "code"]


class Span(Value):
    """A run of text in one style; `url` makes it a link."""

    text: str
    style: SpanStyle = "plain"
    url: str | None = None


# A line of text: plain words, or several runs of them.
Line = str | tuple[Span, ...]


class Heading(Value):
    """A title; level 1 is the document's own, 4 the smallest."""

    block: Literal["heading"] = "heading"
    level: Annotated[int, Field(ge=1, le=4)]
    text: Line


class Paragraph(Value):
    """A paragraph."""

    block: Literal["paragraph"] = "paragraph"
    text: Line


class Bullets(Value):
    """A list: plain, numbered, or with boxes to tick."""

    block: Literal["bullets"] = "bullets"
    items: tuple[Line, ...]
    style: Literal["plain", "numbered", "boxes"] = "plain"


class Grid(Value):
    """A table: its column titles and its rows, each as long as the titles; `right` lists right-aligned columns."""

    block: Literal["grid"] = "grid"
    columns: tuple[str, ...]
    rows: tuple[tuple[Line, ...], ...]
    right: tuple[int, ...] = ()


class Fields(Value):
    """Labels and their values; None is a line to fill in by hand."""

    block: Literal["fields"] = "fields"
    items: tuple[tuple[str, Line | None], ...]


class Speech(Value):
    """Words to say aloud, as they are."""

    block: Literal["speech"] = "speech"
    sentences: tuple[str, ...]


class Callout(Value):
    """Something to notice: a remark or a warning."""

    block: Literal["callout"] = "callout"
    title: str
    text: Line


class Command(Value):
    """A command to type, as it is."""

    block: Literal["command"] = "command"
    text: str


class PageBreak(Value):
    """A new page on paper; a rule on a screen."""

    block: Literal["page-break"] = "page-break"


Block = Annotated[
    Heading | Paragraph | Bullets | Grid | Fields | Speech | Callout | Command | PageBreak,
    Field(discriminator="block"),
]


class Document(Value):
    """A titled sequence of blocks; `language` is a BCP 47 tag."""

    title: str
    language: str = "fr"
    blocks: tuple[Block, ...]
