"""Cards that no trouble names → the troubles that their own words are most like, as if they answered them. Pure.

A deck knows of hundreds of ways in which people say what goes wrong, and which of its cards answer each. A card that
somebody adds has five situations. Each of them, and what the card says of itself, is likened to those troubles:

    likeness(text, trouble) = Σ over the terms of the text of weight(term, trouble)

with the weights of `term_weights`, the troubles standing for the cards. Only troubles of a challenge that the card answers
count: what a card is for is its author's to say.
"""

from collections.abc import Iterable, Iterator, Sequence

from territoires_cli.models.actions import ActionSheet
from territoires_cli.models.cards import PracticeCard
from territoires_cli.models.lexicon import Trouble
from territoires_cli.term_weights import Terms, Weights, weigh_terms

# A text is like a trouble from this likeness on (thousandths), and from this part of the likeness of the nearest one; so
# many troubles a text at the most. By leave-one-out over the built-in cards: see docs/matching.md.
LEAST_ALIKE, LEAST_OF_NEAREST, MOST_ALIKE = 300, 0.5, 5
# The grade of a card for the trouble nearest to one of its texts, and for the next ones.
NEAREST, NEXT = 3, 2


def liken_cards(
    cards: Iterable[PracticeCard | ActionSheet], troubles: Sequence[Trouble], neutral: tuple[str, ...], terms: Terms
) -> dict[str, dict[str, int]]:
    """Id of a trouble → id of a card → grade, for the cards that no trouble names and those that they are like."""
    named = {name for trouble in troubles for grades in (trouble.practices, trouble.actions) for name in grades}
    strangers = [card for card in cards if card.id not in named]
    if not strangers or not troubles:
        return {}
    weights = weigh_terms([[(1.0, said)] for said in (*(trouble.says for trouble in troubles), neutral)], terms)
    found: dict[str, dict[str, int]] = {}
    for card in strangers:
        answered = {answer.id for answer in card.challenges}
        able = {place for place, trouble in enumerate(troubles) if answered.intersection(trouble.challenges)}
        for text in (*card.situations, card.summary, *(answer.why for answer in card.challenges)):
            for place, grade in _nearest(terms.of(text), weights, able):
                grades = found.setdefault(troubles[place].id, {})
                grades[card.id] = max(grades.get(card.id, 0), grade)
    return found


def _nearest(terms: Iterable[str], weights: Weights, able: set[int]) -> Iterator[tuple[int, int]]:
    """The places of the troubles that a text is most like, and the grade that this is worth."""
    alike = dict.fromkeys(able, 0)
    for term in terms:
        for place, weight in weights.get(term, {}).items():
            if place in alike:
                alike[place] += weight
    least = max(LEAST_ALIKE, LEAST_OF_NEAREST * max(alike.values(), default=0))
    ranked = sorted((-likeness, place) for place, likeness in alike.items() if likeness >= least)
    for rank, (_likeness, place) in enumerate(ranked[:MOST_ALIKE]):
        yield place, NEXT if rank else NEAREST
