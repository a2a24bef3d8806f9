"""Cards of any kind chosen by family, challenge, type, lever, effort and words."""

import pytest

from territoires_cli.filtering import Filters, card_words, holds_words, select_practices
from territoires_cli.labels import effort_level
from territoires_cli.models.deck import Deck


def chosen(deck: Deck, filters: Filters) -> list[str]:
    """The codes of the cards that pass."""
    return [card.code for card in select_practices(deck, filters)]


def test_no_filter_keeps_the_whole_deck(deck: Deck) -> None:
    """Without filters every card passes, in deck order."""
    assert not Filters(search="x").of_cards
    assert Filters(families=["A"]).of_cards
    assert chosen(deck, Filters()) == [card.code for card in deck.practices]


@pytest.mark.parametrize("family", ["A", "a", "mobilite", "Mobilité partagée", "MOBILITE  partagee", "Mobilité"])
def test_a_family_is_named_in_any_way(deck: Deck, family: str) -> None:
    """Code, id and titles name the same family, whatever accents and case."""
    assert chosen(deck, Filters(families=[family])) == ["A1", "A2", "A3", "A4", "A5"]


def test_values_of_a_filter_are_alternatives_and_filters_add_up(deck: Deck) -> None:
    """Two families give both; a family and a challenge give what is in the one and answers the other."""
    both = chosen(deck, Filters(families=["G", "H"]))
    assert both == ["G1", "G2", "H1", "H2", "H3"]
    narrowed = chosen(deck, Filters(families=["G", "H"], challenges=["logement"]))
    assert narrowed == ["G1", "G2"]
    assert chosen(deck, Filters(families=["G"], challenges=["numerique"])) == []


@pytest.mark.parametrize("challenge", ["jeunes", "Les jeunes partent"])
def test_a_challenge_is_named_by_id_or_label(deck: Deck, challenge: str) -> None:
    """The cards that pass are those that answer the challenge."""
    answering = [card.code for card in deck.practices if "jeunes" in {answer.id for answer in card.challenges}]
    assert chosen(deck, Filters(challenges=[challenge])) == answering != []


def test_types_levers_and_efforts_filter_too(deck: Deck) -> None:
    """Each of the other filters keeps exactly the cards that have the value, named by id or French label."""
    assert chosen(deck, Filters(types=["Gouvernance"])) == [c.code for c in deck.practices if c.type == "gouvernance"]
    levers = [card.code for card in deck.practices if "intercommunalite" in card.levers]
    assert chosen(deck, Filters(levers=["intercommunalité"])) == levers != []
    for name, level in (("léger", "low"), ("medium", "medium"), ("LOURD", "high")):
        assert chosen(deck, Filters(efforts=[name])) == [
            card.code for card in deck.practices if effort_level(card.effort) == level
        ]


def test_a_search_looks_through_the_text_of_cards(deck: Deck) -> None:
    """Every word must begin a word of the card; accents and case don't matter."""
    assert chosen(deck, Filters(search="BlaBlaCar")) == ["A1"]
    assert "A1" in chosen(deck, Filters(search="ESSENCE bus"))
    assert chosen(deck, Filters(search="essence xylophone")) == []
    assert "D2" in chosen(deck, Filters(search="energie"))


def test_words_are_found_at_their_beginning() -> None:
    """« car » finds « cars » but not « écart »."""
    assert holds_words("Les cars s’arrêtent", "CAR arret")
    assert not holds_words("Un écart", "car")
    assert holds_words("n’importe", "")


def test_a_search_knows_names_of_examples(deck: Deck) -> None:
    """Initiatives told on a card are found by their name."""
    for card in deck.practices:
        for example in card.examples:
            assert holds_words(card_words(card), example.name or "")
