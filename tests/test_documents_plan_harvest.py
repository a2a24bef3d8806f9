"""What a meeting begins with, and the lines in which its harvest is noted."""

from collections.abc import Callable
from pathlib import Path

import pytest

from territoires_cli.documents.plan import plan_document
from territoires_cli.models.deck import Deck
from territoires_cli.models.document import Block, Bullets, Callout, Fields, Grid, Heading, Line
from territoires_cli.models.plan import Harvest, Plan
from territoires_cli.plans import load_plan
from territoires_cli.store import plan_to_yaml

PlanOf = Callable[..., Plan]


def words(text: Line) -> str:
    """The words of a line, without styles."""
    return text if isinstance(text, str) else "".join(span.text for span in text)


def part(deck: Deck, plan: Plan, title: str) -> list[Block]:
    """The blocks under a title of level 2; none where there is no such title."""
    found: list[Block] = []
    for block in plan_document(plan, deck).blocks:
        if isinstance(block, Heading) and block.level <= 2:
            inside = words(block.text) == title
        elif inside:
            found.append(block)
    return found


BEFORE = "Ce que le groupe a déjà récolté"


def test_a_meeting_begins_with_the_harvest_of_the_one_before(deck: Deck, plan_of: PlanOf) -> None:
    """Table by table: the cards kept and set aside, by code and title, and the table's own words."""
    kept, aside = deck.practices[0], deck.practices[1]
    harvest = Harvest(table=1, kept=(kept.id,), set_aside=(aside.id,), notes=("Chez nous, la gare ferme.",))
    plan = plan_of("serie-2", changes={"begins_with": (harvest,), "after": "soiree-1.yaml"})
    text = [words(item) for block in part(deck, plan, BEFORE) if isinstance(block, Bullets) for item in block.items]
    assert text == [
        f"Gardées : {kept.code} {kept.title}.",
        f"Écartées : {aside.code} {aside.title}.",
        "Chez nous, la gare ferme.",
    ]
    assert "soiree-1.yaml" in str(part(deck, plan, BEFORE))


def test_a_later_meeting_without_harvest_has_lines_to_fill_in(deck: Deck, plan_of: PlanOf) -> None:
    """One line a table, and how to give the harvest."""
    plan = plan_of("serie-2")
    blocks = part(deck, plan, BEFORE)
    fields = next(block for block in blocks if isinstance(block, Fields))
    assert [value for _label, value in fields.items] == [None] * len(plan.tables)
    assert any(isinstance(block, Callout) and "--from" in words(block.text) for block in blocks)


@pytest.mark.parametrize("shape", ["serie-1", "sharitories"])
def test_what_begins_anew_says_nothing_of_it(deck: Deck, plan_of: PlanOf, shape: str) -> None:
    """The first evening, and every format that stands alone."""
    assert not part(deck, plan_of(shape), BEFORE)


def test_any_format_may_begin_with_a_harvest(deck: Deck, plan_of: PlanOf) -> None:
    """Not only a series: what was kept elsewhere is told."""
    harvest = Harvest(table=1, kept=(deck.practices[0].id,))
    assert part(deck, plan_of("mise-en-oeuvre", changes={"begins_with": (harvest,)}), BEFORE)


def test_the_lines_to_type_are_the_plans_own_yaml(deck: Deck, plan_of: PlanOf, tmp_path: Path) -> None:
    """Put in the place that the page names in the plan's file, they are read as its harvest, with cards of each table."""
    plan = plan_of()
    lines = next(block for block in part(deck, plan, "La récolte") if isinstance(block, Bullets)).items
    written = plan_to_yaml(plan)
    assert written.count("\nharvest: []\n") == 1
    file = tmp_path / "plan.yaml"
    typed = "\n".join(words(item) for item in lines)
    file.write_text(written.replace("\nharvest: []\n", f"\n{typed}\n"), encoding="utf-8")
    read, _warnings = load_plan(file, deck)
    assert [item.table for item in read.harvest] == [table.number for table in plan.tables]
    for item, hand in zip(read.harvest, plan.hands, strict=True):
        assert item.kept
        assert {*item.kept, *item.set_aside} <= {dealt.card for dealt in hand.cards}


def test_the_paper_grid_has_the_codes_of_each_table(deck: Deck, plan_of: PlanOf) -> None:
    """To be circled by hand: the same codes under kept and under set aside."""
    plan = plan_of()
    grid = next(block for block in part(deck, plan, "La récolte") if isinstance(block, Grid))
    for row, hand in zip(grid.rows, plan.hands, strict=True):
        codes = " · ".join(deck.practice[dealt.card].code for dealt in hand.cards)
        assert [words(cell) for cell in row[1:]] == [codes, codes, ""]


def test_a_harvest_that_was_typed_is_told(deck: Deck, plan_of: PlanOf) -> None:
    """In place of the lines to fill in; a table without anything says so, a card of another deck keeps its id."""
    harvests = (Harvest(table=2), Harvest(table=1, kept=("carte-d-ailleurs",)))
    blocks = part(deck, plan_of(changes={"harvest": harvests}), "La récolte")
    assert not [block for block in blocks if isinstance(block, Grid)]
    items = [words(item) for block in blocks if isinstance(block, Bullets) for item in block.items]
    assert items == ["Gardées : carte-d-ailleurs.", "Rien n’a été noté."]
