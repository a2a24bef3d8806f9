"""A plan changed by hand → the same plan with what depends on the changes made again, and what was made again, in words.

What people change stays: names, minutes, cards, people, date, place, mandate. What follows is theirs no longer: the
duration from the minutes, the seats from the people, a card's role from the matching. Pure.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from territoires_cli.clocks import DAY, minutes_of
from territoires_cli.composing import Request, compose_plan
from territoires_cli.errors import TerritoiresError
from territoires_cli.matching import Matching
from territoires_cli.models.deck import Deck
from territoires_cli.models.plan import Hand, Plan, Table, TimedStep
from territoires_cli.models.workshop import WorkshopFormat
from territoires_cli.redrawing import Filters, fitting_role, redraw
from territoires_cli.seating import seat
from territoires_cli.timing import Bounds, bounds_of, in_words, schedule, with_activities
from territoires_cli.translation import gettext as _
from territoires_cli.translation import ngettext
from territoires_cli.walking import with_stops

MOST_CHALLENGES = 3


def recompute(plan: Plan, deck: Deck, matching: Matching) -> tuple[Plan, list[str]]:
    """The plan with what depends on changes by hand made again, and a sentence for each thing that was.

    A plan that nobody changed comes back as it is. Raises RequestError where the format can't seat the people.
    """
    work = _Work(plan, deck, matching)
    work.seat_people()
    work.fit_steps()
    work.add_up()
    work.tell_roles()
    return work.plan, work.remarks


def is_as_composed(plan: Plan, deck: Deck, matching: Matching) -> bool:
    """Whether the plan's own inputs make the same steps, seats and hands again: nothing was changed by hand."""
    request = Request(
        asked_for=plan.asked_for,
        seed=plan.seed,
        duration=plan.duration,
        participants=plan.participants,
        tables=len(plan.tables),
        start=plan.start,
        moments=plan.moments,
        activities=plan.activities,
        excluded=plan.excluded,
        included=plan.included,
        stops=plan.stops,
        harvest=plan.begins_with,
    )
    try:
        again = compose_plan(matching, deck.format[plan.format], plan.deck, request, deck.activities)
    except TerritoiresError:
        return False
    return _decided(again) == _decided(plan)


def _decided(plan: Plan) -> tuple[object, ...]:
    seats = [table.seats for table in plan.tables]
    return plan.steps, plan.dropped, plan.moments, plan.stops, plan.hands, seats


def retime(
    plan: Plan, deck: Deck, matching: Matching, *, duration: int | None, end: str | None, tables: int | None
) -> tuple[Plan, list[str]]:
    """The plan with every minute made again for another duration, end or number of tables; its hands stay.

    Raises RequestError where the format can't seat the people at so many tables.
    """
    work = _Work(plan, deck, matching)
    if tables is not None and tables != len(plan.tables):
        work.sit_at(seat(plan.participants, work.shape.tables, tables))
    if end is not None:
        duration = (minutes_of(end) - minutes_of(plan.start)) % DAY or DAY
    work.time_again(duration if duration is not None else plan.duration)
    return work.plan, work.remarks


def is_even(seats: Sequence[int]) -> bool:
    """Whether tables are as even as can be, larger ones first: nobody seated people by hand, then."""
    share, rest = divmod(sum(seats), len(seats))
    return list(seats) == [share + 1] * rest + [share] * (len(seats) - rest)


