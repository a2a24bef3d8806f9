"""Which expression of the deck is most like what a territory says."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from territoires_cli.decks import read_deck
from territoires_cli.explaining import nearest_expression
from territoires_cli.matching import match_city
from territoires_cli.models.city import City
from territoires_cli.models.deck import Deck

SmallDeck = Callable[..., Deck]


@pytest.fixture(scope="session")
def town(small_deck: SmallDeck) -> Deck:
    """A card with situations, and troubles that it answers well and less well."""
    return small_deck(
        {
            "pain": {"situations": ["le boulanger du bourg ferme", "plus une baguette, ni farine, ni levain, ni sel"]},
            "autre": {"situations": ["la rivière déborde"]},
        },
        troubles=[
            {"id": "un", "says": ["le meunier ferme boutique", "et", "ou"], "practices": {"pain": 3}},
            {"id": "deux", "says": ["farine et levain au bourg", "et", "ou"], "practices": {"pain": 2}},
        ],
        lexicon={"synonyms": [{"id": "fermer", "words": ["fermer", "baisser"]}]},
    )


@pytest.mark.parametrize(
    ("said", "nearest"),
    [
        ("Le boulanger a fermé.", "le boulanger du bourg ferme"),
        ("Boulanger, le rideau est baissé.", "le boulanger du bourg ferme"),  # by a synonym
        ("Le meunier ferme.", "le meunier ferme boutique"),  # an expression of a trouble that it answers best
        (
            "Ni farine ni levain.",
            "plus une baguette, ni farine, ni levain, ni sel",
        ),  # not one that it answers less well
        ("Le boulanger.", None),  # two meanings at least
        ("La rivière déborde.", None),
        ("Rien.", None),
    ],
)
def test_the_expression_that_shares_most_is_nearest(town: Deck, said: str, nearest: str | None) -> None:
    """Situations and expressions of the troubles that the card is the answer to, from two meanings in common on."""
    matching = match_city(town, City(name="Ici", statement=said))
    assert nearest_expression(town, matching, town.practice["pain"]) == nearest


def test_of_two_alike_the_shorter_is_nearer(small_deck: SmallDeck) -> None:
    """What an expression says beyond the text tells against it; of equals the first stands."""
    said = City(name="Ici", statement="Le pont s’effondre.")
    for situations, nearest in (
        (["le pont du vieux moulin s’effondre", "le pont s’effondre"], "le pont s’effondre"),
        (["un pont effondré", "le pont s’effondre"], "un pont effondré"),
    ):
        deck = small_deck({"pont": {"situations": situations}, "autre": {}})
        assert nearest_expression(deck, match_city(deck, said), deck.practices[0]) == nearest


@settings(deadline=None, max_examples=30)
@given(st.data())
def test_a_situation_said_word_for_word_is_found(data: st.DataObject) -> None:
    """What is nearest always is a text of the card or of a trouble that it is the answer to; said as it stands, it is found."""
    deck = read_deck()
    card = data.draw(st.sampled_from(deck.practices))
    said = data.draw(st.sampled_from(card.situations))
    own = {
        *card.situations,
        *(text for item in deck.troubles if item.practices.get(card.id) == 3 for text in item.says),
    }
    matching = match_city(deck, City(name="Ici", statement=said))
    nearest = nearest_expression(deck, matching, card)
    if len(matching.of(card.id).spoken) > 1:
        assert nearest in own
    else:
        assert nearest in {*own, None}
