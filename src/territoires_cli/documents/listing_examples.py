"""The initiatives that cards tell of, each once: where it stands, in which year that was checked, on whose word."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from territoires_cli.documents.listing import Listing, Row
from territoires_cli.faces import status_words, titled, told
from territoires_cli.filtering import Filters, Sieve, holds_words
from territoires_cli.links import cards_of
from territoires_cli.models.base import Status
from territoires_cli.models.deck import Deck
from territoires_cli.names import fold
from territoires_cli.translation import gettext as _


@dataclass(slots=True)
class Initiative:
    """Something that was done somewhere: the year it is told of, what became of it, the cards that tell of it."""

    name: str
    place: str
    as_of: int | None
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
    columns = (_("État"), _("Initiative"), _("Source"), _("Cartes"), _("Raconté en"), _("Vérifié en"))
    return Listing(columns, [_row(item, deck) for item in kept], lambda: [_record(item) for item in kept], whole=1)


def _initiatives(card: Any, deck: Deck) -> Iterator[Initiative]:
    """What a card tells of: its examples, its strengths (a city), or itself (a project, a territory elsewhere)."""
    for example in getattr(card, "examples", ()):
        full = told(example, deck.entry)
        yield Initiative(full.name, full.place, full.as_of, full.status)
    for strength in getattr(card, "strengths", ()):
        if not isinstance(strength, str):
            name = strength.name or deck.entry[strength.practice].title
            status = strength.status or Status(state="unknown")
            yield Initiative(name, deck.entry[card.id].place or "", strength.as_of, status)
    if hasattr(card, "status"):
        yield Initiative(card.title, card.place, card.as_of, card.status)


def _words(item: Initiative) -> str:
    return " ".join((item.name, item.place, item.status.note or "", *item.cards))


def _row(item: Initiative, deck: Deck) -> Row:
    status = item.status
    source = deck.source[status.source.id].short if status.source else ""
    return (
        status_words(status),
        titled(item.name, item.place),
        source,
        ", ".join(item.cards),
        str(item.as_of) if item.as_of is not None else _("non daté"),
        str(status.as_of) if status.as_of is not None else "",
    )


def _record(item: Initiative) -> dict[str, Any]:
    return {
        "name": item.name,
        "place": item.place,
        "as_of": item.as_of,
        "status": item.status.model_dump(mode="json"),
        "cards": item.cards,
    }
