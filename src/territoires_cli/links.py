"""What a deck's things refer to: dangling ids, ids used twice, and the walk over everything a deck holds. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

from pydantic import BaseModel

from territoires_cli.models.base import Card, Value
from territoires_cli.models.city import City
from territoires_cli.models.deck import Deck
from territoires_cli.names import Names, enumerate_in_french
from territoires_cli.translation import gettext as _

FieldPath: TypeAlias = tuple[str | int, ...]


class Finding(NamedTuple):
    """A rule that something breaks: the thing, the path of the field in it, a sentence, error or warning.

    `better` is the value that would do instead, where that is known; `also` is where else the same thing stands.
    """

    thing: Value
    path: FieldPath
    message: str
    severity: str = "error"
    better: str | None = None
    also: tuple[tuple[Value, FieldPath], ...] = ()


# A thing with a file or list item of its own, the path of something in it, and that something.
_Item: TypeAlias = tuple[Value, FieldPath, Value]


# The files that hold the ids of a kind of target, and are read as a whole.
_HELD_IN = {
    "deck.yaml": ("family", "type"),
    "challenges.yaml": ("challenge", "group"),
    "framework.yaml": ("axis", "objective", "theme"),
    "sources.yaml": ("source",),
}


def check_links(
    deck: Deck, unread: Iterable[str] = (), lost: Iterable[str] = (), beside: Iterable[Value] = ()
) -> list[Finding]:
    """Ids that point to nothing, and ids or codes used twice: with one of them a deck can't be used.

    `unread` are the ids of cards whose files have faults of their own: they exist. `lost` are the names of files whose
    ids nobody knows: what points to them isn't judged. `beside` are things to look into that the deck doesn't hold.
    """
    unknown = {target for name in lost for target in _HELD_IN.get(name, ())}
    unread = tuple(unread)
    known = {target: Names([*names, *unread]) for target, names in _known(deck).items() if target not in unknown}
    things = (*things_of(deck), *beside)
    return [*_twice(deck), *(finding for thing in things for finding in _dangling_in(thing, known))]


def check_city_links(city: City, deck: Deck) -> list[Finding]:
    """Challenges and practices of a city that the deck doesn't have; its sources may be its own."""
    known = {kind: Names(names) for kind, names in _known(deck).items() if kind != "source"}
    return [*_dangling_in(city, known), *_repeated((("id", _inside(city, "challenges")),))]


def _known(deck: Deck) -> dict[str, list[str]]:
    """The ids that may be referred to, by kind of target."""
    return {
        "source": list(deck.source),
        "challenge": list(deck.challenge),
        "practice": list(deck.practice),
        "family": list(deck.family),
        "type": list(deck.type),
        "group": [group.id for group in deck.book.groups],
        "case": [*deck.city, *(project.id for project in deck.projects), *(place.id for place in deck.elsewhere)],
        "city": list(deck.city),
        "action": [action.id for action in deck.actions],
        "model": [model.id for model in deck.models],
        "axis": [axis.id for axis in deck.framework.axes],
        "objective": [objective.id for objective in deck.framework.objectives],
        "theme": [theme.id for theme in deck.framework.themes],
    }


def _dangling_in(thing: Value, known: Mapping[str, Names]) -> Iterator[Finding]:
    for path, target, value in references_of(thing):
        if target in known and value not in known[target]:
            close = known[target].nearest(value)
            yield Finding(thing, path, _dangling(value, target, close, known[target].few), better=close)


def cards_of(deck: Deck) -> tuple[Card, ...]:
    """Every card of the deck, of every kind: they share one namespace of ids."""
    cases = (*deck.cities, *deck.projects, *deck.elsewhere, *deck.lessons, *deck.models)
    return (*deck.practices, *deck.actions, *cases)


def things_of(deck: Deck) -> Iterator[Value]:
    """Everything in the deck that stands in a file of its own or is an item of a list."""
    yield deck.info
    yield deck.book
    yield deck.lexicon
    yield deck.framework
    yield from (*deck.sources, *cards_of(deck), *deck.pairs, *deck.formats, *deck.activities, *deck.troubles)


def _dangling(value: str, target: str, close: str | None, known: Sequence[str]) -> str:
    if close is not None:
        return _("« {value} » n’existe pas ; vouliez-vous dire « {name} » ?").format(value=value, name=close)
    if known:
        return _("« {value} » n’existe pas dans ce jeu, qui a {names}").format(
            value=value, names=enumerate_in_french(known, _("et"))
        )
    lists = {"challenge": "territoires list --kind challenge", "practice": "territoires list"}
    if target in lists:
        return _("« {value} » n’existe pas dans ce jeu ; la liste : {command}").format(
            value=value, command=lists[target]
        )
    return _("« {value} » n’existe pas dans ce jeu").format(value=value)


