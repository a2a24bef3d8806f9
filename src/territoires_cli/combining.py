"""Cards mixed → the project that they make together: what reinforces what, who holds the levers, steps, tensions. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from territoires_cli.advising import serving
from territoires_cli.citing import Precedent, Witness, find_precedents, find_witnesses, ties_among
from territoires_cli.grounding import AlreadyThere, Tried, find_there, find_tried
from territoires_cli.measuring import Unmeasured, find_lender, find_unmeasured
from territoires_cli.merging import Merged, merge_steps, merge_texts
from territoires_cli.models.actions import ActionSheet
from territoires_cli.models.cards import PracticeCard
from territoires_cli.models.deck import Deck
from territoires_cli.models.index import Entry, Kind
from territoires_cli.models.matching import Matching
from territoires_cli.models.vocabulary import Challenge, Lever

# How many cards a project is made of at most: beyond, it can't be told any more.
MOST_COMBINED = 8
# How many additions are told.
ADDED = 3
# Kinds of cards that show what was done somewhere.
CASES: frozenset[Kind] = frozenset(("city", "project", "elsewhere"))
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
class Clash:
    """A card that can make worse a challenge that others of the cards answer, and why."""

    card: Entry
    challenge: Challenge
    answered_by: tuple[Entry, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Addition:
    """A card that would go well with some of the cards, and the challenges wanted that it answers besides them."""

    card: Entry
    goes_with: tuple[Entry, ...]
    answers: tuple[Challenge, ...]


@dataclass(frozen=True, slots=True)
class Combination:
    """Everything that some cards make together; `workers` are the practices and action sheets among them.

    `there` are the practices that the city already has: no opening steps are told for them; `tried` is what it lost or
    only planned of the cards. `witnesses` are the cases, models and lessons among the cards. `lent_by` is the sheet that
    the indicators come from where none was chosen, `unmeasured` the practices that they don't follow.
    """

    cards: tuple[Entry, ...]
    workers: tuple[Worker, ...]
    bonds: tuple[Bond, ...]
    shared: tuple[SharedChallenge, ...]
    levers: tuple[tuple[Lever, tuple[Entry, ...]], ...]
    there: tuple[AlreadyThere, ...]
    tried: tuple[Tried, ...]
    steps: tuple[Merged, ...]
    indicators: tuple[Merged, ...]
    lent_by: Entry | None
    unmeasured: tuple[Unmeasured, ...]
    clashes: tuple[Clash, ...]
    witnesses: tuple[Witness, ...]
    precedents: tuple[Precedent, ...]
    additions: tuple[Addition, ...]


def combine_cards(deck: Deck, cards: Sequence[Entry], matching: Matching | None = None) -> Combination:
    """What these cards make together; at least one of them is a practice or an action sheet.

    `matching` is that of the city where it would be done: what it already has isn't begun anew, and what the cards leave
    of its challenges, others may answer.
    """
    names = [card.id for card in cards]
    practices = [deck.practice[name] for name in names if name in deck.practice]
    sheets = {sheet.id: sheet for sheet in deck.actions}
    actions = [sheets[name] for name in names if name in sheets]
    workers: list[Worker] = [*practices, *actions]
    there = tuple(find_there(deck, practices, matching))
    known = {item.card.id for item in there}
    lender = None if actions else find_lender(deck, practices)
    measured = [lender] if lender else actions
    return Combination(
        cards=tuple(cards),
        workers=tuple(workers),
        bonds=tuple(_bonds(deck, cards)),
        shared=tuple(_shared(deck, workers)),
        levers=tuple(_levers(deck, workers)),
        there=there,
        tried=tuple(find_tried(deck, practices, matching)),
        steps=tuple(merge_steps([(item.id, _steps(item)) for item in workers if item.id not in known])),
        indicators=tuple(merge_texts([(sheet.id, sheet.indicators) for sheet in measured])),
        lent_by=deck.entry[lender.id] if lender else None,
        unmeasured=find_unmeasured(deck, practices, measured),
        clashes=tuple(_clashes(deck, practices, workers)),
        witnesses=tuple(find_witnesses(cards)),
        precedents=tuple(find_precedents(deck, names, matching)),
        additions=tuple(_additions(deck, workers, matching)),
    )


def _bonds(deck: Deck, cards: Sequence[Entry]) -> Iterator[Bond]:
    """Stated pairs of practices, the practices that a sheet serves, and what models and lessons say of the others.

    That a case shows a card tells who did it: it is no bond, but what the case is a witness of.
    """
    tied = {frozenset((one.id, other.id)): why for one, other, why in ties_among(cards)}
    for one, other in combinations(cards, 2):
        if one.kind == other.kind == "practice":
            yield from (Bond(one, other, why) for card, why in deck.pairs_of.get(one.id, ()) if card.id == other.id)
        elif frozenset((one.id, other.id)) in tied and CASES.isdisjoint((one.kind, other.kind)):
            why = tied[frozenset((one.id, other.id))]
            yield Bond(one, other, why or _what_it_says(one, other))


def _what_it_says(one: Entry, other: Entry) -> str:
    """What a lesson says, where a link has no reason of its own: it is the reason."""
    return (one if one.kind == "lesson" else other).summary


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


def _clashes(deck: Deck, practices: Sequence[PracticeCard], workers: Sequence[Worker]) -> Iterator[Clash]:
    for card in practices:
        for item in card.aggravates:
            answered = [other.id for other in workers if item.challenge in {answer.id for answer in other.challenges}]
            entries = tuple(deck.entry[name] for name in answered)
            yield Clash(deck.entry[card.id], deck.challenge[item.challenge], entries, item.why)


def _additions(deck: Deck, workers: Sequence[Worker], matching: Matching | None) -> list[Addition]:
    """Sheets or practices that go with the cards: those that answer what is left, then those with most ties.

    None that makes worse a challenge of the city, or one that the cards answer; none that is already there.
    """
    names = [card.id for card in workers]
    answered = {answer.id for card in workers for answer in card.challenges}
    stated = [item.challenge.id for item in matching.stated] if matching else []
    left = [challenge for challenge in stated if challenge not in answered]
    found = {entry.id: tied for entry, tied in serving(deck, names, ("action",))}
    for name in names:
        for card, _why in deck.pairs_of.get(name, ()):
            spoils = {item.challenge for item in card.aggravates}
            known = matching is not None and matching.of(card.id).is_strength
            if card.id not in names and not known and spoils.isdisjoint([*stated, *answered]):
                found.setdefault(card.id, []).append(name)
    others: list[Worker] = [*deck.practices, *deck.actions]
    answers = {card.id: {answer.id for answer in card.challenges} for card in others}
    additions = [
        Addition(
            deck.entry[name],
            tuple(deck.entry[other] for other in tied),
            tuple(deck.challenge[challenge] for challenge in left if challenge in answers[name]),
        )
        for name, tied in found.items()
    ]
    return sorted(additions, key=lambda item: (-len(item.answers), -len(item.goes_with)))[:ADDED]
