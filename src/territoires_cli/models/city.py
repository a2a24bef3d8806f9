"""A territory: who lives there, what troubles it, and what it already has."""

import re
import unicodedata
from typing import Annotated, Any, Self

from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from territoires_cli.models.base import Card, Citation, Fact, Id, Stage, Status, Text, Value, Year
from territoires_cli.models.vocabulary import Lever, TerritorySize, size_of

# How much a territory may say in free words (characters): about six pages.
MOST_SAID = 20_000
_PLAIN = str.maketrans({"œ": "oe", "Œ": "Oe", "æ": "ae", "Æ": "Ae", "’": "'"})


class Population(Value):
    """A number of inhabitants (people), its year and its source."""

    value: Annotated[int, Field(gt=0, lt=100_000_000)]
    as_of: Year | None = None
    source: Citation | None = None


class Figure(Value):
    """A figure of the territory's profile, written as it is read aloud."""

    label: Text
    value: Text
    as_of: Year | None = None
    source: Citation | None = None
    note: Text | None = None


class StatedChallenge(Value):
    """A challenge that the territory states; priority 1 is the most urgent, 5 the least."""

    id: Id
    priority: Annotated[int, Field(ge=1, le=5)] = 1
    why: Text | None = None


class Strength(Value):
    """An initiative of the territory, seen as an instance of a practice.

    One that was only planned when it was told (`stage`), or has closed since (`status`), is told as such and is no
    strength to build on.
    """

    practice: Id
    name: Text | None = None
    stage: Stage = "running"
    note: Text | None = None
    as_of: Year | None = None
    source: Citation | None = None
    status: Status | None = None

    @property
    def is_closed(self) -> bool:
        """Whether it is known to have closed."""
        return self.status is not None and self.status.state == "closed"

    @property
    def is_there(self) -> bool:
        """Whether it was running when it was told, and isn't known to have closed since."""
        return self.stage == "running" and not self.is_closed


class Platform(Value):
    """The national platform shown beside a city: an example, by its name, on the card of a practice."""

    practice: Id
    example: Text


class Monograph(Value):
    """What a study says of a city: its theme in one line, how collaborative practices grow there, a national platform."""

    title: Text
    analysis: Text
    platform: Platform | None = None
    source: Citation


class City(Card):
    """A territory that prepares a workshop; it states tagged challenges, a free text, or both."""

    schema_version: Annotated[int, Field(alias="schema", ge=1, le=1)] = 1
    id: Id = ""
    name: Text
    country: Text | None = None
    region: Text | None = None
    population: Population | None = None
    context: Text | None = None
    figures: tuple[Figure, ...] = ()
    statement: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MOST_SAID)] | None = (
        None
    )
    challenges: tuple[StatedChallenge, ...] = ()
    strengths: tuple[Strength, ...] = ()
    constraints: tuple[Text, ...] = ()
    holds: tuple[Lever, ...] = ()
    facts: tuple[Fact, ...] = ()
    monograph: Monograph | None = None
    sources: tuple[Citation, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _accept_short_forms(cls, data: Any) -> Any:
        """Let people write challenges and strengths as a plain list of ids, and a population as a number.

        Challenges written as ids get the priorities 1, 2, 3 … in the order of the list; a missing id is made
        from the name.
        """
        if not isinstance(data, dict):
            return data
        data = dict(data)
        challenges, strengths = data.get("challenges"), data.get("strengths")
        if isinstance(challenges, list | tuple):
            data["challenges"] = [
                {"id": item, "priority": min(rank, 5)} if isinstance(item, str) else item
                for rank, item in enumerate(challenges, start=1)
            ]
        if isinstance(strengths, list | tuple):
            data["strengths"] = [{"practice": item} if isinstance(item, str) else item for item in strengths]
        population = data.get("population")
        if isinstance(population, str) and re.fullmatch(r"\d{1,3}( \d{3})+", population):
            population = int(population.replace(" ", ""))
        if isinstance(population, int | float | str) and not isinstance(population, bool):
            data["population"] = {"value": population}
        if not data.get("id") and isinstance(data.get("name"), str):
            data["id"] = slug(data["name"])
        return data

    @model_validator(mode="after")
    def _state_something(self) -> Self:
        if not self.challenges and not self.statement:
            raise PydanticCustomError("city_without_challenge", "neither challenges nor statement")
        return self

    @property
    def size(self) -> TerritorySize | None:
        """The size class of the territory, or None where its population is not known."""
        if self.population is None:
            return None
        return size_of(self.population.value)


def slug(text: str) -> str:
    """An id made from a name: lower case, without accents, words joined by hyphens."""
    plain = unicodedata.normalize("NFKD", text.translate(_PLAIN)).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:64].strip("-") or "territoire"
