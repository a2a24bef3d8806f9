"""The agenda with its clock times, and the run sheet step by step."""

from collections.abc import Iterator, Sequence

from territoires_cli.clocks import clock_words
from territoires_cli.documents.plan_context import Context
from territoires_cli.documents.plan_materials import amount_words
from territoires_cli.documents.writing import clock, duration_words, emphasis, heading, line, sentence, strong
from territoires_cli.labels import grouping_labels
from territoires_cli.models.document import Block, Bullets, Callout, Fields, Grid, Line, Paragraph, Speech
from territoires_cli.models.plan import Moment
from territoires_cli.models.workshop import Step
from territoires_cli.placing import Placed, PlacedMoment
from territoires_cli.translation import gettext as _

Row = tuple[Line, ...]


def agenda_blocks(context: Context) -> Iterator[Block]:
    """What participants see: doors, steps, fixed moments, the end; then what was left out for want of time.

    Hidden minutes (arrival, changing tables) are on the run sheet alone.
    """
    plan = context.plan
    yield heading(2, _("Déroulé"))
    yield agenda_grid(context)
    yield Paragraph(
        text=_("Durée totale, accueil non compris : {duration}.").format(duration=duration_words(plan.duration))
    )
    yield from _hidden(context)
    yield from dropped_blocks(context)


def dropped_blocks(context: Context) -> Iterator[Block]:
    """What is not played, for want of time or because somebody took it out, and what to do instead."""
    for step, is_for_time in context.left_out:
        title = _("Étape laissée de côté, faute de temps : {title}") if is_for_time else _("Étape retirée : {title}")
        words = sentence(step.if_dropped) if step.if_dropped else _without(step)
        yield Callout(title=title.format(title=step.title), text=words)


def _without(step: Step) -> str:
    """What nobody will have done, where the format says nothing of doing without a step."""
    if step.kind in ("break", "lunch"):
        return _("Personne ne l’annonce : laissez chacun se lever quand il le veut.")
    if step.kind == "margin":
        return _("Aucune minute ne reste d’avance : tenez l’heure à chaque étape.")
    return _("Ce qu’elle apportait manquera : {purpose}").format(purpose=sentence(step.purpose))


def agenda_grid(context: Context, *, with_hidden: bool = False) -> Grid:
    """Doors, steps, fixed moments and the end, with their clock times; hidden minutes only where they are asked for."""
    columns = (_("Heure"), _("Étape"), _("Durée"), _("Comment"))
    return Grid(columns=columns, rows=tuple(_agenda_rows(context, with_hidden=with_hidden)), right=(0, 2))


def _agenda_rows(context: Context, *, with_hidden: bool) -> Iterator[Row]:
    plan, shape = context.plan, context.shape
    groupings = grouping_labels()
    if shape.doors:
        yield clock(plan.start, -shape.doors), line(emphasis(_("Accueil"))), duration_words(shape.doors), ""
    rows: list[tuple[int, Row]] = []
    for placed in context.steps:
        step = placed.step
        how = groupings[step.grouping]
        if step.kind == "hidden":
            if not with_hidden:
                continue
            how = _("{how}, à ne pas afficher").format(how=how)
        title = step.title if step.kind == "work" else line(emphasis(step.title))
        rows.append((placed.begins, (context.at(placed.begins), title, duration_words(placed.minutes), how)))
    for item in context.moments:
        name = line(strong(item.moment.title))
        lasts = duration_words(item.moment.minutes) if item.moment.minutes else ""
        rows.append((item.begins, (context.at(item.begins), name, lasts, _fixed(item.moment))))
    yield from (row for _begins, row in sorted(rows, key=lambda entry: entry[0]))
    yield context.at(plan.duration), line(strong(_("Fin"))), "", ""


def _fixed(moment: Moment) -> str:
    """That a moment is at a fixed time, and which one was wanted where it could only come near."""
    if moment.asked_at is None:
        return _("à heure fixe")
    return _("à heure fixe (voulu à {asked})").format(asked=clock_words(moment.asked_at))


