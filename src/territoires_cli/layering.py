"""Decks laid one upon the other → the sections of one deck: what is added, replaced, hidden, and every clash. Pure.

The first deck names the whole, and a later one adds to it. What bears an id that a deck below has is a clash, unless the
later deck says that it replaces it, or writes the very same.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from territoires_cli.links import Finding
from territoires_cli.models.base import Value
from territoires_cli.models.cards import code_order
from territoires_cli.models.vocabulary import Addition, DeckInfo
from territoires_cli.names import nearest
from territoires_cli.pruning import prune
from territoires_cli.translating import Wording, reword
from territoires_cli.translation import gettext as _

KINDS = ("practices", "actions", "cities", "projects", "elsewhere", "models", "lessons")
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
    """Decks being put together: `sections` of the whole, `findings` about them, `copies` of values that were changed.

    A copy is (the value that was read, the one that stands for it now).
    """

    sections: dict[str, Any]
    findings: list[Finding] = field(default_factory=list)
    copies: list[tuple[Value, Value]] = field(default_factory=list)


def pile_layers(layers: Sequence[Layer]) -> Pile:
    """The sections of the deck that these decks make together, in print order, and what doesn't fit."""
    first = layers[0]
    pile = Pile(dict(first.sections) | {"info": first.info})
    _check_alone(pile, first)
    titles = dict.fromkeys(_names(first), first.info.title)
    for layer in layers[1:]:
        _hide(pile, layer)
        _add(pile, layer, titles)
        titles |= dict.fromkeys(_names(layer), layer.info.title)
        for wording in layer.wordings:
            _reword(pile, wording)
    _sort(pile.sections)
    return pile


def _check_alone(pile: Pile, layer: Layer) -> None:
    """What only makes sense upon another deck."""
    for name in ("replaces", "hides"):
        if getattr(layer.info, name):
            message = _("aucun jeu n’est en dessous : ajoutez « extends: territoires-collaboratifs », ou ôtez ce champ")
            pile.findings.append(Finding(layer.info, (name,), message))
    for wording in layer.wordings:
        message = _("aucun jeu n’est en dessous : il n’y a rien à traduire")
        pile.findings.append(Finding(wording, (), message))


def _names(layer: Layer) -> list[str]:
    """The ids and codes of what a deck adds."""
    found = [item for section in REPLACEABLE for item in layer.sections[section]]
    return [name for item in found for name in (item.id, getattr(item, "code", None)) if name]


def _hide(pile: Pile, layer: Layer) -> None:
    known = {item.id: section for section in REPLACEABLE for item in pile.sections[section]}
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
            "sans ce qui est caché, « {name} » n’a plus rien dans « {field} » : cachez aussi « {name} », ou remplacez-la"
        ).format(name=getattr(thing, "id", "?"), field=path)
        pile.findings.append(Finding(layer.info, ("hides",), message))


def _add(pile: Pile, layer: Layer, titles: Mapping[str, str]) -> None:
    """Add the sections of a deck: lists joined, what it replaces put in the place of what was there."""
    known = {item.id: (section, item) for section in REPLACEABLE for item in pile.sections[section]}
    replaced = _replaced(pile, layer, known)
    for section in REPLACEABLE:
        kept = list(pile.sections[section])
        for item in layer.sections[section]:
            below = known.get(item.id)
            if below is None or (item.id in layer.info.hides and item.id not in replaced):
                kept.append(item)
            elif item.id in replaced and below[0] == section:
                kept[next(place for place, old in enumerate(kept) if old.id == item.id)] = item
            elif below[1] != item:
                pile.findings.append(Finding(item, ("id",), _clash(item.id, titles, is_same_kind=below[0] == section)))
        pile.sections[section] = tuple(kept)
    _check_codes(pile, layer, titles)
    _add_lists(pile, layer)
    _add_info(pile, layer)


def _replaced(pile: Pile, layer: Layer, known: Mapping[str, tuple[str, Any]]) -> set[str]:
    own = {item.id for section in REPLACEABLE for item in layer.sections[section]}
    for place, name in enumerate(layer.info.replaces):
        if name not in known:
            pile.findings.append(Finding(layer.info, ("replaces", place), _absent(name, known)))
        elif name not in own:
            message = _("« {name} » devait être remplacée, mais ce jeu n’a pas de carte de ce nom").format(name=name)
            pile.findings.append(Finding(layer.info, ("replaces", place), message))
    return set(layer.info.replaces)


def _absent(name: str, known: Iterable[str]) -> str:
    close = nearest(name, known, at_most=1)
    if close:
        return _("« {name} » n’est dans aucun jeu en dessous ; vouliez-vous dire « {close} » ?").format(
            name=name, close=close[0]
        )
    return _("« {name} » n’est dans aucun jeu en dessous").format(name=name)


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
    for section in sections:
        for item in layer.sections[section]:
            others = [
                other.id
                for kind in sections
                for other in pile.sections[kind]
                if other.code == item.code and other.id != item.id
            ]
            if others:
                message = _("le code {code} est déjà celui de « {other} », dans « {deck} » : prenez {free}").format(
                    code=item.code,
                    other=others[0],
                    deck=titles.get(others[0], layer.info.title),
                    free=next_code(item.code, every),
                )
                pile.findings.append(Finding(item, ("code",), message))


