"""Which expression of the deck is most like what a territory says, for one of its cards. Pure."""

from collections.abc import Iterator
from math import fsum, sqrt

from territoires_cli.language import stems_of
from territoires_cli.models.cards import PracticeCard
from territoires_cli.models.deck import Deck
from territoires_cli.models.matching import Matching

# How many meanings a text and an expression must share to be called alike.
LEAST_SHARED = 2


def nearest_expression(deck: Deck, matching: Matching, card: PracticeCard) -> str | None:
    """The situation of a card, or the expression of a trouble that it answers best, that shares most with the text.

    Shared meanings count by what they weigh for the card; long expressions by the root of their length less. None where
    none shares two meanings.
    """
    place = next(number for number, other in enumerate(deck.practices) if other.id == card.id)
    heard = set(matching.heard.terms)
    best: tuple[float, str] | None = None
    for text in _expressions(deck, card):
        meanings = [{stem, *deck.lexis.groups(stem)} for stem in stems_of(text)]
        shared = [terms & heard for terms in meanings if terms & heard]
        if len(shared) >= LEAST_SHARED and any(stem in heard for stem in stems_of(text)):
            weights = [
                max(
                    (
                        weight
                        for term in sorted(terms)
                        for at, weight in deck.lexis.weights(term, "practices")
                        if at == place
                    ),
                    default=0.0,
                )
                for terms in shared
            ]
            likeness = round(fsum(weights) / sqrt(len(meanings)), 6)
            if likeness and (best is None or likeness > best[0]):
                best = (likeness, text)
    return best[1] if best else None


def _expressions(deck: Deck, card: PracticeCard) -> Iterator[str]:
    yield from card.situations
    for trouble in deck.troubles:
        likened = deck.lexis.likened.get(trouble.id, {})
        if trouble.practices.get(card.id, likened.get(card.id)) == 3:
            yield from trouble.says
