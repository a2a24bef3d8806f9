"""The hours of a session: those that were planned and those that were, step by step, by the clock on the wall."""

from collections.abc import Iterator

from territoires_cli.calling import known_steps
from territoires_cli.documents.report_base import Telling
from territoires_cli.documents.writing import clock, duration_words, heading
from territoires_cli.models.document import Block, Grid, Line, Paragraph
from territoires_cli.session import Turn
from territoires_cli.translation import gettext as _


def hours_words(telling: Telling) -> str:
    """From when to when it was held, and what was planned; what was planned alone where nobody noted the hours."""
    session, context = telling.session, telling.context
    planned = _("{begins} à {ends}").format(begins=context.at(0), ends=context.at(context.plan.duration))
    if session.started is None:
        return _("{planned} (prévu ; les heures réelles n’ont pas été notées)").format(planned=planned)
    if session.ended is None:
        return _("commencé à {begins}, fin non notée (prévu : {planned})").format(
            begins=_at(telling, session.started), planned=planned
        )
    held = _("{begins} à {ends}").format(begins=_at(telling, session.started), ends=_at(telling, session.ended))
    return _("{held} (prévu : {planned})").format(held=held, planned=planned)


def times_blocks(telling: Telling) -> Iterator[Block]:
    """Each step with its times planned and actual; nothing where nobody noted them."""
    if telling.session.started is None:
        return
    yield heading(2, _("Le déroulé"))
    yield Grid(
        columns=(_("Étape"), _("Prévu"), _("Réel")),
        rows=tuple(_row(telling, turn) for turn in telling.session.turns),
    )
    if telling.session.ended is None:
        yield Paragraph(text=_("La fin n’a pas été notée : les heures des dernières étapes peuvent manquer."))


def _row(telling: Telling, turn: Turn) -> tuple[Line, ...]:
    context = telling.context
    placed = next((item for item in context.steps if item.step.id == turn.step), None)
    step = known_steps(context.shape).get(turn.step)
    planned = _("ajoutée pendant la séance")
    if placed is not None:
        planned = _span(context.at(placed.begins), context.at(placed.ends), placed.minutes)
    return step.title if step else turn.step, planned, _actual(telling, turn)


def _actual(telling: Telling, turn: Turn) -> str:
    if turn.begun is None:
        over = turn.is_dropped or telling.session.ended is not None
        return _("n’a pas eu lieu") if over else _("pas encore commencée")
    if turn.ended is None:
        return _("à partir de {begins}").format(begins=_at(telling, turn.begun))
    return _span(_at(telling, turn.begun), _at(telling, turn.ended), round(turn.spent / 60))


def _span(begins: str, ends: str, minutes: int) -> str:
    lasted = duration_words(minutes) if minutes else _("moins d’une minute")
    return _("{begins} – {ends} ({lasted})").format(begins=begins, ends=ends, lasted=lasted)


def _at(telling: Telling, moment: float) -> str:
    now = telling.local(moment)
    return clock(f"{now.hour:02d}:{now.minute:02d}", 0)
