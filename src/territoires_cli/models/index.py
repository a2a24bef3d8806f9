"""The index of a deck: each card of every kind in a few words, and what it is tied to, seen from both ends."""

from typing import Literal

from territoires_cli.models.base import Citation, Id, Status, Text, Url, Value, Year

Kind = Literal["practice", "action", "city", "project", "elsewhere", "lesson", "model"]
KINDS: tuple[Kind, ...] = ("practice", "action", "city", "project", "elsewhere", "lesson", "model")


class Tie(Value):
    """Another card that a card is tied to, whichever of the two states it, and why in one sentence."""

    to: Id
    why: Text | None = None


class Facets(Value):
    """What a card can be filtered by; for what a card has none of, the values of the practices that it is tied to."""

    families: tuple[Id, ...] = ()
    types: tuple[Id, ...] = ()
    challenges: tuple[Id, ...] = ()
    levers: tuple[Text, ...] = ()
    efforts: tuple[Text, ...] = ()


class Entry(Value):
    """A card in a few words: its kind and names, where and when it is told, what became of it, its ties and facets."""

    id: Id
    kind: Kind
    code: Text | None = None
    title: Text
    summary: Text
    names: tuple[Text, ...] = ()
    place: Text | None = None
    as_of: Year | None = None
    source: Citation | None = None
    status: Status | None = None
    url: Url | None = None
    ties: tuple[Tie, ...] = ()
    facets: Facets = Facets()
