"""Documents in every format: the same content, reproducible bytes, tags and styles, and no text that becomes markup."""

import html
import io
import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from territoires_cli.documents.plan import plan_document
from territoires_cli.errors import TerritoiresError
from territoires_cli.models.deck import Deck
from territoires_cli.models.document import (
    Bullets,
    Callout,
    Command,
    Document,
    Fields,
    Grid,
    Heading,
    Lines,
    Moment,
    PageBreak,
    Paragraph,
    Span,
    Speech,
    Timeline,
)
from territoires_cli.models.plan import Plan
from territoires_cli.render import typst_pages
from territoires_cli.render.registry import render_document, renderers

HOSTILE = (
    '#import "/etc/passwd": *',
    '#read("../../etc/passwd") $x$ @ref <lbl> *gras* _it_ `code` \\ // fin',
    "<script>alert(1)</script><img src=x onerror=alert(1)> & &amp; {{ 7*7 }} {% raw %}",
    "x" * 10_000,
    "droite \u202e à gauche \u200f \u2066 caché \u200b",
    "\x07\x1b[31mrouge\x00",
    "\U0001f600 日本語 Ω Ж ☐",
    "=cmd|' /C calc'!A0",
)
EVERY = Document(
    title="Tout",
    blocks=(
        Heading(1, "Tout"),
        Paragraph(
            (
                Span("Du texte "),
                Span("fort", "strong"),
                Span(" et "),
                Span("penché", "emphasis"),
                Span(" et "),
                Span("tapé", "code"),
            )
        ),
        Heading(2, "Listes"),
        Bullets(("un", "deux")),
        Bullets(("premier", "second"), "numbered"),
        Bullets(("à cocher",), "boxes"),
        Heading(2, "Tableaux"),
        Grid(("Heure", "Étape"), (("9 h 00", "Accueil"), ("9 h 15", (Span("Ouverture", "strong"),))), (0,)),
        Fields((("Lieu", "Salle des fêtes"), ("Date", None))),
        Speech(("Bonjour à toutes et à tous.",)),
        Callout("Attention", "Il manque du monde."),
        Command("territoires plan lorient"),
        Heading(3, "Le temps"),
        Timeline(
            (
                Moment("9 h 00", 15, "Ouverture"),
                Moment("9 h 15", 45, "Travail", "par table"),
                Moment("10 h 00", 0, "Fin"),
            )
        ),
        PageBreak(),
        Heading(2, "À écrire"),
        Paragraph(
            (
                Span("Un lien", "plain", "https://example.org/a?b=1&c=2"),
                Span(" et un autre", "plain", "javascript:alert(1)"),
            )
        ),
        Lines(3),
    ),
    imprint="Plan X · CC BY-SA",
    created=1_780_000_000,
)
WORDS = ("Tout", "fort", "penché", "tapé", "deux", "second", "à cocher", "9 h 15", "Accueil", "Ouverture", "Salle des fêtes",
         "Date", "Bonjour à toutes et à tous.", "Il manque du monde.", "territoires plan lorient", "par table", "Un lien", "Plan X")  # fmt: skip


def spaces(text: str) -> str:
    return re.sub(r"[\s\u00a0\u202f]+", " ", text)


def text_of(content: bytes, suffix: str) -> str:
    """What a reader finds in a file."""
    if suffix == ".pdf":
        return spaces(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages))
    if suffix == ".docx":
        page = docx.Document(io.BytesIO(content))
        cells = [cell.text for table in page.tables for row in table.rows for cell in row.cells]
        foot = [line.text for line in page.sections[0].footer.paragraphs]
        return spaces(" ".join([*(line.text for line in page.paragraphs), *cells, *foot]))
    if suffix == ".json":
        return spaces(" ".join(str(value) for value in walk(json.loads(content))))
    if suffix == ".html":
        import html

        return spaces(
            html.unescape(re.sub(r"<style>.*?</style>|<[^>]+>", " ", content.decode("utf-8"), flags=re.DOTALL))
        )
    return spaces(content.decode("utf-8").replace("*", ""))


def walk(value: object) -> list[object]:
    if isinstance(value, dict):
        return [leaf for item in value.values() for leaf in walk(item)]
    if isinstance(value, list):
        return [leaf for item in value for leaf in walk(item)]
    return [value]


