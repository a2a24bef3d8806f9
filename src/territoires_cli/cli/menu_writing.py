"""« Écrire mes propres cartes »: from a deck that doesn't exist yet to cards that are seen, checked and shared."""

from collections.abc import Callable, Sequence
from pathlib import Path

from territoires_cli.asking import Option, walk
from territoires_cli.cli.own_deck import own_decks
from territoires_cli.errors import TerritoiresError
from territoires_cli.guiding import numbered, own_card_question, writing_question
from territoires_cli.translation import gettext as _
from territoires_cli.ui.output import say
from territoires_cli.ui.prompts import ask, ask_choice

RunAll = Callable[[Sequence[Sequence[str]]], bool]


def write_own_cards(run_all: RunAll) -> bool:
    """Ask what to do with one's own deck and do it, until the person goes back. Raises KeyboardInterrupt."""
    from territoires_cli.cli.app import entries

    default = "card"
    while True:
        folders = own_decks()
        folder = folders[0] if folders else None
        if len(folders) > 1:
            named = ask_choice(_("Dans lequel de vos jeux ?"), [Option(str(item), str(item)) for item in folders])
            if named is None:
                return True
            folder = Path(named)
        question = writing_question(str(folder) if folder else None, list(entries()), default)
        chosen = ask_choice(question.words, question.options, default)
        if chosen is None:
            return True
        try:
            default = _do(str(chosen), folder, run_all)
        except TerritoiresError as error:
            say(str(error))


def _do(chosen: str, folder: Path | None, run_all: RunAll) -> str:
    """Do what was chosen; what people mostly want next."""
    if folder is None:
        from territoires_cli.cli.new_deck import write_deck

        write_deck(None, {}, no_input=False, force=False)
        return "card"
    if chosen in ("card", "action"):
        from territoires_cli.cli.new_card_file import Order, write_card

        code = write_card(Order(chosen, {}, str(folder), None, replaces=False, no_input=False, force=False))
        return "show" if code == 0 else "check" if code else chosen
    if chosen == "format":
        from territoires_cli.cli.new_format import write_format

        write_format(str(folder), {}, (), no_input=False, force=False)
        return "check"
    if chosen == "check":
        run_all([["check", str(folder)]])
        return "show"
    if chosen == "export":
        name = _free(folder.resolve().name, ".zip")
        run_all([["deck", "export", str(folder), "-o", name]])
        return "card"
    _show(folder, run_all)
    return "check"


def _show(folder: Path, run_all: RunAll) -> None:
    """A card of the person's own, as a PDF."""
    cards = _own_cards(folder)
    if not cards:
        say(_("Votre jeu n’a pas encore de carte : commencez par en écrire une."))
        return
    answers: dict[str, tuple[str, ...]] = {}
    if walk([lambda _answers: own_card_question(cards)], ask, answers):
        code = answers["card"][0]
        run_all([["show", code, "-o", _free(code, ".pdf"), "--deck", str(folder)]])


def _own_cards(folder: Path) -> list[Option]:
    """The practice cards of this very deck, those of the deck below left out."""
    from territoires_cli.content import read_layer
    from territoires_cli.reading import Reader

    layer = read_layer(Reader(), folder)
    return [Option(card.code, f"{card.code} · {card.title}") for card in layer.sections["practices"]]


def _free(base: str, suffix: str) -> str:
    """A name of a file that isn't there yet."""
    return next(f"{name}{suffix}" for name in numbered(base) if not Path(f"{name}{suffix}").exists())
