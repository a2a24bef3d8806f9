"""The terminal: widths, styles, and texts that can neither drive it nor be read as rich markup."""

import io
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console
from rich.style import Style

from territoires_cli.models.document import (
    Block,
    Bullets,
    Callout,
    Command,
    Document,
    Fields,
    Grid,
    Heading,
    PageBreak,
    Paragraph,
    Span,
    Speech,
)
from territoires_cli.render.flow import Flow, Piece, column_widths, wrap
from territoires_cli.render.terminal import show_document

ESCAPE = re.compile(r"\x1b\[[0-9;]*m")
HOSTILE = (
    "[bold red]rich[/bold red] [link=https://mal.example]x[/link] :smile:",
    "\x1b[31mrouge\x1b[0m \x1b]0;titre\x07 \x9b2J",
    "a\u202eb\u2066c\u200bd",
    "ligne\nautre\r\nfin\x0b\x0c\x85\u2028x",
    "\ttabulation\t",
    "x" * 10_000,
    "字" * 3_000,
    "a | b",
    "\udcff",
)


def screen(document: Document, width: int, *, colour: bool = True) -> str:
    """What a terminal of some width receives."""
    file = io.StringIO()
    console = Console(
        file=file,
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        legacy_windows=False,
        markup=False,
        emoji=False,
        highlight=False,
    )
    show_document(document, console)
    return file.getvalue()


def every_block(text: str) -> Document:
    """The text in every place where a text can stand."""
    spans = (Span(text=text, style="strong"), Span(text=" et "), Span(text=text, style="code"), Span(text=" fin"))
    blocks: tuple[Block, ...] = (
        Heading(level=1, text=text),
        Heading(level=2, text=text),
        Heading(level=3, text=text),
        Heading(level=4, text=text),
        Paragraph(text=text),
        Paragraph(text=spans),
        Bullets(items=(text, spans)),
        Bullets(items=(text,), style="numbered"),
        Bullets(items=(text,), style="boxes"),
        Grid(columns=(text, "b", "c"), rows=((text, spans, "1"), ("a", "b", text)), right=(2,)),
        Fields(items=((text, text), ("b", None))),
        Speech(sentences=(text,)),
        Callout(title=text, text=spans),
        PageBreak(),
        Paragraph(text=(Span(text=text, url=f"https://x.fr/{text}"),)),
    )
    return Document(title=text, blocks=blocks)


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("width", [40, 80, 120])
def test_no_text_drives_the_terminal_or_goes_beyond_its_width(text: str, width: int) -> None:
    """Only our own colours come out; no line is wider than the screen, nor than 100 columns."""
    output = ESCAPE.sub("", screen(every_block(text), width))
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u202e\u2066]", output)
    assert max(cell_len(line) for line in output.split("\n")) <= min(width, 100)


def test_a_command_stays_on_one_line_to_be_copied() -> None:
    """A command longer than the screen is not cut into lines: copied, it is what was printed; controls are left out."""
    command = 'territoires plan "un  fichier.yaml" ' + "--place " * 20 + "\x1b[31m\tfin\n"
    output = screen(Document(title="x", blocks=(Command(text=command),)), 80, colour=False)
    expected = command.replace("\x1b", "").replace("\t", " ").replace("\n", " ")
    assert output.rstrip() == f"    {expected}".rstrip()


def test_rich_markup_and_emoji_codes_are_texts() -> None:
    """Brackets and colons are printed as they are, without style or link."""
    text = "[bold]gras[/bold] [link=https://x.fr]x[/link] :smile:"
    output = screen(Document(title="x", blocks=(Paragraph(text=text),)), 80)
    assert output.replace("\n", "").replace("\u00a0", " ") == text


@pytest.mark.parametrize("width", [20, 80, 120])
def test_every_letter_of_a_long_word_is_there(width: int) -> None:
    """A word wider than the screen is cut into lines, not cut off, beside marks and in columns too."""
    text = "".join(chr(97 + number % 26) for number in range(1000))
    blocks: tuple[Block, ...] = (
        Heading(level=2, text=text),
        Paragraph(text=text),
        Bullets(items=(text,)),
        Bullets(items=(text,), style="numbered"),
        Fields(items=(("1", text),)),
        Speech(sentences=(text,)),
        Callout(title=text, text=text),
        Command(text=text),
    )
    output = screen(Document(title="x", blocks=blocks), width, colour=False)
    assert re.sub(r"[^a-z]", "", output.replace("À dire", "")) == text * 9


