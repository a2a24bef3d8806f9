"""`territoires harvest`: what the tables wrote on paper, typed in with the numbers of the transcription grid."""

import sys
from collections.abc import Iterator
from contextlib import suppress
from typing import Annotated

import typer

from territoires_cli.cli.options import Command, DeckOption, new_app
from territoires_cli.quoting import command_line
from territoires_cli.translation import gettext as _
from territoires_cli.translation import ngettext

app = new_app()


@app.command(cls=Command)
def harvest(
    session: Annotated[
        str | None,
        typer.Argument(
            metavar=_("SÉANCE|PLAN.yaml"),
            show_default=False,
            help=_("Une séance gardée (la dernière par défaut), ou le plan d’un atelier mené sans ordinateur."),
        ),
    ] = None,
    deck: DeckOption = [],  # noqa: B006 - typer copies defaults
) -> None:
    """Saisir ce que les tables ont écrit, avec les numéros de la grille.

    Une ligne par entrée : « 2.3 g La Colloc le fait déjà » garde la
    troisième carte de la table 2 ; « 2.12 Ouvrir le samedi ; qui : Mme X ;
    avant le 3 mars » est une proposition. Chaque ligne est sur le disque
    avant d’être relue. ? donne l’aide, quitter termine.

    Exemples :
      territoires harvest plan.yaml
      territoires harvest 2027-03-03-lorient
      territoires harvest < lignes.txt
    """
    from territoires_cli.cli.session_file import folder_of, leave, take
    from territoires_cli.ui.dialogue import Dialogue
    from territoires_cli.ui.output import say, write

    folder, is_new = folder_of(session, deck, goes_on=True)
    with take(folder, deck) as recorder:
        if recorder.journal.torn:
            say(_("La dernière ligne du journal était coupée : elle est mise de côté dans journal.torn."))
        talk = Dialogue(recorder, lambda line: write(f"{line}\n"), is_live=False)
        if is_new:
            say(_("Séance ouverte : {name}.").format(name=folder.name))
        if sys.stdin.isatty():
            say(_("Tapez une ligne par entrée ; ? pour l’aide, reste pour voir ce qui manque, quitter à la fin."))
            talk.follow(typed())
        else:
            talk.follow(sys.stdin, numbered=True)
        count = len(recorder.session.entries)
        leave(recorder)
    kept = ngettext(
        "{count} entrée gardée dans la séance {name}.", "{count} entrées gardées dans la séance {name}.", count
    )
    say(kept.format(count=count, name=folder.name))
    say(_("Ensuite : territoires report {name} -o compte-rendu.pdf").format(name=command_line([folder.name])))
    if talk.refused and not sys.stdin.isatty():
        raise typer.Exit(1)


def typed(prompt: str = "› ") -> Iterator[str]:
    """What is typed at the keyboard, line by line, until the end of input or an interruption."""
    with suppress(ImportError):  # arrows and history, where the system has them
        import readline  # noqa: F401 - its import is what it does
    while True:
        try:
            yield input(prompt)
        except (EOFError, KeyboardInterrupt):
            sys.stderr.write("\n")
            return
