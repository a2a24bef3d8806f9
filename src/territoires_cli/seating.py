"""How many tables for how many people, of which sizes. Pure."""

from collections.abc import Sequence

from territoires_cli.errors import RequestError
from territoires_cli.models.workshop import TableRules
from territoires_cli.translation import gettext as _
from territoires_cli.translation import ngettext


def seat(people: int, rules: TableRules, tables: int | None = None) -> tuple[int, ...]:
    """The number of people at each table, as even as can be, larger tables first.

    Without `tables`, the number of tables whose size comes nearest to the ideal one. Raises RequestError where no
    arrangement keeps to the format's bounds, and says which numbers would.
    """
    counts = _possible_counts(people, rules)
    if tables is not None:
        if tables not in counts:
            raise RequestError(_impossible_tables(people, rules, tables))
        counts = [tables]
    if not counts:
        raise RequestError(_impossible_people(people, rules))
    count = min(counts, key=lambda number: (abs(people / number - rules.size.ideal), number))
    share, rest = divmod(people, count)
    return tuple(share + 1 if number < rest else share for number in range(count))


def is_even(seats: Sequence[int]) -> bool:
    """Whether tables are as even as can be, larger ones first: nobody seated people by hand, then."""
    share, rest = divmod(sum(seats), len(seats))
    return list(seats) == [share + 1] * rest + [share] * (len(seats) - rest)


def _possible_counts(people: int, rules: TableRules) -> list[int]:
    """The numbers of tables with which everyone sits within the bounds."""
    return [
        count
        for count in range(rules.count.min, rules.count.max + 1)
        if rules.size.min * count <= people <= rules.size.max * count
    ]


def _impossible_people(people: int, rules: TableRules) -> str:
    least, most = rules.size.min * rules.count.min, rules.size.max * rules.count.max
    if people > most:
        return ngettext(
            "Ce format accueille au plus {most} personnes ({tables} table de {size}), et il y en a {people} : "
            "prévoyez plusieurs ateliers.",
            "Ce format accueille au plus {most} personnes ({tables} tables de {size}), et il y en a {people} : "
            "prévoyez plusieurs ateliers.",
            rules.count.max,
        ).format(most=most, tables=rules.count.max, size=rules.size.max, people=people)
    possible = [number for number in range(least, most + 1) if _possible_counts(number, rules)]
    around = [
        max((n for n in possible if n < people), default=None),
        min((n for n in possible if n > people), default=None),
    ]
    return _(
        "À {people}, on ne peut pas former de tables de {low} à {high} personnes : essayez avec {numbers} personnes."
    ).format(
        people=people,
        low=rules.size.min,
        high=rules.size.max,
        numbers=_(" ou ").join(str(number) for number in around if number is not None),
    )


def _impossible_tables(people: int, rules: TableRules, tables: int) -> str:
    counts = _possible_counts(people, rules)
    if not counts:
        return _impossible_people(people, rules)
    asked = ngettext("et non {tables} table", "et non {tables} tables", tables).format(tables=tables)
    wanted = ngettext("{count} table", "{count} tables", counts[-1]).format(
        count=counts[0] if len(counts) == 1 else _("de {low} à {high}").format(low=counts[0], high=counts[-1])
    )
    return _("Pour {people} personnes à des tables de {low} à {high}, demandez {wanted}, {asked}.").format(
        people=people, low=rules.size.min, high=rules.size.max, wanted=wanted, asked=asked
    )
