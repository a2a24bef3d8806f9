"""Action sheets, and the framework that orders them: one purpose, its axes, their objectives."""

from pydantic import Field

from territoires_cli.models.base import Card, Citation, Code, Fact, Id, Text, Value
from territoires_cli.models.cards import ChallengeAnswer, Effort
from territoires_cli.models.examples import AnyExample, Link
from territoires_cli.models.vocabulary import Lever


class PracticeLink(Value):
    """A practice that a card serves or shows, and how in one sentence."""

    id: Id
    why: Text


class ActionSheet(Card):
    """How to start: what to do, in which order, what it costs, how to follow it up, who did it.

    The first example is the emblematic one, shown in the framework. Where it isn't known yet who did it, what it costs
    or how to measure it, a territory's own sheet may leave that out.
    """

    code: Code
    title: Text
    objective: Id
    summary: Text
    aliases: tuple[Text, ...] = ()
    situations: tuple[Text, ...] = ()
    description: Text | None = None
    strengths: tuple[Text, ...] = ()
    limits: tuple[Text, ...] = Field(min_length=1)
    steps: tuple[Text, ...] = Field(min_length=3)
    indicators: tuple[Text, ...] = ()
    costs: tuple[Fact, ...] = ()
    practices: tuple[PracticeLink, ...] = ()
    challenges: tuple[ChallengeAnswer, ...] = Field(min_length=1)
    levers: tuple[Lever, ...] = Field(min_length=1)
    effort: Effort
    examples: tuple[AnyExample, ...] = ()
    facts: tuple[Fact, ...] = ()
    links: tuple[Link, ...] = ()
    notes: tuple[Text, ...] = ()
    sources: tuple[Citation, ...] = ()


class Purpose(Value):
    """What all the actions are for."""

    title: Text
    description: Text
    source: Citation


class Axis(Value):
    """An intention that follows from the purpose."""

    id: Id
    title: Text
    description: Text


class Objective(Value):
    """An aim of an axis, which action sheets reach."""

    id: Id
    axis: Id
    title: Text
    description: Text


class LessonTheme(Value):
    """A heading under which lessons are listed."""

    id: Id
    title: Text


class Framework(Value):
    """The purpose, its axes, their objectives; and the themes of the lessons. A deck without actions needs none."""

    purpose: Purpose | None = None
    axes: tuple[Axis, ...] = ()
    objectives: tuple[Objective, ...] = ()
    themes: tuple[LessonTheme, ...] = ()
