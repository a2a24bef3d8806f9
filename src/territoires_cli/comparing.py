"""What comparable cities of the deck have of the cards that lie on each table. Pure."""

from collections.abc import Mapping, Sequence
from math import fsum
from typing import NamedTuple

from territoires_cli.advising import PER_PRACTICE, Table
from territoires_cli.matching import comparable_cities
from territoires_cli.models.cards import PracticeCard
from territoires_cli.models.city import City, Strength
from territoires_cli.models.deck import Deck
from territoires_cli.models.matching import Matching

# How many initiatives are told at a table.
SEEN_AT_A_TABLE = 4


class Seen(NamedTuple):
    """An initiative of a comparable city, and the card of the table that it shows there."""

    city: City
    card: PracticeCard
    strength: Strength

    @property
    def name(self) -> str:
        """What it is called there; the title of its card where it has no name."""
        return self.strength.name or self.card.title


def see_elsewhere(deck: Deck, matching: Matching, tables: Sequence[Table]) -> list[list[Seen]]:
    """For each table, given its challenges and practices, what the most comparable cities have of its cards today.

    An initiative is told once, at the table whose challenges its card answers best; what the city doesn't have yet comes
    before what it has, and then the most comparable city.
    """
    offered = [
        Seen(city, deck.practice[strength.practice], strength)
        for city in comparable_cities(deck, matching)
        for strength in city.strengths
        if strength.is_there
    ]
    here = {strength.practice for strength in matching.city.strengths if strength.is_there}
    worth = {
        (table, number): _worth(seen.card, challenges) * (1.0 if seen.card.id not in here else 0.5)
        for table, (challenges, practices) in enumerate(tables)
        for number, seen in enumerate(offered)
        if seen.card.id in practices
    }
    return _share_out(offered, worth, len(tables))


def _worth(card: PracticeCard, challenges: Sequence[str]) -> float:
    """How well a card answers a table's challenges (the first one counts double); a little where it answers none."""
    weights = {answer.id: answer.weight for answer in card.challenges}
    answered = (weights.get(name, 0) * (2 if name == challenges[0] else 1) for name in challenges)
    return PER_PRACTICE + fsum(answered)


def _share_out(offered: Sequence[Seen], worth: Mapping[tuple[int, int], float], tables: int) -> list[list[Seen]]:
    """Each initiative at one table, the greatest help first, then in the order of the offer."""
    shared: list[list[Seen]] = [[] for _table in range(tables)]
    told: set[tuple[str, str]] = set()
    for table, number in sorted(worth, key=lambda key: (-worth[key], *key[::-1])):
        seen = offered[number]
        if (seen.city.id, seen.name) not in told and len(shared[table]) < SEEN_AT_A_TABLE:
            told.add((seen.city.id, seen.name))
            shared[table].append(seen)
    return shared
