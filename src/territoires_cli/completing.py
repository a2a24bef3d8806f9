"""What nobody wrote on a card of a sheet, where only one thing can be meant: id, code, type, weight of a challenge. Pure."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from territoires_cli.columns import Group, Many, Path
from territoires_cli.models.cards import next_code
from territoires_cli.models.city import slug
from territoires_cli.tabling import Filled

# How strongly a card answers a challenge where the sheet doesn't say.
_WEIGHT = 2
_CODE = re.compile(r"[A-Z]{1,3}[0-9]{1,2}")


@dataclass(frozen=True)
class Shelf:
    """What is already there: `own` cards of the folder (id → code), those of the deck that it completes, and its families.

    `replaced` are ids of that deck that the folder's cards may take. `letters` are the letters of codes by family ("" for
    a kind without families), `types` the types that the cards of a family have there.
    """

    own: Mapping[str, str | None] = field(default_factory=dict)
    others: Mapping[str, str | None] = field(default_factory=dict)
    replaced: frozenset[str] = frozenset()
    letters: Mapping[str, str] = field(default_factory=dict)
    types: Mapping[str, frozenset[str]] = field(default_factory=dict)


def complete(
    shape: Group, filled: Filled, faulty: Collection[Path], shelf: Shelf, codes: Collection[str], *, replace: bool
) -> None:
    """Add to the data of a card what it doesn't tell; `codes` are those that the sheet has given already.

    What stands in a faulty cell was told, and isn't guessed. With `replace`, a card takes the code of the one whose id it
    takes.
    """
    data = filled.data
    name = data.get("title") or data.get("name")
    if _lacks("id", shape, data, faulty) and name:
        data["id"] = slug(str(name))
    if _lacks("code", shape, data, faulty):
        known = str(data.get("id"))
        held = shelf.others.get(known) if replace or known in shelf.replaced else None
        code = shelf.own.get(known) or held or _free_code(data, shelf, codes)
        if code:
            data["code"] = code
    types = shelf.types.get(str(data.get("family")), frozenset())
    if _lacks("type", shape, data, faulty) and len(types) == 1:
        data["type"] = next(iter(types))
    if "weight" in _fields_of_items(shape, "challenges"):
        for number, answer in enumerate(data.get("challenges", ())):
            place = (*filled.written["challenges", number], "weight")
            if place not in faulty:
                answer.setdefault("weight", _WEIGHT)


def _lacks(field_name: str, shape: Group, data: Mapping[str, Any], faulty: Collection[Path]) -> bool:
    return field_name in shape.fields and field_name not in data and (field_name,) not in faulty


def _fields_of_items(shape: Group, name: str) -> Collection[str]:
    node = shape.fields[name][2] if name in shape.fields else None
    return node.item.fields if isinstance(node, Many) and isinstance(node.item, Group) else ()


def _free_code(data: Mapping[str, Any], shelf: Shelf, codes: Collection[str]) -> str | None:
    """The first code that no card has, after the last one of the family; None where its letters aren't known."""
    letters = shelf.letters.get(str(data.get("family", "")))
    if letters is None:
        return None
    taken = {*shelf.own.values(), *shelf.others.values(), *codes}
    return next_code(letters, [code for code in taken if code and _CODE.fullmatch(code)])