@pytest.mark.parametrize("suffix", list(renderers()))
def test_no_format_is_poorer_than_another(suffix: str) -> None:
    """Every block of every kind is in each of them, and so is the imprint."""
    text = text_of(render_document(EVERY, suffix).content, suffix)
    assert [word for word in WORDS if spaces(word) not in text] == []


@pytest.mark.parametrize("suffix", list(renderers()))
def test_the_same_document_gives_the_same_bytes(suffix: str) -> None:
    """Twice the same, whatever the clock says."""
    assert render_document(EVERY, suffix).content == render_document(EVERY, suffix).content


@pytest.mark.parametrize("suffix", list(renderers()))
def test_hostile_texts_stay_texts(suffix: str) -> None:
    """In a title, a paragraph, a list, a table, words to say and a command: printed, never run, no file read."""
    for text in HOSTILE:
        document = Document(
            title=text,
            blocks=(Heading(1, text), Paragraph(text), Bullets((text,)), Grid((text,), ((text,),)), Fields(((text, text),)),
                    Speech((text,)), Callout(text, text), Command(text), Paragraph((Span(text, "code", text),))),
            imprint=text,
        )  # fmt: skip
        content = render_document(document, suffix).content
        found = text_of(content, suffix)
        assert "root:" not in found
        assert not re.search("[\u202e\u200f\u2066\u200b\x07\x1b\x00]", found)
        if suffix == ".html":
            page = content.decode("utf-8")
            assert "<script" not in page
            assert "<img" not in page
            assert " 49 " not in page
        if suffix == ".docx":
            assert all("passwd" not in name for name in zipfile.ZipFile(io.BytesIO(content)).namelist())


@settings(deadline=None, max_examples=25)
@given(st.text(max_size=200))
def test_any_text_can_be_set(text: str) -> None:
    """Whatever Unicode holds, a PDF comes out or nothing more than a sentence about characters."""
    document = Document(title=text, blocks=(Heading(1, text or "x"), Paragraph(text), Grid(("a",), ((text,),))))
    assert render_document(document, ".pdf").content.startswith(b"%PDF-")


def test_a_pdf_is_tagged_and_declares_pdf_ua() -> None:
    """PDF/UA-1, title, language, a structure tree with headings, lists and tables; the date is the document's own."""
    with pikepdf.open(io.BytesIO(render_document(EVERY, ".pdf").content)) as file:
        root = file.Root
        assert str(root.Lang) == "fr"
        assert bool(root.MarkInfo.Marked)
        assert bool(root.ViewerPreferences.DisplayDocTitle)
        with file.open_metadata() as told:
            assert told["pdfuaid:part"] == "1"
            assert told["dc:title"] == "Tout"
        kinds = set()
        todo = [root.StructTreeRoot]
        while todo:
            node = todo.pop()
            if isinstance(node, pikepdf.Dictionary):
                kinds.add(str(node.get("/S", "")))
                below = node.get("/K")
                if isinstance(below, pikepdf.Array):
                    todo += list(below)
                elif below is not None:
                    todo.append(below)
        assert {"/H1", "/H2", "/H3", "/L", "/LI", "/Table", "/TH", "/TD", "/Link"} <= kinds


def test_characters_that_no_font_carries_are_replaced_and_told() -> None:
    """A visible square each, and a sentence that names them; French print needs no look at a font file."""
    rendered = render_document(
        Document(title="x", blocks=(Heading(1, "x"), Paragraph("voilà \U0001f600 et \U0001f680"))), ".pdf"
    )
    assert rendered.remarks == (
        "Ces caractères ne peuvent pas être imprimés, et deviennent □ : \U0001f600 (U+1F600) \U0001f680 (U+1F680)",
    )
    assert "voilà □ et □" in text_of(rendered.content, ".pdf")
    typst_pages._carried_by_fonts.cache_clear()
    assert render_document(EVERY, ".pdf").remarks == ()
    assert typst_pages._carried_by_fonts.cache_info().misses == 0


def test_what_typst_refuses_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    """No traceback: what failed, and what to do."""
    monkeypatch.setattr(typst_pages, "LAYOUTS", typst_pages.LAYOUTS / "none")
    with pytest.raises(TerritoiresError, match="La mise en page a échoué"):
        render_document(EVERY, ".pdf")


def test_a_page_of_html_needs_nothing_else() -> None:
    """No script, no address to fetch, a language, one title; links only to the web."""
    page = render_document(EVERY, ".html").content.decode("utf-8")
    assert '<html lang="fr">' in page
    assert page.count("<h1>") == 1
    assert re.findall(r'(?:src|href)="([^"]*)"', page) == ["https://example.org/a?b=1&amp;c=2"]
    assert "url(" not in page
    assert "javascript:" not in page


