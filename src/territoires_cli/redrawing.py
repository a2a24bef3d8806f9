"""The hands of some tables dealt anew: what is locked stays, every other table is left as it is. Pure: the seed comes in."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from territoires_cli.dealing import AGAIN, Theme, for_theme
from territoires_cli.drawing import Shuffler
from territoires_cli.models.matching import Match, Matching
from territoires_cli.models.plan import DealtCard, Hand, Role
from territoires_cli.models.workshop import HandRules

# A card that lay here before is as unlikely as one that lies on so many other tables.
BEFORE = 5


class Filters(NamedTuple):
    """Cards (ids) that a redraw leaves where they lie, never deals, or wants on some table of the room."""

    locks: Collection[str] = ()
    excluded: Collection[str] = ()
    included: Collection[str] = ()


def redraw(
    matching: Matching,
    hands: Sequence[Hand],
    rules: HandRules,
    tables: Collection[int],
    filters: Filters,
    seed: int,
) -> tuple[Hand, ...]:
    """The hands with those of the named tables dealt anew, table after table.

    A new hand keeps its size, within the format's bounds, and its locked cards. The others are drawn: the better a card
    answers the table's theme, the likelier it comes; cards that lie elsewhere or lay here before are less likely. Every
    challenge of the theme that some card answers is answered.
    """
    dealt = list(hands)
    shuffler = Shuffler(seed)
    for place, hand in enumerate(hands):
        if hand.table in tables:
            elsewhere = Counter(item.card for other in dealt if other is not dealt[place] for item in other.cards)
            draw = _Draw(matching, hand, rules, filters, elsewhere, shuffler)
            dealt[place] = hand.model_copy(update={"cards": draw.cards()})
    return tuple(dealt)


def fitting_role(match: Match, wished: Role) -> Role:
    """The role that a card can have for this city: the one wished for, where it is true."""
    if match.is_strength:
        return "strength"
    if wished in ("strength", "opportunity"):
        return "opportunity" if match.is_opportunity else "chosen"
    return "chosen" if match.card.aggravates else wished


class _Draw:
    """The new hand of one table."""

    def __init__(
        self,
        matching: Matching,
        hand: Hand,
        rules: HandRules,
        filters: Filters,
        elsewhere: Mapping[str, int],
        shuffler: Shuffler,
    ) -> None:
        self.matching, self.rules, self.filters = matching, rules, filters
        self.elsewhere, self.shuffler = elsewhere, shuffler
        self.theme = Theme(hand.challenges)
        self.before = {item.card for item in hand.cards}
        wanted = [card for card in filters.included if card not in elsewhere]
        self.kept = [item for item in hand.cards if item.card in filters.locks or item.card in wanted]
        there = {item.card for item in self.kept}
        missing = [card for card in wanted if card not in there][: max(rules.size.max - len(there), 0)]
        self.kept += [DealtCard(card=card, role=fitting_role(matching.of(card), "opportunity")) for card in missing]
        self.size = max(rules.size.min, min(len(hand.cards), rules.size.max), len(self.kept))

    def cards(self) -> tuple[DealtCard, ...]:
        """Strengths, opportunities and wildcards, the locked ones first among each kind."""
        found = list(self.kept)
        wild = max(self.rules.wildcards - sum(item.role == "wildcard" for item in found), 0)
        found += self._strengths(found, self.size - wild - len(found))
        found += self._opportunities(found, self.size - wild - len(found))
        found += self._wildcards(found, self.size - len(found))
        order: tuple[Role, ...] = ("strength", "opportunity", "chosen", "wildcard")
        return tuple(sorted(found, key=lambda item: order.index(item.role)))

    def _strengths(self, found: Sequence[DealtCard], room: int) -> list[DealtCard]:
        wanted = min(self.rules.strengths - sum(item.role == "strength" for item in found), room)
        there = [match for match in self._free(found) if match.is_strength and not match.aggravates]
        apt = [match for match in there if for_theme(match, self.theme) > 0]
        least = 0 if any(item.role == "strength" for item in found) else 1
        taken = self._pick(apt, max(wanted, 0)) or self._pick(there, max(min(wanted, least), 0))
        return [DealtCard(card=match.card.id, role="strength") for match in taken]

    def _opportunities(self, found: Sequence[DealtCard], room: int) -> list[DealtCard]:
        """One answer to each challenge of the theme, then more for the theme, then the city's best to fill up."""
        offered = [match for match in self._free(found) if match.is_opportunity]
        answered = {answer for item in found for answer in _answers(self.matching.of(item.card))}
        taken: list[Match] = []
        for challenge in self.theme.challenges:
            if challenge not in answered and len(taken) < room:
                able = [match for match in offered if challenge in _answers(match) and match not in taken]
                taken += self._pick(able, 1)
                answered |= {answer for match in taken for answer in _answers(match)}
        for pool in (
            [match for match in offered if for_theme(match, self.theme) > 0],
            [match for match in offered if for_theme(match, self.theme) == 0],
        ):
            left = [match for match in pool if match not in taken]
            taken += self._pick(left, max(room - len(taken), 0))
        return [DealtCard(card=match.card.id, role="opportunity") for match in taken]

    def _wildcards(self, found: Sequence[DealtCard], room: int) -> list[DealtCard]:
        """Cards drawn by chance: first those that lie on no other table and did not lie here."""
        free = [
            match
            for match in self._free(found)
            if not match.is_strength and not match.card.aggravates and not match.refused
        ]
        fresh = self.shuffler.shuffled(sorted(match.card.id for match in free))
        fresh.sort(key=lambda card: (card in self.before, card in self.elsewhere))
        return [DealtCard(card=card, role="wildcard") for card in fresh[: max(room, 0)]]

    def _free(self, found: Sequence[DealtCard]) -> Iterator[Match]:
        held = {item.card for item in found}
        for match in self.matching.matches:
            if match.card.id not in held and match.card.id not in self.filters.excluded:
                yield match

    def _pick(self, pool: Sequence[Match], count: int) -> list[Match]:
        """So many of the pool, each as likely as its weight."""
        return self.shuffler.picked(pool, [self._weight(match) for match in pool], count)

    def _weight(self, match: Match) -> float:
        times = self.elsewhere.get(match.card.id, 0) + BEFORE * (match.card.id in self.before)
        weight = for_theme(match, self.theme) or match.score
        for _again in range(times):
            weight *= AGAIN
        return weight


def _answers(match: Match) -> set[str]:
    return {answer.id for answer, _stated in match.answers}
