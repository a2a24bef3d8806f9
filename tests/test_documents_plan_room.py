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
    ("people", "titles", "said"),
    [
        (24, ["S’il manque 5 personnes", "S’il manque 8 personnes"], "La table 4 (« "),
        (
            12,
            ["S’il manque 2 personnes", "S’il manque 4 personnes"],
            "À 10 personnes, toutes les tables restent ouvertes",
        ),
        (6, [], ""),
    ],
)
def test_it_is_told_which_table_closes_when_people_stay_home(
    deck: Deck, plan_of: PlanOf, people: int, titles: list[str], said: str
) -> None:
    """For a fifth and for a third of absents; a single table stays whatever happens."""
    document = plan_document(plan_of("decouverte", participants=people), deck)
    told = {
        b.title: words(b.text) for b in document.blocks if isinstance(b, Callout) and b.title.startswith("S’il manque")
    }
    assert list(told) == titles
    assert said in " ".join(told.values())
