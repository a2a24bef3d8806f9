"""CITY|FILE: a suffix, a path separator or `-` means a file, anything else a city of the deck."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from territoires_cli.decks import read_city, read_city_text, read_deck
from territoires_cli.errors import TerritoiresError
from territoires_cli.models.city import City
from territoires_cli.models.deck import Deck
from territoires_cli.names import enumerate_in_french, find, nearest
from territoires_cli.translation import gettext as _


def complete_city(incomplete: str) -> list[tuple[str, str]]:
    """The deck's cities whose id begins as typed."""
    return [(city.id, city.name) for city in read_deck().cities if city.id.startswith(incomplete.lower())]


CityArgument = Annotated[
    str,
    typer.Argument(
        metavar=_("VILLE|FICHIER"),
        show_default=False,
        help=_("Une ville du jeu (lorient), ou le fichier de votre territoire (ma-ville.yaml, ou - pour l’entrée)."),
        autocompletion=complete_city,
    ),
]


def find_city(deck: Deck, wanted: str) -> City:
    """The city named, or read from a file. Raises TerritoiresError or ContentError."""
    if wanted == "-":
        return read_city_text(sys.stdin.read(), "-", deck)
    if Path(wanted).suffix or "/" in wanted or "\\" in wanted:
        return read_city(Path(wanted), deck)
    city = find(wanted, {name: city for city in deck.cities for name in (city.id, city.name)})
    if city is not None:
        return city
    close = nearest(wanted, [city.id for city in deck.cities])
    if close:
        message = _("La ville « {name} » n’est pas dans le jeu. Vouliez-vous dire {names} ?").format(
            name=wanted, names=enumerate_in_french(close, _("ou"))
        )
    else:
        message = _("La ville « {name} » n’est pas dans le jeu (villes : {names}).").format(
            name=wanted, names=", ".join(city.id for city in deck.cities)
        )
    raise TerritoiresError(
        _("{message} Pour votre territoire, donnez un fichier : territoires plan {name}.yaml").format(
            message=message, name=wanted
        )
    )
