"""Questions put to a person in a terminal, through questionary; everything that decides anything is elsewhere.

Escape goes back, which is told as None; Ctrl-C and Ctrl-D interrupt, which is told as KeyboardInterrupt.
"""

import os
import sys
from collections.abc import Callable, Collection, Sequence
from typing import Any

from territoires_cli.asking import Option, Question, ordered
from territoires_cli.errors import RequestError, TerritoiresError
from territoires_cli.names import enumerate_in_french
from territoires_cli.translation import gettext as _
from territoires_cli.typography import clean
from territoires_cli.ui.output import say

# The value of the entry that goes back; no option has it.
_BACK = "\x00back"
# The value of the entry that leaves the others as they are.
_REST = "\x00rest"
# From so many entries on, letters that are typed filter the list.
LONG_LIST = 12


def can_ask() -> bool:
    """Whether somebody is there to answer: a terminal on all three streams that can do more than plain text."""
    streams = (sys.stdin, sys.stdout, sys.stderr)
    return all(stream.isatty() for stream in streams) and os.environ.get("TERM") != "dumb"


def confirm(question: str, refusal: str) -> None:
    """Go on once somebody says yes. Raises RequestError with the refusal where nobody is there, TerritoiresError for a no."""
    if not can_ask():
        raise RequestError(_("{refusal} Sans clavier pour confirmer, ajoutez --yes.").format(refusal=refusal))
    say(_("{question} (o/n)").format(question=question))
    try:
        typed = input("› ")
    except EOFError:
        typed = ""
    if typed.strip().casefold() not in ("o", "oui", "y", "yes"):
        raise TerritoiresError(refusal)


def ask(question: Question) -> tuple[str, ...] | None:
    """The answer to a question of any kind, or None to go back. Raises KeyboardInterrupt."""
    if question.kind == "text":
        return ask_text(question)
    if question.kind == "choice":
        chosen = ask_choice(question.words, question.options, "".join(question.default[:1]), question.hint)
        return None if chosen is None else (chosen,)
    if question.kind == "many":
        return ask_many(question.words, question.options, question.default, question.hint, question.fault)
    if question.kind == "order":
        return ask_order(question)
    return ask_search(question)


def ask_text(question: Question) -> tuple[str, ...] | None:
    """Some words on one line, none where nothing is typed; asked again until nothing is wrong with them."""
    import questionary

    def verdict(text: str) -> bool | str:
        return question.fault(_values(text)) or True

    typed = _put(
        questionary.text(
            question.words,
            default="".join(question.default[:1]),
            instruction=f"{_below(question.hint)}\n >" if question.hint else None,
            validate=verdict,
            validate_while_typing=False,
            key_bindings=_escape(),
            output=_output(),
        )
    )
    return None if typed is None else _values(typed)


def ask_choice(
    words: str, options: Sequence[Option], default: str = "", hint: str = "", *, can_go_back: bool = True
) -> str | None:
    """One of the options, the default under the pointer; None for « Retour » or Escape."""
    import questionary

    is_long = len(options) >= LONG_LIST
    entries = [*options, *([Option(_BACK, _("← Retour"))] if can_go_back else [])]
    how = _("flèches et Entrée ; des lettres pour filtrer") if is_long else _("flèches et Entrée")
    question = questionary.select(
        words,
        choices=_choices(entries),
        default=default if any(option.value == default for option in options) else None,
        instruction=_below(hint or how),
        use_search_filter=is_long,
        use_jk_keys=False,
        output=_output(),
    )
    _escape(question.application.key_bindings)
    chosen = _put(question)
    return None if chosen is None or chosen == _BACK else str(chosen)


