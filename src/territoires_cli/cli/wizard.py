"""What every `territoires new` of a deck does: options to answers, questions for the rest, the command that does the same."""

from collections.abc import Mapping, Sequence

from territoires_cli.asking import Answers, Step, is_none_word, walk
from territoires_cli.authoring.recipes import Read, Recipe, command_words, faults_of, option_of, read_options
from territoires_cli.errors import RequestError
from territoires_cli.labels import level_labels
from territoires_cli.models.deck import Deck
from territoires_cli.quoting import command_line
from territoires_cli.selecting import (
    challenge_names,
    family_names,
    find_name,
    find_practice,
    lever_names,
    type_names,
)
from territoires_cli.translation import gettext as _
from territoires_cli.ui.output import say
from territoires_cli.ui.prompts import ask, can_ask


def complete_answers(
    recipe: Recipe,
    steps: Sequence[Step],
    given: Answers,
    known: Answers,
    before: Sequence[str],
    *,
    no_input: bool,
) -> Answers | None:
    """All the answers: those given, those asked for, those known; None where the person goes back from the first question.

    Raises RequestError where one doesn't do or is missing and nobody can be asked; KeyboardInterrupt once the command to
    go on with is said.
    """
    answers: Answers = {**known, **given}
    _refuse(recipe, faults_of(steps, answers, list(given)))
    if can_ask() and not no_input:
        try:
            if not walk(steps, ask, answers, given):
                return None
        except KeyboardInterrupt:
            say(_("Rien n’est écrit. Pour reprendre avec vos réponses :"))
            say(command_line(command_words(recipe, answers, known, before)))
            raise
    _refuse(recipe, faults_of(steps, answers))
    return answers


def say_same(recipe: Recipe, answers: Answers, known: Answers, before: Sequence[str], *, no_input: bool) -> None:
    """The command that does the same without a question, where questions were asked."""
    if can_ask() and not no_input:
        say(_("La même chose sans questions :"))
        say(command_line([*command_words(recipe, answers, known, before), "--no-input"]))


def _refuse(recipe: Recipe, faults: Sequence[tuple[str, str]]) -> None:
    """Tell every answer that doesn't do, by its option."""
    if not faults:
        return
    lines = [
        _("{option} : {fault}").format(option=option_of(recipe, name), fault=fault)
        for name, fault in dict.fromkeys(faults)
    ]
    lines.append(_("Pour voir l’aide : {command} --help").format(command=f"territoires new {recipe.kind}"))
    raise RequestError("\n".join(dict.fromkeys(lines)))


def answers_given(recipe: Recipe, deck: Deck, typed: Mapping[str, Sequence[str] | str | None]) -> Answers:
    """The answers that the typed options give, names brought to ids. Raises RequestError or TerritoiresError."""
    words = {
        option: [value] if isinstance(value, str) else list(value or ())
        for option, value in typed.items()
        if value is not None
    }
    answers = read_options(recipe, words, readers(deck))
    # An option said with nothing answers its question with nothing.
    for option, values in words.items():
        if values and all(map(is_none_word, values)):
            answers |= dict.fromkeys(recipe.options[option], ())
    return answers


def readers(deck: Deck) -> dict[str, Read]:
    """How what is typed for an option becomes an id of the deck."""
    levels = {name: level for level, label in level_labels().items() for name in (level, label)}
    objectives = {name: item.id for item in deck.framework.objectives for name in (item.id, item.title)}

    def level(value: str) -> str:
        return find_name(_("niveau"), value, levels)

    return {
        "--family": lambda value: find_name(_("famille"), value, family_names(deck)),
        "--type": lambda value: find_name(_("type"), value, type_names(deck)),
        "--challenge": lambda value: find_name(_("défi"), value, challenge_names(deck)),
        "--lever": lambda value: find_name(_("levier"), value, lever_names()),
        "--objective": lambda value: find_name(_("objectif"), value, objectives),
        "--practice": lambda value: find_practice(deck, value).id,
        "--state": lambda value: find_name(_("état"), value, _states()),
        "--money": level,
        "--time": level,
        "--coordination": level,
    }


def _states() -> dict[str, str]:
    """What became of an initiative, by the words for it."""
    return {
        name: state
        for state, names in {
            "active": ("active", _("en activité"), _("continue")),
            "closed": ("closed", _("fermé"), _("arrêtée")),
            "unknown": ("unknown", _("à vérifier"), _("inconnu")),
        }.items()
        for name in names
    }
