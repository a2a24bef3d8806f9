"""The values that every model is made of: identifiers, texts, citations and dated statuses."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=64)]
Code = Annotated[str, StringConstraints(pattern=r"^[A-Z]{1,3}[0-9]{1,2}$")]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000)]
Url = Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>\"]+$", max_length=500)]
Year = Annotated[int, Field(ge=1800, le=2100)]

State = Literal["active", "renamed", "closed", "unknown"]
# Whether an initiative ran or was only planned when it was told.
Stage = Literal["running", "planned"]


class Value(BaseModel):
    """A frozen value that refuses keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Card(Value):
    """A card of the deck, of any kind: all share one namespace of ids."""

    id: Id


class Citation(Value):
    """Where a fact stands: a source of the deck, and the place inside it."""

    id: Id
    locator: Text | None = None


class Status(Value):
    """What became of an initiative: `since` is the year it closed or was renamed (`became` is its new name).

    `as_of` is the year the source speaks of; null means that nobody could check.
    """

    state: State
    since: Year | None = None
    became: Text | None = None
    as_of: Year | None = None
    note: Text | None = None
    source: Citation | None = None


class Fact(Value):
    """A dated statement and its source; a null year means that the source gives none."""

    text: Text
    as_of: Year | None
    source: Citation
    note: Text | None = None


class Source(Value):
    """A document that facts are taken from; `short` is how a printed card names it."""

    id: Id
    title: Text
    short: Annotated[Text, Field(max_length=60)]
    author: Text | None = None
    year: Year | None
    licence: Text | None = None
    url: Url | None = None
    note: Text | None = None
