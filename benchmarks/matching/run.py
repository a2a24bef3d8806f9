"""How well statements find the cards that a town adopted: ours beside chance, tags, BM25 and character n-grams.

Prints, for the part that the words were tuned on and for the part set aside, the mean reciprocal rank of the first card
graded 3, the share of statements with such a card among the first three (hit@3), and nDCG@5 (gain 2^grade - 1), each
with its 95 % bootstrap interval over statements. Then how far slips, capitals, lost accents and an irrelevant sentence
move our figures, and how many of the practices of the deck's own cities come back when only their challenges are given.
"""

import argparse
import random
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from math import log2
from pathlib import Path
from statistics import fmean
from typing import Any

import yaml

from territoires_cli.advising import match_actions
from territoires_cli.decks import read_deck
from territoires_cli.language import stems_of
from territoires_cli.matching import match_city
from territoires_cli.models.city import City
from territoires_cli.models.deck import Deck
from territoires_cli.models.matching import Matching

HERE = Path(__file__).parent
PARTS = {"tuned": tuple(f"tuned-{n}.yaml" for n in (1, 2, 3, 4)), "aside": tuple(f"aside-{n}.yaml" for n in (1, 2, 3))}
RESAMPLES = 2000
SHUFFLES = 50
SEED = 2026
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
    is_real: bool


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
            is_real="source" in entry,
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
    shuffler = random.Random(SEED)
    means = sorted(fmean(shuffler.choices(values, k=len(values))) for _again in range(RESAMPLES))
    return means[int(0.025 * RESAMPLES)], means[int(0.975 * RESAMPLES) - 1]


def matched(deck: Deck, text: str) -> Matching:
    """The matching of a territory of which nothing is known but a text."""
    return match_city(deck, City(id="commune", name="Commune", statement=text))


def ours(deck: Deck, text: str) -> list[str]:
    """The cards offered for a text, best first, as `territoires match` gives them."""
    return [match.card.code for match in matched(deck, text).opportunities]


def tags_only(deck: Deck, text: str) -> list[str]:
    """The cards by the challenges read in the text alone: what a tag chosen from a list would give."""
    ranked = sorted(matched(deck, text).matches, key=lambda match: -match.parts["challenges"])
    return [match.card.code for match in ranked if match.parts["challenges"]]


def our_sheets(deck: Deck, text: str) -> list[str]:
    """The action sheets for a text, best first."""
    return [match.card.code for match in match_actions(deck, matched(deck, text)) if match.score > 0]


