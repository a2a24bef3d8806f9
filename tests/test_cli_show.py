"""`territoires show`: cards in full, by any of their names."""

import json
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from territoires_cli.models.deck import Deck

if TYPE_CHECKING:
    from tests.conftest import Result

Run = Callable[..., "Result"]


def test_show_matches_its_reference(run: Run, reference: Callable[[str, str], None]) -> None:
    """The card in full is the one that was reviewed."""
    result = run("show", "A1")
    assert (result.code, result.err) == (0, "")
    reference("show-a1.md", result.out)


def test_a_card_shows_everything_it_holds(run: Run, deck: Deck) -> None:
    """Title, summary, effort, steps, limits, questions, examples with their sources, pairs: nothing is left out."""
    card = deck.practice["monnaie-locale"]
    text = run("show", "L3").out.replace("\u00a0", " ").replace("\u202f", " ").replace("\\", "")
    shown = [card.title, card.summary, card.description, *card.first_steps, *card.limits, *card.questions]
    shown += [*card.benefits.citizens, *card.benefits.local_government, *card.conditions, *card.aliases]
    shown += [answer.why for answer in card.challenges] + [fact.text.rstrip(".") for fact in card.facts]
    shown += [other.title for other, _why in deck.pairs_of[card.id]]
    missing = [part for part in shown if " ".join(part.split()) not in text]
    assert not missing


@pytest.mark.parametrize("name", ["a1", "Covoiturage", "COVOITURAGE", "covoiturage", "carpooling"])
def test_a_card_by_code_id_title_or_other_name(run: Run, name: str) -> None:
    """Every name of a card shows the same card."""
    assert run("show", name) == run("show", "A1")


def test_a_title_of_several_words_needs_no_quotes(run: Run) -> None:
    """Words that name no card one by one may be one title."""
    assert run("show", "repair", "café") == run("show", "E3")


def test_several_cards_come_once_each_in_the_order_asked(run: Run) -> None:
    """Cards follow the command line, and one asked twice is shown once."""
    titles = [line for line in run("show", "B2", "A1", "b2").out.splitlines() if line.startswith("# ")]
    assert titles == ["# B2 · Fablab et makerspace", "# A1 · Covoiturage"]


def test_json_holds_the_whole_cards(run: Run, deck: Deck) -> None:
    """`--json` gives an array of complete records that make the same cards again."""
    records = json.loads(run("show", "A1", "L3", "--json").out)
    cards = [type(deck.practices[0]).model_validate(record) for record in records]
    assert cards == [deck.practice["covoiturage"], deck.practice["monnaie-locale"]]


@pytest.mark.parametrize(("name", "near"), [("covoitur", "A1 Covoiturage"), ("repare cafe", "E3 Repair café")])
def test_a_misspelling_gets_the_nearest_names(run: Run, name: str, near: str) -> None:
    """A card that doesn't exist is an expected error that names those that look like it."""
    result = run("show", name)
    assert (result.code, result.out) == (1, "")
    assert f"« {name} » n’existe pas. Vouliez-vous dire {near}" in result.err


@pytest.mark.parametrize("name", ["zzz", "", "\x1b[31m"])
def test_a_name_like_no_other_gets_the_way_to_the_list(run: Run, name: str) -> None:
    """Where nothing looks like it, the message says how to list the cards, without control characters."""
    result = run("show", name)
    assert result.code == 1
    assert result.err.endswith("La liste s’affiche avec : territoires list\n")
    assert "\x1b" not in result.err


def test_one_wrong_name_among_several_shows_nothing(run: Run) -> None:
    """Output is complete or not there: a wrong name anywhere is an error."""
    result = run("show", "A1", "zzz")
    assert (result.code, result.out) == (1, "")
    assert "« zzz »" in result.err
