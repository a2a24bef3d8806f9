"""What a check would refuse in new cards, told before any file is written."""

from typing import Any

from territoires_cli.judging import judge_cards
from territoires_cli.models.cards import PracticeCard
from territoires_cli.models.deck import Deck
from territoires_cli.samples import sample_card

CARD = sample_card()


def told(deck: Deck, *cards: PracticeCard, replaced: tuple[str, ...] = ()) -> list[str]:
    """The field and the sentence of each finding."""
    found = judge_cards(deck, "practices", cards, (), replaced)
    return [f"{'.'.join(map(str, finding.path))}: {finding.message}" for finding in found]


def changed(**fields: Any) -> PracticeCard:
    """The example with other fields."""
    return PracticeCard.model_validate(CARD.model_dump() | {"code": "C9"} | fields)


def test_a_faultless_card_is_told_nothing(deck: Deck) -> None:
    """Were its typography careless."""
    assert told(deck, changed(), changed(id="autre", code="C8", title="C'est un autre")) == []


def test_lengths_codes_and_ids_are_judged(deck: Deck) -> None:
    """What is printed, a code of another family, an id and a code that another kind of card has."""
    assert told(deck, changed(limits=["a" * 95, "Court."])) == ["limits.0: 95 caractères imprimés, 80 au plus"]
    assert told(deck, changed(code="E40")) == ["code: le code doit commencer par « C », la lettre de sa famille"]
    assert told(deck, changed(id="lorient")) == ["id: « lorient » est employé 2 fois"]
    assert told(deck, changed(id="lorient"), replaced=("lorient",))[:1] != ["id: « lorient » est employé 2 fois"]
    assert (
        told(deck, changed(), changed(id="autre", title="Autre", aliases=[])) == ["code: « C9 » est employé 2 fois"] * 2
    )


def test_a_card_takes_the_place_of_the_one_with_its_id(deck: Deck) -> None:
    """Its code and its title are no clash with what it replaces."""
    old = deck.practices[0]
    assert told(deck, PracticeCard.model_validate(old.model_dump() | {"summary": "Court."})) == []
