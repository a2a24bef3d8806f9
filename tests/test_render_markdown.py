"""Markdown: each kind of block, and texts that stay texts whatever they hold, as markdown-it-py reads them."""

from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

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
from territoires_cli.render.markdown import escape, render_markdown
from territoires_cli.typography import FILL_IN, typeset

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])

HOSTILE = (
    "[lien](https://mal.example)",
    "![image](https://mal.example/x.png)",
    "<script>alert(1)</script>",
    "<https://mal.example>",
    "<!-- caché -->",
    "# Titre",
    "###### Titre",
    "- puce",
    "+ puce",
    "* puce",
    "1. rang",
    "12) rang",
    "> citation",
    "```",
    "~~~",
    "---",
    "***",
    "___",
    "===",
    "=",
    "-",
    "| a | b |",
    "a | b || c",
    "\\| a \\\\| b",
    "**gras** *italique* __gras__ _italique_ ~~barré~~",
    "`code` ``code``",
    "&lt;b&gt; &amp; &#42; &nbsp;",
    "[x]: https://mal.example",
    "[ ] case",
    "ligne\nautre\n\n# Titre",
    "ligne  \nautre\\\nfin",
    "    quatre espaces",
    "\tTabulation",
    "fin de ligne \\",
    "a\u202eb\u2066c\u200bd",
    "\x1b[31mrouge\x1b[0m \x9b1m \x07 \x00",
    "\x1b]8;;https://mal.example\x07lien\x1b]8;;\x07",
    "\u200b",
    "{{ jinja }} {% raw %}",
    "x" * 10_000,
    "\udcff",
)
UNSAFE = [chr(code) for code in (*range(0x0A), *range(0x0B, 0x20), *range(0x7F, 0xA0), 0x200B, 0x202E, 0x2066, 0xFEFF)]


def document(*blocks: Block) -> Document:
    """A document of some blocks."""
    return Document(title="x", blocks=blocks)


def flat(tokens: Sequence[Token]) -> Iterator[Token]:
    """All tokens, those inside lines too."""
    for token in tokens:
        yield token
        yield from flat(token.children or [])


def kinds(markdown: str) -> list[str]:
    """What a parser sees, without the texts."""
    return [
        token.type for token in flat(PARSER.parse(markdown)) if token.type not in {"text", "text_special", "inline"}
    ]


def shown(markdown: str) -> str:
    """The text that a reader sees, on one line."""
    seen = [
        token.content if token.type in {"text", "code_inline", "fence", "html_inline", "html_block"} else " "
        for token in flat(PARSER.parse(markdown))
        if token.type != "inline" and token.type not in {"strong_open", "strong_close", "em_open", "em_close"}
    ]
    return " ".join("".join(seen).split())


def blocks_with(text: str) -> Document:
    """The text in every place where a text can stand."""
    spans = (Span(text=text, style="strong"), Span(text=" puis "), Span(text=text, style="emphasis"), Span(text=" fin"))
    return document(
        Heading(level=2, text=text),
        Paragraph(text=text),
        Paragraph(text=spans),
        Bullets(items=(text, spans)),
        Bullets(items=(text,), style="numbered"),
        Bullets(items=(text,), style="boxes"),
        Grid(columns=(text, "b"), rows=((text, spans), (spans, text))),
        Fields(items=((text, text), ("b", spans), ("c", None))),
        Speech(sentences=(text, text)),
        Callout(title=text, text=text),
    )


