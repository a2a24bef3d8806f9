"""What the parts of a plan's document share: the plan, the deck, the format and the matching made again from them."""

import re
from dataclasses import dataclass
from functools import cached_property

from territoires_cli.advising import Advice, Table, advise_tables
from territoires_cli.comparing import Seen, see_elsewhere
from territoires_cli.documents.writing import dated
from territoires_cli.errors import TerritoiresError
from territoires_cli.matching import Match, Matching
from territoires_cli.models.base import Citation
from territoires_cli.models.cards import PracticeCard
from territoires_cli.models.deck import Deck
from territoires_cli.models.plan import Hand, Plan
from territoires_cli.models.workshop import MaterialPer, Step, WorkshopFormat
from territoires_cli.translation import gettext as _

VERIFY_AFTER_YEARS = 3


@dataclass(frozen=True)
class Context:
    """A plan beside everything that it refers to."""

    plan: Plan
    deck: Deck
    shape: WorkshopFormat
    matching: Matching
    steps: tuple[tuple[Step, int, int], ...]
    """Each step played, the minutes after the start when it begins, and the minutes it lasts."""

    @classmethod
    def of(cls, plan: Plan, deck: Deck, matching: Matching) -> "Context":
        """Look up what a plan refers to. Raises TerritoiresError where the deck lacks its format, steps or cards."""
        shape = deck.format.get(plan.format)
        if shape is None:
            raise TerritoiresError(_("Ce jeu n’a pas de format « {name} ».").format(name=plan.format))
        known = {step.id: step for step in shape.steps}
        missing = [timed.step for timed in plan.steps if timed.step not in known]
        missing += [dealt.card for hand in plan.hands for dealt in hand.cards if dealt.card not in deck.practice]
        if missing:
            raise TerritoiresError(
                _("Ce plan vient d’un autre jeu : « {name} » ne s’y trouve pas.").format(name=missing[0])
            )
        steps, begins = [], 0
        for timed in plan.steps:
            steps.append((known[timed.step], begins, timed.minutes))
            begins += timed.minutes
        return cls(plan, deck, shape, matching, tuple(steps))

    @property
    def facilitators(self) -> int:
        """How many people must lead the workshop."""
        return -(-len(self.plan.tables) // self.shape.tables.per_facilitator)

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
        found = advise_tables(self.deck, self.matching, self._tables)
        return {hand.table: advice for hand, advice in zip(self.plan.hands, found, strict=True)}

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
