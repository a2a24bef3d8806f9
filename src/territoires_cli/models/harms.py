"""By which words the texts of a deck speak of a challenge, where they warn that a practice makes it worse."""

from pydantic import Field

from territoires_cli.models.base import Id, Text, Value


class Harm(Value):
    """Words (in the singular) that name whom or what a challenge hits; only `territoires check` reads them."""

    challenge: Id
    words: tuple[Text, ...] = Field(min_length=1)
