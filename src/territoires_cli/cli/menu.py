"""`territoires` alone in a terminal: a menu that asks, runs commands, and says how to type them."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import typer

from territoires_cli.asking import Answers, Question, walk
from territoires_cli.cli.options import read_clock, read_date, read_duration, roots_of, seed_or_new, whole_number
from territoires_cli.decks import read_city, read_deck, read_plan
from territoires_cli.errors import INTERRUPTED, TerritoiresError
from territoires_cli.guiding import (
    NEW,
    Folder,
    after_card,
    browse_steps,
    kit_command,
    kit_steps,
    main_question,
    next_after,
    session_command,
    session_steps,
)
from territoires_cli.models.deck import Deck
from territoires_cli.preparing import Readers, plan_commands, plan_steps, town_of
from territoires_cli.quoting import command_line
from territoires_cli.translation import gettext as _
from territoires_cli.ui.output import say
from territoires_cli.ui.prompts import ask, ask_choice

MOST_PEOPLE = 10_000
# How many files of a folder are looked into, to tell towns and plans from others.
MOST_FILES = 60


def open_menu() -> int:
    """Ask what to do, do it and ask again; the exit code: 0 where the person leaves, 130 where they interrupt."""
    from territoires_cli.cli.app import entries

    deck = read_deck(roots_of([]))
    default = "prepare"
    try:
        while True:
            question = main_question(entries(), default)
            chosen = ask_choice(question.words, question.options, default, can_go_back=False)
            if chosen in (None, "quit"):
                return 0
            default = next_after(str(chosen), entries()) if _do(str(chosen), deck) else str(chosen)
    except KeyboardInterrupt:
        return INTERRUPTED


def _do(chosen: str, deck: Deck) -> bool:
    """Do what was chosen; whether it was done, and not left. Raises KeyboardInterrupt."""
    if chosen == "prepare":
        return _prepare(deck)
    if chosen == "browse":
        return _browse(deck)
    if chosen == "write":
        from territoires_cli.cli.menu_writing import write_own_cards

        return write_own_cards(run_all)
    folder = look_around(deck)
    answers: Answers = {}
    if chosen == "kit":
        return walk(kit_steps(folder), ask, answers) and run_all([kit_command(answers)])
    return walk(session_steps(chosen, folder), ask, answers) and run_all([session_command(chosen, answers)])


def _prepare(deck: Deck) -> bool:
    """Ask for a workshop and write its documents; interrupted, say the command with the answers so far."""
    answers: Answers = {}
    seed = seed_or_new(None)

    def ask_or_describe(question: Question) -> tuple[str, ...] | None:
        answer = ask(question)
        while question.name == "town" and answer == (NEW,):
            made = _describe(deck)
            answer = (made,) if made else ask(question)
        return answer

    try:
        if not walk(plan_steps(deck, look_around(deck), _readers()), ask_or_describe, answers):
            return False
    except KeyboardInterrupt:
        if town_of(answers):
            say(_("Rien n’est écrit. Pour reprendre avec vos réponses :"))
            say(command_line(["territoires", *plan_commands({**answers, "documents": ()}, seed)[0]]))
        raise
    return run_all(plan_commands(answers, seed))


def _describe(deck: Deck) -> str | None:
    """The file of a town described now; None where the person goes back."""
    from territoires_cli.cli.new_city import write_city

    return write_city(deck, {}, None, [], force=False, with_questions=True)


def _browse(deck: Deck) -> bool:
    """Show card after card, until the person has read enough."""
    answers: Answers = {}
    while walk(browse_steps(deck), ask, answers):
        run_all([["show", *answers["card"]]])
        if ask(after_card()) != ("more",):
            return True
    return False


def run_all(commands: Sequence[Sequence[str]]) -> bool:
    """Run commands and say them; whether all went well. Raises KeyboardInterrupt where one was interrupted."""
    from territoires_cli.cli.app import run

    for words in commands:
        code = run(words)
        if code == INTERRUPTED:
            raise KeyboardInterrupt
        if code:
            return False
    say(_("La même chose sans questions :"))
    for words in commands:
        say(f"  {command_line(['territoires', *words])}")
    say("")
    return True


def look_around(deck: Deck) -> Folder:
    """What lies in the present folder, and what can be read or written from here."""
    cities, plans = [], []
    for path in sorted([*Path().glob("*.yaml"), *Path().glob("*.yml")])[:MOST_FILES]:
        if _told(partial(read_plan, path, deck)) is None:
            plans.append(path.name)
        elif _told(partial(read_city, path, deck)) is None:
            cities.append(path.name)
    return Folder(
        cities,
        plans,
        is_taken=lambda name: Path(name).exists(),
        fault_of_city=lambda name: _told(lambda: read_city(Path(name), deck)),
        fault_of_plan=lambda name: _told(lambda: read_plan(Path(name), deck)),
    )


def _readers() -> Readers:
    return Readers(
        duration=lambda text: _told(lambda: read_duration(text)),
        start=lambda text: _told(lambda: read_clock(text)),
        participants=lambda text: _told(lambda: whole_number(1, MOST_PEOPLE)(text)),
        date=lambda text: _told(lambda: read_date(text)),
    )


def _told(read: Callable[[], object]) -> str | None:
    """Why something can't be read, in a sentence; None where it can."""
    try:
        read()
    except TerritoiresError as error:
        return str(error)
    except typer.BadParameter as error:
        return str(error.message)
    return None
