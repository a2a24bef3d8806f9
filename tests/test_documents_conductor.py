"""The conductor's sheet: two pages, every step with its first words, and what can be won back when late."""

import contextlib
from collections.abc import Callable, Iterator

import pytest

from territoires_cli.documents.conductor import conductor
from territoires_cli.documents.folder import Folder
from territoires_cli.documents.lateness import least_minutes, reporting, slacks
from territoires_cli.documents.page_length import HEIGHT, lines_of, plain
from territoires_cli.documents.plan_context import Context
from territoires_cli.errors import RequestError
from territoires_cli.matching import match_city
from territoires_cli.models.deck import Deck
from territoires_cli.models.document import Bullets, Document, Fields, Grid, Paragraph
from territoires_cli.models.plan import Mandate, Moment, Plan, TimedStep
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


def plans(deck: Deck, plan_of: PlanOf, shape: str) -> Iterator[Plan]:
    """Plans of a format for 8, 24 and 60 people: as it is, as short and as long as can be, and with all that may be called."""
    moments = (Moment(at="10:17", title="Photo"), Moment(at="18:40", minutes=0, title="Appel"))
    called = tuple(name for name, activity in deck.activity.items() if shape not in activity.not_for)[:1]
    for people in (8, 24, 60):
        for asked in ({}, {"duration": 30}, {"duration": 700}, {"moments": moments, "activities": called}):
            with contextlib.suppress(RequestError):
                yield plan_of(shape, participants=people, **asked)


def grid_of(document: Document) -> Grid:
    """The grid of the steps."""
    return next(block for block in document.blocks if isinstance(block, Grid))


@pytest.mark.parametrize("shape", FORMATS)
def test_two_pages_with_every_step(deck: Deck, plan_of: PlanOf, shape: str) -> None:
    """Each step has its clock time, its minutes, its first words and how it ends; each moment its line."""
    found = [*plans(deck, plan_of, shape)]
    assert found
    for plan in found:
        folder = folder_of(deck, plan)
        document = conductor(folder)
        assert lines_of(document.blocks) <= 2 * HEIGHT, (plan.format, plan.participants)
        rows = [[plain(cell) for cell in row] for row in grid_of(document).rows]
        for item in folder.context.steps:
            row = next(row for row in rows if row[:1] == [folder.context.at(item.begins)] and row[2] == item.step.title)
            assert row[1].split(" ")[0] == str(item.minutes)
            assert row[3]
            assert row[-1]
            assert row[4] or item.step.kind != "work"
        assert all(any(moment.title in row for row in rows) for moment in plan.moments)
        assert not [cell for row in rows for cell in row if "{" in cell]


def test_sentences_are_whole_where_there_is_room(deck: Deck, plan_of: PlanOf) -> None:
    """The hour of elected officials is told in full; the long day says less of each step and no material."""
    short = grid_of(conductor(folder_of(deck, plan_of("elus", participants=8))))
    assert "Dites une carte que vous soutenez, une carte que vous écartez, et vos raisons." in [
        plain(row[3]) for row in short.rows
    ]
    called = ("ligne-trajets", "cartes-retournees")
    long = grid_of(conductor(folder_of(deck, plan_of("conception", participants=60, activities=called))))
    assert len(short.columns) == 7
    assert all(len(row) == len(long.columns) for row in long.rows)


@pytest.mark.parametrize("shape", FORMATS)
def test_what_can_be_won_keeps_to_the_format(deck: Deck, plan_of: PlanOf, shape: str) -> None:
    """No step goes below its own bounds but margins and those that may leave; what is left shrinks with the clock."""
    for plan in plans(deck, plan_of, shape):
        context = folder_of(deck, plan).context
        least = least_minutes(context)
        for item in context.steps:
            bounds = item.step.minutes
            assert 0 <= least[item.step.id] <= item.minutes
            may_go = item.step.kind == "margin" or item.step.drop_order is not None
            assert may_go == (least[item.step.id] == 0) or bounds.min == 0
        found = slacks(context)
        assert all(slack.item.begins < reporting(context).begins for slack in found)
        assert [slack.left for slack in found] == [
            sum(slack.gain for slack in found[place:]) for place in range(len(found))
        ]
        assert all(slack.gain > 0 for slack in found)


