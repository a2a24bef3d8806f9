"""Texts of some cards → what each of their terms weighs for them. Pure.

The weight of a term for a card is how particular the term is to few cards, times how often the card's own words use it:

    weight = particularity(term) · f / (f + K · (1 - B + B · length / mean length))

`f` counts the texts of a card that hold the term, each for what it is worth; the second factor is BM25's (Robertson and
Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009). Particularity (0-1) is one less the entropy of
the term over the cards, in units of the most it can be: 1 where a single card uses the term, 0 where all use it alike.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from math import fsum, log

from territoires_cli.language import stems_of, terms_of
from territoires_cli.models.lexicon import Synonyms
from territoires_cli.models.lexis import UNIT, Expression

K, B = 6.0, 0.75
# A weight of fewer thousandths says nothing.
LEAST = 15

# The texts of a card, those together that are worth the same.
Texts = list[tuple[float, tuple[str, ...]]]
# Term → the places of the cards that it speaks for, and how strongly, in thousandths.
Weights = dict[str, dict[int, int]]


class Terms:
    """Text → the terms that it holds, read once however many cards it is said for.

    `senses`: stem → groups of the word; `runs`: first stem → expressions of several words and their group, the longest
    first.
    """

    def __init__(self, groups: Iterable[Synonyms]) -> None:
        self.senses: dict[str, list[str]] = {}
        self.runs: dict[str, list[tuple[Expression, str]]] = {}
        self._read: dict[str, frozenset[str]] = {}
        self._counted: dict[tuple[str, ...], dict[str, int]] = {}
        for group in groups:
            for text in group.words:
                self._mean(f"={group.id}", stems_of(text))
        for found in self.runs.values():
            found.sort(key=lambda run: -len(run[0]))

    def _mean(self, name: str, stems: Expression) -> None:
        if len(stems) == 1 and name not in self.senses.setdefault(stems[0], []):
            self.senses[stems[0]].append(name)
        elif len(stems) > 1:
            self.runs.setdefault(stems[0], []).append((stems, name))

    def of(self, text: str) -> frozenset[str]:
        """The terms of a text."""
        if text not in self._read:
            found = terms_of(
                stems_of(text), lambda stem: self.senses.get(stem, ()), lambda stem: self.runs.get(stem, ())
            )
            self._read[text] = frozenset(term for _place, term in found)
        return self._read[text]

    def counted(self, texts: tuple[str, ...]) -> dict[str, int]:
        """How many of some texts hold each of their terms; counted once for all the cards that they are said for."""
        if texts not in self._counted:
            self._counted[texts] = Counter(term for text in texts for term in self.of(text))
        return self._counted[texts]


def weigh_terms(cards: Sequence[Texts], reader: Terms) -> Weights:
    """What each term weighs for the cards that use it; a term that says nothing has no card."""
    counts: list[dict[str, float]] = []
    for texts in cards:
        count: dict[str, float] = {}
        for worth, said in texts:
            for term, times in reader.counted(said).items():
                count[term] = count.get(term, 0.0) + worth * times
        counts.append(count)
    lengths = [fsum(count.values()) for count in counts]
    mean = fsum(lengths) / len(lengths) or 1.0
    shares: dict[str, dict[int, float]] = {}
    for place, count in enumerate(counts):
        damping = K * (1 - B + B * lengths[place] / mean)
        for term, often in count.items():
            shares.setdefault(term, {})[place] = often / (often + damping)
    weights: Weights = {}
    for term, share in shares.items():
        particular = UNIT * _particularity(share.values(), len(cards))
        units = {place: round(particular * part) for place, part in share.items()}
        weights[term] = {place: weight for place, weight in units.items() if weight >= LEAST}
    return weights


def _particularity(shares: Iterable[float], cards: int) -> float:
    """How far a term is from being used alike by all the cards (0-1)."""
    values = list(shares)
    total = fsum(values)
    entropy = -fsum(value / total * log(value / total) for value in values)
    return max(1 - entropy / log(cards), 0.0) if cards > 1 else 1.0
