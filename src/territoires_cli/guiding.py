"""What the menu asks, and the commands that the answers make: a kit, a session to lead or report, a card. Pure."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import NamedTuple

from territoires_cli.asking import Answers, Option, Question, Step, first
from territoires_cli.labels import kind_labels
from territoires_cli.models.deck import Deck
from territoires_cli.translation import gettext as _

Fault = Callable[[str], str | None]
# Values that are no town, plan or session: another file, a new town, the last session.
OTHER, NEW, LAST = "?file", "?new", "?last"


class Folder(NamedTuple):
    """What lies in the folder of the person, by name: towns and plans; and why a name can't be written or read."""

    cities: Sequence[str] = ()
    plans: Sequence[str] = ()
    is_taken: Callable[[str], bool] = lambda _name: False
    fault_of_city: Fault = lambda _name: None
    fault_of_plan: Fault = lambda _name: None


def main_question(commands: Collection[str], default: str) -> Question:
    """What to do; what no command does isn't offered."""
    options = [
        Option("prepare", _("Préparer un atelier")),
        Option("browse", _("Parcourir le jeu de cartes")),
        Option("kit", _("Préparer le kit à imprimer d’un plan")),
        Option("run", _("Mener l’atelier d’un plan")),
        Option("harvest", _("Saisir ce que les tables ont écrit")),
        Option("report", _("Rendre compte d’un atelier")),
        Option("write", _("Écrire mes propres cartes")),
        Option("quit", _("Quitter")),
    ]
    own = {"prepare", "browse", "quit", *(["write"] if "new" in commands else [])}
    offered = tuple(item for item in options if item.value in {*commands, *own})
    return Question("main", _("Que voulez-vous faire ?"), "choice", offered, (default,))


def next_after(done: str, commands: Collection[str]) -> str:
    """What people mostly want once something is done: the entry on which the menu opens again."""
    following = {"prepare": "kit", "kit": "run", "run": "harvest", "harvest": "report"}.get(done, "quit")
    return following if following in commands else "quit"


# A deck of one's own


def writing_question(deck: str | None, commands: Collection[str], default: str) -> Question:
    """What to do with one's own cards: without a deck yet, it is created first."""
    if deck is None:
        words = _("Vos cartes vont dans un jeu à vous, qui complète le jeu livré. Que faire ?")
        options = [Option("deck", _("Créer mon jeu"))]
    else:
        words = _("Que faire dans votre jeu « {deck} » ?").format(deck=deck)
        options = [
            Option("card", _("Écrire une carte de pratique")),
            Option("action", _("Écrire une fiche action")),
            Option("format", _("Écrire un format d’atelier")),
            Option("check", _("Vérifier le jeu")),
            Option("show", _("Voir une carte comme elle s’imprime")),
            Option("export", _("En faire une archive à partager")),
        ]
    needed = {"export": "deck"}
    offered = tuple(item for item in options if needed.get(item.value, "new") in {*commands, "new"})
    return Question("write", words, "choice", offered, (default,))


def own_card_question(cards: Sequence[Option]) -> Question:
    """Which of one's own cards to look at."""
    return Question("card", _("Laquelle voir ?"), "choice", tuple(cards))


# A plan to print, to lead, to report


def kit_steps(folder: Folder) -> list[Step]:
    """The questions that lead to a kit."""

    def output(answers: Answers) -> Question:
        def fault(values: tuple[str, ...]) -> str | None:
            if values and not folder.is_taken(values[0]):
                return None
            return _("Il faut un nom de dossier qui n’existe pas encore.")

        free = next(name for name in numbered("kit") if not folder.is_taken(name))
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
        return file_question("file", _("Quel est le fichier du plan ?"), answers, folder.fault_of_plan)

    return [plan, file]


def file_question(name: str, words: str, answers: Answers, fault_of_file: Fault) -> Question:
    """A file to name; its fault is told as it is read."""

    def fault(values: tuple[str, ...]) -> str | None:
        return fault_of_file(values[0]) if values else _("Donnez le nom du fichier, avec son dossier.")

    return Question(name, words, default=answers.get(name, ()), fault=fault)


def numbered(base: str) -> Sequence[str]:
    """A name, then the same with a number: so many that one of them is free."""
    return [base, *(f"{base}-{number}" for number in range(2, 1000))]


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