def _twice(deck: Deck) -> Iterator[Finding]:
    lists: tuple[tuple[str, Sequence[_Item]], ...] = (
        ("id", _alone(cards_of(deck))),
        ("code", _alone((*deck.practices, *deck.actions))),
        ("id", _alone(deck.formats)),
        ("id", _alone(deck.activities)),
        ("id", _alone(deck.sources)),
        ("id", _inside(deck.info, "families")),
        ("code", _inside(deck.info, "families")),
        ("id", _inside(deck.info, "types")),
        ("id", _inside(deck.book, "groups")),
        ("id", _inside(deck.book, "challenges")),
        ("id", _inside(deck.lexicon, "out_of_play")),
        ("id", _inside(deck.lexicon, "synonyms")),
        ("id", _alone(deck.troubles)),
        ("id", _inside(deck.framework, "axes")),
        ("id", _inside(deck.framework, "objectives")),
        ("id", _inside(deck.framework, "themes")),
        *(("id", _inside(shape, "steps")) for shape in deck.formats),
        *(("id", _inside(city, "challenges")) for city in deck.cities),
    )
    yield from _repeated(lists)


def _repeated(lists: Iterable[tuple[str, Sequence[_Item]]]) -> Iterator[Finding]:
    for attribute, items in lists:
        places: dict[str, list[_Item]] = {}
        for found in items:
            value = getattr(found[2], attribute, None)
            if value is not None:
                places.setdefault(value, []).append(found)
        for value, twins in places.items():
            for thing, path, item in twins if len(twins) > 1 else ():
                message = _("« {value} » est employé {count} fois").format(value=value, count=len(twins))
                also = [(other, (*place, attribute)) for other, place, twin in twins[:4] if twin is not item]
                yield Finding(thing, (*path, attribute), message, also=tuple(also[:3]))


def _alone(things: Iterable[Value]) -> list[_Item]:
    return [(thing, (), thing) for thing in things]


def _inside(thing: Value, name: str) -> list[_Item]:
    return [(thing, (name, index), item) for index, item in enumerate(getattr(thing, name, ()))]


REFERENCES: dict[str, tuple[tuple[str, str], ...]] = {
    "Citation": (("id", "source"),),
    "ChallengeAnswer": (("id", "challenge"),),
    "StatedChallenge": (("id", "challenge"),),
    "Aggravation": (("challenge", "challenge"),),
    "Strength": (("practice", "practice"),),
    "CaseExample": (("case", "case"),),
    "Challenge": (("group", "group"),),
    "PracticeCard": (("family", "family"), ("type", "type")),
    "Pair": (("cards", "practice"),),
    "PracticeLink": (("id", "practice"),),
    "ActionSheet": (("objective", "objective"),),
    "Objective": (("axis", "axis"),),
    "Project": (("city", "city"),),
    "Elsewhere": (("models", "model"),),
    "Lesson": (("theme", "theme"), ("actions", "action")),
    "Platform": (("practice", "practice"),),
    "Harm": (("challenge", "challenge"),),
    "Trouble": (("challenges", "challenge"), ("practices", "practice"), ("actions", "action")),
    "Activity": (("not_for", "format"),),
}
"""Model → the fields in which it refers to something else, and what that is."""


def names_by_field(deck: Deck) -> dict[tuple[str, str], list[str]]:
    """Model and field → the ids that may be written there."""
    known = _known(deck)
    return {
        (model, name): known[target]
        for model, fields in REFERENCES.items()
        for name, target in fields
        if known.get(target)
    }


def references_of(thing: Value) -> Iterator[tuple[FieldPath, str, str]]:
    """Each id that a thing refers to: path, kind of its target, id; a thing kept of faulty data may lack some."""
    for path, part in parts_of(thing):
        for name, target in REFERENCES.get(type(part).__name__, ()):
            value = getattr(part, name, None)
            if isinstance(value, str):
                yield (*path, name), target, value
            elif isinstance(value, dict):
                yield from (((*path, name, key), target, key) for key in value)
            elif value is not None:
                found = (((*path, name, index), target, item) for index, item in enumerate(value))
                yield from (reference for reference in found if reference[2] is not None)


def parts_of(thing: Any, path: FieldPath = ()) -> Iterator[tuple[FieldPath, Any]]:
    """The thing and every model inside it, each with its path."""
    # A model keeps its fields in `__dict__`: asking pydantic for them one by one takes three times as long.
    if isinstance(thing, BaseModel):
        yield path, thing
        inside: Iterable[tuple[str | int, Any]] = thing.__dict__.items()
    else:
        inside = enumerate(thing)
    for place, item in inside:
        kind = type(item)
        if kind is tuple:
            if item and type(item[0]) is not str:
                yield from parts_of(item, (*path, place))
        elif kind is not str and isinstance(item, BaseModel):
            yield from parts_of(item, (*path, place))


NOT_PROSE = {
    *("id", "code", "family", "type", "url", "colour", "pictogram", "takes", "gives"),
    *("terms", "nicknames", "said", "says", "words", "cues", "traps", "neutral"),
}
"""Fields that hold no French sentence: identifiers, addresses, words to search and to listen by (some are English)."""


def texts_of(thing: Any, path: FieldPath = (), *, everything: bool = False) -> Iterator[tuple[FieldPath, str]]:
    """Every text of a thing with its path; ids, addresses and search terms only when `everything` is asked for."""
    if isinstance(thing, str):
        yield path, thing
    elif isinstance(thing, BaseModel):
        for name, item in thing.__dict__.items():
            if everything or name not in NOT_PROSE:
                yield from texts_of(item, (*path, name), everything=everything)
    elif isinstance(thing, tuple):
        for index, item in enumerate(thing):
            yield from texts_of(item, (*path, index), everything=everything)
