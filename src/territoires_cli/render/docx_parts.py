"""Pieces of a DOCX: page and styles, runs of text, the footer, a coloured edge, a line to write on."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docx.document import Document as Page
    from docx.text.paragraph import Paragraph

INK, ACCENT, FAINT = "1B2A33", "0B5563", "55616A"


def style_pages(page: "Page", data: dict[str, Any]) -> None:
    """A4, margins, font and language, and the looks of titles; larger letters where the document asks for them."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt, RGBColor

    section = page.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(19)
    section.top_margin, section.bottom_margin = Mm(17), Mm(18)
    size = 18 if data["large"] else 10.5
    normal = page.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(size)
    normal.font.color.rgb = RGBColor.from_string(INK)
    normal.paragraph_format.space_after = Pt(size * 0.4)
    for name, factor in (("Title", 1.8), ("Heading 1", 1.3), ("Heading 2", 1.1), ("Heading 3", 1.0)):
        style = page.styles[name]
        if style.type != WD_STYLE_TYPE.PARAGRAPH:
            continue
        style.font.name, style.font.size, style.font.bold = "Calibri", Pt(size * factor), True
        style.font.color.rgb = RGBColor.from_string(ACCENT)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for attribute in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(attribute), None)
    _speak(page, data["language"])


def _speak(page: "Page", language: str) -> None:
    """The language that spelling is checked and the text is read aloud in."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    tag = f"{language}-FR" if language == "fr" else language
    for place in page.styles.element.iter(qn("w:lang")):
        place.set(qn("w:val"), tag)
    properties = page.styles["Normal"].element.get_or_add_rPr()
    if properties.find(qn("w:lang")) is None:
        mark = OxmlElement("w:lang")
        mark.set(qn("w:val"), tag)
        properties.append(mark)


def write_runs(paragraph: "Paragraph", runs: Sequence[dict[str, Any]]) -> None:
    """Runs of text in their styles; a link keeps its address."""
    for run in runs:
        if run["url"]:
            _link(paragraph, run["text"], run["url"])
            continue
        written = paragraph.add_run(run["text"])
        if run["style"] == "strong":
            written.bold = True
        elif run["style"] == "emphasis":
            written.italic = True
        elif run["style"] == "code":
            written.font.name = "Consolas"


def _link(paragraph: "Paragraph", text: str, url: str) -> None:
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run = paragraph.add_run(text)
    run.underline = True
    link.append(run._r)  # noqa: SLF001 - python-docx writes no links by itself
    paragraph._p.append(link)  # noqa: SLF001


def shade_edge(paragraph: "Paragraph", colour: str) -> None:
    """A coloured line at the left of a paragraph."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    edges, left = OxmlElement("w:pBdr"), OxmlElement("w:left")
    for name, value in (("w:val", "single"), ("w:sz", "18"), ("w:space", "8"), ("w:color", colour)):
        left.set(qn(name), value)
    edges.append(left)
    paragraph._p.get_or_add_pPr().insert_element_before(  # noqa: SLF001
        edges, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def blank_line(page: "Page") -> None:
    """A line to write on, as wide as the page."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt

    paragraph = page.add_paragraph()
    paragraph.paragraph_format.space_before = Pt(14)
    edges, bottom = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for name, value in (("w:val", "dotted"), ("w:sz", "6"), ("w:space", "1"), ("w:color", FAINT)):
        bottom.set(qn(name), value)
    edges.append(bottom)
    paragraph._p.get_or_add_pPr().insert_element_before(edges, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")  # noqa: SLF001


def footer(page: "Page", imprint: str) -> None:
    """The imprint and the number of each page."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt

    paragraph = page.sections[0].footer.paragraphs[0]
    words = paragraph.add_run(f"{imprint}    " if imprint else "")
    number = paragraph.add_run()
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        if kind:
            part = OxmlElement("w:fldChar")
            part.set(qn("w:fldCharType"), kind)
        else:
            part = OxmlElement("w:instrText")
            part.text = text
        number._r.append(part)  # noqa: SLF001 - a field, which python-docx doesn't know
    words.font.size = number.font.size = Pt(8)
