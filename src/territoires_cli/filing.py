"""Cards as plain data → the files of a deck's folder: new ones, and those that are there with what is added to them."""

import itertools
from collections.abc import Collection, Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from territoires_cli.amending import AmendingError, append_item, set_value
from territoires_cli.authoring.decks import LICENCE
from territoires_cli.authoring.filing import commented_file
from territoires_cli.bundles import file_name
from territoires_cli.columns import ALL, Group, node_at, shape_of
from territoires_cli.columns import Path as Column
from territoires_cli.errors import ContentError, TerritoiresError
from territoires_cli.models.deck import SECTIONS
from territoires_cli.places import BUILTIN, yaml_files
from territoires_cli.problems import Problem
from territoires_cli.safe_yaml import Path as FieldPath
from territoires_cli.safe_yaml import parse_yaml
from territoires_cli.schema_files import schema_line
from territoires_cli.store import readable_yaml
from territoires_cli.translation import gettext as _
from territoires_cli.yaml_nodes import read_nodes

_HEAD = _(
    "Écrit à partir de {sheet}. Vous pouvez corriger ici ; le tableur, lui, ne le saura pas :\n"
    "corrigez toujours au même endroit, et importez de nouveau la feuille avec --force si c’est elle qui compte."
)
_DECK_HEAD = _(
    "Votre jeu : il complète le jeu livré avec territoires. Ses cartes sont dans le dossier practices/, une par fichier.\n"
    "Pour vérifier : territoires check, suivi du nom de ce dossier."
)


def model_of(section: str) -> type[BaseModel]:
    """The model of what a section of a deck holds."""
    module, name, _is_sequence = SECTIONS[section]
    found: type[BaseModel] = getattr(import_module(f"territoires_cli.models.{module}"), name)
    return found


def card_files(
    folder: Path, section: str, cards: Sequence[Mapping[str, Any]], sheet: str, columns: Collection[Column]
) -> dict[str, bytes]:
    """A file for each card, under the name that it has already; none for a card that the folder tells the same already.

    `sheet` is the name of the file that the cards come from, `columns` are the fields that it has columns for. In a file
    that is there, what these tell otherwise changes, and all else stays as it is. Raises TerritoiresError for a file that
    can't be changed so.
    """
    head = _head(_KINDS[section], _HEAD.format(sheet=sheet))
    standing: dict[str, tuple[str, str, Any]] = {}
    for path in yaml_files(folder / section):
        text = Path(str(path)).read_bytes().decode("utf-8")
        told = parse_yaml(text.removeprefix("\ufeff"))
        if isinstance(told, dict) and isinstance(told.get("id"), str):
            standing[told["id"]] = (f"{section}/{path.name}", text, told)
    found: dict[str, bytes] = {}
    model = model_of(section)
    known = set(_single(shape_of(model), columns))
    for card in cards:
        if card["id"] not in standing:
            found[f"{section}/{file_name(card)}"] = readable_yaml(card, head).encode()
            continue
        place, text, told = standing[card["id"]]
        wanted = _joined(told, _plain(model, told), card, known)
        try:
            changed = _amended(text, told, wanted)
        except AmendingError as error:
            raise AmendingError(f"{folder / place} : {error}") from None
        if _filled(parse_yaml(changed.removeprefix("\ufeff"))) != _filled(wanted):
            message = _(
                "Rien n’a été écrit : « {path} » ne peut pas être changé sans toucher au reste ; corrigez-le vous-même."
            )
            raise AmendingError(message.format(path=folder / place))
        if changed != text:
            found[place] = changed.encode()
    return found


def left_files(folder: Path, section: str, cards: Sequence[Mapping[str, Any]], sheet: str) -> list[Path]:
    """The files that were written from a sheet of this name, and whose cards it doesn't hold any more."""
    ids = {card["id"] for card in cards}
    mark = f"# {_HEAD.format(sheet=sheet).splitlines()[0]}"
    found = []
    for path in map(Path, map(str, yaml_files(folder / section))):
        text = path.read_bytes().decode("utf-8").removeprefix("\ufeff")
        head = itertools.takewhile(lambda line: line.startswith("#"), text.splitlines())
        told = parse_yaml(text)
        if mark in head and isinstance(told, dict) and told.get("id") not in ids:
            found.append(path)
    return found


