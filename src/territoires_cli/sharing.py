"""What several territories have in common: the challenges they share, the cards that serve them together. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum

from territoires_cli.models.cards import PracticeCard
from territoires_cli.models.deck import Deck
from territoires_cli.models.matching import DECIMALS, Match, Matching, Recognised
from territoires_cli.models.vocabulary import Challenge


@dataclass(frozen=True, slots=True)
class SharedChallenge:
    """A challenge and how each territory that states it does; `urgency` is the mean over all territories (0-1)."""

    challenge: Challenge
    urgency: float
    stated: tuple[tuple[Matching, Recognised], ...]


@dataclass(frozen=True, slots=True)
class SharedCard:
    """A practice for several territories: the mean of its scores where it can be offered (0-1).

    `offered`, `there` and `harmful` are the territories where it can be offered, already exists, or would make a
    stated challenge worse or is refused.
    """

    card: PracticeCard
    score: float
    offered: tuple[tuple[Matching, Match], ...]
    there: tuple[tuple[Matching, Match], ...]
    harmful: tuple[tuple[Matching, Match], ...]


@dataclass(frozen=True, slots=True)
class Shared:
    """What several territories share, the most common first; `matchings` in the order given."""

    matchings: tuple[Matching, ...]
    challenges: tuple[SharedChallenge, ...]
    cards: tuple[SharedCard, ...]


def share(deck: Deck, matchings: Sequence[Matching]) -> Shared:
    """The challenges stated by two territories at least, and every practice ranked for all of them together.

    What more territories state comes first, then the more urgent; ties keep the deck's order.
    """
    stated: dict[str, list[tuple[Matching, Recognised]]] = {}
    for matching in matchings:
        for item in matching.recognised:
            stated.setdefault(item.challenge.id, []).append((matching, item))
    challenges = [
        SharedChallenge(
            found[0][1].challenge,
            round(fsum(item.urgency for _matching, item in found) / len(matchings), DECIMALS),
            tuple(found),
        )
        for found in stated.values()
        if len(found) > 1
    ]
    order = {challenge.id: number for number, challenge in enumerate(deck.book.challenges)}
    challenges.sort(key=lambda item: (-len(item.stated), -item.urgency, order[item.challenge.id]))
    cards = [_shared_card(matchings, card) for card in deck.practices]
    cards.sort(key=lambda item: -item.score)
    return Shared(tuple(matchings), tuple(challenges), tuple(cards))


def _shared_card(matchings: Sequence[Matching], card: PracticeCard) -> SharedCard:
    found = [(matching, matching.of(card.id)) for matching in matchings]
    offered = tuple(pair for pair in found if pair[1].is_opportunity)
    return SharedCard(
        card=card,
        score=round(fsum(match.score for _matching, match in offered) / len(matchings), DECIMALS),
        offered=offered,
        there=tuple(pair for pair in found if pair[1].is_strength),
        harmful=tuple(pair for pair in found if pair[1].aggravates or pair[1].refused),
    )
