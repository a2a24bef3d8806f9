"""The cards of each table in large letters, for whoever reads them aloud or sees badly: the same words, nothing less."""

from collections.abc import Iterator

from territoires_cli.documents.folder import Folder
from territoires_cli.documents.groups import group_name
from territoires_cli.documents.letterhead import head_blocks
from territoires_cli.documents.plan_context import Context
from territoires_cli.documents.writing import heading, line, strong
from territoires_cli.faces import back_of
from territoires_cli.models.cards import PracticeCard
from territoires_cli.models.document import Block, Bullets, Document, PageBreak, Paragraph
from territoires_cli.models.plan import Hand
from territoires_cli.translation import gettext as _


def large_print(folder: Folder) -> Document:
    """Each table's cards, a card a page, the words of both its faces in one reading order."""
    context, title = folder.context, _("Cartes en gros caractères")
    blocks: list[Block] = [
        *head_blocks(folder, title),
        Paragraph(
            text=_(
                "Le texte est celui des cartes, en lettres plus grandes. Une personne de la table le lit à voix haute, carte par carte."
            )
        ),
    ]
    for hand in context.plan.hands:
        blocks += _table(context, hand)
    return Document(title=title, blocks=tuple(blocks), is_large=True)


def _table(context: Context, hand: Hand) -> Iterator[Block]:
    lead = context.deck.challenge[hand.challenges[0]]
    yield PageBreak()
    yield heading(2, _("{table} · {theme}").format(table=group_name(context, hand.table), theme=lead.label))
    yield Paragraph(text=line(strong(_("La question :")), f" {lead.question}"))
    yield Bullets(items=tuple(_name(context.deck.practice[dealt.card]) for dealt in hand.cards))
    for dealt in hand.cards:
        yield PageBreak()
        yield from _card(context, context.deck.practice[dealt.card])


def _name(card: PracticeCard) -> str:
    return f"{card.code} {card.title}"


def _card(context: Context, card: PracticeCard) -> Iterator[Block]:
    back = back_of(card, context.deck.source, context.deck.entry)
    yield heading(3, _name(card))
    yield Paragraph(text=line(strong(card.summary)))
    yield Paragraph(text=line(strong(_("Trois premiers pas"))))
    yield Bullets(items=back.first_steps, style="numbered")
    yield Paragraph(text=line(strong(_("Limites"))))
    yield Bullets(items=back.limits)
    yield Paragraph(text=line(strong(_("Un exemple :")), f" {back.example}"))
    yield Paragraph(text=line(strong(_("Questions"))))
    yield Bullets(items=back.questions)
