"""Who sits where, round after round: wishes that hold, few people who meet twice, tables that mix roles. Pure: the seed comes in.

A swap of neighbours is worth what it changes in one sum: a meeting that comes again, two people of one role or organisation at
a table, and, far above, a wish that is broken. Simulated annealing makes that sum small, in a fixed number of tries, so that the
same list, sizes and seed give the same seats everywhere.
"""

import random
from collections.abc import Sequence
from itertools import combinations
from math import exp

from territoires_cli.models.people import Arrangement, Person
from territoires_cli.names import fold
from territoires_cli.wishing import Units, unit_remarks, units_of, wish_remarks

# What two people at one table cost: who must not sit together, a meeting that comes again, one role, one organisation.
_BROKEN, _AGAIN, _ROLE, _ORGANISATION = 1_000_000, 100, 10, 3
_TRIES = 90_000
_HOT, _COLD = 60.0, 2.0


def arrange(people: Sequence[Person], sizes: Sequence[int], rounds: int, seed: int) -> Arrangement:
    """The people at tables of these sizes (their sum is the number of people), in so many rounds.

    People of one `together` sit at one table in every round, those of one `apart` never do, officials are shared out, a host
    stays at the same table. What can't hold is named in the remarks: together comes before hosts, hosts before apart and officials.
    """
    units, given_up = units_of(people, sizes)
    work = _Work(people, sizes, rounds, units, random.Random(seed))  # noqa: S311 - seats, no secret
    work.fill()
    work.improve()
    seated = tuple(tuple(tuple(people[place] for place in sorted(table)) for table in tables) for tables in work.tables)
    return Arrangement(
        rounds=seated,
        repeats=repeats_of(work.tables),
        least=least_repeats(sizes, rounds, [len(unit) for unit in units.units]),
        remarks=(*unit_remarks(given_up), *wish_remarks(people, seated, len(sizes))),
    )