@given(st.text(alphabet="abc ", min_size=1, max_size=200), st.integers(min_value=30, max_value=110))
@settings(deadline=None, max_examples=50)
def test_no_word_is_lost_at_the_edge_of_the_screen(text: str, width: int) -> None:
    """At any width, fields, lists and commands that take several lines show every letter."""
    blocks: tuple[Block, ...] = (Fields(items=(("1", text),)), Bullets(items=(text,)), Command(text=text))
    output = screen(Document(title="x", blocks=blocks), width, colour=False)
    assert re.sub(r"[^a-z]", "", output) == text.replace(" ", "") * 3


def test_without_colour_the_same_text_comes_out() -> None:
    """Styles are all that differs between a terminal with and without colours."""
    document = every_block("Un texte d’essai, assez long pour passer à la ligne plusieurs fois dans une colonne.")
    assert ESCAPE.sub("", screen(document, 80)) == screen(document, 80, colour=False)
    assert ESCAPE.search(screen(document, 80))


def test_marks_of_lists_fields_and_speech() -> None:
    """Numbers, boxes, dotted lines and bars stand where Markdown has its own marks."""
    blocks: tuple[Block, ...] = (
        Bullets(items=("un", "deux"), style="numbered"),
        Bullets(items=("cocher",), style="boxes"),
        Fields(items=(("Date", None), ("Lieu", "ici"))),
        Speech(sentences=("Bonjour.",)),
        Callout(title="Attention", text="ça glisse"),
    )
    output = screen(Document(title="x", blocks=blocks), 80, colour=False).replace("\u00a0", " ")
    assert [line.rstrip() for line in output.splitlines() if line.strip()] == [
        "  1. un",
        "  2. deux",
        "  ☐ cocher",
        f"Date : {'…' * 20}",
        "Lieu : ici",
        "┃ À dire :",
        "┃ Bonjour.",
        "┃ Attention",
        "┃ ça glisse",
    ]


def test_a_table_aligns_its_columns() -> None:
    """Columns begin at the same place in every row; figures are aligned to the right."""
    grid = Grid(columns=("Nom", "Nombre"), rows=(("a", "5"), ("bcde", "12 345")), right=(1,))
    lines = screen(Document(title="x", blocks=(grid,)), 80, colour=False).splitlines()
    assert [line.replace("\u202f", " ") for line in lines] == [
        "Nom   Nombre",
        "────────────",
        "a          5",
        "bcde  12 345",
    ]


WORDS = st.text(alphabet="abé’…字 ", max_size=40)


@given(st.lists(WORDS, max_size=5), st.integers(min_value=2, max_value=30))
@settings(deadline=None, max_examples=100)
def test_wrapping_keeps_words_and_width(texts: list[str], width: int) -> None:
    """Whatever the runs, no line is too wide, no letter is lost, and words break only where they must."""
    styles = [Style.null(), Style(bold=True)]
    pieces: list[Piece] = [(text, styles[number % 2]) for number, text in enumerate(texts)]
    lines = ["".join(text for text, _style in line) for line in wrap(pieces, width)]
    assert all(cell_len(line) <= width for line in lines)
    whole = "".join(texts)
    assert "".join("".join(lines).split()) == "".join(whole.split())
    if all(cell_len(word) <= width for word in whole.split(" ")):
        assert " ".join(lines).split() == whole.split()


@given(
    st.lists(st.lists(WORDS, min_size=2, max_size=2), min_size=1, max_size=5), st.integers(min_value=20, max_value=120)
)
@settings(deadline=None, max_examples=100)
def test_columns_fit_the_width(columns: list[list[str]], width: int) -> None:
    """Columns are as wide as their text where that fits, and never wider together than the screen."""
    widths = column_widths(columns, width)
    natural = [max(cell_len(text) for text in column) or 1 for column in columns]
    gaps = 2 * (len(columns) - 1)
    assert sum(widths) + gaps <= max(width, len(columns) + gaps)
    assert all(given <= wanted for given, wanted in zip(widths, natural, strict=True))
    if sum(natural) + gaps <= width:
        assert widths == natural


def test_columns_kept_whole_give_no_way() -> None:
    """Codes and names keep their width; the texts beside them shrink."""
    assert column_widths([["A1"], ["covoiturage"], ["x" * 90]], 40, frozenset({0, 1})) == [2, 11, 23]


def test_flow_begins_lines_with_its_marks() -> None:
    """The first line has its mark, the others theirs."""
    file = io.StringIO()
    flow = Flow([("un deux trois quatre", Style.null())], first=("- ", Style.null()), rest=("  ", Style.null()))
    Console(file=file, width=12).print(flow)
    assert file.getvalue() == "- un deux\n  trois\n  quatre\n"
