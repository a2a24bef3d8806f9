"""`territoires new city`: from options, from a known city, and question after question in a terminal."""

import shlex
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from territoires_cli.decks import read_city
from territoires_cli.models.deck import Deck

if TYPE_CHECKING:
    from tests.conftest import Dialogue, Result

Run = Callable[..., "Result"]
Talk = Callable[..., "Dialogue"]

SAID = "La dernière épicerie a fermé, c'est dur. Nos anciens ne conduisent plus."
ENTER, SPACE, DOWN, ESCAPE, CTRL_C = "\r", " ", "\x1b[B", "\x1b", "\x03"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every test writes into a folder of its own."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_options_alone_make_a_file_that_everything_reads(run: Run, here: Path, deck: Deck) -> None:
    """The file is commented, checked without a remark, matched and planned; stderr names the next command."""
    made = run("new", "city", "--name", "Val-d'Oust", "--population", "4 200 habitants", "--statement", SAID,
               "--challenge", "Impossible sans voiture", "--challenge", "vieillissement", "--strength", "repair café",
               "--constraint", "Pas de budget.", "--holds", "commune")  # fmt: skip
    assert (made.code, made.out) == (0, "")
    assert "territoires plan val-d-oust.yaml" in made.err
    city = read_city(here / "val-d-oust.yaml", deck)
    assert (city.name, city.size, city.holds) == ("Val-d’Oust", "bourg", ("commune",))
    assert [item.id for item in city.challenges] == ["mobilite", "vieillissement"]
    assert [item.practice for item in city.strengths] == ["repair-cafe"]
    checked = run("check", "val-d-oust.yaml")
    assert (checked.code, checked.out) == (0, "")
    assert run("match", "val-d-oust.yaml").code == 0
    assert run("plan", "val-d-oust.yaml", "--seed", "1").code == 0


def test_what_was_not_said_stands_as_an_example(run: Run, here: Path, deck: Deck) -> None:
    """Without its signs #, every remark that holds a field is a field: the examples are valid too."""
    assert run("new", "city", "--name", "Val", "--statement", SAID, "-o", "v.yaml").code == 0
    text = (here / "v.yaml").read_text(encoding="utf-8")
    assert "\n# challenges:\n# - mobilite\n" in text
    keys = ("# challenges:", "# population:", "# strengths:", "# constraints:", "# holds:", "# - ")
    whole = "".join(
        line.removeprefix("# ") if line.startswith(keys) else line for line in text.splitlines(keepends=True)
    )
    (here / "whole.yaml").write_text(whole, encoding="utf-8")
    assert len(read_city(here / "whole.yaml", deck).challenges) == 2
    assert run("check", "whole.yaml").code == 0


def test_challenges_heard_are_told_where_none_was_named(run: Run) -> None:
    """Without questions nothing is tagged behind one's back: stderr says what was heard, and the option."""
    made = run("new", "city", "--name", "Val", "--statement", SAID, "--no-input")
    assert "Plus rien près de chez soi" in made.err
    assert "--challenge" in made.err


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        ((), ("--name", "--statement", "--challenge")),
        (("--name", "Val"), ("--statement",)),
        (("--challenge", "jeunes", "--no-input"), ("--name",)),
        (("--from", "lorient", "--name", "aucun"), ("--name",)),
    ],
)
def test_without_a_terminal_what_is_missing_is_said(
    run: Run, here: Path, arguments: tuple[str, ...], named: tuple[str, ...]
) -> None:
    """Exit 2, each missing option by its name, nothing written."""
    made = run("new", "city", *arguments)
    assert (made.code, made.out) == (2, "")
    assert all(option in made.err for option in named)
    assert not list(here.iterdir())


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("town", "--name", "V"), 2),
        (("city", "--name", "V", "--challenge", "mobilté"), 2),
        (("city", "--name", "V", "--strength", "zzz"), 1),
        (("city", "--name", "V", "--holds", "zzz"), 2),
        (("city", "--name", "V", "--population", "beaucoup"), 2),
        (("city", "--name", "V", "--challenge", "jeunes", "-o", "v.pdf"), 2),
        (("city", "--from", "zzz"), 1),
    ],
)
def test_what_names_nothing_is_refused(run: Run, here: Path, arguments: tuple[str, ...], code: int) -> None:
    """A kind, a challenge, a card, a lever, a number, a suffix, a city: told in French, nothing written."""
    made = run("new", *arguments)
    assert (made.code, made.out) == (code, "")
    assert not list(here.iterdir())


