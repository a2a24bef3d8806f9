"""How well statements find the cards that a town adopted: ours beside chance, tags, BM25 and character n-grams.

Prints, for the part that the words were tuned on and for the part set aside, the mean reciprocal rank of the first card
graded 3, the share of statements with such a card among the first three (hit@3), and nDCG@5 (gain 2^grade - 1), each
with its 95 % bootstrap interval over statements. Statements without a right card are counted apart.
"""

import argparse
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from math import log2
from pathlib import Path
from statistics import fmean
from typing import Any

import yaml

from territoires_cli.decks import read_deck
from territoires_cli.language import stems_of
from territoires_cli.matching import match_city
from territoires_cli.models.city import City
from territoires_cli.models.deck import Deck

HERE = Path(__file__).parent
PARTS = {"tuned": ("tuned-1.yaml", "tuned-2.yaml"), "aside": ("aside.yaml",)}
RESAMPLES = 2000
SHUFFLES = 50
METRICS = ("MRR", "hit@3", "nDCG@5")


@dataclass(frozen=True)
class Labelled:
    """A statement and the grades (1 to 3) of the cards that are right for it, by code."""

    id: str
    text: str
    cards: Mapping[str, int]
    sheets: Mapping[str, int]
    never: tuple[str, ...]
    have: tuple[str, ...]


Ranking = Callable[[str], Sequence[str]]


def read_part(name: str) -> list[Labelled]:
    """The statements of a part, in the order of its files."""
    entries: list[dict[str, Any]] = []
    for file in PARTS[name]:
        entries += yaml.safe_load((HERE / file).read_text(encoding="utf-8"))
    return [
        Labelled(
            id=entry["id"],
            text=entry["text"],
            cards=entry["cards"] or {},
            sheets=entry.get("sheets") or {},
            never=tuple(entry.get("never") or ()),
            have=tuple(entry.get("have") or ()),
        )
        for entry in entries
    ]


def reciprocal_rank(ranking: Sequence[str], grades: Mapping[str, int]) -> float:
    """1 / rank of the first card graded 3, and 0 where none is offered."""
    return next((1 / rank for rank, code in enumerate(ranking, start=1) if grades.get(code) == 3), 0.0)


def hit(ranking: Sequence[str], grades: Mapping[str, int], at: int = 3) -> float:
    """1 where a card graded 3 is among the first."""
    return float(any(grades.get(code) == 3 for code in ranking[:at]))


def ndcg(ranking: Sequence[str], grades: Mapping[str, int], at: int = 5) -> float:
    """Normalised discounted cumulative gain of the first cards (0-1), gain 2^grade - 1 (Järvelin and Kekäläinen, 2002)."""
    gains = [2 ** grades.get(code, 0) - 1 for code in ranking[:at]]
    best = sorted((2**grade - 1 for grade in grades.values()), reverse=True)[:at]
    return _discounted(gains) / _discounted(best)


def _discounted(gains: Sequence[int]) -> float:
    return sum(gain / log2(rank + 1) for rank, gain in enumerate(gains, start=1))


def measures(rank: Ranking, part: Sequence[Labelled], grades: str = "cards") -> list[tuple[float, ...]]:
    """The three measures of each statement that has a right card."""
    found = []
    for item in part:
        wanted: Mapping[str, int] = getattr(item, grades)
        if 3 in wanted.values():
            ranking = rank(item.text)
            found.append((reciprocal_rank(ranking, wanted), hit(ranking, wanted), ndcg(ranking, wanted)))
    return found


def interval(values: Sequence[float]) -> tuple[float, float]:
    """The 95 % bootstrap interval of a mean (percentiles of resampled means; the seed is fixed)."""
    shuffler = random.Random(2026)
    means = sorted(fmean(shuffler.choices(values, k=len(values))) for _again in range(RESAMPLES))
    return means[int(0.025 * RESAMPLES)], means[int(0.975 * RESAMPLES) - 1]


def ours(deck: Deck, text: str) -> list[str]:
    """The cards offered for a text, best first, as `territoires match` gives them."""
    matching = match_city(deck, City(id="commune", name="Commune", statement=text))
    return [match.card.code for match in matching.opportunities]


