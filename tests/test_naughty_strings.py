"""Every naughty string in every text field of a card, through every command and format: shown as text, and as nothing else."""

import csv
import io
import json
import re
import unicodedata
import zipfile
from collections.abc import Callable, Iterable
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from territoires_cli.decks import read_deck
from territoires_cli.typography import without_unsafe
from territoires_cli.ui import output
from tests.hostile import card, is_refused, naughty_strings, write_deck

if TYPE_CHECKING:
    from tests.conftest import Result

Run = Callable[..., "Result"]

# Cards of a deck: as many as its plan deals, five on each of twelve tables (a sixth would be one that answers nothing).
SIZE, TABLES = 60, 12
STRINGS = [text for text in naughty_strings() if not is_refused(text)]
GROUPS = [(STRINGS[start:] + STRINGS)[:SIZE] for start in range(0, len(STRINGS), SIZE)]
CITY = "name: Val\nid: val\nchallenges: [bus]\n"
PLAN = ("--format", "decouverte", "--tables", str(TABLES), "--participants", str(6 * TABLES), "--seed", "1")


def unsafe(text: str, *, but: str = "\n") -> set[str]:
    """The control characters, halves of pairs, direction overrides, separators and marks of a text."""
    hidden = {"Cc", "Cs", "Zl", "Zp"}
    bidi = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
    return {
        sign
        for sign in set(text) - set(but)
        if unicodedata.category(sign) in hidden
        or unicodedata.bidirectional(sign) in bidi
        or sign in "\u200e\u200f\u061c\ufeff"
    }


class Outline(HTMLParser):
    """The elements of a page with all their attributes, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, tuple[tuple[str, str | None], ...]]] = []
        self.words = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: Iterable[tuple[str, str | None]]) -> None:
        """Keep an element."""
        self.elements.append((tag, tuple(attrs)))

    def handle_data(self, data: str) -> None:
        """Keep a text."""
        self.words += data


@pytest.fixture(scope="module")
def plain_deck(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A deck of the same shape whose texts are words: what the structure of a page should be."""
    return written(tmp_path_factory.mktemp("plain"), [f"mot{number}" for number in range(SIZE)])


@pytest.fixture(scope="module", params=range(len(GROUPS)))
def strings(request: pytest.FixtureRequest) -> list[str]:
    """The strings of one deck."""
    return GROUPS[request.param]


