"""The minutes that the stops of a walk need."""

import pytest

from territoires_cli.models.deck import Deck
from territoires_cli.models.plan import Stop
from territoires_cli.models.workshop import WorkshopFormat
from territoires_cli.timing import schedule
from territoires_cli.walking import STAY, stop_remarks, with_stops


def stops_of(count: int, walk: int) -> list[Stop]:
    """So many stops, each as far from the one before."""
    return [Stop(name=f"Lieu {number}", walk=walk) for number in range(count)]


def outside(shape: WorkshopFormat) -> int:
    """The minutes that groups of the ideal plan spend at stops and between them."""
    return sum(minutes for step, minutes in schedule(shape, 20, 4).timed if step.id.startswith("parcours"))


@pytest.mark.parametrize(("count", "walk"), [(4, 3), (5, 5), (6, 3), (6, 7)])
def test_a_walk_lasts_long_enough_for_its_stops(deck: Deck, count: int, walk: int) -> None:
    """Minutes on foot and seven minutes a stop fit, and the walk stays within the format's longest."""
    shape = deck.format["marche-exploratoire"]
    longer = with_stops(shape, stops_of(count, walk))
    assert count * (walk + STAY) <= outside(longer) <= 85
    assert outside(longer) >= outside(shape)
    assert not list(stop_remarks(shape, stops_of(count, walk)))


def test_stops_that_do_not_fit_are_said(deck: Deck) -> None:
    """Too few or too many places, and a walk longer than the format's."""
    shape = deck.format["marche-exploratoire"]
    assert "de 4 à 6 arrêts, et vous en donnez 3" in " ".join(stop_remarks(shape, stops_of(3, 3)))
    assert "demandent 102 minutes" in " ".join(stop_remarks(shape, stops_of(6, 10)))
    assert outside(with_stops(shape, stops_of(6, 10))) == 85


def test_other_formats_are_left_alone(deck: Deck) -> None:
    """A format that stays inside is the same with or without places."""
    shape = deck.format["elus"]
    assert with_stops(shape, stops_of(3, 3)) == shape
    assert not list(stop_remarks(shape, stops_of(3, 3)))
