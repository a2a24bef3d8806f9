"""The stops of a walk: times, places, cards, and an order for every group."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from territoires_cli.documents.plan import plan_document
from territoires_cli.documents.plan_stops import BLANK, share_out
from territoires_cli.models.deck import Deck
from territoires_cli.models.document import Callout, Document, Grid, Line
from territoires_cli.models.plan import Plan, Stop

PlanOf = Callable[..., Plan]
WALK = "marche-exploratoire"


def words(text: Line) -> str:
    """The words of a line, without styles."""
    return text if isinstance(text, str) else "".join(span.text for span in text)


def rows(document: Document, column: str) -> list[list[str]]:
    """The rows of the first table whose first column has this title."""
    grid = next(block for block in document.blocks if isinstance(block, Grid) and block.columns[0] == column)
    return [[words(cell) for cell in row] for row in grid.rows]


def minutes(clock: str) -> int:
    """Minutes after midnight of « 9 h 05 »."""
    hours, rest = clock.split(" h ")
    return int(hours) * 60 + int(rest)


def test_each_place_has_its_time_its_walk_and_its_card(deck: Deck, plan_of: PlanOf) -> None:
    """The list of places as it was given, in its order, each with a clock time within the walk."""
    card = deck.practices[0]
    stops = (Stop(name="La gare", walk=4, card=card.id), *(Stop(name=f"Lieu {n}", walk=3) for n in range(2, 6)))
    found = rows(plan_document(plan_of(WALK, changes={"stops": stops}), deck), "Départ vers")
    assert [row[1:4] for row in found] == [[str(n), stop.name, f"{stop.walk} min"] for n, stop in enumerate(stops, 1)]
    assert found[0][4] == f"{card.code} {card.title}"
    assert [row[4] for row in found[1:]] == [BLANK] * 4
    times = [minutes(row[0]) for row in found]
    assert times == sorted(set(times))


def test_without_places_there_are_lines_to_fill_in(deck: Deck, plan_of: PlanOf) -> None:
    """As many as the format's ideal number of stops, with their times already."""
    shape = deck.format[WALK]
    document = plan_document(plan_of(WALK), deck)
    found = rows(document, "Départ vers")
    if not plan_of(WALK).stops:
        assert shape.stops is not None
        assert len(found) == shape.stops.ideal
        assert all(row[2] == BLANK for row in found)
        assert any(isinstance(block, Callout) and block.title == "Lieux à choisir" for block in document.blocks)


def test_every_group_sees_every_stop_and_none_meets_another(deck: Deck, plan_of: PlanOf) -> None:
    """Groups begin at different stops and turn the same way."""
    stops = tuple(Stop(name=f"Lieu {n}") for n in range(1, 6))
    found = rows(plan_document(plan_of(WALK, changes={"stops": stops}), deck), "Départ")
    groups = list(zip(*(row[1:] for row in found), strict=True))
    assert len(groups) == 4
    assert all(sorted(group) == ["1", "2", "3", "4", "5"] for group in groups)
    assert all(len(set(row[1:])) == len(row) - 1 for row in found)


def test_a_place_too_far_away_is_told(deck: Deck, plan_of: PlanOf) -> None:
    """Where walking eats up the time of a stop, the page says so."""
    stops = (Stop(name="La gare", walk=4), Stop(name="La ferme", walk=40), *(Stop(name=f"L{n}") for n in range(3)))
    document = plan_document(plan_of(WALK, changes={"stops": stops}), deck)
    assert [b.title for b in document.blocks if isinstance(b, Callout) and b.title.startswith("Trop loin")] == [
        "Trop loin : La ferme"
    ]


def test_other_formats_have_no_stops(deck: Deck, plan_of: PlanOf) -> None:
    """The part is there for walks alone."""
    assert not [
        b for b in plan_document(plan_of(), deck).blocks if isinstance(b, Grid) and b.columns[0] == "Départ vers"
    ]


@pytest.mark.parametrize(("count", "walks", "shares"), [(5, [35, 20], [3, 2]), (4, [25, 20], [2, 2]), (3, [], [])])
def test_stops_are_shared_out_by_the_minutes_of_the_walks(count: int, walks: list[int], shares: list[int]) -> None:
    """The longer half of a walk has more of them."""
    assert share_out(count, walks) == shares


@given(st.integers(1, 9), st.lists(st.integers(1, 90), min_size=1, max_size=4))
def test_no_stop_is_lost(count: int, walks: list[int]) -> None:
    """Whatever the minutes, each stop has its place."""
    assert sum(share_out(count, walks)) == count
