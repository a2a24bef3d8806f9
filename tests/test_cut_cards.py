"""Cards to cut: backs that line up, nothing that overflows, every word in the PDF, sheets counted right."""

import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image, ImageChops, ImageOps
from pypdf import PdfReader

from territoires_cli.errors import TerritoiresError
from territoires_cli.faces import back_of
from territoires_cli.models.cards import PracticeCard
from territoires_cli.models.deck import Deck
from territoires_cli.render.cut_cards import (
    SHEETS,
    Flip,
    Printing,
    Size,
    card_pictures,
    cards_data,
    find_overflows,
    render_cards,
    sheets_of,
)
from territoires_cli.render.typst_pages import LAYOUTS, set_pictures
from territoires_cli.typography import typeset

SIZES: tuple[Size, ...] = ("a6", "a5", "poker")
# A tenth of a millimetre a pixel.
PPI = 254


def pages_of(content: bytes) -> list[str]:
    """The text of each page, on one line, hyphens at line ends taken out."""
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]
    return [squeezed(text) for text in pages]


def squeezed(text: str) -> str:
    """Letters and signs alone: spaces, line ends and hyphens differ between a text and its page."""
    return re.sub(r"[\s\u00a0\u202f\u00ad\u2010-]+", "", text)


def frames(deck: Deck, size: Size, flip: Flip, offset: tuple[float, float] = (0, 0)) -> list[Image.Image]:
    """A full sheet's front and back with nothing on them but where each card is cut."""
    cards = deck.practices[: SHEETS[size].places]
    data = cards_data(deck, cards, Printing(size=size, flip=flip, offset=offset), "Cartes", {})
    empty = {"kind": "blank", "id": "", "title": "", "family": "", "colour": "#ffffff"}
    data |= {"frames": True, "guides": False, "cards": [empty] * len(cards), "ticks": []}
    data["sheet"] |= {"lines": 0, "bleed": 0} if size != "poker" else {"lines": 0}
    return [Image.open(io.BytesIO(page)).convert("L") for page in set_pictures("cards.typ", data, PPI)]


def apart(one: Image.Image, other: Image.Image) -> float:
    """By how many millimetres the furthest line of one lies from the other: how much must be widened to cover it."""
    dark, cover = (image.point(lambda value: 255 if value < 128 else 0) for image in (one, other))
    for pixels in range(30):
        if ImageChops.subtract(dark, cover).getbbox() is None:
            return pixels / 10
        wider = cover
        for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1)):
            wider = ImageChops.lighter(wider, ImageChops.offset(cover, dx, dy))
        cover = wider
    return 99.0


@pytest.mark.parametrize("size", SIZES)
def test_fronts_and_backs_are_cut_at_the_same_lines(deck: Deck, size: Size) -> None:
    """Turned over on either edge, the cut rectangles of the back lie on those of the front within a tenth of a millimetre."""
    front, back = frames(deck, size, "long")
    assert apart(ImageOps.mirror(back), front) <= 0.1
    front, back = frames(deck, size, "short")
    assert apart(ImageOps.flip(back), front) <= 0.1


def test_an_offset_moves_backs_alone(deck: Deck) -> None:
    """Two millimetres to the right and one up, which a printer's own shift then takes back."""
    front, back = frames(deck, "poker", "long")
    same, moved = frames(deck, "poker", "long", (2, -1))
    assert apart(same, front) == 0
    assert apart(ImageChops.offset(back, 20, -10), moved) <= 0.2
    assert apart(back, moved) > 0.5


