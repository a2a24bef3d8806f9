"""The initiatives that cards tell of, each once: where it stands, in which year that was checked, on whose word."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from territoires_cli.documents.listing import Listing, Row
from territoires_cli.faces import status_words, titled, told
from territoires_cli.filtering import Filters, Sieve, holds_words
from territoires_cli.links import cards_of
from territoires_cli.models.base import Stage, Status
from territoires_cli.models.deck import Deck
from territoires_cli.names import fold
from territoires_cli.translation import gettext as _


@dataclass(slots=True)
class Initiative:
    """Something done or planned somewhere: the year it is told of, what became of it, the cards that tell of it."""

    name: str
    place: str
    as_of: int | None
    stage: Stage
    status: Status
    cards: list[str] = field(default_factory=list)


def list_examples(deck: Deck, filters: Filters) -> Listing:
    """Every initiative of the cards that pass the filters, in the states asked for."""
    sieve = Sieve(deck, filters)
    found: dict[tuple[str, ...], Initiative] = {}
    for card in cards_of(deck):
        if sieve.fits(deck.entry[card.id]):
            for item in _initiatives(card, deck):
                if not sieve.states or item.status.state in sieve.states:
                    key = (fold(item.name), fold(item.place), item.status.state)
                    known = found.setdefault(key, item)
                    entry = deck.entry[card.id]
                    if (name := entry.code or entry.id) not in known.cards:
                        known.cards.append(name)
    kept = [item for item in found.values() if not filters.search or holds_words(_words(item), filters.search)]
    # A narrow screen keeps the first columns: the year of checking stands beside the state that it is about.
    columns = (_("État"), _("Vérifié en"), _("Initiative"), _("Cartes"), _("Source"), _("Raconté en"))
    return Listing(columns, [_row(item, deck) for item in kept], lambda: [_record(item) for item in kept], whole=0)


def _initiatives(card: Any, deck: Deck) -> Iterator[Initiative]:
    """What a card tells of: its examples, its strengths (a city), or itself (a project, a territory elsewhere)."""
    for example in getattr(card, "examples", ()):
        full = told(example, deck.entry)
        yield Initiative(full.name, full.place, full.as_of, full.stage, full.status)
    for strength in getattr(card, "strengths", ()):
        if not isinstance(strength, str):
            name = strength.name or deck.entry[strength.practice].title
            status = strength.status or Status(state="unknown")
            yield Initiative(name, deck.entry[card.id].place or "", strength.as_of, strength.stage, status)
    if hasattr(card, "status"):
        yield Initiative(card.title, card.place, card.as_of, "running", card.status)


def _words(item: Initiative) -> str:
    return " ".join((item.name, item.place, item.status.note or "", *item.cards))


def _row(item: Initiative, deck: Deck) -> Row:
    """Every cell says something: programs that read the row must know an unknown year from a missing one."""
    status = item.status
    source = deck.source[status.source.id].short if status.source else _("sans source")
    never = _("source non datée") if status.source else _("non vérifié")
    return (
        status_words(status, item.stage),
        str(status.as_of) if status.as_of is not None else never,
        titled(item.name, item.place),
        ", ".join(item.cards),
        source,
        str(item.as_of) if item.as_of is not None else _("source non datée"),
    )


def _record(item: Initiative) -> dict[str, Any]:
    return {
        "name": item.name,
        "place": item.place,
        "as_of": item.as_of,
        "stage": item.stage,
        "status": item.status.model_dump(mode="json"),
        "cards": item.cards,
    }
