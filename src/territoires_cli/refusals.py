"""What the model of a card refuses in a row of a sheet: the column, and a French sentence on what to write. Pure."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from territoires_cli.cells import Names, choices_of
from territoires_cli.columns import ALL, Group, Leaf, Many, Path, node_at
from territoires_cli.completing import Shelf
from territoires_cli.names import enumerate_in_french
from territoires_cli.tabling import Fault, Filled
from territoires_cli.translation import gettext as _

# Of more valid values, an empty cell isn't told which.
_MOST_LISTED = 12
_SENTENCES = {
    "too_short": "il en faut au moins {min_length}, il y en a {actual_length}",
    "too_long": "il en faut au plus {max_length}, il y en a {actual_length}",
    "string_too_long": "ce texte est trop long : {max_length} caractères au plus",
    "greater_than": "ce nombre est trop petit : il faut plus de {gt}",
    "greater_than_equal": "ce nombre est trop petit : {ge} au moins",
    "less_than": "ce nombre est trop grand : il faut moins de {lt}",
    "less_than_equal": "ce nombre est trop grand : {le} au plus",
    "extra_forbidden": "ce champ ne va pas avec le reste : laissez cette case vide",
    "city_without_challenge": "il faut un défi, ou une phrase qui dit ce qui ne va pas",
}


def refusals(
    error: ValidationError,
    shape: Group,
    filled: Filled,
    faulty: Collection[Path],
    shelf: Shelf,
    names: Mapping[str, Names],
    blank: Sequence[Path] = (),
) -> Iterator[Fault]:
    """Each refusal once, at its path in the sheet; what follows from a faulty cell, or another refusal, isn't told again.

    `blank` are the columns whose cells are empty: an item that a list lacks is asked for there.
    """
    told: set[Path] = set()
    for detail in error.errors(include_input=False, include_url=False):
        # Tags of pydantic's own stand in brackets among the fields.
        loc = tuple(part for part in detail["loc"] if not str(part).startswith("("))
        is_item = detail["type"] == "missing" and bool(loc) and isinstance(loc[-1], int)
        path = in_sheet(shape, loc[:-1] if is_item else loc, filled.written)
        follows = any(_follows(path, bad) for bad in faulty) or (path == ("type",) and ("family",) in faulty)
        lacking = [item for item in _lacking(detail, path, blank) if item not in told]
        if lacking and not follows:
            told |= {path, *lacking[:1]}
            yield Fault(lacking[0], _empty())
        elif path not in told and not follows and not _is_derived(path, shape, filled.data):
            told.add(path)
            yield Fault(path, _sentence(detail, path, shape, filled.data, shelf, names))


def _lacking(detail: Mapping[str, Any], path: Path, blank: Sequence[Path]) -> list[Path]:
    """The empty cells in which an item of a list is missing, where each item has its own column."""
    if detail["type"] not in {"missing", "too_short"} or path[-1:] != (ALL,):
        return []
    start = path[:-1]
    return [item for item in blank if item[:-1] == start and item[-1] != ALL]


def _follows(path: Path, bad: Path) -> bool:
    """Whether a refusal comes of a faulty cell: around it, inside it, or beside the case that an example was to point to."""
    path = path[:-1] if path[-1:] == (ALL,) else path
    beside = bad[-1] == "case" and path[: len(bad) - 1] == bad[:-1]
    return path[: len(bad)] == bad or bad[: len(path)] == path or beside


def in_sheet(shape: Group, loc: Path, written: Mapping[Path, Path]) -> Path:
    """The path in the sheet of a path in the data; of what isn't there, the one that its column would have."""
    path = next(
        ((*written[loc[:length]], *loc[length:]) for length in range(len(loc), 0, -1) if loc[:length] in written), loc
    )
    return (*path, ALL) if isinstance(node_at(shape, path), Many) else path


def _is_derived(path: Path, shape: Group, data: Mapping[str, Any]) -> bool:
    """Whether a missing field would come of itself, once the one that it is made from is there."""
    no_family = "family" in shape.fields and "family" not in data
    no_name = not data.get("title") and not data.get("name")
    return (path == ("id",) and no_name and "id" not in data) or (path == ("code",) and no_family)


def _sentence(
    detail: Mapping[str, Any],
    path: Path,
    shape: Group,
    data: Mapping[str, Any],
    shelf: Shelf,
    names: Mapping[str, Names],
) -> str:
    kind = detail["type"]
    if kind == "missing" and isinstance(detail["loc"][-1], int):
        return _("il en manque : {count} seulement").format(count=detail["loc"][-1])
    if path[-1:] == ("weight",):
        return weight_words()
    types = shelf.types.get(str(data.get("family")), frozenset())
    if kind == "missing" and path == ("type",) and types:
        labels = sorted(names["type"].label.get(name, name) for name in types)
        return _("cette case est vide, et la famille ne suffit pas à la deviner ; écrivez {names}").format(
            names=enumerate_in_french(labels, _("ou"))
        )
    if kind == "missing":
        return _missing(path, shape, names)
    if kind == "string_pattern_mismatch":
        return _pattern_words(path)
    return _(_SENTENCES.get(kind, "cette valeur ne convient pas")).format(**detail.get("ctx", {}))


def weight_words() -> str:
    """What to write for how strongly a card answers a challenge."""
    return _("la force d’une carte sur un défi est un chiffre : écrivez 1, 2 ou 3")


def _empty() -> str:
    return _("cette case est vide, et la carte en a besoin")


def _missing(path: Path, shape: Group, names: Mapping[str, Names]) -> str:
    """What to write in an empty cell."""
    if "status" in path[-2:]:
        return _("cette case est vide : écrivez « à vérifier » si vous ne savez pas")
    if path[-1] == ALL:
        return _("il n’y en a pas, et la carte en a besoin")
    leaf = node_at(shape, path)
    if not isinstance(leaf, Leaf):
        return _("il manque cette partie de la carte")
    if leaf.says_none:
        return _("cette case est vide : écrivez une année, ou « non daté » si la source ne le dit pas")
    words = choices_of(leaf) if leaf.options else list(names[leaf.names].label.values()) if leaf.names in names else []
    if words and len(words) <= _MOST_LISTED:
        return _("cette case est vide : écrivez {names}").format(names=enumerate_in_french(words, _("ou")))
    return _empty()


def _pattern_words(path: Path) -> str:
    """What a text must look like, by the field that it stands in."""
    if path[-1] == "code":
        return _("un code se compose d’une à trois lettres capitales et d’un ou deux chiffres, comme M4")
    if path[-1] == "url":
        return _("une adresse web commence par https:// et n’a pas d’espace")
    return _("un identifiant s’écrit en minuscules sans accents, avec des tirets, comme velos-partages")
