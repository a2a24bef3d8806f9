"""A town's free text → what the deck hears in it: words and what they mean, practices named, topics out of play. Pure."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import fsum, sqrt
from typing import NamedTuple

from territoires_cli.language import is_word, stem, terms_of
from territoires_cli.models.lexis import Audience, Expression, Lexis
from territoires_cli.names import fold, squash
from territoires_cli.spelling import corrected

# A word as it is written; an accent may follow its letter as a sign of its own.
_WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*")
_SENTENCE_END = re.compile(r"[.!?…;\n]")
# A new clause, inside which a practice is there, missing or refused.
_CLAUSE_END = re.compile(r"[.!?…;:\n()]")
_TURNS = frozenset(("mais", "but", "sauf", "except"))
# How many other words may stand among those of an expression that is looked up whole, and of a practice's name.
SLACK, NAME_SLACK = 3, 1
# How many small or other words may stand between a name and the turn of phrase that says how it is meant.
REACH = 9
# A sentence counts, beside the one that counts most, by its part beside small talk to this power, by its strength to that.
CLEARNESS, EMPHASIS = 3, 2
# How much small talk weighs against a card.
SMALL_TALK = 2.0
# How clear the clearest sentence must be for anything to be understood at all, and beside a topic out of play.
LEAST_CLEARNESS, LEAST_BESIDE_TOPIC = 0.08, 0.12
# Under this clearness little was understood: whoever reads the result is told, and scores are lowered in proportion.
CLEAR_ENOUGH = 0.25
# A word is cited for what it speaks for from this share on, and so many at the most.
LEAST_SHARE, MOST_CITED = 0.1, 6
_INHABITANTS = re.compile(
    r"(?<!\d)(\d{1,3}(?:[ .]\d{3}){1,2}|\d{1,8}) (?:hab\b\.?(?!itu)|habitants?\b(?! sur\b| au\b| par\b)|ames?\b|inhabitants?|residents?|people live)"
)
# Words after which « car » is a coach and not a conjunction.
_BEFORE_COACH = frozenset(
    [
        "le",
        "les",
        "un",
        "des",
        "du",
        "de",
        "en",
        "ce",
        "ces",
        "par",
        "seul",
        "dernier",
        "derniers",
        "aucun",
        "notre",
        "nos",
        "petit",
        "grand",
    ]
)
_NOT_OURS = re.compile(r"(?:perdu|perdus|partis|quittes|densite de|moins de|plus de|pour|sur) (?:environ |pres de )?$")


@dataclass(slots=True)
class Word:
    """A word as it was written, and the stem by which it is understood; `silent` where it counts for nothing."""

    written: str
    folded: str
    stem: str
    sentence: int
    clause: int
    place: int
    silent: bool = False


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


def listen(text: str, lexis: Lexis) -> Heard:
    """What the deck hears in a text of any length."""
    read_as: dict[str, str] = {}
    said = _Said([word for word in _words(text, lexis, read_as) if word.stem])
    topics = {name: said.heard(expressions, SLACK) for name, expressions in lexis.topics.items()}
    challenges = {place: said.heard(expressions, SLACK) for place, expressions in enumerate(lexis.terms)}
    raw = list(_raw(text))
    harms = {name: said.heard(expressions, SLACK) for name, expressions in lexis.harms.items()}
    there, refused = _named(raw, said, lexis)
    trapped = {place for _clause, places in _phrases(raw, lexis.traps) for place in places}
    denied = {clause for clause, _places in _phrases(raw, lexis.cues.get("denied", ()))}
    for word in said.words:
        word.silent = word.silent or word.place in trapped or word.clause in denied
    for found in topics.values():
        for word in found:
            word.silent = True
    terms, clearness = _terms(said.words, lexis)
    return Heard(
        terms=terms,
        clearness=clearness,
        challenges={
            place: _written(found) for place, found in challenges.items() if any(not word.silent for word in found)
        },
        there=there,
        refused=refused,
        topics={name: _written(found) for name, found in topics.items() if found},
        lacks=_lacks(raw, said.words, lexis),
        harms={name: _written(found) for name, found in harms.items() if found},
        read_as=read_as,
        population=_population(text),
    )


def _lacks(raw: "Sequence[_Raw]", words: Sequence[Word], lexis: Lexis) -> dict[str, tuple[str, ...]]:
    """What is said to be lacking, and the words that say so."""
    found = {}
    for name, phrases in lexis.lacks.items():
        places = {place for _clause, span in _phrases(raw, phrases) for place in span}
        if places:
            found[name] = _written(word for word in words if word.place in places)
    return found


def _population(text: str) -> int | None:
    """The number of inhabitants that a text gives; not one that was lost, or that stands for a density."""
    plain = squash(text)
    for match in _INHABITANTS.finditer(plain):
        if not _NOT_OURS.search(plain[: match.start()]):
            return int(re.sub(r"\D", "", match.group(1)))
    return None


def _words(text: str, lexis: Lexis, read_as: dict[str, str]) -> Iterator[Word]:
    """The words of a text with the sentence and clause that they stand in; small words have no stem."""
    sentence = clause = place = end = 0
    before = ""
    loud = text.upper() == text
    for match in _WORD.finditer(text):
        gap, end = text[end : match.start()], match.end()
        sentence += bool(_SENTENCE_END.search(gap))
        clause += bool(_CLAUSE_END.search(gap))
        written = match.group()
        for folded in fold(written).split():
            if folded in _TURNS:
                clause += 1
            if folded in lexis.short and _is_short(written, folded, lexis, loud=loud):
                for meant in (stem(folded), *lexis.short[folded]):
                    yield Word(written, folded, meant, sentence, clause, place)
                place += 1
                continue
            is_coach = folded in ("car", "cars") and before in _BEFORE_COACH
            understood = "cars" if is_coach else _understood(folded, lexis)
            before = folded
            says_something = is_word(understood) and folded not in lexis.capitals
            if understood != folded and not is_coach:
                read_as[written] = understood
            yield Word(written, understood, stem(understood) if says_something else "", sentence, clause, place)
            place += 1


def _is_short(written: str, folded: str, lexis: Lexis, *, loud: bool) -> bool:
    """Whether a word is meant as an abbreviation: in capitals, or in any case where it is no ordinary word."""
    if folded in lexis.capitals:
        return written.isupper() and not loud
    return True


def _understood(folded: str, lexis: Lexis) -> str:
    """The word itself where the deck knows it, its stem or another form of it, else the one that it was meant to be."""
    if not is_word(folded) or folded.isdigit():
        return folded
    base = stem(folded)
    if base in lexis.speaks or base in lexis.senses or folded in lexis.known_words:
        return folded
    meant = corrected(folded, lexis.known_words)
    return meant if meant and stem(meant) != base else folded


def _terms(words: Sequence[Word], lexis: Lexis) -> tuple[dict[str, Spoken], float]:
    """The terms of a text, those of each sentence for as much as it is clear; and how clear the clearest one is."""
    sentences: dict[int, list[Word]] = {}
    for word in words:
        if not word.silent:
            sentences.setdefault(word.sentence, []).append(word)
    said = [list(_terms_of(sentence, lexis)) for sentence in sentences.values()]
    clear = [_clearness({term for term, _word in sentence}, lexis) for sentence in said]
    counts = [part**CLEARNESS * strength**EMPHASIS for strength, part in clear]
    most = max(counts, default=0.0)
    found: dict[str, list[tuple[str, float]]] = {}
    for sentence, count in zip(said, counts, strict=True):
        for term, written in sentence if count else ():
            found.setdefault(term, []).append((written, count / most))
    terms = {
        term: Spoken(tuple(dict.fromkeys(word for word, _count in uses)), fsum(count for _word, count in uses))
        for term, uses in found.items()
    }
    return terms, max((strength * part for strength, part in clear), default=0.0)


def _clearness(terms: Iterable[str], lexis: Lexis) -> tuple[float, float]:
    """How strongly a sentence speaks for its best card, and the part of that beside what it has of small talk (0-1)."""
    strength: dict[int, list[float]] = {}
    nothing: list[float] = []
    for term in sorted(terms):
        nothing += [weight for _place, weight in lexis.weights(term, "nothing")]
        for place, weight in lexis.weights(term, "practices"):
            strength.setdefault(place, []).append(weight)
    best = max((fsum(weights) for weights in strength.values()), default=0.0)
    return best, best / (best + SMALL_TALK * fsum(nothing)) if best else 0.0


def _terms_of(words: Sequence[Word], lexis: Lexis) -> Iterator[tuple[str, str]]:
    """Each term of a sentence and the word that says it."""
    for place, term in terms_of([word.stem for word in words], lexis.groups, lexis.runs_from):
        yield term, words[place].written


class _Said:
    """The words of a text that expressions are looked for in."""

    def __init__(self, words: Sequence[Word]) -> None:
        self.words = words
        self.stems = frozenset(word.stem for word in words)

    def heard(self, expressions: Iterable[Expression], slack: int) -> list[Word]:
        """The words of every expression that stands in the text."""
        return [word for expression in expressions for word in self.find(expression, slack)]

    def find(self, expression: Expression, slack: int) -> list[Word]:
        """The words that make up an expression: in one sentence, in any order, at most `slack` others among them."""
        wanted = self.stems.intersection(expression)
        if len(wanted) < len(set(expression)):
            return []
        width = len(wanted) + slack
        for start, first in enumerate(self.words):
            if first.stem in wanted:
                window = [word for word in self.words[start : start + width] if word.sentence == first.sentence]
                if wanted <= {word.stem for word in window}:
                    return _first_of_each(window, wanted)
        return []


def _first_of_each(window: Iterable[Word], wanted: Iterable[str]) -> list[Word]:
    missing = set(wanted)
    found = []
    for word in window:
        if word.stem in missing:
            missing.discard(word.stem)
            found.append(word)
    return found


def _written(words: Iterable[Word]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word.written for word in words))


# A word as it stands, small ones too: folded, and the clause it stands in.
_Raw = tuple[str, int]


def _raw(text: str) -> Iterator[_Raw]:
    clause = end = 0
    for match in _WORD.finditer(text):
        clause += bool(_CLAUSE_END.search(text[end : match.start()]))
        end = match.end()
        for folded in fold(match.group()).split():
            clause += folded in _TURNS
            yield folded, clause


def _phrases(raw: Sequence[_Raw], phrases: Iterable[str]) -> Iterator[tuple[int, range]]:
    """Where phrases stand word by word within a clause: the clause, and the places of their words."""
    text = " ".join(folded for folded, _clause in raw)
    for phrase in phrases:
        if phrase in text:
            wanted = phrase.split()
            for start in range(len(raw) - len(wanted) + 1):
                if raw[start][0] == wanted[0]:
                    window = raw[start : start + len(wanted)]
                    if [folded for folded, _clause in window] == wanted and window[0][1] == window[-1][1]:
                        yield window[0][1], range(start, start + len(wanted))


def _named(
    raw: Sequence[_Raw], said: _Said, lexis: Lexis
) -> tuple[dict[int, tuple[str, ...]], dict[int, tuple[str, ...]]]:
    """The practices that a text says are there, or refuses; their names no longer speak for them."""
    there: dict[int, tuple[str, ...]] = {}
    refused: dict[int, tuple[str, ...]] = {}
    silenced: set[int] = set()
    cues: list[tuple[int, int, int, str]] | None = None
    for practice, names in enumerate(lexis.names):
        for name in names:
            found = said.find(name, NAME_SLACK)
            if not found:
                continue
            if cues is None:
                cues = list(_cues(raw, lexis))
            meant = _nearest_cue(found, cues)
            if meant in ("there", "refused"):
                (there if meant == "there" else refused).setdefault(practice, _written(found))
                silenced.update(word.place for word in found)
    for word in said.words:
        word.silent = word.silent or word.place in silenced
    return there, refused


def _cues(raw: Sequence[_Raw], lexis: Lexis) -> Iterator[tuple[int, int, int, str]]:
    """The turns of phrase of a text: clause, place of the last word, length, meaning; « veut pas de » goes on refusing at « pas de »."""
    found = {meant: list(_phrases(raw, said)) for meant, said in lexis.cues.items() if meant != "denied"}
    refusals = {places[-1] for _clause, places in found.get("refused", ())}
    for meant, phrases in found.items():
        for clause, places in phrases:
            goes_on = meant == "not_there" and places[0] in refusals and len(places) > 1
            yield clause, places[-1], len(places), "refused" if goes_on else meant


def _nearest_cue(name: Sequence[Word], cues: Iterable[tuple[int, int, int, str]]) -> str | None:
    """What the nearest turn of phrase in the name's clause says of it; one that stands before it counts as nearer, a longer one first."""
    clause, first = name[0].clause, name[0].place
    near = [
        (first - place if place < first else 2 * (place - first), -length, meant)
        for where, place, length, meant in cues
        if where == clause and abs(place - first) <= REACH
    ]
    return min(near)[2] if near else None
