"""Deck × City → every practice ranked with its reasons, what stays uncovered and what is out of play. Pure.

score = 0.60 challenges + 0.25 words + 0.10 evidence + 0.05 size, each part between 0 and 1 (see docs/matching.md).
A card that answers no stated challenge and shares no word with the statement scores 0, whatever its other parts.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from math import fsum, log

from territoires_cli.language import Statement
from territoires_cli.models.cards import Aggravation, ChallengeAnswer, PracticeCard
from territoires_cli.models.city import City, Strength
from territoires_cli.models.deck import Deck
from territoires_cli.models.vocabulary import Challenge, Topic

WEIGHTS = {"challenges": 0.60, "words": 0.25, "evidence": 0.10, "size": 0.05}
# How much a challenge counts by its priority, and by the number of different expressions that gave it away.
URGENCY = {1: 1.0, 2: 0.8, 3: 0.6, 4: 0.45, 5: 0.3}
RECOGNISED_URGENCY = (0.6, 0.8, 0.9)
CITIES_FOR_FULL_EVIDENCE = 3
DECIMALS = 6


@dataclass(frozen=True, slots=True)
class Recognised:
    """A challenge that the city states: its urgency (0–1), its tagged priority, and the words that gave it away."""

    challenge: Challenge
    urgency: float
    priority: int | None
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OutOfPlay:
    """A trouble in the statement that the deck does not treat, and the words that gave it away."""

    topic: Topic
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A comparable city of the deck that has the practice, and what it is there."""

    city: City
    strength: Strength


@dataclass(frozen=True, slots=True)
class Match:
    """A practice for a city: score and parts (0–1), and the reasons for and against it.

    `strengths` are the initiatives that make it present in the city, `elsewhen` those only planned, or closed since.
    """

    card: PracticeCard
    score: float
    parts: dict[str, float]
    answers: tuple[tuple[ChallengeAnswer, Recognised], ...]
    words: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    strengths: tuple[Strength, ...]
    elsewhen: tuple[Strength, ...]
    aggravates: tuple[Aggravation, ...]

    @property
    def is_strength(self) -> bool:
        """Whether the city already has the practice."""
        return bool(self.strengths)

    @property
    def is_opportunity(self) -> bool:
        """Whether the practice can be offered: it answers something, isn't there yet, and makes nothing worse."""
        return self.score > 0 and not self.strengths and not self.aggravates


@dataclass(frozen=True, slots=True)
class Matching:
    """Every practice of the deck for one city, best first, with what was understood of the city's statement."""

    city: City
    recognised: tuple[Recognised, ...]
    out_of_play: tuple[OutOfPlay, ...]
    matches: tuple[Match, ...]

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


def match_city(deck: Deck, city: City) -> Matching:
    """Every practice of the deck ranked for a city; ties keep the deck's order."""
    statement = Statement(city.statement) if city.statement else None
    recognised = tuple(_recognise(deck, city, statement))
    overlap = _Overlap(deck, statement)
    by_id = {stated.challenge.id: stated for stated in recognised}
    matches = [_match(deck, city, card, by_id, overlap) for card in deck.practices]
    rank = {card.id: number for number, card in enumerate(deck.practices)}
    matches.sort(key=lambda match: (-match.score, rank[match.card.id]))
    return Matching(city, recognised, tuple(_out_of_play(deck, statement)), tuple(matches))


def comparable_cities(deck: Deck, matching: Matching, at_most: int = 3) -> list[City]:
    """The deck's other cities that state the most of the same urgent challenges, best first, deck order on ties."""
    urgency = {stated.challenge.id: stated.urgency for stated in matching.recognised}
    shared = [
        (fsum(urgency.get(challenge.id, 0.0) for challenge in city.challenges), -number, city)
        for number, city in enumerate(deck.cities)
        if city.id != matching.city.id
    ]
    ranked = sorted((entry for entry in shared if entry[0] > 0), key=lambda entry: (-entry[0], -entry[1]))
    return [city for _shared, _number, city in ranked[:at_most]]


def _recognise(deck: Deck, city: City, statement: Statement | None) -> Iterable[Recognised]:
    """Tagged challenges by priority, then those that only the words of the statement give away."""
    found = {challenge.id: _words_found(deck, challenge.terms, statement) for challenge in deck.book.challenges}
    tagged = {stated.id: stated for stated in city.challenges}
    stated = []
    for number, challenge in enumerate(deck.book.challenges):
        expressions = found[challenge.id]
        words = tuple(dict.fromkeys(word for expression in expressions for word in expression))
        if challenge.id in tagged:
            priority = tagged[challenge.id].priority
            stated.append((-URGENCY[priority], number, Recognised(challenge, URGENCY[priority], priority, words)))
        elif expressions:
            urgency = RECOGNISED_URGENCY[min(len(expressions), len(RECOGNISED_URGENCY)) - 1]
            urgency *= 0.5 if tagged else 1.0
            stated.append((-urgency, number, Recognised(challenge, urgency, None, words)))
    return [recognised for _urgency, _number, recognised in sorted(stated, key=lambda entry: entry[:2])]