@pytest.fixture(scope="module")
def hostile_deck(strings: list[str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A deck in which each of them stands in each text field."""
    return written(tmp_path_factory.mktemp("hostile"), strings)


def written(folder: Path, texts: list[str]) -> Path:
    """A deck of these texts in a folder."""
    write_deck(folder, texts)
    return folder


@pytest.fixture
def city(tmp_path: Path) -> str:
    """A territory that every card answers."""
    path = tmp_path / "val.yaml"
    path.write_text(CITY, encoding="utf-8")
    return str(path)


def given(run: Run, *arguments: str) -> str:
    """What a command that succeeds writes; nothing on its way drives a terminal."""
    result = run(*arguments)
    assert result.code == 0, result.err[:2000]
    assert not unsafe(result.err)
    return result.out


def test_the_whole_list_goes_through() -> None:
    """The package holds the list; only strings of which nothing is left are refused; each stands in each field of some card."""
    found = naughty_strings()
    assert len(found) > 540
    assert len(found) - len(STRINGS) == len([text for text in found if is_refused(text)]) < 12
    assert {text for group in GROUPS for text in group} == set(STRINGS)
    slots = sum(1 for _text in iter_texts(card(1, iter(map(str, range(1000))))))
    assert SIZE > slots > 40


def iter_texts(data: Any) -> Iterable[str]:
    """Every text in plain data."""
    if isinstance(data, dict):
        data = list(data.values())
    if isinstance(data, list):
        for item in data:
            yield from iter_texts(item)
    elif isinstance(data, str) and data.isdigit():
        yield data


def test_the_models_hold_the_strings(hostile_deck: Path, strings: list[str]) -> None:
    """What is read is each string without what is unsafe in it, spaces around it left out."""
    read = read_deck([hostile_deck])
    expected = {without_unsafe(text).strip() for text in strings}
    assert {card.title for card in read.practices} == {card.questions[2] for card in read.practices} == expected


def test_listed(run: Run, hostile_deck: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lines, a terminal's table, JSON and CSV: one line a card, no control code, no formula."""
    deck = ("--deck", str(hostile_deck))
    lines = given(run, "list", *deck)
    assert not unsafe(lines, but="\n\t")
    assert [line.count("\t") for line in lines.splitlines()] == [6] * SIZE
    told = given(run, "list", "--json", *deck)
    assert not unsafe(told)
    assert len(json.loads(told)) == SIZE
    rows = list(csv.reader(io.StringIO(given(run, "list", "--csv", *deck))))
    assert len(rows) == SIZE + 1
    assert not [cell for row in rows for cell in row if cell.lstrip()[:1] in {"=", "+", "-", "@"} and cell[:1] != "'"]
    for kind in ("all", "example"):
        assert not unsafe(given(run, "list", "--kind", kind, *deck), but="\n\t")
    monkeypatch.setattr(output, "in_terminal", lambda: True)
    assert not unsafe(given(run, "list", *deck))


def test_shown(run: Run, hostile_deck: Path, plain_deck: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every card in full: the Markdown has the structure of plain words, JSON the very texts, a terminal no control code."""
    codes = [f"A{number + 1}" for number in range(SIZE)]
    page = given(run, "show", *codes, "--deck", str(hostile_deck))
    assert not unsafe(page)
    assert structure(page) == structure(given(run, "show", *codes, "--deck", str(plain_deck)))
    told = given(run, "show", *codes, "--json", "--deck", str(hostile_deck))
    assert not unsafe(told)
    assert len(json.loads(told)) == SIZE
    monkeypatch.setattr(output, "in_terminal", lambda: True)
    assert not unsafe(given(run, "show", *codes, "--deck", str(hostile_deck)))


def structure(page: str) -> list[tuple[str, str]]:
    """What Markdown makes of a page: its blocks, and what stands in lines beside text; addresses too."""
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(page)
    inner = [child for token in tokens for child in token.children or [] if child.type not in ("text", "softbreak")]
    return [(token.type, str(token.attrs)) for token in [*tokens, *inner]]


def test_matched(run: Run, hostile_deck: Path, strings: list[str], city: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A territory and each string as free text against the deck, with reasons, in words and as JSON."""
    deck = ("--deck", str(hostile_deck))
    for arguments in (
        (city, "--limit", str(SIZE)),
        (city, "--why", "A1"),
        (city, "--hand", "8"),
        ("--text", "Plus de bus."),
    ):
        assert not unsafe(given(run, "match", *arguments, *deck))
        if "--why" not in arguments:
            assert not unsafe(given(run, "match", *arguments, "--json", *deck))
    for text in strings:
        result = run("match", "--text", text, *deck)
        assert result.code in (0, 2, 3), result.err
        assert not unsafe(result.out + result.err)
    monkeypatch.setattr(output, "in_terminal", lambda: True)
    assert not unsafe(given(run, "match", city, "--limit", str(SIZE), *deck))


def test_drawn(run: Run, hostile_deck: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Hands drawn at random hold them all."""
    arguments = ("draw", "6", "--tables", str(TABLES), "--seed", "1", "--deck", str(hostile_deck))
    assert not unsafe(given(run, *arguments) + given(run, *arguments, "--json"))
    monkeypatch.setattr(output, "in_terminal", lambda: True)
    assert not unsafe(given(run, *arguments))


_PLANNED: dict[Path, dict[str, bytes]] = {}


def planned(run: Run, deck: Path, city: str, folder: Path) -> dict[str, bytes]:
    """A plan that deals every card, in every format, by its suffix; made once for a deck."""
    if deck in _PLANNED:
        return _PLANNED[deck]
    made = _PLANNED.setdefault(deck, {})
    folder.mkdir()
    for suffix in ("md", "html", "json", "docx", "pdf", "yaml"):
        file = folder / f"plan.{suffix}"
        given(run, "plan", city, *PLAN, "--deck", str(deck), "-o", str(file))
        made[suffix] = file.read_bytes()
    return made


def test_planned_and_rendered(run: Run, hostile_deck: Path, plain_deck: Path, city: str, tmp_path: Path) -> None:
    """A plan with every card has, in each format, the structure that it has with plain words: no text becomes anything else."""
    made = planned(run, hostile_deck, city, tmp_path / "a")
    plain = planned(run, plain_deck, city, tmp_path / "b")
    assert len(re.findall(r"card:", made["yaml"].decode())) == SIZE
    for suffix in ("md", "html", "json", "yaml"):
        assert not unsafe(made[suffix].decode("utf-8"))
    assert structure(made["md"].decode("utf-8")) == structure(plain["md"].decode("utf-8"))
    page, other = (Outline(found["html"].decode("utf-8")) for found in (made, plain))
    assert page.elements == other.elements
    assert not unsafe(page.words)
    json.loads(made["json"])
    assert docx_parts(made["docx"]) == docx_parts(plain["docx"])
    assert pdf_actions(made["pdf"]) == pdf_actions(plain["pdf"])


def docx_parts(content: bytes) -> tuple[list[str], set[str], set[str]]:
    """The files of a document, its elements that do something, and what it points to; its texts are checked on the way."""
    from xml.etree import ElementTree as ET

    with zipfile.ZipFile(io.BytesIO(content)) as file:
        names = sorted(file.namelist())
        body = ET.fromstring(file.read("word/document.xml"))
        relations = ET.fromstring(file.read("word/_rels/document.xml.rels"))
        core = file.read("docProps/core.xml").decode("utf-8")
    assert not unsafe("".join(body.itertext()) + core)
    tags = {element.tag.rpartition("}")[2] for element in body.iter()}
    return names, tags, {element.get("Target", "") for element in relations}


def pdf_actions(content: bytes) -> set[str]:
    """What a PDF points to; it runs nothing, holds no file, and its text and titles are checked on the way."""
    import pikepdf
    from pypdf import PdfReader

    with pikepdf.open(io.BytesIO(content)) as file:
        assert not {"/OpenAction", "/AA", "/AcroForm"} & set(file.Root.keys())
        assert "/EmbeddedFiles" not in file.Root.get("/Names", {})
        actions = [note["/A"] for page in file.pages for note in page.get("/Annots", []) if "/A" in note]
        assert {str(action["/S"]) for action in actions} <= {"/URI", "/GoTo"}
        info = "".join(map(str, file.docinfo.values())) if "/Info" in file.trailer else ""
        assert not unsafe(info)
        found = {str(action["/URI"]) for action in actions if "/URI" in action}
    assert not unsafe("".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages))
    return found


def test_printed_as_cards(run: Run, hostile_deck: Path, tmp_path: Path) -> None:
    """Every card front and back on paper: their texts are never read as typst."""
    given(run, "print", "cartes", "--deck", str(hostile_deck), "-o", str(tmp_path / "cartes.pdf"))
    assert pdf_actions((tmp_path / "cartes.pdf").read_bytes()) == set()


def test_exported_and_taken_back(run: Run, hostile_deck: Path, tmp_path: Path) -> None:
    """A zip, JSON and a sheet of the deck hold no control code nor formula, and give the same cards back."""
    read = read_deck([hostile_deck])
    for name in ("jeu.zip", "jeu.json", "cartes.csv"):
        given(run, "deck", "export", str(hostile_deck), "-o", str(tmp_path / name))
    assert read_deck([tmp_path / "jeu.zip"]).digest == read.digest
    assert not unsafe((tmp_path / "jeu.json").read_text(encoding="utf-8"))
    sheet = (tmp_path / "cartes.csv").read_text(encoding="utf-8-sig")
    assert not unsafe(sheet)
    rows = list(csv.reader(io.StringIO(sheet), delimiter=";"))
    assert not [cell for row in rows for cell in row if cell.lstrip()[:1] in {"=", "+", "-", "@"}]
    # Texts too long for a card, and the like, are told once the files are written.
    taken = run("deck", "import", str(tmp_path / "jeu.json"), "-o", str(tmp_path / "repris"))
    assert taken.code in (0, 3)
    assert not unsafe(taken.out + taken.err)
    assert read_deck([tmp_path / "repris"]).practices == read.practices
    assert not unsafe(given(run, "deck", "info", str(tmp_path / "jeu.zip")))


def test_one_card_as_a_file(run: Run, hostile_deck: Path, tmp_path: Path) -> None:
    """The printed card as a PDF points nowhere and runs nothing."""
    given(run, "show", "A1", "--deck", str(hostile_deck), "-o", str(tmp_path / "carte.pdf"))
    assert pdf_actions((tmp_path / "carte.pdf").read_bytes()) == set()


def test_the_kit_of_the_worst(run: Run, city: str, tmp_path: Path) -> None:
    """Every paper of a plan with hostile names everywhere: people, rooms, tables, title, mandate, and the deck beside them."""
    worst = [text for text in STRINGS if text in set(naughty_strings()[-70:])][:SIZE]
    deck = write_deck(tmp_path / "jeu", (worst * SIZE)[:SIZE])
    plan, people = tmp_path / "plan.yaml", tmp_path / "liste.csv"
    # A list of people with formulas is refused, which other tests show.
    words = [f"{place} {without_unsafe(text)[:70]}".replace("\n", " ") for place, text in enumerate(worst)]
    named = {
        "--title": worst[3],
        "--place": worst[4],
        "--organiser": worst[9],
        "--decides": worst[10],
        "--answered-by": worst[15],
    }
    options = [part for name, text in named.items() for part in (f"{name}={' '.join(text.split())[:200]}",)]
    given(run, "plan", city, *PLAN, *options, "--mandate", "consultation", "--deck", str(deck), "-o", str(plan))
    people.write_text(
        "Nom complet;Rôle\n" + "".join(f'"{word.replace(chr(34), "")}";{place}\n' for place, word in enumerate(words)),
        encoding="utf-8",
    )
    given(run, "kit", str(plan), "--people", str(people), "--deck", str(deck), "-o", str(tmp_path / "kit"))
    names = [file.name for file in (tmp_path / "kit").iterdir()]
    assert len(names) > 5
    assert all(re.fullmatch(r"[\w.() -]+", name) for name in names)
