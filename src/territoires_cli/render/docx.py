"""Document → DOCX with real styles, to be corrected in Word or LibreOffice."""

from collections.abc import Callable
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from territoires_cli.models.document import Document
from territoires_cli.render.docx_parts import blank_line, footer, shade_edge, style_pages, write_runs
from territoires_cli.render.rendered import Rendered, made_at
from territoires_cli.render.structure import document_data
from territoires_cli.typography import FILL_IN, NBSP

if TYPE_CHECKING:
    from docx.document import Document as Page

Data = dict[str, Any]
# The oldest time that a ZIP file can tell, so that the same document gives the same bytes.
_OLDEST = (1980, 1, 1, 0, 0, 0)


def render_docx(document: Document) -> Rendered:
    """The document as DOCX on A4: headings, lists, tables with a header row, page numbers, language."""
    import docx

    data = document_data(document)
    page = docx.Document()
    style_pages(page, data)
    for block in data["blocks"]:
        _WRITERS[block["kind"]](page, block)
    footer(page, data["imprint"])
    _properties(page, data["title"], document)
    written = BytesIO()
    page.save(written)
    return Rendered(_without_times(written.getvalue()))


def _properties(page: "Page", title: str, document: Document) -> None:
    from datetime import UTC, datetime

    when = datetime.fromtimestamp(made_at(document.created), UTC)
    properties = page.core_properties
    properties.title, properties.language = title[:255], document.language
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.created = properties.modified = when


def _without_times(content: bytes) -> bytes:
    """The same archive, whose entries don't tell when they were written."""
    again = BytesIO()
    with ZipFile(BytesIO(content)) as before, ZipFile(again, "w", ZIP_DEFLATED) as after:
        for name in before.namelist():
            entry = ZipInfo(name, _OLDEST)
            entry.compress_type = ZIP_DEFLATED
            after.writestr(entry, before.read(name))
    return again.getvalue()


def _heading(page: "Page", block: Data) -> None:
    style = "Title" if block["level"] == 1 else f"Heading {block['level'] - 1}"
    write_runs(page.add_paragraph(style=style), block["text"])


def _paragraph(page: "Page", block: Data) -> None:
    write_runs(page.add_paragraph(), block["text"])


def _bullets(page: "Page", block: Data) -> None:
    style = {"plain": "List Bullet", "numbered": "List Paragraph", "boxes": "List Paragraph"}[block["style"]]
    for number, item in enumerate(block["items"], start=1):
        paragraph = page.add_paragraph(style=style)
        if block["style"] == "boxes":
            paragraph.add_run(f"☐{NBSP}")
        elif block["style"] == "numbered":
            # Typed, not automatic: python-docx can't begin an automatic numbering again at 1.
            paragraph.add_run(f"{number}.{NBSP}")
        write_runs(paragraph, item)


def _grid(page: "Page", block: Data) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm

    total = sum(block["widths"])
    widths = [Mm(172 * width / total) for width in block["widths"]]
    table = page.add_table(rows=1 + len(block["rows"]), cols=len(widths))
    table.style, table.autofit = page.styles["Table Grid"], False
    lines = [[[{"text": title, "style": "strong", "url": None}] for title in block["columns"]], *block["rows"]]
    for row, line in zip(table.rows, lines, strict=True):
        # The cells of a row are found anew each time they are asked for.
        for index, (cell, runs) in enumerate(zip(row.cells, line, strict=True)):
            cell.width = widths[index]
            write_runs(cell.paragraphs[0], runs)
            if index in block["right"]:
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _repeat_header(table)
    page.add_paragraph()


def _repeat_header(table: Any) -> None:
    """Mark the first row as the table's header, told again on each page and read as such."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(mark)  # noqa: SLF001 - python-docx has no other way


def _fields(page: "Page", block: Data) -> None:
    for item in block["items"]:
        paragraph = page.add_paragraph()
        paragraph.add_run(f"{item['label']}{NBSP}: ").bold = True
        if item["value"] is None:
            paragraph.add_run(FILL_IN * 2)
        else:
            write_runs(paragraph, item["value"])


def _speech(page: "Page", block: Data) -> None:
    first = page.add_paragraph(style="Quote")
    first.add_run(f"{block['label']}{NBSP}:").bold = True
    shade_edge(first, "0B5563")
    for sentence in block["sentences"]:
        paragraph = page.add_paragraph(sentence, style="Quote")
        shade_edge(paragraph, "0B5563")


def _callout(page: "Page", block: Data) -> None:
    paragraph = page.add_paragraph()
    paragraph.add_run(f"{block['title']}. ").bold = True
    write_runs(paragraph, block["text"])
    shade_edge(paragraph, "8A5000")


def _command(page: "Page", block: Data) -> None:
    page.add_paragraph().add_run(block["text"]).font.name = "Consolas"


def _timeline(page: "Page", block: Data) -> None:
    from docx.enum.table import WD_ROW_HEIGHT_RULE
    from docx.shared import Mm

    whole = max(sum(item["minutes"] for item in block["moments"]), 1)
    table = page.add_table(rows=0, cols=2)
    table.style = page.styles["Table Grid"]
    for item in block["moments"]:
        row = table.add_row()
        row.height, row.height_rule = Mm(max(180 * item["minutes"] / whole, 6)), WD_ROW_HEIGHT_RULE.AT_LEAST
        row.cells[0].paragraphs[0].add_run(item["at"]).bold = True
        write_runs(row.cells[1].paragraphs[0], item["title"])
        if item["note"]:
            row.cells[1].paragraphs[0].add_run(f"  {item['note']}").italic = True
        row.cells[0].width, row.cells[1].width = Mm(22), Mm(150)
    page.add_paragraph()


def _lines(page: "Page", block: Data) -> None:
    for _number in range(block["number"]):
        blank_line(page)


def _page_break(page: "Page", _block: Data) -> None:
    page.add_page_break()  # type: ignore[no-untyped-call]


_WRITERS: dict[str, Callable[["Page", Data], None]] = {
    "heading": _heading,
    "paragraph": _paragraph,
    "bullets": _bullets,
    "grid": _grid,
    "fields": _fields,
    "speech": _speech,
    "callout": _callout,
    "command": _command,
    "timeline": _timeline,
    "lines": _lines,
    "page-break": _page_break,
}
