"""What a schedule says in words: the nearest duration, a lunch or a moment that could not be in its place. Pure."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from territoires_cli.clocks import DAY, LUNCH, clock_of, clock_words, minutes_of
from territoires_cli.fitting import GRID, WITHOUT_BREAK, Bounds, Limits, Slot, fit
from territoires_cli.models.plan import Moment
from territoires_cli.models.workshop import WorkshopFormat
from territoires_cli.translation import gettext as _
from territoires_cli.translation import ngettext

# How many starts beyond the one that the sums give are tried before none is named.
_TRIES = 24


class Outcome(NamedTuple):
    """A row of steps that was timed: what it had to keep to, how its time is filled, what was asked for."""

    shape: WorkshopFormat
    kept: Sequence[Bounds]
    limits: Limits
    total: int
    slots: Sequence[Slot]
    asked: int | None
    start: str

    @property
    def lunch(self) -> Slot | None:
        """The first lunch of the row, if it has one."""
        return next((slot for slot in self._steps if self.kept[slot.place].step.kind == "lunch"), None)

    @property
    def _steps(self) -> list[Slot]:
        return [slot for slot in self.slots if slot.kind == "step" and slot.minutes]


def announce(outcome: Outcome, moments: Sequence[tuple[Moment, Moment]]) -> Iterator[str]:
    """Everything that differs from what was wanted; `moments` are pairs of the one wanted and the one placed."""
    if outcome.asked is not None and outcome.asked != outcome.total:
        yield _nearest_duration(outcome)
    yield from _lunch(outcome)
    for wanted, placed in moments:
        yield from _moment(outcome, wanted, placed)
    if added := sum(slot.kind == "break" for slot in outcome.slots):
        yield ngettext(
            "Une pause a été ajoutée, car plus de {minutes} minutes se seraient écoulées sans aucune.",
            "{count} pauses ont été ajoutées, car plus de {minutes} minutes se seraient écoulées sans aucune.",
            added,
        ).format(count=added, minutes=WITHOUT_BREAK)


def _nearest_duration(outcome: Outcome) -> str:
    """The duration that the plan has instead of the one asked for, and why."""
    asked, total = outcome.asked or 0, outcome.total
    words = {"title": outcome.shape.title, "asked": in_words(asked), "nearest": in_words(total)}
    if abs(asked - total) < GRID:
        return _("Les étapes vont de 5 en 5 minutes : le plan dure {nearest} au lieu de {asked}.").format(**words)
    if total > asked:
        return _(
            "Le format « {title} » ne peut pas durer {asked} avec ces personnes, ces tables et ce qui s’y ajoute : "
            "le plan dure {nearest}, le plus court possible."
        ).format(**words)
    return _(
        "Le format « {title} » ne peut pas durer {asked} avec ces personnes, ces tables et ce qui s’y ajoute : "
        "le plan dure {nearest}, le plus long possible."
    ).format(**words)


def _moment(outcome: Outcome, wanted: Moment, placed: Moment) -> Iterator[str]:
    """Where a moment could not come at its time, or last as long as was said: the nearest time and minutes."""
    if wanted.at != placed.at:
        after_start = (minutes_of(wanted.at) - minutes_of(outcome.start)) % DAY
        words = {"title": wanted.title, "asked": clock_words(wanted.at), "nearest": clock_words(placed.at)}
        if after_start > outcome.total:
            yield _("« {title} » à {asked} tombe hors de l’atelier : l’heure la plus proche est {nearest}.").format(
                **words
            )
        else:
            yield _(
                "« {title} » ne peut pas commencer à {asked}, car aucune étape ne peut se terminer juste à cette heure : "
                "l’heure la plus proche est {nearest}."
            ).format(**words)
    if wanted.minutes != placed.minutes:
        yield _("« {title} » dure {nearest} au lieu de {asked} : {why}.").format(
            title=wanted.title,
            asked=in_words(wanted.minutes),
            nearest=in_words(placed.minutes),
            why=_("les étapes vont de 5 en 5 minutes")
            if placed.minutes > wanted.minutes
            else _("personne ne reste plus de 90 minutes sans pause"),
        )


def _lunch(outcome: Outcome) -> Iterator[str]:
    """Where lunch lies before noon or after two o'clock, or where people would have none."""
    begin, slot = minutes_of(outcome.start), outcome.lunch
    if slot is None:
        if begin <= LUNCH[0] and begin + outcome.total >= LUNCH[1]:
            yield _(
                "Le plan couvre l’heure du déjeuner et ce format n’en prévoit pas : "
                "servez un repas à la pause, ou commencez à un autre moment."
            )
        return
    if begin + slot.begins >= LUNCH[0] and begin + slot.begins + slot.minutes <= LUNCH[1]:
        return
    words = {
        "begins": clock_words(clock_of(begin + slot.begins)),
        "ends": clock_words(clock_of(begin + slot.begins + slot.minutes)),
    }
    nearest = _nearest_start(outcome, slot)
    if nearest is None:
        yield _("Le déjeuner va de {begins} à {ends}, et ne peut pas tenir entre 12 h et 14 h.").format(**words)
        return
    yield _("Le déjeuner va de {begins} à {ends} : pour qu’il tienne entre 12 h et 14 h, commencez à {start}.").format(
        start=clock_words(clock_of(nearest)), **words
    )


def _nearest_start(outcome: Outcome, slot: Slot) -> int | None:
    """The start nearest to the one wanted with which lunch lies in its window, the duration being the same."""
    begin = minutes_of(outcome.start)
    is_early = begin + slot.begins < LUNCH[0]
    before = [item.max if is_early else item.min for item in outcome.kept[: slot.place]]
    shortest = outcome.kept[slot.place].min
    first = LUNCH[0] - sum(before) if is_early else LUNCH[1] - shortest - sum(before)
    step = GRID if is_early else -GRID
    # Fixed moments stay at their clock times: they don't move with the start, and would only blur the advice.
    free = outcome.limits._replace(moments=(), strict=True)
    minutes = outcome.total - sum(length for _at, length in outcome.limits.moments)
    for start in range(first, first + _TRIES * step, step):
        window = (LUNCH[0] - start, LUNCH[1] - start)
        if start >= 0 and fit(outcome.kept, free._replace(lunch=window), minutes, minutes):
            return start
    return None


def in_words(minutes: int) -> str:
    """A duration as people write it: 45min, 2h, 2h30."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest}min"
    return f"{hours}h{rest:02d}" if rest else f"{hours}h"