def tags_only(deck: Deck, text: str) -> list[str]:
    """The cards by the challenges read in the text alone: what a tag chosen from a list would give."""
    matching = match_city(deck, City(id="commune", name="Commune", statement=text))
    ranked = sorted(matching.matches, key=lambda match: -match.parts["challenges"])
    return [match.card.code for match in ranked if match.parts["challenges"]]


def our_sheets(deck: Deck, text: str) -> list[str]:
    """The action sheets for a text, best first."""
    from territoires_cli.advising import match_actions

    matching = match_city(deck, City(id="commune", name="Commune", statement=text))
    return [match.card.code for match in match_actions(deck, matching) if match.score > 0]


def baselines(deck: Deck) -> dict[str, Ranking]:
    """What libraries make of the same cards: BM25 over stems, TF-IDF over characters; with our situations, or without."""
    codes = [card.code for card in deck.practices]
    texts = [
        " ".join((card.title, *card.aliases, card.summary, card.description, *(item.why for item in card.challenges)))
        for card in deck.practices
    ]
    richer = [" ".join((text, *card.situations)) for text, card in zip(texts, deck.practices, strict=True)]
    return {
        "BM25 (texts of the cards)": _bm25(codes, texts),
        "BM25 (and our situations)": _bm25(codes, richer),
        "TF-IDF characters (texts)": _characters(codes, texts),
        "TF-IDF characters (and situations)": _characters(codes, richer),
    }


def _bm25(codes: Sequence[str], texts: Sequence[str]) -> Ranking:
    from rank_bm25 import BM25Okapi

    index = BM25Okapi([list(stems_of(text)) for text in texts])
    return lambda text: _ranked(codes, index.get_scores(list(stems_of(text))))


def _characters(codes: Sequence[str], texts: Sequence[str]) -> Ranking:
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectorizer = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), strip_accents="unicode", sublinear_tf=True)
    matrix = vectorizer.fit_transform(texts)
    return lambda text: _ranked(codes, (matrix @ vectorizer.transform([text]).T).toarray().ravel())


def _ranked(codes: Sequence[str], scores: Sequence[float]) -> list[str]:
    return [codes[number] for number in sorted(range(len(codes)), key=lambda number: -scores[number])]


def chance(deck: Deck, part: Sequence[Labelled]) -> list[tuple[float, ...]]:
    """The measures of cards in random order, each statement the mean of many shuffles."""
    codes = [card.code for card in deck.practices]
    shuffler = random.Random(2026)
    rounds = [measures(lambda _text: shuffler.sample(codes, len(codes)), part) for _again in range(SHUFFLES)]
    return [tuple(fmean(values) for values in zip(*item, strict=True)) for item in zip(*rounds, strict=True)]


def print_row(name: str, found: Sequence[tuple[float, ...]]) -> None:
    """A row of the table: each measure with its interval."""
    cells = []
    for values in zip(*found, strict=True):
        low, high = interval(values)
        cells.append(f"{fmean(values):.3f} [{low:.3f}, {high:.3f}]")
    print(f"  {name:<36}{'   '.join(cells)}")


def main() -> None:
    """Print the table of each part asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=(*PARTS, "both"), default="both")
    parser.add_argument("--ours", action="store_true", help="our matching alone")
    asked = parser.parse_args()
    deck = read_deck()
    for name in PARTS if asked.part == "both" else (asked.part,):
        part = read_part(name)
        right = [item for item in part if 3 in item.cards.values()]
        print(f"\n{name}: {len(part)} statements, {len(right)} with a right card")
        print(f"  {'':<36}{'   '.join(f'{metric:<20}' for metric in METRICS)}")
        if not asked.ours:
            print_row("chance", chance(deck, part))
            print_row("tags read in the text", measures(partial(tags_only, deck), part))
            for label, rank in baselines(deck).items():
                print_row(label, measures(rank, part))
        print_row("territoires match", measures(partial(ours, deck), part))
        print_row("territoires match, action sheets", measures(partial(our_sheets, deck), part, "sheets"))
        nothing = [item for item in part if not item.cards]
        silent = sum(not ours(deck, item.text) for item in nothing)
        harmful = sum(bool({*item.never, *item.have} & set(ours(deck, item.text))) for item in part)
        print(
            f"  without a right card: {len(nothing)}, of which {silent} get none; harmful or known cards offered: {harmful}"
        )


if __name__ == "__main__":
    main()
