"""Which sheets follow the cards of a project, and which cards none of them follows."""

from territoires_cli.measuring import find_lender, find_unmeasured
from territoires_cli.models.deck import Deck


def test_a_practice_that_the_sheets_do_not_serve_is_told_with_the_sheet_that_does(deck: Deck) -> None:
    """Each practice is followed by a sheet at hand, or named with the one that serves it; None where no sheet does."""
    for sheet in deck.actions:
        served = {link.id for link in sheet.practices}
        left = find_unmeasured(deck, deck.practices, [sheet])
        assert [item.card.id for item in left] == [card.id for card in deck.practices if card.id not in served]
        for item in left:
            serving = {other.id for other in deck.actions if item.card.id in {link.id for link in other.practices}}
            assert (item.sheet.id in serving) if item.sheet else not serving


def test_the_lender_serves_what_it_lends_to(deck: Deck) -> None:
    """A practice alone is followed by the sheet that it borrows from; without any practice there is no lender."""
    for card in deck.practices:
        lender = find_lender(deck, [card])
        if lender is not None:
            assert find_unmeasured(deck, [card], [lender]) == ()
    assert find_lender(deck, []) is None
