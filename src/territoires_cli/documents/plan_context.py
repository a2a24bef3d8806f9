"""What the parts of a plan's document share: the plan, the deck, the format and the matching made again from them."""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from territoires_cli.advising import Advice, Table, advise_tables
from territoires_cli.calling import known_steps, with_activities
from territoires_cli.coding import encode
from territoires_cli.comparing import Seen, see_elsewhere
from territoires_cli.documents.writing import clock, dated
from territoires_cli.errors import TerritoiresError
from territoires_cli.mandates import MandateWords, fill_lines, words_of
from territoires_cli.models.actions import ActionSheet
from territoires_cli.models.base import Citation
from territoires_cli.models.cards import PracticeCard
from territoires_cli.models.deck import Deck
from territoires_cli.models.matching import Match, Matching
from territoires_cli.models.plan import Hand, Plan
from territoires_cli.models.workshop import MaterialPer, Step, WorkshopFormat
from territoires_cli.placing import Placed, PlacedMoment, place_moments, place_steps
from territoires_cli.timing import bounds_of
from territoires_cli.translation import gettext as _

VERIFY_AFTER_YEARS = 3


class LeftOut(NamedTuple):
    """A step that isn't played: for want of time, which the format foresees, or because somebody took it out."""

    step: Step
    is_for_time: bool


