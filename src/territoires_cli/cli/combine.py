"""`territoires combine`: the project that several cards make together, or fertile pairs for a city."""

from typing import Annotated

import typer

from territoires_cli.cli.files import document_kinds, read_target, save_document
from territoires_cli.cli.options import (
    Command,
    DeckOption,
    DocumentOption,
    ForceOption,
    JsonOption,
    new_app,
    roots_of,
    whole_number,
)
from territoires_cli.cli.show import complete_card, find_all
from territoires_cli.cli.territory import complete_city, find_city
from territoires_cli.combining import MOST_COMBINED, combine_cards
from territoires_cli.decks import read_deck
from territoires_cli.documents.combine import combination_document
from territoires_cli.documents.combine_data import combination_data, pairs_data
from territoires_cli.documents.pairs import pairs_document
from territoires_cli.errors import RequestError
from territoires_cli.matching import match_city
from territoires_cli.models.deck import Deck
from territoires_cli.models.index import Entry
from territoires_cli.pairing import propose_pairs
from territoires_cli.quoting import command_line
from territoires_cli.translation import gettext as _
from territoires_cli.ui.output import show, write_json

app = new_app()

PAIRS_BY_DEFAULT = 5
MOST_PAIRS = 50


@app.command(cls=Command)
def combine(
    cards: Annotated[
        list[str],
        typer.Argument(
            metavar=_("CARTE"),
            show_default=False,
            help=_("Deux cartes ou plus : pratiques, fiches action, cas ; par code, id ou titre."),
            autocompletion=complete_card,
        ),
    ] = [],  # noqa: B006 - typer copies defaults
    city: Annotated[
        str | None,
        typer.Option(
            "--city",
            metavar=_("VILLE|FICHIER"),
            help=_("Le territoire où le projet se ferait : une ville du jeu, ou votre fichier."),
            autocompletion=complete_city,
        ),
    ] = None,
    limit: Annotated[
        int,
        typer.Option(
            "--limit",
            "-n",
            metavar=_("NOMBRE"),
            parser=whole_number(1, MOST_PAIRS),
            help=_("Nombre de paires proposées, sans carte."),
        ),
    ] = PAIRS_BY_DEFAULT,
    output: DocumentOption = None,
    force: ForceOption = False,
    json: JsonOption = False,
    deck: DeckOption = [],  # noqa: B006
) -> None:
    """Combiner des cartes en un projet : renforts, premiers pas, tensions, précédents.

    Sans carte, propose à un territoire des cartes qui vont bien ensemble.

    Exemples :
      territoires combine A1 B1
      territoires combine coworking espaces-vacants la-colloc --city lorient
      territoires combine --city ma-ville.yaml
    """
    target = read_target(output, document_kinds())
    if target is not None and json:
        raise RequestError(_("Choisissez entre --json, qui écrit à l’écran, et -o, qui écrit dans un fichier."))
    if not cards and city is None:
        raise RequestError(
            _("Donnez deux cartes (territoires combine A1 B1) ou un territoire (territoires combine --city lorient).")
        )
    read = read_deck(roots_of(deck))
    matching = match_city(read, find_city(read, city)) if city is not None else None
    if cards:
        made = combine_cards(read, _chosen(read, cards), matching)
        data = combination_data(made, matching)
        document = combination_document(made, read, matching, city, deck)
    elif matching is not None and city is not None:
        pairs = propose_pairs(read, matching, limit)
        data = pairs_data(pairs, matching)
        document = pairs_document(pairs, read, matching, city, deck)
    if json:
        write_json(data)
    elif target is not None:
        save_document(target, document, force=force)
    else:
        show(document)


def _chosen(deck: Deck, cards: list[str]) -> list[Entry]:
    """The cards named, each once. Raises RequestError where they can't make a project together."""
    entries = find_all(deck, cards)
    if len(entries) < 2:
        raise RequestError(
            _("Il faut au moins deux cartes différentes, par exemple : territoires combine {name} {other}").format(
                name=command_line([entries[0].code or entries[0].id]), other=command_line([_another(deck, entries[0])])
            )
        )
    if len(entries) > MOST_COMBINED:
        raise RequestError(_("Au-delà de {most} cartes, un projet ne se raconte plus.").format(most=MOST_COMBINED))
    if not any(entry.kind in ("practice", "action") for entry in entries):
        raise RequestError(
            _("Il faut au moins une pratique ou une fiche action : les cas montrent, mais ne disent pas quoi faire.")
        )
    return entries


def _another(deck: Deck, entry: Entry) -> str:
    """A practice or sheet that goes with a card: one it is tied to, or else another one of the deck."""
    tied = [deck.entry[tie.to] for tie in entry.ties] + list(deck.index)
    other = next(item for item in tied if item.kind in ("practice", "action") and item.id != entry.id)
    return other.code or other.id
