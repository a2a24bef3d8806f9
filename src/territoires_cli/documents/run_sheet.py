"""The run sheet as a paper of its own: who leads what, the whole agenda with its hidden minutes, and each step's words."""

from collections.abc import Iterator

from territoires_cli.documents.folder import Folder
from territoires_cli.documents.groups import count_in_words, leaders_grid
from territoires_cli.documents.letterhead import head_blocks
from territoires_cli.documents.plan_context import Context
from territoires_cli.documents.plan_steps import agenda_grid, dropped_blocks, run_sheet_blocks
from territoires_cli.documents.writing import duration_words, heading
from territoires_cli.models.document import Block, Document, Fields, Line, Paragraph
from territoires_cli.translation import gettext as _


def run_sheet(folder: Folder) -> Document:
    """Everything that whoever leads says and does, from the doors to the end."""
    context, title = folder.context, _("Conduite pas à pas")
    blocks: list[Block] = [
        *head_blocks(folder, title),
        Fields(items=tuple(_facts(context))),
        *_leaders(context),
        heading(2, _("L’heure de chaque étape")),
        agenda_grid(context, with_hidden=True),
        *_remark(context),
        *dropped_blocks(context),
        *run_sheet_blocks(context),
    ]
    return Document(title=title, language=context.deck.info.language, blocks=tuple(blocks))


def _facts(context: Context) -> Iterator[tuple[str, Line | None]]:
    plan = context.plan
    yield _("Séance"), plan.title or context.shape.title
    yield (
        _("Horaires"),
        _("de {start} à {end} ({duration})").format(
            start=context.at(0), end=context.at(plan.duration), duration=duration_words(plan.duration)
        ),
    )
    yield (
        _("Participants"),
        _("{people} personnes, {groups}").format(
            people=plan.participants, groups=count_in_words(context, len(plan.tables))
        ),
    )
    yield _("Mandat"), context.words.front[0][1]


def _leaders(context: Context) -> Iterator[Block]:
    """Who leads which tables, where one person doesn't lead everything."""
    if context.facilitators < 2:
        return
    yield heading(2, _("Qui anime quoi"))
    yield leaders_grid(context)
    yield Paragraph(
        text=_(
            "La personne 1 parle à tout le monde et tient l’heure. Chaque personne suit ce qui lui est confié ; ce qui est "
            "écrit sous « Vous » vaut pour toutes."
        )
    )


def _remark(context: Context) -> Iterator[Block]:
    if any(item.step.kind == "hidden" for item in context.steps):
        yield Paragraph(
            text=_(
                "Les minutes « à ne pas afficher » sont comptées dans les heures ; le déroulé des participants les tait."
            )
        )