def ask_many(
    words: str,
    options: Sequence[Option],
    default: Collection[str] = (),
    hint: str = "",
    fault: Callable[[tuple[str, ...]], str | None] = lambda _values: None,
) -> tuple[str, ...] | None:
    """Any of the options, in their order, the default ones ticked; None to go back."""
    import questionary

    def verdict(values: list[str]) -> bool | str:
        return fault(tuple(values)) or True

    question = questionary.checkbox(
        words,
        choices=_choices(options, default),
        validate=verdict,
        instruction=_below(hint or _("espace pour cocher, Entrée pour valider, Échap pour revenir")),
        use_jk_keys=False,
        erase_when_done=True,
        output=_output(),
    )
    _escape(question.application.key_bindings)
    chosen = _put(question)
    if chosen is None:
        return None
    titles = [option.title for option in options if option.value in chosen]
    say(_("? {question} {answer}").format(question=words, answer=enumerate_in_french(titles, _("et")) or _("(rien)")))
    return tuple(chosen)


def ask_order(question: Question) -> tuple[str, ...] | None:
    """All the options, the first ones chosen one after the other; None to go back."""
    placed: list[str] = []
    while len(placed) < len(question.options) - 1:
        left = [option for option in question.options if option.value not in placed]
        entries = [*left, Option(_REST, _("Laisser les autres dans cet ordre") if placed else _("Garder cet ordre"))]
        chosen = ask_choice(question.then if placed else question.words, entries)
        if chosen is None and not placed:
            return None
        if chosen is None:
            placed.pop()
        elif chosen == _REST:
            break
        else:
            placed.append(chosen)
    return ordered((option.value for option in question.options), placed)


def ask_search(question: Question) -> tuple[str, ...] | None:
    """Any number of things, found by words one search after the other; Enter alone ends, None goes back."""
    chosen: tuple[str, ...] = question.default
    if chosen:
        known = [Option(value, question.title(value)) for value in chosen]
        confirmed = ask_many(question.words, known, chosen)
        if confirmed is None:
            return None
        chosen = confirmed
    while True:
        words = question.then if chosen else question.words
        typed = ask_text(Question(question.name, words, hint=question.hint))
        if not typed:
            return chosen if typed is not None else None
        found = question.find(typed[0]) if question.find else ()
        if not found:
            say(_("Rien ne ressemble à « {words} » : essayez un autre mot.").format(words=typed[0]))
            continue
        values = {option.value for option in found}
        ticked = {*chosen} & values or ({found[0].value} if len(found) == 1 else set())
        picked = ask_many(question.pick or _("Lesquelles sont déjà là ?"), found, ticked)
        if picked is not None:
            chosen = (*(value for value in chosen if value not in values), *picked)


def _values(text: str) -> tuple[str, ...]:
    """What was typed, on one line; nothing where there are no words."""
    words = " ".join(clean(text).split())
    return (words,) if words else ()


def _below(hint: str) -> str:
    """A hint as it stands on a line of its own: beside its question, the two would not fit a narrow terminal."""
    return f"\n   ({hint})"


def _choices(options: Sequence[Option], ticked: Collection[str] = ()) -> list[Any]:
    import questionary

    return [
        questionary.Choice(clean(option.line), value=option.value, checked=option.value in ticked) for option in options
    ]


def _put(question: Any) -> Any:
    """Put a question; its raw answer, or None where Escape was pressed. Raises KeyboardInterrupt."""
    try:
        answer = question.unsafe_ask()
    except EOFError:
        raise KeyboardInterrupt from None
    return None if answer == _BACK else answer


def _output() -> Any:
    """The terminal behind stderr: what is asked is no result."""
    from prompt_toolkit.output import create_output

    return create_output(stdout=sys.stderr)


def _escape(bindings: Any = None) -> Any:
    """Key bindings, the ones given or new ones, in which Escape goes back."""
    from prompt_toolkit.key_binding import KeyBindings

    held = KeyBindings() if bindings is None else bindings

    @held.add("escape", eager=True)  # type: ignore[untyped-decorator]
    def _leave(event: Any) -> None:
        event.app.erase_when_done = True
        event.app.exit(result=_BACK)

    return held
