"""A hand as blocks: its cards, what each is for, how good it is proved to be."""

from typing import Any

import pytest

from territoires_cli.choosing import ChosenHand, choose_hand
from territoires_cli.documents.match_hand import hand_blocks
from territoires_cli.matching import match_city
from territoires_cli.models.city import City
from territoires_cli.models.deck import Deck
from territoires_cli.models.document import Grid, Heading, Line, Paragraph
from territoires_cli.models.matching import Matching


def match(deck: Deck, **fields: Any) -> Matching:
    """The matching of a city with these fields."""
    return match_city(deck, City(name="Ici", **fields))


def words(text: Line) -> str:
    """A line as plain words."""
    return text if isinstance(text, str) else "".join(span.text for span in text)


def test_each_card_has_its_score_effort_and_use(deck: Deck) -> None:
    """A row for each card of the hand, the best first, with the stated challenges it is for."""
    hand = choose_hand(match_city(deck, deck.city["lorient"]), 5)
    title, table, proof, *_rest = hand_blocks(hand)
    assert isinstance(title, Heading)
    assert isinstance(table, Grid)
    assert isinstance(proof, Paragraph)
    assert title.text == "La main : 5 cartes qui se complètent"
    assert len(table.rows) == 5
    for row, item in zip(table.rows, hand.matches, strict=True):
        score, card, effort, use = (words(cell) for cell in row)
        assert (score, card) == (str(round(item.score * 100)), f"{item.card.code} {item.card.title}")
        assert effort in ("léger", "moyen", "lourd")
        assert use.split(" · ") == [stated.challenge.label for _answer, stated in item.answers]
    assert words(proof.text).startswith("Aucune autre main possible de ce nombre ne vaut mieux")


def test_a_card_chosen_for_words_alone_names_them(deck: Deck) -> None:
    """Where it answers no challenge that was heard, the words of the text say what it is for."""
    said = "La dernière épicerie a fermé en mars, et nos anciens ne conduisent plus."
    found = match(deck, statement=said)
    silent = next(item for item in found.opportunities if not item.answers)
    hand = choose_hand(found, 1, include=[silent.card.id])
    table = next(block for block in hand_blocks(hand) if isinstance(block, Grid))
    assert words(table.rows[0][3]) == f"mots du texte : {', '.join(silent.words)}"
    assert all(word in said for word in silent.words)


@pytest.mark.parametrize(
    ("worth", "bound", "said"),
    [(9.9, 10.0, "99,0 %"), (2.0, 3.0, "66,6 %"), (9.9999, 10.0, "99,9 %"), (99.5, 100.0, "99,5 %")],
)
def test_a_hand_that_is_not_proved_says_how_near_it_is(deck: Deck, worth: float, bound: float, said: str) -> None:
    """Rounded down, as French writes it: never more than what is proved."""
    found = match_city(deck, deck.city["lorient"])
    hand = ChosenHand(found.opportunities[:2], worth, bound, ())
    texts = [words(block.text) for block in hand_blocks(hand) if isinstance(block, Paragraph)]
    assert texts == [f"Cette main vaut au moins {said} de la meilleure possible."]


def test_what_the_hand_leaves_aside_is_told(deck: Deck) -> None:
    """The stated challenges that none of its cards answers, and nothing where there are none."""
    found = match_city(deck, deck.city["lorient"])
    hand = choose_hand(found, 1)
    labels = " ; ".join(item.challenge.label for item in hand.uncovered)
    assert labels
    *_blocks, last = hand_blocks(hand)
    assert isinstance(last, Paragraph)
    assert words(last.text) == f"Défis que cette main laisse de côté : {labels}."
    whole = ChosenHand(hand.matches, hand.worth, hand.bound, ())
    assert "laisse de côté" not in str(list(hand_blocks(whole)))


def test_one_card_is_no_cards_that_complete_each_other(deck: Deck) -> None:
    """The title counts only from two on."""
    title = next(iter(hand_blocks(choose_hand(match_city(deck, deck.city["lorient"]), 1))))
    assert title == Heading(level=2, text="La main")


def test_an_empty_hand_says_why(deck: Deck) -> None:
    """No table where nothing can be offered."""
    blocks = list(hand_blocks(choose_hand(match(deck, statement="xyzzy"), 4)))
    assert [type(block) for block in blocks] == [Heading, Paragraph]
    assert "Aucune carte ne peut être proposée" in str(blocks[1])
