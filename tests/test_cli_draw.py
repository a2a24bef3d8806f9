"""`territoires draw`: hands from a seed, filters, tables, and the command that draws them again."""

import json
import re
import shlex
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from territoires_cli.documents.draw import Draw, command_for, draw_data, draw_document
from territoires_cli.filtering import Filters
from territoires_cli.models.deck import Deck
from territoires_cli.render.markdown import render_markdown

if TYPE_CHECKING:
    from tests.conftest import Dialogue, Result

Run = Callable[..., "Result"]


def hands(result: "Result") -> list[list[str]]:
    """The codes of each hand of a JSON result."""
    assert result.code == 0, result.err
    return [[card["code"] for card in hand["cards"]] for hand in json.loads(result.out)["hands"]]


def printed_command(text: str) -> list[str]:
    """The arguments of the command that a document ends with, as a POSIX shell reads them."""
    found = re.search(r"```console\nterritoires (.*)\n```", text)
    assert found is not None
    return shlex.split(found[1])


def test_draw_matches_its_reference(run: Run, reference: Callable[[str, str], None]) -> None:
    """The draw of a known seed is the one that was reviewed, on every machine."""
    result = run("draw", "3", "--seed", "1")
    assert (result.code, result.err) == (0, "")
    reference("draw-3-seed-1.md", result.out)


def test_json_has_schema_seed_and_hands(run: Run) -> None:
    """The shape of the JSON: its keys, and a card's."""
    data = json.loads(run("draw", "3", "--seed", "1", "--json").out)
    assert (list(data), data["schema"], data["seed"]) == (["schema", "seed", "hands"], 1, 1)
    assert [list(card) for card in data["hands"][0]["cards"]] == [["code", "id", "title"]] * 3
    assert data["hands"][0]["table"] == 1


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("5",),
        ("4", "--tables", "3"),
        ("--per-family",),
        ("2", "--per-family", "--tables", "2"),
        ("2", "--family", "Mobilité partagée", "--challenge", "emploi", "--search", "voiture"),
        ("2", "--type", "consommation", "--lever", "commune", "--effort", "léger", "--tables", "2"),
    ],
)
def test_the_printed_command_draws_the_same_bytes_again(run: Run, arguments: tuple[str, ...]) -> None:
    """Without a seed, the command that is printed replays the draw, filters and tables included."""
    first = run("draw", *arguments)
    command = printed_command(first.out)
    assert "--seed" in command
    assert run(*command) == first


@pytest.mark.parametrize("words", ['a "b', "vélo  partagé", "a \\ c", "l'été", "-x", "é;&|<>(){}#~!?*[]"])
def test_the_printed_command_survives_shlex(words: str) -> None:
    """Quotes, spaces and signs come back as they were typed where Python reads the line as a shell does."""
    command = shlex.split(command_of_search(words))
    assert command[command.index("--search") + 1] == words


@pytest.mark.skipif(shutil.which("sh") is None, reason="no POSIX shell on this machine")
@pytest.mark.parametrize("words", ["a $HOME `echo x` $(echo y) \\ c", 'a "b', "l'été  !", "\\$\\"])
def test_the_printed_command_survives_a_shell(words: str) -> None:
    """A shell expands nothing in it: variables and commands come back as they were typed."""
    script = f"territoires() {{ for word; do printf '%s\\n' \"$word\"; done; }}\n{command_of_search(words)}"
    done = subprocess.run(["sh", "-c", script], capture_output=True, text=True, encoding="utf-8", check=True)
    command = done.stdout.splitlines()
    assert command[command.index("--search") + 1] == words


def command_of_search(words: str) -> str:
    """The command that draws again among the cards that hold some words."""
    draw = Draw([[]], 3, 1, per_family=False, filters=Filters(search=words))
    return command_for(draw)


def test_hands_have_no_card_twice_and_use_the_whole_deck_first(run: Run) -> None:
    """Seven tables of five cards are the 35 cards, each once."""
    drawn = hands(run("draw", "5", "--tables", "7", "--seed", "9", "--json"))
    assert [len(set(hand)) for hand in drawn] == [5] * 7
    assert len({code for hand in drawn for code in hand}) == 35


def test_per_family_takes_from_each_family(run: Run) -> None:
    """One card of each of the ten families, in their order."""
    (drawn,) = hands(run("draw", "--per-family", "--seed", "4", "--json"))
    assert [code[0] for code in drawn] == list("ABCDEFGHIL")


def test_filters_bound_the_draw(run: Run, deck: Deck) -> None:
    """Only cards that pass the filters are drawn."""
    (drawn,) = hands(run("draw", "5", "--family", "A", "--seed", "2", "--json"))
    assert set(drawn) == {card.code for card in deck.practices if card.family == "mobilite"}


def test_seeds_differ(run: Run) -> None:
    """Another seed draws other cards, most of the time: ten seeds are not all alike."""
    drawn = {tuple(hands(run("draw", "3", "--seed", str(seed), "--json"))[0]) for seed in range(10)}
    assert len(drawn) > 5


