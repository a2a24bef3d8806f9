"""`territoires render`: the papers of a plan that was kept, and perhaps changed by hand."""

from pathlib import Path
from typing import Annotated

import typer

from territoires_cli.cli.options import (
    Command,
    DeckOption,
    ForceOption,
    JsonOption,
    PeopleOption,
    RoundsOption,
    new_app,
)
from territoires_cli.cli.plan_file import open_plan
from territoires_cli.cli.plan_output import deliver, read_plan_target
from territoires_cli.errors import RequestError
from territoires_cli.translation import gettext as _

app = new_app()


@app.command(cls=Command)
def render(
    plan: Annotated[
        str,
        typer.Argument(metavar="PLAN.yaml", show_default=False, help=_("Un plan écrit par : plan … -o plan.yaml.")),
    ],
    doc: Annotated[
        list[str],
        typer.Option(
            "--doc",
            metavar=_("NOM"),
            help=_(
                "Quel document : territoires list --kind document. Plusieurs s’ils sont séparés par des virgules ; all pour tous."
            ),
        ),
    ] = [],  # noqa: B006 - typer copies defaults
    people: PeopleOption = None,
    rounds: RoundsOption = 1,
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar=_("FICHIER|DOSSIER"),
            help=_("Écrire dans un fichier (plan.md, plan.yaml), ou dans un dossier s’il y a plusieurs documents."),
        ),
    ] = None,
    force: ForceOption = False,
    json: JsonOption = False,
    deck: DeckOption = [],  # noqa: B006
) -> None:
    """Refaire les documents d’un plan gardé en YAML, corrigé à la main ou non.

    Ce que vous avez changé reste ; ce qui en dépend (durée, heures, places,
    rôles des cartes) est recalculé, et dit. Les noms des personnes ne sont
    lus que pour les places, l’émargement et les fiches d’hôte.

    Exemples :
      territoires render plan.yaml -o plan.md
      territoires render plan.yaml --doc conducteur
      territoires render plan.yaml --doc places --people participants.csv
      territoires render plan.yaml --doc all -o dossier/
    """
    if not doc:
        if people is not None or rounds != 1:
            raise RequestError(
                _("Le plan entier ne nomme personne : ajoutez --doc places, --doc emargement ou --doc hote.")
            )
        target = read_plan_target(output, json=json)
        deliver(open_plan(plan, deck), target, json=json, force=force)
        return
    if json:
        raise RequestError(_("--json donne les décisions du plan, et --doc ses documents : choisissez."))
    from territoires_cli.cli.papers import deliver_papers, papers_asked

    wanted = papers_asked(doc)
    if people is not None and not any(paper.is_named for paper in wanted):
        raise RequestError(_("Ces documents ne nomment personne : --people sert à places, emargement et hote."))
    folder = output is not None and (len(wanted) > 1 or Path(output).is_dir() or output.endswith(("/", "\\")))
    deliver_papers(open_plan(plan, deck), wanted, people, rounds, output, is_folder=folder, force=force)