def next_code(code: str, taken: Iterable[str]) -> str:
    """The first code with the same letters that nobody has, after all those that are taken."""
    letters = code.rstrip("0123456789")
    known = set(taken)
    last = max((code_order(name)[1] for name in known if name.rstrip("0123456789") == letters), default=0)
    width = 2 if any(name.startswith(f"{letters}0") for name in known) else 1
    return f"{letters}{last + 1:0{width}d}"


# Sections that are joined by id, outside of cards: what they are called in a clash.
_LISTED = ("sources", "troubles")


def _add_lists(pile: Pile, layer: Layer) -> None:
    for section in _LISTED:
        pile.sections[section] = _joined(pile, pile.sections[section], layer.sections[section], "id", ())
    pile.sections["pairs"] = (*pile.sections["pairs"], *layer.sections["pairs"])
    for section, lists in (
        ("book", ("groups", "challenges")),
        ("framework", ("axes", "objectives", "themes")),
        ("lexicon", ("out_of_play", "synonyms")),
    ):
        below, above = pile.sections[section], layer.sections[section]
        found = {name: _joined(pile, getattr(below, name), getattr(above, name), "id", (above, name)) for name in lists}
        if section == "lexicon":
            found |= {
                name: (*getattr(below, name), *getattr(above, name)) for name in ("abbreviations", "traps", "neutral")
            }
            found["cues"] = below.cues.model_copy(
                update={name: (*told, *getattr(above.cues, name)) for name, told in below.cues}
            )
        if section == "framework" and below.purpose is None:
            found["purpose"] = above.purpose
        _replace(pile, section, below.model_copy(update=found))


def _add_info(pile: Pile, layer: Layer) -> None:
    """The first deck's own words, with the families and types of the later ones, and their names to credit."""
    below, above = pile.sections["info"], layer.info
    told = {name: getattr(above, name) for name in Addition.model_fields}
    update: dict[str, Any] = {
        name: _joined(pile, getattr(below, name), getattr(above, name), "id", (above, name))
        for name in ("families", "types")
    }
    codes = {family.code: family.id for family in below.families}
    for place, family in enumerate(above.families):
        if codes.get(family.code, family.id) != family.id:
            message = _("la lettre {code} est déjà celle de la famille « {name} » : prenez-en une autre").format(
                code=family.code, name=codes[family.code]
            )
            pile.findings.append(Finding(above, ("families", place, "code"), message))
    update |= {
        "additions": (*below.additions, Addition(**told)),
        "version": f"{below.version} + {above.id} {above.version}"[:200],
        "language": above.language if layer.wordings else below.language,
    }
    _replace(pile, "info", below.model_copy(update=update))


def _joined(pile: Pile, below: Any, above: Any, key: str, inside: Sequence[Any]) -> tuple[Any, ...]:
    """Two lists as one; what has the same id and differs is a clash. `inside` is the thing and field that hold the second."""
    known = {getattr(item, key): item for item in below}
    for place, item in enumerate(above):
        name = getattr(item, key)
        if name in known and known[name] != item:
            message = _("« {name} » est déjà, avec d’autres mots, dans un jeu en dessous : choisissez un autre id")
            thing, path = (inside[0], (inside[1], place, key)) if inside else (item, (key,))
            pile.findings.append(Finding(thing, path, message.format(name=name)))
    return (*below, *(item for item in above if getattr(item, key) not in known))


def _replace(pile: Pile, section: str, value: Value) -> None:
    pile.copies.append((pile.sections[section], value))
    pile.sections[section] = value


def _reword(pile: Pile, wording: Wording) -> None:
    """Give a card, or a part of the deck, the texts of a translation."""
    for section in ("info", "book", "framework"):
        if wording.id == {"info": "deck", "book": "challenges", "framework": "framework"}[section]:
            made = reword(pile.sections[section], wording)
            pile.findings.extend(made.findings)
            if made.value is not None:
                _replace(pile, section, made.value)
            return
    for section in REPLACEABLE:
        for place, item in enumerate(pile.sections[section]):
            if item.id == wording.id:
                made = reword(item, wording)
                pile.findings.extend(made.findings)
                if made.value is not None:
                    items = list(pile.sections[section])
                    items[place] = made.value
                    pile.sections[section] = tuple(items)
                    pile.copies.append((item, made.value))
                return
    known = [
        "deck",
        "challenges",
        "framework",
        *(item.id for section in REPLACEABLE for item in pile.sections[section]),
    ]
    pile.findings.append(Finding(wording, (), _absent(wording.id, known)))


def _sort(sections: dict[str, Any]) -> None:
    """Put cards in print order: practices by family and code, sheets by code, lessons by number."""
    rank = {family.id: number for number, family in enumerate(sections["info"].families)}
    sections["practices"] = tuple(
        sorted(sections["practices"], key=lambda card: (rank.get(card.family, len(rank)), code_order(card.code)))
    )
    sections["actions"] = tuple(sorted(sections["actions"], key=lambda card: code_order(card.code)))
    sections["lessons"] = tuple(sorted(sections["lessons"], key=lambda card: card.number))
