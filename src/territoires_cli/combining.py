"""Cards mixed → the project that they make together: what reinforces what, who holds the levers, steps, tensions. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from territoires_cli.advising import is_closed, serving
from territoires_cli.matching import Matching
from territoires_cli.merging import Merged, merge_steps, merge_texts
from territoires_cli.models.actions import ActionSheet
from territoires_cli.models.cards import PracticeCard
from territoires_cli.models.city import City
from territoires_cli.models.deck import Deck
from territoires_cli.models.index import Entry
from territoires_cli.models.vocabulary import Challenge, Lever

# How many cards a project is made of at most: beyond, it can't be told any more.
MOST_COMBINED = 8
# How many precedents and additions are told.
TOLD = 4
ADDED = 3
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
class Precedent:
    """A case that shows some of the cards; for a city, which initiatives show each of them there today."""

    case: Entry
    shows: tuple[tuple[Entry, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class AlreadyThere:
    """A practice that the city has, and the names of what makes it present."""

    card: Entry
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Addition:
    """A card that would go well with some of the cards, and the challenges wanted that it answers besides them."""

    card: Entry
    goes_with: tuple[Entry, ...]
    answers: tuple[Challenge, ...]


@dataclass(frozen=True, slots=True)
class Combination:
    """Everything that some cards make together; `workers` are the practices and action sheets among them.

    `there` are the practices that the city already has: no opening steps are told for them. `lent_by` is the sheet that
    the indicators come from where none was chosen.
    """

    cards: tuple[Entry, ...]
    workers: tuple[Worker, ...]
    bonds: tuple[Bond, ...]
    shared: tuple[SharedChallenge, ...]
    levers: tuple[tuple[Lever, tuple[Entry, ...]], ...]
    there: tuple[AlreadyThere, ...]
    steps: tuple[Merged, ...]
    indicators: tuple[Merged, ...]
    lent_by: Entry | None
    clashes: tuple[Clash, ...]
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
    there = tuple(_there(deck, practices, matching))
    known = {item.card.id for item in there}
    lender = None if actions else _lender(deck, practices)
    measured = [lender] if lender else actions
    return Combination(
        cards=tuple(cards),
        workers=tuple(workers),
        bonds=tuple(_bonds(deck, cards)),
        shared=tuple(_shared(deck, workers)),
        levers=tuple(_levers(deck, workers)),
        there=there,
        steps=tuple(merge_steps([(item.id, _steps(item)) for item in workers if item.id not in known])),
        indicators=tuple(merge_texts([(sheet.id, sheet.indicators) for sheet in measured])),
        lent_by=deck.entry[lender.id] if lender else None,
        clashes=tuple(_clashes(deck, practices, workers)),
        precedents=tuple(_precedents(deck, names, matching)),
        additions=tuple(_additions(deck, workers, matching)),
    )


def _there(deck: Deck, practices: Sequence[PracticeCard], matching: Matching | None) -> Iterator[AlreadyThere]:
    for card in practices:
        match = matching.of(card.id) if matching else None
        if match is not None and match.is_strength:
            names = dict.fromkeys(strength.name for strength in match.strengths if strength.name)
            yield AlreadyThere(deck.entry[card.id], tuple(names))


def _bonds(deck: Deck, cards: Sequence[Entry]) -> Iterator[Bond]:
    """Stated pairs of practices, and the practices that a sheet serves; that a case shows a card is no bond."""
    for one, other in combinations(cards, 2):
        if one.kind == other.kind == "practice":
            for card, why in deck.pairs_of.get(one.id, ()):
                if card.id == other.id:
                    yield Bond(one, other, why)
        elif {one.kind, other.kind} == {"practice", "action"}:
            yield from (Bond(one, other, tie.why) for tie in one.ties if tie.to == other.id and tie.why)


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


def _lender(deck: Deck, practices: Sequence[PracticeCard]) -> ActionSheet | None:
    """The sheet that serves most of the practices, then answers most of their challenges."""
    sheets = {sheet.id: sheet for sheet in deck.actions}
    challenges = {answer.id for card in practices for answer in card.challenges}

    def rank(item: tuple[Entry, list[str]]) -> tuple[int, int]:
        entry, served = item
        return len(served), len(challenges.intersection(entry.facets.challenges))

    serve = serving(deck, [card.id for card in practices], ("action",))
    return sheets[max(serve, key=rank)[0].id] if serve else None


def _clashes(deck: Deck, practices: Sequence[PracticeCard], workers: Sequence[Worker]) -> Iterator[Clash]:
    for card in practices:
        for item in card.aggravates:
            answered = [other.id for other in workers if item.challenge in {answer.id for answer in other.challenges}]
            entries = tuple(deck.entry[name] for name in answered)
            yield Clash(deck.entry[card.id], deck.challenge[item.challenge], entries, item.why)


def _precedents(deck: Deck, names: Sequence[str], matching: Matching | None) -> list[Precedent]:
    """Cities that have at least two of the practices, then projects and territories elsewhere that show one or more.

    What only asked for projects, or planned them, is left out; what has closed comes last. The city's own are known.
    """
    here = matching.city.id if matching else None
    cities = []
    for city in deck.cities:
        shown = _shown_in(city, names)
        if city.id not in (here, *names) and len(shown) > 1:
            cities.append(Precedent(deck.entry[city.id], tuple((deck.entry[name], told) for name, told in shown)))
    cases = {case.id for case in deck.projects if case.challenges} | {
        case.id for case in deck.elsewhere if case.challenges
    }
    own = {project.id for project in deck.projects if project.city is not None and project.city == here}
    found = [
        Precedent(entry, tuple((deck.entry[name], ()) for name in tied))
        for entry, tied in serving(deck, names, ("project", "elsewhere"))
        if entry.id in cases - own
    ]
    cities.sort(key=lambda item: -len(item.shows))
    found.sort(key=lambda item: (is_closed(item.case), -len(item.shows)))
    most = [item for item in found if len(item.shows) > 1]
    return [*cities[: TOLD // 2], *(most or found)[: TOLD - min(len(cities), TOLD // 2)]]


def _shown_in(city: City, names: Sequence[str]) -> list[tuple[str, tuple[str, ...]]]:
    """Which of the practices stand in a city today, and by what names."""
    standing: dict[str, list[str]] = {}
    for strength in city.strengths:
        if strength.practice in names and strength.is_there:
            standing.setdefault(strength.practice, []).extend([strength.name] if strength.name else [])
    return [(name, tuple(dict.fromkeys(standing[name]))) for name in names if name in standing]


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
