"""Practice cards: what they must hold, two kinds of example, and the order of codes."""

from typing import Any

import pytest
from pydantic import ValidationError

from territoires_cli.models.cards import PracticeCard, code_order, next_code
from territoires_cli.models.deck import Deck
from territoires_cli.models.examples import CaseExample, Example


def data(deck: Deck) -> dict[str, Any]:
    """The first card as plain data."""
    return deck.practices[0].model_dump(mode="json", by_alias=True)


def test_a_card_survives_a_trip_through_json(deck: Deck) -> None:
    """Every card is the same after being written and read."""
    for card in deck.practices:
        assert PracticeCard.model_validate_json(card.model_dump_json(by_alias=True)) == card


def test_examples_are_of_two_kinds(deck: Deck) -> None:
    """An example that names a case points to it; any other tells its own story; a mixture is refused."""
    told = data(deck)["examples"][0]
    card = PracticeCard.model_validate(data(deck) | {"examples": [told, {"case": "lorient", "short": "Un port."}]})
    assert isinstance(card.examples[0], Example)
    assert isinstance(card.examples[1], CaseExample)
    with pytest.raises(ValidationError):
        PracticeCard.model_validate(data(deck) | {"examples": [told | {"case": "lorient"}]})
    again = PracticeCard.model_validate(dict(card))
    assert again.examples == card.examples


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("code", "A"),
        ("challenges", []),
        ("challenges", [{"id": "emploi", "weight": 4, "why": "x"}]),
        ("challenges", [{"id": "emploi", "weight": 0, "why": "x"}]),
        ("first_steps", ["un", "deux"]),
        ("questions", ["un", "deux", "trois", "quatre"]),
        ("limits", ["un"]),
        ("levers", ["état"]),
        ("effort", {"money": "none", "time": "low", "coordination": "low", "note": "x"}),
        ("scale", {"sizes": [], "note": "x"}),
    ],
)
def test_a_card_that_lacks_something_is_refused(deck: Deck, field: str, value: object) -> None:
    """What a table needs can't be left out, and vocabularies are closed."""
    with pytest.raises(ValidationError, match=field):
        PracticeCard.model_validate(data(deck) | {field: value})


def test_codes_are_ordered_by_number() -> None:
    """A2 comes before A10, and families by letter."""
    assert sorted(["B1", "A10", "A2", "FA05"], key=code_order) == ["A2", "A10", "B1", "FA05"]


@pytest.mark.parametrize(
    ("letters", "taken", "code"),
    [
        ("A", ["A1", "A2", "B7"], "A3"),
        ("FA", ["FA01", "FA12"], "FA13"),
        ("Z", [], "Z1"),
        ("A", ["A1", "A99"], "A2"),
        ("A", [f"A{number}" for number in range(1, 100)], None),
    ],
)
def test_the_next_code_is_one_that_a_card_may_bear(letters: str, taken: list[str], code: str | None) -> None:
    """After the last one, in a gap where that would have three digits, none where all are taken."""
    assert next_code(letters, taken) == code
