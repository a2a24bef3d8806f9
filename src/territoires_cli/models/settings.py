"""What a user tells once of herself and of the data she keeps: printed on invitations and sign-in sheets."""

from typing import Annotated

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


class Settings(Value):
    """The user's configuration; null is what is not told: a line to fill in, or the usual words."""

    schema_version: Annotated[int, Field(alias="schema", ge=1, le=1)] = 1
    organiser: Words | None = None
    facilitator: Words | None = None
    privacy: Privacy = Privacy()
