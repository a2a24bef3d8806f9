"""People who stay home: which tables close, where their challenges, their cards and their people go. Pure.

The last table closes first: tables are numbered from the most urgent challenge on.
"""

from typing import NamedTuple

from territoires_cli.closing import Closing, close_last, closing_words
from territoires_cli.errors import RequestError
from territoires_cli.models.deck import Deck
from territoires_cli.models.matching import Matching
from territoires_cli.models.plan import Plan, Table
from territoires_cli.models.workshop import TableRules
from territoires_cli.names import enumerate_in_french
from territoires_cli.translation import gettext as _
from territoires_cli.translation import ngettext

# With fewer around it, a table no longer has what it takes to debate.
FEWEST = 3


class Absence(NamedTuple):
    """What becomes of a plan when people stay home: the plan without them, the tables that close, and the seats before."""

    plan: Plan
    closings: tuple[Closing, ...]
    before: tuple[Table, ...]

    @property
    def fuller(self) -> list[int]:
        """The numbers of the tables that take in more people than they had."""
        had = {table.number: table.seats for table in self.before}
        return [table.number for table in self.plan.tables if table.seats > had[table.number]]


def without(plan: Plan, deck: Deck, matching: Matching, absents: int) -> Absence:
    """The plan for the people who come: as many tables stay as keep to the format's sizes, or near them.

    Raises RequestError where too few people are left for one table.
    """
    shape = deck.format[plan.format]
    people = plan.participants - absents
    seats = _seats(people, len(plan.tables), shape.tables)
    if seats is None:
        raise RequestError(
            _(
                "Sans ces {absents} personnes, il en reste {people} : trop peu pour ce format. Reportez l’atelier."
            ).format(absents=absents, people=max(people, 0))
        )
    hands, closings = plan.hands, []
    while len(hands) > len(seats):
        hands, closing = close_last(hands, plan, deck, matching)
        closings.append(closing)
    tables = tuple(table.model_copy(update={"seats": size}) for table, size in zip(plan.tables, seats, strict=False))
    changed = plan.model_copy(update={"participants": people, "tables": tables, "hands": hands})
    return Absence(changed, tuple(closings), plan.tables)


def _seats(people: int, tables: int, rules: TableRules) -> list[int] | None:
    """Seats at as many of the tables as can be kept: within the format's sizes, else with a few people less at each."""
    count = max((n for n in range(1, tables + 1) if rules.size.min * n <= people <= rules.size.max * n), default=0)
    if not count:  # too many for one table less, too few for all: as few tables as hold everybody
        count = -(-people // rules.size.max)
        if people <= 0 or people // count < min(FEWEST, rules.size.min):
            return None
    share, rest = divmod(people, count)
    return [share + 1] * rest + [share] * (count - rest)


def absence_remarks(absence: Absence, deck: Deck) -> list[str]:
    """What becomes of tables, cards and people, in sentences."""
    plan, people = absence.plan, absence.plan.participants
    seats = ", ".join(str(table.seats) for table in plan.tables)
    if not absence.closings:
        return [
            ngettext(
                "À {people} personne, toutes les tables restent ouvertes : {seats}.",
                "À {people} personnes, toutes les tables restent ouvertes : {seats}.",
                people,
            ).format(people=people, seats=seats)
        ]
    remarks = [closing_words(closing, deck) for closing in absence.closings]
    gone = sorted(closing.hand.table for closing in absence.closings)
    numbers = enumerate_in_french([str(number) for number in gone], _("et"))
    words = ngettext(
        "Les personnes de la table {numbers} prennent les places libres des autres. À {people} personnes : {seats}.",
        "Les personnes des tables {numbers} prennent les places libres des autres. À {people} personnes : {seats}.",
        len(gone),
    ).format(numbers=numbers, people=people, seats=seats)
    if absence.fuller:
        words = ngettext(
            "{words} Ajoutez des chaises à la table {numbers}.",
            "{words} Ajoutez des chaises aux tables {numbers}.",
            len(absence.fuller),
        ).format(words=words, numbers=enumerate_in_french([str(number) for number in absence.fuller], _("et")))
    return [*remarks, words]
