"""Cards as plain data → the files of a deck's folder: new ones, and those that are there with what is added to them."""

import itertools
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

from territoires_cli.amending import AmendingError, append_item
from territoires_cli.authoring.decks import LICENCE
from territoires_cli.authoring.filing import commented_file
from territoires_cli.bundle_parts import file_name, model_of
from territoires_cli.columns import Path as Column
from territoires_cli.errors import ContentError, TerritoiresError
from territoires_cli.places import BUILTIN, yaml_files
from territoires_cli.problems import Problem
from territoires_cli.rewriting import rewrite_card
from territoires_cli.safe_yaml import parse_yaml
from territoires_cli.schema_files import schema_line
from territoires_cli.store import readable_yaml
from territoires_cli.translation import gettext as _

_HEAD = _(
    "Écrit à partir de {sheet}. Vous pouvez corriger ici ; le tableur, lui, ne le saura pas :\n"
    "corrigez toujours au même endroit, et importez de nouveau la feuille avec --force si c’est elle qui compte."
)
_DECK_HEAD = _(
    "Votre jeu : il complète le jeu livré avec territoires. Ses cartes sont dans le dossier practices/, une par fichier.\n"
    "Pour vérifier : territoires check, suivi du nom de ce dossier."
)


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
    for card in cards:
        if card["id"] not in standing:
            found[f"{section}/{file_name(card)}"] = readable_yaml(card, head).encode()
            continue
        place, text, told = standing[card["id"]]
        try:
            changed = rewrite_card(text, model, told, card, columns)
        except AmendingError as error:
            raise AmendingError(f"{folder / place} : {error}") from None
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
