"""What is said twice: a link stated again on the same card, a number or a name that two cards have. Pure."""

from collections.abc import Callable, Iterator
from typing import Any

from territoires_cli.links import FieldPath, Finding, cards_of
from territoires_cli.models.base import Card
from territoires_cli.models.city import City
from territoires_cli.models.deck import Deck
from territoires_cli.names import fold
from territoires_cli.translation import gettext as _

# The lists of a card in which nothing may stand twice: what makes an item itself, and the field that says so.
_LISTS: tuple[tuple[str, str, Callable[[Any], Any]], ...] = (
    ("challenges", "id", lambda item: item.id),
    ("practices", "id", lambda item: item.id),
    ("aggravates", "challenge", lambda item: item.challenge),
    ("actions", "", lambda item: item),
    ("models", "", lambda item: item),
    ("strengths", "practice", lambda item: (item.practice, fold(item.name or ""))),
    ("examples", "case", lambda item: (item.case, fold(item.name or "")) if hasattr(item, "case") else None),
    ("examples", "name", lambda item: None if hasattr(item, "case") else (fold(item.name), fold(item.place))),
)


def check_doubles(card: Card) -> Iterator[Finding]:
    """A link that a card states twice: the second mention is the one to take out."""
    for field, inner, identity in _LISTS:
        items = getattr(card, field, ())
        # The strengths of an action sheet are sentences; the challenges of a city are judged with the links.
        if (items and isinstance(items[0], str) != (inner == "")) or (field == "challenges" and isinstance(card, City)):
            continue
        seen: set[Any] = set()
        for index, item in enumerate(items):
            key = identity(item)
            if key is not None and key in seen:
                name = getattr(item, inner, item)
                path: FieldPath = (field, index, inner) if inner else (field, index)
                yield Finding(card, path, _("« {name} » est déjà cité plus haut dans cette liste").format(name=name))
            seen.add(key)


def check_names(deck: Deck) -> Iterator[Finding]:
    """Lessons of one number, and names that lead to another card than their own."""
    numbers: dict[int, str] = {}
    for lesson in deck.lessons:
        other = numbers.setdefault(lesson.number, lesson.id)
        if other != lesson.id:
            message = _("l’enseignement « {name} » a déjà ce numéro")
            yield Finding(lesson, ("number",), message.format(name=other))
    practices = {card.id for card in deck.practices}
    owners = _owners(deck)
    for card in cards_of(deck):
        for path, name in _names(card):
            # A practice's other names lead to it from a town's list of strengths, where no other kind can stand.
            among = practices if path[0] == "aliases" and card.id in practices else None
            for owner in owners.get(fold(name), ()):
                if owner != card.id and (among is None or owner in among):
                    message = _("« {name} » désigne aussi la carte « {card} » : choisissez un autre nom")
                    yield Finding(card, path, message.format(name=name, card=owner))


def _owners(deck: Deck) -> dict[str, list[str]]:
    """The cards that each id, code and title names, folded; those with one id are told elsewhere."""
    owners: dict[str, list[str]] = {}
    for card in cards_of(deck):
        for name in {
            fold(card.id),
            fold(getattr(card, "code", card.id)),
            *(fold(name) for _path, name in _title(card)),
        }:
            owners.setdefault(name, []).append(card.id)
    return owners


def _names(card: Card) -> Iterator[tuple[FieldPath, str]]:
    yield from _title(card)
    yield from ((("aliases", index), name) for index, name in enumerate(getattr(card, "aliases", ())))


def _title(card: Card) -> Iterator[tuple[FieldPath, str]]:
    """The title of a card; a city has a name instead."""
    field = "title" if hasattr(card, "title") else "name"
    yield (field,), getattr(card, field)