def _single(shape: Group, columns: Collection[Column]) -> Iterator[Column]:
    """Columns with those that answer several fields at once told apart into these."""
    for column in columns:
        group = node_at(shape, column[:-1])
        if column[-1] == ALL and isinstance(group, Group):
            yield from ((*column[:-1], name) for name in group.levels)
        else:
            yield column


def _plain(model: type[BaseModel], told: Mapping[str, Any]) -> Mapping[str, Any]:
    """What a file tells, as a sheet would tell it; what is faulty stays as it is."""
    try:
        return model.model_validate(told).model_dump(mode="json", by_alias=True, exclude_defaults=True)
    except ValueError:
        return told


def _joined(old: Mapping[str, Any], plain: Any, new: Mapping[str, Any], columns: Collection[Column]) -> dict[str, Any]:
    """The data of a file with what a sheet tells: a field without a column stays, one with empty cells goes.

    `plain` is the old data as the sheet would tell it, `columns` are paths from here on.
    """
    found: dict[str, Any] = {}
    plain = plain if isinstance(plain, dict) else {}
    for name in dict.fromkeys((*old, *new)):
        inside = [column[1:] for column in columns if column[0] == name]
        told = inside and plain.get(name) != new.get(name)
        if name in old and not told:
            found[name] = old[name]
        elif name in new:
            found[name] = _joined_value(old.get(name), plain.get(name), new[name], inside)
    return found


def _joined_value(old: Any, plain: Any, new: Any, columns: Collection[Column]) -> Any:
    if isinstance(old, dict) and isinstance(new, dict):
        return _joined(old, plain, new, columns)
    return _joined_list(old, new, columns) if isinstance(old, list) and isinstance(new, list) else new


# The fields by which an item of a list is known again, were it in another place.
_NAMES = ("id", "case", "practice", "challenge", "url", "name", "title")


def _joined_list(old: Sequence[Any], new: Sequence[Any], columns: Collection[Column]) -> list[Any]:
    """A sheet's list, with what the file tells of the same items, and its items beyond the last numbered column."""
    inside = [column[1:] for column in columns if len(column) > 1]
    found = []
    for number, item in enumerate(new):
        name = next((name for name in _NAMES if isinstance(item, dict) and name in item), None)
        same = [other for other in old if isinstance(other, dict) and name and other.get(name) == item[name]]
        if not same and name is None and len(old) == len(new) and isinstance(old[number], dict):
            same = [old[number]]
        found.append(_joined(same[0], same[0], item, inside) if same and isinstance(item, dict) else item)
    numbers = [int(column[0]) for column in columns]
    beyond = [] if ALL in numbers else old[max(numbers) + 1 :]
    return [*found, *(item for item in beyond if item not in found)]


def _amended(text: str, old: Any, new: Any, path: FieldPath = ()) -> str:
    """The text of a file with the fields that differ changed, and no other line. Raises AmendingError where that can't be."""
    if old == new:
        return text
    if isinstance(old, dict) and isinstance(new, dict):
        for name in old:
            if name not in new:
                text = _without(text, (*path, name))
        for name, value in new.items():
            here = (*path, name)
            text = _amended(text, old[name], value, here) if name in old else set_value(text, here, value)
        return text
    return (
        _amended_list(text, old, new, path)
        if isinstance(old, list) and isinstance(new, list)
        else set_value(text, path, new)
    )


def _amended_list(text: str, old: list[Any], new: list[Any], path: FieldPath) -> str:
    if old and old == new[: len(old)]:
        for item in new[len(old) :]:
            text = append_item(text, path, item)
        return text
    if len(old) == len(new) and all(isinstance(item, dict) for item in (*old, *new)):
        for number, item in enumerate(new):
            text = _amended(text, old[number], item, (*path, number))
        return text
    return set_value(text, path, new)


