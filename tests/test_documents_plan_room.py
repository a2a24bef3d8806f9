"""The room: names of tables, what happens when people stay home, action sheets in hands."""

from collections.abc import Callable

import pytest

from territoires_cli.documents.plan import plan_document
from territoires_cli.models.deck import Deck
from territoires_cli.models.document import Callout, Document, Grid, Heading, Line
from territoires_cli.models.plan import Plan

PlanOf = Callable[..., Plan]


def words(text: Line) -> str:
    """The words of a line, without styles."""
    return text if isinstance(text, str) else "".join(span.text for span in text)


def hands(document: Document) -> list[list[list[str]]]:
    """The rows of each table's hand."""
    return [
        [[words(cell) for cell in row] for row in block.rows]
        for block in document.blocks
        if isinstance(block, Grid) and block.columns[0] == "Carte"
    ]


def test_a_table_may_have_a_name(deck: Deck, plan_of: PlanOf) -> None:
    """Its name stands beside its number wherever the table has a title or a row of its own."""
    plan = plan_of()
    first, *others = plan.tables
    named = plan.model_copy(update={"tables": (first.model_copy(update={"name": "Les prés"}), *others)})
    document = plan_document(named, deck)
    heads = [words(block.text) for block in document.blocks if isinstance(block, Heading)]
    assert any(head.startswith("Table 1 « Les prés » · ") for head in heads)
    assert any(head.startswith("Table 2 · ") for head in heads)
    room = next(block for block in document.blocks if isinstance(block, Grid) and block.columns[0] == "Table")
    assert words(room.rows[0][0]) == "1 « Les prés »"


@pytest.mark.parametrize(("shape", "count"), [("mise-en-oeuvre", 2), ("sharitories", 0)])
def test_action_sheets_are_in_the_hand_where_the_format_deals_some(
    deck: Deck, plan_of: PlanOf, shape: str, count: int
) -> None:
    """As many as the format says, each once a table, besides its cards; all of them are told in the annex."""
    plan = plan_of(shape)
    document = plan_document(plan, deck)
    heads = {words(block.text) for block in document.blocks if isinstance(block, Heading)}
    for rows, hand in zip(hands(document), plan.hands, strict=True):
        sheets = [row[0] for row in rows if row[1] == "Fiche action"]
        assert len(set(sheets)) == len(sheets) == count
        assert len(rows) == len(hand.cards) + count
        assert {sheet.replace(" ", " · ", 1) for sheet in sheets} <= heads


@pytest.mark.parametrize(
    ("people", "said"),
    [
        (24, "À 18 personnes ou moins, fermez la table 4 : |À 19 personnes, gardez toutes les tables, même à 4 "),
        (12, "À 7 personnes ou moins, fermez la table 2 : |De 8 à 9 personnes, gardez toutes les tables, même à 4 "),
        (6, None),
    ],
)
def test_a_table_closes_only_where_the_others_can_take_its_people(
    deck: Deck, plan_of: PlanOf, people: int, said: str | None
) -> None:
    """Between that and the format's least, every table plays with fewer people."""
    document = plan_document(plan_of("decouverte", participants=people), deck)
    told = [words(b.text) for b in document.blocks if isinstance(b, Callout) and b.title == "S’il manque du monde"]
    if said is None:
        assert not told
    else:
        assert all(part in told[0] for part in said.split("|"))
