"""A session in the room: what happened and what was said, entry by entry. Nothing is ever changed, only added."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from territoires_cli.models.base import Id, Text, Value
from territoires_cli.models.plan import TimedStep

# What drives the clock.
ClockKind = Literal["start", "move", "pause", "resume", "extend", "retime", "end"]
# What people said and decided.
SaidKind = Literal[
    "note", "strength", "card", "vote", "priority", "proposal", "disagreement", "parked", "absent", "present", "surprise", "next", "dealt"
]  # fmt: skip
# What becomes of an earlier entry.
AmendKind = Literal["correct", "withdraw"]
EntryKind = ClockKind | SaidKind | AmendKind
Verdict = Literal["kept", "refused"]

_NEEDS: dict[str, tuple[str, ...]] = {
    "move": ("step",),
    "extend": ("minutes",),
    "retime": ("steps",),
    "note": ("text",),
    "strength": ("table", "text"),
    "card": ("table", "card"),
    "vote": ("table", "count"),
    "priority": ("table", "text"),
    "proposal": ("table", "text"),
    "disagreement": ("text",),
    "parked": ("text",),
    "absent": ("text",),
    "present": ("count",),
    "surprise": ("text",),
    "next": ("text",),
    "dealt": ("table", "card"),
    "correct": ("of",),
    "withdraw": ("of",),
}


class Entry(Value):
    """One line of a session's journal.

    `n` counts from 1; `at` is when, in seconds since 1970 (UTC); `table` is a table's number, none for the whole room; `line`
    the number that the transcription grid gives it at its table; `card` and `step` are ids; `count` people or votes; `minutes`
    what is added to a step; `steps` what is still to come and its minutes; `owner` who carries a proposal, to be confirmed, and
    `due` by when, as it was said; `of` the entry that is corrected or withdrawn. A correction tells what changes, and only that.
    """

    n: Annotated[int, Field(ge=1)]
    at: Annotated[float, Field(ge=0)]
    kind: EntryKind
    table: Annotated[int, Field(ge=1)] | None = None
    line: Annotated[int, Field(ge=1, le=999)] | None = None
    step: Id | None = None
    card: Id | None = None
    text: Text | None = None
    verdict: Verdict | None = None
    count: Annotated[int, Field(ge=0, le=100_000)] | None = None
    minutes: Annotated[int, Field(ge=-480, le=480)] | None = None
    steps: tuple[TimedStep, ...] | None = None
    owner: Annotated[Text, Field(max_length=200)] | None = None
    due: Annotated[Text, Field(max_length=100)] | None = None
    of: Annotated[int, Field(ge=1)] | None = None

    @model_validator(mode="after")
    def _complete(self) -> Self:
        missing = [name for name in _NEEDS.get(self.kind, ()) if getattr(self, name) is None]
        if missing:
            message = f"{self.kind} needs {', '.join(missing)}"
            raise ValueError(message)
        if self.of is not None and self.of >= self.n:
            message = "of must be an earlier entry"
            raise ValueError(message)
        return self


class SessionHead(Value):
    """The first line of a journal: its own name, the plan it runs, and when it was opened (seconds since 1970, UTC)."""

    schema_version: Annotated[int, Field(alias="schema", ge=1, le=1)] = 1
    kind: Literal["session"] = "session"
    name: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
    title: Text
    opened: Annotated[float, Field(ge=0)]
