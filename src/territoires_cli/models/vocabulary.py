"""Closed vocabularies (fixed words) and the deck's own vocabularies (families, types, challenges, topics)."""

from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from territoires_cli.models.base import Id, Text, Value

Lever = Literal["commune", "intercommunalite", "departement", "region", "habitants", "entreprises"]
Level = Literal["low", "medium", "high"]
TerritorySize = Literal["village", "bourg", "ville-moyenne", "grande-ville"]
# INSEE calls a commune of fewer than 2,000 inhabitants rural (unités urbaines, 2020); the Sharitories report
# (2017) calls a town of 20,000 to 100,000 inhabitants a mid-sized city.
VILLAGE_BELOW = 2_000
MID_SIZED_FROM = 20_000
LARGE_FROM = 100_000
Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9a-f]{6}$")]


class Family(Value):
    """One of the deck's families of practices, with the letter printed before its codes."""

    id: Id
    code: Annotated[str, StringConstraints(pattern=r"^[A-Z]{1,2}$")]
    title: Text
    short_title: Text
    description: Text
    colour: Colour
    pictogram: Id


class PracticeType(Value):
    """One of the four types of collaborative practice."""

    id: Id
    title: Text
    description: Text


class ChallengeGroup(Value):
    """A heading under which challenges are listed."""

    id: Id
    title: Text


class Challenge(Value):
    """A trouble a town may have: its label, the question put to a table and the words people use for it."""

    id: Id
    group: Id
    label: Annotated[Text, Field(max_length=40)]
    description: Text
    question: Text
    terms: tuple[Text, ...] = Field(min_length=3)


class Addition(Value):
    """A deck that completes another one: what people need to know of it, and to credit; `practices` are those it adds."""

    id: Id
    title: Text
    version: Text
    licence: Text
    author: Text | None = None
    credits: Text | None = None
    practices: tuple[Id, ...] = ()


class DeckInfo(Value):
    """Who made the deck, in which version and language, under which licence, and its families and types.

    A deck that `extends` another one, usually the built-in one, adds to it and may take everything else from there; `replaces` are the ids
    of what it tells in its own way, `hides` those of what it leaves out: cards, formats and activities.
    `additions` are the decks that complete it: they are found when decks are put together, and nobody writes them.
    """

    schema_version: Annotated[int, Field(alias="schema", ge=1, le=1)] = 1
    id: Id
    title: Text
    version: Annotated[Text, Field(max_length=200)]
    language: Text = "fr"
    licence: Text
    author: Text | None = None
    credits: Text | None = None
    extends: Id | None = None
    replaces: tuple[Id, ...] = ()
    hides: tuple[Id, ...] = ()
    families: tuple[Family, ...] = ()
    types: tuple[PracticeType, ...] = ()
    additions: tuple[Addition, ...] = ()

    @model_validator(mode="after")
    def _stand_or_extend(self) -> Self:
        if self.extends is None and not (self.families and self.types):
            raise PydanticCustomError("deck_without_families", "families and types, or extends")
        return self


class ChallengeBook(Value):
    """The challenges that towns state, under their headings."""

    groups: tuple[ChallengeGroup, ...] = ()
    challenges: tuple[Challenge, ...] = Field(min_length=1)


def size_of(population: int) -> TerritorySize:
    """The size class of a number of inhabitants."""
    if population < VILLAGE_BELOW:
        return "village"
    if population < MID_SIZED_FROM:
        return "bourg"
    return "ville-moyenne" if population < LARGE_FROM else "grande-ville"
