"""`territoires render`: the document of a plan that was kept, and perhaps changed by hand."""

from typing import Annotated

import typer

from territoires_cli.cli.options import Command, DeckOption, ForceOption, JsonOption, PlanOption, new_app
from territoires_cli.cli.plan_file import open_plan
from territoires_cli.cli.plan_output import deliver, read_plan_target
from territoires_cli.translation import gettext as _

app = new_app()


@app.command(cls=Command)
def render(
    plan: Annotated[
        str,
        typer.Argument(metavar="PLAN.yaml", show_default=False, help=_("Un plan écrit par : plan … -o plan.yaml.")),
    ],
    output: PlanOption = None,
    force: ForceOption = False,
    json: JsonOption = False,
    deck: DeckOption = [],  # noqa: B006 - typer copies defaults
) -> None:
    """Refaire le document d’un plan gardé en YAML, corrigé à la main ou non.

    Ce que vous avez changé reste ; ce qui en dépend (durée, heures, places,
    rôles des cartes) est recalculé, et dit.

    Exemples :
      territoires render plan.yaml -o plan.md
      territoires render plan.yaml -o plan-relu.yaml
    """
    target = read_plan_target(output, json=json)
    deliver(open_plan(plan, deck), target, json=json, force=force)
