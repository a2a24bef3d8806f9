"""Choosing among the deck's cards of any kind by family, challenge, type, lever, effort and words. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from territoires_cli.models.deck import Deck
from territoires_cli.models.index import Entry
from territoires_cli.names import begins_word, fold, squash
from territoires_cli.selecting import (
    challenge_names,
    effort_names,
    family_names,
    find_name,
    lever_names,
    state_names,
    type_names,
)
from territoires_cli.translation import gettext as _

if TYPE_CHECKING:
    from territoires_cli.models.cards import PracticeCard


@dataclass(frozen=True, slots=True)
class Filters:
    """What cards must satisfy: values of one filter are alternatives, different filters add up."""

    families: Sequence[str] = ()
    challenges: Sequence[str] = ()
    types: Sequence[str] = ()
    levers: Sequence[str] = ()
    efforts: Sequence[str] = ()
    search: str | None = None
    states: Sequence[str] = ()

    @property
    def is_empty(self) -> bool:
        """Whether every card passes."""
        return not (self.of_cards or self.search or self.states)

    @property
    def of_cards(self) -> bool:
        """Whether one of the filters concerns what cards are, and not only their words."""
        return any((self.families, self.challenges, self.types, self.levers, self.efforts))


class Sieve:
    """Filters read against a deck. Raises RequestError for a value that names nothing."""

    def __init__(self, deck: Deck, filters: Filters) -> None:
        self.deck = deck
        self.words = fold(filters.search or "").split()
        self.states = {find_name(_("état"), name, state_names()) for name in filters.states}
        self.wanted = {
            "families": {find_name(_("famille"), name, family_names(deck)) for name in filters.families},
            "challenges": {find_name(_("défi"), name, challenge_names(deck)) for name in filters.challenges},
            "types": {find_name(_("type"), name, type_names(deck)) for name in filters.types},
            "levers": {find_name(_("levier"), name, lever_names()) for name in filters.levers},
            "efforts": {find_name(_("effort"), name, effort_names()) for name in filters.efforts},
        }

    def passes(self, entry: Entry) -> bool:
        """Whether a card has one of the values of each filter, and the words looked for."""
        if not self.fits(entry):
            return False
        return not self.words or all(begins_word(self.deck.words[entry.id], word) for word in self.words)

    def fits(self, entry: Entry) -> bool:
        """Whether a card has one of the values of each filter, whatever its words."""
        return all(
            not values or not values.isdisjoint(getattr(entry.facets, name)) for name, values in self.wanted.items()
        )

    def of_kind(self, kind: str) -> list[Entry]:
        """The cards of a kind that pass, in deck order."""
        return [entry for entry in self.deck.index if entry.kind == kind and self.passes(entry)]


def select_practices(deck: Deck, filters: Filters) -> list["PracticeCard"]:
    """The practice cards that pass, in deck order. Raises RequestError for a value that names nothing."""
    sieve = Sieve(deck, filters)
    if filters.is_empty:
        return list(deck.practices)
    return [deck.practice[entry.id] for entry in sieve.of_kind("practice")]


def tied_practices(entry: Entry, deck: Deck) -> list[Entry]:
    """The practices that a card is tied to, in the order of its ties."""
    tied = (deck.entry[tie.to] for tie in entry.ties)
    return [other for other in tied if other.kind == "practice"]


def holds_words(text: str, wanted: str) -> bool:
    """Whether every word looked for begins a word of the text; accents and case don't matter."""
    squashed = squash(text)
    return all(begins_word(squashed, word) for word in fold(wanted).split())
