"""Faulty data: what can be kept of it for rules about words and links."""

from typing import Any

import pytest

from territoires_cli.models.cards import PracticeCard
from territoires_cli.models.city import City
from territoires_cli.models.examples import CaseExample, Example
from territoires_cli.models.partial import keep_valid


def kept(data: Any) -> Any:
    """What is kept of the data of a practice card."""
    return keep_valid(PracticeCard, data)


def test_what_fits_is_kept_with_its_number() -> None:
    """Texts, lists and models inside are kept; what has another shape leaves its place empty."""
    card = kept(
        {"title": " Troc ", "limits": ["Un.", 2, "Trois."], "family": 3, "oups": 1, "challenges": [{"id": "a"}, 2]}
    )
    assert (card.title, card.limits) == ("Troc", ("Un.", None, "Trois."))
    assert not hasattr(card, "family")
    assert not hasattr(card, "oups")
    assert (card.challenges[0].id, card.challenges[1]) == ("a", None)
    assert not hasattr(card.challenges[0], "weight")


def test_an_example_is_of_the_kind_that_its_keys_say() -> None:
    """One that points to a case is told from one that stands on the card."""
    card = kept({"examples": [{"case": "a", "short": "x"}, {"name": "b", "place": "c", "status": {"state": "zut"}}]})
    assert isinstance(card.examples[0], CaseExample)
    assert isinstance(card.examples[1], Example)
    assert (card.examples[0].case, card.examples[1].name) == ("a", "b")


def test_short_forms_are_understood() -> None:
    """A city's lists of ids are read as they are in a sound file."""
    city = keep_valid(City, {"name": 3, "challenges": ["a"], "strengths": ["b"], "population": "zut"})
    assert city is not None
    assert (city.challenges[0].id, city.challenges[0].priority, city.strengths[0].practice) == ("a", 1, "b")


@pytest.mark.parametrize("data", [None, "texte", 3, ["a"]])
def test_nothing_is_kept_of_another_shape(data: Any) -> None:
    """A text or a list where fields are due has nothing to judge."""
    assert kept(data) is None
