"""Document → rich renderables for a terminal; texts are never read as rich markup."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from rich import box
from rich.cells import cell_len
from rich.console import Console, Group, RenderableType
from rich.panel import Panel
from rich.rule import Rule
from rich.style import Style
from rich.text import Text

from territoires_cli.models.document import (
    Bullets,
    Callout,
    Command,
    Document,
    Fields,
    Grid,
    Heading,
    Line,
    Lines,
    PageBreak,
    Paragraph,
    Span,
    Speech,
    Timeline,
)
from territoires_cli.render.flow import GAP, Columns, Flow, Piece, Unfolded
from territoires_cli.translation import gettext as _
from territoires_cli.typography import FILL_IN, NBSP, bar_of, edges, one_line, typeset

MAX_WIDTH = 100
READABLE = 16

_PLAIN = Style.null()
_STYLES = {"plain": _PLAIN, "strong": Style(bold=True), "emphasis": Style(italic=True), "code": Style(color="cyan")}
_LINK = Style(underline=True)
_MARK = Style(color="cyan")
_HEADINGS = {2: Style(bold=True, color="cyan"), 3: Style(bold=True), 4: Style(italic=True)}


def show_document(document: Document, console: Console) -> None:
    """Print a document on a terminal, at most 100 columns wide so that lines stay readable."""
    # A command longer than the screen is left to the terminal to fold, so that it can be copied as it is.
    console.print(Group(*_renderables(document)), width=min(console.width, MAX_WIDTH), crop=False)


def _renderables(document: Document) -> Iterator[RenderableType]:
    before: object = None
    for block in document.blocks:
        belongs = isinstance(before, Heading) and isinstance(block, Bullets | Paragraph | Fields)
        if before is not None and not belongs:
            yield Flow(())
        yield from _WRITERS[type(block)](block)
        before = block


def show_table(titles: Sequence[str], rows: Sequence[Sequence[str]], console: Console, whole: int = 2) -> None:
    """Print a table as wide as the screen; columns that would be too narrow to read are left out, the last ones first."""
    shown = range(columns_that_fit([titles, *rows], console.width, whole))
    key = _MARK + _STYLES["strong"]
    cells = [[[(one_line(row[index]), _PLAIN if index else key)] for index in shown] for row in rows]
    console.print(
        Columns([[(titles[index], _STYLES["strong"])] for index in shown], cells, whole=frozenset(range(whole)))
    )


def columns_that_fit(lines: Sequence[Sequence[str]], width: int, whole: int = 2) -> int:
    """How many columns have room: the first `whole` as long as they are, READABLE characters at least in the others."""
    natural = [max(cell_len(line[index]) for line in lines) for index in range(len(lines[0]))]
    needed = [size if index < whole else min(size, READABLE) for index, size in enumerate(natural)]
    count = len(needed)
    while count > whole and sum(needed[:count]) + GAP * (count - 1) > width:
        count -= 1
    return count


def pieces_of(text: Line, style: Style = _PLAIN) -> list[Piece]:
    """A line as styled runs of text."""
    if isinstance(text, str):
        return [(typeset(text), style)]
    return [(_kept(span), _style(span, style)) for span in text]


def _style(span: Span, base: Style) -> Style:
    """The style of a run: the line's own where the run is plain (the same object, so that runs can be joined)."""
    style = base if span.style == "plain" else base + _STYLES[span.style]
    return style + _LINK if span.url else style


def _kept(span: Span) -> str:
    """Typeset text that keeps the spaces at its edges, where the next span begins."""
    if span.style == "code":
        return one_line(span.text)
    return "".join(edges(span.text))


def _heading(block: Heading) -> Iterator[RenderableType]:
    if block.level == 1:
        yield Panel(_cell(block.text, Style(bold=True)), box=box.HEAVY, style=_MARK)
        return
    if block.level == 2:
        yield Rule(style=_MARK)
    yield Flow(pieces_of(block.text, _HEADINGS[block.level]))


def _paragraph(block: Paragraph) -> Iterator[RenderableType]:
    yield Flow(pieces_of(block.text))


def _bullets(block: Bullets) -> Iterator[RenderableType]:
    for number, item in enumerate(block.items, start=1):
        mark = {"plain": "  • ", "numbered": f"{number:>3}. ", "boxes": "  ☐ "}[block.style]
        yield Flow(pieces_of(item), first=(mark, _MARK), rest=(" " * len(mark), _PLAIN))


def _grid(block: Grid) -> Iterator[RenderableType]:
    columns = tuple([(typeset(column), _STYLES["strong"])] for column in block.columns)
    rows = tuple(tuple(pieces_of(cell) for cell in row) for row in block.rows)
    yield Columns(columns, rows, frozenset(block.right))


def _cell(text: Line, style: Style = _PLAIN) -> Text:
    return Text.assemble(*pieces_of(text, style))


def _fields(block: Fields) -> Iterator[RenderableType]:
    for label, value in block.items:
        name = (f"{typeset(label)}{NBSP}: ", _STYLES["strong"])
        yield Flow([name, *([(FILL_IN, _PLAIN)] if value is None else pieces_of(value))], rest=("  ", _PLAIN))


def _speech(block: Speech) -> Iterator[RenderableType]:
    bar = ("┃ ", Style(color="green"))
    yield Flow([(f"{_('À dire')}{NBSP}:", Style(bold=True, color="green"))], first=bar, rest=bar)
    for sentence in block.sentences:
        yield Flow([(typeset(sentence), Style(color="green"))], first=bar, rest=bar)


def _callout(block: Callout) -> Iterator[RenderableType]:
    bar = ("┃ ", Style(color="yellow"))
    yield Flow([(typeset(block.title), Style(bold=True, color="yellow"))], first=bar, rest=bar)
    yield Flow(pieces_of(block.text), first=bar, rest=bar)


def _command(block: Command) -> Iterator[RenderableType]:
    yield Unfolded((one_line(block.text), _MARK), indent="    ")


def _timeline(block: Timeline) -> Iterator[RenderableType]:
    """Each moment on as many lines as it has five minutes, so that heights are in proportion to time."""
    for moment in block.moments:
        for number in range(max(len(bar_of(moment.minutes)), 1)):
            at = typeset(moment.at) if number == 0 else ""
            bar = ("┃ " if moment.minutes else "  ", _MARK)
            words: list[Piece] = [] if number else [*pieces_of(moment.title)]
            if moment.note and not number:
                words.append((f"  {typeset(moment.note)}", _STYLES["emphasis"]))
            yield Flow(words, first=(f"{at:>8} {bar[0]}", _MARK), rest=(" " * 9 + bar[0], _MARK))


def _lines(block: Lines) -> Iterator[RenderableType]:
    for _number in range(block.number):
        yield Flow([(FILL_IN * 3, _PLAIN)])


def _page_break(_block: PageBreak) -> Iterator[RenderableType]:
    yield Rule(style=_MARK)


_WRITERS: dict[type, Callable[[Any], Iterator[RenderableType]]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Bullets: _bullets,
    Grid: _grid,
    Fields: _fields,
    Speech: _speech,
    Callout: _callout,
    Command: _command,
    Timeline: _timeline,
    Lines: _lines,
    PageBreak: _page_break,
}
