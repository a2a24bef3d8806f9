"""Cases, models and lessons chosen among combined cards, and the precedents that the deck knows besides."""

import pytest

from territoires_cli.citing import find_precedents, find_witnesses, ties_among
from territoires_cli.models.deck import Deck


@pytest.mark.parametrize("kind", ["city", "project", "elsewhere", "model", "lesson"])
def test_every_card_that_only_shows_is_a_witness_of_what_it_is_tied_to(deck: Deck, kind: str) -> None:
    """Each card of these kinds, beside everything it is tied to, tells of each with the tie's own reason."""
    for entry in (item for item in deck.index if item.kind == kind):
        workers = [deck.entry[tie.to] for tie in entry.ties if deck.entry[tie.to].kind in ("practice", "action")]
        (witness,) = find_witnesses([*workers, entry])
        reasons = {tie.to: tie.why for tie in entry.ties}
        assert witness.card is entry
        assert {card.id: why for card, why in witness.shows} == {
            card.id: reasons[card.id] for card in workers if reasons[card.id]
        }


def test_a_witness_of_nothing_is_told_all_the_same(deck: Deck) -> None:
    """A case that shows none of the cards was chosen for something: it stays among the witnesses, with nothing to show."""
    strange = next(card for card in deck.practices if card.id not in {tie.to for tie in deck.entry["la-colloc"].ties})
    (witness,) = find_witnesses([deck.entry[strange.id], deck.entry["la-colloc"]])
    assert (witness.card.id, witness.shows) == ("la-colloc", ())


def test_practices_and_sheets_are_no_witnesses(deck: Deck) -> None:
    """What can be put to work isn't there to be looked at."""
    assert find_witnesses([entry for entry in deck.index if entry.kind in ("practice", "action")]) == []


def test_ties_are_told_in_the_order_of_the_cards(deck: Deck) -> None:
    """Each tied pair once, the card named first in front, whichever of the two states the link."""
    (project, link) = next((item, item.practices[0]) for item in deck.projects if item.practices)
    for names in ((project.id, link.id), (link.id, project.id)):
        ((one, other, why),) = ties_among([deck.entry[name] for name in names])
        assert ((one.id, other.id), why) == (names, link.why)


def test_a_chosen_case_is_no_precedent(deck: Deck) -> None:
    """What is already among the cards isn't told a second time."""
    everything = [entry.id for entry in deck.index]
    assert find_precedents(deck, everything, None) == []
    assert "la-colloc" in {item.case.id for item in find_precedents(deck, ["coworking"], None)}
    assert "la-colloc" not in {item.case.id for item in find_precedents(deck, ["coworking", "la-colloc"], None)}
