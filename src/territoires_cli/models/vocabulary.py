"""Closed vocabularies (fixed words) and the deck's own vocabularies (families, types, challenges, topics)."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

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


class DeckInfo(Value):
    """Who made the deck, in which version and language, under which licence, and its families and types."""

    schema_version: Annotated[int, Field(alias="schema", ge=1, le=1)] = 1
    id: Id
    title: Text
    version: Text
    language: Text = "fr"
    licence: Text
    credits: Text
    families: tuple[Family, ...] = Field(min_length=1)
    types: tuple[PracticeType, ...] = Field(min_length=1)


class ChallengeBook(Value):
    """The challenges that towns state, under their headings."""

    groups: tuple[ChallengeGroup, ...] = Field(min_length=1)
    challenges: tuple[Challenge, ...] = Field(min_length=1)


def size_of(population: int) -> TerritorySize:
    """The size class of a number of inhabitants."""
    if population < VILLAGE_BELOW:
        return "village"
    if population < MID_SIZED_FROM:
        return "bourg"
    return "ville-moyenne" if population < LARGE_FROM else "grande-ville"
