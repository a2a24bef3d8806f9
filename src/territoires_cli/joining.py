"""The lists of two decks as one: vocabularies, sources, troubles, pairs, words, and what the decks say of themselves. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from territoires_cli.links import FieldPath, Finding
from territoires_cli.models.base import Value
from territoires_cli.models.vocabulary import Addition, DeckInfo
from territoires_cli.translation import gettext as _

# Sections that are one file, and the lists in them whose items have an id.
_FILES = {
    "book": ("groups", "challenges"),
    "framework": ("axes", "objectives", "themes"),
    "lexicon": ("out_of_play", "synonyms"),
}


class Joined(NamedTuple):
    """Sections as both decks make them, and what clashes."""

    sections: dict[str, Any]
    findings: list[Finding]


def join_sections(below: Mapping[str, Any], info: DeckInfo, above: Mapping[str, Any]) -> Joined:
    """Every section but those of cards, formats and activities; `info` is the upper deck's.

    Two things of one id must be the very same: anything else is a clash, told in the upper deck.
    """
    joined = Joined({}, [])
    for name in ("sources", "troubles"):
        places: list[tuple[Value, FieldPath]] = [(item, ("id",)) for item in above[name]]
        joined.sections[name] = _list(below[name], above[name], places, joined.findings)
    joined.sections["pairs"] = (*below["pairs"], *above["pairs"])
    for name, lists in _FILES.items():
        found: dict[str, Any] = {field: _inside(below[name], above[name], field, joined.findings) for field in lists}
        if name == "lexicon":
            found |= _words(below[name], above[name])
        if name == "framework" and below[name].purpose is None:
            found["purpose"] = above[name].purpose
        joined.sections[name] = below[name].model_copy(update=found)
    added = tuple(card.id for card in above["practices"] if card.id not in info.replaces)
    joined.sections["info"] = _info(below["info"], info, added, joined.findings)
    return joined


def _words(below: Any, above: Any) -> dict[str, Any]:
    """What a lexicon lists without ids."""
    lists = {name: (*getattr(below, name), *getattr(above, name)) for name in ("abbreviations", "traps", "neutral")}
    cues = {name: (*words, *getattr(above.cues, name)) for name, words in below.cues}
    return {**lists, "cues": below.cues.model_copy(update=cues)}


def _info(below: DeckInfo, above: DeckInfo, practices: tuple[str, ...], findings: list[Finding]) -> DeckInfo:
    """The lower deck's own words, with the upper one's families and types, and its name to credit."""
    letters = {family.code: family.id for family in below.families}
    for place, family in enumerate(above.families):
        if letters.get(family.code, family.id) != family.id:
            message = _("la lettre {code} est déjà celle de la famille « {name} » : prenez-en une autre").format(
                code=family.code, name=letters[family.code]
            )
            findings.append(Finding(above, ("families", place, "code"), message))
    told = {name: getattr(above, name) for name in Addition.model_fields if name != "practices"}
    return below.model_copy(
        update={
            "families": _inside(below, above, "families", findings),
            "types": _inside(below, above, "types", findings),
            "additions": (*below.additions, Addition(**told, practices=practices)),
            "version": f"{below.version} + {above.id} {above.version}"[:200],
        }
    )


def _inside(below: Value, above: Value, field: str, findings: list[Finding]) -> tuple[Any, ...]:
    """A list that stands in a field of both."""
    lower, upper = getattr(below, field), getattr(above, field)
    return _list(lower, upper, [(above, (field, place, "id")) for place in range(len(upper))], findings)


def _list(
    below: Sequence[Any], above: Sequence[Any], places: Sequence[tuple[Value, FieldPath]], findings: list[Finding]
) -> tuple[Any, ...]:
    """Two lists as one; `places` says for each item of the second where its id stands."""
    known = {item.id: item for item in below}
    for item, (thing, path) in zip(above, places, strict=True):
        if known.get(item.id, item) != item:
            message = _("« {name} » est déjà, avec d’autres mots, dans un autre jeu : choisissez un autre nom")
            findings.append(Finding(thing, path, message.format(name=item.id)))
    return (*below, *(item for item in above if item.id not in known))
