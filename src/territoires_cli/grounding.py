"""What a city has of some practices, and what it tried of them and lost, or only planned. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from territoires_cli.models.cards import PracticeCard
from territoires_cli.models.city import Strength
from territoires_cli.models.deck import Deck
from territoires_cli.models.index import Entry
from territoires_cli.models.matching import Matching


@dataclass(frozen=True, slots=True)
class AlreadyThere:
    """A practice that the city has, and the names of what makes it present."""

    card: Entry
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tried:
    """An initiative of the city that has closed or that was only planned, and the cards that it would have shown."""

    name: str
    cards: tuple[Entry, ...]
    strength: Strength


def find_there(deck: Deck, practices: Sequence[PracticeCard], matching: Matching | None) -> list[AlreadyThere]:
    """The practices that the city already has."""
    there = []
    for card in practices:
        match = matching.of(card.id) if matching else None
        if match is not None and match.is_strength:
            names = dict.fromkeys(strength.name for strength in match.strengths if strength.name)
            there.append(AlreadyThere(deck.entry[card.id], tuple(names)))
    return there


def find_tried(deck: Deck, practices: Sequence[PracticeCard], matching: Matching | None) -> list[Tried]:
    """What has closed in the city, then what was only planned there, each initiative once with the practices it shows."""
    found: dict[tuple[bool, str], list[Strength]] = {}
    for card in practices:
        for strength in matching.of(card.id).elsewhen if matching else ():
            found.setdefault((not strength.is_closed, strength.name or card.title), []).append(strength)
    return [
        Tried(name, tuple(deck.entry[item] for item in dict.fromkeys(one.practice for one in same)), same[0])
        for (_planned, name), same in sorted(found.items(), key=lambda item: item[0][0])
    ]
