"""The page that goes with a kit: which file to print on which paper, how many times, what to cut, how many sheets in all."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from territoires_cli.documents.plan_context import Context
from territoires_cli.documents.writing import code, date_words, heading, line, strong
from territoires_cli.models.document import Block, Bullets, Document, Fields, Grid, Line
from territoires_cli.translation import gettext as _
from territoires_cli.translation import ngettext

Use = Literal["before", "day", "need", "after"]


class Piece(NamedTuple):
    """A file of the kit: its name, what it is, its paper, how many copies of how many pages, and what to do with the sheets.

    `use` is when it is printed: before the workshop, for the day, if somebody needs it, afterwards.
    """

    name: str
    title: str
    paper: str
    is_two_sided: bool
    copies: int
    pages: int
    cut: str = ""
    use: Use = "day"

    @property
    def sheets(self) -> int:
        """The sheets of paper that all its copies take."""
        return self.copies * -(-self.pages // (2 if self.is_two_sided else 1))


def guide_document(context: Context, pieces: Sequence[Piece]) -> Document:
    """What to print of a kit, in the order of its files, and the sheets of each paper in all."""
    title = _("Imprimer le kit")
    plan = context.plan
    blocks: list[Block] = [
        heading(1, title),
        Fields(
            items=(
                (_("Atelier"), context.title),
                (_("Date"), date_words(plan.date) if plan.date else None),
                (_("Lieu"), plan.place),
                (_("Papier pour le jour même"), _totals([piece for piece in pieces if piece.use == "day"])),
            )
        ),
        heading(2, _("Avant d’imprimer")),
        Bullets(items=tuple(_advice())),
        heading(2, _("Pour le jour même")),
        _grid([piece for piece in pieces if piece.use == "day"]),
        heading(2, _("À lire à l’écran, ou à imprimer si vous en avez besoin")),
        Bullets(
            items=(
                line(
                    strong(_("Si quelqu’un lit mal les petits caractères")),
                    _(" : {files}, les pages de sa table.").format(files=_names(pieces, "need")),
                ),
                line(strong(_("Pour préparer")), _(" : {files}.").format(files=_names(pieces, "before"))),
                line(strong(_("Après l’atelier")), _(" : {files}.").format(files=_names(pieces, "after"))),
            )
        ),
    ]
    return Document(title=title, blocks=tuple(blocks), imprint=context.imprint, created=context.created)


def _names(pieces: Sequence[Piece], use: Use) -> str:
    return ", ".join(piece.name for piece in pieces if piece.use == use)


def _grid(pieces: Sequence[Piece]) -> Grid:
    return Grid(
        columns=(_("Fichier"), _("Papier"), _("Copies"), _("Feuilles"), _("Ensuite")),
        rows=tuple(_row(piece) for piece in pieces),
        right=(2, 3),
    )


def _advice() -> Sequence[Line]:
    return (
        _(
            "Choisissez « taille réelle » ou « 100 % », jamais « ajuster à la page » : sans cela les cartes changent de taille."
        ),
        _("Pour le recto verso, retournez les feuilles sur le bord long, sauf si vous avez réglé l’autre."),
        line(
            _("Imprimez d’abord une seule feuille de cartes. Si recto et verso ne tombent pas l’un sur l’autre :"),
            " ",
            code("territoires print réglage"),
        ),
        _("Coupez les cartes table par table, et mettez chaque main dans une enveloppe au numéro de sa table."),
    )


def _row(piece: Piece) -> tuple[Line, ...]:
    sides = _("{paper} recto verso") if piece.is_two_sided else _("{paper} recto")
    return (
        piece.name,
        sides.format(paper=piece.paper),
        str(piece.copies),
        str(piece.sheets),
        piece.cut,
    )


def _totals(pieces: Sequence[Piece]) -> str:
    """« 143 feuilles A4 et 12 feuilles A3 »."""
    found: dict[str, int] = {}
    for piece in pieces:
        found[piece.paper] = found.get(piece.paper, 0) + piece.sheets
    words = [
        ngettext("{count} feuille {paper}", "{count} feuilles {paper}", count).format(count=count, paper=paper)
        for paper, count in found.items()
    ]
    return _(" et ").join(words)
