"""A hand of cards for each table, from the matching and a seed. Pure: the seed comes in."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import fsum
from typing import NamedTuple

from territoires_cli.drawing import Shuffler
from territoires_cli.models.cards import code_order
from territoires_cli.models.matching import Match, Matching
from territoires_cli.models.plan import DealtCard, Hand
from territoires_cli.models.workshop import HandRules

# What a card is still worth at a table when another one already has it.
AGAIN = 0.6


class Theme(NamedTuple):
    """What a table works on: the challenges of its theme, the first one giving it its name."""

    challenges: tuple[str, ...]


def deal_hands(matching: Matching, themes: Sequence[Theme], rules: HandRules, seed: int) -> tuple[Hand, ...]:
    """A hand for each table: strengths of its theme, the best opportunities for it, and drawn wildcards.

    Together the hands hold the best answer to every challenge of every theme: where a theme has many, its hand grows
    to its maximum, then strengths make room; what is still too many leaves by urgency. A card may lie on two tables,
    never twice in a hand, and is less wanted at each further table; wildcards are cards that no table chose, as long as
    there are some.
    """
    times_dealt: Counter[str] = Counter()
    chosen = []
    for theme in themes:
        cards = _chosen(matching, theme, rules, times_dealt)
        times_dealt.update(dealt.card for dealt in cards)
        chosen.append(cards)
    wild = _Wildcards(matching, set(times_dealt), Shuffler(seed))
    return tuple(
        Hand(
            table=number,
            challenges=theme.challenges,
            cards=(*cards, *wild.complete(cards, _size(cards, rules))),
        )
        for number, (theme, cards) in enumerate(zip(themes, chosen, strict=True), start=1)
    )


def _size(chosen: Sequence[DealtCard], rules: HandRules) -> int:
    """How many cards a hand holds with its wildcards."""
    return max(rules.size.min, min(len(chosen) + rules.wildcards, rules.size.max))


class _Wildcards:
    """A pile of cards to complete hands with: first those that no table chose, then any that can be offered.

    A card that can make some trouble worse is never drawn by chance.
    """

    def __init__(self, matching: Matching, chosen: set[str], shuffler: Shuffler) -> None:
        can_be_shown = [match.card for match in matching.matches if not match.is_strength and not match.card.aggravates]
        self.offered = [card.id for card in sorted(can_be_shown, key=lambda card: code_order(card.code))]
        self.shuffler = shuffler
        self.pile = shuffler.shuffled(card for card in self.offered if card not in chosen)

    def complete(self, hand: Sequence[DealtCard], size: int) -> tuple[DealtCard, ...]:
        """The wildcards that bring a hand to its size, or as near as the deck allows."""
        held = {dealt.card for dealt in hand}
        wanted = max(size - len(hand), 0)
        if len([card for card in self.pile if card not in held]) < wanted:
            self.pile += self.shuffler.shuffled(card for card in self.offered if card not in self.pile)
        taken = [card for card in self.pile if card not in held][:wanted]
        self.pile = [card for card in self.pile if card not in taken]
        return tuple(DealtCard(card=card, role="wildcard") for card in taken)


def _chosen(matching: Matching, theme: Theme, rules: HandRules, times_dealt: Mapping[str, int]) -> list[DealtCard]:
    """Strengths of the theme, the best answer to each of its challenges, then the best for the theme.

    A theme that few cards answer gets the city's next best cards up to the hand's minimum, not beyond.
    """
    best = {match.card.id: match for match in _best_of_each(matching, theme)}
    strengths = _strengths(matching, theme, min(rules.strengths, max(rules.size.max - len(best), 0)), times_dealt)
    ranked = best | {match.card.id: match for match in _by_theme(matching.opportunities, theme, times_dealt)}
    apt = [match for match in ranked.values() if for_theme(match, theme) > 0]
    others = [match for match in ranked.values() if for_theme(match, theme) == 0]
    room = max(rules.size.ideal - rules.wildcards, min(len(strengths) + len(best), rules.size.max)) - len(strengths)
    taken = apt[:room]
    taken += others[: max(rules.size.min - rules.wildcards - len(strengths) - len(taken), 0)]
    return [
        *(DealtCard(card=match.card.id, role="strength") for match in strengths),
        *(DealtCard(card=match.card.id, role="opportunity") for match in taken),
    ]


def _strengths(matching: Matching, theme: Theme, most: int, times_dealt: Mapping[str, int]) -> list[Match]:
    """The strengths of the theme, or else one of the city's, so that no table starts from nothing."""
    there = [match for match in matching.matches if match.is_strength and not match.aggravates]
    ranked = _by_theme(there, theme, times_dealt)
    return [match for match in ranked if for_theme(match, theme) > 0][:most] or ranked[: min(most, 1)]


def _best_of_each(matching: Matching, theme: Theme) -> Iterator[Match]:
    for challenge in theme.challenges:
        answers = [
            (answer.weight, match.score, match)
            for match in matching.opportunities
            for answer, _stated in match.answers
            if answer.id == challenge
        ]
        if answers:
            yield max(answers, key=lambda entry: entry[:2])[2]


def _by_theme(matches: Iterable[Match], theme: Theme, times_dealt: Mapping[str, int]) -> list[Match]:
    """Best first for the theme, then for the whole city; each table that has a card makes it less wanted at the next."""

    def wanted(match: Match) -> tuple[float, float]:
        again = AGAIN ** times_dealt.get(match.card.id, 0)
        return -for_theme(match, theme) * again, -match.score * again

    return sorted(matches, key=wanted)


def for_theme(match: Match, theme: Theme) -> float:
    """How strongly a card answers a theme: the weights of its answers, the theme's first challenge counting double."""
    first = theme.challenges[0] if theme.challenges else None
    return fsum(
        answer.weight * stated.urgency * (2.0 if answer.id == first else 1.0)
        for answer, stated in match.answers
        if answer.id in theme.challenges
    )
