"""Questions as data, and the walk through them: each is answered, skipped, or left for the one before. Pure."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

from territoires_cli.names import fold
from territoires_cli.translation import gettext as _

Answers = dict[str, tuple[str, ...]]
Kind = Literal["text", "choice", "many", "order", "search"]


class Option(NamedTuple):
    """An answer that can be chosen: its value, the words that stand for it, and what a list adds to them."""

    value: str
    title: str
    remark: str = ""

    @property
    def line(self) -> str:
        """The option as a list shows it."""
        return f"{self.title} – {self.remark}" if self.remark else self.title


def _no_fault(_values: tuple[str, ...]) -> str | None:
    return None


def _as_it_is(values: tuple[str, ...]) -> tuple[str, ...]:
    return values


class Question(NamedTuple):
    """A question: the answer that it fills, its words, how it is asked, and the answer that Enter alone gives.

    `fault` says in a sentence what is wrong with an answer; `read` makes the answer of what was typed; `find` gives the
    options that some words mean (`search`); `then` are the words of the question asked again (`order`, `search`), `pick` those above what was found (`search`).
    """

    name: str
    words: str
    kind: Kind = "text"
    options: tuple[Option, ...] = ()
    default: tuple[str, ...] = ()
    hint: str = ""
    then: str = ""
    pick: str = ""
    fault: Callable[[tuple[str, ...]], str | None] = _no_fault
    read: Callable[[tuple[str, ...]], tuple[str, ...]] = _as_it_is
    find: Callable[[str], Sequence[Option]] | None = None

    def title(self, value: str) -> str:
        """The words that stand for a value."""
        return next((option.title for option in self.options if option.value == value), value)


Step = Callable[[Answers], Question | None]
"""What to ask, given the answers so far; None where there is nothing to ask."""
Ask = Callable[[Question], tuple[str, ...] | None]
"""How a question is put to a person; None is the wish to go back."""


def walk(steps: Sequence[Step], ask: Ask, answers: Answers, given: Collection[str] = ()) -> bool:
    """Ask step after step and keep the answers; False where the person goes back from the first question.

    What is `given` is not asked. An answer left by going back stays, as the default of its question; the answer to a question
    that no longer arises goes.
    """
    asked: list[int] = []
    names: dict[int, str] = {}
    place = 0
    while place < len(steps):
        question = steps[place](answers)
        if question is None or question.name in given:
            if question is None and place in names:
                answers.pop(names.pop(place), None)
            place += 1
            continue
        names[place] = question.name
        answer = ask(question)
        if answer is None and not asked:
            return False
        if answer is None:
            place = asked.pop()
            continue
        answers[question.name] = question.read(answer)
        asked.append(place)
        place += 1
    return True


def first(answers: Mapping[str, tuple[str, ...]], name: str) -> str:
    """The one value of an answer; nothing where there is none."""
    return next(iter(answers.get(name, ())), "")


def is_none_word(value: str) -> bool:
    """Whether a value typed for an option means that there is nothing to say."""
    return fold(value) in {"aucun", "aucune"}


def none_word() -> str:
    """What is typed for an option to say that there is nothing to say."""
    return _("aucun")


def split_list(text: str) -> tuple[str, ...]:
    """The sentences of a line, set off by semicolons."""
    return tuple(part.strip() for part in text.split(";") if part.strip())


def ordered(values: Iterable[str], wished: Iterable[str]) -> tuple[str, ...]:
    """The values, those that are wished first and in that order, then the others as they come."""
    kept = list(dict.fromkeys(values))
    before = [value for value in dict.fromkeys(wished) if value in kept]
    return (*before, *(value for value in kept if value not in before))
