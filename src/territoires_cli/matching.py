"""Deck × City → every practice ranked with its reasons, what stays uncovered and what is out of play. Pure.

score = Σ weight · part over six parts between 0 and 1 (see `models.matching` and docs/matching.md). A card that answers no stated
challenge and that no word of the statement speaks for scores 0, whatever its other parts.
"""

from collections.abc import Iterable, Mapping, Sequence
from math import fsum

from territoires_cli.listening import listen
from territoires_cli.models.cards import Aggravation, ChallengeAnswer, PracticeCard
from territoires_cli.models.city import City, Strength
from territoires_cli.models.deck import Deck
from territoires_cli.models.heard import Heard, Voices
from territoires_cli.models.lexis import Lexis
from territoires_cli.models.matching import (
    DECIMALS,
    PARTS,
    WEIGHTS,
    Evidence,
    Match,
    Matching,
    OutOfPlay,
    Recognised,
    basis_of,
    said_by,
)
from territoires_cli.models.vocabulary import TerritorySize, size_of

# How much a challenge counts by its priority; one that is only heard in the text counts up to this, less beside tags.
URGENCY = {1: 1.0, 2: 0.8, 3: 0.6, 4: 0.45, 5: 0.3}
HEARD_URGENCY, BESIDE_TAGS = 0.9, 0.5
# A challenge is heard where the text speaks for it this strongly, and for no other one much more; so many at the most.
LEAST_HEARD, LEAST_OF_BEST, MOST_HEARD = 0.2, 0.65, 4
# What effort costs where the territory says that it lacks money, time or hands for it (0-1).
STRAIN = {"low": 0.0, "medium": 0.5, "high": 1.0}


def match_city(deck: Deck, city: City) -> Matching:
    """Every practice of the deck ranked for a city; ties keep the deck's order."""
    said = said_by(city)
    heard = listen(said, deck.lexis) if said else Heard()
    ranker = _Ranker(deck, city, heard)
    matches = [ranker.match(place, card) for place, card in enumerate(deck.practices)]
    rank = {card.id: number for number, card in enumerate(deck.practices)}
    matches.sort(key=lambda match: (-match.score, rank[match.card.id]))
    topics = {topic.id: topic for topic in deck.lexicon.out_of_play} if heard.topics else {}
    out_of_play = tuple(OutOfPlay(topics[name], words) for name, words in heard.topics.items())
    return Matching(city, heard, tuple(ranker.stated.values()), out_of_play, tuple(matches))


def comparable_cities(deck: Deck, matching: Matching, at_most: int = 3) -> list[City]:
    """The deck's other cities that state the most of the same urgent challenges, best first, deck order on ties."""
    stated = {item.challenge.id: item for item in matching.recognised}
    shared = [
        (likeness(city, stated), -number, city)
        for number, city in enumerate(deck.cities)
        if city.id != matching.city.id
    ]
    ranked = sorted((entry for entry in shared if entry[0] > 0), key=lambda entry: (-entry[0], -entry[1]))
    return [city for _shared, _number, city in ranked[:at_most]]


def _stated(deck: Deck, city: City, heard: Heard) -> dict[str, Recognised]:
    """The challenges that a city states, by id and the most urgent first: tagged ones, then those heard in its words."""
    voices = heard.voices(deck.lexis, "challenges") if heard.is_understood else Voices({}, {})
    tagged = {stated.id: stated.priority for stated in city.challenges}
    best = max(voices.strength.values(), default=0.0)
    first = sorted(voices.strength, key=lambda place: (-round(voices.strength[place], DECIMALS), place))[:MOST_HEARD]
    found = []
    for place, challenge in enumerate(deck.book.challenges):
        strength = voices.strength.get(place, 0.0)
        loud = place in first and strength >= LEAST_HEARD and strength >= LEAST_OF_BEST * best
        audible = loud or (place in heard.challenges and bool(strength))
        words = (heard.challenges.get(place) or voices.words_for(place)) if audible else ()
        if challenge.id in tagged:
            priority = tagged[challenge.id]
            found.append((-URGENCY[priority], place, Recognised(challenge, URGENCY[priority], priority, words)))
        elif audible:
            urgency = round(HEARD_URGENCY * strength / best * (BESIDE_TAGS if tagged else 1.0), DECIMALS)
            found.append((-urgency, place, Recognised(challenge, urgency, None, words)))
    ranked = [recognised for _urgency, _place, recognised in sorted(found, key=lambda entry: entry[:2])]
    return {recognised.challenge.id: recognised for recognised in ranked}


