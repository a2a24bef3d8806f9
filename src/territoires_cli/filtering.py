"""Choosing among the deck's cards of any kind by family, challenge, type, lever, effort and words. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from territoires_cli.labels import effort_level
from territoires_cli.links import texts_of
from territoires_cli.models.cards import PracticeCard
from territoires_cli.models.deck import Deck
from territoires_cli.names import fold
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
    def of_cards(self) -> bool:
        """Whether one of the filters concerns what cards are, and not only their words."""
        return any((self.families, self.challenges, self.types, self.levers, self.efforts))


@dataclass(frozen=True, slots=True)
class Facets:
    """What a card can be filtered by."""

    families: set[str] = field(default_factory=set)
    challenges: set[str] = field(default_factory=set)
    types: set[str] = field(default_factory=set)
    levers: set[str] = field(default_factory=set)
    efforts: set[str] = field(default_factory=set)


class Sieve:
    """Filters read against a deck. Raises RequestError for a value that names nothing."""

    def __init__(self, deck: Deck, filters: Filters) -> None:
        self.deck = deck
        self.search = filters.search
        self.states = {find_name(_("état"), name, state_names()) for name in filters.states}
        self.wanted = Facets(
            families={find_name(_("famille"), name, family_names(deck)) for name in filters.families},
            challenges={find_name(_("défi"), name, challenge_names(deck)) for name in filters.challenges},
            types={find_name(_("type"), name, type_names(deck)) for name in filters.types},
            levers={find_name(_("levier"), name, lever_names()) for name in filters.levers},
            efforts={find_name(_("effort"), name, effort_names()) for name in filters.efforts},
        )
        self.is_empty = not filters.of_cards

    def passes(self, card: Any) -> bool:
        """Whether a card has one of the values of each filter, and the words looked for."""
        if self.search and not holds_words(card_words(card), self.search):
            return False
        return self.of_kind(card)

    def of_kind(self, card: Any) -> bool:
        """Whether a card has one of the values of each filter, whatever its words."""
        if self.is_empty:
            return True
        facets = facets_of(card, self.deck)
        wanted = self.wanted
        return all(
            not values or values & present
            for values, present in (
                (wanted.families, facets.families),
                (wanted.challenges, facets.challenges),
                (wanted.types, facets.types),
                (wanted.levers, facets.levers),
                (wanted.efforts, facets.efforts),
            )
        )


def select_practices(deck: Deck, filters: Filters) -> list[PracticeCard]:
    """The practice cards that pass, in deck order. Raises RequestError for a value that names nothing."""
    sieve = Sieve(deck, filters)
    return [card for card in deck.practices if sieve.passes(card)]


def facets_of(card: Any, deck: Deck) -> Facets:
    """What a card can be filtered by: its own values, and for what it has none of, those of the practices it is tied to.

    A lesson is tied to practices through its action sheets.
    """
    if isinstance(card, PracticeCard):
        return Facets(
            {card.family},
            {answer.id for answer in card.challenges},
            {card.type},
            set(card.levers),
            {effort_level(card.effort)},
        )
    practices = [facets_of(deck.practice[name], deck) for name in tied_practices(card.id, deck)]

    def through(name: str) -> set[str]:
        return {value for facets in practices for value in getattr(facets, name)}

    challenges = {item.id for item in getattr(card, "challenges", ())}
    levers: set[str] = set(getattr(card, "levers", ()))
    efforts: set[str] = {effort_level(card.effort)} if hasattr(card, "effort") else set()
    return Facets(
        through("families"),
        challenges or through("challenges"),
        through("types"),
        levers or through("levers"),
        efforts or through("efforts"),
    )


def tied_practices(card: str, deck: Deck) -> list[str]:
    """The practices that a card is tied to, directly or else through action sheets, in the order of its ties."""
    tied = [tie.to for tie in deck.entry[card].ties]
    direct = [name for name in tied if deck.entry[name].kind == "practice"]
    actions = [name for name in tied if deck.entry[name].kind == "action"]
    return direct or list(dict.fromkeys(name for action in actions for name in tied_practices(action, deck)))


def card_words(card: Any) -> str:
    """The text that a search looks through; of a practice's examples only the names, since they tell of many things."""
    if not isinstance(card, PracticeCard):
        return " ".join(text for _path, text in texts_of(card, everything=True))
    return " ".join(
        (
            card.code,
            card.id,
            card.title,
            card.summary,
            card.description,
            *card.aliases,
            *card.neighbours,
            *card.situations,
            *(answer.why for answer in card.challenges),
            *(example.name for example in card.examples if example.name),
        )
    )


def holds_words(text: str, wanted: str) -> bool:
    """Whether every word looked for begins a word of the text; accents and case don't matter."""
    words = f" {fold(text)}"
    return all(f" {word}" in words for word in fold(wanted).split())
