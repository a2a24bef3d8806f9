"""Clock times and minutes after a start: lunch, fixed moments, a start or an end that follows from the other. Pure."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from territoires_cli.errors import RequestError
from territoires_cli.fitting import GRID, WITHOUT_BREAK, Limits
from territoires_cli.models.plan import Moment
from territoires_cli.translation import gettext as _

DAY = 24 * 60
# Between these two clock times people have lunch.
LUNCH = (12 * 60, 14 * 60)


def minutes_of(clock: str) -> int:
    """The minutes of a clock time (HH:MM) since midnight."""
    return int(clock[:2]) * 60 + int(clock[3:])


def clock_of(minutes: int) -> str:
    """The clock time (HH:MM) some minutes after midnight, on the next day too."""
    hours, rest = divmod(minutes % DAY, 60)
    return f"{hours:02d}:{rest:02d}"


def clock_words(clock: str) -> str:
    """A clock time as French prints it: 9 h 05."""
    return _("{hours} h {minutes}").format(hours=int(clock[:2]), minutes=clock[3:])


class Times(NamedTuple):
    """When a plan begins and how long it should last; `is_end_fixed` where the start follows from the end."""

    start: str
    duration: int | None
    is_end_fixed: bool = False


def choose_times(
    usual: str, lasts: tuple[int, int, int], start: str | None, end: str | None, duration: int | None
) -> Times:
    """The start and duration that follow from what is given of start, end and duration.

    `usual` is the format's own start, `lasts` its shortest, ideal and longest duration. Raises RequestError where the three
    contradict each other, or the end comes before the start.
    """
    if end is None:
        return Times(start or usual, duration)
    if start is None:
        gap = (minutes_of(end) - minutes_of(usual)) % DAY
        if duration is None and lasts[0] <= gap <= lasts[2]:
            return Times(usual, gap)
        wanted = lasts[1] if duration is None else duration
        return Times(clock_of(minutes_of(end) - wanted), wanted, is_end_fixed=True)
    gap = (minutes_of(end) - minutes_of(start)) % DAY
    words = {"start": clock_words(start), "end": clock_words(end)}
    if duration is not None and duration != gap:
        raise RequestError(
            _(
                "Le début ({start}), la fin ({end}) et la durée demandée ne vont pas ensemble : donnez-en deux sur les trois."
            ).format(**words)
        )
    if not 0 < gap <= DAY // 2:
        raise RequestError(
            _("La fin ({end}) vient avant le début ({start}) : vérifiez ces deux heures.").format(**words)
        )
    return Times(start, gap)


def limits_of(start: str, duration: int, moments: Sequence[Moment]) -> Limits:
    """What the clock asks of a plan that begins at `start` and lasts about `duration` minutes."""
    begin = minutes_of(start)
    window = (LUNCH[0] - begin, LUNCH[1] - begin)
    covers = window[1] > 0 and window[0] < duration
    found = [(_offset(begin, moment, duration), _minutes(moment)) for moment in in_order(start, duration, moments)]
    return Limits(moments=tuple(found), lunch=window if covers else None)


def in_order(start: str, duration: int, moments: Sequence[Moment]) -> list[Moment]:
    """The moments in the order in which they come in a plan that begins at `start`."""
    begin = minutes_of(start)
    return sorted(moments, key=lambda moment: _offset(begin, moment, duration))


def moved(moment: Moment, start: str, begins: int, minutes: int) -> Moment:
    """The moment as it was placed: so many minutes after the start, for so long; the time wanted is kept beside it."""
    at = clock_of(minutes_of(start) + begins)
    return moment.model_copy(update={"at": at, "minutes": minutes, "asked_at": None if at == moment.at else moment.at})


def wished(moments: Iterable[Moment]) -> tuple[Moment, ...]:
    """Moments at the times that were wanted for them, wherever they were placed."""
    return tuple(moment.model_copy(update={"at": moment.asked_at or moment.at, "asked_at": None}) for moment in moments)


def _offset(begin: int, moment: Moment, duration: int) -> int:
    """The minutes from the start to a moment; one before the start is on the next day where that is nearer to the plan."""
    same_day = minutes_of(moment.at) - begin
    return min(same_day, same_day + DAY, key=lambda at: max(-at, at - duration, 0))


def _minutes(moment: Moment) -> int:
    """The minutes of a moment on the grid, no more than people work without a break."""
    return min(-(-moment.minutes // GRID) * GRID, WITHOUT_BREAK)
