"""Decks laid one upon the other → the sections of one deck: what is added, replaced, hidden, and every clash. Pure.

The first deck names the whole, and a later one adds to it. What bears an id that a deck below has is a clash, unless the
later deck says that it replaces it, or writes the very same.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from territoires_cli.joining import join_sections
from territoires_cli.links import Finding
from territoires_cli.models.base import Value
from territoires_cli.models.cards import code_order, next_code
from territoires_cli.models.deck import SECTION_OF_KIND
from territoires_cli.models.vocabulary import DeckInfo
from territoires_cli.names import Names
from territoires_cli.pruning import prune
from territoires_cli.translating import Wording, reword
from territoires_cli.translation import gettext as _

KINDS = tuple(SECTION_OF_KIND.values())
"""The sections of cards: all share one namespace of ids."""
REPLACEABLE = (*KINDS, "formats", "activities")
"""What a deck may replace or hide in the decks below it."""


@dataclass
class Layer:
    """One deck as it was read: what it says of itself, its sections, and the texts it gives to cards of decks below."""

    info: DeckInfo
    sections: dict[str, Any]
    wordings: tuple[Wording, ...] = ()


@dataclass
class Pile:
    """Decks being put together: `sections` of the whole, `findings` about them, values that were changed or joined.

    One of `copies` is (the value that was read, the one that stands for it now), one of `joins` (a value whose lists come
    from two decks, the lower deck's, the upper one's).
    """

    sections: dict[str, Any]
    findings: list[Finding] = field(default_factory=list)
    copies: list[tuple[Value, Value]] = field(default_factory=list)
    joins: list[tuple[Value, Value, Value]] = field(default_factory=list)


def pile_layers(layers: Sequence[Layer]) -> Pile:
    """The sections of the deck that these decks make together, in print order, and what doesn't fit."""
    first = layers[0]
    pile = Pile(dict(first.sections) | {"info": first.info})
    _check_alone(pile, first)
    titles = dict.fromkeys(_names(first), first.info.title)
    for layer in layers:
        if layer.info.additions:
            message = _("ce champ se remplit tout seul : ôtez-le d’ici")
            pile.findings.append(Finding(layer.info, ("additions",), message))
    for layer in layers[1:]:
        _hide(pile, layer)
        _add(pile, layer, titles)
        titles |= dict.fromkeys(_names(layer), layer.info.title)
        _reword(pile, layer.wordings)
        if layer.wordings:
            info = pile.sections["info"]
            pile.sections["info"] = info.model_copy(update={"language": layer.info.language})
            pile.copies.append((info, pile.sections["info"]))
    _sort(pile.sections)
    return pile


def _check_alone(pile: Pile, layer: Layer) -> None:
    """What only makes sense upon another deck."""
    for name in ("replaces", "hides"):
        if getattr(layer.info, name):
            message = _("ce jeu n’en complète aucun : ajoutez « extends: territoires-collaboratifs », ou ôtez ce champ")
            pile.findings.append(Finding(layer.info, (name,), message))
    for wording in layer.wordings:
        message = _("ce jeu n’en complète aucun : il n’y a rien à traduire")
        pile.findings.append(Finding(wording, (), message))


def _names(layer: Layer) -> list[str]:
    """The ids and codes of what a deck adds."""
    found = [item for section in REPLACEABLE for item in layer.sections[section]]
    return [name for item in found for name in (item.id, getattr(item, "code", None)) if name]


def _hide(pile: Pile, layer: Layer) -> None:
    known = Names(item.id for section in REPLACEABLE for item in pile.sections[section])
    for place, name in enumerate(layer.info.hides):
        if name not in known:
            pile.findings.append(Finding(layer.info, ("hides", place), _absent(name, known)))
    gone = {name for name in layer.info.hides if name in known}
    if not gone:
        return
    pruned = prune(pile.sections, gone, REPLACEABLE)
    pile.sections, copies, starved = pruned
    pile.copies.extend(copies)
    for thing, path in starved:
        message = _(
            "sans ce qui est caché, « {name} » n’a plus rien dans « {field} » : ajoutez {name} à « hides », ou à « replaces »"
        ).format(name=getattr(thing, "id", "?"), field=path)
        pile.findings.append(Finding(layer.info, ("hides",), message))


def _add(pile: Pile, layer: Layer, titles: Mapping[str, str]) -> None:
    """Add the sections of a deck: lists joined, what it replaces put in the place of what was there."""
    known = {item.id: (section, item) for section in REPLACEABLE for item in pile.sections[section]}
    replaced = _replaced(pile, layer, known)
    for section in REPLACEABLE:
        kept = list(pile.sections[section])
        places = {item.id: place for place, item in reversed(list(enumerate(kept)))}
        for item in layer.sections[section]:
            below = known.get(item.id)
            if below is None or (item.id in layer.info.hides and item.id not in replaced):
                kept.append(item)
            elif item.id in replaced and below[0] == section:
                kept[places[item.id]] = item
                pile.findings.extend(_replaced_twice(item, titles, pile.sections["info"]))
            elif below[1] != item:
                pile.findings.append(Finding(item, ("id",), _clash(item.id, titles, is_same_kind=below[0] == section)))
        pile.sections[section] = tuple(kept)
    _check_codes(pile, layer, titles)
    joined = join_sections(pile.sections, layer.info, layer.sections)
    for name, value in joined.sections.items():
        if isinstance(value, Value):
            upper = layer.info if name == "info" else layer.sections[name]
            pile.joins.append((value, pile.sections[name], upper))
        pile.sections[name] = value
    pile.findings.extend(joined.findings)


