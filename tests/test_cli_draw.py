"""`territoires draw`: hands from a seed, filters, tables, and the command that draws them again."""

import json
import re
import shlex
import shutil
import subprocess
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from territoires_cli.documents.draw import Draw, command_for
from territoires_cli.filtering import Filters
from territoires_cli.models.deck import Deck

if TYPE_CHECKING:
    from tests.conftest import Result

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
