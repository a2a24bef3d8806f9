"""`territoires kit`: everything the room needs, in one folder that goes straight to the printer."""

from pathlib import Path
from typing import Annotated

import typer

from territoires_cli.cli.options import (
    Command,
    DeckOption,
    ForceOption,
    InkOption,
    PaperOption,
    PeopleOption,
    RoundsOption,
    new_app,
    readable_name,
)
from territoires_cli.cli.plan_file import open_plan
from territoires_cli.translation import gettext as _
from territoires_cli.ui.output import progress, say

app = new_app()


@app.command(cls=Command)
def kit(
    plan: Annotated[
        str,
        typer.Argument(metavar="PLAN.yaml", show_default=False, help=_("Un plan écrit par : plan … -o plan.yaml.")),
    ],
    output: Annotated[
        str, typer.Option("--output", "-o", metavar=_("DOSSIER"), help=_("Le dossier à écrire : kit/ par défaut."))
    ] = "kit",
    people: PeopleOption = None,
    rounds: RoundsOption = 1,
    size: Annotated[
        str, typer.Option("--size", metavar=_("TAILLE"), help=_("Taille des cartes : a6 (par défaut) ou a5."))
    ] = "a6",
    ink: InkOption = "normal",
    paper: PaperOption = "a4",
    force: ForceOption = False,
    deck: DeckOption = [],  # noqa: B006 - typer copies defaults
) -> None:
    """Préparer tout ce que la salle demande : un dossier de fichiers à imprimer.

    Papiers, cartes de chaque table, jeu complet, feuilles à écrire,
    chevalets, badges, et une page qui dit quoi imprimer, sur quel papier,
    en combien de copies, quoi couper.

    Exemples :
      territoires kit plan.yaml
      territoires kit plan.yaml -o kit-lorient/ --people participants.csv
      territoires kit plan.yaml -o kit-a5/ --size a5 --ink low
    """
    from territoires_cli.cli.papers import folder_for
    from territoires_cli.cli.printing import one_of
    from territoires_cli.configuration import read_printer
    from territoires_cli.render.cut_cards import Printing
    from territoires_cli.render.kit import kit_length, make_kit
    from territoires_cli.store import plan_to_yaml
    from territoires_cli.trees import refuse_existing, write_folder

    target = Path(readable_name(output))
    refuse_existing(target, force=force)
    papers = one_of(paper, {"a4": "a4", "a3": "a3"}, "--paper")
    printer = read_printer()
    printing = Printing(
        size=one_of(size, {"a6": "a6", "a5": "a5"}, "--size"),
        flip=printer.flip,
        is_low=one_of(ink, {"normal": False, "low": True, "économe": True}, "--ink"),
        offset=(printer.offset_x, printer.offset_y),
    )
    made, folder = folder_for(open_plan(plan, deck), people, rounds)
    files = {"plan.yaml": plan_to_yaml(made.plan).encode("utf-8")}
    remarks: dict[str, None] = {}
    pieces = make_kit(folder, printing, papers)  # type: ignore[arg-type]
    for piece in progress(pieces, kit_length(folder) + 1, _("Préparation du kit")):
        files[piece.piece.name] = piece.content
        remarks |= dict.fromkeys(piece.remarks)
    write_folder(target, dict(sorted(files.items())), force=force)
    for remark in remarks:
        say(remark)
    say(
        _("{count} fichiers écrits dans : {path}. Commencez par {guide}.").format(
            count=len(files), path=target, guide=target / _("00-lisez-moi.pdf")
        )
    )
