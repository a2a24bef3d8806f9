"""`territoires show`: one or several cards in full."""

from typing import Annotated

import typer

from territoires_cli.cli.options import Command, DeckOption, JsonOption, new_app, roots_of
from territoires_cli.decks import read_deck
from territoires_cli.documents.card import card_document
from territoires_cli.errors import TerritoiresError
from territoires_cli.models.cards import PracticeCard
from territoires_cli.models.deck import Deck
from territoires_cli.selecting import find_practice
from territoires_cli.translation import gettext as _
from territoires_cli.ui.output import show, write_json

app = new_app()


def _complete(incomplete: str) -> list[tuple[str, str]]:
    return [(card.code, card.title) for card in read_deck().practices if card.code.startswith(incomplete.upper())]


@app.command(cls=Command)
def show_(
    cards: Annotated[
        list[str],
        typer.Argument(metavar=_("CARTE"), help=_("Code, id ou titre d’une carte."), autocompletion=_complete),
    ],
    json: JsonOption = False,
    deck: DeckOption = [],  # noqa: B006 - typer copies defaults
) -> None:
    """Lire une ou plusieurs cartes en entier.

    Exemples :
      territoires show A1
      territoires show repair-cafe "Budget participatif"
      territoires show B1 B2 > cartes.md
    """
    read = read_deck(roots_of(deck))
    found = _find_all(read, cards)
    if json:
        write_json([card.model_dump(mode="json") for card in found])
    else:
        show(card_document(found, read))


def _find_all(deck: Deck, wanted: list[str]) -> list[PracticeCard]:
    """Each card, once, in the order asked; several words may also be one title without quotes."""
    try:
        found = [find_practice(deck, name) for name in wanted]
    except TerritoiresError:
        if len(wanted) == 1:
            raise
        try:
            found = [find_practice(deck, " ".join(wanted))]
        except TerritoiresError:
            found = [find_practice(deck, name) for name in wanted]
    return list({card.id: card for card in found}.values())
