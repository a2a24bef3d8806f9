"""The best set of k items: against every set there is, on items made at random, and on a thousand of them."""

import itertools
from collections.abc import Mapping, Sequence
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from territoires_cli.covering import BestSet, Item, best_set

SETTINGS = settings(deadline=None, max_examples=150)
# Worths are told to the millionth.
NEAR = 2e-6

ELEMENTS = "abcdefgh"
VALUES = st.integers(0, 40).map(lambda number: number / 20)
ITEMS = st.lists(st.builds(Item, VALUES, st.frozensets(st.sampled_from(ELEMENTS), max_size=4)), max_size=12)
WEIGHTS = st.fixed_dictionaries(dict.fromkeys(ELEMENTS, VALUES))


def worth_of(items: Sequence[Item], weights: Mapping[str, float], chosen: Sequence[int]) -> float:
    """What a set is worth, by its definition: its scores, and the weight of each element covered, once."""
    covered = frozenset[str]().union(*(items[place].covers for place in chosen))
    return sum(items[place].score for place in chosen) + sum(weights.get(name, 0.0) for name in covered)


def best_worth(items: Sequence[Item], weights: Mapping[str, float], size: int, forced: Sequence[int] = ()) -> float:
    """The greatest worth of all sets of this size that hold what is forced, each of them looked at."""
    sets = (chosen for chosen in itertools.combinations(range(len(items)), size) if set(forced) <= set(chosen))
    return max(worth_of(items, weights, chosen) for chosen in sets)


def assert_well_formed(
    found: BestSet, items: Sequence[Item], weights: Mapping[str, float], size: int, forced: Sequence[int] = ()
) -> None:
    """What holds for any answer: as many different places as asked, in order, worth what is said, within the bound."""
    assert len(found.chosen) == max(min(size, len(items)), len(set(forced)))
    assert list(found.chosen) == sorted(set(found.chosen))
    assert set(forced) <= set(found.chosen) <= set(range(len(items)))
    assert found.worth == pytest.approx(worth_of(items, weights, found.chosen), abs=NEAR)
    assert found.bound >= found.worth


@SETTINGS
@given(ITEMS, WEIGHTS, st.integers(1, 12))
def test_no_other_set_is_worth_more(items: list[Item], weights: dict[str, float], size: int) -> None:
    """On up to twelve items the worth is that of the best of all sets, and it is said to be proved."""
    found = best_set(items, weights, size)
    assert_well_formed(found, items, weights, size)
    assert found.worth == pytest.approx(best_worth(items, weights, min(size, len(items))), abs=NEAR)
    assert found.is_optimal


@SETTINGS
@given(ITEMS, WEIGHTS, st.integers(1, 6), st.integers(0, 30))
def test_without_a_finished_search_the_bound_still_holds(
    items: list[Item], weights: dict[str, float], size: int, looks: int
) -> None:
    """However early the search stops, no set is worth more than the bound, and what is called proved is the best."""
    found = best_set(items, weights, size, looks=looks)
    assert_well_formed(found, items, weights, size)
    best = best_worth(items, weights, min(size, len(items)))
    assert found.worth - NEAR <= best <= found.bound + NEAR
    if found.is_optimal:
        assert found.worth == pytest.approx(best, abs=NEAR)


@SETTINGS
@given(ITEMS.filter(bool), WEIGHTS, st.integers(1, 8), st.data())
def test_forced_items_are_always_in_the_set(
    items: list[Item], weights: dict[str, float], size: int, data: st.DataObject
) -> None:
    """The best set among those that hold what is forced; what is forced twice counts once, and may exceed the size."""
    forced = data.draw(st.lists(st.integers(0, len(items) - 1), max_size=4))
    found = best_set(items, weights, size, forced)
    assert_well_formed(found, items, weights, size, forced)
    assert found.worth == pytest.approx(best_worth(items, weights, len(found.chosen), forced), abs=NEAR)
    assert found.is_optimal


def tangled(seed: int) -> tuple[list[Item], dict[str, float]]:
    """Items without scores that cover overlapping things: prices alone don't prove what is best of them."""
    random = Random(seed)
    names = [f"thing {number}" for number in range(15)]
    items = [Item(random.choice((0.0, 0.0, 0.1)), frozenset(random.sample(names, 4))) for _number in range(15)]
    return items, {name: random.choice((0.5, 0.8, 1.0)) for name in names}


@pytest.mark.parametrize("seed", range(30))
def test_what_is_called_proved_is_the_best_where_prices_do_not_prove_it(seed: int) -> None:
    """A search that may go on finds the best set; one that is cut short says no more than it knows."""
    items, weights = tangled(seed)
    best = best_worth(items, weights, 4)
    whole, cut = best_set(items, weights, 4), best_set(items, weights, 4, looks=0)
    assert whole.is_optimal
    assert whole.worth == pytest.approx(best, abs=NEAR)
    assert cut.worth - NEAR <= best <= cut.bound + NEAR


def test_some_searches_are_cut_short() -> None:
    """The items above are what they are meant to be: for many of them the proof needs the search."""
    cut = [best_set(*tangled(seed), 4, looks=0) for seed in range(30)]
    assert sum(not found.is_optimal for found in cut) >= 10


