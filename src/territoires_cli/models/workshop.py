"""A workshop format: its steps, their minutes, their words and their materials."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from territoires_cli.models.base import Citation, Id, Text, Value

# `hidden` minutes are real but not on the participants' agenda: arrival, changing tables.
StepKind = Literal["work", "break", "lunch", "margin", "hidden"]
Grouping = Literal["plenary", "table", "pair", "individual", "free"]
Energy = Literal["calm", "active"]
Per = Literal["workshop", "table", "person"]
MaterialPer = Literal["workshop", "table", "person", "facilitator"]
Phase = Literal["open", "explore", "choose", "commit", "close"]
# What a step hands on to the next ones; a step may only take what an earlier one gave.
Product = Literal[
    "mandate",
    "seats",
    "challenges",
    "spokespeople",
    "reading",
    "strengths",
    "opportunities",
    "sorting",
    "choices",
    "priorities",
    "actors",
    "strategy",
    "feedback",
    "next-steps",
    "example",
    "project",
    "gallery",
    "milestones",
    "indicators",
    "commitments",
    "map",
    "observations",
    "trace",
]


class Minutes(Value):
    """Bounds of a step in minutes; `tight` is what is left of it where the format plays its short version.

    With `per: table` or `per: person` the figures are multiplied by the number of tables or people.
    """

    min: Annotated[int, Field(ge=0, le=480)]
    ideal: Annotated[int, Field(ge=0, le=480)]
    max: Annotated[int, Field(ge=0, le=480)]
    tight: Annotated[int, Field(ge=0, le=480)] | None = None
    per: Per = "workshop"

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        least = self.min if self.tight is None else self.tight
        if not least <= self.min <= self.ideal <= self.max:
            raise PydanticCustomError("minutes_out_of_order", "tight <= min <= ideal <= max")
        return self


class Range(Value):
    """A lower and an upper bound, both included; null means unbounded."""

    min: Annotated[int, Field(ge=0)] | None = None
    max: Annotated[int, Field(ge=0)] | None = None

    def holds(self, value: int) -> bool:
        """Whether the value lies within the bounds."""
        return (self.min is None or value >= self.min) and (self.max is None or value <= self.max)


class TargetRange(Value):
    """A lower bound, the value aimed at, and an upper bound."""

    min: Annotated[int, Field(ge=1, le=1000)]
    ideal: Annotated[int, Field(ge=1, le=1000)]
    max: Annotated[int, Field(ge=1, le=1000)]

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if not self.min <= self.ideal <= self.max:
            raise PydanticCustomError("range_out_of_order", "min <= ideal <= max")
        return self


class Material(Value):
    """Something to bring: how many of it, for the workshop, or for each table, participant or facilitator.

    `item` names as many as there usually are, `one` a single one where that is another word (« livrets », « livret »).
    What isn't counted (`counted: false`) is told without a number, with those it is for: « collation, pour 24 personnes ».
    """

    item: Text
    one: Text | None = None
    counted: bool = True
    quantity: Annotated[int, Field(ge=1, le=500)]
    per: MaterialPer
    note: Text | None = None


class Step(Value):
    """One step of a format: why, what the facilitator says and does, what participants do, with what.

    In `say`, `do` and `participants`, `{end}` stands for the clock time at which the step ends; `{proposal}`, `{proposals}`,
    `{vote}` for what the mandate makes of them (« avis », « proposition », « décision » ; « vote indicatif », « vote »);
    `{mandate}`, alone, for the sentences that read the mandate aloud.
    """

    id: Id
    title: Text
    kind: StepKind = "work"
    phase: Phase
    minutes: Minutes
    drop_order: Annotated[int, Field(ge=1)] | None = None
    tables: Range | None = None
    grouping: Grouping
    energy: Energy = "calm"
    purpose: Text
    say: tuple[Text, ...] = ()
    do: tuple[Text, ...] = ()
    participants: tuple[Text, ...] = ()
    watch: tuple[Text, ...] = ()
    if_dropped: Text | None = None
    materials: tuple[Material, ...] = ()
    takes: tuple[Product, ...] = ()
    gives: tuple[Product, ...] = ()


class TableRules(Value):
    """How many people sit at a table, and how many tables a facilitator can hold."""

    size: TargetRange
    count: TargetRange
    per_facilitator: Annotated[int, Field(ge=1)]
    least_facilitators: Annotated[int, Field(ge=1)] = 1


class HandRules(Value):
    """How many cards a table receives, how many of them are strengths at most and wildcards; and how many action sheets."""

    size: TargetRange
    strengths: Annotated[int, Field(ge=0)]
    wildcards: Annotated[int, Field(ge=0)]
    actions: Annotated[int, Field(ge=0, le=6)] = 0

    @model_validator(mode="after")
    def _leave_room(self) -> Self:
        if self.strengths + self.wildcards >= self.size.min:
            raise PydanticCustomError("hand_without_room", "strengths + wildcards < size.min")
        return self


class Series(Value):
    """A format that is one of several meetings, each from the harvest of the one before."""

    id: Id
    number: Annotated[int, Field(ge=1, le=9)]
    of: Annotated[int, Field(ge=2, le=9)]


class Activity(Value):
    """A warm-up or a closing that any format may call: plan options put it after the opening, or before the closing."""

    id: Id
    title: Text
    use: Literal["warm-up", "closing"]
    minutes: Minutes
    grouping: Grouping
    energy: Energy = "active"
    purpose: Text
    say: tuple[Text, ...] = ()
    do: tuple[Text, ...] = ()
    participants: tuple[Text, ...] = ()
    watch: tuple[Text, ...] = ()
    materials: tuple[Material, ...] = ()
    people: Range = Range()
    not_for: tuple[Id, ...] = ()


class WorkshopFormat(Value):
    """A way to play the deck: its aims, tables, hands and steps; durations follow from the steps.

    `stops`: how many places a walk visits; `series`: which meeting of a series this is.
    """

    id: Id
    title: Text
    summary: Text
    result: Text
    audience: Text
    aims: tuple[Text, ...] = Field(min_length=1)
    start: Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
    doors: Annotated[int, Field(ge=0, le=120)]
    participants: Annotated[int, Field(ge=1)]
    tables: TableRules
    hands: HandRules
    stops: TargetRange | None = None
    series: Series | None = None
    room: tuple[Text, ...] = Field(min_length=1)
    before: tuple[Text, ...] = ()
    after: tuple[Text, ...] = ()
    materials: tuple[Material, ...] = ()
    steps: tuple[Step, ...] = Field(min_length=3)
    sources: tuple[Citation, ...] = ()