def test_more_cards_than_there_are_is_an_expected_error(run: Run) -> None:
    """A hand can't hold a card twice: the message counts what there is."""
    result = run("draw", "36")
    assert (result.code, result.out) == (1, "")
    assert "35 cartes seulement" in result.err
    assert run("draw", "--search", "zzzz").code == 1


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("0",), "N"),
        (("x",), "N"),
        (("1001",), "N"),
        (("3", "--seed", "1000000"), "--seed"),
        (("3", "--seed", "1.5"), "--seed"),
        (("3", "--tables", "0"), "--tables"),
    ],
)
def test_numbers_out_of_bounds_are_usage_errors(run: Run, arguments: tuple[str, ...], named: str) -> None:
    """The message names the option and its bounds."""
    result = run("draw", *arguments)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f"Valeur refusée pour {named} : « ")
    assert "n’est pas un nombre entier de" in result.err


def test_a_file_keeps_the_hands(run: Run, tmp_path: Path) -> None:
    """As data or as a document, by its suffix; stderr says the command; nothing is overwritten without --force."""
    import yaml

    target = tmp_path / "mains.yaml"
    arguments = ("draw", "2", "--tables", "2", "--seed", "7", "-o", str(target))
    made = run(*arguments)
    assert (made.code, made.out) == (0, "")
    assert "territoires draw 2 --tables 2 --seed 7" in made.err
    data = json.loads(run(*arguments[:-2], "--json").out)
    assert yaml.safe_load(target.read_text(encoding="utf-8")) == data
    assert run(*arguments).code == 1
    assert run(*arguments, "--force").code == 0
    assert run(*arguments[:-1], str(tmp_path / "mains.md")).code == 0
    assert (tmp_path / "mains.md").read_text(encoding="utf-8").startswith("# Tirage de cartes")


def test_a_file_of_another_suffix_or_with_json_is_refused(run: Run, tmp_path: Path) -> None:
    """Two places for one result, or a suffix that nothing has: exit 2."""
    assert run("draw", "-o", str(tmp_path / "mains.txt")).code == 2
    assert run("draw", "-o", str(tmp_path / "mains.yaml"), "--json").code == 2


def test_without_a_terminal_interactive_draws_as_ever(run: Run) -> None:
    """In a pipe nobody is asked: the same hands, and a word on stderr; --no-input says nothing."""
    plain = run("draw", "3", "--seed", "1")
    asked = run("draw", "3", "--seed", "1", "--interactive")
    assert (asked.code, asked.out) == (0, plain.out)
    assert "Sans terminal" in asked.err
    assert run("draw", "3", "--seed", "1", "--interactive", "--no-input") == plain


def test_hands_changed_by_hand_have_no_command(deck: Deck) -> None:
    """A changed draw says that only a file keeps it, and its data that the seed isn't enough."""
    draw = Draw([deck.practices[:2]], 2, 1, per_family=False, filters=Filters(), is_changed=True)
    assert draw_data(draw)["changed"] is True
    assert "seul un fichier" in render_markdown(draw_document(draw, deck))


ENTER, DOWN, CTRL_C = "\r", "\x1b[B", "\x03"
Talk = Callable[..., "Dialogue"]


def test_cards_are_changed_in_a_terminal(dialogue: Talk, run: Run, tmp_path: Path) -> None:
    """Replace, undo, lock, deal anew, swap, read: the file holds what was left on the tables."""
    import yaml

    first, second = hands(run("draw", "2", "--tables", "2", "--seed", "7", "--json"))
    talk = dialogue("draw", "2", "--tables", "2", "--seed", "7", "--interactive", "-o", "mains.yaml")
    gesture = "que faire de cette main ?"
    talk.answer(gesture, DOWN * 2 + ENTER)
    talk.answer("Quelle carte ?", ENTER)
    talk.answer("Annuler le dernier geste", DOWN * 6 + ENTER)
    talk.answer(gesture, DOWN + ENTER)
    talk.answer("Quelle carte ?", ENTER)
    talk.answer(gesture, DOWN * 3 + ENTER)
    talk.answer("Quelle carte ?", ENTER)
    talk.answer("verrouillée", DOWN * 4 + ENTER)
    talk.answer("Table 1 sur 2", ENTER)
    talk.answer("Table 2 sur 2", DOWN * 5 + ENTER)
    talk.answer("Quelle carte ?", ENTER)
    talk.answer("Contre quelle carte ?", DOWN + ENTER)
    talk.answer("Table 2 sur 2", ENTER)
    done = talk.end()
    assert done.code == 0, done.out
    data = yaml.safe_load((tmp_path / "mains.yaml").read_text(encoding="utf-8"))
    left = [[card["code"] for card in hand["cards"]] for hand in data["hands"]]
    assert data["changed"] is True
    assert left[0] == [first[0], second[0]]
    assert left[1][1] == second[1]
    assert left[1][0] not in {*first, *second}


def test_a_hand_that_was_kept_has_its_command(dialogue: Talk) -> None:
    """Nothing changed: the command of the seed is printed; interrupted, it is too, with 130."""
    talk = dialogue("draw", "2", "--seed", "7", "-i")
    talk.answer("Que faire de cette main ?", ENTER)
    done = talk.end()
    assert done.code == 0
    assert "territoires draw 2 --seed 7" in done.out
    talk = dialogue("draw", "2", "--seed", "7", "-i")
    talk.answer("Que faire de cette main ?", CTRL_C)
    done = talk.end()
    assert done.code == 130
    assert "territoires draw 2 --seed 7" in done.out
