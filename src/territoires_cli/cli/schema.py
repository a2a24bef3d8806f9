"""`territoires schema`: what may be written in each kind of file, for editors and programs."""

from typing import Annotated

import typer

from territoires_cli.cli.options import Command, DeckOption, new_app, roots_of
from territoires_cli.translation import gettext as _
from territoires_cli.ui.output import show_rows, write_json

app = new_app()


@app.command(cls=Command)
def schema(
    kind: Annotated[
        str | None,
        typer.Argument(
            metavar=_("SORTE"),
            show_default=False,
            help=_("card (carte), action (fiche), format, deck (jeu), city (ville)… ; sans elle, la liste."),
        ),
    ] = None,
    deck: DeckOption = [],  # noqa: B006 - typer copies defaults
) -> None:
    """Dire ce qui peut s’écrire dans chaque sorte de fichier d’un jeu.

    Le résultat est un schéma JSON, que lisent les éditeurs de texte : ils
    proposent alors les champs, les expliquent et soulignent les erreurs.
    Les fichiers que « territoires new » écrit y renvoient déjà.

    Exemples :
      territoires schema
      territoires schema card
      territoires schema fiche > action.json
    """
    from territoires_cli.schemas import json_schema, kind_names, kinds

    if kind is None:
        titles = (_("Sorte"), _("En français"), _("Ce qu’elle décrit"))
        show_rows(titles, [(name, known.names[0], known.use) for name, known in kinds().items()])
        return
    from territoires_cli.decks import read_deck
    from territoires_cli.links import names_by_field
    from territoires_cli.selecting import find_name

    found = find_name(_("sorte de fichier"), kind, kind_names())
    write_json(json_schema(found, names_by_field(read_deck(roots_of(deck)))))
