"""What a screen shows of a session at a moment: words and figures, for the facilitator and for the room. Pure.

The room's view never holds what is for the facilitator: no note, no gesture, no hidden minutes, no word on what goes wrong.
"""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from territoires_cli.clocks import clock_words
from territoires_cli.documents.plan_context import Context
from territoires_cli.documents.plan_materials import amount_words
from territoires_cli.models.workshop import Step
from territoires_cli.retiming import TELLS, lateness
from territoires_cli.session import LAST, SOON, Session
from territoires_cli.translation import gettext as _
from territoires_cli.translation import ngettext
from territoires_cli.typography import typeset


class View(NamedTuple):
    """What is shown: the step, its time, what to say and do, what comes next. `mood` is calm, soon, last or over."""

    title: str
    place: str
    time: str
    mood: str
    state: str
    clock: str
    late: str
    says: tuple[str, ...]
    does: tuple[str, ...]
    needs: str
    watch: tuple[str, ...]
    coming: tuple[str, ...]
    share: float


class RoomView(NamedTuple):
    """What the room sees: the step, the time left, a word on it, the instruction, each table's question."""

    title: str
    time: str
    mood: str
    state: str
    clock: str
    lines: tuple[str, ...]
    questions: tuple[str, ...]


def clock_at(moment: float) -> str:
    """A moment as the clock on the wall shows it: 9 h 05."""
    local = dt.datetime.fromtimestamp(moment).astimezone()
    return clock_words(f"{local.hour:02d}:{local.minute:02d}")


def time_words(seconds: float) -> str:
    """Minutes and seconds left: 12:05; −1:30 beyond the end."""
    whole = int(seconds) if seconds >= 0 else -int(-seconds)
    minutes, rest = divmod(abs(whole), 60)
    return f"{'−' if whole < 0 else ''}{minutes}:{rest:02d}"


def mood_of(session: Session, now: float) -> str:
    """calm; soon below a fifth of the step's time; last below a twentieth; over beyond it."""
    turn, left = session.turn, session.remaining(now)
    if turn is None or session.ended is not None:
        return "calm"
    if left <= 0:
        return "over"
    share = left / (turn.minutes * 60)
    return "last" if share <= LAST else "soon" if share <= SOON else "calm"


def view(context: Context, session: Session, now: float) -> View:
    """What the facilitator sees at a moment (seconds since 1970)."""
    step = step_of(context, session)
    turn = session.turn
    order = [one for one in session.turns if not one.is_dropped]
    place = ""
    if turn is not None and turn in order:
        place = _("Étape {place} sur {count}").format(place=order.index(turn) + 1, count=len(order))
    end = now + max(session.remaining(now), 0.0)
    return View(
        title=typeset(step.title) if step else typeset(_("Avant de commencer")),
        place=typeset(place),
        time=time_words(session.remaining(now)) if turn else "",
        mood=mood_of(session, now),
        state=state_words(session, now),
        clock=typeset(clock_at(now)),
        late=late_words(lateness(context.plan, session, now)),
        says=_filled(context, step.say, end) if step else (),
        does=_filled(context, step.do, end) if step else (),
        needs=typeset(amount_words(context, step)) if step else "",
        watch=tuple(typeset(line) for line in step.watch) if step else (),
        coming=_coming(context, session, now),
        share=min(session.elapsed(now) / (turn.minutes * 60), 1.0) if turn else 0.0,
    )


def room_view(context: Context, session: Session, now: float) -> RoomView:
    """What is projected at a moment."""
    step = step_of(context, session)
    if step is not None and step.kind == "hidden":
        step = None
    end = now + max(session.remaining(now), 0.0)
    questions: tuple[str, ...] = ()
    if step is not None and step.grouping in ("table", "pair", "individual"):
        challenge = context.deck.challenge
        questions = tuple(
            typeset(
                _("Table {table} : {question}").format(
                    table=context.table_name(hand.table), question=challenge[hand.challenges[0]].question
                )
            )
            for hand in context.plan.hands
        )
    begun = session.turn is not None and step is not None
    ended = session.ended is not None
    title = _("Merci à toutes et à tous") if ended else step.title if step else context.title
    return RoomView(
        title=typeset(title),
        time=time_words(max(session.remaining(now), 0.0)) if begun and not ended else "",
        mood=mood_of(session, now),
        state=state_words(session, now) if begun else "",
        clock=typeset(clock_at(now)),
        lines=_filled(context, step.participants, end) if step and not ended else (),
        questions=() if ended else questions,
    )


def step_of(context: Context, session: Session) -> Step | None:
    """The step that is played; None before the start."""
    from territoires_cli.calling import known_steps

    return known_steps(context.shape).get(session.turn.step) if session.turn else None


def state_words(session: Session, now: float) -> str:
    """What the colour says, in a word too."""
    if session.turn is None:
        return typeset(_("Pas encore commencé"))
    if session.ended is not None:
        return typeset(_("Séance terminée"))
    if session.paused is not None:
        return typeset(_("En pause"))
    return typeset(
        {
            "calm": _("En cours"),
            "soon": _("Bientôt la fin"),
            "last": _("Derniers instants"),
            "over": _("C’est l’heure"),
        }[mood_of(session, now)]
    )


def late_words(seconds: float) -> str:
    """By how much the end is missed; empty below two minutes."""
    minutes = round(abs(seconds) / 60)
    if abs(seconds) < TELLS:
        return ""
    if seconds > 0:
        return typeset(ngettext("{count} minute de retard", "{count} minutes de retard", minutes).format(count=minutes))
    return typeset(ngettext("{count} minute d’avance", "{count} minutes d’avance", minutes).format(count=minutes))


def _filled(context: Context, lines: Sequence[str], end: float) -> tuple[str, ...]:
    return tuple(typeset(line) for line in context.fill_lines(lines, clock_at(end)))


def _coming(context: Context, session: Session, now: float) -> tuple[str, ...]:
    """The steps to come with the clock time at which each would begin."""
    from territoires_cli.calling import known_steps

    known = known_steps(context.shape)
    at = now + max(session.remaining(now), 0.0)
    found = []
    for turn in session.coming:
        title = known[turn.step].title if turn.step in known else turn.step
        found.append(
            typeset(
                _("{at} {title} ({minutes} min)")
                .format(at=clock_at(at) if session.started else "", title=title, minutes=turn.minutes)
                .strip()
            )
        )
        at += turn.minutes * 60
    return tuple(found)
