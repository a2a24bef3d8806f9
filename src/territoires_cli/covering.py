"""The set of k items of the greatest worth, each with a score and the elements that it covers. Pure.

worth(S) = Σ score of the items of S + Σ weight of the elements that some item of S covers.

The upper bound is the Lagrangian one of the maximum coverage problem (Fisher, "The Lagrangian relaxation method for
solving integer programming problems", Management Science 27, 1981): each element's weight is shared between the element
itself and, as a price, the items that cover it. Branch and bound on those prices then proves the optimum.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import fsum

ROUNDS = 45
# How many of the best items an exchange is tried with.
NEIGHBOURS = 50
# Items looked at in the search tree before the best set found is returned with its bound: about a hundredth of a second.
MOST_LOOKS = 12_000
EPSILON = 1e-9


@dataclass(frozen=True, slots=True)
class Item:
    """Something to choose: its own score, and the names of the elements that it covers."""

    score: float
    covers: frozenset[str]


@dataclass(frozen=True, slots=True)
class BestSet:
    """The places of the chosen items in the order given, what they are worth, and what no other set can exceed."""

    chosen: tuple[int, ...]
    worth: float
    bound: float

    @property
    def is_optimal(self) -> bool:
        """Whether no other set can be worth more."""
        return self.worth >= self.bound - 1e-6


def best_set(
    items: Sequence[Item], weights: Mapping[str, float], size: int, forced: Sequence[int] = (), looks: int = MOST_LOOKS
) -> BestSet:
    """The best `size` items, or all of them where there are fewer; those in `forced` (places) are always among them.

    Of two sets of equal worth, the one found first is kept: the search goes by the items' order.
    """
    return _Search(items, weights, min(size, len(items)), tuple(dict.fromkeys(forced)), looks).run()


class _Search:
    def __init__(
        self, items: Sequence[Item], weights: Mapping[str, float], size: int, forced: tuple[int, ...], looks: int
    ) -> None:
        self.items = items
        self.forced = forced
        self.free = [place for place in range(len(items)) if place not in set(forced)]
        self.size = max(size, len(forced))
        covered = frozenset[str]().union(*(items[place].covers for place in forced))
        # What the forced items bring is settled: only what they leave uncovered is still worth something.
        self.weights = {name: weight for name, weight in weights.items() if name not in covered and weight > 0}
        self.covers = {
            place: tuple(sorted(name for name in items[place].covers if name in self.weights)) for place in self.free
        }
        self.settled = fsum(items[place].score for place in forced) + fsum(weights.get(name, 0.0) for name in covered)
        self.room = self.size - len(forced)
        self.looks = looks
        self.best: tuple[int, ...] = ()
        self.worth = -1.0

    def run(self) -> BestSet:
        self._keep(self._greedy())
        prices, bound = self._prices()
        if bound > self.worth + EPSILON and self._branch(prices, bound):
            bound = self.worth
        chosen = tuple(sorted((*self.forced, *self.best)))
        worth = round(self.settled + self.worth, 6)
        return BestSet(chosen, worth, max(round(self.settled + bound, 6), worth))

    def _gain(self, place: int, covered: set[str]) -> float:
        new = (self.weights[name] for name in self.covers[place] if name not in covered)
        return fsum((self.items[place].score, *new))

    def _worth(self, places: Sequence[int]) -> float:
        covered = {name for place in places for name in self.covers[place]}
        return fsum((*(self.items[place].score for place in places), *(self.weights[name] for name in covered)))

    def _keep(self, places: Sequence[int]) -> None:
        worth = self._worth(places)
        if worth > self.worth + EPSILON:
            self.best, self.worth = tuple(places), worth

    def _greedy(self) -> list[int]:
        """The item of the greatest gain, again and again; a gain only falls, so that an old one is a bound (Minoux, 1978)."""
        from heapq import heapify, heapreplace

        covered: set[str] = set()
        heap = [(-self._gain(place, covered), place) for place in self.free]
        heapify(heap)
        chosen: list[int] = []
        while len(chosen) < self.room:
            place = heap[0][1]
            gain = (-self._gain(place, covered), place)
            if gain > heap[0]:
                heapreplace(heap, gain)
                continue
            chosen.append(place)
            covered.update(self.covers[place])
            heapreplace(heap, (float("inf"), place))
        return chosen

    def _prices(self) -> tuple[dict[str, float], float]:
        """The prices of the elements that give the lowest bound found by subgradient steps, and that bound.

        Each round drops the items that no better set can hold, so that a deck of a thousand soon is one of a hundred.
        """
        prices = {name: weight / 2 for name, weight in self.weights.items()}
        best_prices, lowest, pace, stuck = prices, float("inf"), 1.0, 0
        for _round in range(ROUNDS):
            ranked = self._ranked(prices)
            taken = ranked[: self.room]
            bound = fsum((*(value for value, _place in taken), *(self.weights[name] - prices[name] for name in prices)))
            places = [-place for _value, place in taken]
            stuck = 0 if bound < lowest - 1e-7 else stuck + 1
            if bound < lowest:
                best_prices, lowest = prices, bound
                self._keep(self._improved(places))
            self._drop(ranked, bound)
            if stuck == 3:
                pace, stuck = pace / 2, 0
            times = dict.fromkeys(prices, -1)
            for place in places:
                for name in self.covers[place]:
                    times[name] += 1
            # A price at its end that is pushed further doesn't move: it is no part of the step's length.
            length = sum(
                count * count
                for name, count in times.items()
                if (prices[name] > 0 if count > 0 else prices[name] < self.weights[name])
            )
            if lowest <= self.worth + EPSILON or length == 0:
                break
            step = pace * (bound - self.worth) / length
            prices = {
                name: min(max(price - step * times[name], 0.0), self.weights[name]) for name, price in prices.items()
            }
        return best_prices, max(lowest, self.worth)

    def _ranked(self, prices: Mapping[str, float]) -> list[tuple[float, int]]:
        """The free items by their score and the prices of what they cover, best first."""
        return sorted(
            ((self.items[at].score + sum([prices[name] for name in self.covers[at]]), -at) for at in self.free),
            reverse=True,
        )

    def _drop(self, ranked: Sequence[tuple[float, int]], bound: float) -> None:
        """Keep, best first, the items that a better set can hold: another in place of the last one costs the difference."""
        least = ranked[self.room - 1][0] - (bound - self.worth) - EPSILON if self.room else 0.0
        self.free = [-place for value, place in ranked if value >= least]

    def _improved(self, places: Sequence[int]) -> list[int]:
        """The set after the best exchange of one item for a free one, as long as there is one that gains."""
        chosen = list(places)
        for index in range(len(chosen)):
            others = [place for place in chosen if place != chosen[index]]
            covered = {name for place in others for name in self.covers[place]}
            held = set(others)
            near = (place for place in self.free[:NEIGHBOURS] if place not in held)
            chosen[index] = max((chosen[index], *near), key=lambda place: self._gain(place, covered))
        return chosen

    def _branch(self, prices: Mapping[str, float], bound: float) -> bool:
        """Search the sets that the bound doesn't rule out, best first in each branch; whether the search was completed."""
        ranked = self._ranked(prices)
        self._drop(ranked, bound)
        order = self.free
        left = fsum(self.weights[name] - prices[name] for name in self.weights)
        looked = 0
        stack: list[tuple[int, tuple[int, ...], float, float, frozenset[str]]] = [(0, (), 0.0, left, frozenset())]
        while stack:
            start, chosen, worth, still, covered = stack.pop()
            if len(chosen) == self.room:
                self._keep(chosen)
                continue
            missing = self.room - len(chosen)
            rest = order[start:]
            looked += len(rest)
            if looked > self.looks:
                return False
            if len(rest) < missing:
                continue
            now = [
                self.items[place].score + sum(prices[name] for name in self.covers[place] if name not in covered)
                for place in rest
            ]
            if worth + still + sum(sorted(now, reverse=True)[:missing]) <= self.worth + EPSILON:
                continue
            place = rest[0]
            new = [name for name in self.covers[place] if name not in covered]
            stack.append((start + 1, chosen, worth, still, covered))
            stack.append(
                (
                    start + 1,
                    (*chosen, place),
                    worth + self.items[place].score + fsum(self.weights[name] for name in new),
                    still - fsum(self.weights[name] - prices[name] for name in new),
                    covered.union(new),
                )
            )
        return True
