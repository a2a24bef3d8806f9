"""Who sits where: everybody once a round, wishes that hold or are named, few people who meet twice."""

from itertools import combinations, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from territoires_cli.mixing import arrange, least_repeats, repeats_of
from territoires_cli.models.people import Arrangement, Person

SIZES = [7, 7, 7, 7, 6, 6]


def people(count: int, **fields: dict[int, object]) -> list[Person]:
    """So many people, with fields of some of them: `people(5, apart={0: ("a",), 1: ("a",)})`."""
    found = [
        Person(
            name=f"P{number}",
            role=("élue", "habitant", "agent")[number % 3],
            organisation=f"O{number % 7}",
            line=number + 2,
        )
        for number in range(count)
    ]
    for field, values in fields.items():
        for place, value in values.items():
            found[place] = found[place].model_copy(update={field: value})
    return found


def table_of(found: Arrangement, number: int, name: str) -> int:
    """The place of the table at which somebody sits in a round."""
    return next(
        place for place, table in enumerate(found.rounds[number]) if any(person.name == name for person in table)
    )


def slow_repeats(found: Arrangement) -> int:
    """The meetings that came again, counted round by round with names."""
    count = 0
    for one, other in combinations(found.rounds, 2):
        for table in one:
            for again in other:
                both = len({person.name for person in table} & {person.name for person in again})
                count += both * (both - 1) // 2
    return count


@settings(deadline=None, max_examples=12)
@given(data=st.data())
def test_everybody_sits_once_a_round(data: st.DataObject) -> None:
    """At tables of the sizes asked for, whatever the wishes; repeats are counted right and never fewer than the bound."""
    sizes = data.draw(st.lists(st.integers(3, 7), min_size=1, max_size=5))
    count, rounds = sum(sizes), data.draw(st.integers(1, 4))
    words = st.lists(st.sampled_from("abc"), max_size=1).map(tuple)
    listed = [
        person.model_copy(
            update={
                "together": data.draw(words) if place % 3 == 0 else (),
                "apart": data.draw(words) if place % 4 == 1 else (),
                "is_elected": data.draw(st.booleans()) if place % 5 == 0 else False,
                "is_host": place % 6 == 2,
            }
        )
        for place, person in enumerate(people(count))
    ]
    found = arrange(listed, sizes, rounds, data.draw(st.integers(0, 999_999)))
    assert len(found.rounds) == rounds
    for seated in found.rounds:
        assert [len(table) for table in seated] == sizes
        assert sorted(person.name for table in seated for person in table) == sorted(person.name for person in listed)
    assert found.repeats == slow_repeats(found) >= found.least
    told = " ".join(found.remarks)
    for one, other in combinations(listed, 2):
        together = set(one.together) & set(other.together)
        for number in range(rounds):
            same = table_of(found, number, one.name) == table_of(found, number, other.name)
            if together and not same:
                assert one.name in told
            if set(one.apart) & set(other.apart) and same:
                assert f"{one.name} (ligne {one.line})" in told or f"{other.name} (ligne {other.line})" in told


@pytest.mark.parametrize("seed", range(3))
def test_forty_people_meet_again_hardly_more_than_they_must(seed: int) -> None:
    """Six tables and four rounds: within ten per cent of what no seating can beat."""
    found = arrange(people(40), SIZES, 4, seed)
    assert found.least == 24
    assert found.repeats <= 26
    assert found.remarks == ()


