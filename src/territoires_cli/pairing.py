"""The deck's pairs of practices that serve a city best. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from territoires_cli.models.cards import Pair
from territoires_cli.models.deck import Deck
from territoires_cli.models.matching import Match, Matching

# What being already there adds to a pair's worth: half a deck's score is not needed to start from what exists.
FROM_STRENGTH = 0.15


@dataclass(frozen=True, slots=True)
class FertilePair:
    """Two practices that combine well for a city, and what each is to it; `score` is the mean of theirs, 0–1 and a bonus."""

    one: Match
    other: Match
    why: str
    score: float


def propose_pairs(deck: Deck, matching: Matching, at_most: int = 5) -> list[FertilePair]:
    """The deck's pairs that serve a city best: no card that makes things worse, at least one that can be offered.

    A pair is worth the mean of its cards' scores, more where one of them is already there to start from. No card comes
    back in more than two pairs.
    """
    by_id = {match.card.id: match for match in matching.matches}
    ranked = sorted(_fertile(deck.pairs, by_id), key=lambda pair: -pair.score)
    times: dict[str, int] = {}
    chosen: list[FertilePair] = []
    for pair in ranked:
        ids = (pair.one.card.id, pair.other.card.id)
        if all(times.get(name, 0) < 2 for name in ids) and len(chosen) < at_most:
            chosen.append(pair)
            times |= {name: times.get(name, 0) + 1 for name in ids}
    return chosen


def _fertile(pairs: Iterable[Pair], by_id: dict[str, Match]) -> Iterator[FertilePair]:
    for pair in pairs:
        one, other = (by_id[name] for name in pair.cards)
        both = (one, other)
        offered = [match for match in both if match.is_opportunity]
        if any(match.aggravates or not match.score for match in both) or not offered:
            continue
        bonus = FROM_STRENGTH if len(offered) < 2 else 0.0
        # What is already there comes first: the pair starts from it.
        first, second = (one, other) if one.is_strength or not other.is_strength else (other, one)
        yield FertilePair(first, second, pair.why, round((one.score + other.score) / 2 + bonus, 6))
