"""The deck: sections read when they are asked for, and the indexes made from them."""

from typing import Any

import pytest

from territoires_cli.models.deck import SECTIONS, Deck, section_type


def test_a_section_is_asked_for_once_and_only_when_needed(deck: Deck) -> None:
    """Listing the cards doesn't read the cities."""
    asked: list[str] = []

    def section(name: str) -> Any:
        asked.append(name)
        return getattr(deck, name)

    lazy = Deck(section, "x")
    assert asked == []
    assert lazy.practices is lazy.practices
    assert len(lazy.practice) == 35
    assert asked == ["practices"]
    assert lazy.city == deck.city
    assert asked == ["practices", "cities"]


@pytest.mark.parametrize("name", SECTIONS)
def test_each_section_survives_a_trip_through_json(deck: Deck, name: str) -> None:
    """What the cache writes is what it reads."""
    kind = section_type(name)
    value = getattr(deck, name)
    assert kind.validate_json(kind.dump_json(value, by_alias=True)) == value


def test_indexes_hold_everything_under_its_id(deck: Deck) -> None:
    """Each index has as many entries as its list, in the same order, under the right id."""
    for index, things in (
        (deck.practice, deck.practices),
        (deck.family, deck.info.families),
        (deck.type, deck.info.types),
        (deck.challenge, deck.book.challenges),
        (deck.source, deck.sources),
        (deck.city, deck.cities),
        (deck.format, deck.formats),
    ):
        pairs: list[tuple[str, Any]] = list(index.items())
        assert pairs
        assert [thing for _name, thing in pairs] == list(things)
        assert all(name == thing.id for name, thing in pairs)
    assert deck.entry["lorient"].title == "Lorient"


def test_a_practice_is_seen_in_each_city_once(deck: Deck) -> None:
    """The reverse index lists a city once, however many initiatives it has of a practice."""
    for practice, cities in deck.seen_in.items():
        names = [city.id for city in cities]
        assert len(set(names)) == len(names)
        assert all(practice in {strength.practice for strength in city.strengths} for city in cities)
    listed = {(practice, city.id) for practice, cities in deck.seen_in.items() for city in cities}
    assert listed == {(strength.practice, city.id) for city in deck.cities for strength in city.strengths}


def test_a_deck_is_frozen(deck: Deck) -> None:
    """Nothing can be put into a deck once it was read."""
    with pytest.raises(AttributeError):
        deck.practices = ()
    with pytest.raises(AttributeError):
        deck.anything = 1
