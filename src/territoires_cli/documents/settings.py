"""The user's settings as she reads them: where they are kept, what is told, what is not."""

from territoires_cli.documents.writing import code, heading, line
from territoires_cli.models.document import Block, Command, Document, Fields, Line, Paragraph
from territoires_cli.models.settings import Settings
from territoires_cli.translation import gettext as _


def settings_document(settings: Settings, path: str, *, is_told: bool) -> Document:
    """The settings and their file; `is_told` is whether there is one."""
    title = _("Vos réglages")
    blocks: list[Block] = [heading(1, title)]
    if is_told:
        blocks.append(Paragraph(text=line(_("Ils se corrigent dans ce fichier :"), " ", code(path))))
    else:
        blocks += [
            Paragraph(text=line(_("Il n’y a pas encore de fichier de réglages. Sa place :"), " ", code(path))),
            Paragraph(text=_("Pour en écrire un, commenté, à compléter :")),
            Command(text="territoires config --new"),
        ]
    privacy = settings.privacy
    items: tuple[tuple[str, Line | None], ...] = (
        (_("Qui organise"), settings.organiser),
        (_("Qui anime"), settings.facilitator),
        (_("Qui garde les noms"), privacy.controller),
        (_("À qui écrire à leur sujet"), privacy.contact),
        (_("Pourquoi ils sont demandés"), privacy.purpose),
        (_("Qui les voit"), privacy.seen_by),
        (_("Combien de temps ils sont gardés"), privacy.kept_for),
        (_("Jeux employés d’office"), ", ".join(settings.decks) or _("le jeu livré")),
        (_("Photographies"), _("oui, avec un accord demandé à part") if privacy.photographs else _("non")),
    )
    return Document(title=title, blocks=(*blocks, Fields(items=items)))
