"""The agenda with its clock times, and the run sheet step by step."""

from collections.abc import Iterator

from territoires_cli.documents.plan_context import Context
from territoires_cli.documents.plan_materials import amount_words
from territoires_cli.documents.writing import clock, duration_words, emphasis, heading, line, sentence, strong
from territoires_cli.labels import grouping_labels
from territoires_cli.models.document import Block, Bullets, Callout, Fields, Grid, Line, Paragraph, Speech
from territoires_cli.models.workshop import Step
from territoires_cli.translation import gettext as _


def agenda_blocks(context: Context) -> Iterator[Block]:
    """The agenda: doors, each step with its time and minutes, the end; then what was left out for want of time."""
    plan, shape = context.plan, context.shape
    groupings = grouping_labels()
    rows: list[tuple[Line, ...]] = []
    if shape.doors:
        rows.append((clock(plan.start, -shape.doors), line(emphasis(_("Accueil"))), duration_words(shape.doors), ""))
    for step, begins, minutes in context.steps:
        title = step.title if step.kind == "work" else line(emphasis(step.title))
        rows.append((clock(plan.start, begins), title, duration_words(minutes), groupings[step.grouping]))
    rows.append((clock(plan.start, plan.duration), line(strong(_("Fin"))), "", ""))
    yield heading(2, _("Déroulé"))
    yield Grid(columns=(_("Heure"), _("Étape"), _("Durée"), _("Comment")), rows=tuple(rows), right=(0, 2))
    yield Paragraph(
        text=_("Durée totale, accueil non compris : {duration}.").format(duration=duration_words(plan.duration))
    )
    steps = {step.id: step for step in shape.steps}
    for dropped in plan.dropped:
        step = steps[dropped]
        yield Callout(
            title=_("Étape laissée de côté, faute de temps : {title}").format(title=step.title),
            text=sentence(step.if_dropped or step.purpose),
        )


def run_sheet_blocks(context: Context) -> Iterator[Block]:
    """Each step as the facilitator plays it: purpose, words, gestures, what people do, what can go wrong."""
    yield heading(2, _("Conduite pas à pas"))
    for step, begins, minutes in context.steps:
        yield from _step_blocks(context, step, begins, minutes)


def _step_blocks(context: Context, step: Step, begins: int, minutes: int) -> Iterator[Block]:
    start = context.plan.start
    yield heading(
        3,
        _("{start} – {end} · {title} ({duration})").format(
            start=clock(start, begins),
            end=clock(start, begins + minutes),
            title=step.title,
            duration=duration_words(minutes),
        ),
    )
    items: list[tuple[str, Line | None]] = [
        (_("But"), sentence(step.purpose)),
        (_("Comment"), grouping_labels()[step.grouping]),
    ]
    if step.materials:
        items.append((_("Avec"), amount_words(context, step)))
    yield Fields(items=tuple(items))
    if step.say:
        end = clock(start, begins + minutes)
        yield Speech(sentences=tuple(words.replace("{end}", end) for words in step.say))
    for title, texts in (
        (_("Vous"), step.do),
        (_("Les participants"), step.participants),
        (_("À surveiller"), step.watch),
    ):
        if texts:
            yield Paragraph(text=line(strong(_("{title} :").format(title=title))))
            yield Bullets(items=texts)
