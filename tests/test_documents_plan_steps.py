"""The agenda and the run sheet: hidden minutes, lunch, fixed moments, activities, the words of the mandate."""

import re
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from territoires_cli.calling import with_activities
from territoires_cli.documents.plan import plan_document
from territoires_cli.errors import RequestError
from territoires_cli.mandates import levels
from territoires_cli.models.deck import Deck
from territoires_cli.models.document import Callout, Document, Grid, Heading, Line, Speech
from territoires_cli.models.plan import Mandate, Moment, Plan, TimedStep
from territoires_cli.render.markdown import render_markdown

PlanOf = Callable[..., Plan]


def words(text: Line) -> str:
    """The words of a line, without styles."""
    return text if isinstance(text, str) else "".join(span.text for span in text)


def agenda(document: Document) -> list[list[str]]:
    """The rows that participants see."""
    grid = next(block for block in document.blocks if isinstance(block, Grid) and block.columns[1] == "Étape")
    return [[words(cell) for cell in row] for row in grid.rows]


def titles(document: Document) -> list[str]:
    """The titles of level 3, without their times and minutes."""
    texts = (words(block.text) for block in document.blocks if isinstance(block, Heading) and block.level == 3)
    return [re.sub(r"^.* – .* · (.*) \(.*\)$", r"\1", text) for text in texts]


def test_hidden_minutes_are_on_the_run_sheet_alone(deck: Deck, plan_of: PlanOf) -> None:
    """Participants don't see them; whoever leads does, and finds them told under the agenda."""
    plan = plan_of("marche-exploratoire")
    steps = {step.id: step for step in deck.format["marche-exploratoire"].steps}
    hidden = [steps[timed.step].title for timed in plan.steps if steps[timed.step].kind == "hidden"]
    document = plan_document(plan, deck)
    assert hidden
    assert not {row[1] for row in agenda(document)} & set(hidden)
    assert set(hidden) <= set(titles(document))
    assert f"Pour l’animation, à ne pas afficher : {hidden[0]} à " in str(document.blocks)


def test_lunch_is_on_the_agenda(deck: Deck, plan_of: PlanOf) -> None:
    """As a step with its time and minutes."""
    lunch = next(step for step in deck.format["conception"].steps if step.kind == "lunch")
    rows = agenda(plan_document(plan_of("conception", participants=24), deck))
    (row,) = (row for row in rows if row[1] == lunch.title)
    assert row[0].startswith(("12 h", "13 h"))


def test_a_fixed_moment_stands_at_its_time(deck: Deck, plan_of: PlanOf) -> None:
    """On the agenda and on the run sheet, between two steps."""
    moment = Moment(at="10:30", minutes=10, title="Arrivée de la maire")
    plan = plan_of(moments=(moment,))
    document = plan_document(plan, deck)
    assert ["10 h 30", "Arrivée de la maire", "10 min", "à heure fixe"] in agenda(document)
    assert "Arrivée de la maire" in titles(document)
    assert agenda(document)[-1][1] == "Fin"
    assert [row[0] for row in agenda(document)] == sorted((row[0] for row in agenda(document)), key=_minutes)


def _minutes(clock: str) -> int:
    hours, rest = clock.split(" h ")
    return int(hours) * 60 + int(rest)


def test_a_moment_within_a_step_interrupts_it(deck: Deck, plan_of: PlanOf) -> None:
    """The step says so, at the place where it is played."""
    plan = plan_of(changes={"moments": (Moment(at="09:07", minutes=0, title="Sirène"),)})
    document = plan_document(plan, deck)
    (told,) = (block for block in document.blocks if isinstance(block, Callout) and "Sirène" in block.title)
    assert (told.title, words(told.text)) == ("À 9 h 07, à heure fixe : Sirène", "Interrompez l’étape à l’heure dite.")
    assert "Sirène" in [row[1] for row in agenda(document)]


def test_called_activities_are_played(deck: Deck, plan_of: PlanOf) -> None:
    """A warm-up and a closing are steps like the others, with their words and materials."""
    called = [item for item in deck.activities if item.id in {"vu-cette-semaine", "un-mot"}]
    whole = with_activities(deck.format["sharitories"], called)
    plan = plan_of()
    steps = {timed.step: timed for timed in plan.steps}
    played = [
        steps.get(step.id) or TimedStep(step=step.id, minutes=5)
        for step in whole.steps
        if step.id in steps or step.id in {item.id for item in called}
    ]
    changes = {"steps": tuple(played), "activities": tuple(item.id for item in called), "duration": plan.duration + 10}
    document = plan_document(plan_of(changes=changes), deck)
    assert {item.title for item in called} <= {row[1] for row in agenda(document)} & set(titles(document))


@pytest.mark.parametrize("level", [None, *levels()])
def test_the_opening_reads_the_mandate_aloud(deck: Deck, plan_of: PlanOf, level: str | None) -> None:
    """In every format: its sentences, or lines to complete; nothing is read twice."""
    for shape in deck.formats:
        mandate = Mandate.model_validate({"level": level}) if level else None
        document = plan_document(plan_of(shape.id, changes={"mandate": mandate}), deck)
        said = [text for block in document.blocks if isinstance(block, Speech) for text in block.sentences]
        first = levels()[mandate.level].say[0] if mandate else "Ce que vous pouvez décider : "
        assert sum(text.startswith(first) for text in said) == 1, shape.id


def test_the_closing_repeats_who_answers_and_when(deck: Deck, plan_of: PlanOf) -> None:
    """The mandate's own date wins over the format's."""
    mandate = Mandate(level="consultation", answered_by="la maire", answered_when="sous trente jours")
    document = plan_document(plan_of(changes={"mandate": mandate}), deck)
    told = [block for block in document.blocks if isinstance(block, Callout) and block.title == "Avant de lire"]
    assert [words(block.text).split(".")[0] for block in told] == [
        "Le mandat dit qui répond, et quand : la maire, sous trente jours"
    ]


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_no_place_is_left_open_in_any_format(deck: Deck, plan_of: PlanOf, data: st.DataObject) -> None:
    """For 8 to 60 people, with and without a mandate, whatever the start: no brace is printed, and every time is there."""
    shape = data.draw(st.sampled_from([shape.id for shape in deck.formats]))
    people = data.draw(st.integers(8, 60))
    mandate = data.draw(st.sampled_from([None, *(Mandate(level=level) for level in levels())]))
    start = data.draw(st.sampled_from(["08:15", "09:00", "13:30", "18:30"]))
    try:
        plan = plan_of(shape, participants=people, start=start, changes={"mandate": mandate})
    except RequestError as refused:
        assert str(people) in str(refused)  # noqa: PT017 - the format can't seat so many, and says so
        return
    document = plan_document(plan, deck)
    text = render_markdown(document)
    assert not re.findall(r"\{[a-z_-]+\}", text)
    heads = [head for head in re.findall(r"^### (.*)$", text, re.MULTILINE) if re.search(r" – .* · ", head)]
    assert len(heads) == len(plan.steps)