def test_wishes_of_a_real_list_hold() -> None:
    """An interpreter, a family, two rivals, four officials, a host a table: all hold, in each of four rounds."""
    listed = people(
        40,
        together={0: ("i",), 1: ("i",), 2: ("f",), 3: ("f",), 4: ("f",)},
        apart={5: ("r",), 6: ("r",)},
        is_elected=dict.fromkeys((10, 11, 12, 13), True),
        is_host=dict.fromkeys(range(20, 26), True),
    )
    found = arrange(listed, SIZES, 4, 7)
    assert found.remarks == ()
    for number in range(4):
        at = [table_of(found, number, person.name) for person in listed]
        assert at[0] == at[1]
        assert at[2] == at[3] == at[4]
        assert at[5] != at[6]
        assert len({at[place] for place in range(10, 14)}) == 4
        assert sorted(at[20:26]) == [0, 1, 2, 3, 4, 5]
        assert at[20:26] == [table_of(found, 0, person.name) for person in listed[20:26]]
    assert found.least == 36
    assert found.repeats <= 46


def test_the_same_list_and_seed_give_the_same_seats() -> None:
    """Once more, and with another seed other seats."""
    first, again, other = (arrange(people(24), [6, 6, 6, 6], 2, seed) for seed in (3, 3, 4))
    assert first == again
    assert first.rounds != other.rounds


def test_tables_mix_roles_and_part_colleagues() -> None:
    """Eight of each of three roles at four tables: two of each at every table, and few of one organisation."""
    found = arrange(people(24), [6, 6, 6, 6], 1, 1)
    for table in found.rounds[0]:
        assert sorted([person.role for person in table].count(role) for role in ("élue", "habitant", "agent")) == [
            2,
            2,
            2,
        ]
        places = [person.organisation for person in table]
        assert max(places.count(place) for place in places) <= 2


@pytest.mark.parametrize("sizes", [(2, 2), (3, 3), (3, 2)])
def test_the_bound_is_never_above_the_best(sizes: tuple[int, ...]) -> None:
    """Every seating of a few people at two tables, tried one by one: none beats the bound, and some reach it."""
    count = sum(sizes)
    first = [list(range(sizes[0])), list(range(sizes[0], count))]
    best = min(
        repeats_of([first, [list(order[: sizes[0]]), list(order[sizes[0] :])]]) for order in permutations(range(count))
    )
    assert least_repeats(sizes, 2) == best


@pytest.mark.parametrize(
    ("fields", "sizes", "said"),
    [
        ({"together": dict.fromkeys(range(5), ("a",))}, [4, 4], "ne peuvent pas s’asseoir à une même table"),
        ({"together": {0: ("a",), 1: ("a",)}, "apart": {0: ("b",), 1: ("b",)}}, [4, 4], "malgré le vœu de les séparer"),
        ({"apart": {0: ("b",), 1: ("b",), 2: ("b",)}}, [4, 4], "malgré le vœu de les séparer"),
        ({"is_elected": dict.fromkeys(range(3), True)}, [4, 4], "plus d’élus que de tables : jusqu’à 2 par table"),
        ({"is_elected": {0: True, 1: True}, "together": {0: ("a",), 1: ("a",)}}, [4, 4], "qui sont élus : un vœu les met ensemble"),
        ({"is_host": dict.fromkeys(range(3), True)}, [4, 4], "Il y a plus d’hôtes que de tables : P"),
        ({"together": {0: ("a",), 1: ("a",), 2: ("a",), 3: ("b",), 4: ("b",), 5: ("b",), 6: ("c",), 7: ("c",)}}, [4, 4], "P6 (ligne 8) et P7 (ligne 9) ne peuvent pas"),
    ],
)  # fmt: skip
def test_a_wish_that_can_t_hold_is_named(fields: dict[str, dict[int, object]], sizes: list[int], said: str) -> None:
    """A group larger than its table, wishes that cross, more officials or hosts than tables: who, their lines, and seats all the same."""
    found = arrange(people(sum(sizes), **fields), sizes, 2, 1)
    assert any(said in remark for remark in found.remarks), found.remarks
    assert [len(table) for table in found.rounds[0]] == sizes


def test_one_table_needs_no_mixing() -> None:
    """Eight people at one table in three rounds: each pair meets in each, as it must."""
    found = arrange(people(8), [8], 3, 1)
    assert found.repeats == found.least == 28 * 3
