"""The questions that prepare a workshop: for whom, in which format, when, which documents; and their commands. Pure."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from territoires_cli.asking import Answers, Option, Question, Step, first
from territoires_cli.errors import TerritoiresError
from territoires_cli.guiding import NEW, OTHER, Fault, Folder, file_question, numbered
from territoires_cli.models.city import slug
from territoires_cli.models.deck import Deck
from territoires_cli.models.workshop import WorkshopFormat
from territoires_cli.seating import seat
from territoires_cli.selecting import default_format
from territoires_cli.timing import ideal_duration, in_words
from territoires_cli.translation import gettext as _


class Readers(NamedTuple):
    """Why what was typed is no duration, clock time, number of people or date, as the options of `plan` read them."""

    duration: Fault = lambda _text: None
    start: Fault = lambda _text: None
    participants: Fault = lambda _text: None
    date: Fault = lambda _text: None


def plan_steps(deck: Deck, folder: Folder, readers: Readers) -> list[Step]:
    """The questions that lead to a plan, each made from the answers before it."""
    return [
        lambda answers: _town(deck, folder, answers),
        lambda answers: _town_file(folder, answers) if first(answers, "town") == OTHER else None,
        lambda answers: _format(deck, answers),
        lambda answers: _participants(deck, answers, readers.participants),
        lambda answers: _duration(deck, answers, readers.duration),
        lambda answers: _start(deck, answers, readers.start),
        lambda answers: _date(answers, readers.date),
        _documents,
        lambda answers: _base_name(answers, folder) if answers["documents"] else None,
    ]


def plan_commands(answers: Mapping[str, tuple[str, ...]], seed: int, decks: Sequence[str] = ()) -> list[list[str]]:
    """The commands that make the plan: one for each document, or the one that shows it; all of the same seed."""
    words = ["plan", town_of(answers)]
    for name in ("format", "participants", "duration", "start", "date"):
        if first(answers, name):
            words += [f"--{name}", first(answers, name)]
    words += ["--seed", str(seed)]
    for root in decks:
        words += ["--deck", root]
    suffixes = answers.get("documents", ())
    return [[*words, "-o", f"{first(answers, 'base')}{suffix}"] for suffix in suffixes] or [words]


def town_of(answers: Mapping[str, tuple[str, ...]]) -> str:
    """The town named: a city of the deck, or a file."""
    town = first(answers, "town")
    return first(answers, "file") if town == OTHER else town


def _town(deck: Deck, folder: Folder, answers: Answers) -> Question:
    options = [
        *(Option(name, _("Mon territoire : {file}").format(file=name)) for name in folder.cities),
        Option(NEW, _("Mon territoire, à décrire maintenant")),
        Option(OTHER, _("Mon territoire, dans un fichier d’un autre dossier")),
        *(Option(city.id, _("Une ville du jeu : {name}").format(name=city.name)) for city in deck.cities),
    ]
    made = [name for name in answers.get("town", ()) if name not in {option.value for option in options}]
    options[:0] = [Option(name, _("Mon territoire : {file}").format(file=name)) for name in made]
    default = answers.get("town") or (options[0].value if folder.cities else "",)
    return Question("town", _("Pour quel territoire ?"), "choice", tuple(options), tuple(default))


def _town_file(folder: Folder, answers: Answers) -> Question:
    return file_question("file", _("Quel fichier décrit le territoire ?"), answers, folder.fault_of_city)


def _format(deck: Deck, answers: Answers) -> Question:
    shapes = [shape for shape in deck.formats if shape.series is None or shape.series.number == 1]
    options = tuple(Option(shape.id, _format_title(shape)) for shape in shapes)
    usual = default_format(deck)
    return Question("format", _("Quel format d’atelier ?"), "choice", options, answers.get("format") or (usual,))


def _format_title(shape: WorkshopFormat) -> str:
    people = shape.participants
    usual = in_words(ideal_duration(shape, people, len(seat(people, shape.tables))))
    return _("{title} ({duration} d’ordinaire)").format(title=shape.title, duration=usual)


def _shape(deck: Deck, answers: Answers) -> WorkshopFormat:
    return deck.format[first(answers, "format")]


def _participants(deck: Deck, answers: Answers, read: Fault) -> Question:
    shape = _shape(deck, answers)

    def fault(values: tuple[str, ...]) -> str | None:
        typed = values[0] if values else ""
        wrong = read(typed)
        if wrong is not None:
            return wrong
        try:
            seat(int(typed), shape.tables)
        except TerritoiresError as error:
            return str(error)
        return None

    default = answers.get("participants") or (str(shape.participants),)
    return Question("participants", _("Combien de personnes ?"), default=default, fault=fault)


def _duration(deck: Deck, answers: Answers, read: Fault) -> Question:
    shape, people = _shape(deck, answers), int(first(answers, "participants"))
    usual = in_words(ideal_duration(shape, people, len(seat(people, shape.tables))))
    return Question(
        "duration",
        _("Combien de temps ?"),
        default=answers.get("duration") or (usual,),
        hint=_("comme 2h30 ; ce format demande d’ordinaire {usual}").format(usual=usual),
        fault=lambda values: read("".join(values)),
    )


def _start(deck: Deck, answers: Answers, read: Fault) -> Question:
    return Question(
        "start",
        _("À quelle heure commence-t-il ?"),
        default=answers.get("start") or (_shape(deck, answers).start,),
        fault=lambda values: read("".join(values)),
    )


def _date(answers: Answers, read: Fault) -> Question:
    return Question(
        "date",
        _("Quel jour ?"),
        default=answers.get("date", ()),
        hint=_("comme 3/12/2026 ; Entrée seule si vous ne savez pas encore"),
        fault=lambda values: read(values[0]) if values else None,
    )


def _documents(answers: Answers) -> Question:
    options = (
        Option(".yaml", _("Le fichier du plan (.yaml), pour le kit et pour la suite")),
        Option(".pdf", _("Le plan à imprimer (.pdf)")),
        Option(".docx", _("Le plan à corriger dans un traitement de texte (.docx)")),
        Option(".html", _("Le plan à lire à l’écran (.html)")),
        Option(".md", _("Le plan en texte simple (.md)")),
    )
    words = _("Quels documents écrire ?")
    hint = _("espace pour cocher ; rien de coché : le plan s’affiche seulement")
    return Question("documents", words, "many", options, answers.get("documents", (".yaml", ".pdf")), hint)


def _base_name(answers: Answers, folder: Folder) -> Question:
    suffixes = answers["documents"]

    def taken(base: str) -> list[str]:
        return [f"{base}{suffix}" for suffix in suffixes if folder.is_taken(f"{base}{suffix}")]

    def fault(values: tuple[str, ...]) -> str | None:
        if not values:
            return _("Il faut un nom, sans sa fin : plan-lorient, par exemple.")
        there = taken(values[0])
        return (
            _("Le fichier « {path} » existe déjà : choisissez un autre nom.").format(path=there[0]) if there else None
        )

    base = f"plan-{slug(town_of(answers).rpartition('/')[2].rpartition('.')[0] or town_of(answers))}"
    free = next(name for name in numbered(base) if not taken(name))
    hint = _("sans la fin .yaml ou .pdf, que l’outil ajoute")
    return Question("base", _("Sous quel nom ?"), default=answers.get("base") or (free,), hint=hint, fault=fault)
