"""`territoires` alone in a terminal: from the menu to a written plan, to a card, and out again."""

import shlex
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from territoires_cli.asking import Question
from territoires_cli.cli.app import Entry
from territoires_cli.cli.menu import look_around, open_menu
from territoires_cli.models.deck import Deck
from territoires_cli.models.plan import Plan
from territoires_cli.store import plan_to_yaml

if TYPE_CHECKING:
    from tests.conftest import Dialogue, Result

Run = Callable[..., "Result"]
Talk = Callable[..., "Dialogue"]

ENTER, SPACE, DOWN, UP, CTRL_C = "\r", " ", "\x1b[B", "\x1b[A", "\x03"
MENU = "Que voulez-vous faire ?"


def test_a_workshop_is_prepared_from_the_menu(
    dialogue: Talk, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A new town, a format, people, times, documents: the files are there, and the printed command makes the same."""
    talk = dialogue()
    talk.answer(MENU, ENTER)
    talk.answer("Pour quel territoire ?", ENTER)
    talk.answer("Comment s’appelle le territoire ?", f"Val{ENTER}")
    talk.answer("Combien d’habitants ?", ENTER)
    talk.answer("Que dit la mairie", f"Les jeunes partent.{ENTER}")
    talk.answer("Quels défis retenez-vous ?", ENTER)
    talk.answer("Quelles pratiques du jeu sont déjà là ?", ENTER)
    talk.answer("Qu’est-ce qui manque", ENTER)
    talk.answer("Qui invite", ENTER)
    talk.answer("Dans quel fichier", ENTER)
    talk.answer("Quel format d’atelier ?", ENTER)
    talk.answer("Combien de personnes ?", f"\x1530{ENTER}")
    talk.answer("Combien de temps ?", ENTER)
    talk.answer("À quelle heure", f"\x1514h{ENTER}")
    talk.answer("Quel jour ?", ENTER)
    talk.answer("Quels documents écrire ?", DOWN + SPACE + DOWN * 3 + SPACE + ENTER)
    talk.answer("Sous quel nom ?", ENTER)
    talk.answer(MENU, UP * 3 + ENTER)
    done = talk.end()
    assert done.code == 0, done.out
    assert {path.name for path in tmp_path.iterdir()} == {"val.yaml", "plan-val.yaml", "plan-val.md"}
    plan = (tmp_path / "plan-val.yaml").read_text(encoding="utf-8")
    assert "participants: 30" in plan
    assert "start: '14:00'" in plan or 'start: "14:00"' in plan
    shown = talk.shown.replace("\n", "")
    command = shlex.split(shown[shown.index("territoires plan val.yaml --format") : shown.index("-o plan-val.yaml")])
    monkeypatch.chdir(tmp_path)
    assert run(*command[1:], "-o", "plan-val.yaml", "--force").code == 0
    assert (tmp_path / "plan-val.yaml").read_text(encoding="utf-8") == plan


def test_a_card_is_read_and_one_goes_back(dialogue: Talk) -> None:
    """Back from a list to the one before; a card found by its code; the command; then out."""
    talk = dialogue()
    talk.answer(MENU, DOWN + ENTER)
    talk.answer("Quelles cartes ?", ENTER)
    talk.answer("Laquelle lire ?", UP + ENTER)
    talk.answer("Quelles cartes ?", ENTER)
    talk.answer("Laquelle lire ?", f"E3{ENTER}")
    talk.answer("territoires show repair-cafe", "")
    talk.answer("Et maintenant ?", DOWN + ENTER)
    talk.answer(MENU, ENTER)
    done = talk.end()
    assert done.code == 0, done.out


def test_ctrl_c_keeps_the_answers(dialogue: Talk, tmp_path: Path) -> None:
    """Interrupted, the menu says the command with what was answered, and leaves with 130."""
    talk = dialogue()
    talk.answer(MENU, ENTER)
    talk.answer("Pour quel territoire ?", DOWN * 2 + ENTER)
    talk.answer("Quel format d’atelier ?", ENTER)
    talk.answer("Combien de personnes ?", CTRL_C)
    done = talk.end()
    assert done.code == 130
    assert "territoires plan aveiro --format sharitories" in done.out
    assert not list(tmp_path.iterdir())


def test_without_a_terminal_there_is_the_help(spawn: Run) -> None:
    """In a pipe nobody is asked."""
    done = spawn()
    assert (done.code, done.err) == (0, "")
    assert "Commandes :" in done.out


def test_towns_and_plans_are_told_apart(
    deck: Deck, plan_of: Callable[..., Plan], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A plan, a town, hands and other YAML in one folder: each is offered where it can be used."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "p.yaml").write_text(plan_to_yaml(plan_of()), encoding="utf-8")
    (tmp_path / "ville.yml").write_text("name: Val\nchallenges: [jeunes]\n", encoding="utf-8")
    (tmp_path / "mains.yaml").write_text("schema: 1\nseed: 1\nhands: []\n", encoding="utf-8")
    (tmp_path / "autre.yaml").write_text("a: [", encoding="utf-8")
    folder = look_around(deck)
    assert (list(folder.cities), list(folder.plans)) == (["ville.yml"], ["p.yaml"])
    assert folder.is_taken("p.yaml")
    assert folder.fault_of_city("ville.yml") is None
    assert folder.fault_of_city("p.yaml")
    assert folder.fault_of_plan("rien.yaml")


class Person:
    """Somebody who answers each question by its name, once or several times; what isn't foreseen goes back."""

    def __init__(self, **replies: tuple[str, ...] | list[tuple[str, ...]]) -> None:
        self.replies = {name: list(given) if isinstance(given, list) else [given] for name, given in replies.items()}
        self.asked: list[str] = []

    def __call__(self, question: Question) -> tuple[str, ...] | None:
        """The next reply to this question."""
        self.asked.append(question.name)
        left = self.replies.get(question.name)
        return left.pop(0) if left else None


@pytest.fixture
def menu(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., tuple[int, list[list[str]]]]:
    """Open the menu with the choices made in it, a person, and the exit code of commands; its own, and those commands."""
    monkeypatch.chdir(tmp_path)

    def open_(choices: list[str], person: Person, code: int = 0) -> tuple[int, list[list[str]]]:
        ran: list[list[str]] = []

        def run(words: list[str]) -> int:
            ran.append(list(words))
            return code

        commands = {name: Entry(name, name) for name in ("plan", "show", "kit", "run", "harvest", "report")}
        monkeypatch.setattr("territoires_cli.cli.app.entries", lambda: commands)
        monkeypatch.setattr("territoires_cli.cli.app.run", run)
        monkeypatch.setattr("territoires_cli.cli.menu.ask", person)
        monkeypatch.setattr("territoires_cli.cli.menu.ask_choice", lambda *_given, **_options: choices.pop(0))
        return open_menu(), ran

    return open_


Menu = Callable[..., tuple[int, list[list[str]]]]


def test_each_entry_runs_its_command(menu: Menu, capsys: pytest.CaptureFixture[str]) -> None:
    """A kit, a session resumed, what tables wrote, a report, cards: the words of the command, said once it is done."""
    person = Person(
        plan=[("?file",), ("?last",), ("?last",), ("?file",)],
        file=[("a.yaml",), ("b.yaml",)],
        output=("kit",),
        kind=[("practice",), ("city",)],
        card=[("covoiturage",), ("genk",)],
        after=[("more",), ("done",)],
    )
    code, ran = menu(["kit", "run", "harvest", "report", "browse", "quit"], person)
    assert code == 0
    assert ran == [
        ["kit", "a.yaml", "-o", "kit"],
        ["run", "--resume"],
        ["harvest"],
        ["report", "b.yaml"],
        ["show", "covoiturage"],
        ["show", "genk"],
    ]
    assert "  territoires report b.yaml\n" in capsys.readouterr().err


def test_going_back_from_anything_is_the_menu_again(menu: Menu) -> None:
    """Nothing runs, and one can leave."""
    assert menu(["prepare", "browse", "kit", "run", "quit"], Person()) == (0, [])


def test_a_command_that_fails_is_the_menu_again(menu: Menu, capsys: pytest.CaptureFixture[str]) -> None:
    """What went wrong was said by the command: nothing is said to be the same."""
    person = Person(kind=("practice",), card=("covoiturage",))
    assert menu(["browse", "quit"], person, code=1) == (0, [["show", "covoiturage"]])
    assert "territoires show" not in capsys.readouterr().err


def test_a_command_that_was_interrupted_ends_the_menu(menu: Menu) -> None:
    """Ctrl-C leaves, wherever it is pressed."""
    assert menu(["browse"], Person(kind=("practice",), card=("covoiturage",)), code=130)[0] == 130


def test_a_new_town_can_be_left_for_another(menu: Menu, monkeypatch: pytest.MonkeyPatch) -> None:
    """Back from the first question about a new town is the choice of a town again."""
    monkeypatch.setattr("territoires_cli.cli.new_city.ask", lambda _question: None)
    person = Person(town=[("?new",), ("genk",)], format=("elus",), participants=("8",), duration=("50",),
                    start=("9h",), date=[()], documents=[()])  # fmt: skip
    _code, ran = menu(["prepare", "quit"], person)
    assert ran[0][:8] == ["plan", "genk", "--format", "elus", "--participants", "8", "--duration", "50"]


def test_ones_own_cards_are_written_from_the_menu(dialogue: Talk, tmp_path: Path, run: Run) -> None:
    """No deck yet: it is created, a card could follow; it is checked, and one goes back to the menu."""
    talk = dialogue()
    talk.answer(MENU, UP * 2 + ENTER)
    talk.answer("Vos cartes vont dans un jeu à vous", ENTER)
    talk.answer("Comment s’appelle votre jeu ?", f"Nos cartes{ENTER}")
    talk.answer("Qui le fait ?", ENTER)
    talk.answer("Sous quelle licence ?", ENTER)
    talk.answer("Que devient le jeu livré ?", ENTER)
    talk.answer("Dans quel dossier ?", ENTER)
    talk.answer("Que faire dans votre jeu « nos-cartes » ?", DOWN * 3 + ENTER)
    talk.answer("Que faire dans votre jeu « nos-cartes » ?", ENTER)
    talk.answer("Que faire dans votre jeu « nos-cartes » ?", "\x1b")
    talk.answer(MENU, ENTER)
    done = talk.end()
    assert done.code == 0, done.out
    assert "territoires check nos-cartes" in talk.shown
    assert "n’a pas encore de carte" in talk.shown
    assert (tmp_path / "nos-cartes" / "deck.yaml").is_file()


class Wizard:
    """Stands for what is asked and run: choices in order; what was run is kept."""

    def __init__(self, choices: list[str | None], answers: dict[str, tuple[str, ...]] | None = None) -> None:
        self.choices, self.answers, self.ran = choices, answers or {}, []  # type: ignore[var-annotated]

    def choose(self, *_arguments: object, **_options: object) -> str | None:
        """The next choice."""
        return self.choices.pop(0)

    def ask(self, question: Question) -> tuple[str, ...] | None:
        """The answer given for a question, or its default."""
        return self.answers.get(question.name, question.default)

    def run_all(self, commands: object) -> bool:
        """Keep the commands, and say that all went well."""
        self.ran.append(commands)
        return True


@pytest.fixture
def own_folder(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A deck of one's own with a card, in the folder of the person."""
    monkeypatch.chdir(tmp_path)
    assert run("new", "deck", "jeu", "--title", "Jeu", "--no-input").code == 0
    assert run("new", "card", "--from", "E3", "--replace", "--no-input").code == 0
    return tmp_path / "jeu"


def play(wizard: Wizard, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Go through « Écrire mes propres cartes » with what the wizard answers."""
    from territoires_cli.cli import menu_writing

    monkeypatch.setattr(menu_writing, "ask_choice", wizard.choose)
    monkeypatch.setattr(menu_writing, "ask", wizard.ask)
    monkeypatch.setattr("territoires_cli.cli.wizard.ask", wizard.ask)
    monkeypatch.setattr("territoires_cli.cli.wizard.can_ask", lambda: True)
    return menu_writing.write_own_cards(wizard.run_all)


def test_gestures_of_ones_own_deck_become_commands(own_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Check, see a card, make an archive: each is a command under a name that is free."""
    Path("E3.pdf").write_bytes(b"")
    wizard = Wizard(["check", "show", "export", None], {"card": ("E3",)})
    assert play(wizard, monkeypatch)
    assert wizard.ran == [
        [["check", "jeu"]],
        [["show", "E3", "-o", "E3-2.pdf", "--deck", "jeu"]],
        [["deck", "export", "jeu", "-o", "jeu.zip"]],
    ]


def test_what_goes_wrong_in_ones_own_deck_is_told(
    own_folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Answers that don't do leave the menu open, with the sentence; so does a faulty deck."""
    assert play(Wizard(["card", "format", None], {"title": ()}), monkeypatch)
    assert "--title" in capsys.readouterr().err
    (own_folder / "deck.yaml").write_text("id: x\n", encoding="utf-8")
    assert play(Wizard(["action", None]), monkeypatch)
    assert "deck.yaml" in capsys.readouterr().err


def test_one_of_several_decks_is_chosen(run: Run, own_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two folders with a deck: which one is asked each time, and one can go back."""
    assert run("new", "deck", "autre", "--title", "Autre", "--no-input").code == 0
    wizard = Wizard(["autre", "check", None])
    assert play(wizard, monkeypatch)
    assert wizard.ran == [[["check", "autre"]]]
