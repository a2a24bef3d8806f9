"""Rules across a deck → findings: which card, which field, what to mend. Pure: no file, no terminal."""

from collections.abc import Iterable

from territoires_cli.checks.cards import check_consistent, check_flow, check_pairs, check_printed
from territoires_cli.checks.facts import check_facts, check_sources, check_stories
from territoires_cli.checks.texts import check_room, check_texts
from territoires_cli.checks.web import check_both_ends, check_challenges_served, check_harms, check_reached
from territoires_cli.links import Finding, things_of
from territoires_cli.models.base import Value
from territoires_cli.models.deck import Deck


def check_deck(deck: Deck) -> list[Finding]:
    """Every rule over a whole deck, links left out (a deck with dangling links is never read)."""
    found = [*check_challenges_served(deck), *check_pairs(deck), *check_both_ends(deck), *check_reached(deck)]
    found += [*check_sources(deck), *check_stories(deck)]
    for card in deck.practices:
        found += [*check_printed(deck, card), *check_consistent(deck, card), *check_harms(deck, card)]
    for shape in deck.formats:
        found += check_flow(shape)
    for thing in things_of(deck):
        found += check_facts(thing, deck)
    return [*found, *check_words(things_of(deck))]


def check_words(things: Iterable[Value]) -> list[Finding]:
    """What can be said of each thing on its own, whatever the state of the rest of the deck."""
    return [finding for thing in things for finding in (*check_texts(thing), *check_room(thing))]
