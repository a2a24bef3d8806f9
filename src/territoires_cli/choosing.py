"""A hand, not a list: the set of cards that together serve a city best, from its matching. Pure.

worth(hand) = Σ score of its cards
            + COVER · Σ over stated challenges of (urgency / Σ urgency) · (strongest answer in the hand / 3)
            + FAMILY for each family in it + EFFORT for each level of effort in it

A second card like one that is already there adds its score and nothing else: near-duplicates lose to cards that cover more.
"""

from collections.abc import Collection
from dataclasses import dataclass
from math import fsum

from territoires_cli.covering import Item, best_set
from territoires_cli.labels import effort_level
from territoires_cli.models.matching import Match, Matching, Recognised

COVER, FAMILY, EFFORT = 1.0, 0.12, 0.05


@dataclass(frozen=True, slots=True)
class ChosenHand:
    """The cards of a hand, best first; what it is worth, what no other hand can exceed, what it leaves uncovered, its size wanted."""

    matches: tuple[Match, ...]
    worth: float
    bound: float
    uncovered: tuple[Recognised, ...]
    wanted: int = 0

    @property
    def is_best(self) -> bool:
        """Whether it is proved that no other hand is worth more."""
        return self.worth >= self.bound - 1e-6


def choose_hand(
    matching: Matching, size: int, include: Collection[str] = (), exclude: Collection[str] = ()
) -> ChosenHand:
    """The best `size` cards among those that can be offered; `include` and `exclude` are ids of practices.

    What is included is in the hand whatever speaks against it; fewer cards come where the deck offers no more.
    """
    able = [
        match
        for match in matching.matches
        if match.card.id in include or (match.is_opportunity and match.card.id not in exclude)
    ]
    total = fsum(stated.urgency for stated in matching.stated)
    weights = {
        f"{stated.challenge.id} {level}": COVER * stated.urgency / total / 3
        for stated in matching.stated
        for level in (1, 2, 3)
        if total
    }
    weights |= {f"family {match.card.family}": FAMILY for match in able}
    weights |= {f"effort {effort_level(match.card.effort)}": EFFORT for match in able}
    items = [Item(match.score, _covers(match, weights)) for match in able]
    forced = [place for place, match in enumerate(able) if match.card.id in include]
    found = best_set(items, weights, size, forced)
    chosen = tuple(able[place] for place in found.chosen)
    answered = {answer.id for match in chosen for answer, _stated in match.answers}
    uncovered = tuple(stated for stated in matching.stated if stated.challenge.id not in answered)
    return ChosenHand(chosen, found.worth, found.bound, uncovered, size)


def _covers(match: Match, weights: Collection[str]) -> frozenset[str]:
    """The elements that a card covers: its family, its effort, each stated challenge up to the strength of its answer."""
    answered = (f"{answer.id} {level}" for answer, _stated in match.answers for level in range(1, answer.weight + 1))
    named = (f"family {match.card.family}", f"effort {effort_level(match.card.effort)}")
    return frozenset(name for name in (*answered, *named) if name in weights)
