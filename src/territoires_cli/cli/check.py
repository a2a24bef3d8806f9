"""`territoires check`: every problem of a deck or of a part of it at once, with file, line and column."""

import sys
from typing import Annotated

import typer

from territoires_cli.cli.options import Command, JsonOption, new_app, readable_name, roots_of
from territoires_cli.errors import ContentError
from territoires_cli.translation import gettext as _
from territoires_cli.translation import ngettext
from territoires_cli.ui.output import say, turned, write, write_json

app = new_app()


@app.command(cls=Command)
def check(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar=_("CHEMIN"),
            show_default=False,
            help=_(
                "Dossier ou archive d’un jeu, partie d’un jeu, ou fichier d’un territoire ; sans précision, vos jeux habituels."
            ),
        ),
    ] = [],  # noqa: B006 - typer copies defaults
    print_: Annotated[
        bool,
        typer.Option(
            "--print", help=_("Mesurer aussi chaque carte à chaque taille d’impression, et dire ce qui déborde.")
        ),
    ] = False,
    json: JsonOption = False,
) -> None:
    """Vérifier un jeu, une partie d’un jeu ou le fichier d’un territoire.

    Champs, liens, sources, années, limites d’impression : tout à la fois.
    Chaque ligne dit où corriger : fichier, ligne, colonne, champ ; en dessous,
    la ligne fautive et, quand elle est connue, la ligne corrigée.

    Exemples :
      territoires check
      territoires check mon-jeu/
      territoires check mon-jeu/practices/A1-covoiturage.yaml
      territoires check ma-ville.yaml
      territoires check --print
    """
    from territoires_cli.cli.territory import refuse_sheet
    from territoires_cli.inspecting import decks_among, inspect
    from territoires_cli.installed import decks_below, place_named

    for path in paths:
        refuse_sheet(path)
    usual = roots_of([])
    roots = [place_named(readable_name(path)) for path in paths] or usual
    below = [deck for root in decks_among(roots) for deck in decks_below(root)]
    found = inspect(roots, usual, below)
    if print_ and not any(problem.severity == "error" for problem in found.problems):
        from territoires_cli.decks import read_deck
        from territoires_cli.places import deck_folders
        from territoires_cli.render.overflowing import overflow_problems

        decks = [*below, *decks_among(roots)]
        if decks or not roots:
            found.problems.extend(overflow_problems(read_deck(decks), deck_folders(decks)))
    errors = [problem for problem in found.problems if problem.severity == "error"]
    if json:
        from dataclasses import asdict

        write_json([asdict(problem) for problem in found.problems])
    else:
        from territoires_cli.excerpts import tell_problems

        told = tell_problems(found.problems)
        write(f"{turned(told, sys.stdout)}\n" if told else "")
        say(_summary(len(errors), len(found.problems) - len(errors)))
        if found.elsewhere:
            say(
                ngettext(
                    "Le même jeu a {count} erreur ailleurs : vérifiez-le en entier.",
                    "Le même jeu a {count} erreurs ailleurs : vérifiez-le en entier.",
                    found.elsewhere,
                ).format(count=found.elsewhere)
            )
    if errors:
        raise typer.Exit(ContentError.exit_code)


def _summary(errors: int, warnings: int) -> str:
    return _("{errors}, {warnings}.").format(
        errors=ngettext("{count} erreur", "{count} erreurs", errors).format(count=errors),
        warnings=ngettext("{count} avertissement", "{count} avertissements", warnings).format(count=warnings),
    )
