"""What to bring: in words that read naturally, each thing once, for one table as for many."""

from typing import Any

import pytest

from territoires_cli.composing import Request, compose_plan
from territoires_cli.documents.plan_context import Context
from territoires_cli.documents.plan_materials import amount_words, material_blocks
from territoires_cli.matching import match_city
from territoires_cli.models.city import City
from territoires_cli.models.deck import Deck
from territoires_cli.models.document import Grid
from territoires_cli.models.plan import DeckReference
from territoires_cli.models.workshop import Material, Step

CITY = City.model_validate({"id": "val", "name": "Val", "challenges": ["mobilite", "jeunes"]})


@pytest.fixture
def context(deck: Deck) -> Context:
    """A workshop for twelve people at two tables, led by one person."""
    asked = Request(asked_for="val", seed=1, participants=12, tables=2)
    reference = DeckReference(id=deck.info.id, version=deck.info.version, digest=deck.digest)
    matching = match_city(deck, CITY)
    plan = compose_plan(matching, deck.format["sharitories"], reference, asked)
    return Context.of(plan, deck, matching)


def step_with(deck: Deck, *materials: dict[str, Any]) -> Step:
    """A step that needs these things."""
    kept = tuple(Material.model_validate({"quantity": 1, **material}) for material in materials)
    return deck.format["sharitories"].steps[0].model_copy(update={"materials": kept})


@pytest.mark.parametrize(
    ("materials", "words"),
    [
        ([{"item": "feutres", "per": "person"}], "12 feutres"),
        ([{"item": "livrets", "one": "livret", "per": "facilitator"}], "1 livret"),
        ([{"item": "livrets", "one": "livret", "per": "table"}], "2 livrets"),
        ([{"item": "affiche", "per": "workshop"}], "1 affiche"),
        ([{"item": "pâte", "counted": False, "per": "workshop"}], "pâte"),
        ([{"item": "collation", "counted": False, "per": "person"}], "collation, pour 12 personnes"),
        ([{"item": "eau", "counted": False, "per": "table"}], "eau, pour 2 tables"),
        ([{"item": "café", "counted": False, "per": "facilitator"}], "café, pour 1 personne"),
        ([{"item": "cartons", "per": "person"}, {"item": "cartons", "per": "table"}], "14 cartons"),
        ([{"item": "thé", "counted": False, "per": "person"}] * 2, "thé, pour 12 personnes"),
        (
            [{"item": "pâte", "counted": False, "per": "workshop"}, {"item": "stylos", "per": "table"}],
            "pâte ; 2 stylos",
        ),
    ],
)
def test_quantities_read_naturally(deck: Deck, context: Context, materials: list[dict[str, Any]], words: str) -> None:
    """A number before what is counted, in the right number; none before what isn't, but for whom; nothing twice."""
    assert amount_words(context, step_with(deck, *materials)) == words


def test_the_table_of_materials_counts_what_can_be_counted(deck: Deck, context: Context) -> None:
    """Every row has a quantity, for whom it is, or a dash; its name agrees with it; the first note is kept."""
    (grid,) = [block for block in material_blocks(context) if isinstance(block, Grid)]
    rows = {str(row[1]): (str(row[0]), str(row[2])) for row in grid.rows}
    assert len(rows) == len(grid.rows)
    assert rows["fiche de conduite"][0] == "1"
    assert rows["boissons chaudes et collation"][0] == "pour 12"
    assert rows["pâte adhésive"][0] == "–"
    assert rows["feuilles de stratégie au format A3"] == ("4", "Une par table et un double.")
