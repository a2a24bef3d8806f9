"""`territoires match`: the practices ranked for a territory's challenges, with reasons."""

from typing import Annotated

import typer

from territoires_cli.advising import match_actions
from territoires_cli.cli.options import Command, DeckOption, JsonOption, new_app, read_text, roots_of, whole_number
from territoires_cli.cli.territory import CityArgument, find_city
from territoires_cli.decks import read_deck
from territoires_cli.documents.match import match_data, match_document
from territoires_cli.documents.writing import command_line
from territoires_cli.errors import RequestError
from territoires_cli.matching import match_city
from territoires_cli.models.city import City
from territoires_cli.translation import gettext as _
from territoires_cli.ui.output import show, write_json

app = new_app()

SHOWN_BY_DEFAULT = 10
MOST_SHOWN = 1000


@app.command(cls=Command)
def match(
    city: CityArgument = "",
    text: Annotated[
        str | None,
        typer.Option(
            "--text",
            metavar=_("PHRASES"),
            parser=read_text,
            help=_("Ce que dit le territoire, avec ses mots, entre guillemets."),
        ),
    ] = None,
    limit: Annotated[
        int,
        typer.Option(
            "--limit",
            "-n",
            metavar=_("NOMBRE"),
            parser=whole_number(1, MOST_SHOWN),
            help=_("Nombre de cartes montrées."),
        ),
    ] = SHOWN_BY_DEFAULT,
    json: JsonOption = False,
    deck: DeckOption = [],  # noqa: B006 - typer copies defaults
) -> None:
    """Classer les cartes pour les défis d’un territoire, avec les raisons.

    Exemples :
      territoires match lorient
      territoires match ma-ville.yaml
      territoires match --text "La dernière épicerie a fermé en mars."
    """
    if bool(city) == bool(text):
        raise RequestError(
            _("Donnez une ville, un fichier, ou un texte avec --text (l’un des trois) : territoires match lorient")
        )
    read = read_deck(roots_of(deck))
    territory = (
        find_city(read, city) if city else City(id="votre-territoire", name=_("votre territoire"), statement=text)
    )
    matching = match_city(read, territory)
    actions = match_actions(read, matching)
    if json:
        write_json(match_data(matching, actions))
        return
    roots = [word for root in deck for word in ("--deck", root)]
    show(
        match_document(
            matching,
            actions,
            limit,
            command_line(["territoires", "plan", city, *roots]) if city not in ("", "-") else None,
        )
    )