def test_the_order_in_which_time_is_won(deck: Deck, plan_of: PlanOf) -> None:
    """The margin goes first, then steps get shorter, the break last; then those that may leave, in the format's order."""
    document = conductor(folder_of(deck, plan_of(participants=24)))
    margin = next(
        plain(block.text) for block in document.blocks if isinstance(block, Paragraph) and "marge" in block.text
    )
    assert margin.startswith("La marge : 10 min à 11 h 55.")
    items = next([plain(item) for item in block.items] for block in document.blocks if isinstance(block, Bullets))
    assert items[0].startswith("Raccourcissez")
    assert items[0].index("« Nos opportunités » (10 min)") < items[0].index("« Pause »")
    assert "Battement" not in items[0]
    assert [item.split(" (")[0] for item in items[1:3]] == [
        "Laissez partir « Qui parle pour qui »", "Laissez partir « Lire le livret »",
    ]  # fmt: skip
    assert items[-1] == "Ne coupez jamais dans « Clôture » : on y dit qui répond, et quand."


def test_nothing_to_win(deck: Deck, plan_of: PlanOf) -> None:
    """Where every step has its least minutes and no margin is left, the sheet says so instead of an order."""
    plan = plan_of("elus", participants=6, duration=5)
    document = conductor(folder_of(deck, plan))
    assert not [block for block in document.blocks if isinstance(block, Bullets)]
    text = render_markdown(document)
    assert "Ce plan n’a pas de marge" in text
    assert "Aucune étape ne peut raccourcir avant" in text


def test_breaks_of_one_name_are_told_apart(deck: Deck, plan_of: PlanOf) -> None:
    """Two breaks that can be shortened are named with their clock time."""
    plan = plan_of(participants=24)
    steps = []
    for item in plan.steps:
        steps.append(item)
        if item.step == "enjeux":
            steps.append(TimedStep(step="pause-ajoutee", minutes=15))
    plan = plan.model_copy(update={"steps": tuple(steps), "duration": plan.duration + 15})
    text = render_markdown(conductor(folder_of(deck, plan))).replace("\u00a0", " ")
    assert "« Pause » de 9 h 45" in text


def test_whom_to_call(deck: Deck, plan_of: PlanOf) -> None:
    """In a room, the doors and the sound; online, the line that people call. Several leaders share the tables."""
    for shape, people, label in (("elus", 8, "Ouvre et ferme les portes"), ("en-ligne", 14, "Technique")):
        document = conductor(folder_of(deck, plan_of(shape, participants=people)))
        fields = [item for block in document.blocks if isinstance(block, Fields) for item in block.items]
        assert (label, None) in fields
        assert ("Qui anime quoi" in render_markdown(document)) == (shape == "en-ligne")


def test_a_format_without_doors_or_signs(deck: Deck, plan_of: PlanOf) -> None:
    """Somebody's own format may open no doors and give nothing: no line for the doors, and the timer ends its steps."""
    folder = folder_of(deck, plan_of("elus", participants=8))
    shape = folder.context.shape
    bare = [step.model_copy(update={"gives": (), "phase": "explore", "say": (), "do": ()}) for step in shape.steps]
    by_id = {step.id: step for step in bare}
    context = Context(
        plan=folder.context.plan,
        deck=deck,
        shape=shape.model_copy(update={"doors": 0, "steps": tuple(bare)}),
        matching=folder.context.matching,
        steps=tuple(item._replace(step=by_id[item.step.id]) for item in folder.context.steps),
    )
    rows = grid_of(conductor(folder._replace(context=context))).rows
    assert plain(rows[0][0]) == "18 h 00"
    assert "le minuteur sonne" in [plain(row[-1]) for row in rows]
    assert reporting(context) == context.steps[-1]


def test_the_sheet_as_it_is_read(deck: Deck, plan_of: PlanOf, reference: Callable[[str, str], None]) -> None:
    """The whole paper."""
    mandate = Mandate(level="co-conception", answered_by="Madame la maire", answered_when="le 3 mars")
    plan = plan_of(participants=24, changes={"mandate": mandate})
    reference("paper-conducteur.md", render_markdown(conductor(folder_of(deck, plan))))
