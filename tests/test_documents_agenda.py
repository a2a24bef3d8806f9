"""The participants' agenda: its heights add up, its clock is true, and it speaks to participants."""

import contextlib
from collections.abc import Callable, Iterator

import pytest

from territoires_cli.documents.agenda import agenda, pieces_of
from territoires_cli.documents.folder import Folder
from territoires_cli.documents.page_length import HEIGHT, lines_of, plain
from territoires_cli.documents.plan_context import Context
from territoires_cli.errors import RequestError
from territoires_cli.mandates import levels
from territoires_cli.matching import match_city
from territoires_cli.models.deck import Deck
from territoires_cli.models.document import Document, Fields, Paragraph, Timeline
from territoires_cli.models.plan import Mandate, Moment, Plan, Table, TimedStep
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
    """Plans of a format for 8, 24 and 60 people as far as it seats them, without and with something at a fixed time."""
    for people in (8, 24, 60):
        for moments in ((), (Moment(at="10:17", title="Photo"), Moment(at="18:40", minutes=0, title="Appel"))):
            with contextlib.suppress(RequestError):
                yield plan_of(shape, participants=people, moments=moments)


def timeline(document: Document) -> Timeline:
    """The one timeline of the paper."""
    return next(block for block in document.blocks if isinstance(block, Timeline))


@pytest.mark.parametrize("shape", FORMATS)
def test_heights_add_up_to_the_whole(deck: Deck, plan_of: PlanOf, shape: str) -> None:
    """From the doors to the end each row begins when the one before is over, and the last is « Fin » at the plan's end."""
    found = [*plans(plan_of, shape)]
    assert found
    for plan in found:
        folder = folder_of(deck, plan)
        rows = timeline(agenda(folder)).moments
        now = -folder.context.shape.doors
        for row in rows:
            assert row.at == folder.context.at(now), (shape, plain(row.title))
            now += row.minutes
        assert now == plan.duration
        assert plain(rows[-1].title) == "Fin"


@pytest.mark.parametrize("shape", FORMATS)
def test_it_holds_what_people_see_and_one_page(deck: Deck, plan_of: PlanOf, shape: str) -> None:
    """Each step but the hidden ones and the margins by its title, each moment; no drop-out, no word of the trade; a page."""
    for plan in plans(plan_of, shape):
        folder = folder_of(deck, plan)
        document = agenda(folder)
        titles = [plain(row.title) for row in timeline(document).moments]
        for item in folder.context.steps:
            assert (item.step.title in titles) == (item.step.kind not in ("hidden", "margin"))
        assert all(moment.title in titles for moment in plan.moments)
        text = render_markdown(document)
        assert "Battement" not in text
        assert "laissée de côté" not in text
        assert lines_of(document.blocks) <= HEIGHT


def by_hand(plan_of: PlanOf, moment: Moment, *, grows: bool) -> Plan:
    """A walk in which a moment comes, with minutes of its own or taken from the step that it interrupts."""
    plan = plan_of("marche-exploratoire", participants=20)
    duration = plan.duration + (moment.minutes if grows else 0)
    return plan.model_copy(update={"moments": (moment,), "duration": duration})


@pytest.mark.parametrize("grows", [True, False])
def test_a_moment_cuts_the_step_that_it_interrupts(deck: Deck, plan_of: PlanOf, *, grows: bool) -> None:
    """The step goes on after the moment under its title with « suite », and the clock stays true."""
    folder = folder_of(deck, by_hand(plan_of, Moment(at="09:55", minutes=5, title="La maire passe"), grows=grows))
    rows = timeline(agenda(folder)).moments
    titles = [plain(row.title) for row in rows]
    place = titles.index("La maire passe")
    assert titles[place + 1] == f"{titles[place - 1]} (suite)"
    assert (rows[place].at, rows[place].minutes, rows[place + 1].at) == ("9 h 55", 5, "10 h 00")
    assert rows[place].note == "5 min, à heure fixe"
    assert sum(row.minutes for row in rows[1:]) == folder.context.plan.duration


def test_a_moment_between_two_steps_takes_its_minutes(deck: Deck, plan_of: PlanOf) -> None:
    """Where it has none of its own, the step after it begins later, and a step that it covers is not shown."""
    plan = plan_of("marche-exploratoire", participants=20)
    context = folder_of(deck, plan).context
    first, second, third = context.steps[:3]
    assert second.minutes == 5
    changed = plan.model_copy(update={"moments": (Moment(at="09:40", minutes=10, title="Photo"),)})
    pieces = pieces_of(folder_of(deck, changed).context)
    assert [piece.begins for piece in pieces[:3]] == [first.begins, second.begins, third.begins + 5]
    assert second.step not in [piece.what for piece in pieces]


def test_a_plan_that_begins_with_hidden_minutes(deck: Deck, plan_of: PlanOf) -> None:
    """They belong to the first step that people see."""
    plan = plan_of("marche-exploratoire", participants=20)
    steps = (TimedStep(step="retour", minutes=10), *(item for item in plan.steps if item.step != "retour"))
    pieces = pieces_of(folder_of(deck, plan.model_copy(update={"steps": steps})).context)
    assert pieces[0].begins == 0
    assert pieces[0].ends == 20


def test_a_moment_after_the_end_is_left_to_the_run_sheet(deck: Deck, plan_of: PlanOf) -> None:
    """Something at a time outside of the workshop breaks no height."""
    plan = plan_of("elus", participants=8, changes={"moments": (Moment(at="07:00", title="Café"),)})
    rows = timeline(agenda(folder_of(deck, plan))).moments
    assert "Café" not in [plain(row.title) for row in rows]
    assert sum(row.minutes for row in rows[1:]) == plan.duration


@pytest.mark.parametrize("level", [None, *levels()])
def test_the_mandate_is_told_in_one_sentence(deck: Deck, plan_of: PlanOf, level: str | None) -> None:
    """One sentence in the mandate's own words, then who answers and when, or a line to fill in."""
    mandate = None if level is None else Mandate.model_validate({"level": level, "answered_by": "La maire"})
    folder = folder_of(deck, plan_of("elus", participants=8, changes={"mandate": mandate}))
    *_others, told, answered = agenda(folder).blocks
    assert isinstance(told, Paragraph)
    assert isinstance(answered, Fields)
    assert plain(told.text).count(".") == 1
    assert folder.context.words.proposals in answered.items[0][0]
    assert (answered.items[0][1] is None) == (level is None)


def test_where_it_happens(deck: Deck, plan_of: PlanOf) -> None:
    """Rooms are told with their tables; online, the link and a number to call are lines to fill in."""
    tables = tuple(Table(number=number, seats=8, room="Mezzanine" if number == 3 else "Préau") for number in (1, 2, 3))
    roomy = agenda(folder_of(deck, plan_of(participants=18, changes={"tables": tables})))
    told = [
        value
        for block in roomy.blocks
        if isinstance(block, Fields)
        for label, value in block.items
        if label == "Salles"
    ]
    assert told == ["Tables 1 et 2 : Préau ; Table 3 : Mezzanine"]
    online = [
        label
        for block in agenda(folder_of(deck, plan_of("en-ligne", participants=14))).blocks
        if isinstance(block, Fields)
        for label, value in block.items
        if value is None
    ]
    assert {"Lien de la réunion", "Si rien ne marche, appelez"} <= set(online)


def test_the_agenda_as_it_is_read(deck: Deck, plan_of: PlanOf, reference: Callable[[str, str], None]) -> None:
    """The whole paper, as it is read."""
    reference("paper-deroule.md", render_markdown(agenda(folder_of(deck, plan_of(participants=24)))))
