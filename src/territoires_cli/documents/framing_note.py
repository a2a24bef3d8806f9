"""One page that is signed before anybody is invited: what is asked, what is settled, who answers and when."""

from collections.abc import Iterator

from territoires_cli.documents.folder import Folder
from territoires_cli.documents.groups import count_in_words
from territoires_cli.documents.letterhead import head_blocks
from territoires_cli.documents.plan_context import Context
from territoires_cli.documents.writing import duration_words, heading
from territoires_cli.mandates import levels
from territoires_cli.models.document import Block, Bullets, Document, Fields, Line, Paragraph
from territoires_cli.translation import gettext as _


def framing_note(folder: Folder) -> Document:
    """The framing note: the workshop in a line, the mandate, what it does and does not do, what it needs, two signatures."""
    context, title = folder.context, _("Note de cadrage")
    blocks: list[Block] = [
        *head_blocks(folder, title),
        Fields(items=tuple(_facts(folder))),
        heading(2, _("Le mandat")),
        *_mandate(context),
        heading(2, _("Ce que l’atelier fait, et ne fait pas")),
        Bullets(
            items=(
                context.shape.result,
                _("Il ne remplace ni une étude, ni une enquête, ni une décision du conseil."),
                _("Ce que les tables écartent est noté aussi, avec la raison."),
            )
        ),
        heading(2, _("Ce que l’équipe demande à qui commande l’atelier")),
        Bullets(
            items=(
                _("Trois semaines avant : cette note signée, et la liste de qui inviter, publics éloignés compris."),
                _("Une semaine avant : les chiffres et les noms de ce plan relus, car certains datent."),
                _("Le jour même : une personne qui ouvre en trois minutes, et n’annonce rien."),
                _("Dans les soixante jours : une réponse écrite à chaque participante et à chaque participant."),
            ),
            style="boxes",
        ),
        Fields(
            items=(
                (_("Pour la commande (nom, date, signature)"), None),
                (_("Pour l’animation (nom, date, signature)"), None),
            )
        ),
    ]
    return Document(title=title, blocks=tuple(blocks))


def _facts(folder: Folder) -> Iterator[tuple[str, Line | None]]:
    context = folder.context
    plan = context.plan
    yield _("Demandé par"), plan.organiser or folder.settings.organiser
    yield _("Animé par"), folder.settings.facilitator
    yield (
        _("Séance"),
        _("{format}, {duration}, {people} personnes, {tables}").format(
            format=context.shape.title,
            duration=duration_words(plan.duration),
            people=plan.participants,
            tables=count_in_words(context, len(plan.tables)),
        ),
    )
    stated = context.matching.stated or context.matching.recognised
    yield _("La question"), " · ".join(item.challenge.label for item in stated[:5])


def _mandate(context: Context) -> Iterator[Block]:
    yield Fields(items=context.words.front)
    if context.plan.mandate is None:
        yield Bullets(
            items=tuple(f"{level.label.capitalize()} : {level.decides}" for level in levels().values()), style="boxes"
        )
        yield Paragraph(
            text=_("Cochez un niveau et remplissez les lignes : tant que rien n’est signé, rien n’est promis.")
        )
