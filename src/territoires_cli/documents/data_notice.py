"""What becomes of people's names, as the law wants it told: who keeps them, why, who sees them, how long, which rights.

Sources: règlement (UE) 2016/679, articles 6, 13 and 15 to 21; CNIL, « Informer les personnes ».
"""

from territoires_cli.documents.folder import Folder
from territoires_cli.documents.writing import heading
from territoires_cli.models.document import Block, Bullets, Fields, Paragraph
from territoires_cli.translation import gettext as _


def notice_blocks(folder: Folder) -> list[Block]:
    """The notice: five facts from the settings or the usual words, then the rights."""
    privacy = folder.settings.privacy
    controller = privacy.controller or folder.context.plan.organiser or folder.settings.organiser
    return [
        heading(2, _("Vos données")),
        Fields(
            items=(
                (_("Qui les garde"), controller),
                (
                    _("Pourquoi"),
                    privacy.purpose or _("organiser cet atelier, en rendre compte et répondre aux personnes venues"),
                ),
                (
                    _("Sur quel fondement"),
                    _(
                        "la mission d’intérêt public d’une collectivité, ou l’intérêt légitime d’une association qui organise"
                    ),
                ),
                (_("Qui les voit"), privacy.seen_by or _("les seules personnes qui organisent et animent l’atelier")),
                (
                    _("Combien de temps"),
                    privacy.kept_for
                    or _("jusqu’à trois mois après la réponse aux participants, puis elles sont détruites"),
                ),
                (_("À qui écrire"), privacy.contact),
            )
        ),
        Paragraph(
            text=_(
                "Vous pouvez demander à voir ces données, à les corriger, à les effacer, à en limiter l’usage ou vous y opposer, en "
                "écrivant à cette adresse. Si la réponse ne vous convient pas, la CNIL reçoit les réclamations (cnil.fr). Les comptes "
                "rendus ne nomment personne sans son accord."
            )
        ),
    ]


def photograph_blocks(folder: Folder) -> list[Block]:
    """Consent to photographs, asked apart: refusing it changes nothing else."""
    if not folder.settings.privacy.photographs:
        return [Paragraph(text=_("Aucune photographie des personnes n’est prise pendant cet atelier."))]
    return [
        Paragraph(
            text=_(
                "Photographies : dites oui ou non pour vous-même. Sans « oui » écrit, vous n’y paraissez pas ; vous participez de la même "
                "façon, et vous pouvez changer d’avis à tout moment."
            )
        )
    ]


def photograph_consent(folder: Folder) -> list[Block]:
    """The boxes of a reply slip, where photographs will be taken."""
    if not folder.settings.privacy.photographs:
        return []
    return [
        Bullets(
            items=(
                _("J’accepte d’être photographiée ou photographié pour rendre compte de l’atelier."),
                _("Je n’accepte pas."),
            ),
            style="boxes",
        )
    ]