class _Ranker:
    """What is the same for every card: what the city states, the size it has, the cities like it."""

    def __init__(self, deck: Deck, city: City, heard: Heard) -> None:
        self.deck = deck
        self.city = city
        self.heard = heard
        self.stated = _stated(deck, city, heard)
        self.voices = heard.voices(deck.lexis, "practices") if heard.is_understood else Voices({}, {})
        self.loudest = max(self.voices.strength.values(), default=0.0)
        self.weights = WEIGHTS[basis_of(city)]
        self.urgency = fsum(item.urgency for item in self.stated.values())
        self.alike = {other.id: likeness(other, self.stated) for other in deck.cities if other.id != city.id}
        self.all_alike = fsum(self.alike.values())
        self.usual_evidence = self._usual_evidence()
        self.size: TerritorySize | None = city.size
        if self.size is None and heard.population:
            self.size = size_of(heard.population)
        self.lacks = {*heard.lacks, *_lacks_of(city, deck.lexis)}

    def match(self, place: int, card: PracticeCard) -> Match:
        """One practice with its parts and reasons."""
        answers = tuple((answer, self.stated[answer.id]) for answer in card.challenges if answer.id in self.stated)
        answers = tuple(sorted(answers, key=lambda pair: -pair[0].weight * pair[1].urgency))
        evidence = tuple(self._evidence(card))
        words, spoken = self._words(place)
        parts = {
            "words": words,
            "challenges": self._answered(answers),
            "evidence": max(self._share(evidence), self.usual_evidence if card.id in self.deck.unstudied else 0.0),
            "size": 1.0 if self.size is None or card.scale is None or self.size in card.scale.sizes else 0.0,
            "levers": 1.0 if not self.city.holds or set(self.city.holds) & set(card.levers) else 0.0,
            "ease": self._ease(card),
        }
        parts = {name: round(value, DECIMALS) for name, value in parts.items()}
        says_something = parts["challenges"] > 0 or parts["words"] > 0
        shares = [round(self.weights[name] * parts[name], DECIMALS) for name in PARTS]
        score = fsum(shares) if says_something else 0.0
        there = tuple(item for item in self.city.strengths if item.practice == card.id and item.is_there)
        if place in self.heard.there and not there:
            there = (Strength(practice=card.id),)
        return Match(
            card=card,
            score=round(score, DECIMALS),
            parts=parts,
            weights=self.weights,
            answers=answers,
            spoken=spoken,
            evidence=evidence,
            strengths=there,
            elsewhen=tuple(item for item in self.city.strengths if item.practice == card.id and not item.is_there),
            aggravates=tuple(item for item in card.aggravates if self._harms(place, item)),
            said_there=self.heard.there.get(place, ()),
            refused=self.heard.refused.get(place, ()),
            is_unstudied=card.id in self.deck.unstudied,
        )

    def _harms(self, place: int, harm: Aggravation) -> bool:
        """Whether the city states the challenge that a card can make worse, or says that this is what troubles it."""
        stated = self.stated.get(harm.challenge)
        tagged = stated is not None and stated.priority is not None
        return tagged or f"{place}:{harm.challenge}" in self.heard.harms

    def _words(self, place: int) -> tuple[float, tuple[tuple[str, float], ...]]:
        """How strongly the text speaks for a card beside the one it speaks for most, and each word's share of it.

        Where little was understood, all of it counts for less.
        """
        strength = self.voices.strength.get(place, 0.0)
        if not strength:
            return 0.0, ()
        part = self.heard.confidence / self.loudest
        return strength * part, tuple((word, share * part) for word, share in self.voices.words[place])

    def _answered(self, answers: Iterable[tuple[ChallengeAnswer, Recognised]]) -> float:
        """Urgency answered out of the urgency stated, a weight of 3 counting in full and 1 for a third."""
        answered = fsum(recognised.urgency * answer.weight / 3 for answer, recognised in answers)
        return answered / self.urgency if self.urgency else 0.0

    def _evidence(self, card: PracticeCard) -> Iterable[Evidence]:
        """What the deck's other cities that state one of the same challenges have of this practice."""
        for other in self.deck.seen_in.get(card.id, ()):
            if self.alike.get(other.id):
                for strength in other.strengths:
                    if strength.practice == card.id and strength.is_there:
                        yield Evidence(other, strength)
                        break

    def _share(self, evidence: Sequence[Evidence]) -> float:
        """How much of the likeness of all cities those have that have a practice."""
        return fsum(self.alike[item.city.id] for item in evidence) / self.all_alike if evidence else 0.0

    def _usual_evidence(self) -> float:
        """The mean of this part over the practices that the cities were asked about: what it is taken to be for others."""
        if not self.deck.unstudied:
            return 0.0
        studied = [card for card in self.deck.practices if card.id not in self.deck.unstudied]
        return fsum(self._share(tuple(self._evidence(card))) for card in studied) / len(studied) if studied else 0.0

    def _ease(self, card: PracticeCard) -> float:
        """How little a card asks of what the territory says it lacks: 1 where it lacks nothing, or the card asks for little."""
        strains = [STRAIN[getattr(card.effort, name)] for name in sorted(self.lacks)]
        return 1.0 - fsum(strains) / len(strains) if strains else 1.0


def likeness(other: City, stated: Mapping[str, Recognised]) -> float:
    """How much another city is troubled by the same: Σ urgency here · urgency there over the challenges that both state."""
    return fsum(
        stated[challenge.id].urgency * URGENCY[challenge.priority]
        for challenge in other.challenges
        if challenge.id in stated
    )


def _lacks_of(city: City, lexis: Lexis) -> Iterable[str]:
    """What a city's constraints say that it lacks."""
    return listen(". ".join(city.constraints), lexis).lacks if city.constraints else ()