def test_nothing_is_overwritten_without_force(run: Run, here: Path) -> None:
    """A file that is there stays as it is; --force replaces it."""
    (here / "val.yaml").write_text("# à moi\n", encoding="utf-8")
    arguments = ("new", "city", "--name", "Val", "--challenge", "jeunes")
    assert run(*arguments).code == 1
    assert (here / "val.yaml").read_text(encoding="utf-8") == "# à moi\n"
    assert run(*arguments, "--force").code == 0
    assert "Val" in (here / "val.yaml").read_text(encoding="utf-8")


def test_a_known_city_is_a_start(run: Run, here: Path, deck: Deck) -> None:
    """What isn't said comes from it; « aucune » takes something away."""
    made = run("new", "city", "--from", "lorient", "--name", "Port", "--strength", "aucune", "--no-input")
    assert made.code == 0
    city = read_city(here / "port.yaml", deck)
    assert (city.challenges, city.strengths) == (deck.city["lorient"].challenges, ())
    assert run("check", "port.yaml").out == ""


def test_the_questions_lead_to_the_same_file_as_the_options(dialogue: Talk, run: Run, here: Path) -> None:
    """A whole wizard in a terminal: the file it writes is what its printed command writes again."""
    talk = dialogue("new", "city")
    talk.answer("Comment s’appelle le territoire ?", f"Val{ENTER}")
    talk.answer("Combien d’habitants ?", f"4 200{ENTER}")
    talk.answer("Que dit la mairie", f"{SAID}{ENTER}")
    talk.answer("Quels défis retenez-vous ?", ENTER)
    talk.answer("Quel défi est le plus urgent ?", f"{DOWN}{ENTER}")
    talk.answer("Et ensuite ?", f"{DOWN}{DOWN}{DOWN}{ENTER}")
    talk.answer("Quelles pratiques du jeu sont déjà là ?", f"repair{ENTER}")
    talk.answer("Lesquelles sont déjà là ?", ENTER)
    talk.answer("Une autre pratique déjà là ?", ENTER)
    talk.answer("Qu’est-ce qui manque", f"Pas de budget ; peu de bras{ENTER}")
    talk.answer("Qui invite", f"{SPACE}{ENTER}")
    talk.answer("Dans quel fichier", ENTER)
    done = talk.end()
    assert done.code == 0, done.out
    assert "territoires plan val.yaml" in done.out
    whole = done.out.replace("\n", "")
    command = shlex.split(whole[whole.index("territoires new") :])
    first = (here / "val.yaml").read_text(encoding="utf-8")
    assert "- repair-cafe" in first
    assert "- peu de bras" in first
    assert run(*command[1:], "--force").code == 0
    assert (here / "val.yaml").read_text(encoding="utf-8") == first
    assert run("check", "val.yaml").code == 0


def test_ctrl_c_keeps_the_answers(dialogue: Talk, here: Path) -> None:
    """Interrupted, the wizard writes nothing, says the command to go on with, and leaves with 130."""
    talk = dialogue("new", "city", "--population", "900")
    talk.answer("Comment s’appelle le territoire ?", f"Val{ENTER}")
    talk.answer("Que dit la mairie", CTRL_C)
    done = talk.end()
    assert done.code == 130
    assert "territoires new city --name Val --population 900" in done.out
    assert not list(here.iterdir())


def test_a_file_that_is_there_is_asked_for_again(dialogue: Talk, here: Path) -> None:
    """The name is refused with its reason, to be corrected on the spot; the file stays as it is."""
    (here / "val.yaml").write_text("# à moi\n", encoding="utf-8")
    talk = dialogue("new", "city", "--name", "Val", "--population", "aucune", "--challenge", "jeunes",
                    "--statement", "aucun", "--strength", "aucune", "--constraint", "aucune", "--holds", "aucun")  # fmt: skip
    talk.press("Dans quel fichier", ENTER)
    talk.answer("existe déjà", f"\x15val-2.yaml{ENTER}")
    done = talk.end()
    assert done.code == 0, done.out
    assert (here / "val.yaml").read_text(encoding="utf-8") == "# à moi\n"
    assert "name: Val\n" in (here / "val-2.yaml").read_text(encoding="utf-8")


def test_escape_goes_back_with_the_answer_as_default(dialogue: Talk, here: Path) -> None:
    """Back from the sentence to the name: what was typed is there, to be completed."""
    talk = dialogue("new", "city", "--population", "900", "--challenge", "jeunes", "--strength", "aucune",
                    "--constraint", "aucune", "--holds", "aucun", "-o", "v.yaml")  # fmt: skip
    talk.answer("Comment s’appelle le territoire ?", f"Val{ENTER}")
    talk.answer("Que dit la mairie", ESCAPE)
    talk.answer("Comment s’appelle le territoire ?", f" Fleuri{ENTER}")
    talk.answer("Que dit la mairie", ENTER)
    done = talk.end()
    assert done.code == 0, done.out
    assert "name: Val Fleuri\n" in (here / "v.yaml").read_text(encoding="utf-8")
