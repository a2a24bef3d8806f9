"""`territoires show`: one or several cards of any kind, in full, on the screen or in a file."""

from typing import Annotated

import typer

from territoires_cli.cli.options import Command, DeckOption, ForceOption, JsonOption, new_app, roots_of
from territoires_cli.decks import read_deck
from territoires_cli.documents.show import show_data, show_document
from territoires_cli.errors import TerritoiresError
from territoires_cli.models.deck import Deck
from territoires_cli.models.index import Entry
from territoires_cli.names import find
from territoires_cli.selecting import card_names, find_card
from territoires_cli.translation import gettext as _
from territoires_cli.ui.output import show, write_json

app = new_app()


def complete_card(incomplete: str) -> list[tuple[str, str]]:
    """Codes and ids of cards that begin as typed."""
    names = [(name, entry.title) for entry in read_deck(roots_of([])).index for name in (entry.code, entry.id) if name]
    return [(name, title) for name, title in names if name.casefold().startswith(incomplete.casefold())]


@app.command(cls=Command)
def show_(
    cards: Annotated[
        list[str],
        typer.Argument(
            metavar=_("CARTE"), help=_("Code, id ou titre d’une carte de toute sorte."), autocompletion=complete_card
        ),
    ],
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar=_("FICHIER"),
            help=_("Écrire dans un fichier : carte.pdf ou .png (la carte imprimée), .docx, .html, .md ou .json."),
        ),
    ] = None,
    force: ForceOption = False,
    json: JsonOption = False,
    deck: DeckOption = [],  # noqa: B006 - typer copies defaults
) -> None:
    """Lire une ou plusieurs cartes de toute sorte en entier.

    Exemples :
      territoires show A1
      territoires show FA05 la-colloc lorient
      territoires show repair-cafe "Budget participatif"
      territoires show B1 B2 > cartes.md
      territoires show A1 -o carte.pdf
    """
    read = read_deck(roots_of(deck))
    found = find_all(read, cards)
    if output is not None:
        from territoires_cli.cli.show_file import save_cards

        save_cards(output, found, read, deck, force=force)
    elif json:
        write_json(show_data(found, read))
    else:
        show(show_document(found, read, deck))


def find_all(deck: Deck, wanted: list[str]) -> list[Entry]:
    """Each card, once, in the order asked; several words may also be one title without quotes."""
    title = " ".join(wanted)
    if len(wanted) > 1:
        names = card_names(deck)
        if find(title, names) is not None and any(find(name, names) is None for name in wanted):
            return [find_card(deck, title)]
    try:
        found = [find_card(deck, name) for name in wanted]
    except TerritoiresError:
        if len(wanted) == 1:
            raise
        try:
            found = [find_card(deck, title)]
        except TerritoiresError:
            found = [find_card(deck, name) for name in wanted]
    return list({card.id: card for card in found}.values())
