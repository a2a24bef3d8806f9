"""Document → rich renderables for a terminal; texts are never read as rich markup."""

from collections.abc import Callable, Iterator
from typing import Any

from rich import box
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.rule import Rule
from rich.style import Style
from rich.table import Table
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
    PageBreak,
    Paragraph,
    Span,
    Speech,
)
from territoires_cli.translation import gettext as _
from territoires_cli.typography import clean, typeset

_STYLES = {"plain": "", "strong": "bold", "emphasis": "italic", "code": "cyan"}
MAX_WIDTH = 100


def show_document(document: Document, console: Console) -> None:
    """Print a document on a terminal, at most 100 columns wide so that lines stay readable."""
    width = min(console.width, MAX_WIDTH)
    for renderable in _renderables(document):
        console.print(renderable, width=width)


def _renderables(document: Document) -> Iterator[RenderableType]:
    for number, block in enumerate(document.blocks):
        if number and not (isinstance(block, Bullets | Grid) and isinstance(document.blocks[number - 1], Heading)):
            yield Text("")
        yield _WRITERS[type(block)](block)


def line_text(text: Line) -> Text:
    """A line as styled text."""
    if isinstance(text, str):
        return Text(typeset(text))
    styled = Text()
    for span in text:
        styled.append(_kept(span), style=_style(span))
    return styled


def _kept(span: Span) -> str:
    """Typeset text that keeps the spaces at its edges, where the next span begins."""
    if span.style == "code":
        return clean(span.text)
    core = typeset(span.text)
    before = " " if span.text[:1].isspace() else ""
    after = " " if span.text[-1:].isspace() and core else ""
    if before and core[:1] in (":", ";", "!", "?", "»"):
        before = "\u00a0"
    return f"{before}{core}{after}"


def _style(span: Span) -> Style:
    return Style.parse(_STYLES[span.style]) + (Style(underline=True) if span.url else Style())


def _heading(block: Heading) -> RenderableType:
    text = line_text(block.text)
    if block.level == 1:
        text.stylize("bold")
        return Panel(text, box=box.HEAVY, style="cyan", expand=True)
    text.stylize({2: "bold cyan", 3: "bold", 4: "italic"}[block.level])
    return Rule(text, align="left", style="cyan") if block.level == 2 else text


def _paragraph(block: Paragraph) -> RenderableType:
    return line_text(block.text)


def _bullets(block: Bullets) -> RenderableType:
    grid = Table.grid(padding=(0, 1))
    grid.add_column(justify="right", no_wrap=True)
    grid.add_column(overflow="fold")
    for number, item in enumerate(block.items, start=1):
        mark = {"plain": "•", "numbered": f"{number}.", "boxes": "☐"}[block.style]
        grid.add_row(Text(mark, style="cyan"), line_text(item))
    return Padding(grid, (0, 0, 0, 2))


def _grid(block: Grid) -> RenderableType:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for index, column in enumerate(block.columns):
        table.add_column(Text(typeset(column)), justify="right" if index in block.right else "left", overflow="fold")
    for row in block.rows:
        table.add_row(*(line_text(cell) for cell in row))
    return table


def _fields(block: Fields) -> RenderableType:
    grid = Table.grid(padding=(0, 1))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for label, value in block.items:
        shown = Text("…" * 20) if value is None else line_text(value)
        grid.add_row(Text(f"{typeset(label)}\u00a0:", style="bold"), shown)
    return grid


def _speech(block: Speech) -> RenderableType:
    words = Text("\n").join(Text(typeset(sentence)) for sentence in block.sentences)
    return Panel(words, title=Text(_("À dire")), title_align="left", box=box.ROUNDED, style="green")


def _callout(block: Callout) -> RenderableType:
    return Panel(line_text(block.text), title=Text(typeset(block.title)), title_align="left", style="yellow")


def _command(block: Command) -> RenderableType:
    return Padding(Text(clean(block.text), style="cyan"), (0, 0, 0, 4))


def _page_break(_block: PageBreak) -> RenderableType:
    return Rule(style="dim")


_WRITERS: dict[type, Callable[[Any], RenderableType]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Bullets: _bullets,
    Grid: _grid,
    Fields: _fields,
    Speech: _speech,
    Callout: _callout,
    Command: _command,
    PageBreak: _page_break,
}
