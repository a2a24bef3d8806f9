"""`territoires check`: every problem of a deck at once, with file, line and column."""

from typing import Annotated

import typer

from territoires_cli.cli.options import Command, JsonOption, new_app, roots_of
from territoires_cli.decks import problems_of
from territoires_cli.errors import ContentError
from territoires_cli.translation import gettext as _
from territoires_cli.translation import ngettext
from territoires_cli.typography import clean
from territoires_cli.ui.output import say, write, write_json

app = new_app()


@app.command(cls=Command)
def check(
    decks: Annotated[
        list[str],
        typer.Argument(
            metavar=_("DOSSIER"), show_default=False, help=_("Dossier d’un jeu ; sans précision, le jeu livré.")
        ),
    ] = [],  # noqa: B006 - typer copies defaults
    json: JsonOption = False,
) -> None:
    """Vérifier les fichiers d’un jeu.

    Champs, liens, sources, limites d’impression, typographie : tout à la fois.

    Exemples :
      territoires check
      territoires check mon-jeu/
    """
    problems = problems_of(roots_of(decks))
    errors = [problem for problem in problems if problem.severity == "error"]
    if json:
        from dataclasses import asdict

        write_json([asdict(problem) for problem in problems])
    else:
        write("".join(f"{clean(str(problem))}\n" for problem in problems))
        say(_summary(len(errors), len(problems) - len(errors)))
    if errors:
        raise typer.Exit(ContentError.exit_code)


def _summary(errors: int, warnings: int) -> str:
    return _("{errors}, {warnings}.").format(
        errors=ngettext("{count} erreur", "{count} erreurs", errors).format(count=errors),
        warnings=ngettext("{count} avertissement", "{count} avertissements", warnings).format(count=warnings),
    )
