"""A translation that doesn’t fit its card is told why."""

from typing import TYPE_CHECKING, Any

import pytest

from territoires_cli.translating import Wording, reword

if TYPE_CHECKING:
    from territoires_cli.models.deck import Deck


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        ({"challenges": {"mobilité": {"why": "x"}}}, "vouliez-vous dire « mobilite » ?"),
        ({"challenges": {"zzz": {"why": "x"}}}, "n’est pas dans cette liste de la carte"),
        ({"questions": ["x"]}, "la carte a 3 éléments ici"),
    ],
)
def test_what_does_not_fit_is_told(deck: "Deck", texts: dict[str, Any], said: str) -> None:
    """An id with a slip gets the nearest one of the card, and a list its true length."""
    (finding,) = reword(deck.practice["covoiturage"], Wording(id="covoiturage", texts=texts)).findings
    assert finding.message.endswith(said) or finding.message.startswith(said)


def test_one_item_is_told_in_the_singular(deck: "Deck") -> None:
    """No word is followed by an optional plural."""
    card = deck.practice["covoiturage"].model_copy(update={"conditions": ("Seule",)})
    (finding,) = reword(card, Wording(id="covoiturage", texts={"conditions": ["a", "b"]})).findings
    assert finding.message == "la carte a 1 élément ici : écrivez-en autant, ou ~ pour le garder"