def _words_found(deck: Deck, terms: Iterable[str], statement: Statement | None) -> list[tuple[str, ...]]:
    if statement is None:
        return []
    found = (statement.find(deck.stems[term]) for term in terms)
    return list(dict.fromkeys(words for words in found if words))


def _out_of_play(deck: Deck, statement: Statement | None) -> Iterable[OutOfPlay]:
    for topic in deck.lexicon.out_of_play:
        expressions = _words_found(deck, topic.terms, statement)
        if expressions:
            yield OutOfPlay(topic, tuple(dict.fromkeys(word for words in expressions for word in words)))


def _match(deck: Deck, city: City, card: PracticeCard, stated: dict[str, Recognised], overlap: "_Overlap") -> Match:
    answers = tuple((answer, stated[answer.id]) for answer in card.challenges if answer.id in stated)
    answers = tuple(sorted(answers, key=lambda pair: -pair[0].weight * pair[1].urgency))
    likeness, words = overlap.with_card(card)
    evidence = tuple(_evidence(deck, city, card, stated))
    parts = {
        "challenges": _answered(answers, stated),
        "words": likeness,
        "evidence": min(len({item.city.id for item in evidence}) / CITIES_FOR_FULL_EVIDENCE, 1.0),
        "size": 1.0 if city.size is None or city.size in card.scale.sizes else 0.0,
    }
    parts = {name: round(value, DECIMALS) for name, value in parts.items()}
    says_something = parts["challenges"] > 0 or parts["words"] > 0
    score = fsum(WEIGHTS[name] * value for name, value in parts.items()) if says_something else 0.0
    return Match(
        card=card,
        score=round(score, DECIMALS),
        parts=parts,
        answers=answers,
        words=words,
        evidence=evidence,
        strengths=tuple(item for item in city.strengths if item.practice == card.id and item.is_there),
        elsewhen=tuple(item for item in city.strengths if item.practice == card.id and not item.is_there),
        aggravates=tuple(item for item in card.aggravates if item.challenge in stated),
    )


def _answered(answers: Iterable[tuple[ChallengeAnswer, Recognised]], stated: dict[str, Recognised]) -> float:
    """Urgency answered out of the urgency stated, a weight of 3 counting in full and 1 for a third."""
    total = fsum(recognised.urgency for recognised in stated.values())
    return fsum(recognised.urgency * answer.weight / 3 for answer, recognised in answers) / total if total else 0.0


def _evidence(deck: Deck, city: City, card: PracticeCard, stated: dict[str, Recognised]) -> Iterable[Evidence]:
    """What the deck's other cities that state one of the same challenges have of this practice."""
    for other in deck.seen_in.get(card.id, ()):
        shares = any(challenge.id in stated for challenge in other.challenges)
        if other.id != city.id and shares:
            for strength in other.strengths:
                if strength.practice == card.id and strength.is_there:
                    yield Evidence(other, strength)
                    break


class _Overlap:
    """How much the statement's words look like the troubles that a card says it answers (its `situations`)."""

    def __init__(self, deck: Deck, statement: Statement | None) -> None:
        self.statement = statement
        if statement is None:
            return
        self.situations = {card.id: [deck.stems[text] for text in card.situations] for card in deck.practices}
        cards_with: Counter[str] = Counter()
        for lines in self.situations.values():
            cards_with.update({stem for line in lines for stem in line})
        total = len(deck.practices)
        # A word that every card uses tells nothing; one that a single card uses tells most (inverse document frequency).
        self.rarity = {
            stem: log(total / count) / log(total) if total > 1 else 1.0 for stem, count in cards_with.items()
        }
        self.written = {word.stem: word.written for sentence in statement.sentences for word in sentence}

    def with_card(self, card: PracticeCard) -> tuple[float, tuple[str, ...]]:
        """The likeness of the nearest situation (0–1) and the shared words as they were written."""
        if self.statement is None:
            return 0.0, ()
        best = 0.0
        shared: tuple[str, ...] = ()
        for line in self.situations[card.id]:
            stems = tuple(dict.fromkeys(line))
            common = tuple(stem for stem in stems if stem in self.statement.stems)
            weight = fsum(self.rarity[stem] for stem in stems)
            # Two words at least, or a single one that is the whole situation: a lone common word is no likeness.
            if weight == 0 or (len(common) < 2 and len(stems) > 1):
                continue
            likeness = fsum(self.rarity[stem] for stem in common) / weight
            if likeness > best + 1e-9:
                best, shared = likeness, common
        return (best, tuple(self.written[stem] for stem in shared)) if best >= 0.3 else (0.0, ())
