"""The grid in which what the tables wrote is typed the next day: numbers that stay, table by table, sheet by sheet."""

from collections.abc import Iterator

from territoires_cli.documents.folder import Folder
from territoires_cli.documents.groups import group_name
from territoires_cli.documents.letterhead import head_blocks
from territoires_cli.documents.plan_context import Context
from territoires_cli.documents.writing import heading, line, strong
from territoires_cli.models.document import Block, Bullets, Document, Grid, Lines, PageBreak, Paragraph
from territoires_cli.models.plan import Hand
from territoires_cli.models.workshop import Product
from territoires_cli.translation import gettext as _

PROPOSALS_A_TABLE = 4


def transcription_grid(folder: Folder) -> Document:
    """For each table: its cards, its proposals with owner and date, disagreements; then what belongs to all."""
    context, title = folder.context, _("Grille de transcription")
    blocks: list[Block] = [
        *head_blocks(folder, title),
        Paragraph(
            text=_(
                "À remplir le lendemain, feuilles en main. Recopiez mot pour mot, sans corriger ni résumer ; écrivez « illisible » plutôt "
                "que de deviner. Le numéro de chaque ligne (table, puis ligne) sert de référence partout ensuite."
            )
        ),
    ]
    for place, hand in enumerate(context.plan.hands):
        blocks += [*([PageBreak()] if place else []), *_table(context, hand)]
    blocks += [PageBreak(), *_together(context)]
    return Document(title=title, blocks=tuple(blocks))


def _table(context: Context, hand: Hand) -> Iterator[Block]:
    theme = context.deck.challenge[hand.challenges[0]].label
    yield heading(2, _("{table} · {theme}").format(table=group_name(context, hand.table), theme=theme))
    practice = context.deck.practice
    yield Grid(
        columns=(_("N°"), _("Carte"), _("Gardée"), _("Écartée"), _("Pourquoi, et « Chez nous »")),
        rows=tuple(
            (f"{hand.table}.{number}", f"{practice[dealt.card].code} {practice[dealt.card].title}", "☐", "☐", "")
            for number, dealt in enumerate(hand.cards, start=1)
        ),
    )
    first = len(hand.cards) + 1
    label = context.words.proposals
    yield Paragraph(text=line(strong(_("Les {proposals} de la table").format(proposals=label))))
    yield Grid(
        columns=(
            _("N°"),
            _("Mot pour mot"),
            _("Porté par (à confirmer par)"),
            _("Avant le"),
            context.words.vote.capitalize(),
        ),
        rows=tuple((f"{hand.table}.{number}", "", "", "", "") for number in range(first, first + PROPOSALS_A_TABLE)),
    )
    for product in _sheets(context):
        yield Paragraph(text=line(strong(product)))
        yield Lines(2)
    yield Bullets(items=(_("Feuilles photographiées"), _("Rien n’est illisible")), style="boxes")


def _sheets(context: Context) -> list[str]:
    """What else the format has a table write, and where it did not agree."""
    given: set[Product] = {product for placed in context.steps for product in placed.step.gives}
    wanted: tuple[tuple[Product, str], ...] = (
        ("strengths", _("Forces que la table a nommées hors des cartes")),
        ("priorities", _("Priorités, dans l’ordre")),
        ("actors", _("Acteurs et moyens")),
        ("project", _("Fiche projet, en une phrase")),
        ("milestones", _("Jalons et dates")),
        ("commitments", _("Engagements : qui, quoi, avant quand")),
        ("observations", _("Ce que le groupe a vu en chemin")),
    )
    return [*(words for product, words in wanted if product in given), _("Désaccords, dans les mots de chacun")]


def _together(context: Context) -> Iterator[Block]:
    yield heading(2, _("Pour tout l’atelier"))
    yield Grid(
        columns=(_("N°"), _("Question laissée pour plus tard"), _("Qui répond")),
        rows=tuple((f"0.{number}", "", "") for number in range(1, 6)),
    )
    for label in (
        _("Publics absents : qui n’était pas là, et qui en manquait"),
        _("Ce qui a surpris, ou tourné autrement que prévu"),
        _("Heures réelles : début, pauses, fin"),
    ):
        yield Paragraph(text=line(strong(label)))
        yield Lines(2)
    yield Paragraph(
        text=_("Personnes présentes : ………… sur {people} attendues.").format(people=context.plan.participants)
    )
