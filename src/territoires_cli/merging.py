"""Steps and indicators of several cards → one list in a sensible order, nothing lost and nothing said twice. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from territoires_cli.language import stems_of
from territoires_cli.names import fold

# Two texts say the same where they share this part of all the words that either of them uses, and so many of them.
# Why so much: « réunir cinq propriétaires prêts à essayer » and « réunir cinq foyers prêts à essayer » share half.
SAME_TEXT = 0.6
SAME_STEMS = 3


@dataclass(frozen=True, slots=True)
class Merged:
    """A text, and the ids of the cards that ask for it."""

    text: str
    cards: tuple[str, ...]


def merge_steps(lists: Sequence[tuple[str, Sequence[str]]]) -> list[Merged]:
    """The steps of several cards, given with their ids: the opening step of each, then the others, card by card.

    Why: a card's steps lean on each other, so that those of another card between them would break their thread. A step
    that says what another card's says is told once, for both; no card loses one of its own.
    """
    openings = [(card, texts[0]) for card, texts in lists if texts]
    return _told_once([*openings, *((card, text) for card, texts in lists for text in texts[1:])])


def merge_texts(lists: Sequence[tuple[str, Sequence[str]]]) -> list[Merged]:
    """Texts of several cards, given with their ids, the first of each, then the second…; those alike told once."""
    placed = [
        (turn, number, card, text) for number, (card, texts) in enumerate(lists) for turn, text in enumerate(texts)
    ]
    return _told_once([(card, text) for _turn, _number, card, text in sorted(placed, key=lambda item: item[:2])])


def _told_once(texts: Sequence[tuple[str, str]]) -> list[Merged]:
    kept: list[tuple[str, list[str]]] = []
    for card, text in texts:
        same = next((cards for known, cards in kept if card not in cards and say_the_same(known, text)), None)
        if same is None:
            kept.append((text, [card]))
        else:
            same.append(card)
    return [Merged(text, tuple(cards)) for text, cards in kept]


def say_the_same(one: str, other: str) -> bool:
    """Whether two texts are the same, or use nearly the same words."""
    if fold(one) == fold(other):
        return True
    first, second = frozenset(stems_of(one)), frozenset(stems_of(other))
    common = len(first & second)
    return common >= SAME_STEMS and common / len(first | second) >= SAME_TEXT
