"""New cards in the midst of a deck → what a check of it would refuse in them, before any file is written. Pure."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from territoires_cli.checks import check_cards, check_words
from territoires_cli.indexing import index_cards
from territoires_cli.layering import KINDS
from territoires_cli.links import Finding, check_links
from territoires_cli.models.base import Value
from territoires_cli.models.deck import Deck


def judge_cards(
    deck: Deck, section: str, cards: Sequence[Value], known: Collection[str], replaced: Collection[str]
) -> Iterator[Finding]:
    """The errors of cards of a section, in a deck where they take the place of those with their ids.

    `known` are ids that exist though the deck doesn't hold them, `replaced` those that the cards may take from any kind.
    """
    ids = {name for card in cards if (name := getattr(card, "id", None)) is not None}

    def among(name: str) -> Any:
        """What a section holds with the new cards."""
        if name == "index":
            return index_cards(whole)
        held = getattr(deck, name)
        if name == section:
            return (*(item for item in held if getattr(item, "id", "") not in ids and item not in cards), *cards)
        return tuple(item for item in held if item.id not in replaced) if name in KINDS else held

    whole = Deck(among)
    new = {id(card) for card in cards}
    # A sheet has no word for a year of a town that nobody knows: whether it is told is left to a check of the files.
    rules = check_words(cards, "warning") if section == "cities" else check_cards(whole, style="warning")
    for finding in (*check_links(whole, known), *rules):
        if id(finding.thing) in new and finding.severity == "error":
            yield finding
