"""Which cases, models and lessons have to do with some cards, chosen with them or found in the deck. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from territoires_cli.advising import is_closed, serving, told_as_precedents
from territoires_cli.models.city import City, Strength
from territoires_cli.models.deck import Deck
from territoires_cli.models.index import Entry
from territoires_cli.models.matching import Matching

# How many precedents are told, and how many of them are cities at most.
TOLD = 4
CITIES_TOLD = 2


@dataclass(frozen=True, slots=True)
class Witness:
    """A case chosen among the cards, and what it shows of each of the others."""

    card: Entry
    shows: tuple[tuple[Entry, str], ...]


@dataclass(frozen=True, slots=True)
class Precedent:
    """A case that shows some of the cards; for a city, which initiatives show each of them there today."""

    case: Entry
    shows: tuple[tuple[Entry, tuple[Strength, ...]], ...]


def ties_among(cards: Sequence[Entry]) -> Iterator[tuple[Entry, Entry, str | None]]:
    """Two of the cards that are tied, in the order in which they were named, and why where the deck says it."""
    for number, one in enumerate(cards):
        reasons = {tie.to: tie.why for tie in one.ties}
        for other in cards[number + 1 :]:
            if other.id in reasons:
                yield one, other, reasons[other.id]


def find_witnesses(cards: Sequence[Entry]) -> list[Witness]:
    """What each chosen card that can't be put to work shows of those that can; told even where it shows none of them."""
    workers = {card.id: card for card in cards if card.kind in ("practice", "action")}
    return [
        Witness(
            card,
            tuple((workers[tie.to], tie.why) for tie in card.ties if tie.to in workers and tie.why),
        )
        for card in cards
        if card.id not in workers
    ]


def find_precedents(deck: Deck, names: Sequence[str], matching: Matching | None) -> list[Precedent]:
    """Cities that have at least two of the practices, then projects and territories elsewhere that show one or more.

    What only asked for projects, or planned them, is left out; what has closed comes last. The city's own are known.
    """
    here = matching.city.id if matching else None
    cities = []
    for city in deck.cities:
        shown = _shown_in(city, names)
        if city.id not in (here, *names) and len(shown) > 1:
            cities.append(Precedent(deck.entry[city.id], tuple((deck.entry[name], told) for name, told in shown)))
    cases = {case.id for case in told_as_precedents(deck, here)}
    found = [
        Precedent(entry, tuple((deck.entry[name], ()) for name in tied))
        for entry, tied in serving(deck, names, ("project", "elsewhere"))
        if entry.id in cases
    ]
    cities.sort(key=lambda item: -len(item.shows))
    found.sort(key=lambda item: (is_closed(item.case), -len(item.shows)))
    most = [item for item in found if len(item.shows) > 1]
    return [*cities[:CITIES_TOLD], *(most or found)[: TOLD - min(len(cities), CITIES_TOLD)]]


def _shown_in(city: City, names: Sequence[str]) -> list[tuple[str, tuple[Strength, ...]]]:
    """Which of the practices stand in a city today, and by what initiatives."""
    standing: dict[str, list[Strength]] = {}
    for strength in city.strengths:
        if strength.practice in names and strength.is_there:
            standing.setdefault(strength.practice, []).append(strength)
    return [(name, tuple(standing[name])) for name in names if name in standing]
