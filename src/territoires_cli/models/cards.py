"""Practice cards, what they share with other cards, and the pairs of cards that combine well."""

from collections.abc import Collection
from typing import Annotated

from pydantic import Field

from territoires_cli.models.base import Card, Citation, Code, Fact, Id, Text, Value
from territoires_cli.models.examples import AnyExample, Link
from territoires_cli.models.vocabulary import Level, Lever, TerritorySize


class ChallengeAnswer(Value):
    """How strongly a card answers a challenge (3 is the strongest), and why in one sentence."""

    id: Id
    weight: Annotated[int, Field(ge=1, le=3)]
    why: Text


class Aggravation(Value):
    """A challenge that the practice can make worse, and why.

    `said` are the words by which people say that this very harm is at work: a challenge that is only heard in a text,
    and not tagged, keeps the card away where one of them is heard too.
    """

    challenge: Id
    why: Text
    said: tuple[Text, ...] = ()
    source: Citation | None = None


class Effort(Value):
    """What a practice asks for, on three levels each: money, time, coordination."""

    money: Level
    time: Level
    coordination: Level
    note: Text | None = None


class Scale(Value):
    """The sizes of territory where the practice works, and under which condition."""

    sizes: tuple[TerritorySize, ...] = Field(min_length=1)
    note: Text | None = None


class Benefits(Value):
    """What inhabitants gain, and what local government gains."""

    citizens: tuple[Text, ...] = ()
    local_government: tuple[Text, ...] = ()


class PracticeCard(Card):
    """One of the deck's practices: front, back, and what the screen and the annex add.

    `aliases` are other names that are printed; `nicknames` are names by which people say that it is there, or wish it:
    the card is found and recognised by them, and they are printed nowhere.

    What the two printed faces need is required; what the screen and the annex add may be missing from a territory's
    own card. The built-in deck holds all of it (its tests say so).
    """

    code: Code
    title: Text
    family: Id
    type: Id
    summary: Text
    aliases: tuple[Text, ...] = ()
    nicknames: tuple[Text, ...] = ()
    neighbours: tuple[Text, ...] = ()
    description: Text | None = None
    benefits: Benefits = Benefits()
    challenges: tuple[ChallengeAnswer, ...] = Field(min_length=1)
    aggravates: tuple[Aggravation, ...] = ()
    situations: tuple[Text, ...] = ()
    scale: Scale | None = None
    effort: Effort
    levers: tuple[Lever, ...] = Field(min_length=1)
    partners: tuple[Text, ...] = ()
    first_steps: tuple[Text, Text, Text]
    limits: tuple[Text, ...] = Field(min_length=2)
    conditions: tuple[Text, ...] = ()
    questions: tuple[Text, Text, Text]
    examples: tuple[AnyExample, ...] = ()
    facts: tuple[Fact, ...] = ()
    links: tuple[Link, ...] = ()
    sources: tuple[Citation, ...] = ()


class Pair(Value):
    """Two practices that combine well, and why."""

    cards: tuple[Id, Id]
    why: Text


MOST_CODES = 99
"""The last number that a code may have."""


def next_code(letters: str, taken: Collection[str]) -> str | None:
    """The first code with these letters that no card has: after all that are taken, else in a gap; None where all are."""
    orders = [code_order(code) for code in taken]
    used = {number for known, number in orders if known == letters}
    width = 2 if any(code.startswith(f"{letters}0") for code in taken) else 1
    after = range(max(used, default=0) + 1, MOST_CODES + 1)
    free = next((number for number in (*after, *range(1, MOST_CODES + 1)) if number not in used), None)
    return None if free is None else f"{letters}{free:0{width}d}"


def code_order(code: str) -> tuple[str, int]:
    """The order of printed codes: letters, then the number as a number (A2 before A10)."""
    letters = code.rstrip("0123456789")
    return letters, int(code[len(letters) :])
