"""Practice cards → PDF to print and cut: sizes, sheets, backs that line up, what overflows."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Literal, NamedTuple

from territoires_cli.errors import TerritoiresError
from territoires_cli.faces import back_of
from territoires_cli.labels import effort_words, lever_labels
from territoires_cli.models.cards import PracticeCard
from territoires_cli.models.deck import Deck
from territoires_cli.render.rendered import Rendered, replaced_remarks
from territoires_cli.render.typst_pages import LAYOUTS, REPLACEMENT, carried, query_pages, set_pages, set_pictures
from territoires_cli.translation import gettext as _
from territoires_cli.typography import typeset

Size = Literal["a6", "a5", "poker"]
Flip = Literal["long", "short"]
Face = Literal["front", "back"]
# The size of letters of each face of each card, in points.
Sizes = Mapping[tuple[str, Face], float | None]
Data = dict[str, Any]


class Sheet(NamedTuple):
    """A sheet of cards, in millimetres: the paper, the cards on it, the gap between them, the bleed around each.

    `fronts` and `backs` are the sizes of the running text, in points, from the one wanted to the smallest; `scale` that of all
    the rest; `lines` how many lines a blank card has.
    """

    width: float
    height: float
    card_width: float
    card_height: float
    columns: int
    rows: int
    fronts: tuple[float, ...]
    backs: tuple[float, ...]
    scale: float = 1
    bleed: float = 0
    lines: int = 9

    @property
    def places(self) -> int:
        """How many cards a sheet holds."""
        return self.columns * self.rows

    def data(self) -> Data:
        """The sheet as the layout reads it, its cards in the middle of the paper."""
        step = (self.card_width + 2 * self.bleed, self.card_height + 2 * self.bleed)
        left = (self.width - self.columns * step[0]) / 2 + self.bleed
        top = (self.height - self.rows * step[1]) / 2 + self.bleed
        return {
            "width": self.width,
            "height": self.height,
            "card": {"width": self.card_width, "height": self.card_height},
            "step": {"width": step[0], "height": step[1]},
            "left": left,
            "top": top,
            "columns": self.columns,
            "rows": self.rows,
            "sizes": {"front": list(self.fronts), "back": list(self.backs)},
            "scale": self.scale,
            "bleed": self.bleed,
            "lines": self.lines,
        }


# Four A6 on A4 with two cuts; two A5 on A4 laid flat with one cut; eight poker cards with bleed and crop marks.
SHEETS: dict[Size, Sheet] = {
    "a6": Sheet(210, 297, 105, 148.5, 2, 2, (13, 12.5, 12, 11.5, 11, 10.5, 10), (12, 11.5, 11, 10.5, 10)),
    "a5": Sheet(297, 210, 148.5, 210, 2, 1, (18, 17, 16, 15, 14, 13), (17, 16, 15, 14, 13), scale=1.4, lines=11),
    "poker": Sheet(297, 210, 63, 88, 4, 2, (8, 7.5, 7, 6.5, 6), (7, 6.5, 6), scale=0.6, bleed=3, lines=8),
}


FACES: tuple[Face, ...] = ("front", "back")


class Printing(NamedTuple):
    """How cards are printed: their size, the edge the printer turns sheets on, its ink, copies, and its own offset (mm)."""

    size: Size = "a6"
    flip: Flip = "long"
    is_low: bool = False
    copies: int = 1
    blanks: int = 0
    has_backs: bool = True
    offset: tuple[float, float] = (0, 0)


class Overflow(NamedTuple):
    """A face of a card whose text doesn't hold in its place at the smallest letters."""

    card: str
    face: Face
    size: Size


def measure_faces(deck: Deck, cards: Sequence[PracticeCard], size: Size) -> Sizes:
    """The size of letters at which each face of each card holds, in points; None where it overflows at the smallest."""
    data, _missing = carried(cards_data(deck, cards, Printing(size=size), deck.info.title, {}) | {"measuring": True})
    found = [item["value"] for item in query_pages("cards.typ", data, "<size>")]
    return {(item["id"], item["face"]): item["size"] for item in found}


def render_cards(
    deck: Deck, cards: Sequence[PracticeCard], printing: Printing, title: str, sizes: Sizes | None = None
) -> Rendered:
    """A PDF of the cards, fronts then backs sheet by sheet. `sizes` spares measuring them again.

    Raises TerritoiresError where one overflows.
    """
    known = measure_faces(deck, cards, printing.size) if sizes is None else sizes
    overflows = [card.id for card in cards for face in FACES if known[card.id, face] is None]
    if overflows:
        raise TerritoiresError(
            _("{count} faces de cartes débordent, dont {card} : territoires check --print dit lesquelles.").format(
                count=len(overflows), card=overflows[0]
            )
        )
    data, missing = carried(cards_data(deck, cards, printing, title, known))
    return Rendered(set_pages("cards.typ", data), replaced_remarks(missing, REPLACEMENT))


