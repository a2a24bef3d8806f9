"""The papers that a plan can be written as: their names, what each is for, and how many copies of it the room needs."""

from collections.abc import Callable, Iterable
from importlib import import_module
from typing import Literal, NamedTuple

from territoires_cli.documents.folder import Folder
from territoires_cli.models.document import Document
from territoires_cli.models.workshop import MaterialPer
from territoires_cli.translation import gettext as _

Stage = Literal["before", "day", "after"]


class Paper(NamedTuple):
    """A paper: the name that is typed, its title, what it is for, when it serves, how many copies, and who writes it.

    `is_named`: people's names stand in it, if a list of them is given; `writer` is a module and a function of this room;
    `is_on_demand`: it is printed for those who ask for it.
    """

    id: str
    title: str
    summary: str
    stage: Stage
    per: MaterialPer
    writer: tuple[str, str]
    is_named: bool = False
    is_on_demand: bool = False


def papers() -> dict[str, Paper]:
    """Every paper by its name, in the order in which they serve."""
    return {paper.id: paper for paper in _papers()}


def write_paper(paper: Paper, folder: Folder) -> Document:
    """A paper of a workshop; without the people where it is not one that may name them."""
    module, function = paper.writer
    write: Callable[[Folder], Document] = getattr(import_module(f"territoires_cli.documents.{module}"), function)
    document = write(folder if paper.is_named else folder._replace(people=None))
    context = folder.context
    return document._replace(language=context.deck.info.language, imprint=context.imprint, created=context.created)


def _papers() -> Iterable[Paper]:
    return (
        Paper("cadrage", _("Note de cadrage"), _("une page : mandat, ce qui n’est pas négociable, qui répond et quand"),
              "before", "workshop", ("framing_note", "framing_note")),
        Paper("invitation", _("Invitation"), _("quand, où, pour quoi faire, et ce que deviennent les données"),
              "before", "workshop", ("invitation", "invitation")),
        Paper("ouverture", _("Notes pour qui ouvre l’atelier"), _("trois minutes à dire, écrites pour l’élue ou l’élu"),
              "before", "workshop", ("speaking_notes", "speaking_notes")),
        Paper("salle", _("Plan de salle"), _("où vont les tables, les murs, l’accueil"),
              "before", "facilitator", ("room_plan", "room_plan")),
        Paper("materiel", _("Liste du matériel"), _("quoi apporter et acheter, en quelle quantité"),
              "before", "workshop", ("shopping_list", "shopping_list")),
        Paper("listes", _("Listes de contrôle"), _("une semaine avant, la veille, l’heure d’avant, après"),
              "before", "workshop", ("checklists", "checklists")),
        Paper("conduite", _("Conduite pas à pas"), _("chaque étape avec les mots à dire"),
              "day", "facilitator", ("run_sheet", "run_sheet")),
        Paper("conducteur", _("Conducteur"), _("deux pages à garder en main"),
              "day", "facilitator", ("conductor", "conductor")),
        Paper("deroule", _("Déroulé des participants"), _("une page, les hauteurs comme les durées"),
              "day", "person", ("agenda", "agenda")),
        Paper("hote", _("Fiches d’hôte de table"), _("une par table : sa question, ses cartes, comment tenir l’heure"),
              "day", "workshop", ("host_sheets", "host_sheets"), is_named=True),
        Paper("livret", _("Livret"), _("ce que les tables lisent : le territoire, les villes comparables"),
              "day", "person", ("booklet", "booklet")),
        Paper("gros-caracteres", _("Cartes en gros caractères"), _("les cartes de chaque table, pour qui lit à voix haute"),
              "day", "workshop", ("large_print", "large_print"), is_on_demand=True),
        Paper("places", _("Qui est à quelle table"), _("les places, table par table"),
              "day", "workshop", ("seating_chart", "seating_chart"), is_named=True),
        Paper("emargement", _("Feuille d’émargement"), _("signatures, données et photographies"),
              "day", "workshop", ("sign_in_sheet", "sign_in_sheet"), is_named=True),
        Paper("evaluation", _("Évaluation"), _("six questions à cocher avant de partir"),
              "day", "person", ("evaluation", "evaluation")),
        Paper("transcription", _("Grille de transcription"), _("pour saisir le lendemain ce que les tables ont écrit"),
              "after", "workshop", ("transcription_grid", "transcription_grid")),
        Paper("bureau", _("Note pour le bureau municipal"), _("une page : ce qui est demandé à qui décide"),
              "after", "workshop", ("board_note", "board_note")),
        Paper("reponse", _("Réponse à soixante jours"), _("retenu, modifié, écarté, et pourquoi"),
              "after", "workshop", ("answer", "answer")),
    )  # fmt: skip
