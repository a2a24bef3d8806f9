"""Cases and what they teach: projects, territories elsewhere, models of collaborative cities, lessons."""

from typing import Annotated, Literal

from pydantic import Field

from territoires_cli.models.actions import PracticeLink
from territoires_cli.models.base import Card, Citation, Fact, Id, Status, Text, Url, Year
from territoires_cli.models.cards import ChallengeAnswer
from territoires_cli.models.examples import AnyExample, Link


class Project(Card):
    """A local project: where it comes from, what it lives on, how it grew, what came of it, what it planned.

    `practices` are those it shows, besides the practice cards that have it among their examples. It stands in `city`,
    whose strengths it joins. `challenges` are those that it did something about: it is told as a precedent for these
    alone. `as_of` is the year its source speaks of.
    """

    title: Text
    city: Id | None = None
    place: Text
    summary: Text
    carriers: tuple[Text, ...] = Field(min_length=1)
    origin: Text
    business_model: Text | None = None
    development: Text
    difficulties: tuple[Text, ...] = ()
    results: tuple[Fact, ...] = Field(min_length=1)
    outlook: Text | None = None
    practices: tuple[PracticeLink, ...] = ()
    challenges: tuple[ChallengeAnswer, ...] = ()
    as_of: Year | None
    source: Citation
    status: Status
    url: Url | None = None
    links: tuple[Link, ...] = ()
    notes: tuple[Text, ...] = ()
    sources: tuple[Citation, ...] = Field(min_length=1)


class Elsewhere(Card):
    """A collaborative territory elsewhere: a large city, a region, or a network that works for one.

    `practices` are those it shows, besides the practice cards that have it among their examples; `challenges` those
    that it did something about. A mere call for projects has none: it is no precedent.
    """

    title: Text
    place: Text
    scale: Literal["city", "region", "network"]
    summary: Text
    description: Text
    facts: tuple[Fact, ...] = ()
    practices: tuple[PracticeLink, ...] = ()
    challenges: tuple[ChallengeAnswer, ...] = ()
    models: tuple[Id, ...] = ()
    as_of: Year | None
    source: Citation
    status: Status
    url: Url | None = None
    links: tuple[Link, ...] = ()
    notes: tuple[Text, ...] = ()
    sources: tuple[Citation, ...] = Field(min_length=1)


class CityModel(Card):
    """A way of being a collaborative city: what it rests on, whom it suits, what it asks for, what to ask oneself."""

    title: Text
    summary: Text
    aliases: tuple[Text, ...] = ()
    description: Text
    suits: Text
    conditions: tuple[Text, ...] = Field(min_length=2)
    limits: tuple[Text, ...] = Field(min_length=2)
    questions: tuple[Text, Text, Text]
    practices: tuple[PracticeLink, ...] = Field(min_length=1)
    challenges: tuple[ChallengeAnswer, ...] = Field(min_length=1)
    facts: tuple[Fact, ...] = ()
    links: tuple[Link, ...] = ()
    notes: tuple[Text, ...] = ()
    sources: tuple[Citation, ...] = Field(min_length=1)


class Lesson(Card):
    """What the eight cities taught: a recommendation, how to follow it, where it was seen, and its limits."""

    number: Annotated[int, Field(ge=1, le=99)]
    theme: Id
    title: Text
    summary: Text
    description: Text
    advice: tuple[Text, ...] = Field(min_length=2)
    limits: tuple[Text, ...] = Field(min_length=1)
    question: Text
    examples: tuple[AnyExample, ...] = Field(min_length=1)
    actions: tuple[Id, ...] = ()
    challenges: tuple[ChallengeAnswer, ...] = Field(min_length=1)
    notes: tuple[Text, ...] = ()
    sources: tuple[Citation, ...] = Field(min_length=1)
