"""Everything the room needs, piece by piece: papers, cards, sheets, tents, badges → files, and a page that says how to print them."""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from territoires_cli.documents.folder import Folder
from territoires_cli.documents.kit_guide import Piece, guide_document
from territoires_cli.documents.papers import Paper, papers, write_paper
from territoires_cli.documents.tables import badge_items, canvas_names, tent_items
from territoires_cli.render.cut_cards import SHEETS, Printing, render_cards
from territoires_cli.render.pdf import render_pdf
from territoires_cli.render.rendered import Rendered
from territoires_cli.render.room_sheets import canvases, render_badges, render_canvases, render_tents
from territoires_cli.translation import gettext as _

# Papers that are read on both sides of a sheet; the others are filled in, hung up or handed over one by one.
_TWO_SIDED = frozenset(("conduite", "conducteur", "livret", "hote", "emargement", "invitation"))
_PAGES = re.compile(rb"/Count (\d+)")
BLANKS_A_TABLE = 3


class Made(NamedTuple):
    """A piece of the kit and the bytes of its file."""

    piece: Piece
    content: bytes
    remarks: tuple[str, ...] = ()


def kit_length(folder: Folder) -> int:
    """How many files a kit has, the guide left out."""
    return len(papers()) + len(folder.context.plan.hands) + 4


def make_kit(folder: Folder, printing: Printing, canvas_paper: Literal["a4", "a3"]) -> Iterator[Made]:
    """Each piece of the kit in turn, then the guide that tells what to print of them.

    Raises TerritoiresError where a piece can't be set, such as a card whose text overflows.
    """
    pieces = []
    for made in (*_papers(folder), *_cards(folder, printing), *_for_the_room(folder, canvas_paper)):
        pieces.append(made.piece)
        yield made
    guide = guide_document(folder.context, pieces)
    rendered = render_pdf(guide)
    name = _("00-lisez-moi.pdf")
    yield Made(Piece(name, guide.title, "A4", False, 1, _count(rendered)), rendered.content)


def _papers(folder: Folder) -> Iterator[Made]:
    for number, paper in enumerate(papers().values(), start=1):
        rendered = render_pdf(write_paper(paper, folder))
        name = f"{number:02d}-{paper.id}.pdf"
        yield _made(name, paper.title, rendered, copies=_copies(folder, paper), is_two_sided=paper.id in _TWO_SIDED)


def _copies(folder: Folder, paper: Paper) -> int:
    return folder.context.count(1, paper.per)


def _cards(folder: Folder, printing: Printing) -> Iterator[Made]:
    """The hand of each table with its blank cards, and one whole deck for swaps."""
    context = folder.context
    practice, cut = context.deck.practice, _cut(printing)
    for hand in context.plan.hands:
        title = _("Cartes de la table {number}").format(number=hand.table)
        cards = [practice[dealt.card] for dealt in hand.cards]
        rendered = render_cards(context.deck, cards, printing._replace(blanks=BLANKS_A_TABLE), title)
        yield _made(f"30-cartes-table-{hand.table:02d}.pdf", title, rendered, is_two_sided=printing.has_backs, cut=cut)
    title = _("Le jeu complet, pour les échanges")
    rendered = render_cards(context.deck, list(context.deck.practices), printing._replace(blanks=0), title)
    yield _made("31-jeu-complet.pdf", title, rendered, is_two_sided=printing.has_backs, cut=cut)


def _cut(printing: Printing) -> str:
    per_sheet = SHEETS[printing.size].places
    return {4: _("couper en quatre"), 2: _("couper en deux")}.get(per_sheet, _("couper aux traits"))


def _for_the_room(folder: Folder, paper: Literal["a4", "a3"]) -> Iterator[Made]:
    """Sheets to write on for each table, tents, badges."""
    context = folder.context
    language = context.deck.info.language
    known = canvases(context.words.proposals, context.words.vote)
    tables = tent_items(context)
    filled = [
        {**known[name], "table": table["name"], "question": table["question"]}
        for table in tables
        for name in canvas_names(context)
    ]
    rendered = render_canvases(filled, paper, language, context.imprint)
    yield _made(f"40-feuilles-{paper}.pdf", _("Feuilles à écrire"), rendered, size=paper.upper())
    yield _made("41-chevalets.pdf", _("Chevalets"), render_tents(tables, language), cut=_("plier en deux"))
    badges = render_badges(badge_items(context, folder.people), language, context.title)
    yield _made("42-badges.pdf", _("Badges"), badges, cut=_("couper en dix"))


def _made(
    name: str,
    title: str,
    rendered: Rendered,
    *,
    copies: int = 1,
    is_two_sided: bool = False,
    size: str = "A4",
    cut: str = "",
) -> Made:
    piece = Piece(name, title, size, is_two_sided, copies, _count(rendered), cut)
    return Made(piece, rendered.content, rendered.remarks)


def _count(rendered: Rendered) -> int:
    """How many pages a PDF has, as its page tree says."""
    found = _PAGES.search(rendered.content)
    return int(found[1]) if found else 1
