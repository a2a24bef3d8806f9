"""What a user tells once of herself and of the data she keeps: printed on invitations and sign-in sheets."""

from typing import Annotated, Literal

from pydantic import Field

from territoires_cli.models.base import Text, Value

Words = Annotated[Text, Field(max_length=300)]


class Privacy(Value):
    """What becomes of people's names: who keeps them (`controller`), why, who sees them, how long, whom to write to.

    `photographs`: whether pictures will be taken, for which consent is asked apart.
    """

    controller: Words | None = None
    contact: Words | None = None
    purpose: Words | None = None
    seen_by: Words | None = None
    kept_for: Words | None = None
    photographs: bool = True


class Printer(Value):
    """What is known of a printer: the edge it turns sheets on, and by how many millimetres it shifts the backs.

    A positive offset moves what is printed on backs to the right, or down.
    """

    schema_version: Annotated[int, Field(alias="schema", ge=1, le=1)] = 1
    flip: Literal["long", "short"] = "long"
    offset_x: Annotated[float, Field(ge=-20, le=20)] = 0
    offset_y: Annotated[float, Field(ge=-20, le=20)] = 0


class Settings(Value):
    """The user's configuration; null is what is not told: a line to fill in, or the usual words.

    `decks` are those that commands use when none is named: folders, zips, ids of installed decks.
    """

    schema_version: Annotated[int, Field(alias="schema", ge=1, le=1)] = 1
    organiser: Words | None = None
    facilitator: Words | None = None
    privacy: Privacy = Privacy()
    decks: tuple[Annotated[Text, Field(max_length=1000)], ...] = Field(default=(), max_length=20)
