"""Everything the room needs, piece by piece: papers, cards, sheets, tents, badges → files, and a page that says how to print them."""

import re
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from typing import Literal, NamedTuple

from territoires_cli.documents.folder import Folder
from territoires_cli.documents.kit_guide import Piece, Use, guide_document
from territoires_cli.documents.papers import Paper, papers, write_paper
from territoires_cli.documents.tables import badge_items, canvas_names, tent_items
from territoires_cli.models.cards import PracticeCard
from territoires_cli.render.cut_cards import SHEETS, Printing, Sizes, measure_faces, render_cards
from territoires_cli.render.pdf import render_pdf
from territoires_cli.render.rendered import Rendered
from territoires_cli.render.room_sheets import canvases, render_badges, render_canvases, render_tents
from territoires_cli.translation import gettext as _

# Papers that are read on both sides of a sheet; the others are filled in, hung up or handed over one by one.
_TWO_SIDED = frozenset(("conduite", "conducteur", "livret", "hote", "emargement", "invitation"))
_PAGES = re.compile(rb"/Count (\d+)")
BLANKS_A_TABLE = 3


# Pages are set outside Python's lock: while some are set, the next texts are written.
_WORKERS = 4


class _Order(NamedTuple):
    """A piece to make, its pages not yet counted, and what makes its file."""

    piece: Piece
    make: Callable[[], Rendered]


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
    deck = folder.context.deck
    with ThreadPoolExecutor(_WORKERS) as workers:
        sizes = workers.submit(measure_faces, deck, deck.practices, printing.size)
        orders = [*_papers(folder), *_cards(folder, printing, sizes), *_for_the_room(folder, canvas_paper)]
        waiting = [workers.submit(order.make) for order in orders]
        try:
            for order, awaited in zip(orders, waiting, strict=True):
                rendered = awaited.result()
                pieces.append(order.piece._replace(pages=_count(rendered)))
                yield Made(pieces[-1], rendered.content, rendered.remarks)
        finally:
            workers.shutdown(cancel_futures=True)
    guide = guide_document(folder.context, pieces)
    rendered = render_pdf(guide)
    name = _("00-lisez-moi.pdf")
    yield Made(Piece(name, guide.title, "A4", False, 1, _count(rendered)), rendered.content)


def _papers(folder: Folder) -> Iterator[_Order]:
    for number, paper in enumerate(papers().values(), start=1):
        copies = folder.context.count(1, paper.per)
        use: Use = "need" if paper.is_on_demand else paper.stage
        name = f"{number:02d}-{paper.id}.pdf"
        piece = Piece(name, paper.title, "A4", paper.id in _TWO_SIDED, copies, 0, use=use)
        yield _Order(piece, partial(_set_paper, paper, folder))


def _set_paper(paper: Paper, folder: Folder) -> Rendered:
    return render_pdf(write_paper(paper, folder))


def _cards(folder: Folder, printing: Printing, sizes: "Future[Sizes]") -> Iterator[_Order]:
    """The hand of each table with its blank cards, and one whole deck for swaps."""
    deck, hands = folder.context.deck, folder.context.plan.hands
    piece = Piece("", "", "A4", printing.has_backs, 1, 0, _cut(printing))

    def order(name: str, title: str, cards: Sequence[PracticeCard], blanks: int) -> _Order:
        printed = printing._replace(blanks=blanks)
        return _Order(
            piece._replace(name=name, title=title), lambda: render_cards(deck, cards, printed, title, sizes.result())
        )

    for hand in hands:
        cards = [deck.practice[dealt.card] for dealt in hand.cards]
        title = _("Cartes de la table {number}").format(number=hand.table)
        yield order(f"30-cartes-table-{hand.table:02d}.pdf", title, cards, BLANKS_A_TABLE)
    yield order("31-jeu-complet.pdf", _("Le jeu complet, pour les échanges"), deck.practices, 0)


def _cut(printing: Printing) -> str:
    per_sheet = SHEETS[printing.size].places
    return {4: _("couper en quatre"), 2: _("couper en deux")}.get(per_sheet, _("couper aux traits"))


def _for_the_room(folder: Folder, paper: Literal["a4", "a3"]) -> Iterator[_Order]:
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
    yield _Order(
        Piece(f"40-feuilles-{paper}.pdf", _("Feuilles à écrire"), paper.upper(), False, 1, 0),
        partial(render_canvases, filled, paper, language, context.imprint),
    )
    yield _Order(
        Piece("41-chevalets.pdf", _("Chevalets"), "A4", False, 1, 0, _("plier en deux")),
        partial(render_tents, tables, language),
    )
    yield _Order(
        Piece("42-badges.pdf", _("Badges"), "A4", False, 1, 0, _("couper en dix")),
        partial(render_badges, badge_items(context, folder.people), language, context.title),
    )


def _count(rendered: Rendered) -> int:
    """How many pages a PDF has, as its page tree says."""
    found = _PAGES.search(rendered.content)
    return int(found[1]) if found else 1
