"""Rules across a deck → findings: which card, which field, what to mend. Pure: no file, no terminal.

They judge a deck as it is written, before its cities take the strengths that their projects show.
"""

from collections.abc import Iterable, Sequence

from territoires_cli.checks.cards import check_consistent, check_heard, check_pairs, check_printed
from territoires_cli.checks.cities import check_city, check_project
from territoires_cli.checks.doubles import check_doubles, check_names
from territoires_cli.checks.facts import check_facts, check_sources, check_stories, published_in
from territoires_cli.checks.formats import check_fields, check_flow, check_names_of_activities, check_series
from territoires_cli.checks.harms import Harmed, check_harms
from territoires_cli.checks.texts import check_room, check_summary, check_texts
from territoires_cli.checks.web import check_both_ends, check_challenges_served, check_reached
from territoires_cli.links import Finding, cards_of, things_of
from territoires_cli.models.base import Value
from territoires_cli.models.deck import Deck
from territoires_cli.models.harms import Harm


def check_deck(deck: Deck, harms: Sequence[Harm] = ()) -> list[Finding]:
    """Every rule over a whole deck, links left out; `harms` are the deck's own words for its warnings."""
    return [*check_whole(deck), *check_cards(deck, harms)]


def check_whole(deck: Deck) -> list[Finding]:
    """The rules that are only true of a deck that could be read as a whole."""
    found = [*check_challenges_served(deck), *check_both_ends(deck), *check_reached(deck), *check_sources(deck)]
    return [*found, *check_names_of_activities(deck), *check_series(deck)]


def check_cards(deck: Deck, harms: Sequence[Harm] = (), style: str = "error") -> list[Finding]:
    """The rules that hold for whatever could be read, though links dangle or files are missing.

    `style` says how grave careless typography and long sentences are.
    """
    found = [*check_pairs(deck), *check_stories(deck), *check_names(deck)]
    harmed = Harmed(deck, harms)
    for practice in deck.practices:
        found += [*check_printed(deck, practice), *check_consistent(deck, practice), *check_heard(practice)]
        found += check_harms(practice, harmed)
    for city in deck.cities:
        found += check_city(city, deck)
    for project in deck.projects:
        found += check_project(project, deck)
    for card in cards_of(deck):
        found += check_doubles(card)
    for shape in deck.formats:
        found += [*check_flow(shape), *check_fields(shape)]
    for activity in deck.activities:
        found += check_fields(activity)
    years = published_in(deck)
    for thing in things_of(deck):
        found += check_facts(thing, deck, years)
    return [*found, *check_words(things_of(deck), style)]


def check_words(things: Iterable[Value], style: str = "error") -> list[Finding]:
    """What can be said of each thing on its own, whatever the state of the rest of the deck."""
    rules = ((*check_texts(thing, style), *check_room(thing), *check_summary(thing, style)) for thing in things)
    return [finding for found in rules for finding in found]