def _filled(data: Any) -> Any:
    """The data less what stands empty in it."""
    if isinstance(data, dict):
        return {name: _filled(value) for name, value in data.items() if value not in (None, [])}
    return [_filled(item) for item in data] if isinstance(data, list) else data


def _without(text: str, path: FieldPath) -> str:
    """The text without a field and its lines; where it can't be cut out, it stays there empty."""
    bare = text.removeprefix("\ufeff")
    data, node = parse_yaml(bare), read_nodes(bare)
    kept: Any = data
    for step in path[:-1]:
        assert node is not None
        node = node.parts[step if isinstance(step, int) else 2 * list(kept).index(step) + 1] if node.parts else None
        kept = kept[step]
    keys = list(kept)
    value = kept.pop(path[-1])
    if node is not None and node.is_mapping and not node.is_flow and kept:
        key, held = node.pairs[keys.index(path[-1])]
        start = bare.rfind("\n", 0, key.start) + 1
        stop = held.last.end if not held.last.in_block else key.start + len(bare[key.start : held.last.end].rstrip())
        end = bare.find("\n", stop) + 1 or len(bare)
        cut = bare[:start] + bare[end:]
        if not bare[start : key.start].strip() and parse_yaml(cut) == data:
            return text[: len(text) - len(bare)] + cut
    return set_value(text, path, [] if isinstance(value, list) else None)


# Section → the kind of its schema, by which editors complete and explain the file.
_KINDS = {
    "practices": "card",
    "actions": "action",
    "cities": "city",
    "projects": "project",
    "elsewhere": "elsewhere",
    "lessons": "lesson",
    "models": "model",
}


def _head(kind: str, head: str, depth: int = 1) -> str:
    return f"{schema_line(kind, depth).removeprefix('# ')}\n{head}"


def list_files(path: Path, items: Sequence[Mapping[str, Any]], sheet: str) -> dict[str, bytes]:
    """A file that holds a list, with these items after its own; none where it holds them all.

    Raises TerritoiresError for an item that the file tells otherwise, or one that can't be added; ContentError where the
    file holds no list.
    """
    if not path.is_file():
        return {path.name: readable_yaml(list(items), _head(path.stem, _HEAD.format(sheet=sheet), 0)).encode()}
    text = path.read_bytes().decode("utf-8")
    told = parse_yaml(text.removeprefix("\ufeff"))
    if told is None:
        told = []
    if not isinstance(told, list):
        message = _("ce fichier doit contenir une liste : un tiret et une espace devant chaque élément")
        raise ContentError([Problem(str(path), 1, 1, "", message)])
    new = [dict(item) for item in items if item not in told]
    taken = [item["id"] for item in told if isinstance(item, dict) and "id" in item]
    clash = [str(item["id"]) for item in new if item.get("id") in taken]
    if clash:
        raise TerritoiresError(
            _("Rien n’a été écrit : « {path} » dit autre chose de {names} ; corrigez ce fichier vous-même.").format(
                path=path, names=", ".join(clash)
            )
        )
    for item in new:
        text = append_item(text, (), item)
    return {path.name: text.encode()} if new else {}


def deck_file_replacing(path: Path, names: Sequence[str]) -> bytes:
    """A deck's own file, with these ids among those that it replaces. Raises TerritoiresError where they can't be added."""
    text = path.read_bytes().decode("utf-8")
    for name in names:
        text = append_item(text, ("replaces",), name)
    return text.encode()


def new_deck_file(title: str, identifier: str, replacing: Sequence[str]) -> str:
    """The file that makes a folder a deck that completes the built-in one."""
    values: dict[str, Any] = {
        "schema": 1,
        "id": identifier,
        "title": title,
        "version": "1.0",
        "language": "fr",
        "licence": LICENCE,
        "extends": BUILTIN,
        **({"replaces": list(replacing)} if replacing else {}),
    }
    examples = {
        "author": _("Le service participation de Val-d’Exemple"),
        "replaces": ["covoiturage"],
        "hides": ["troc"],
    }
    return commented_file("DeckInfo", values, examples, _DECK_HEAD, schema_line("deck", 0))