def card_pictures(deck: Deck, cards: Sequence[PracticeCard], ppi: int = 200) -> list[tuple[bytes, bytes]]:
    """A PNG of the front and one of the back of each card, A6, for an online board."""
    pages = set_pictures("cards.typ", carried(_one_by_one(deck, cards, deck.info.title))[0], ppi)
    return list(zip(pages[::2], pages[1::2], strict=True))


def card_pages(deck: Deck, cards: Sequence[PracticeCard], title: str) -> Rendered:
    """A PDF of each card on pages of its own size (A6), front then back, to look at; a face that overflows is cut."""
    data, missing = carried(_one_by_one(deck, cards, title))
    return Rendered(set_pages("cards.typ", data), replaced_remarks(missing, REPLACEMENT))


def _one_by_one(deck: Deck, cards: Sequence[PracticeCard], title: str) -> Data:
    one = SHEETS["a6"]._replace(width=105, height=148.5, columns=1, rows=1)
    data = cards_data(deck, cards, Printing(), title, measure_faces(deck, cards, "a6"))
    return data | {"sheet": one.data(), "guides": False}


def find_overflows(deck: Deck, cards: Sequence[PracticeCard], size: Size) -> list[Overflow]:
    """The faces whose text doesn't hold at a size."""
    found = measure_faces(deck, cards, size)
    return [Overflow(card, face, size) for (card, face), points in found.items() if points is None]


def sheets_of(cards: int, printing: Printing) -> int:
    """How many sheets of paper so many different cards take, with their copies and the blank ones."""
    return -(-(cards * printing.copies + printing.blanks) // SHEETS[printing.size].places)


def cards_data(deck: Deck, cards: Sequence[PracticeCard], printing: Printing, title: str, sizes: Sizes) -> Data:
    """What the layout `cards.typ` reads: the sheet, the labels, and each card's words and letters as they are printed.

    A face whose size isn't known is set in the smallest letters.
    """
    sheet = SHEETS[printing.size]
    least = {"front": sheet.fronts[-1], "back": sheet.backs[-1]}
    told = [
        _card(deck, card) | {"sizes": {face: sizes.get((card.id, face)) or least[face] for face in FACES}}
        for card in cards
    ]
    faces = told * printing.copies
    faces += [{"kind": "blank", "id": "", "title": _("Carte blanche"), "family": ""} for _n in range(printing.blanks)]
    return {
        "title": typeset(title),
        "language": deck.info.language,
        "sheet": sheet.data(),
        "flip": printing.flip,
        "ink": "low" if printing.is_low else "normal",
        "backs": printing.has_backs,
        "frames": False,
        "measuring": False,
        "guides": sheet.bleed == 0,
        "offset": {"x": printing.offset[0], "y": printing.offset[1]},
        "ticks": [_("Force"), _("Opportunité"), _("Écartée")],
        "labels": {
            "challenges": _("Répond à"),
            "effort": typeset(_("Effort :")),
            "levers": typeset(_("Qui a la main :")),
            "here": typeset(_("Chez nous :")),
            "steps": _("Trois premiers pas"),
            "limits": _("Limites"),
            "example": _("Un exemple"),
            "questions": _("Questions"),
        },
        "cards": faces,
    }


def _card(deck: Deck, card: PracticeCard) -> Data:
    family, back = deck.family[card.family], back_of(card, deck.source, deck.entry)
    levers: dict[Any, str] = dict(lever_labels())
    return {
        "kind": "practice",
        "id": card.id,
        "code": card.code,
        "title": typeset(card.title),
        "family": typeset(family.short_title),
        "colour": family.colour,
        "pictogram": _pictogram(family.pictogram, family.colour),
        "summary": typeset(card.summary),
        "challenges": [typeset(deck.challenge[answer.id].label) for answer in card.challenges[:3]],
        "effort": typeset(effort_words(card.effort)),
        "levers": typeset(", ".join(levers[lever] for lever in card.levers)),
        "steps": [typeset(text) for text in back.first_steps],
        "limits": [typeset(text) for text in back.limits],
        "example": typeset(back.example),
        "questions": [typeset(text) for text in back.questions],
        "source": typeset(back.source),
    }


@cache
def _pictogram(name: str, colour: str) -> str:
    """A family's pictogram as SVG; a family of somebody's own deck without one of ours gets a plain disc."""
    file = LAYOUTS / "pictograms" / f"{name}.svg"
    known = {path.name for path in file.parent.glob("*.svg")}
    if file.name not in known:
        return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><circle cx="12" cy="12" r="8" fill="{colour}"/></svg>'
    return file.read_text(encoding="utf-8").replace("#000000", colour)