def test_each_block_is_written_as_expected() -> None:
    """One of each kind, byte for byte."""
    text = render_markdown(
        document(
            Heading(level=1, text="Titre"),
            Paragraph(text=(Span(text="Un", style="strong"), Span(text=" et "), Span(text="deux", style="emphasis"))),
            Bullets(items=("a", "b")),
            Bullets(items=("a", "b"), style="numbered"),
            Bullets(items=("a",), style="boxes"),
            Grid(columns=("x", "n"), rows=(("a", "1"), ("b", "2")), right=(1,)),
            Fields(items=(("Date", None), ("Lieu", "Ici"))),
            Speech(sentences=("Bonjour.", "Assis !")),
            Callout(title="Attention", text="ça glisse"),
            PageBreak(),
            Command(text="territoires list"),
            Paragraph(
                text=(Span(text="list", style="code"), Span(text=" "), Span(text="https://x.fr", url="https://x.fr"))
            ),
            Paragraph(text=(Span(text="là", url="https://x.fr/a b"),)),
        )
    )
    assert text == (
        "# Titre\n\n**Un** et *deux*\n\n- a\n- b\n\n1. a\n2. b\n\n- [ ] a\n\n| x | n |\n| --- | ---: |\n| a | 1 |\n| b | 2 |\n\n"
        f"- **Date\u00a0:** {FILL_IN}\n- **Lieu\u00a0:** Ici\n\n> **À dire\u00a0:**\n> Bonjour.\n> Assis\u202f!\n\n"
        "> **Attention.** ça glisse\n\n---\n\n```console\nterritoires list\n```\n\n`list` <https://x.fr>\n\n"
        "[là](<https://x.fr/a%20b>)\n"
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_change_nothing_of_the_structure(text: str) -> None:
    """In every place, a parser sees the same structure as with a harmless word: no link, HTML, heading, cell or list."""
    harmless = "mot" if typeset(text) else ""
    assert kinds(render_markdown(blocks_with(text))) == kinds(render_markdown(blocks_with(harmless)))


@pytest.mark.parametrize("text", [text for text in HOSTILE if text.strip()])
def test_hostile_texts_are_shown_as_they_are(text: str) -> None:
    """A reader sees the very text, in a paragraph, in bold, and in a table's cell."""
    expected = " ".join(typeset(text).split())
    assert shown(render_markdown(document(Paragraph(text=text)))) == expected
    assert shown(render_markdown(document(Paragraph(text=(Span(text=text, style="strong"),))))) == expected
    table = shown(render_markdown(document(Grid(columns=("a",), rows=((text,),)))))
    assert table == f"a {expected}".strip()


@pytest.mark.parametrize("text", HOSTILE)
def test_no_control_character_comes_out(text: str) -> None:
    """Neither texts, code, commands nor addresses carry control characters, bidi overrides or invisible ones."""
    markdown = render_markdown(
        document(
            *blocks_with(text).blocks,
            Command(text=text),
            Paragraph(text=(Span(text=text, style="code"), Span(text=text, url=f"https://x.fr/{text}"))),
        )
    )
    assert not [character for character in UNSAFE if character in markdown]
    markdown.encode("utf-8")


@pytest.mark.parametrize(
    "address", ["https://x.fr/a|b", "https://x.fr/<b>", "https://x.fr/a b\n\x1b[31m", "https://x.fr/)`*"]
)
def test_an_address_stays_one_link_in_one_cell(address: str) -> None:
    """Pipes, brackets and spaces in an address break neither its link nor the table around it."""
    span = Span(text=address, url=address)
    cells = Grid(columns=("a", "b"), rows=(((span,), "b"), ((Span(text="là", url=address),), "b")))
    tokens = list(flat(PARSER.parse(render_markdown(document(cells)))))
    links = [token for token in tokens if token.type == "link_open"]
    assert [str(link.attrs["href"]).startswith("https://x.fr/") for link in links] == [True, True]
    assert sum(token.type == "td_open" for token in tokens) == 4


@pytest.mark.parametrize("code", ["a`b", "`", "``", "a ``` b", "`a`"])
def test_backticks_in_code_and_commands_stay_inside(code: str) -> None:
    """Code holds its backticks, in a line and in a block."""
    inline = list(flat(PARSER.parse(render_markdown(document(Paragraph(text=(Span(text=code, style="code"),)))))))
    assert [token.content for token in inline if token.type == "code_inline"] == [code]
    fences = [token for token in PARSER.parse(render_markdown(document(Command(text=code)))) if token.type == "fence"]
    assert [token.content for token in fences] == [f"{code}\n"]


def test_a_command_keeps_its_spaces() -> None:
    """Two spaces in a file's name are part of the command."""
    assert 'plan "a  b.yaml"' in render_markdown(document(Command(text='territoires plan "a  b.yaml"')))


def test_a_run_of_nothing_leaves_no_marks() -> None:
    """A bold run without visible text prints no stars, which would be a rule or litter."""
    for empty in ("", "  ", "\u200b", "\x1b"):
        line = (Span(text=empty, style="strong"), Span(text="a"))
        assert render_markdown(document(Paragraph(text=line))).strip() == "a"


def test_spaces_at_the_edges_of_runs_stay_outside_their_marks() -> None:
    """Bold text followed by French punctuation or words keeps one space between, outside the stars."""
    line = (
        Span(text="Titre :", style="strong"),
        Span(text=" a "),
        Span(text=" b ", style="emphasis"),
        Span(text=": c"),
    )
    markdown = render_markdown(document(Paragraph(text=line)))
    assert markdown.startswith("**Titre\u00a0:** a")
    assert shown(markdown).replace("\u00a0", " ") == "Titre : a b : c"
    assert kinds(markdown).count("strong_open") == kinds(markdown).count("em_open") == 1


@given(st.text(max_size=60))
@settings(deadline=None, max_examples=100)
def test_any_text_is_one_paragraph_that_shows_it(text: str) -> None:
    """Whatever the characters, a paragraph stays one, and a reader sees what typography makes of the text."""
    expected = typeset(text)
    markdown = render_markdown(document(Paragraph(text=text)))
    seen = [token.type for token in PARSER.parse(markdown)]
    assert seen == (["paragraph_open", "inline", "paragraph_close"] if expected else [])
    assert shown(markdown) == " ".join(expected.split())


@given(st.text(alphabet="|\\`*_[]<>~#-+=.1) &;a\n", max_size=30), st.text(alphabet="|\\`* a", max_size=12))
@settings(deadline=None, max_examples=100)
def test_any_cells_make_a_table_of_their_size(one: str, other: str) -> None:
    """A table has as many cells as were given, showing their texts."""
    tokens = PARSER.parse(render_markdown(document(Grid(columns=("x", "y"), rows=((one, other), (other, one))))))
    cells = [tokens[index + 1] for index, token in enumerate(tokens) if token.type == "td_open"]
    seen = ["".join(child.content for child in cell.children or []).strip() for cell in cells]
    assert seen == [typeset(text) for text in (one, other, other, one)]


def test_a_number_that_opens_a_title_stands_as_it_is_read() -> None:
    """After the signs of a heading « 1. » begins no list; at the start of a paragraph it would."""
    blocks = (
        Heading(level=2, text="1. Un"),
        Heading(level=3, text=(Span(text="2) Deux"),)),
        Paragraph(text="3. Trois"),
    )
    assert render_markdown(Document(title="", blocks=blocks)) == "## 1. Un\n\n### 2) Deux\n\n3\\. Trois\n"


def test_escape_leaves_ordinary_french_alone() -> None:
    """Sentences without signs of markup are as they were, apart from their no-break spaces."""
    sentence = "L’école (25 % d’élèves) : « oui » ; 3 500 € – c’est tout !"
    assert escape(sentence).replace("\u00a0", " ").replace("\u202f", " ") == sentence
