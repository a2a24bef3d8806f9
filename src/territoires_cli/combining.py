"""Cards mixed → the project that they make together: what reinforces what, who holds the levers, steps, tensions. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, zip_longest

from territoires_cli.advising import serving
from territoires_cli.language import stems_of
from territoires_cli.matching import Match, Matching
from territoires_cli.models.actions import ActionSheet
from territoires_cli.models.cards import Pair, PracticeCard
from territoires_cli.models.deck import Deck
from territoires_cli.models.index import Entry
from territoires_cli.models.vocabulary import Challenge, Lever

# Two steps that share this part of the shorter one's words say the same.
SAME_STEP = 0.6
# What being already there adds to a pair's worth: half a deck's score is not needed to start from what exists.
FROM_STRENGTH = 0.15

# A card that can be put to work: it answers challenges, takes effort, and somebody holds its levers.
Worker = PracticeCard | ActionSheet


@dataclass(frozen=True, slots=True)
class Bond:
    """Two cards that reinforce each other, and why."""

    one: Entry
    other: Entry
    why: str


@dataclass(frozen=True, slots=True)
class SharedChallenge:
    """A challenge that several of the cards answer, each with its reason."""

    challenge: Challenge
    answers: tuple[tuple[Entry, str], ...]


@dataclass(frozen=True, slots=True)
class MergedText:
    """A step or an indicator, and the cards that ask for it."""

    text: str
    cards: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Clash:
    """A card that can make worse a challenge that others of the cards answer, and why."""

    card: Entry
    challenge: Challenge
    answered_by: tuple[Entry, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Precedent:
    """A city, project or territory elsewhere that shows several of the cards."""

    case: Entry
    shows: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Addition:
    """A card that would go well with some of the cards, and the challenges wanted that it answers besides them."""

    card: Entry
    goes_with: tuple[Entry, ...]
    answers: tuple[Challenge, ...]


@dataclass(frozen=True, slots=True)
class Combination:
    """Everything that some cards make together; `workers` are the practices and action sheets among them."""

    cards: tuple[Entry, ...]
    workers: tuple[Worker, ...]
    bonds: tuple[Bond, ...]
    shared: tuple[SharedChallenge, ...]
    levers: tuple[tuple[Lever, tuple[Entry, ...]], ...]
    steps: tuple[MergedText, ...]
    indicators: tuple[MergedText, ...]
    clashes: tuple[Clash, ...]
    precedents: tuple[Precedent, ...]
    additions: tuple[Addition, ...]


@dataclass(frozen=True, slots=True)
class FertilePair:
    """Two practices that combine well for a city, and what each is to it; `score` is the mean of theirs, 0–1 and a bonus."""

    one: Match
    other: Match
    why: str
    score: float


def combine_cards(deck: Deck, cards: Sequence[Entry], wanted: Sequence[str] = ()) -> Combination:
    """What these cards make together; at least one of them is a practice or an action sheet.

    `wanted` are the challenges of the territory where it would be done: what the cards leave of them, others may answer.
    """
    names = [card.id for card in cards]
    practices = [deck.practice[name] for name in names if name in deck.practice]
    sheets = {sheet.id: sheet for sheet in deck.actions}
    actions = [sheets[name] for name in names if name in sheets]
    workers: list[Worker] = [*practices, *actions]
    return Combination(
        cards=tuple(cards),
        workers=tuple(workers),
        bonds=tuple(_bonds(deck, cards)),
        shared=tuple(_shared(deck, workers)),
        levers=tuple(_levers(deck, workers)),
        steps=tuple(_merged(deck, [(item.id, _steps(item)) for item in workers])),
        indicators=tuple(_indicators(deck, practices, actions)),
        clashes=tuple(_clashes(deck, practices, workers)),
        precedents=tuple(_precedents(deck, names)),
        additions=tuple(_additions(deck, names, _left(wanted, workers))),
    )


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


def _bonds(deck: Deck, cards: Sequence[Entry]) -> Iterator[Bond]:
    """Stated pairs, and ties between cards of different kinds."""
    for one, other in combinations(cards, 2):
        if one.kind == other.kind == "practice":
            for card, why in deck.pairs_of.get(one.id, ()):
                if card.id == other.id:
                    yield Bond(one, other, why)
        for tie in one.ties:
            if tie.to == other.id and tie.why:
                yield Bond(one, other, tie.why)


def _shared(deck: Deck, workers: Sequence[Worker]) -> Iterator[SharedChallenge]:
    """Challenges that at least two cards answer, those answered most strongly first."""
    found: dict[str, list[tuple[Entry, str]]] = {}
    weight: dict[str, int] = {}
    for card in workers:
        for answer in card.challenges:
            found.setdefault(answer.id, []).append((deck.entry[card.id], answer.why))
            weight[answer.id] = weight.get(answer.id, 0) + answer.weight
    for name in sorted(found, key=lambda name: -weight[name]):
        if len(found[name]) > 1:
            yield SharedChallenge(deck.challenge[name], tuple(found[name]))


def _levers(deck: Deck, workers: Sequence[Worker]) -> list[tuple[Lever, tuple[Entry, ...]]]:
    """Who can act on which cards, those who hold most of them first."""
    held: dict[Lever, list[Entry]] = {}
    for card in workers:
        for lever in card.levers:
            held.setdefault(lever, []).append(deck.entry[card.id])
    return [(lever, tuple(cards)) for lever, cards in sorted(held.items(), key=lambda item: -len(item[1]))]


def _steps(card: Worker) -> tuple[str, ...]:
    return card.first_steps if isinstance(card, PracticeCard) else card.steps


def _merged(deck: Deck, lists: Sequence[tuple[str, Sequence[str]]]) -> list[MergedText]:
    """Texts of several cards in turn, the first of each, then the second…, those that say the same told once."""
    kept: list[tuple[str, frozenset[str], list[Entry]]] = []
    for turn in zip_longest(*(texts for _card, texts in lists)):
        for (card, _texts), text in zip(lists, turn, strict=True):
            if text is None:
                continue
            stems = frozenset(stems_of(text))
            same = next((cards for _text, known, cards in kept if _alike(known, stems)), None)
            if same is None:
                kept.append((text, stems, [deck.entry[card]]))
            elif deck.entry[card] not in same:
                same.append(deck.entry[card])
    return [MergedText(text, tuple(cards)) for text, _stems, cards in kept]


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    shorter = min(len(one), len(other))
    return shorter > 1 and len(one & other) / shorter >= SAME_STEP


def _indicators(deck: Deck, practices: Sequence[PracticeCard], actions: Sequence[ActionSheet]) -> list[MergedText]:
    """Those of the action sheets at hand; where there are none, of the sheet that serves most of the practices."""
    if not actions:
        sheets = {sheet.id: sheet for sheet in deck.actions}
        best = serving(deck, [card.id for card in practices], ("action",))[:1]
        actions = [sheets[entry.id] for entry, _tied in best]
    return _merged(deck, [(sheet.id, sheet.indicators) for sheet in actions])


def _clashes(deck: Deck, practices: Sequence[PracticeCard], workers: Sequence[Worker]) -> Iterator[Clash]:
    for card in practices:
        for item in card.aggravates:
            answered = [other.id for other in workers if item.challenge in {answer.id for answer in other.challenges}]
            entries = tuple(deck.entry[name] for name in answered)
            yield Clash(deck.entry[card.id], deck.challenge[item.challenge], entries, item.why)


def _precedents(deck: Deck, names: Sequence[str]) -> list[Precedent]:
    """Cases that show at least two of the cards, or one where none shows more; most first."""
    found = serving(deck, names, ("project", "city", "elsewhere"))
    most = [item for item in found if len(item[1]) > 1]
    return [Precedent(case, tuple(deck.entry[name] for name in tied)) for case, tied in most or found[:3]]


def _left(wanted: Iterable[str], workers: Iterable[Worker]) -> list[str]:
    answered = {answer.id for card in workers for answer in card.challenges}
    return [challenge for challenge in wanted if challenge not in answered]


def _additions(deck: Deck, names: Sequence[str], left: Sequence[str]) -> list[Addition]:
    """Three sheets or practices that go with the cards: those that answer what is left, then those with most ties."""
    found = [(entry.id, tied) for entry, tied in serving(deck, names, ("action",))]
    partners: dict[str, list[str]] = {}
    for name in names:
        for card, _why in deck.pairs_of.get(name, ()):
            if card.id not in names:
                partners.setdefault(card.id, []).append(name)
    found += partners.items()
    workers: list[Worker] = [*deck.practices, *deck.actions]
    answers = {card.id: {answer.id for answer in card.challenges} for card in workers}
    additions = [
        Addition(
            deck.entry[name],
            tuple(deck.entry[other] for other in tied),
            tuple(deck.challenge[challenge] for challenge in left if challenge in answers[name]),
        )
        for name, tied in found
    ]
    return sorted(additions, key=lambda item: (-len(item.answers), -len(item.goes_with)))[:3]
