"""Which steps each number of tables plays, which of them are sure to be played, and their ideal minutes. Pure."""

from typing import NamedTuple, TypeAlias

from territoires_cli.models.workshop import Step, WorkshopFormat

# A step and its number in the format.
Placed: TypeAlias = tuple[int, Step]


class Casting(NamedTuple):
    """The steps that some numbers of tables may play, with the fewest and the most of these tables."""

    steps: tuple[Placed, ...]
    fewest: int
    most: int


def castings(shape: WorkshopFormat) -> list[Casting]:
    """Every selection of steps that a number of tables makes, few tables first."""
    found: dict[tuple[int, ...], Casting] = {}
    for tables in range(shape.tables.count.min, shape.tables.count.max + 1):
        placed = enumerate(shape.steps)
        steps = tuple(item for item in placed if item[1].tables is None or item[1].tables.holds(tables))
        key = tuple(index for index, _step in steps)
        found[key] = Casting(steps, found[key].fewest if key in found else tables, tables)
    return list(found.values())


def is_sure(step: Step) -> bool:
    """Whether a step is played whatever the time: it neither leaves nor shrinks to nothing."""
    least = step.minutes.min if step.minutes.tight is None else step.minutes.tight
    return step.drop_order is None and least > 0


def ideal_minutes(shape: WorkshopFormat, step: Step, tables: int) -> int:
    """The ideal minutes of a step for so many tables of the ideal size."""
    return step.minutes.ideal * _times(shape, step, tables)


def least_minutes(shape: WorkshopFormat, step: Step, tables: int) -> int:
    """The minutes of a step for so many tables of the ideal size where time is short."""
    minutes = step.minutes
    return (minutes.min if minutes.tight is None else minutes.tight) * _times(shape, step, tables)


def _times(shape: WorkshopFormat, step: Step, tables: int) -> int:
    return {"workshop": 1, "table": tables, "person": tables * shape.tables.size.ideal}[step.minutes.per]
