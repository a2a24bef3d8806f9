"""A town's free text → what the deck hears in it: words and what they mean, practices named, topics out of play. Pure."""

import re
from collections.abc import Iterable, Iterator, Sequence
from math import fsum

from territoires_cli.language import terms_of
from territoires_cli.models.heard import Heard, Spoken
from territoires_cli.models.lexis import Lexis
from territoires_cli.names import squash
from territoires_cli.naming import named_practices
from territoires_cli.words import RawWord, Said, Word, phrases_in, raw_words, words_of, written_of

# How many other words may stand among those of an expression that is looked up whole.
SLACK = 3
# A sentence counts, beside the one that counts most, by its part beside small talk to this power, by its strength to that.
CLEARNESS, EMPHASIS = 3, 2
# How much small talk weighs against a card.
SMALL_TALK = 2.0
_INHABITANTS = re.compile(
    r"(?<!\d)(\d{1,3}(?:[ .]\d{3}){1,2}|\d{1,8}) (?:hab\b\.?(?!itu)|habitants?\b(?! sur\b| au\b| par\b)|ames?\b|inhabitants?|residents?|people live)"
)
_NOT_OURS = re.compile(r"(?:perdu|perdus|partis|quittes|densite de|moins de|plus de|pour|sur) (?:environ |pres de )?$")


def listen(text: str, lexis: Lexis) -> Heard:
    """What the deck hears in a text of any length."""
    read_as: dict[str, str] = {}
    said = Said([word for word in words_of(text, lexis, read_as) if word.stem])
    topics = {name: said.heard(expressions, SLACK) for name, expressions in lexis.topics.items()}
    challenges = {place: said.heard(expressions, SLACK) for place, expressions in enumerate(lexis.terms)}
    raw = list(raw_words(text))
    harms = {name: said.heard(expressions, SLACK) for name, expressions in lexis.harms.items()}
    there, refused = named_practices(raw, said, lexis)
    trapped = {place for _clause, places in phrases_in(raw, lexis.traps) for place in places}
    denied = {clause for clause, _places in phrases_in(raw, lexis.cues.get("denied", ()))}
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
            place: written_of(found) for place, found in challenges.items() if any(not word.silent for word in found)
        },
        there=there,
        refused=refused,
        topics={name: written_of(found) for name, found in topics.items() if found},
        lacks=_lacks(raw, said.words, lexis),
        harms={name: written_of(found) for name, found in harms.items() if found},
        read_as=read_as,
        population=_population(text),
    )


def _lacks(raw: Sequence[RawWord], words: Sequence[Word], lexis: Lexis) -> dict[str, tuple[str, ...]]:
    """What is said to be lacking, and the words that say so."""
    found = {}
    for name, phrases in lexis.lacks.items():
        places = {place for _clause, span in phrases_in(raw, phrases) for place in span}
        if places:
            found[name] = written_of(word for word in words if word.place in places)
    return found


def _population(text: str) -> int | None:
    """The number of inhabitants that a text gives; not one that was lost, or that stands for a density."""
    plain = squash(text)
    for match in _INHABITANTS.finditer(plain):
        if not _NOT_OURS.search(plain[: match.start()]):
            return int(re.sub(r"\D", "", match.group(1)))
    return None


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
