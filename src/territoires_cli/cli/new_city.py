"""`territoires new city`: the file of a territory, from questions in a terminal or from options."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated

import typer

from territoires_cli.asking import Answers, first, is_none_word, walk
from territoires_cli.cli.files import read_target, save_text
from territoires_cli.cli.options import (
    Command,
    DeckOption,
    ForceOption,
    NoInputOption,
    new_app,
    read_text,
    roots_of,
)
from territoires_cli.cli.territory import complete_city, find_city
from territoires_cli.decks import read_city_text, read_deck
from territoires_cli.describing import city_steps, hear
from territoires_cli.drafting import answers_of, city_fields, command_words, missing_words, population_of
from territoires_cli.errors import INTERRUPTED, RequestError, TerritoiresError
from territoires_cli.models.city import City, slug
from territoires_cli.models.deck import Deck
from territoires_cli.names import enumerate_in_french
from territoires_cli.quoting import command_line
from territoires_cli.selecting import challenge_names, find_name, find_practice, lever_names
from territoires_cli.translation import gettext as _
from territoires_cli.ui.output import say
from territoires_cli.ui.prompts import ask, can_ask

app = new_app()

_HEADER = _(
    "{name} : le fichier de votre territoire, écrit par territoires new city.\n"
    "Une ligne qui commence par # est une remarque : l’outil ne la lit pas.\n"
    "Pour remplir un champ laissé en remarque, retirez le # et mettez vos mots à la place de l’exemple.\n"
    "Pour relire ce fichier après une correction : territoires check {file}"
)


def read_population(value: str) -> str:
    """A number of inhabitants as it will be kept; nothing for « aucun »."""
    if is_none_word(value):
        return value
    count = population_of(value)
    if count is None:
        raise typer.BadParameter(
            _("« {value} » n’est pas un nombre d’habitants : écrivez 4200, par exemple.").format(value=value)
        )
    return str(count)


def _option(name: str, value: str, words: str) -> typer.models.OptionInfo:
    """An option that takes words, once or several times."""
    option: typer.models.OptionInfo = typer.Option(name, metavar=value, parser=read_text, help=words)
    return option


@app.command(cls=Command)
def new_city(
    from_: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar=_("VILLE|FICHIER"),
            help=_("Partir d’un territoire connu : lorient, ou un fichier."),
            autocompletion=complete_city,
        ),
    ] = None,
    name: Annotated[str | None, _option("--name", _("NOM"), _("Nom du territoire."))] = None,
    population: Annotated[
        str | None,
        typer.Option("--population", metavar=_("NOMBRE"), parser=read_population, help=_("Nombre d’habitants.")),
    ] = None,
    statement: Annotated[
        str | None, _option("--statement", _("PHRASES"), _("Ce que dit la mairie, avec ses mots, entre guillemets."))
    ] = None,
    challenge: Annotated[
        list[str],
        _option("--challenge", _("DÉFI"), _("Un défi, le plus urgent d’abord ; autant de fois qu’il en faut.")),
    ] = [],  # noqa: B006 - typer copies defaults
    strength: Annotated[
        list[str], _option("--strength", _("CARTE"), _("Une pratique déjà là : code, nom ou surnom d’une carte."))
    ] = [],  # noqa: B006
    constraint: Annotated[list[str], _option("--constraint", _("PHRASE"), _("Ce qui manque, ou ce qui bloque."))] = [],  # noqa: B006
    holds: Annotated[
        list[str], _option("--holds", _("QUI"), _("Qui invite, et a la main : commune, habitants, entreprises…"))
    ] = [],  # noqa: B006
    output: Annotated[
        str | None,
        typer.Option(
            "--output", "-o", metavar=_("FICHIER.yaml"), help=_("Le fichier à écrire : nom-de-la-ville.yaml.")
        ),
    ] = None,
    no_input: NoInputOption = False,
    force: ForceOption = False,
    deck: DeckOption = [],  # noqa: B006
) -> None:
    """Décrire votre territoire : quelques questions, puis un fichier commenté.

    Chaque question a une option qui y répond, et n’est alors pas posée.
    Sans terminal, ou avec --no-input, les options suffisent.
    « aucun » comme valeur d’une option : rien à dire, et pas de question.

    Exemples :
      territoires new city
      territoires new city --from lorient
      territoires new city --name Val --statement "Les jeunes partent."
      territoires new city --name Mont --challenge mobilite --no-input
    """
    read = read_deck(roots_of(deck))
    base = find_city(read, from_) if from_ is not None else None
    given = _given(read, name, population, statement, challenge, strength, constraint, holds, output)
    before = [word for root in deck for word in ("--deck", root)]
    before += ["--from", from_] if from_ is not None else []
    try:
        made = write_city(read, given, base, before, force=force, with_questions=can_ask() and not no_input)
    except KeyboardInterrupt:
        made = None
    if made is None:
        raise typer.Exit(INTERRUPTED)


def _given(
    deck: Deck,
    name: str | None,
    population: str | None,
    statement: str | None,
    challenges: list[str],
    strengths: list[str],
    constraints: list[str],
    holds: list[str],
    output: str | None,
) -> Answers:
    """The answers that the options give. Raises RequestError or TerritoiresError for what names nothing."""
    typed: dict[str, Sequence[str | None]] = {
        "name": [name],
        "population": [population],
        "statement": [statement],
        "challenges": challenges,
        "strengths": strengths,
        "constraints": constraints,
        "holds": holds,
        "output": [output],
    }
    read: dict[str, Callable[[str], str]] = {
        "challenges": lambda value: find_name(_("défi"), value, challenge_names(deck)),
        "strengths": lambda value: find_practice(deck, value).id,
        "holds": lambda value: find_name(_("levier"), value, lever_names()),
    }
    given: Answers = {}
    for key, values in typed.items():
        words = [value for value in values if value is not None]
        if words:
            kept = [value for value in words if not is_none_word(value)]
            given[key] = tuple(dict.fromkeys(read.get(key, str)(value) for value in kept))
    return given


def write_city(
    deck: Deck, given: Answers, base: City | None, before: list[str], *, force: bool, with_questions: bool
) -> str | None:
    """Ask what isn't given, write the file and say what comes next; its name, or None where the person goes back.

    Raises RequestError where something is missing and nobody can be asked, KeyboardInterrupt once the command to go on
    with is said.
    """
    known = answers_of(base) if base else {}
    answers = {**known, **given}

    def fault(name: str) -> str | None:
        try:
            _target(name, force=force)
        except TerritoiresError as error:
            return str(error)
        return None

    if with_questions:
        try:
            if not walk(city_steps(deck, fault), ask, answers, given):
                return None
        except KeyboardInterrupt:
            say(_("Rien n’est écrit. Pour reprendre avec vos réponses :"))
            say(command_line(command_words(answers, known, before)))
            raise
    missing = missing_words(answers)
    if missing:
        raise RequestError(
            _("Il manque {what}.\nPour voir l’aide : territoires new city --help").format(
                what=enumerate_in_french(missing, _("et"))
            )
        )
    answers.setdefault("output", (f"{slug(first(answers, 'name'))}.yaml",))
    _save(deck, answers, base, force=force)
    if not with_questions and not answers.get("challenges"):
        _say_heard(deck, first(answers, "statement"))
    _say_next(answers, known, before, asked=with_questions, force=force)
    return first(answers, "output")


def _target(name: str, *, force: bool) -> Path:
    """The file to write. Raises RequestError for another suffix, TerritoiresError where it is there already."""
    path = read_target(name, {".yaml": _("le fichier d’un territoire")})
    assert path is not None
    if path.exists() and not force:
        raise TerritoiresError(_("Le fichier « {path} » existe déjà : choisissez un autre nom.").format(path=path))
    return path


def _save(deck: Deck, answers: Answers, base: City | None, *, force: bool) -> None:
    """Write the file, once it is sure that it reads back. Raises RequestError, TerritoiresError or ContentError."""
    from territoires_cli.store import commented_yaml

    target = read_target(first(answers, "output"), {".yaml": _("le fichier d’un territoire")})
    assert target is not None
    head = _HEADER.format(name=first(answers, "name"), file=command_line([str(target)]))
    text = commented_yaml(head, city_fields(answers, base))
    read_city_text(text, str(target), deck)
    save_text(target, text, force=force)


def _say_heard(deck: Deck, statement: str) -> None:
    """Which challenges the words speak of, where none was named."""
    labels = [deck.challenge[name].label for name in hear(deck, statement).challenges]
    if labels:
        say(
            _("Défis entendus dans ces mots : {labels}. Pour les choisir vous-même : --challenge.").format(
                labels=enumerate_in_french(labels, _("et"))
            )
        )


def _say_next(answers: Answers, known: Answers, before: list[str], *, asked: bool, force: bool) -> None:
    """The command to type next, and the one that does the same without a question."""
    file = first(answers, "output")
    decks = before[: before.index("--from")] if "--from" in before else before
    say(_("Pour composer l’atelier : {command}").format(command=command_line(["territoires", "plan", file, *decks])))
    if asked:
        say(_("La même chose sans questions :"))
        words = command_words(answers, known, before)
        say(command_line([*words, "--no-input", *(["--force"] if force else [])]))
