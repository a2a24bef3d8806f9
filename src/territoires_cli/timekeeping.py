"""What the minutes and hands of a plan ask of people, whoever set them: breaks, lunch, cards to read. Pure."""

from collections.abc import Iterator

from territoires_cli.clocks import LUNCH, clock_of, clock_words, minutes_of
from territoires_cli.fitting import RESTS, WITHOUT_BREAK
from territoires_cli.models.plan import Plan
from territoires_cli.models.workshop import WorkshopFormat
from territoires_cli.pacing import readable_cards
from territoires_cli.placing import Placed, place_steps
from territoires_cli.timing import known_steps
from territoires_cli.translation import gettext as _
from territoires_cli.translation import ngettext


def rhythm_remarks(plan: Plan, shape: WorkshopFormat) -> Iterator[str]:
    """A sentence for what was set by hand and is hard on people; `shape` is the format with the activities called."""
    known = known_steps(shape)
    timed = [(known[item.step], item.minutes) for item in plan.steps]
    placed = place_steps(timed, plan.moments, plan.start, plan.duration)
    yield from _without_break(plan, placed)
    yield from _lunch(plan, placed)
    if shape.stops is None:
        yield from _unread(plan, shape, readable_cards(timed))


def _without_break(plan: Plan, placed: tuple[Placed, ...]) -> Iterator[str]:
    """Each stretch of more than ninety minutes between two breaks."""
    begins = 0
    rests = [(item.begins, item.ends) for item in placed if item.step.kind in RESTS]
    for starts, ends in [*rests, (plan.duration, plan.duration)]:
        if starts - begins > WITHOUT_BREAK:
            yield _("De {begins} à {ends}, il n’y a aucune pause pendant {minutes} minutes : {most} au plus.").format(
                begins=_at(plan, begins), ends=_at(plan, starts), minutes=starts - begins, most=WITHOUT_BREAK
            )
        begins = ends


def _lunch(plan: Plan, placed: tuple[Placed, ...]) -> Iterator[str]:
    """A lunch that doesn't lie between noon and two o'clock, or none where people would miss it."""
    start = minutes_of(plan.start)
    if (
        not any(item.step.kind == "lunch" for item in placed)
        and start <= LUNCH[0]
        and start + plan.duration >= LUNCH[1]
    ):
        yield _(
            "Le plan couvre l’heure du déjeuner et n’en prévoit pas : servez un repas à la pause, ou changez le début."
        )
    for item in placed:
        if item.step.kind == "lunch" and not LUNCH[0] <= start + item.begins <= start + item.ends <= LUNCH[1]:
            yield _(
                "Le déjeuner va de {begins} à {ends}, et non entre 12 h et 14 h : changez le début ou les minutes."
            ).format(begins=_at(plan, item.begins), ends=_at(plan, item.ends))


def _unread(plan: Plan, shape: WorkshopFormat, most: int | None) -> Iterator[str]:
    """Tables with more cards than their minutes let them read, beyond the smallest hand of the format."""
    if most is None:
        return
    most = max(most, shape.hands.size.min)
    full = [hand.table for hand in plan.hands if len(hand.cards) > most]
    if full:
        yield ngettext(
            "La table {tables} a plus de cartes que son temps n’en laisse lire ({most}) : retirez-en, ou allongez la lecture.",
            "Les tables {tables} ont plus de cartes que leur temps n’en laisse lire ({most}) : retirez-en, ou allongez "
            "la lecture.",
            len(full),
        ).format(tables=", ".join(map(str, full)), most=most)


def _at(plan: Plan, minutes: int) -> str:
    return clock_words(clock_of(minutes_of(plan.start) + minutes))
