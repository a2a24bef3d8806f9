"""What the parts of a plan's document share: the plan, the deck, the format and the matching made again from them."""

import re
from dataclasses import dataclass

from territoires_cli.errors import TerritoiresError
from territoires_cli.matching import Match, Matching
from territoires_cli.models.deck import Deck
from territoires_cli.models.plan import Plan
from territoires_cli.models.workshop import Per, Step, WorkshopFormat
from territoires_cli.translation import gettext as _


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

    @property
    def matches(self) -> dict[str, Match]:
        """The matching by practice id."""
        return {match.card.id: match for match in self.matching.matches}

    def count(self, quantity: int, per: Per) -> int:
        """A quantity for this number of tables and people."""
        return quantity * {"workshop": 1, "table": len(self.plan.tables), "person": self.plan.participants}[per]
