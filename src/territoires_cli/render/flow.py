"""Styled words laid out in lines for a terminal: what rich's own wrapping does, ten times faster on long documents.

Why: a plan is five hundred short blocks; measured with rich's tables and texts they take longer than everything else.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len, chop_cells
from rich.console import Console, ConsoleOptions
from rich.segment import Segment
from rich.style import Style

# Characters that are surely one column wide; others are measured.
_SIMPLE = re.compile(r"[\x20-\u02ff‘’“”…–—•·→☐\u202f€²]*")

GAP = 2

Piece = tuple[str, Style]


@dataclass(frozen=True, slots=True)
class Flow:
    """Runs of styled text, wrapped at spaces; `first` begins the first line and `rest` the others."""

    pieces: Sequence[Piece]
    first: Piece = ("", Style.null())
    rest: Piece = ("", Style.null())

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Segment]:
        """The lines as segments."""
        width = max(options.max_width - max(cell_len(self.first[0]), cell_len(self.rest[0])), 8)
        head = self.first
        for line in wrap(self.pieces, width):
            if head[0]:
                yield Segment(*head)
            for text, style in line:
                yield Segment(text, style)
            yield Segment.line()
            head = self.rest


@dataclass(frozen=True, slots=True)
class Unfolded:
    """One run of text on one line, however long: the terminal folds it, and it can be copied as it is."""

    piece: Piece
    indent: str = ""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Segment]:
        """The line as segments."""
        yield Segment(self.indent)
        yield Segment(*self.piece)
        yield Segment.line()


@dataclass(frozen=True, slots=True)
class Columns:
    """A table: bold titles, a rule, rows of wrapped cells.

    `right` are the columns aligned to the right, `whole` those whose words are never cut.
    """

    titles: Sequence[Sequence[Piece]]
    rows: Sequence[Sequence[Sequence[Piece]]]
    right: frozenset[int] = frozenset()
    whole: frozenset[int] = frozenset()

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Segment]:
        """The lines as segments."""
        lines = (self.titles, *self.rows)
        widths = column_widths(
            [["".join(text for text, _style in line[index]) for line in lines] for index in range(len(self.titles))],
            options.max_width,
            self.whole,
        )
        yield from self._line(self.titles, widths)
        yield Segment("─" * (sum(widths) + GAP * (len(widths) - 1)))
        yield Segment.line()
        for row in self.rows:
            yield from self._line(row, widths)

    def _line(self, cells: Sequence[Sequence[Piece]], widths: Sequence[int]) -> Iterator[Segment]:
        wrapped = [list(wrap(cell, width)) for cell, width in zip(cells, widths, strict=True)]
        for number in range(max(len(lines) for lines in wrapped)):
            for index, lines in enumerate(wrapped):
                pieces = lines[number] if number < len(lines) else []
                blank = " " * (widths[index] - sum(cell_len(text) for text, _style in pieces))
                if index:
                    yield Segment(" " * GAP)
                if index in self.right:
                    yield Segment(blank)
                for text, style in pieces:
                    yield Segment(text, style)
                if index not in self.right and index < len(wrapped) - 1:
                    yield Segment(blank)
            yield Segment.line()


def column_widths(columns: Sequence[Sequence[str]], width: int, whole: frozenset[int] = frozenset()) -> list[int]:
    """The width of each column in characters: as wide as its text where that fits, the widest giving way first.

    The columns in `whole` never give way.
    """
    widths = [max((cell_len(text) for text in column), default=1) or 1 for column in columns]
    elastic = [index for index in range(len(widths)) if index not in whole]
    excess = sum(widths) + GAP * (len(columns) - 1) - width
    while excess > 0 and any(widths[index] > 1 for index in elastic):
        widest = max(elastic, key=lambda index: widths[index])
        second = max((widths[index] for index in elastic if index != widest), default=1)
        taken = max(1, min(excess, widths[widest] - second))
        widths[widest] -= taken
        excess -= taken
    return widths


def wrap(pieces: Sequence[Piece], width: int) -> Iterator[list[Piece]]:
    """Lines of at most `width` columns, neighbours of one style joined; a word too long for a line is cut."""
    line: list[Piece] = []
    used = 0
    for word, size, gap in _words(pieces):
        if line and used + size + (gap is not None) > width:
            yield line
            line, used = [], 0
        elif line and gap is not None:
            _append(line, " ", gap)
            used += 1
        if size <= width:
            for text, style in word:
                _append(line, text, style)
            used += size
            continue
        for text, style in _cut(word, width):
            if used + cell_len(text) > width:
                yield line
                line, used = [], 0
            _append(line, text, style)
            used += cell_len(text)
    yield line


def _cut(word: Sequence[Piece], width: int) -> Iterator[Piece]:
    """A word too long for a line, in parts that fill lines."""
    for text, style in word:
        yield from ((part, style) for part in chop_cells(text, width))


def _append(line: list[Piece], text: str, style: Style) -> None:
    if line and line[-1][1] is style:
        line[-1] = (line[-1][0] + text, style)
    else:
        line.append((text, style))


def _words(pieces: Sequence[Piece]) -> Iterator[tuple[list[Piece], int, Style | None]]:
    """Each word as the runs that make it up, its columns, and the style of the space before it (None: no space)."""
    word: list[Piece] = []
    size = 0
    gap: Style | None = None
    for text, style in pieces:
        measure = len if _SIMPLE.fullmatch(text) else cell_len
        for number, part in enumerate(text.split(" ")):
            if number:
                if word:
                    yield word, size, gap
                    word, size = [], 0
                gap = style
            if part:
                word.append((part, style))
                size += measure(part)
    if word:
        yield word, size, gap
