"""A deck matched to a city: every practice with its score, the parts of it and the reasons, and what was understood."""

from collections.abc import Mapping
from typing import NamedTuple

from territoires_cli.models.cards import Aggravation, ChallengeAnswer, PracticeCard
from territoires_cli.models.city import City, Strength
from territoires_cli.models.heard import Heard, loudest
from territoires_cli.models.lexicon import Topic
from territoires_cli.models.vocabulary import Challenge

PARTS = ("words", "challenges", "evidence", "size", "levers", "ease")
# The weight of each part, by what the territory gives: a text, tagged challenges, or both. Each row adds up to 1.
WEIGHTS: dict[str, dict[str, float]] = {
    "text": {"words": 0.76, "challenges": 0.07, "evidence": 0.03, "size": 0.08, "levers": 0.02, "ease": 0.04},
    "tags": {"words": 0.00, "challenges": 0.45, "evidence": 0.43, "size": 0.04, "levers": 0.04, "ease": 0.04},
    "both": {"words": 0.30, "challenges": 0.35, "evidence": 0.25, "size": 0.04, "levers": 0.02, "ease": 0.04},
}
DECIMALS = 6


class Recognised(NamedTuple):
    """A challenge that the city states: its urgency (0–1), its tagged priority, and the words that gave it away."""

    challenge: Challenge
    urgency: float
    priority: int | None
    words: tuple[str, ...]


class OutOfPlay(NamedTuple):
    """A trouble in the statement that the deck does not treat, and the words that gave it away."""

    topic: Topic
    words: tuple[str, ...]


class Evidence(NamedTuple):
    """A comparable city of the deck that has the practice, and what it is there."""

    city: City
    strength: Strength


class Match(NamedTuple):
    """A practice for a city: score and parts (0–1), and the reasons for and against it.

    `weights` are those that the parts count with here: the score is Σ weight · part. `spoken` are the words of the text
    that speak for the card, each with its share of the part « words » (the shares add up to it). `strengths` are the
    initiatives that make it present in the city, `elsewhen` those only planned, or closed since; `said_there` and
    `refused` the words by which the text says that it is there, or unwanted. `is_unstudied`: whether nobody asked the
    deck's cities about it, so that it has the evidence of the mean practice at least.
    """

    card: PracticeCard
    score: float
    parts: dict[str, float]
    weights: Mapping[str, float]
    answers: tuple[tuple[ChallengeAnswer, Recognised], ...]
    spoken: tuple[tuple[str, float], ...]
    evidence: tuple[Evidence, ...]
    strengths: tuple[Strength, ...]
    elsewhen: tuple[Strength, ...]
    aggravates: tuple[Aggravation, ...]
    said_there: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    is_unstudied: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the text that speak most for the card."""
        return loudest(self.spoken)

    def contribution(self, part: str) -> float:
        """What a part adds to the score: weight · part, or nothing where no word and no challenge speak for the card."""
        return round(self.weights[part] * self.parts[part], DECIMALS) if self.score else 0.0

    @property
    def is_strength(self) -> bool:
        """Whether the city already has the practice."""
        return bool(self.strengths)

    @property
    def is_opportunity(self) -> bool:
        """Whether the practice can be offered: it answers something, isn't there yet, nobody refuses it, it harms nothing."""
        return self.score > 0 and not self.strengths and not self.aggravates and not self.refused


class Matching(NamedTuple):
    """Every practice of the deck for one city, best first, with what was understood of the city's statement."""

    city: City
    heard: Heard
    recognised: tuple[Recognised, ...]
    out_of_play: tuple[OutOfPlay, ...]
    matches: tuple[Match, ...]

    @property
    def weights(self) -> Mapping[str, float]:
        """The weight of each part for this city."""
        return WEIGHTS[basis_of(self.city)]

    @property
    def opportunities(self) -> tuple[Match, ...]:
        """The practices that can be offered to the city, best first."""
        return tuple(match for match in self.matches if match.is_opportunity)

    @property
    def stated(self) -> tuple[Recognised, ...]:
        """The challenges that a workshop works on: those tagged, or those recognised in the words where none is."""
        tagged = tuple(item for item in self.recognised if item.priority is not None)
        return tagged or self.recognised

    @property
    def uncovered(self) -> tuple[Recognised, ...]:
        """The stated challenges that no practice answers, whether on offer or already there."""
        able = [match for match in self.matches if not match.aggravates]
        covered = {answer.id for match in able for answer, _stated in match.answers}
        return tuple(item for item in self.stated if item.challenge.id not in covered)

    def of(self, practice: str) -> Match:
        """The match of one practice, by its id."""
        return next(match for match in self.matches if match.card.id == practice)


def said_by(city: City) -> str:
    """The city's own words: its statement, then why it states each challenge."""
    return "\n".join(text for text in (city.statement, *(stated.why for stated in city.challenges)) if text)


def basis_of(city: City) -> str:
    """What a city gives to be matched by: a text, tagged challenges, or both."""
    return ("both" if city.challenges else "text") if said_by(city) else "tags"