def baselines(deck: Deck) -> dict[str, Ranking]:
    """What libraries make of the same cards: BM25 over stems, TF-IDF over characters.

    With the texts of the cards alone, and with all that the deck knows of people's words (situations, troubles).
    """
    codes = [card.code for card in deck.practices]
    texts = [
        " ".join((card.title, *card.aliases, card.summary, card.description, *(item.why for item in card.challenges)))
        for card in deck.practices
    ]
    said = [
        [text for trouble in deck.troubles if trouble.practices.get(card.id) == 3 for text in trouble.says]
        for card in deck.practices
    ]
    richer = [
        " ".join((text, *card.situations, *troubles))
        for text, card, troubles in zip(texts, deck.practices, said, strict=True)
    ]
    return {
        "BM25 (texts of the cards)": _bm25(codes, texts),
        "BM25 (and all our expressions)": _bm25(codes, richer),
        "TF-IDF characters (texts)": _characters(codes, texts),
        "TF-IDF characters (all expressions)": _characters(codes, richer),
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
    shuffler = random.Random(SEED)
    rounds = [measures(lambda _text: shuffler.sample(codes, len(codes)), part) for _again in range(SHUFFLES)]
    return [tuple(fmean(values) for values in zip(*item, strict=True)) for item in zip(*rounds, strict=True)]


def print_row(name: str, found: Sequence[tuple[float, ...]]) -> None:
    """A row of the table: each measure with its interval."""
    cells = []
    for values in zip(*found, strict=True):
        low, high = interval(values)
        cells.append(f"{fmean(values):.3f} [{low:.3f}, {high:.3f}]")
    print(f"  {name:<36}{'   '.join(cells)}")


def without_accents(text: str) -> str:
    """The text as somebody types it who leaves out accents."""
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()


def with_slips(text: str) -> str:
    """The text with one slip a sentence: two letters of a word of five letters or more exchanged, or one of them lost."""
    shuffler = random.Random(text)
    sentences = text.split(". ")
    return ". ".join(_with_slip(sentence, shuffler) for sentence in sentences)


def _with_slip(sentence: str, shuffler: random.Random) -> str:
    words = sentence.split(" ")
    long = [place for place, word in enumerate(words) if len(word) > 4 and word.isalpha()]
    if long:
        place = shuffler.choice(long)
        word = words[place]
        at = shuffler.randrange(1, len(word) - 1)
        swapped = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        words[place] = swapped if shuffler.random() < 0.5 else word[:at] + word[at + 1 :]
    return " ".join(words)


def print_robustness(deck: Deck, part: Sequence[Labelled]) -> None:
    """How far our MRR moves when a text is typed otherwise, and how often an irrelevant sentence changes the first card."""
    before = fmean(found[0] for found in measures(partial(ours, deck), part))
    changes: tuple[tuple[str, Callable[[str], str]], ...] = (
        ("without accents", without_accents),
        ("in capitals", str.upper),
        ("in small letters", str.lower),
        ("one slip a sentence", with_slips),
    )
    for name, change in changes:
        after = fmean(found[0] for found in measures(lambda text, c=change: ours(deck, c(text)), part))  # type: ignore[misc]
        print(f"  {name:<36}{after - before:+.3f}")
    sentences = yaml.safe_load((HERE / "irrelevant.yaml").read_text(encoding="utf-8"))
    shuffler = random.Random(SEED)
    changed = tried = 0
    for item in part:
        if 3 in item.cards.values():
            first = ours(deck, item.text)[:1]
            for sentence in shuffler.sample(sentences, 5):
                told = f"{sentence} {item.text}" if shuffler.random() < 0.5 else f"{item.text} {sentence}"
                changed += ours(deck, told)[:1] != first
                tried += 1
    print(f"  {'an irrelevant sentence changes the first card':<48}{changed / tried:.1%} of {tried}")


def print_cities(deck: Deck) -> None:
    """How many of the practices that the report found in its cities rank among the first ten, their strengths hidden.

    What was only planned is left out. Each city is matched by its challenges and its own words, then by bare tags.
    """
    for name, hidden in (("challenges and words", {}), ("bare tags", {"statement": None})):
        found = wanted = 0
        for city in deck.cities:
            there = {item.practice for item in city.strengths if item.stage != "planned"}
            challenges = tuple(item.model_copy(update={"why": None}) for item in city.challenges)
            blind: dict[str, Any] = {"strengths": (), **hidden}
            if hidden:
                blind["challenges"] = challenges
            first = [match.card.id for match in match_city(deck, city.model_copy(update=blind)).matches[:10]]
            found += len(there & set(first))
            wanted += len(there)
        print(f"  the eight cities, by {name:<24}{found} of {wanted} ({found / wanted:.0%}) in the first ten")


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
        real = [item for item in right if item.is_real]
        print(f"\n{name}: {len(part)} statements, {len(right)} with a right card, {len(real)} of them real cases")
        print(f"  {'':<36}{'   '.join(f'{metric:<20}' for metric in METRICS)}")
        if not asked.ours:
            print_row("chance", chance(deck, part))
            print_row("tags read in the text", measures(partial(tags_only, deck), part))
            for label, rank in baselines(deck).items():
                print_row(label, measures(rank, part))
        print_row("territoires match", measures(partial(ours, deck), part))
        print_row("territoires match, real cases", measures(partial(ours, deck), real))
        print_row("territoires match, action sheets", measures(partial(our_sheets, deck), part, "sheets"))
        nothing = [item for item in part if not item.cards]
        silent = sum(not ours(deck, item.text) for item in nothing)
        harmful = sum(bool({*item.never, *item.have} & set(ours(deck, item.text)[:3])) for item in part)
        warned = sum(bool(item.never or item.have) for item in part)
        print(f"  nothing in them for the deck: {len(nothing)}, of which {silent} get no card")
        print(f"  with a harmful or known card: {warned}, of which {harmful} are offered one among the first three")
        print_robustness(deck, part)
    print()
    print_cities(deck)


if __name__ == "__main__":
    main()
