"""Document → plain data for the renderers that read JSON: texts cleaned and typeset, lines as runs in one style each."""

from collections.abc import Callable
from typing import Any

from territoires_cli.models.document import (
    Block,
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
from territoires_cli.translation import gettext as _
from territoires_cli.typography import clean, edges, one_line, typeset

Data = dict[str, Any]
# A column asks for as many characters as its longest cell, as far as this; no column for fewer than the other.
WIDEST, FEW, NARROWEST = 60, 18, 4
# A link that a page may carry; any other address is printed as words alone.
_SCHEMES = ("http://", "https://", "mailto:")


def document_data(document: Document) -> Data:
    """A document as plain data: `{schema, title, language, large, imprint, blocks}`, each block with its `kind`.

    A line is a list of runs `{text, style, url}`, null where it is to be filled in by hand.
    """
    return {
        "schema": 1,
        "title": typeset(document.title) or _("Document"),
        "language": document.language,
        "large": document.is_large,
        "imprint": typeset(document.imprint),
        "blocks": [_WRITERS[type(block)](block) for block in document.blocks if not _is_empty(block)],
    }


def _is_empty(block: Block) -> bool:
    """Whether a heading says nothing once it is cleaned: readers of tagged files would stumble over it."""
    return isinstance(block, Heading) and not typeset(plain(block.text))


def runs(text: Line) -> list[Data]:
    """A line as runs in one style, the spaces where they meet kept."""
    if isinstance(text, str):
        return [{"text": typeset(text), "style": "plain", "url": None}]
    return [_run(span) for span in text]


def plain(text: Line | None) -> str:
    """A line without its styles."""
    return "" if text is None else text if isinstance(text, str) else "".join(span.text for span in text)


def _run(span: Span) -> Data:
    words = one_line(span.text) if span.style == "code" else "".join(edges(span.text))
    url = clean(span.url) if span.url is not None and span.url.startswith(_SCHEMES) else None
    return {"text": words, "style": span.style, "url": url}


def _heading(block: Heading) -> Data:
    return {"kind": "heading", "level": block.level, "text": runs(block.text)}


def _paragraph(block: Paragraph) -> Data:
    return {"kind": "paragraph", "text": runs(block.text)}


def _bullets(block: Bullets) -> Data:
    return {"kind": "bullets", "style": block.style, "items": [runs(item) for item in block.items]}


def _grid(block: Grid) -> Data:
    return {
        "kind": "grid",
        "columns": [typeset(column) for column in block.columns],
        "rows": [[runs(cell) for cell in row] for row in block.rows],
        "right": list(block.right),
        "widths": _widths(block),
        "roomy": any(_is_to_fill(block, index) for index in range(len(block.columns))),
    }


def _widths(block: Grid) -> list[int]:
    """How wide each column would be, in characters: what its longest cell asks for, less and less beyond a few words.

    A column that nothing stands in is to be written in by hand.
    """
    widths = []
    for index, title in enumerate(block.columns):
        if _is_to_fill(block, index):
            widths.append(WIDEST // 2)
            continue
        cells = [title, *(plain(row[index]) for row in block.rows)]
        word = max((len(part) for cell in cells for part in cell.split()), default=0)
        longest = min(max(map(len, cells)), WIDEST)
        softened = longest if longest <= FEW else FEW + round((longest - FEW) * 0.6)
        widths.append(max(softened, word, NARROWEST))
    return widths


def _is_to_fill(block: Grid, index: int) -> bool:
    return all(not plain(row[index]).strip() for row in block.rows)


def _fields(block: Fields) -> Data:
    items = [{"label": typeset(label), "value": None if value is None else runs(value)} for label, value in block.items]
    return {"kind": "fields", "items": items}


def _speech(block: Speech) -> Data:
    return {"kind": "speech", "label": _("À dire"), "sentences": [typeset(sentence) for sentence in block.sentences]}


def _callout(block: Callout) -> Data:
    return {"kind": "callout", "title": typeset(block.title), "text": runs(block.text)}


def _command(block: Command) -> Data:
    return {"kind": "command", "text": one_line(block.text)}


def _timeline(block: Timeline) -> Data:
    moments = [
        {"at": typeset(item.at), "minutes": item.minutes, "title": runs(item.title), "note": typeset(item.note)}
        for item in block.moments
    ]
    return {"kind": "timeline", "moments": moments}


def _lines(block: Lines) -> Data:
    return {"kind": "lines", "number": block.number}


def _page_break(_block: PageBreak) -> Data:
    return {"kind": "page-break"}


_WRITERS: dict[type, Callable[[Any], Data]] = {
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