def _replaced_twice(item: Any, titles: Mapping[str, str], first: DeckInfo) -> list[Finding]:
    """What is worth knowing where another deck than the lowest one had told the card already."""
    other = titles.get(item.id, first.title)
    if other == first.title:
        return []
    message = _("« {name} » est déjà raconté par « {deck} » : c’est cette carte-ci qui l’emporte").format(
        name=item.id, deck=other
    )
    return [Finding(item, ("id",), message, "warning")]


def _replaced(pile: Pile, layer: Layer, known: Mapping[str, tuple[str, Any]]) -> set[str]:
    own = {item.id for section in REPLACEABLE for item in layer.sections[section]}
    names = Names(known)
    for place, name in enumerate(layer.info.replaces):
        if name not in known:
            pile.findings.append(Finding(layer.info, ("replaces", place), _absent(name, names)))
        elif name not in own:
            message = _("votre jeu n’a rien du nom de « {name} » à mettre à la place").format(name=name)
            pile.findings.append(Finding(layer.info, ("replaces", place), message))
    return set(layer.info.replaces)


def _absent(name: str, known: Names) -> str:
    close = known.nearest(name)
    if close is not None:
        return _("« {name} » n’existe pas dans le jeu que celui-ci complète ; vouliez-vous dire « {close} » ?").format(
            name=name, close=close
        )
    return _("« {name} » n’existe pas dans le jeu que celui-ci complète").format(name=name)


def _clash(name: str, titles: Mapping[str, str], *, is_same_kind: bool) -> str:
    if not is_same_kind:
        return _("« {name} » est déjà une carte d’une autre sorte dans « {deck} » : choisissez un autre id").format(
            name=name, deck=titles.get(name, "?")
        )
    return _(
        "« {name} » est déjà dans « {deck} » : choisissez un autre id ou, pour remplacer cette carte par la vôtre, "
        "ajoutez {name} à « replaces » dans deck.yaml"
    ).format(name=name, deck=titles.get(name, "?"))


def _check_codes(pile: Pile, layer: Layer, titles: Mapping[str, str]) -> None:
    """A code of this deck that a deck below prints on another card."""
    sections = ("practices", "actions")
    every = {item.code for section in sections for item in pile.sections[section]}
    bearers: dict[str, dict[str, None]] = {}
    for section in sections:
        for item in pile.sections[section]:
            bearers.setdefault(item.code, {})[item.id] = None
    for section in sections:
        for item in layer.sections[section]:
            others = list(islice((name for name in bearers.get(item.code, ()) if name != item.id), 1))
            if others:
                free = next_code(item.code.rstrip("0123456789"), every)
                message = _("le code {code} est déjà celui de « {other} », dans « {deck} » : prenez {free}").format(
                    code=item.code,
                    other=others[0],
                    deck=titles.get(others[0], layer.info.title),
                    free=free or _("d’autres lettres"),
                )
                pile.findings.append(Finding(item, ("code",), message))


# Files of a deck that hold no card, and the section that each of them is.
_PARTS = {"deck": "info", "challenges": "book", "framework": "framework"}


def _reword(pile: Pile, wordings: Iterable[Wording]) -> None:
    """Give cards, or parts of the deck, the texts of a translation."""
    places: dict[str, tuple[str, int | None]] = {part: (section, None) for part, section in _PARTS.items()}
    cards = {item.id: (section, place) for section in REPLACEABLE for place, item in enumerate(pile.sections[section])}
    names = Names([*places, *cards])
    for wording in wordings:
        found = places.get(wording.id) or cards.get(wording.id)
        if found is None:
            pile.findings.append(Finding(wording, (), _absent(wording.id, names)))
        else:
            _reword_one(pile, wording, *found)


def _reword_one(pile: Pile, wording: Wording, section: str, place: int | None) -> None:
    old = pile.sections[section] if place is None else pile.sections[section][place]
    made = reword(old, wording)
    pile.findings.extend(made.findings)
    if made.value is not None:
        pile.copies.append((old, made.value))
        items = pile.sections[section]
        pile.sections[section] = made.value if place is None else (*items[:place], made.value, *items[place + 1 :])


def _sort(sections: dict[str, Any]) -> None:
    """Put cards in print order: practices by family and code, sheets by code, lessons by number."""
    rank = {family.id: number for number, family in enumerate(sections["info"].families)}
    sections["practices"] = tuple(
        sorted(sections["practices"], key=lambda card: (rank.get(card.family, len(rank)), code_order(card.code)))
    )
    sections["actions"] = tuple(sorted(sections["actions"], key=lambda card: code_order(card.code)))
    sections["lessons"] = tuple(sorted(sections["lessons"], key=lambda card: card.number))
