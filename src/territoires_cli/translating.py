"""The texts of a card in other words: a translation names fields of a card that exists, and gives their texts. Pure."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from pydantic import ValidationError

from territoires_cli.links import NOT_PROSE, FieldPath, Finding
from territoires_cli.models.base import Id, Value
from territoires_cli.names import Names
from territoires_cli.translation import gettext as _
from territoires_cli.translation import ngettext

# Words that search and matching go by: a translation gives them in its own language.
_WORDS = {"terms", "nicknames", "says", "words", "said"}
# What stays as it is in any language: ids, vocabularies, states and addresses.
_FIXED = (NOT_PROSE - _WORDS) | {
    *("schema", "schema_version", "levers", "weight", "number", "as_of", "status", "source", "sources", "case", "effort"),
    *("minutes", "kind", "phase", "grouping", "energy", "tables", "hands", "series", "use", "per", "version", "language"),
}  # fmt: skip


class Wording(Value):
    """Other texts for the card of this id, in the shape of the card; an item of a list by its place or by its id."""

    id: Id
    texts: dict[str, Any]


class Reworded(NamedTuple):
    """A value with its new texts, or None where they don't fit; and why."""

    value: Any
    findings: list[Finding]


def reword(thing: Value, wording: Wording) -> Reworded:
    """A card with the texts of a translation; what isn't named keeps its own."""
    findings: list[Finding] = []
    data = thing.model_dump(mode="json", by_alias=True)
    told = _merged(data, wording.texts, (), wording, findings)
    if findings:
        return Reworded(None, findings)
    try:
        return Reworded(type(thing).model_validate(told), [])
    except ValidationError as error:
        from territoires_cli.mistakes import find_mistakes

        mistakes = find_mistakes(error, type(thing), told)
        return Reworded(None, [Finding(wording, mistake.path, mistake.message) for mistake in mistakes])


def _merged(old: Any, new: Any, path: FieldPath, wording: Wording, findings: list[Finding]) -> Any:
    """The old data with the new texts in their places; what doesn't fit is kept as a finding."""
    if new is None or (isinstance(old, str) and isinstance(new, str)):
        return old if new is None else new
    if isinstance(new, dict) and isinstance(old, dict | list):
        into: Any = _fields if isinstance(old, dict) else _items
        return into(old, new, path, wording, findings)
    # Words to search by may be more or fewer in another language.
    if isinstance(old, list) and isinstance(new, list) and path and path[-1] in _WORDS | {"aliases", "situations"}:
        return new
    if isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        pairs = enumerate(zip(old, new, strict=True))
        return [_merged(one, two, (*path, place), wording, findings) for place, (one, two) in pairs]
    message = _("la carte a ici autre chose qu’un texte à traduire")
    if isinstance(old, list):
        message = ngettext(
            "la carte a {count} élément ici : écrivez-en autant, ou ~ pour le garder",
            "la carte a {count} éléments ici : écrivez-en autant, ou ~ pour en garder un",
            len(old),
        ).format(count=len(old))
    findings.append(Finding(wording, path, message))
    return old


def _fields(
    old: Mapping[str, Any], new: Mapping[str, Any], path: FieldPath, wording: Wording, findings: list[Finding]
) -> dict[str, Any]:
    """Named fields: each must be there already, and be one that can be translated."""
    told = dict(old)
    known = Names(key for key, value in old.items() if value is not None and key not in _FIXED)
    for name, text in new.items():
        if name in _FIXED:
            message = _("ce champ ne se traduit pas : ôtez-le d’ici")
        elif old.get(name) is None:
            close = known.nearest(name)
            message = (
                _("la carte n’a pas ce champ ; vouliez-vous dire « {close} » ?").format(close=close)
                if close
                else _("la carte n’a pas ce champ")
            )
        else:
            told[name] = _merged(old[name], text, (*path, name), wording, findings)
            continue
        findings.append(Finding(wording, (*path, name), message))
    return told


def _items(
    old: list[Any], new: Mapping[str, Any], path: FieldPath, wording: Wording, findings: list[Finding]
) -> list[Any]:
    """A list whose items are named by their id."""
    places = {
        item[key]: place
        for place, item in enumerate(old)
        if isinstance(item, dict)
        for key in ("id", "case", "challenge")
        if key in item
    }
    told, names = list(old), Names(places)
    for name, texts in new.items():
        if name in places:
            told[places[name]] = _merged(old[places[name]], texts, (*path, name), wording, findings)
        else:
            close = names.nearest(name)
            message = _("« {name} » n’est pas dans cette liste de la carte").format(name=name)
            if close:
                message = _(
                    "« {name} » n’est pas dans cette liste de la carte ; vouliez-vous dire « {close} » ?"
                ).format(name=name, close=close)
            findings.append(Finding(wording, (*path, name), message))
    return told
