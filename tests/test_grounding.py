"""What a city has of some practices, and what it lost or only planned."""

from typing import Any

from territoires_cli.grounding import find_there, find_tried
from territoires_cli.matching import match_city
from territoires_cli.models.city import City
from territoires_cli.models.deck import Deck


def practices(deck: Deck, *names: str) -> list[Any]:
    """Practices by their ids."""
    return [deck.practice[name] for name in names]


def test_what_closed_here_is_told_once_with_the_cards_that_it_showed(deck: Deck) -> None:
    """In Lorient, Smiile showed both cards and closed: it is told once, for both, and neither is there."""
    matching = match_city(deck, deck.city["lorient"])
    cards = practices(deck, "banque-de-temps", "bricotheque")
    (tried,) = find_tried(deck, cards, matching)
    assert (tried.name, [card.id for card in tried.cards]) == ("Smiile", ["banque-de-temps", "bricotheque"])
    assert tried.strength.is_closed
    assert find_there(deck, cards, matching) == []


def test_closed_comes_before_planned_and_what_runs_is_there(deck: Deck) -> None:
    """Each of a city's initiatives is in one place: there, or tried; without a name, it has its card's title."""
    strengths = [
        {"practice": "covoiturage", "stage": "planned", "as_of": 2017},
        {"practice": "coworking", "name": "La Ruche", "status": {"state": "closed"}},
        {"practice": "coworking", "name": "Le Nid"},
    ]
    city = City.model_validate({"name": "Val", "challenges": ["mobilite"], "strengths": strengths})
    cards = practices(deck, "covoiturage", "coworking", "troc")
    matching = match_city(deck, city)
    assert [(item.name, item.strength.is_closed) for item in find_tried(deck, cards, matching)] == [
        ("La Ruche", True),
        (deck.practice["covoiturage"].title, False),
    ]
    assert [(item.card.id, item.names) for item in find_there(deck, cards, matching)] == [("coworking", ("Le Nid",))]


def test_every_strength_of_the_deck_is_there_or_was_tried(deck: Deck) -> None:
    """No initiative of a city is passed over in silence when its practice is combined there."""
    for city in deck.cities:
        matching = match_city(deck, city)
        told = {(item.card.id, name) for item in find_there(deck, deck.practices, matching) for name in item.names}
        told |= {(card.id, item.name) for item in find_tried(deck, deck.practices, matching) for card in item.cards}
        assert {(item.practice, item.name) for item in city.strengths if item.name} <= told


def test_without_a_city_nothing_is_there_or_was_tried(deck: Deck) -> None:
    """Nothing is known of a place that isn't named."""
    assert find_there(deck, deck.practices, None) == []
    assert find_tried(deck, deck.practices, None) == []
