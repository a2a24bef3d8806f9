"""Six questions to tick before leaving, and two lines to write: no name, half a minute."""

from territoires_cli.documents.folder import Folder
from territoires_cli.documents.letterhead import head_blocks
from territoires_cli.documents.writing import line, strong
from territoires_cli.models.document import Block, Document, Grid, Heading, Lines, Paragraph
from territoires_cli.translation import gettext as _

BOX = "☐"


def evaluation(folder: Folder) -> Document:
    """What people thought of the workshop, without their name; half a page, so that two copies fit a sheet."""
    title = _("Avant de partir")
    columns = (_("Cochez une case par ligne"), _("oui"), _("plutôt oui"), _("plutôt non"), _("non"))
    blocks: list[Block] = [
        *head_blocks(folder, title),
        Paragraph(
            text=_(
                "Cette feuille est anonyme : n’écrivez pas votre nom. Elle prend une minute, et sert à mieux faire la prochaine fois."
            )
        ),
        Grid(columns=columns, rows=tuple((question, *[BOX] * 4) for question in _questions(folder))),
        Heading(level=2, text=_("Ce qui vous a été utile")),
        Lines(2),
        Heading(level=2, text=_("Ce qui vous a manqué, ou ce que vous changeriez")),
        Lines(2),
        Paragraph(
            text=line(strong(_("Pliez cette feuille et déposez-la dans la boîte près de la sortie.")), _(" Merci."))
        ),
    ]
    return Document(title=title, blocks=tuple(blocks))


def _questions(folder: Folder) -> tuple[str, ...]:
    words = folder.context.words
    return (
        _("J’ai compris à quoi servait l’atelier, et ce que l’on pouvait y décider."),
        _("J’ai pu dire ce que j’avais à dire."),
        _("Toute la table a été écoutée, pas seulement quelques personnes."),
        _("Le temps suffisait pour lire et pour discuter."),
        _("J’ai découvert au moins une idée utile pour ici."),
        _("Je sais qui répondra à nos {proposals}, et quand.").format(proposals=words.proposals),
        _("Ce dont j’avais besoin pour participer (accès, langue, taille des lettres, horaires) était prévu."),
    )