def test_an_element_counts_once() -> None:
    """The second best item loses to a weaker one that covers something else."""
    items = [Item(0.9, frozenset("a")), Item(0.8, frozenset("a")), Item(0.3, frozenset("b"))]
    weights = {"a": 1.0, "b": 1.0}
    assert best_set(items, weights, 2) == BestSet((0, 2), 3.2, 3.2)
    assert best_set(items, weights, 2, forced=[1]) == BestSet((1, 2), 3.1, 3.1)
    assert best_set(items, {"a": 1.0, "b": 0.4}, 2) == BestSet((0, 1), 2.7, 2.7)


def test_the_greedy_choice_is_not_the_best_one() -> None:
    """Two items that cover everything together win over the one that covers most alone."""
    items = [Item(0.0, frozenset("abcd")), Item(0.0, frozenset("abe")), Item(0.0, frozenset("cdf"))]
    found = best_set(items, dict.fromkeys("abcdef", 1.0), 2)
    assert (found.chosen, found.worth, found.is_optimal) == ((1, 2), 6.0, True)


def test_fewer_items_than_asked_are_all_taken() -> None:
    """A set of more items than there are is all of them; of none, or none asked, it is empty."""
    items = [Item(0.5, frozenset("a")), Item(0.0, frozenset())]
    assert best_set(items, {"a": 0.25}, 9) == BestSet((0, 1), 0.75, 0.75)
    assert best_set([], {"a": 0.25}, 9) == BestSet((), 0.0, 0.0)
    assert best_set(items, {"a": 0.25}, 0) == BestSet((), 0.0, 0.0)


def test_elements_without_weight_change_nothing() -> None:
    """With weights of zero, or none named, the best scores are chosen and nothing else counts."""
    items = [Item(score, frozenset(name)) for score, name in ((0.2, "a"), (0.9, "b"), (0.0, "c"), (0.7, "b"))]
    for weights in ({}, dict.fromkeys("abc", 0.0), {"z": 5.0}):
        assert best_set(items, weights, 2) == BestSet((1, 3), 1.6, 1.6)


def test_ties_are_broken_by_the_order_of_the_items() -> None:
    """Of items that are worth the same, the first ones are chosen, whatever they cover together."""
    alike = [Item(0.5, frozenset("a"))] * 6
    assert best_set(alike, {"a": 1.0}, 3).chosen == (0, 1, 2)
    assert best_set(alike, {"a": 1.0}, 3, forced=[4]).chosen == (0, 1, 4)
    pairs = [Item(0.5, frozenset(name)) for name in "abab"]
    assert best_set(pairs, {"a": 1.0, "b": 1.0}, 2).chosen == (0, 1)


def test_the_same_question_has_the_same_answer() -> None:
    """Nothing but the items and weights decides: the order in which weights are given doesn't."""
    items, weights = generated(7, 300)
    backwards = dict(reversed(weights.items()))
    assert best_set(items, weights, 9) == best_set(items, weights, 9) == best_set(items, backwards, 9)


def generated(seed: int, count: int) -> tuple[list[Item], dict[str, float]]:
    """Items like the cards of a large deck: a family, an effort, up to five challenges answered more or less strongly."""
    random = Random(seed)
    challenges = [f"challenge {number}" for number in range(random.randint(2, 12))]
    urgency = {name: random.choice((1.0, 0.8, 0.6, 0.45, 0.3)) for name in challenges}
    total = sum(urgency.values())
    weights = {f"{name} {level}": urgency[name] / total / 3 for name in challenges for level in (1, 2, 3)}
    weights |= {f"family {number}": 0.12 for number in range(random.choice((10, 40)))}
    weights |= {f"effort {number}": 0.05 for number in range(3)}
    families = sum(name.startswith("family") for name in weights)
    items = []
    for _number in range(count):
        covers = {f"family {random.randrange(families)}", f"effort {random.randrange(3)}"}
        for name in random.sample(challenges, random.randint(0, min(5, len(challenges)))):
            covers.update(f"{name} {level}" for level in range(1, random.randint(1, 3) + 1))
        items.append(Item(round(random.random() ** random.choice((1, 3)), 6), frozenset(covers)))
    return items, weights


@pytest.mark.parametrize("seed", range(24))
def test_of_a_thousand_items_the_set_is_nearly_the_best(seed: int) -> None:
    """Whatever the deck, a hand is worth at least 0.99 of what is proved that no hand can exceed."""
    items, weights = generated(seed, 1000)
    for size in (3, 8, 12, 24):
        found = best_set(items, weights, size)
        assert_well_formed(found, items, weights, size)
        assert found.worth / found.bound >= 0.99


def test_forced_items_of_a_thousand_keep_the_bound_near() -> None:
    """Also where some of the worst items must be in the set."""
    items, weights = generated(1, 1000)
    forced = sorted(range(1000), key=lambda place: items[place].score)[:3]
    found = best_set(items, weights, 10, forced)
    assert_well_formed(found, items, weights, 10, forced)
    assert found.worth / found.bound >= 0.99
    assert found.worth < best_set(items, weights, 10).worth
