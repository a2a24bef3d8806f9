"""A workshop plan: decisions only. Every sentence that people read is made from it and the deck."""

from typing import Annotated, Literal

from pydantic import Field

from territoires_cli.models.base import Id, Text, Value
from territoires_cli.models.city import City

Seed = Annotated[int, Field(ge=0, le=999_999)]
Clock = Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
Role = Literal["strength", "opportunity", "wildcard"]


class DealtCard(Value):
    """A card in a table's hand, and why it lies there."""

    card: Id
    role: Role


class Hand(Value):
    """What a table receives: its number (from 1), the challenges of its theme, its cards."""

    table: Annotated[int, Field(ge=1)]
    challenges: tuple[Id, ...]
    cards: tuple[DealtCard, ...]


class Table(Value):
    """A table of the room: its number (from 1) and how many people sit at it."""

    number: Annotated[int, Field(ge=1)]
    seats: Annotated[int, Field(ge=1)]


class TimedStep(Value):
    """A step of the format and the minutes that it is given."""

    step: Id
    minutes: Annotated[int, Field(ge=1)]


class DeckReference(Value):
    """The deck that a plan was made from; `roots` are the folders named with `--deck`, none for the built-in one."""

    id: Id
    version: Text
    digest: Text
    roots: tuple[Text, ...] = ()


class Plan(Value):
    """Everything that was decided for one workshop.

    `start` is a clock time (HH:MM), `duration` and steps are minutes, `participants` and seats are people.
    `asked_for` is what was typed to name the city: an id of the deck or a file.
    """

    schema_version: Annotated[int, Field(alias="schema", ge=1, le=1)] = 1
    deck: DeckReference
    format: Id
    seed: Seed
    title: Text | None = None
    date: Text | None = None
    place: Text | None = None
    organiser: Text | None = None
    start: Clock
    duration: Annotated[int, Field(ge=5, le=1440)]
    participants: Annotated[int, Field(ge=1)]
    steps: tuple[TimedStep, ...] = Field(min_length=1)
    dropped: tuple[Id, ...] = ()
    tables: tuple[Table, ...] = Field(min_length=1)
    hands: tuple[Hand, ...] = Field(min_length=1)
    locks: tuple[Id, ...] = ()
    asked_for: Text
    city: City
