"""Document → Markdown (CommonMark with tables), where no text of a deck or a city can become markup."""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

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
from territoires_cli.render.rendered import Rendered
from territoires_cli.translation import gettext as _
from territoires_cli.typography import FILL_IN, NBSP, bar_of, clean, edges, one_line, typeset

_SPECIAL = re.compile(r"([\\`*_\[\]<>~|])")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_LINE_START = re.compile(r"^(#{1,6}(?=\s|$)|[-+=](?=\s|$)|-{2,}|={2,})")
_STARTERS = frozenset("#-+=0123456789")
_NUMBERED_START = re.compile(r"^(\d{1,9})([.)])(?=\s|$)")


def render_markdown(document: Document) -> str:
    """The document as Markdown text, its imprint last, ending with one line break."""
    parts = [_WRITERS[type(block)](block) for block in document.blocks]
    if document.imprint:
        parts += ["---", f"*{escape(document.imprint)}*"]
    return "\n\n".join(parts) + "\n"


def markdown_file(document: Document) -> Rendered:
    """The document as a Markdown file."""
    return Rendered(render_markdown(document).encode("utf-8"))


def escape(text: str) -> str:
    """Text on one line, set in French typography, that Markdown shows as it is."""
    return _protect(typeset(text))


@lru_cache(4096)
def _protect(line: str, *, may_be_list: bool = True) -> str:
    """A typeset line in which nothing is markup; without `may_be_list` it stands where no numbered list can begin."""
    safe = _SPECIAL.sub(r"\\\1", line)
    if "&" in safe:
        safe = _ENTITY.sub(r"\\&", safe)
    if safe[:1] in _STARTERS:
        safe = _LINE_START.sub(lambda match: "\\" + match[0], safe)
        if may_be_list:
            safe = _NUMBERED_START.sub(r"\1\\\2", safe)
    return safe


def _inline(text: Line, *, may_be_list: bool = True) -> str:
    if isinstance(text, str):
        return _protect(typeset(text), may_be_list=may_be_list)
    return "".join(_span(span, may_be_list=may_be_list) for span in text).strip()


def _span(span: Span, *, may_be_list: bool) -> str:
    if span.style == "code":
        return _code(span.text)
    if span.url is not None:
        address = re.sub(r"[<>|\s\\]", lambda match: f"%{ord(match[0]):02X}", clean(span.url))
        return f"<{address}>" if span.text == span.url else f"[{escape(span.text)}](<{address}>)"
    before, core, after = edges(span.text)
    if not core:
        return before
    mark = {"plain": "", "strong": "**", "emphasis": "*"}[span.style]
    # A span may begin in mid-line, where a number or a dash is no list: `_protect` is only stricter than needed there.
    return f"{before}{mark}{_protect(core, may_be_list=may_be_list)}{mark}{after}"


def _code(text: str) -> str:
    plain = " ".join(clean(text).split())
    fence = "`" * (max((len(run) for run in re.findall(r"`+", plain)), default=0) + 1)
    pad = " " if plain[:1] == "`" or plain[-1:] == "`" else ""
    return f"{fence}{pad}{plain}{pad}{fence}"


def _heading(block: Heading) -> str:
    # After its signs a number begins no list, and « 1. » reads better than « 1\. » where the file is read as it is.
    return f"{'#' * block.level} {_inline(block.text, may_be_list=False)}"


def _paragraph(block: Paragraph) -> str:
    return _inline(block.text)


def _bullets(block: Bullets) -> str:
    if block.style == "numbered":
        return "\n".join(f"{number}. {_inline(item)}" for number, item in enumerate(block.items, start=1))
    mark = "- [ ]" if block.style == "boxes" else "-"
    return "\n".join(f"{mark} {_inline(item)}" for item in block.items)


def _grid(block: Grid) -> str:
    head = "| " + " | ".join(escape(column) for column in block.columns) + " |"
    marks = ("---:" if index in block.right else "---" for index in range(len(block.columns)))
    rows = ("| " + " | ".join(_inline(cell) for cell in row) + " |" for row in block.rows)
    return "\n".join((head, "| " + " | ".join(marks) + " |", *rows))


def _fields(block: Fields) -> str:
    return "\n".join(
        f"- **{escape(label)}{NBSP}:** {FILL_IN if value is None else _inline(value)}" for label, value in block.items
    )


def _speech(block: Speech) -> str:
    title = f"> **{_('À dire')}{NBSP}:**"
    return "\n".join((title, *(f"> {escape(sentence)}" for sentence in block.sentences)))


def _callout(block: Callout) -> str:
    return f"> **{escape(block.title)}.** {_inline(block.text)}"


def _command(block: Command) -> str:
    fence = "`" * max(3, max((len(run) for run in re.findall(r"`+", block.text)), default=0) + 1)
    return f"{fence}console\n{one_line(block.text)}\n{fence}"


def _timeline(block: Timeline) -> str:
    """One row a moment; its bar is as long as its minutes, one square for five of them."""
    rows = ["| | | | |", "| ---: | :--- | :--- | :--- |"]
    rows += [
        f"| **{escape(moment.at)}** | {bar_of(moment.minutes)} | {_inline(moment.title)} | {escape(moment.note)} |"
        for moment in block.moments
    ]
    return "\n".join(rows)


def _lines(block: Lines) -> str:
    return "\n\n".join([FILL_IN * 3] * block.number)


def _page_break(_block: PageBreak) -> str:
    return "---"


_WRITERS: dict[type, Callable[[Any], str]] = {
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