@dataclass(frozen=True)
class Context:
    """A plan beside everything that it refers to."""

    plan: Plan
    deck: Deck
    shape: WorkshopFormat
    matching: Matching
    steps: tuple[Placed, ...]
    """Each step played, the minutes after the start when it begins, and the minutes it lasts."""
    is_edited: bool = False
    """Whether something was changed by hand, so that no command makes the plan again."""

    @classmethod
    def of(cls, plan: Plan, deck: Deck, matching: Matching, *, is_edited: bool = False) -> "Context":
        """Look up what a plan refers to. Raises TerritoiresError where the deck lacks its format, steps or cards."""
        shape = deck.format.get(plan.format)
        if shape is None:
            raise TerritoiresError(_("Ce jeu n’a pas de format « {name} ».").format(name=plan.format))
        shape = with_activities(shape, [deck.activity[name] for name in plan.activities if name in deck.activity])
        known = known_steps(shape)
        missing = [name for name in plan.activities if name not in deck.activity]
        missing += [timed.step for timed in plan.steps if timed.step not in known]
        missing += [dealt.card for hand in plan.hands for dealt in hand.cards if dealt.card not in deck.practice]
        if missing:
            raise TerritoiresError(
                _("Ce plan vient d’un autre jeu : « {name} » ne s’y trouve pas.").format(name=missing[0])
            )
        timed_steps = [(known[timed.step], timed.minutes) for timed in plan.steps]
        steps = place_steps(timed_steps, plan.moments, plan.start, plan.duration)
        return cls(plan, deck, shape, matching, steps, is_edited)

    @property
    def facilitators(self) -> int:
        """How many people must lead the workshop: one for some tables of a room, never fewer than the format asks for."""
        return max(*self.leaders.values(), self.shape.tables.least_facilitators)

    @cached_property
    def rooms(self) -> dict[str | None, list[int]]:
        """The numbers of the tables of each room, in order; None is the one room of a workshop that names none."""
        found: dict[str | None, list[int]] = {}
        for table in self.plan.tables:
            found.setdefault(table.room, []).append(table.number)
        return found

    @cached_property
    def leaders(self) -> dict[int, int]:
        """Who leads each table (its number → facilitators from 1): neighbours in one room, as evenly as can be."""
        found: dict[int, int] = {}
        first = 1
        for numbers in self.rooms.values():
            people = -(-len(numbers) // self.shape.tables.per_facilitator)
            found |= {number: first + place * people // len(numbers) for place, number in enumerate(numbers)}
            first += people
        return found

    @cached_property
    def words(self) -> MandateWords:
        """What the mandate makes of words."""
        return words_of(self.plan.mandate)

    @cached_property
    def moments(self) -> tuple[PlacedMoment, ...]:
        """What happens at a fixed time."""
        return place_moments(self.steps, self.plan.moments, self.plan.start)

    @cached_property
    def left_out(self) -> tuple[LeftOut, ...]:
        """The steps of the format that this number of tables would play and that the plan doesn't, in their order."""
        played = {item.step.id for item in self.steps}
        bounds = bounds_of(self.shape, self.plan.participants, len(self.plan.tables))
        return tuple(
            LeftOut(item.step, is_for_time=item.step.drop_order is not None or item.tight == 0)
            for item in bounds
            if item.step.id not in played and item.max > 0
        )

    @property
    def title(self) -> str:
        """The title of the workshop: its own, or the format's and the town's."""
        return self.plan.title or _("{format} – {city}").format(format=self.shape.title, city=self.plan.city.name)

    @property
    def imprint(self) -> str:
        """What stands at the foot of each page: the plan's code, the deck, its licence."""
        info = self.deck.info
        return _("Plan {code} · {deck}, {licence}").format(
            code=encode(self.plan, self.deck), deck=info.title, licence=info.licence
        )

    @property
    def created(self) -> int:
        """The day of the workshop in seconds since 1970, where its date is one of the calendar; else 0."""
        try:
            day = dt.date.fromisoformat(self.plan.date or "")
        except ValueError:
            return 0
        return max((day - dt.date(1970, 1, 1)).days, 0) * 86_400

    def at(self, minutes: int) -> str:
        """The clock time some minutes after the start."""
        return clock(self.plan.start, minutes)

    def fill_lines(self, texts: Iterable[str], end: str) -> tuple[str, ...]:
        """What a step says or does, with its places filled: the time at which it ends, the words of the mandate."""
        return fill_lines(texts, self.words, end)

    def table_name(self, number: int) -> str:
        """« 2 », or « 2 « Les prés » » where the table has a name of its own."""
        name = next((table.name for table in self.plan.tables if table.number == number), None)
        return _("{number} « {name} »").format(number=number, name=name) if name else str(number)

    @property
    def year(self) -> int | None:
        """The year of the workshop, where its date tells one."""
        found = re.search(r"\b(20\d\d)\b", self.plan.date or "")
        return int(found[1]) if found else None

    def verified(self, source: Citation | None, as_of: int | None, *, locator: bool = True) -> str:
        """Where something stands and the year it speaks of, between brackets; « à vérifier » once that is over three years ago.

        Why also without a date of the workshop: what the sources tell is old, and nobody here knows today's year.
        """
        if source is None and as_of is None:
            return ""
        remark = _("à vérifier") if self.is_old(as_of) else None
        return dated(self.deck, source, as_of, locator=locator, remark=remark)

    def is_old(self, as_of: int | None) -> bool:
        """Whether a fact of this year is to be verified before the workshop."""
        return self.year is None or as_of is None or self.year - as_of > VERIFY_AFTER_YEARS

    @cached_property
    def advice(self) -> dict[int, Advice]:
        """What helps each table, by its number: sheets to start from, projects to look at, a lesson."""
        found = advise_tables(self.deck, self.matching, self._tables, sheets=self.shape.hands.actions or None)
        return {hand.table: advice for hand, advice in zip(self.plan.hands, found, strict=True)}

    def sheets(self, table: int) -> tuple[ActionSheet, ...]:
        """The action sheets that belong to a table's hand, where the format deals some."""
        return self.advice[table].actions[: self.shape.hands.actions]

    @cached_property
    def seen(self) -> dict[int, list[Seen]]:
        """What comparable cities have of each table's cards, by its number."""
        found = see_elsewhere(self.deck, self.matching, self._tables)
        return {hand.table: seen for hand, seen in zip(self.plan.hands, found, strict=True)}

    def shown_by(self, case: str, hand: Hand) -> list[tuple[PracticeCard, str]]:
        """The cards of a hand that a case shows, and how."""
        why = {tie.to: tie.why for tie in self.deck.entry[case].ties}
        cards = [self.deck.practice[dealt.card] for dealt in hand.cards if dealt.card in why]
        return [(card, why[card.id] or card.title) for card in cards]

    @property
    def _tables(self) -> list[Table]:
        return [(hand.challenges, [dealt.card for dealt in hand.cards]) for hand in self.plan.hands]

    @cached_property
    def matches(self) -> dict[str, Match]:
        """The matching by practice id."""
        return {match.card.id: match for match in self.matching.matches}

    def count(self, quantity: int, per: MaterialPer) -> int:
        """A quantity for this number of tables and people."""
        return (
            quantity
            * {
                "workshop": 1,
                "table": len(self.plan.tables),
                "person": self.plan.participants,
                "facilitator": self.facilitators,
            }[per]
        )
