"""The example of the empty sheet: a card that shows all that a first one needs, and keeps to every limit."""

from territoires_cli.cells import names_of
from territoires_cli.checks import check_words
from territoires_cli.checks.cards import check_printed
from territoires_cli.models.deck import Deck
from territoires_cli.samples import sample_card, sample_sheet


def test_the_example_keeps_to_every_limit(deck: Deck) -> None:
    """Its texts are plain, and fit on both faces."""
    card = sample_card()
    assert list(check_words([card])) == []
    assert list(check_printed(deck, card)) == []
    assert card.id not in deck.entry


def test_the_sheet_has_what_a_card_needs_and_no_more(deck: Deck) -> None:
    """No column for the id, an empty one for the code, one for each required field."""
    titles, row = sample_sheet(names_of(deck))
    said = dict(zip(titles, row, strict=True))
    assert "Identifiant" not in said
    assert said["Code"] == ""
    assert all(words for title, words in said.items() if title != "Code")
    assert {
        "Titre",
        "Famille",
        "Type",
        "Résumé",
        "Défi 1",
        "Effort, argent",
        "Qui a la main",
        "Premier pas 3",
        "Limite 2",
        "Question 3",
    } <= said.keys()
    assert len(titles) < 40
