"""The deck: sections read when they are asked for, and the indexes made from them."""

from typing import Any

import pytest

from territoires_cli.models.base import Card
from territoires_cli.models.deck import DERIVED, SECTION_OF_KIND, SECTIONS, Deck, section_type
from territoires_cli.models.index import KINDS


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
        (deck.axis, deck.framework.axes),
        (deck.objective, deck.framework.objectives),
        (deck.entry, deck.index),
        (deck.format, deck.formats),
        (deck.activity, deck.activities),
    ):
        pairs: list[tuple[str, Any]] = list(index.items())
        assert pairs
        assert [thing for _name, thing in pairs] == list(things)
        assert all(name == thing.id for name, thing in pairs)
    assert deck.entry["lorient"].title == "Lorient"


def test_every_kind_of_card_has_its_section() -> None:
    """The kinds of the index are those whose sections hold cards."""
    assert tuple(SECTION_OF_KIND) == KINDS
    assert set(SECTION_OF_KIND.values()) <= set(SECTIONS)


def test_an_entry_leads_to_its_card_and_reads_no_other_kind(deck: Deck) -> None:
    """Showing a card builds only the cards of its kind."""
    for kind, name in SECTION_OF_KIND.items():
        asked: list[str] = []

        def section(wanted: str, asked: list[str] = asked) -> Any:
            asked.append(wanted)
            return getattr(deck, wanted)

        lazy = Deck(section, "x")
        entry = next(entry for entry in deck.index if entry.kind == kind)
        card = lazy.card(entry)
        assert isinstance(card, Card)
        assert card.id == entry.id
        assert asked == [name]


def test_what_is_derived_is_no_part_of_the_digest(deck: Deck) -> None:
    """Index, words and stems follow from the rest: another way to make them leaves the digest as it is."""
    known = {name: getattr(deck, name) for name in SECTIONS}
    for name in SECTIONS:
        changed = {**known, name: {} if name in ("stems", "words") else known["sources"][:1]}
        assert (Deck(changed.__getitem__).digest == deck.digest) is (name in DERIVED)


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
