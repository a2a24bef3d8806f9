"""What the menu asks, and the commands that the answers make: a workshop to prepare, a kit, a session to lead. Pure."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import NamedTuple

from territoires_cli.asking import Answers, Option, Question, Step, first
from territoires_cli.errors import TerritoiresError
from territoires_cli.labels import kind_labels
from territoires_cli.models.city import slug
from territoires_cli.models.deck import Deck
from territoires_cli.models.workshop import WorkshopFormat
from territoires_cli.seating import seat
from territoires_cli.timing import ideal_duration, in_words
from territoires_cli.translation import gettext as _

Fault = Callable[[str], str | None]
# Values that are no town, plan or session: another file, a new town, the last session.
OTHER, NEW, LAST = "?file", "?new", "?last"
DEFAULT_FORMAT = "sharitories"


class Folder(NamedTuple):
    """What lies in the folder of the person, by name: towns and plans; and why a name can't be written or read."""

    cities: Sequence[str] = ()
    plans: Sequence[str] = ()
    is_taken: Callable[[str], bool] = lambda _name: False
    fault_of_city: Fault = lambda _name: None
    fault_of_plan: Fault = lambda _name: None


class Readers(NamedTuple):
    """Why what was typed is no duration, clock time, number of people or date, as the options of `plan` read them."""

    duration: Fault = lambda _text: None
    start: Fault = lambda _text: None
    participants: Fault = lambda _text: None
    date: Fault = lambda _text: None


def main_question(commands: Collection[str], default: str) -> Question:
    """What to do; what no command does isn't offered."""
    options = [
        Option("prepare", _("Préparer un atelier")),
        Option("browse", _("Parcourir le jeu de cartes")),
        Option("kit", _("Préparer le kit à imprimer d’un plan")),
        Option("run", _("Mener l’atelier d’un plan")),
        Option("harvest", _("Saisir ce que les tables ont écrit")),
        Option("report", _("Rendre compte d’un atelier")),
        Option("quit", _("Quitter")),
    ]
    offered = tuple(item for item in options if item.value in {*commands, "prepare", "browse", "quit"})
    return Question("main", _("Que voulez-vous faire ?"), "choice", offered, (default,))


def next_after(done: str, commands: Collection[str]) -> str:
    """What people mostly want once something is done: the entry on which the menu opens again."""
    following = {"prepare": "kit", "kit": "run", "run": "harvest", "harvest": "report"}.get(done, "quit")
    return following if following in commands else "quit"


# A workshop to prepare


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
    return _file("file", _("Quel fichier décrit le territoire ?"), answers, folder.fault_of_city)


def _file(name: str, words: str, answers: Answers, fault_of_file: Fault) -> Question:
    def fault(values: tuple[str, ...]) -> str | None:
        return fault_of_file(values[0]) if values else _("Donnez le nom du fichier, avec son dossier.")

    return Question(name, words, default=answers.get(name, ()), fault=fault)


def _format(deck: Deck, answers: Answers) -> Question:
    shapes = [shape for shape in deck.formats if shape.series is None or shape.series.number == 1]
    options = tuple(Option(shape.id, _format_title(shape)) for shape in shapes)
    usual = DEFAULT_FORMAT if DEFAULT_FORMAT in deck.format else "".join(shape.id for shape in shapes[:1])
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
    free = next(name for name in _numbered(base) if not taken(name))
    hint = _("sans la fin .yaml ou .pdf, que l’outil ajoute")
    return Question("base", _("Sous quel nom ?"), default=answers.get("base") or (free,), hint=hint, fault=fault)


def _numbered(base: str) -> Sequence[str]:
    """A name, then the same with a number: so many that one of them is free."""
    return [base, *(f"{base}-{number}" for number in range(2, 1000))]


# A plan to print, to lead, to report


def kit_steps(folder: Folder) -> list[Step]:
    """The questions that lead to a kit."""

    def output(answers: Answers) -> Question:
        def fault(values: tuple[str, ...]) -> str | None:
            if values and not folder.is_taken(values[0]):
                return None
            return _("Il faut un nom de dossier qui n’existe pas encore.")

        free = next(name for name in _numbered("kit") if not folder.is_taken(name))
        return Question("output", _("Dans quel dossier ?"), default=answers.get("output") or (free,), fault=fault)

    return [*_plan_questions(folder), output]


def kit_command(answers: Mapping[str, tuple[str, ...]]) -> list[str]:
    """The command that makes the kit."""
    return ["kit", plan_of(answers), "-o", first(answers, "output")]


def session_steps(command: str, folder: Folder) -> list[Step]:
    """The questions that lead to `run`, `harvest` or `report`: the last session, or a plan."""
    words = {
        "run": _("Reprendre la dernière séance"),
        "harvest": _("La dernière séance"),
        "report": _("La dernière séance"),
    }
    return _plan_questions(folder, (Option(LAST, words[command]),))


def session_command(command: str, answers: Mapping[str, tuple[str, ...]]) -> list[str]:
    """The command for the session chosen; without a name, the last one."""
    if first(answers, "plan") != LAST:
        return [command, plan_of(answers)]
    return [command, "--resume"] if command == "run" else [command]


def plan_of(answers: Mapping[str, tuple[str, ...]]) -> str:
    """The file of the plan chosen."""
    plan = first(answers, "plan")
    return first(answers, "file") if plan == OTHER else plan


def _plan_questions(folder: Folder, more: Sequence[Option] = ()) -> list[Step]:
    options = (*(Option(name, name) for name in folder.plans), *more, Option(OTHER, _("Un plan d’un autre dossier")))

    def plan(answers: Answers) -> Question:
        return Question("plan", _("Quel plan ?"), "choice", options, answers.get("plan") or (options[0].value,))

    def file(answers: Answers) -> Question | None:
        if first(answers, "plan") != OTHER:
            return None
        return _file("file", _("Quel est le fichier du plan ?"), answers, folder.fault_of_plan)

    return [plan, file]


# The deck


def after_card() -> Question:
    """What to do once a card is read: a short question, which leaves the card on the screen."""
    options = (Option("more", _("Lire une autre carte")), Option("done", _("Revenir au menu")))
    return Question("after", _("Et maintenant ?"), "choice", options, ("more",))


def browse_steps(deck: Deck) -> list[Step]:
    """The questions that lead to a card: its kind, then itself."""

    def kind(answers: Answers) -> Question:
        options = tuple(Option(name, label) for name, label in kind_labels().items())
        return Question("kind", _("Quelles cartes ?"), "choice", options, answers.get("kind", ()))

    def card(answers: Answers) -> Question:
        entries = [entry for entry in deck.index if entry.kind == first(answers, "kind")]
        options = tuple(Option(item.id, f"{item.code} · {item.title}" if item.code else item.title) for item in entries)
        known = {item.id for item in entries}
        before = tuple(name for name in answers.get("card", ()) if name in known)
        return Question("card", _("Laquelle lire ?"), "choice", options, before)

    return [kind, card]
