"""What a card's back prints, and how an initiative is told in a line."""

from typing import Any

import pytest

from territoires_cli.faces import back_of, example_line, state_mark, status_words, titled, told
from territoires_cli.models.base import Citation, Status
from territoires_cli.models.deck import Deck
from territoires_cli.models.examples import CaseExample, Example
from territoires_cli.models.index import Entry

SOURCE = Citation(id="rapport")


def example(**changes: Any) -> Example:
    """An initiative of 2014 in Genk."""
    known: dict[str, Any] = {
        "name": "Le Local",
        "place": "Genk, Belgique",
        "short": "un atelier ouvert.",
        "text": "x",
        "as_of": 2014,
        "source": SOURCE,
        "status": Status(state="unknown"),
    }
    return Example(**(known | changes))


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (Status(state="closed", since=2015), "fermé en 2015"),
        (Status(state="closed"), "fermé"),
        (Status(state="closed", as_of=2019), "fermé en 2019 au plus tard"),
        (Status(state="renamed", became="Mpact", since=2021), "nouveau nom en 2021 : Mpact"),
        (Status(state="renamed", became="Mpact"), "nouveau nom : Mpact"),
        (Status(state="renamed"), "à vérifier"),
        (Status(state="active", as_of=2022), "en activité en 2022"),
        (Status(state="active"), "en activité à une date inconnue"),
        (Status(state="unknown"), "à vérifier"),
    ],
)
def test_a_status_is_told_with_its_year(status: Status, words: str) -> None:
    """What is known is said with its year, and what isn't is marked to be verified."""
    assert status_words(status) == words


@pytest.mark.parametrize(
    ("status", "words", "mark"),
    [
        (Status(state="unknown"), "en projet", " (en projet en 2017)"),
        (Status(state="closed", since=2019), "fermé en 2019", " (fermé)"),
        (Status(state="active", as_of=2020), "en activité en 2020", ""),
    ],
)
def test_a_plan_is_one_as_long_as_nothing_more_is_known(status: Status, words: str, mark: str) -> None:
    """What was only planned is told as a plan, once, unless somebody knows what became of it."""
    assert status_words(status, "planned") == words
    assert state_mark(status, "planned", 2017) == mark
    assert example_line(told(example(stage="planned", status=status), {})).endswith(f"({words})")
    assert told(example(stage="planned", status=status), {}).is_planned is (status.state == "unknown")


@pytest.mark.parametrize(
    ("name", "place", "printed"),
    [
        ("France Barter", "France", "France Barter, France"),
        ("Barcelone, Fab City", "Barcelone, Espagne", "Barcelone, Fab City, Espagne"),
        ("Genk", "Genk, Belgique", "Genk"),
        ("Le Genkois", "Genk, Belgique", "Le Genkois, Genk, Belgique"),
        ("8 Fablab Drôme", "Crest, Drôme, France", "8 Fablab Drôme, Crest, Drôme, France"),
        ("Le Local", None, "Le Local"),
    ],
)
def test_only_a_town_that_the_name_says_is_left_out(name: str, place: str | None, printed: str) -> None:
    """A country, a region, or a part of another word is no reason to lose a place."""
    assert titled(name, place) == printed


def test_an_example_says_name_place_year_and_state() -> None:
    """Nobody can read an old example as today's."""
    assert example_line(told(example(), {})) == "Le Local, Genk, Belgique (2014) : un atelier ouvert (à vérifier)"
    assert "(non daté)" in example_line(told(example(as_of=None), {}))


def test_a_case_is_told_by_its_name() -> None:
    """An example told elsewhere takes name, place, year and state from its case; without it, it keeps its id."""
    case = CaseExample(case="le-local", short="un atelier.")
    closed = Status(state="closed", since=2020)
    entry = Entry(
        id="le-local", kind="project", title="Le Local", summary="Un lieu.", place="Genk, Belgique", as_of=2014,
        status=closed, url="https://le-local.example",
    )  # fmt: skip
    known = told(case, {"le-local": entry})
    assert example_line(known) == "Le Local, Genk, Belgique (2014) : un atelier (fermé en 2020)"
    assert (known.url, known.case) == ("https://le-local.example", "le-local")
    assert example_line(told(case, {})) == "le-local (non daté) : un atelier (à vérifier)"


def test_an_initiative_of_a_city_brings_its_own_year_and_state() -> None:
    """What an example of a case says itself wins over what its case says; a city is not named twice."""
    city = {"genk": Entry(id="genk", kind="city", title="Genk", summary="Une ville.", place="Genk, Belgique")}
    source = Citation(id="sharitories")
    street = CaseExample(case="genk", name="Vennestraat", short="une rue.", as_of=2017, source=source)
    assert example_line(told(street, city)) == "Vennestraat, Genk, Belgique (2017) : une rue (à vérifier)"
    assert told(street, city).url is None
    assert example_line(told(CaseExample(case="genk", short="une ville."), city)).startswith("Genk (non daté)")


def test_the_back_prints_two_limits_one_example_and_a_source(deck: Deck) -> None:
    """A back has what CONTENT says, counted to the letter; an unknown source is printed by its id."""
    card = deck.practice["covoiturage"]
    back = back_of(card, deck.source, deck.entry)
    assert back.first_steps == card.first_steps
    assert back.limits == card.limits[:2]
    assert back.questions == card.questions
    assert back.source == f"Source : {deck.source[card.sources[0].id].short}"
    printed = [*back.first_steps, *back.limits, back.example, *back.questions, back.source]
    assert back.length == len("".join(printed))
    assert back_of(card, {}, {}).source == f"Source : {card.sources[0].id}"
