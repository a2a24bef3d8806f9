"""`territoires print`: cards to cut, sheets to write on, tents, badges, and the sheet that tunes a printer."""

from typing import Annotated

import typer

from territoires_cli.cli.options import (
    Command,
    DeckOption,
    ForceOption,
    InkOption,
    PaperOption,
    PeopleOption,
    new_app,
    read_text,
    whole_number,
)
from territoires_cli.errors import RequestError
from territoires_cli.names import find
from territoires_cli.translation import gettext as _

app = new_app()

MOST_COPIES = 200
MOST_OFFSET = 20.0


def _kinds() -> dict[str, str]:
    """What can be printed, by the French and English words for it."""
    names = {
        "cards": ("cards", "cartes"),
        "canvas": ("canvas", "feuilles", "feuille"),
        "tents": ("tents", "chevalets"),
        "badges": ("badges",),
        "calibration": ("calibration", "réglage"),
    }
    return {word: kind for kind, words in names.items() for word in words}


def read_offset(value: str) -> float:
    """Millimetres with a comma or a point, at most two centimetres either way."""
    try:
        found = float(value.replace(",", ".").strip())
    except ValueError:
        found = MOST_OFFSET + 1
    if not abs(found) <= MOST_OFFSET:
        raise typer.BadParameter(
            _("« {value} » n’est pas un décalage : des millimètres, de -20 à 20, comme 0,5.").format(value=value)
        )
    return found


@app.command(cls=Command)
def print_(
    what: Annotated[
        str,
        typer.Argument(metavar=_("QUOI"), help=_("cartes, feuilles, chevalets, badges ou réglage.")),
    ],
    plan: Annotated[
        str | None,
        typer.Argument(
            metavar="PLAN.yaml",
            show_default=False,
            help=_("Un plan : ses mains plutôt que tout le jeu, ses tables, ses mots de mandat."),
        ),
    ] = None,
    size: Annotated[
        str, typer.Option("--size", metavar=_("TAILLE"), help=_("Taille des cartes : a6 (par défaut), a5 ou poker."))
    ] = "a6",
    flip: Annotated[
        str | None,
        typer.Option(
            "--flip", metavar=_("BORD"), help=_("Bord sur lequel l’imprimante retourne les feuilles : long ou court.")
        ),
    ] = None,
    ink: InkOption = "normal",
    copies: Annotated[
        int,
        typer.Option(
            "--copies",
            metavar=_("NOMBRE"),
            parser=whole_number(1, MOST_COPIES),
            help=_("Combien de fois chaque carte."),
        ),
    ] = 1,
    blank: Annotated[
        int | None,
        typer.Option(
            "--blank",
            metavar=_("NOMBRE"),
            parser=whole_number(0, MOST_COPIES),
            help=_("Combien de cartes blanches en plus."),
        ),
    ] = None,
    card: Annotated[
        list[str], typer.Option("--card", metavar=_("CARTES"), help=_("Seulement ces cartes : A1,B2."))
    ] = [],  # noqa: B006 - typer copies defaults
    own: Annotated[
        bool,
        typer.Option(
            "--own", help=_("Seulement vos cartes : celles que vos jeux ajoutent, ou racontent à leur façon.")
        ),
    ] = False,
    fronts_only: Annotated[
        bool, typer.Option("--fronts-only", help=_("Les rectos seuls, pour une imprimante sans recto verso."))
    ] = False,
    paper: PaperOption = "a4",
    people: PeopleOption = None,
    offset_x: Annotated[
        float | None,
        typer.Option(
            "--offset-x",
            metavar="MM",
            parser=read_offset,
            help=_("De combien déplacer les versos vers la droite ; gardé pour la suite."),
        ),
    ] = None,
    offset_y: Annotated[
        float | None,
        typer.Option(
            "--offset-y",
            metavar="MM",
            parser=read_offset,
            help=_("De combien déplacer les versos vers le bas ; gardé pour la suite."),
        ),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar=_("FICHIER"),
            parser=read_text,
            help=_("Le fichier PDF à écrire ; un nom en .png ou un dossier donne une image par carte."),
        ),
    ] = None,
    force: ForceOption = False,
    deck: DeckOption = [],  # noqa: B006
) -> None:
    """Imprimer cartes à découper, feuilles à écrire, chevalets et badges.

    Les cartes A6 : quatre par feuille A4, deux coups de massicot, recto verso.
    Imprimez sans mise à l’échelle (100 %). Si recto et verso ne tombent pas
    l’un sur l’autre : territoires print réglage.

    Exemples :
      territoires print cartes
      territoires print cartes plan.yaml --size a5 -o mains.pdf
      territoires print cartes --deck mon-jeu --own
      territoires print feuilles plan.yaml --paper a3
      territoires print badges plan.yaml --people participants.csv
      territoires print réglage
    """
    kind = find(what, _kinds())
    if kind is None:
        raise RequestError(
            _("« {what} » ne s’imprime pas : écrivez cartes, feuilles, chevalets, badges ou réglage.").format(what=what)
        )
    from territoires_cli.cli.printing import Order, deliver_print

    deliver_print(
        Order(
            kind=kind,
            plan=plan,
            size=size,
            flip=flip,
            ink=ink,
            copies=copies,
            blanks=blank,
            cards=tuple(card),
            is_own=own,
            fronts_only=fronts_only,
            paper=paper,
            people=people,
            offset=(offset_x, offset_y),
            output=output,
            decks=tuple(deck),
        ),
        force=force,
    )