def test_a_docx_has_real_styles() -> None:
    """Title and headings, a repeated header row, French as its language, boxes and numbers, a link."""
    page = docx.Document(io.BytesIO(render_document(EVERY, ".docx").content))
    styles = [(line.style.name, line.text) for line in page.paragraphs if line.style is not None]
    assert ("Title", "Tout") in styles
    assert ("Heading 1", "Listes") in styles
    assert ("Heading 2", "Le temps") in styles
    assert ("List Bullet", "un") in styles
    assert any(text.startswith("☐") for _style, text in styles)
    assert page.tables[0].rows[0]._tr.xpath(".//w:tblHeader")
    assert 'w:lang w:val="fr-FR"' in page.styles.element.xml
    assert page.core_properties.title == "Tout"
    assert page.core_properties.created is not None
    assert page.core_properties.created.year == 2026


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_reads_the_docx(tmp_path: Path) -> None:
    """Converted without a screen: headings stay headings, tables tables with their cells, times as they were."""
    (tmp_path / "tout.docx").write_bytes(render_document(EVERY, ".docx").content)
    profile = (tmp_path / "profile").as_uri()
    command = ["soffice", "--headless", f"-env:UserInstallation={profile}", "--convert-to", "html", "--outdir"]
    subprocess.run([*command, str(tmp_path), str(tmp_path / "tout.docx")], check=True, capture_output=True, timeout=120)
    page = spaces(html.unescape((tmp_path / "tout.html").read_text(encoding="utf-8")))
    told = " ".join(re.sub(r"<[^>]+>", " ", page).split())
    headings = [re.sub(r"<[^>]+>", "", found) for found in re.findall(r"<h[1-3][ >].*?</h[1-3]>", page, re.DOTALL)]
    assert [" ".join(found.split())[-8:] for found in headings] == ["Listes", "Tableaux", "Le temps", "À écrire"]
    assert page.count("<table") == len([block for block in EVERY.blocks if isinstance(block, Grid | Timeline)])
    assert all(word in told for word in ("Tout", "Listes", "9 h 15", "Ouverture", "Salle des fêtes"))


def test_a_document_without_a_date_takes_that_of_the_build(monkeypatch: pytest.MonkeyPatch) -> None:
    """SOURCE_DATE_EPOCH dates what has no date of its own, and nothing else; nonsense in it is left alone."""

    def dated(document: Document) -> int:
        created = docx.Document(io.BytesIO(render_document(document, ".docx").content)).core_properties.created
        return int(created.year)

    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    undated = EVERY._replace(created=0)
    assert (dated(undated), dated(EVERY)) == (2023, 2026)
    assert b"D:2023" in render_document(undated, ".pdf").content
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "hier")
    assert dated(undated) == 1970


def test_large_print_is_larger() -> None:
    """The same document in large letters takes more pages, and says so in HTML and DOCX."""
    plain, large = (EVERY._replace(is_large=is_large) for is_large in (False, True))
    sizes = [len(render_document(document, ".html").content) for document in (plain, large)]
    assert sizes[0] != sizes[1]
    page = docx.Document(io.BytesIO(render_document(large, ".docx").content))
    assert page.styles["Normal"].font.size.pt == 18
    long = tuple(Paragraph("Un paragraphe de quelques mots, pour remplir la page.") for _number in range(60))
    pages = [
        len(
            PdfReader(io.BytesIO(render_document(item._replace(blocks=(Heading(1, "x"), *long)), ".pdf").content)).pages
        )
        for item in (plain, large)
    ]
    assert pages[1] > pages[0]


def test_a_whole_plan_is_in_every_format(deck: Deck, plan_of: Callable[..., Plan]) -> None:
    """The cards' titles, the steps' clock times and the words to say stand in the PDF, the page and the DOCX."""
    plan = plan_of(participants=12)
    document = plan_document(plan, deck)
    titles = [deck.practice[item.card].title for hand in plan.hands for item in hand.cards]
    for suffix in (".pdf", ".html", ".docx"):
        text = text_of(render_document(document, suffix).content, suffix)
        squeezed = re.sub(r"[\s-]", "", text)
        assert all(re.sub(r"[\s-]", "", title) in squeezed for title in titles), suffix
        assert "9h00" in squeezed
