"""A workshop plan: decisions only. Every sentence that people read is made from it and the deck."""

from typing import Annotated, Literal

from pydantic import Field

from territoires_cli.models.base import Id, Text, Value
from territoires_cli.models.city import City

Seed = Annotated[int, Field(ge=0, le=999_999)]
Clock = Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
# `chosen`: laid there by hand, though it is no strength and answers nothing that the city states.
Role = Literal["strength", "opportunity", "wildcard", "chosen"]


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
    """A table: its number (from 1), how many people sit at it, and, if somebody gave them, a name of its own and its room."""

    number: Annotated[int, Field(ge=1)]
    seats: Annotated[int, Field(ge=1)]
    name: Annotated[Text, Field(max_length=80)] | None = None
    room: Annotated[Text, Field(max_length=80)] | None = None


Level = Literal["information", "consultation", "co-conception", "co-decision"]


class Mandate(Value):
    """What participants may decide, what is settled already, and what becomes of the results: who answers, and when."""

    level: Level
    decides: Text | None = None
    settled: Text | None = None
    answered_by: Text | None = None
    answered_when: Text | None = None


class Moment(Value):
    """Something that happens at a fixed time, whatever the steps do: its clock time (HH:MM), its minutes, its title.

    `asked_at` is the time that was wanted, where `at` could only come near.
    """

    at: Clock
    asked_at: Clock | None = None
    minutes: Annotated[int, Field(ge=0, le=120)] = 5
    title: Annotated[Text, Field(max_length=120)]


class Stop(Value):
    """A place that a walk visits: its name, the minutes to walk there, and the card that is read there."""

    name: Annotated[Text, Field(max_length=80)]
    walk: Annotated[int, Field(ge=0, le=60)] = 3
    card: Id | None = None


class Harvest(Value):
    """What a table brought home, typed afterwards: cards kept and set aside (ids), and its own words."""

    table: Annotated[int, Field(ge=1)]
    kept: tuple[Id, ...] = ()
    set_aside: tuple[Id, ...] = ()
    notes: tuple[Text, ...] = ()


class TimedStep(Value):
    """A step of the format and the minutes that it is given."""

    step: Id
    minutes: Annotated[int, Field(ge=1, le=480)]


class DeckReference(Value):
    """The deck that a plan was made from; `roots` are the folders named with `--deck`, none for the built-in one."""

    id: Id
    version: Text
    digest: Annotated[str, Field(pattern=r"^[0-9a-f]{12,64}$")]
    roots: tuple[Text, ...] = ()


class Plan(Value):
    """Everything that was decided for one workshop.

    `start` is a clock time (HH:MM), `duration` and steps are minutes, `participants` and seats are people.
    `asked_for` is what was typed to name the city: an id of the deck or a file. `activities` are the warm-ups and closings
    called; `locks` the cards that a redraw leaves in place, `excluded` those that are never dealt, `included` those that lie on
    some table whatever the matching says; `after` the plan
    whose harvest this one begins with, `begins_with` that harvest, `harvest` what came out of this one;
    `asked_duration` the minutes that were wanted, where `duration` could only come near.
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
    asked_duration: Annotated[int, Field(ge=1, le=1440)] | None = None
    participants: Annotated[int, Field(ge=1)]
    steps: tuple[TimedStep, ...] = Field(min_length=1)
    dropped: tuple[Id, ...] = ()
    moments: tuple[Moment, ...] = ()
    activities: tuple[Id, ...] = ()
    mandate: Mandate | None = None
    stops: tuple[Stop, ...] = ()
    tables: tuple[Table, ...] = Field(min_length=1)
    hands: tuple[Hand, ...] = Field(min_length=1)
    locks: tuple[Id, ...] = ()
    excluded: tuple[Id, ...] = ()
    included: tuple[Id, ...] = ()
    harvest: tuple[Harvest, ...] = ()
    after: Text | None = None
    begins_with: tuple[Harvest, ...] = ()
    asked_for: Text
    city: City
