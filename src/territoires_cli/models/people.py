"""The people who come: read from a list that stays with whoever organises, and never kept in a plan."""

from typing import Annotated, NamedTuple

from pydantic import Field

from territoires_cli.models.base import Text, Value

Name = Annotated[Text, Field(max_length=120)]


class Person(Value):
    """Somebody who enrolled.

    `is_elected`: at most one a table; `is_host`: looks after a table; `is_absent`: won't come after all. `together` and
    `apart` are words of the list: people who share one of the first sit at one table, of the second never at the same.
    `line` is where the list names them.
    """

    name: Name
    role: Name | None = None
    organisation: Name | None = None
    is_elected: bool = False
    is_host: bool = False
    is_absent: bool = False
    together: tuple[Name, ...] = ()
    apart: tuple[Name, ...] = ()
    line: Annotated[int, Field(ge=1)] = 1


class Arrangement(NamedTuple):
    """Who sits where: for each round, for each table in order, the people at it.

    `repeats` counts the meetings that came again: two people at one table in two rounds count once, in three thrice.
    `least` is a proven lower bound of it. `remarks` name in words each wish that could not hold.
    """

    rounds: tuple[tuple[tuple[Person, ...], ...], ...]
    repeats: int
    least: int
    remarks: tuple[str, ...] = ()