@pytest.mark.parametrize("size", SIZES)
def test_every_word_of_every_card_is_printed_behind_its_front(deck: Deck, size: Size) -> None:
    """The PDF holds each text of both faces, and the back of a sheet bears the same cards as its front."""
    pages = pages_of(render_cards(deck, deck.practices, Printing(size=size), "Cartes").content)
    places = SHEETS[size].places
    assert len(pages) == 2 * sheets_of(len(deck.practices), Printing(size=size))
    for number, card in enumerate(deck.practices):
        front, back = pages[number // places * 2 : number // places * 2 + 2]
        told = back_of(card, deck.source, deck.entry)
        labels = [deck.challenge[answer.id].label for answer in card.challenges[:3]]
        assert all(squeezed(typeset(text)) in front for text in (card.code, card.title, card.summary, *labels))
        for text in (*told.first_steps, *told.limits, told.example, *told.questions, told.source):
            assert squeezed(typeset(text)) in back, (card.id, text)


def test_sheets_are_counted() -> None:
    """Thirty-five A6 cards take nine sheets; with copies and blank ones, whatever they add up to."""
    assert [sheets_of(35, Printing(size=size)) for size in SIZES] == [9, 18, 5]
    assert sheets_of(35, Printing(copies=2, blanks=3)) == 19


@pytest.mark.parametrize("size", SIZES)
def test_no_card_of_the_deck_overflows(deck: Deck, size: Size) -> None:
    """Each face of each card holds at every size, with letters no smaller than 10 points on A6 and A5."""
    assert find_overflows(deck, deck.practices, size) == []
    least = min(*SHEETS[size].fronts, *SHEETS[size].backs)
    assert least >= (6 if size == "poker" else 10)


@pytest.mark.parametrize(
    ("field", "value", "face"),
    [("title", "Anticonstitutionnellement " * 12, "front"), ("first_steps", ["mot " * 150] * 3, "back")],
)
def test_what_overflows_is_named_and_not_printed(deck: Deck, field: str, value: Any, face: str) -> None:
    """A title too long for the front, steps too long for the back: the card and the face, and no PDF."""
    card = deck.practices[0].model_copy(update={field: value})
    (found,) = find_overflows(deck, [deck.practices[1], card], "a6")
    assert (found.card, found.face, found.size) == (card.id, face, "a6")
    with pytest.raises(TerritoiresError, match=card.id):
        render_cards(deck, [card], Printing(), "Cartes")


def test_backs_and_blank_cards_can_be_left_out_or_added(deck: Deck) -> None:
    """Fronts alone: half the pages; blank cards: lines and boxes, no back of their own."""
    pages = pages_of(render_cards(deck, deck.practices[:4], Printing(has_backs=False, blanks=2), "Cartes").content)
    assert len(pages) == 2
    assert pages[1].count("Carteblanche") == 2
    assert "Troispremierspas" not in "".join(pages)


def test_low_ink_leaves_out_the_bands(deck: Deck) -> None:
    """The coloured band becomes an outline: far fewer dark pixels, the same words."""
    data = cards_data(deck, deck.practices[:1], Printing(), "Cartes", {})

    def darkness(ink: str) -> int:
        page = Image.open(io.BytesIO(set_pictures("cards.typ", data | {"ink": ink}, 72)[0])).convert("L")
        return sum(255 * count - shade * count for shade, count in enumerate(page.histogram()))

    assert darkness("low") < darkness("normal") / 1.8


def test_families_differ_without_colour(deck: Deck) -> None:
    """In grey, each family still has a pictogram of its own."""
    pictures = {cards_data(deck, [card], Printing(), "x", {})["cards"][0]["pictogram"] for card in deck.practices}
    shapes = {re.sub(r"#[0-9a-f]{6}", "", picture) for picture in pictures}
    assert len(shapes) == len(deck.info.families)


def contrast(colour: str, other: str = "#ffffff") -> float:
    """The ratio of relative luminances of two colours, 1–21, as WCAG 2.2 defines it."""

    def luminance(code: str) -> float:
        parts = [int(code[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    one, two = sorted((luminance(colour), luminance(other)), reverse=True)
    return (one + 0.05) / (two + 0.05)


def test_letters_stand_out_from_their_paper(deck: Deck) -> None:
    """White on each family's band, its colour on white, and every colour of the layouts: 4.5 to 1 or more, in grey too."""
    inks = {
        found for layout in LAYOUTS.glob("*.typ") for found in re.findall(r"#[0-9a-f]{6}", layout.read_text("utf-8"))
    }
    colours = {family.colour for family in deck.info.families} | inks - {"#ffffff"}
    assert len(inks) >= 4
    assert {colour: round(contrast(colour), 2) for colour in colours if contrast(colour) < 4.5} == {}


def test_a_family_without_a_pictogram_of_ours_gets_a_disc(deck: Deck) -> None:
    """Someone's own deck names a pictogram that we never drew, even one that looks like a path."""
    odd = deck.info.families[0].model_copy(update={"pictogram": "../../etc/passwd"})
    info = deck.info.model_copy(update={"families": (odd, *deck.info.families[1:])})
    own = Deck(lambda name: info if name == "info" else getattr(deck, name), "digest")
    picture = cards_data(own, deck.practices[:1], Printing(), "x", {})["cards"][0]["pictogram"]
    assert "<circle" in picture
    assert len(picture) < 200


def test_pictures_for_a_board(deck: Deck) -> None:
    """A PNG of each face, in the proportions of A6, no two alike."""
    faces = [face for pair in card_pictures(deck, deck.practices[:2]) for face in pair]
    pictures = [Image.open(io.BytesIO(face)) for face in faces]
    assert {picture.format for picture in pictures} == {"PNG"}
    assert all(abs(picture.width / picture.height - 105 / 148.5) < 0.005 for picture in pictures)
    assert len({picture.tobytes() for picture in pictures}) == 4


def test_the_same_cards_give_the_same_bytes(deck: Deck) -> None:
    """Twice the same PDF."""
    first, again = (render_cards(deck, deck.practices[:4], Printing(), "Cartes").content for _time in range(2))
    assert first == again


def test_hostile_texts_are_printed_as_they_are(deck: Deck, small_deck: Callable[..., Deck]) -> None:
    """Typst and HTML markup, an import, a path, a very long word, a right-to-left mark, an emoji: words, and nothing is run."""
    hostile = '#import "x" $a$ *b* `c` <script> \\ #read("/etc/passwd") \u202eabc \U0001f600 日本'
    card: PracticeCard = deck.practices[0].model_copy(update={"summary": hostile, "limits": ("x" * 70, hostile)})
    rendered = render_cards(deck, [card], Printing(), hostile)
    front = pages_of(rendered.content)[0]
    assert squeezed('#import"x"$a$*b*`c`<script>\\#read("/etc/passwd")') in front
    assert "root:" not in front
    assert "\u202e" not in front
    assert any("U+1F600" in remark for remark in rendered.remarks)
