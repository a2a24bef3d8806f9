"""How well a card of one's own is found: each built-in card, told as briefly as people tell theirs, among the 34 others.

A card is cut down to five situations and two other names, and taken out of every trouble. The statements that it is the
right answer to are then matched, each alone, and each within a letter of six subjects. Prints the share of statements
with the card among the first three (a letter: eight), the mean reciprocal rank, and how often the card stands among the
first three of statements that it isn't right for; beside what the card reaches with all that the deck knows of it.
"""

import argparse
import random
from collections.abc import Iterable, Sequence
from statistics import fmean

from run import Labelled, ours, read_part

from territoires_cli.decks import read_deck
from territoires_cli.models.cards import PracticeCard
from territoires_cli.models.deck import LATE, Deck
from territoires_cli.weighing import weigh_words

SITUATIONS, ALIASES = 5, 2
STATEMENTS, OTHERS, SUBJECTS = 8, 8, 6
NOWHERE = 1000


def as_own(deck: Deck, card: PracticeCard) -> Deck:
    """The deck with one of its cards as somebody would have added it."""
    brief = card.model_copy(
        update={"situations": card.situations[:SITUATIONS], "aliases": card.aliases[:ALIASES], "nicknames": ()}
    )
    troubles = tuple(
        item.model_copy(
            update={"practices": {name: grade for name, grade in item.practices.items() if name != card.id}}
        )
        for item in deck.troubles
    )
    changed = {
        "practices": tuple(brief if item.id == card.id else item for item in deck.practices),
        "troubles": troubles,
    }
    own = Deck(lambda name: weigh_words(own) if name == LATE else changed.get(name) or getattr(deck, name), deck.digest)
    return own


def ranks(deck: Deck, code: str, statements: Iterable[Labelled], others: Sequence[Labelled]) -> list[tuple[int, int]]:
    """The rank of a card for each statement alone, and within a letter of several subjects."""
    shuffler = random.Random(code)
    found = []
    for item in statements:
        texts = [other.text for other in shuffler.sample(others, SUBJECTS - 1)]
        texts.insert(shuffler.randrange(SUBJECTS), item.text)
        found.append((rank(deck, code, item.text), rank(deck, code, "\n".join(texts))))
    return found


def rank(deck: Deck, code: str, text: str) -> int:
    """The place of a card among those offered."""
    ranking = ours(deck, text)
    return ranking.index(code) + 1 if code in ranking else NOWHERE


def main() -> None:
    """Print a row for the cards as they are, and one for the same cards as somebody's own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=("tuned", "aside"), default="aside")
    part = read_part(parser.parse_args().part)
    deck = read_deck()
    found: dict[str, list[tuple[int, int]]] = {"known": [], "own": []}
    intruding: dict[str, list[bool]] = {"known": [], "own": []}
    for card in deck.practices:
        right = [item for item in part if item.cards.get(card.code) == 3][:STATEMENTS]
        others = [item for item in part if card.code not in item.cards and 3 in item.cards.values()]
        for name, seen in (("known", deck), ("own", as_own(deck, card))):
            found[name] += ranks(seen, card.code, right, others)
            asked = random.Random(card.code).sample(others, OTHERS)
            intruding[name] += [rank(seen, card.code, item.text) <= 3 for item in asked]
    for name, places in found.items():
        alone, within = zip(*places, strict=True)
        print(
            f"  {name:<8}{len(alone)} statements: hit@3 {fmean(place <= 3 for place in alone):.3f}, "
            f"MRR {fmean(1 / place for place in alone):.3f}; in a letter of {SUBJECTS} subjects: "
            f"hit@8 {fmean(place <= 8 for place in within):.3f}; "
            f"of {len(intruding[name])} others, among the first three: {fmean(intruding[name]):.3f}"
        )


if __name__ == "__main__":
    main()
