"""The options of `territoires new`, by the answers that they give: from a typed line to answers, and back. Pure."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from territoires_cli.asking import Answers, Step, first, is_none_word, none_word
from territoires_cli.authoring.blocks import weight_of, why_of
from territoires_cli.errors import RequestError
from territoires_cli.translation import gettext as _

CHALLENGE = "--challenge"
PRACTICE = "--practice"
Read = Callable[[str], str]


class Recipe(NamedTuple):
    """What a kind of file is written from: its name on the command line, and each option with the answers it gives.

    An option that gives several answers is typed as many times, in their order; one that gives a list is in `lists`.
    """

    kind: str
    options: Mapping[str, tuple[str, ...]]
    lists: frozenset[str] = frozenset()


def read_options(recipe: Recipe, typed: Mapping[str, Sequence[str]], read: Mapping[str, Read]) -> Answers:
    """The answers that options give. Raises RequestError for one typed too often, or that names nothing."""
    answers: Answers = {}
    for option, names in recipe.options.items():
        words = list(typed.get(option, ()))
        if not words:
            continue
        values = [word for word in words if not is_none_word(word)]
        if option == CHALLENGE:
            _read_challenges(values, answers, read[option])
            continue
        if option == PRACTICE:
            _read_practices(values, answers, read[option])
            continue
        values = [read.get(option, str)(value) for value in values]
        if option in recipe.lists:
            answers[names[0]] = tuple(dict.fromkeys(values))
            continue
        if len(values) > len(names):
            raise RequestError(
                _("{option} se donne {most} fois au plus ; ici : {count}.").format(
                    option=option, most=len(names), count=len(values)
                )
            )
        for place, name in enumerate(names):
            answers[name] = (values[place],) if place < len(values) else ()
    return answers


def _read_challenges(values: Sequence[str], answers: Answers, read: Read) -> None:
    """A challenge alone, or « mobilite:3:Parce que… » with how well it is answered and why."""
    names = []
    for value in values:
        challenge, _colon, rest = value.partition(":")
        name = read(challenge)
        names.append(name)
        weight, _colon, why = rest.partition(":")
        if rest and weight.strip() not in {"1", "2", "3"}:
            raise RequestError(
                _(
                    "« {value} » : après le défi et deux points vient 3, 2 ou 1, puis deux points et pourquoi, comme dans"
                    " mobilite:3:On y va ensemble."
                ).format(value=value)
            )
        if weight:
            answers[weight_of(name)] = (weight.strip(),)
        if why.strip():
            answers[why_of(name)] = (why.strip(),)
    answers["challenges"] = tuple(dict.fromkeys(names))


def _read_practices(values: Sequence[str], answers: Answers, read: Read) -> None:
    """A practice alone, or « repair-cafe:On y trouve le local. » with how it is served."""
    names = []
    for value in values:
        practice, _colon, why = value.partition(":")
        names.append(read(practice))
        if why.strip():
            answers[serves(names[-1])] = (why.strip(),)
    answers["practices"] = tuple(dict.fromkeys(names))


def serves(practice: str) -> str:
    """The name of the answer that says how a practice is served."""
    return f"serves {practice}"


def command_words(recipe: Recipe, answers: Answers, known: Answers, before: Sequence[str] = ()) -> list[str]:
    """The command that gives these answers without a question, those that are known anyway left out.

    `before` are the words that come first among the options, such as « --from A1 ».
    """
    words = ["territoires", "new", recipe.kind, *before]
    for option, names in recipe.options.items():
        if option in (CHALLENGE, PRACTICE):
            values = [_told_words(option, answers, name) for name in answers.get(names[0], ())]
            is_known = values == [_told_words(option, known, name) for name in known.get(names[0], ())]
        else:
            values = [value for name in names for value in answers.get(name, ())]
            is_known = all(answers.get(name, ()) == known.get(name, ()) for name in names if name in answers)
        if is_known and (values or all(name not in answers for name in names) or names[0] in known):
            continue
        # Of a list of texts, the last ones may be left out; said with nothing, a question isn't asked again.
        for value in values or [none_word()]:
            words += [option, value]
    return words


def _told_words(option: str, answers: Answers, name: str) -> str:
    """A challenge or a practice with what is said of it."""
    told = (weight_of(name), why_of(name)) if option == CHALLENGE else (serves(name),)
    return ":".join(part for part in (name, *(first(answers, word) for word in told)) if part)


def faults_of(steps: Sequence[Step], answers: Answers, names: Sequence[str] | None = None) -> list[tuple[str, str]]:
    """What is wrong with answers that nobody was asked for: the name of the question, and a sentence.

    With `names`, only these are judged; what is missing is only judged without.
    """
    found = []
    for step in steps:
        question = step(answers)
        if question is None or (names is not None and question.name not in names):
            continue
        wrong = question.fault(answers.get(question.name, ()))
        if wrong:
            found.append((question.name, wrong))
        elif question.name in answers:
            answers[question.name] = question.read(answers[question.name])
    return found


def option_of(recipe: Recipe, name: str) -> str:
    """The option that gives an answer."""
    if name.startswith((weight_of(""), why_of(""))):
        return CHALLENGE
    if name.startswith(serves("")):
        return PRACTICE
    return next(option for option, names in recipe.options.items() if name in names)
