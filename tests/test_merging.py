"""Steps and indicators of several cards → one list: nothing lost, nothing credited to the wrong card."""

from collections.abc import Callable, Sequence
from itertools import combinations

import pytest

from territoires_cli.combining import Worker
from territoires_cli.merging import Merged, merge_steps, merge_texts, say_the_same
from territoires_cli.models.cards import PracticeCard
from territoires_cli.models.deck import Deck

Merge = Callable[[Sequence[tuple[str, Sequence[str]]]], list[Merged]]

# Texts of two cards of the deck that are told once: each was read, and says the same for both. None today.
REVIEWED: frozenset[tuple[str, str]] = frozenset()


def steps_of(card: Worker) -> Sequence[str]:
    """What a card says to do first."""
    return card.first_steps if isinstance(card, PracticeCard) else card.steps


def indicators_of(card: Worker) -> Sequence[str]:
    """How a sheet is followed up; practices have none."""
    return () if isinstance(card, PracticeCard) else card.indicators


@pytest.mark.parametrize(("merge", "texts_of"), [(merge_steps, steps_of), (merge_texts, indicators_of)])
def test_every_text_of_the_deck_is_found_whatever_card_comes_beside_it(
    deck: Deck, merge: Merge, texts_of: Callable[[Worker], Sequence[str]]
) -> None:
    """For every two cards, each step and indicator stands word for word under its own card, or its merge was reviewed."""
    workers: list[Worker] = [*deck.practices, *deck.actions]
    assert any(texts_of(card) for card in workers)
    for one, other in combinations(workers, 2):
        merged = merge([(one.id, texts_of(one)), (other.id, texts_of(other))])
        credited = {(kept.text, card) for kept in merged for card in kept.cards}
        own = {(text, card.id) for card in (one, other) for text in texts_of(card)}
        lost = {text for text, card in own - credited}
        assert lost <= {text for pair in REVIEWED for text in pair}
        assert {text for text, _card in credited - own} <= {text for pair in REVIEWED for text in pair}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Réunir cinq propriétaires du même quartier prêts à essayer.",
            "Réunir cinq foyers prêts à essayer pendant un même été.",
        ),
        (
            "Écrire la règle sur une page, et dire où partent les restes.",
            "Écrire la règle en une page : une heure vaut une heure.",
        ),
        (
            "Part des informations vérifiées depuis moins d’un an.",
            "Part des participants de moins de 25 ans, et part des habitants du quartier concerné.",
        ),
        ("Payer demain.", "Payer."),
        ("Nommer Paul.", "Nommer Paul demain."),
    ],
)
def test_texts_that_share_words_may_differ(one: str, other: str) -> None:
    """Half of the words in common, a short text inside a longer one, or two words, are not enough to say the same."""
    assert not say_the_same(one, other)
    assert [kept.cards for kept in merge_texts([("a", [one]), ("b", [other])])] == [("a",), ("b",)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Réunir les voisins autour d’un café.", "Réunir un voisin autour du café."),
        ("Payer.", "payer"),
        ("Visiter trois locaux vides du bourg.", "Visiter les trois locaux vides du bourg, ensemble."),
    ],
)
def test_texts_of_two_cards_that_say_the_same_are_told_once(one: str, other: str) -> None:
    """Nearly the same words, in another form or order, or the same text: the first wording stays, for both cards."""
    assert merge_texts([("a", [one]), ("b", [other])]) == [Merged(one, ("a", "b"))]


def test_a_card_loses_none_of_its_own_texts() -> None:
    """Two texts of one card are never merged, even alike; a third card's joins only one of them."""
    own = ["Visiter trois locaux vides du bourg.", "Visiter les trois locaux vides du bourg, ensemble."]
    assert merge_steps([("a", own)]) == [Merged(text, ("a",)) for text in own]
    both = merge_steps([("a", own), ("b", own[:1])])
    assert sorted(card for kept in both for card in kept.cards) == ["a", "a", "b"]
    assert {kept.text for kept in both} == set(own)
