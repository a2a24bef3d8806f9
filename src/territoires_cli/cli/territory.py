"""CITY|FILE: a suffix, a path separator or `-` means a file, anything else a city of the deck."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from territoires_cli.cli.options import readable_name, roots_of
from territoires_cli.decks import read_city, read_city_or_words, read_deck, read_said
from territoires_cli.errors import ContentError, TerritoiresError
from territoires_cli.models.city import City, slug
from territoires_cli.models.deck import Deck
from territoires_cli.names import enumerate_in_french, find, nearest
from territoires_cli.quoting import command_line
from territoires_cli.translation import gettext as _

SHEETS = (".csv", ".ods", ".xlsx", ".xls")
"""How the files of spreadsheets end."""


def complete_city(incomplete: str) -> list[tuple[str, str]]:
    """The deck's cities whose id begins as typed."""
    return [(city.id, city.name) for city in read_deck(roots_of([])).cities if city.id.startswith(incomplete.lower())]


CityArgument = Annotated[
    str,
    typer.Argument(
        metavar=_("VILLE|FICHIER"),
        show_default=False,
        help=_("Une ville du jeu (lorient), ou le fichier de votre territoire (ma-ville.yaml, ou - pour l’entrée)."),
        autocompletion=complete_city,
    ),
]


def _standard_input() -> str:
    """What arrives on stdin, read as UTF-8 like any file, whatever the locale says."""
    try:
        return _read_bounded().decode("utf-8-sig")
    except UnicodeDecodeError:
        from territoires_cli.problems import Problem

        message = _("ce texte n’est pas en UTF-8 : enregistrez-le de nouveau dans ce codage")
        raise ContentError([Problem("-", 1, 1, "", message)]) from None


def _read_bounded() -> bytes:
    from territoires_cli.safe_yaml import MAX_BYTES

    raw = sys.stdin.buffer.read(MAX_BYTES + 1)
    if len(raw) > MAX_BYTES:
        raise TerritoiresError(_("Le texte reçu est trop long (plus de {size} octets).").format(size=MAX_BYTES))
    return raw


def refuse_sheet(name: str) -> None:
    """Raise TerritoiresError for a sheet of cards, which describes no territory."""
    if Path(name).suffix.lower() in SHEETS and Path(name).is_file():
        raise TerritoiresError(
            _(
                "« {path} » est une feuille de tableur, et non la description d’un territoire. "
                "Pour en faire des cartes : territoires deck import {typed} -o mon-jeu"
            ).format(path=name, typed=command_line([name]))
        )


def find_city(deck: Deck, wanted: str) -> City:
    """The city named, or read from a file. Raises TerritoiresError or ContentError."""
    if wanted == "-":
        return read_city_or_words(_standard_input(), "-", deck)
    readable_name(wanted)
    refuse_sheet(wanted)
    if Path(wanted).suffix.lower() in (".yaml", ".yml") and not Path(wanted).exists():
        raise TerritoiresError(
            _(
                "Le fichier « {path} » n’existe pas : vérifiez son nom et le dossier où vous êtes. "
                "Pour l’écrire, question après question : territoires new city"
            ).format(path=wanted)
        )
    if Path(wanted).suffix.lower() in (".txt", ".md"):
        return read_said(Path(wanted))
    if Path(wanted).suffix or "/" in wanted or "\\" in wanted:
        return read_city(Path(wanted), deck)
    city = find(wanted, {name: city for city in deck.cities for name in (city.id, city.name)})
    if city is not None:
        return city
    for suffix in (".yaml", ".yml"):
        if Path(f"{wanted}{suffix}").is_file():
            raise TerritoiresError(
                _(
                    "La ville « {name} » n’est pas dans le jeu, mais le fichier {file} est ici : donnez son nom entier."
                ).format(name=wanted, file=f"{wanted}{suffix}")
            )
    close = nearest(wanted, [city.id for city in deck.cities])
    if close:
        message = _("La ville « {name} » n’est pas dans le jeu. Vouliez-vous dire {names} ?").format(
            name=wanted, names=enumerate_in_french(close, _("ou"))
        )
    elif deck.cities:
        message = _("La ville « {name} » n’est pas dans le jeu (villes : {names}).").format(
            name=wanted, names=", ".join(city.id for city in deck.cities)
        )
    else:
        message = _("La ville « {name} » n’est pas dans ce jeu, qui n’en a aucune.").format(name=wanted)
    raise TerritoiresError(
        _("{message} Pour votre territoire, donnez le nom de son fichier, par exemple : {file}").format(
            message=message, file=f"{slug(wanted)}.yaml"
        )
    )
