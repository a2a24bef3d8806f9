"""Wishes of a list of people: who sits together, who looks after a table, and in words which wish could not hold. Pure."""

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from territoires_cli.models.people import Person
from territoires_cli.names import enumerate_in_french
from territoires_cli.translation import gettext as _
from territoires_cli.translation import ngettext


class Units(NamedTuple):
    """Who moves as one: groups of people (by their place in the list), alone or together.

    `fixed`: the first person of each unit that stays at one table → the table's place.
    """

    units: tuple[tuple[int, ...], ...]
    fixed: dict[int, int]

    @property
    def fixed_people(self) -> set[int]:
        """Everybody who stays at one table."""
        return {person for unit in self.units if unit[0] in self.fixed for person in unit}


class GivenUp(NamedTuple):
    """A wish that no seats could fulfil: its sort, and the people it concerns."""

    sort: str
    people: tuple[Person, ...]


def units_of(people: Sequence[Person], sizes: Sequence[int]) -> tuple[Units, list[GivenUp]]:
    """Who sits together, and hosts at their tables; what can't be done at tables of these sizes is given up."""
    given_up: list[GivenUp] = []
    units: list[tuple[int, ...]] = []
    for group in _groups(people):
        if len(group) > max(sizes, default=0):
            given_up.append(GivenUp("too-many", tuple(people[place] for place in group)))
            units += [(place,) for place in group]
        else:
            units.append(group)
    units, lost = _packed(people, units, sizes)
    given_up += lost
    hosts = [unit for unit in units if any(people[place].is_host for place in unit)]
    room = sorted(range(len(sizes)), key=lambda table: (-sizes[table], table))
    fixed = {}
    for unit, table in zip(sorted(hosts, key=lambda unit: (-len(unit), unit)), room, strict=False):
        fixed[unit[0]] = table
    spare = [unit for unit in hosts if unit[0] not in fixed]
    if spare:
        extra = tuple(people[place] for unit in spare for place in unit if people[place].is_host)
        given_up.append(GivenUp("hosts", extra))
    return Units(tuple(units), fixed), given_up


def _groups(people: Sequence[Person]) -> list[tuple[int, ...]]:
    """Everybody in one group with those who share a word of `together`, those of the others included."""
    root = list(range(len(people)))

    def top(place: int) -> int:
        while root[place] != place:
            place = root[place]
        return place

    first: dict[str, int] = {}
    for place, person in enumerate(people):
        for word in person.together:
            root[top(place)] = top(first.setdefault(word, place))
    found: dict[int, list[int]] = {}
    for place in range(len(people)):
        found.setdefault(top(place), []).append(place)
    return [tuple(group) for group in found.values()]


def _packed(
    people: Sequence[Person], units: Sequence[tuple[int, ...]], sizes: Sequence[int]
) -> tuple[list[tuple[int, ...]], list[GivenUp]]:
    """Groups that find a place together at tables of these sizes, the largest first; the others come apart."""
    room = sorted(sizes, reverse=True)
    kept: list[tuple[int, ...]] = []
    lost = []
    for unit in sorted(units, key=lambda unit: (-len(unit), unit)):
        place = next((index for index, left in enumerate(room) if left >= len(unit)), None)
        if place is None:
            lost.append(GivenUp("no-room", tuple(people[person] for person in unit)))
            kept += [(person,) for person in unit]
            continue
        room[place] -= len(unit)
        room.sort(reverse=True)
        kept.append(unit)
    return kept, lost


def unit_remarks(given_up: Sequence[GivenUp]) -> Iterator[str]:
    """Each wish that was given up from the start, in a sentence."""
    for item in given_up:
        names = _names(item.people)
        if item.sort == "hosts":
            yield ngettext(
                "Il y a plus d’hôtes que de tables : {names} ne tient aucune table.",
                "Il y a plus d’hôtes que de tables : {names} ne tiennent aucune table.",
                len(item.people),
            ).format(names=names)
        else:
            yield _(
                "{names} ne peuvent pas s’asseoir à une même table : elle n’a pas assez de places. Demandez des tables plus "
                "grandes, ou retirez ce vœu."
            ).format(names=names)


def wish_remarks(people: Sequence[Person], rounds: Sequence[Sequence[Sequence[Person]]], tables: int) -> Iterator[str]:
    """Each wish that these seats break, in a sentence, once."""
    broken: dict[tuple[Person, Person], None] = {}
    crowded: dict[tuple[Person, ...], None] = {}
    most = -(-sum(person.is_elected for person in people) // tables)
    for seated in rounds:
        for table in seated:
            for one, other in combinations(table, 2):
                if set(one.apart) & set(other.apart):
                    broken[(one, other)] = None
            elected = tuple(person for person in table if person.is_elected)
            if len(elected) > max(most, 1):
                crowded[elected] = None
    for one, other in broken:
        yield _(
            "{names} sont à une même table malgré le vœu de les séparer : trop de vœux se croisent. Retirez-en un, ou ajoutez "
            "une table."
        ).format(names=_names((one, other)))
    if most > 1:
        yield _("Il y a plus d’élus que de tables : jusqu’à {most} par table.").format(most=most)
    for elected in crowded:
        yield _("Une table réunit {names}, qui sont élus : un vœu les met ensemble.").format(names=_names(elected))


def _names(people: Sequence[Person]) -> str:
    """« Fatou Diop (ligne 5) et Li Wei (ligne 6) »."""
    return enumerate_in_french(
        [_("{name} (ligne {line})").format(name=person.name, line=person.line) for person in people], _("et")
    )
