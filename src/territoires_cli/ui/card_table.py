"""Hands face up in a terminal: table after table, a person keeps, reads, replaces, locks, swaps, undoes."""

import sys
from collections.abc import Callable, Sequence
from typing import NamedTuple

from territoires_cli.arranging import Arrangement, redeal, replace, swap, toggle_lock
from territoires_cli.asking import Option
from territoires_cli.errors import TerritoiresError
from territoires_cli.models.deck import Deck
from territoires_cli.translation import gettext as _
from territoires_cli.ui.output import say
from territoires_cli.ui.prompts import ask_choice

# Up to so many cards, each shows its summary; more of them show their titles alone.
WHOLE_FACES = 3
FACE_WIDTH = 26


class Game(NamedTuple):
    """The deck, how a card is read, and every arrangement there was, the present one last."""

    deck: Deck
    read: Callable[[str], None]
    states: list[Arrangement]

    @property
    def state(self) -> Arrangement:
        """The hands as they lie now."""
        return self.states[-1]


def play(deck: Deck, start: Arrangement, read: Callable[[str], None]) -> Arrangement:
    """The hands as somebody leaves them, table after table; `read` shows a card (id). Raises KeyboardInterrupt."""
    game = Game(deck, read, [start])
    table = 0
    while table < len(start.hands):
        _show(game, table)
        chosen = ask_choice(_words(game, table), _gestures(game, table), "keep", can_go_back=table > 0)
        if chosen is None:
            table = max(table - 1, 0)
        elif chosen == "keep":
            table += 1
        else:
            _act(game, table, chosen)
    return game.state


def _words(game: Game, table: int) -> str:
    if len(game.state.hands) == 1:
        return _("Que faire de cette main ?")
    return _("Table {number} sur {count} : que faire de cette main ?").format(
        number=table + 1, count=len(game.state.hands)
    )


def _gestures(game: Game, table: int) -> list[Option]:
    """What can be done now; the first one goes on."""
    is_last = table == len(game.state.hands) - 1
    found = [
        Option("keep", _("Garder, et finir") if is_last else _("Garder, et passer à la suite")),
        Option("read", _("Lire une carte")),
        Option("replace", _("Remplacer une carte")),
        Option("lock", _("Verrouiller ou déverrouiller une carte")),
        Option("redeal", _("Remplacer toutes les cartes libres")),
    ]
    if len(game.state.hands) > 1:
        found.append(Option("swap", _("Échanger avec une autre table")))
    if len(game.states) > 1:
        found.append(Option("undo", _("Annuler le dernier geste")))
    return found


def _act(game: Game, table: int, gesture: str) -> None:
    """Do what was chosen; what can't be done is said, and nothing changes."""
    if gesture == "undo":
        game.states.pop()
        return
    try:
        if gesture == "redeal":
            game.states.append(redeal(game.state, table))
            return
        card = _choose_card(game, table, _("Quelle carte ?"))
        if card is None:
            return
        if gesture == "read":
            game.read(card)
        elif gesture == "replace":
            game.states.append(replace(game.state, table, card))
        elif gesture == "lock":
            game.states.append(toggle_lock(game.state, table, card))
        else:
            _swap(game, table, card)
    except TerritoiresError as error:
        say(str(error))


def _swap(game: Game, table: int, card: str) -> None:
    """Ask for the other table and its card; nothing changes where the person goes back."""
    others = [place for place in range(len(game.state.hands)) if place != table]
    options = [Option(str(place), _("Table {number}").format(number=place + 1)) for place in others]
    chosen = ask_choice(_("Avec quelle table ?"), options) if len(options) > 1 else options[0].value
    if chosen is None:
        return
    other_card = _choose_card(game, int(chosen), _("Contre quelle carte ?"))
    if other_card is not None:
        game.states.append(swap(game.state, table, card, int(chosen), other_card))


def _choose_card(game: Game, table: int, words: str) -> str | None:
    return ask_choice(words, [Option(card, _title(game, table, card)) for card in game.state.hands[table]])


def _title(game: Game, table: int, card: str) -> str:
    """A card in a list, with the word that says that it is locked."""
    practice = game.deck.practice[card]
    words = f"{practice.code} · {practice.title}"
    return _("{card} (verrouillée)").format(card=words) if game.state.is_locked(table, card) else words


def _show(game: Game, table: int) -> None:
    """The hand of a table, face up, side by side."""
    from rich.columns import Columns
    from rich.console import Console
    from rich.panel import Panel
    from rich.text import Text

    hand: Sequence[str] = game.state.hands[table]
    faces = []
    for name in hand:
        card = game.deck.practice[name]
        words = Text(card.title, style="bold")
        if len(hand) <= WHOLE_FACES:
            words.append(f"\n{card.summary}", style="not bold")
        mark = _("verrouillée") if game.state.is_locked(table, name) else None
        faces.append(Panel(words, title=card.code, subtitle=mark, width=FACE_WIDTH))
    console = Console(file=sys.stderr, markup=False, emoji=False, highlight=False)
    console.print(Columns(faces, padding=0))
