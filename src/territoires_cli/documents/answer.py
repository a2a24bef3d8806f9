"""The answer to participants sixty days after: what is kept, changed or set aside of what they wrote, and why."""

from collections.abc import Iterator

from territoires_cli.documents.board_note import answer_date, rows_of_harvest
from territoires_cli.documents.folder import Folder
from territoires_cli.documents.groups import group_name
from territoires_cli.documents.letterhead import head_blocks
from territoires_cli.documents.plan_context import Context
from territoires_cli.documents.writing import heading, sentence
from territoires_cli.models.document import Block, Document, Fields, Grid, Line, Paragraph
from territoires_cli.translation import gettext as _

LINES_A_TABLE = 4


def answer(folder: Folder) -> Document:
    """A letter: the mandate again, then table by table what becomes of each line, who follows it up, how to object."""
    context, title = folder.context, _("Réponse aux participantes et aux participants")
    blocks: list[Block] = [
        *head_blocks(folder, title),
        Fields(items=((_("À envoyer le"), answer_date(context)), (_("Signé par"), _signer(folder)))),
        Paragraph(text=_("Madame, Monsieur,")),
        Paragraph(
            text=_(
                "Il y a deux mois, vous avez pris du temps pour travailler avec nous. Voici, ligne par ligne, ce que devient ce que vous "
                "avez écrit, et pourquoi."
            )
        ),
        Paragraph(text=_reminder(context)),
    ]
    for hand in context.plan.hands:
        theme = context.deck.challenge[hand.challenges[0]].label
        blocks += [
            heading(2, _("{table} · {theme}").format(table=group_name(context, hand.table), theme=theme)),
            Grid(columns=_columns(context), rows=tuple(_rows(context, hand.table))),
        ]
    blocks += _questions(folder)
    blocks += [
        heading(2, _("Et maintenant")),
        Fields(items=((_("Ce qui commence, et quand"), None), (_("Où suivre l’avancement"), None))),
        Paragraph(
            text=_(
                "Si une ligne est mal comprise, ou si la raison ne vous suffit pas, écrivez-nous : votre remarque et notre réponse seront "
                "jointes à cette page."
            )
        ),
        Fields(items=((_("À qui écrire"), folder.settings.privacy.contact),)),
    ]
    return Document(title=title, blocks=tuple(blocks))


def _questions(folder: Folder) -> list[Block]:
    """The questions left for later, which are owed an answer."""
    asked = [entry for entry in folder.session.entries if entry.kind == "parked"] if folder.session is not None else []
    if not asked:
        return []
    columns = (_("Question laissée pour plus tard"), _("Notre réponse, et par qui"))
    return [
        heading(2, _("Vos questions")),
        Grid(columns=columns, rows=tuple((entry.text or "", "") for entry in asked)),
    ]


def _signer(folder: Folder) -> str | None:
    mandate = folder.context.plan.mandate
    return mandate.answered_by if mandate else None


def _reminder(context: Context) -> str:
    """The mandate that was read at the opening."""
    if context.plan.mandate is None:
        return _("Le mandat lu à l’ouverture était : ………………………………………………………………………")
    decides, outcome = context.words.front[1][1], context.words.front[4][1]
    return _("Le mandat lu à l’ouverture disait : {decides} {outcome}").format(
        decides=sentence(decides or ""), outcome=sentence(outcome or "")
    )


def _columns(context: Context) -> tuple[str, ...]:
    first = _("Ce que la table a écrit")
    if context.plan.mandate is not None and context.plan.mandate.level == "co-decision":
        return first, _("Appliqué"), _("À venir"), _("Empêché"), _("Pourquoi, par qui, avant quand")
    return first, _("Retenu"), _("Modifié"), _("Écarté"), _("Pourquoi, qui suit, avant quand")


def _rows(context: Context, table: int) -> Iterator[tuple[Line, ...]]:
    told = [words for number, words in rows_of_harvest(context) if number == table]
    for words in told or [""] * LINES_A_TABLE:
        yield words, "☐", "☐", "☐", ""