@dataclass
class _Work:
    """A plan being mended, with what was said of it so far."""

    plan: Plan
    deck: Deck
    matching: Matching
    remarks: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.shape: WorkshopFormat = self.deck.format[self.plan.format]
        self.activities = [self.deck.activity[name] for name in self.plan.activities]
        # The room for which the steps of the file have their minutes.
        self.before = self._bounds()

    def _bounds(self) -> dict[str, Bounds]:
        whole = with_stops(with_activities(self.shape, self.activities), self.plan.stops)
        people = sum(table.seats for table in self.plan.tables)
        return {item.step.id: item for item in bounds_of(whole, people, len(self.plan.tables))}

    def _change(self, **fields: object) -> None:
        self.plan = self.plan.model_copy(update=fields)

    def seat_people(self) -> None:
        """Seats for another number of people: at the same tables where they can sit there, else at more or fewer."""
        plan, rules = self.plan, self.shape.tables
        if sum(table.seats for table in plan.tables) == plan.participants:
            return
        try:
            seats = seat(plan.participants, rules, len(plan.tables))
        except TerritoiresError:
            seats = seat(plan.participants, rules)
        self.sit_at(seats)

    def sit_at(self, seats: Sequence[int]) -> None:
        """Tables with so many seats: further ones get a hand, those that go leave their challenges to others."""
        plan = self.plan
        names = {table.number: table.name for table in plan.tables}
        self._change(
            tables=tuple(
                Table(number=number, seats=size, name=names.get(number)) for number, size in enumerate(seats, start=1)
            )
        )
        self.remarks.append(
            _("Les places ont été recalculées pour {people} personnes : {seats}.").format(
                people=plan.participants, seats=", ".join(map(str, seats))
            )
        )
        for number in range(len(plan.tables) + 1, len(seats) + 1):
            self._open(number)
        while len(self.plan.hands) > len(seats):
            self._close(self.plan.hands[-1])

    def _open(self, number: int) -> None:
        """A hand for a further table, on the challenge that the fewest tables lead with."""
        leads = Counter(hand.challenges[0] for hand in self.plan.hands)
        theme = min((item.challenge for item in self.matching.recognised), key=lambda challenge: leads[challenge.id])
        # Every group of a walk reads the same cards, one a stop.
        cards = self.plan.hands[0].cards if self.shape.stops else ()
        hands = (*self.plan.hands, Hand(table=number, challenges=(theme.id,), cards=cards))
        if not cards:
            filters = Filters(excluded=self.plan.excluded)
            hands = redraw(self.matching, hands, self.shape.hands, {number}, filters, self.plan.seed)
        self._change(hands=hands)
        self.remarks.append(
            _("La table {number} s’ajoute, sur le thème « {theme} » : ses cartes ont été distribuées.").format(
                number=number, theme=theme.label
            )
        )

    def _close(self, gone: Hand) -> None:
        """A table less: the challenges that no other table has go to one of the same kind, as far as it has room."""
        hands = [hand for hand in self.plan.hands if hand.table != gone.table]
        there = {challenge for hand in hands for challenge in hand.challenges}
        groups = {challenge.id: challenge.group for challenge in self.deck.book.challenges}
        heirs = set()
        for challenge in gone.challenges:
            if challenge not in there:
                heir = min(
                    range(len(hands)),
                    key=lambda place: (
                        len(hands[place].challenges) >= MOST_CHALLENGES,
                        groups[hands[place].challenges[0]] != groups[challenge],
                        len(hands[place].challenges),
                    ),
                )
                hands[heir] = hands[heir].model_copy(update={"challenges": (*hands[heir].challenges, challenge)})
                heirs.add(hands[heir].table)
        self._change(hands=tuple(hands))
        remark = _("La table {number} est retirée.").format(number=gone.table)
        if heirs:
            remark = ngettext(
                "La table {number} est retirée ; ses défis passent à la table {heirs} (pour lui donner d’autres "
                "cartes : --redraw).",
                "La table {number} est retirée ; ses défis passent aux tables {heirs} (pour leur donner d’autres "
                "cartes : --redraw).",
                len(heirs),
            ).format(number=gone.table, heirs=", ".join(map(str, sorted(heirs))))
        self.remarks.append(remark)

    def time_again(self, duration: int) -> None:
        """Every minute made again by the format's own rules, in the nearest possible duration."""
        plan = self.plan
        whole = with_stops(with_activities(self.shape, self.activities), plan.stops)
        timed = schedule(whole, plan.participants, len(plan.tables), duration, plan.start, plan.moments)
        self._change(
            steps=tuple(TimedStep(step=step.id, minutes=minutes) for step, minutes in timed.timed),
            dropped=tuple(step.id for step in timed.dropped),
            duration=timed.duration,
            asked_duration=None if timed.duration == duration else duration,
            moments=timed.moments,
        )
        self.remarks += timed.notes

    def fit_steps(self) -> None:
        """Steps that another room asks for or forbids, minutes that it no longer allows, steps left out or put back."""
        after = self._bounds()
        self._fit_minutes(after)
        self._complete(after)
        played = {timed.step for timed in self.plan.steps}
        back = [name for name in self.plan.dropped if name in played]
        if back:
            self._change(dropped=tuple(name for name in self.plan.dropped if name not in played))

    def _fit_minutes(self, after: Mapping[str, Bounds]) -> None:
        """Only minutes that suited the room before are changed: those set by hand beyond their bounds stay."""
        steps = []
        for timed in self.plan.steps:
            old, new = self.before.get(timed.step), after.get(timed.step)
            if new is None and old is not None:
                self._say_step(old, _("L’étape « {title} » disparaît : ce nombre de tables ne la joue pas."))
                continue
            if new is None:  # a break that was added
                steps.append(timed)
                continue
            minutes = min(max(timed.minutes, new.tight), new.max)
            suited = old is not None and old.tight <= timed.minutes <= old.max
            if suited and minutes != timed.minutes:
                self._say_step(new, _("L’étape « {title} » passe de {old} à {new} minutes."), timed.minutes, minutes)
                timed = TimedStep(step=timed.step, minutes=minutes)  # noqa: PLW2901 - the same step, refitted
            steps.append(timed)
        if tuple(steps) != self.plan.steps:
            self._change(steps=tuple(steps))

    def _say_step(self, bounds: Bounds | None, sentence: str, old: int = 0, new: int = 0) -> None:
        if bounds is not None:
            self.remarks.append(sentence.format(title=bounds.step.title, old=old, new=new))

    def _complete(self, after: Mapping[str, Bounds]) -> None:
        """Steps that this room or a called activity adds, and those that somebody took out: they are told as left out."""
        known = {*(timed.step for timed in self.plan.steps), *self.plan.dropped}
        for name, bounds in after.items():
            if name in known or bounds.max == 0:
                continue
            if name in self.plan.activities or name not in self.before:
                self._insert(bounds, list(after))
                self._say_step(bounds, _("L’étape « {title} » s’ajoute ({new} minutes)."), new=bounds.ideal)
            elif bounds.tight > 0:
                self._change(dropped=(*self.plan.dropped, name))
                self._say_step(bounds, _("L’étape « {title} » n’est plus jouée : le plan la dit laissée de côté."))

    def _insert(self, bounds: Bounds, order: Sequence[str]) -> None:
        """Put a step before the first one that the format plays after it."""
        later = set(order[order.index(bounds.step.id) + 1 :])
        steps = list(self.plan.steps)
        place = next((index for index, timed in enumerate(steps) if timed.step in later), len(steps))
        steps.insert(place, TimedStep(step=bounds.step.id, minutes=bounds.ideal))
        self._change(steps=tuple(steps))

    def add_up(self) -> None:
        """The duration is the sum of the minutes, and of the fixed moments."""
        duration = sum(timed.minutes for timed in self.plan.steps)
        duration += sum(moment.minutes for moment in self.plan.moments)
        was = self.plan.duration
        if duration == was:
            return
        self._change(duration=duration, asked_duration=None)
        self.remarks.append(
            _(
                "La durée suit les minutes des étapes et des moments : {new} au lieu de {old} "
                "(pour imposer une durée : territoires plan PLAN.yaml --duration {old})."
            ).format(new=in_words(duration), old=in_words(was))
        )

    def tell_roles(self) -> None:
        """What a card is for its table follows from the matching."""
        hands = []
        for hand in self.plan.hands:
            cards = []
            for dealt in hand.cards:
                match = self.matching.of(dealt.card)
                role = fitting_role(match, dealt.role)
                if role != dealt.role:
                    self.remarks.append(
                        _("Table {table} : {code} {title} devient « {role} ».").format(
                            table=hand.table, code=match.card.code, title=match.card.title, role=_role_words()[role]
                        )
                    )
                cards.append(dealt.model_copy(update={"role": role}))
            hands.append(hand.model_copy(update={"cards": tuple(cards)}))
        if tuple(hands) != self.plan.hands:
            self._change(hands=tuple(hands))


def _role_words() -> dict[str, str]:
    return {
        "strength": _("force"),
        "opportunity": _("opportunité"),
        "wildcard": _("surprise"),
        "chosen": _("choix de l’équipe"),
    }
