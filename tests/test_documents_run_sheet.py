"""The run sheet alone: hidden minutes on its agenda, who leads which tables, and every step's words."""

import contextlib
from collections.abc import Callable, Iterator

import pytest

from territoires_cli.documents.folder import Folder
from territoires_cli.documents.page_length import plain
from territoires_cli.documents.plan_context import Context
from territoires_cli.documents.run_sheet import run_sheet
from territoires_cli.errors import RequestError
from territoires_cli.matching import match_city
from territoires_cli.models.deck import Deck
from territoires_cli.models.document import Callout, Document, Grid, Heading
from territoires_cli.models.plan import Plan, Table
from territoires_cli.models.settings import Settings
from territoires_cli.places import builtin_root
from territoires_cli.render.markdown import render_markdown

PlanOf = Callable[..., Plan]
FORMATS = sorted(
    path.stem for path in (builtin_root().parent / "workshops").glob("*.yaml") if path.stem != "activities"
)


def folder_of(deck: Deck, plan: Plan) -> Folder:
    """What the paper is written from."""
    return Folder(Context.of(plan, deck, match_city(deck, plan.city)), Settings.model_validate({"schema": 1}))


def plans(plan_of: PlanOf, shape: str) -> Iterator[Plan]:
    """Plans of a format for 8, 24 and 60 people as far as it seats them."""
    for people in (8, 24, 60):
        with contextlib.suppress(RequestError):
            yield plan_of(shape, participants=people)


def grids(document: Document) -> dict[str, Grid]:
    """The grids by their first column."""
    return {block.columns[0]: block for block in document.blocks if isinstance(block, Grid)}


@pytest.mark.parametrize("shape", FORMATS)
def test_every_step_is_on_the_agenda_and_has_its_words(deck: Deck, plan_of: PlanOf, shape: str) -> None:
    """Hidden minutes stand among the others, marked; each step has its title once below."""
    found = [*plans(plan_of, shape)]
    assert found
    for plan in found:
        folder = folder_of(deck, plan)
        document = run_sheet(folder)
        rows = {plain(row[0]): [plain(cell) for cell in row] for row in grids(document)["Heure"].rows}
        for item in folder.context.steps:
            row = rows[folder.context.at(item.begins)]
            assert row[1] == item.step.title
            assert ("à ne pas afficher" in row[3]) == (item.step.kind == "hidden")
        titles = [plain(block.text) for block in document.blocks if isinstance(block, Heading) and block.level == 3]
        assert len(titles) == len(folder.context.steps)


@pytest.mark.parametrize("shape", FORMATS)
def test_every_table_has_one_leader(deck: Deck, plan_of: PlanOf, shape: str) -> None:
    """Where several lead, each has a line with a place for a name, and each table is in one of them."""
    for plan in plans(plan_of, shape):
        folder = folder_of(deck, plan)
        led = grids(run_sheet(folder)).get("Qui anime")
        assert (led is not None) == (folder.context.facilitators > 1)
        if led is not None:
            assert len(led.rows) == folder.context.facilitators
            numbers = [
                word.strip(",") for row in led.rows for word in plain(row[1]).split() if word.strip(",").isdigit()
            ]
            assert sorted(map(int, numbers)) == [table.number for table in plan.tables]
            assert all(plain(row[3]) == "" for row in led.rows)


def test_rooms_and_those_who_lead_none(deck: Deck, plan_of: PlanOf) -> None:
    """A leader's room is told; whoever leads no table helps, and online looks after the technique."""
    tables = tuple(
        Table(number=number, seats=6, room="Préau" if number < 4 else "Mezzanine") for number in (1, 2, 3, 4)
    )
    plan = plan_of(participants=24, changes={"tables": tables})
    cells = [plain(row[1]) for row in grids(run_sheet(folder_of(deck, plan)))["Qui anime"].rows]
    assert cells == ["Tables 1 et 2, Préau", "Table 3, Préau", "Table 4, Mezzanine"]
    online = grids(run_sheet(folder_of(deck, plan_of("en-ligne", participants=8))))["Qui anime"].rows
    assert plain(online[1][1]).startswith("Technique")
    folder = folder_of(deck, plan_of("decouverte", participants=6))
    rules = folder.context.shape.tables.model_copy(update={"least_facilitators": 2})
    context = Context(
        folder.context.plan,
        deck,
        folder.context.shape.model_copy(update={"tables": rules}),
        folder.context.matching,
        folder.context.steps,
    )
    rows = grids(run_sheet(folder._replace(context=context)))["Qui anime"].rows
    assert plain(rows[-1][1]) == "Aide à toutes les tables, tient l’heure"


def test_what_was_left_out_is_told(deck: Deck, plan_of: PlanOf) -> None:
    """A short workshop tells what to do instead of the steps that it drops."""
    plan = plan_of(participants=18, duration=120)
    assert plan.dropped
    told = [block.title for block in run_sheet(folder_of(deck, plan)).blocks if isinstance(block, Callout)]
    assert len([title for title in told if title.startswith("Étape laissée de côté")]) == len(plan.dropped) + 1


def test_groups_are_called_groups(deck: Deck, plan_of: PlanOf) -> None:
    """On foot there are groups, and hidden minutes are explained."""
    text = render_markdown(run_sheet(folder_of(deck, plan_of("marche-exploratoire", participants=20)))).replace(
        "\u00a0", " "
    )
    assert "20 personnes, 4 groupes" in text
    assert "Groupes 1 et 2" in text
    assert "Les minutes « à ne pas afficher »" in text


def test_the_run_sheet_as_it_is_read(deck: Deck, plan_of: PlanOf, reference: Callable[[str, str], None]) -> None:
    """The whole paper."""
    reference("paper-conduite.md", render_markdown(run_sheet(folder_of(deck, plan_of("decouverte", participants=12)))))
