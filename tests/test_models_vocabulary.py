"""Vocabularies: what a family and a challenge must say."""

from typing import Any

import pytest
from pydantic import ValidationError

from territoires_cli.models.deck import Deck
from territoires_cli.models.vocabulary import Challenge, DeckInfo, Family


@pytest.mark.parametrize(("field", "value"), [("colour", "#12"), ("colour", "#ABCDEF"), ("code", "a"), ("code", "ABC")])
def test_a_family_has_a_letter_and_a_colour(deck: Deck, field: str, value: str) -> None:
    """A colour is six small hexadecimal digits, a code one or two capitals."""
    data = deck.info.families[0].model_dump()
    with pytest.raises(ValidationError, match=field):
        Family.model_validate(data | {field: value})


def test_a_challenge_is_short_and_has_words(deck: Deck) -> None:
    """A label fits on a card, and three ways to say the trouble are the least."""
    data: dict[str, Any] = deck.book.challenges[0].model_dump()
    for change in ({"label": "x" * 41}, {"terms": ["un", "deux"]}):
        with pytest.raises(ValidationError):
            Challenge.model_validate(data | change)


def test_a_deck_says_its_schema(deck: Deck) -> None:
    """A file of a later schema is refused, one without is of the first; it is written as `schema`."""
    data = deck.info.model_dump(mode="json", by_alias=True)
    assert data["schema"] == 1
    assert DeckInfo.model_validate({name: value for name, value in data.items() if name != "schema"}) == deck.info
    with pytest.raises(ValidationError):
        DeckInfo.model_validate(data | {"schema": 2})