def _hidden(context: Context) -> Iterator[Block]:
    """What the agenda doesn't show, for whoever adds up its minutes."""
    hidden = [item for item in context.steps if item.step.kind == "hidden"]
    if hidden:
        yield Paragraph(
            text=_("Pour l’animation, à ne pas afficher : {steps}.").format(
                steps=" ; ".join(
                    _("{title} à {begins} ({duration})").format(
                        title=item.step.title, begins=context.at(item.begins), duration=duration_words(item.minutes)
                    )
                    for item in hidden
                )
            )
        )


def run_sheet_blocks(context: Context) -> Iterator[Block]:
    """Each step as the facilitator plays it: purpose, words, gestures, what people do, what can go wrong."""
    yield heading(2, _("Conduite pas à pas"))
    waiting = list(context.moments)
    for item in context.steps:
        while waiting and waiting[0].is_apart and waiting[0].begins <= item.begins:
            yield from _moment_apart(context, waiting.pop(0))
        inside = []
        while waiting and waiting[0].begins < item.ends:
            inside.append(waiting.pop(0))
        yield from _step_blocks(context, item, inside)
    for moment in waiting:
        yield from _moment_apart(context, moment)


def _moment_apart(context: Context, item: PlacedMoment) -> Iterator[Block]:
    """A fixed moment between two steps, under a title of its own."""
    end = item.begins + item.moment.minutes
    yield heading(
        3,
        _("{start} – {end} · {title} ({duration})").format(
            start=context.at(item.begins),
            end=context.at(end),
            title=item.moment.title,
            duration=duration_words(item.moment.minutes),
        ),
    )
    yield Paragraph(text=_("À heure fixe, quel que soit le retard : l’étape suivante commence juste après."))


def _step_blocks(context: Context, item: Placed, moments: Sequence[PlacedMoment]) -> Iterator[Block]:
    step, end = item.step, context.at(item.ends)
    yield heading(
        3,
        _("{start} – {end} · {title} ({duration})").format(
            start=context.at(item.begins), end=end, title=step.title, duration=duration_words(item.minutes)
        ),
    )
    items: list[tuple[str, Line | None]] = [
        (_("But"), sentence(step.purpose)),
        (_("Comment"), grouping_labels()[step.grouping]),
    ]
    if step.kind == "hidden":
        items.append((_("Sur l’affiche"), _("non, mais ces minutes sont comptées")))
    if step.materials:
        items.append((_("Avec"), amount_words(context, step)))
    yield Fields(items=tuple(items))
    for placed in moments:
        yield Callout(
            title=_("À {time}, à heure fixe : {title}").format(
                time=context.at(placed.begins), title=placed.moment.title
            ),
            text=_moment_words(placed),
        )
    if "next-steps" in step.gives and context.words.answer:
        yield Callout(
            title=_("Avant de lire"),
            text=_(
                "Le mandat dit qui répond, et quand : {answer}. Si le texte dit une autre date, dites celle-ci."
            ).format(answer=context.words.answer.rstrip(".")),
        )
    if step.say:
        yield Speech(sentences=context.fill_lines(step.say, end))
    for title, texts in (
        (_("Vous"), context.fill_lines(step.do, end)),
        (_("Les participants"), context.fill_lines(step.participants, end)),
        (_("À surveiller"), step.watch),
    ):
        if texts:
            yield Paragraph(text=line(strong(_("{title} :").format(title=title))))
            yield Bullets(items=texts)


def _moment_words(placed: PlacedMoment) -> str:
    if not placed.moment.minutes:
        return _("Interrompez l’étape à l’heure dite.")
    return _("Interrompez l’étape à l’heure dite, pour {duration}, puis reprenez-la.").format(
        duration=duration_words(placed.moment.minutes)
    )
