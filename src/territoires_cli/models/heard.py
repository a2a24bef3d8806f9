"""What a text says as the deck hears it: its terms, what they speak for, what is there, refused, lacking or out of play."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import fsum, sqrt
from typing import NamedTuple

from territoires_cli.models.lexis import Audience, Lexis

# How clear the clearest sentence must be for anything to be understood at all, and beside a topic out of play.
LEAST_CLEARNESS, LEAST_BESIDE_TOPIC = 0.08, 0.12
# Under this clearness little was understood: whoever reads the result is told, and scores are lowered in proportion.
CLEAR_ENOUGH = 0.25
# A word is cited for what it speaks for from this share on, and so many at the most.
LEAST_SHARE, MOST_CITED = 0.1, 6


class Spoken(NamedTuple):
    """A term of the text: the words that say it, and how often, each use for as much as its sentence is clear."""

    words: tuple[str, ...]
    times: float


class Voices(NamedTuple):
    """How strongly a text speaks for each of some cards, and which of its words do: by the cards' places in the deck."""

    strength: Mapping[int, float]
    words: Mapping[int, tuple[tuple[str, float], ...]]

    def words_for(self, place: int) -> tuple[str, ...]:
        """The words that speak most for a card, the strongest first."""
        return loudest(self.words.get(place, ()))


def loudest(words: Sequence[tuple[str, float]]) -> tuple[str, ...]:
    """The words worth citing, of words ranked by their share of something."""
    least = LEAST_SHARE * fsum(share for _word, share in words)
    return tuple(word for word, share in words[:MOST_CITED] if share >= least)


@dataclass(frozen=True, slots=True)
class Heard:
    """What was heard in a text.

    `terms`: what its words mean; `challenges`: place of a challenge that is said in its own terms → these words; `there` and `refused`: place of a practice → the words that say that it exists already,
    or that nobody wants it; `topics`: topic out of play → its words; `lacks`: what is said to be lacking (money, time,
    coordination) → its words; `harms`: « place of a practice:challenge » → the words that say it harms here; `read_as`: words with a slip and how they were understood; `population`: people;
    `clearness`: of the clearest sentence, what it has for its best card less the part of small talk.
    """

    terms: Mapping[str, Spoken] = field(default_factory=dict)
    challenges: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    there: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    refused: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    topics: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    lacks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    harms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    read_as: Mapping[str, str] = field(default_factory=dict)
    population: int | None = None
    clearness: float = 0.0

    @property
    def is_understood(self) -> bool:
        """Whether a challenge is said in its own terms, or some sentence is clear enough.

        A sentence beside a topic out of play must be clearer to be about something else.
        """
        return bool(self.challenges) or self.clearness >= (LEAST_BESIDE_TOPIC if self.topics else LEAST_CLEARNESS)

    @property
    def confidence(self) -> float:
        """How much of what was understood may be relied on (0–1)."""
        return min(self.clearness / CLEAR_ENOUGH, 1.0)

    def voices(self, lexis: Lexis, audience: Audience) -> Voices:
        """How strongly the text speaks for each card: Σ √times · weight over its terms."""
        strength: dict[int, list[float]] = {}
        words: dict[int, dict[str, list[float]]] = {}
        for term, spoken in self.terms.items():
            often = sqrt(spoken.times)
            for place, weight in lexis.weights(term, audience):
                strength.setdefault(place, []).append(often * weight)
                words.setdefault(place, {}).setdefault(spoken.words[0], []).append(often * weight)
        ranked = {
            place: tuple(sorted(((word, fsum(parts)) for word, parts in said.items()), key=lambda item: -item[1]))
            for place, said in words.items()
        }
        return Voices({place: fsum(parts) for place, parts in strength.items()}, ranked)
