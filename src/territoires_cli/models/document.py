"""A document: what a person reads, in about ten kinds of block, before any format is chosen.

Why no pydantic here: documents are made by this program alone, fifteen hundred spans at a time, and never read.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

SpanStyle = Literal["plain", "strong", "emphasis", "code"]
BulletStyle = Literal["plain", "numbered", "boxes"]


class Span(NamedTuple):
    """A run of text in one style; `url` makes it a link."""

    text: str
    style: SpanStyle = "plain"
    url: str | None = None


# A line of text: plain words, or several runs of them.
Line: TypeAlias = str | tuple[Span, ...]


class Heading(NamedTuple):
    """A title; level 1 is the document's own, 4 the smallest."""

    level: int
    text: Line


class Paragraph(NamedTuple):
    """A paragraph."""

    text: Line


class Bullets(NamedTuple):
    """A list: plain, numbered, or with boxes to tick."""

    items: tuple[Line, ...]
    style: BulletStyle = "plain"


class Grid(NamedTuple):
    """A table: its column titles and its rows, each as long as the titles; `right` lists right-aligned columns."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Line, ...], ...]
    right: tuple[int, ...] = ()


class Fields(NamedTuple):
    """Labels and their values; None is a line to fill in by hand."""

    items: tuple[tuple[str, Line | None], ...]


class Speech(NamedTuple):
    """Words to say aloud, as they are."""

    sentences: tuple[str, ...]


class Callout(NamedTuple):
    """Something to notice: a remark or a warning."""

    title: str
    text: Line


class Command(NamedTuple):
    """A command to type, as it is."""

    text: str


class Moment(NamedTuple):
    """A line of a timeline: the clock time as it is printed, its minutes, what happens, and a remark on it."""

    at: str
    minutes: int
    title: Line
    note: str = ""


class Timeline(NamedTuple):
    """What follows on the clock, each moment as high as its minutes are long where the page can show it."""

    moments: tuple[Moment, ...]


class Lines(NamedTuple):
    """So many empty lines to write on."""

    number: int


@dataclass(frozen=True, slots=True)
class PageBreak:
    """A new page on paper; a rule on a screen."""


Block: TypeAlias = (
    Heading | Paragraph | Bullets | Grid | Fields | Speech | Callout | Command | Timeline | Lines | PageBreak
)


class Document(NamedTuple):
    """A titled sequence of blocks; `language` is a BCP 47 tag, `is_large` asks for large print.

    `imprint` stands at the foot of each page: the plan's code, source and licence. `created` is the document's own date, in
    seconds since 1970: that of the workshop, so that the same input gives the same bytes.
    """

    title: str
    blocks: tuple[Block, ...]
    language: str = "fr"
    is_large: bool = False
    imprint: str = ""
    created: int = 0


class Reminder(NamedTuple):
    """Something to remember on a day of a calendar: a name of its own, its title, and what is told of it."""

    uid: str
    day: dt.date
    title: str
    details: str