def repeats_of(tables: Sequence[Sequence[Sequence[int]]]) -> int:
    """How many meetings came again: for each pair of people, the pairs of rounds in which both sit at one table."""
    met: dict[tuple[int, int], int] = {}
    for seated in tables:
        for table in seated:
            for pair in combinations(sorted(table), 2):
                met[pair] = met.get(pair, 0) + 1
    return sum(times * (times - 1) // 2 for times in met.values())


def least_repeats(sizes: Sequence[int], rounds: int, units: Sequence[int] = ()) -> int:
    """A lower bound of the meetings that must come again, whoever sits where.

    In another round, the people of a table of k are spread over all tables; no spreading makes fewer pairs than the most even
    one (pigeonhole: the sum of C(x, 2) is least where the x differ by one at most), with no more at a table than it seats.
    People who stay together meet again in each round: where their pairs are more than their table's own, these come on top.
    """
    spread = [_least_pairs(size, sizes) for size in sizes]
    beyond = sum(max(size * (size - 1) // 2 - max(spread), 0) for size in units)
    return (sum(spread) + beyond) * (rounds * (rounds - 1) // 2)


def _least_pairs(people: int, sizes: Sequence[int]) -> int:
    """The fewest pairs that so many people make when they are spread over tables of these sizes."""
    left, pairs = people, 0
    for level in range(max(sizes)):
        room = sum(size > level for size in sizes)
        added = min(left, room)
        pairs += added * level
        left -= added
        if not left:
            break
    return pairs


class _Work:
    """Seats being found: for each round, the people (by their place in the list) at each table."""

    def __init__(
        self, people: Sequence[Person], sizes: Sequence[int], rounds: int, units: Units, source: random.Random
    ) -> None:
        self.sizes, self.rounds, self.units, self.random = sizes, rounds, units, source
        self.count = len(people)
        self.cost = _costs(people)
        self.met = [[0] * self.count for _person in people]
        self.tables: list[list[list[int]]] = [[[] for _size in sizes] for _round in range(rounds)]
        self.at = [[0] * self.count for _round in range(rounds)]
        self.unit_of = {person: unit for unit in units.units for person in unit}

    def fill(self) -> None:
        """Everybody a first seat, round by round: hosts, those who stay together, then each where it costs least."""
        for number, seated in enumerate(self.tables):
            for person, table in self.units.fixed.items():
                self._sit(number, self.unit_of[person], table)
            free = [unit for unit in self.units.units if unit[0] not in self.units.fixed_people]
            order = [*(unit for unit in free if len(unit) > 1), *self._shuffled([u for u in free if len(u) == 1])]
            order.sort(key=len, reverse=True)
            for unit in order:
                able = [t for t, size in enumerate(self.sizes) if size - len(seated[t]) >= len(unit)]
                if not able:
                    able = [self._make_room(number, len(unit))]
                self._sit(number, unit, min(able, key=lambda t: (self._worth(unit, seated[t]), len(seated[t]), t)))

    def _make_room(self, number: int, needed: int) -> int:
        """The table with the most room, single people of it moved to where there is room, until so many fit."""
        seated = self.tables[number]
        table = max(range(len(self.sizes)), key=lambda t: (self.sizes[t] >= needed, self.sizes[t] - len(seated[t]), -t))
        while self.sizes[table] - len(seated[table]) < needed:
            movable = [p for p in seated[table] if len(self.unit_of[p]) == 1 and p not in self.units.fixed_people]
            other = next(t for t, size in enumerate(self.sizes) if t != table and size > len(seated[t]))
            self._leave(number, movable[-1], table)
            self._sit(number, (movable[-1],), other)
        return table

    def _shuffled(self, items: Sequence[tuple[int, ...]]) -> list[tuple[int, ...]]:
        found = list(items)
        for last in range(len(found) - 1, 0, -1):
            chosen = int(self.random.random() * (last + 1))
            found[last], found[chosen] = found[chosen], found[last]
        return found

    def _worth(self, unit: Sequence[int], table: Sequence[int]) -> int:
        return sum(self.cost[p][x] + _AGAIN * self.met[p][x] for p in unit for x in table)

    def _sit(self, number: int, unit: Sequence[int], table: int) -> None:
        seated = self.tables[number][table]
        for person in unit:
            for other in seated:
                self.met[person][other] += 1
                self.met[other][person] += 1
            seated.append(person)
            self.at[number][person] = table

    def _leave(self, number: int, person: int, table: int) -> None:
        seated = self.tables[number][table]
        seated.remove(person)
        for other in seated:
            self.met[person][other] -= 1
            self.met[other][person] -= 1

    def improve(self) -> None:
        """Swaps that lower the sum, and at first some that don't: a fixed number of tries, colder and colder."""
        single = [u[0] for u in self.units.units if len(u) == 1 and u[0] not in self.units.fixed_people]
        blocks = [u for u in self.units.units if len(u) > 1 and u[0] not in self.units.fixed_people]
        if len(self.sizes) < 2 or len(single) < 2:
            return
        draw, cooling = self.random.random, (_COLD / _HOT) ** (1 / _TRIES)
        heat = _HOT
        for step in range(_TRIES):
            heat *= cooling
            number = int(draw() * self.rounds)
            if blocks and step % 6 == 0:
                self._try_block(number, blocks[int(draw() * len(blocks))], heat)
                continue
            one, other = single[int(draw() * len(single))], single[int(draw() * len(single))]
            here, there = self.at[number][one], self.at[number][other]
            if here != there:
                change = self._change(number, one, other, here, there)
                if change <= 0 or draw() < exp(-change / heat):
                    self._swap(number, (one,), (other,), here, there)

    def _change(self, number: int, one: int, other: int, here: int, there: int) -> int:
        """What a swap of two people adds to the sum; less than nothing where it is better."""
        met_one, met_other = self.met[one], self.met[other]
        cost_one, cost_other = self.cost[one], self.cost[other]
        change = 0
        for x in self.tables[number][here]:
            if x != one:
                change += cost_other[x] - cost_one[x] + _AGAIN * (met_other[x] - met_one[x] + 1)
        for x in self.tables[number][there]:
            if x != other:
                change += cost_one[x] - cost_other[x] + _AGAIN * (met_one[x] - met_other[x] + 1)
        return change

    def _try_block(self, number: int, block: Sequence[int], heat: float) -> None:
        """Swap people who stay together with as many single ones of another table."""
        here = self.at[number][block[0]]
        there = int(self.random.random() * len(self.sizes))
        movable = [
            p for p in self.tables[number][there] if len(self.unit_of[p]) == 1 and p not in self.units.fixed_people
        ]
        if here == there or len(movable) < len(block):
            return
        others = [unit[0] for unit in self._shuffled([(p,) for p in movable])][: len(block)]
        before = self._sum(number, here) + self._sum(number, there)
        self._swap(number, block, others, here, there)
        change = self._sum(number, here) + self._sum(number, there) - before
        if change > 0 and self.random.random() >= exp(-change / heat):
            self._swap(number, others, block, here, there)

    def _sum(self, number: int, table: int) -> int:
        """What a table costs, each meeting as often as it came before."""
        return sum(
            self.cost[p][x] + _AGAIN * (self.met[p][x] - 1) for p, x in combinations(self.tables[number][table], 2)
        )

    def _swap(self, number: int, these: Sequence[int], those: Sequence[int], here: int, there: int) -> None:
        for person in these:
            self._leave(number, person, here)
        for person in those:
            self._leave(number, person, there)
        self._sit(number, those, here)
        self._sit(number, these, there)


def _costs(people: Sequence[Person]) -> list[list[int]]:
    """What each two people cost at one table, whatever they met before."""
    roles = [fold(person.role or "") for person in people]
    places = [fold(person.organisation or "") for person in people]
    costs = [[0] * len(people) for _person in people]
    for one, other in combinations(range(len(people)), 2):
        cost = _ROLE * (roles[one] == roles[other] != "") + _ORGANISATION * (places[one] == places[other] != "")
        cost += _BROKEN * bool(set(people[one].apart) & set(people[other].apart))
        cost += _BROKEN * (people[one].is_elected and people[other].is_elected)
        costs[one][other] = costs[other][one] = cost
    return costs
