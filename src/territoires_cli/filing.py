"""Cards as plain data → the files of a deck's folder: new ones, and those that are there with what is added to them."""

from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from territoires_cli.amending import append_item
from territoires_cli.bundles import file_name
from territoires_cli.errors import TerritoiresError
from territoires_cli.models.deck import SECTIONS
from territoires_cli.places import yaml_files
from territoires_cli.safe_yaml import parse_yaml
from territoires_cli.schema_files import schema_line
from territoires_cli.store import commented_yaml, readable_yaml
from territoires_cli.translation import gettext as _

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


def card_files(folder: Path, section: str, cards: Sequence[Mapping[str, Any]], sheet: str) -> dict[str, bytes]:
    """A file for each card, under the name that it has already; none for a card that the folder tells the same already.

    `sheet` is the name of the file that the cards come from.
    """
    head = _head(_KINDS[section], _HEAD.format(sheet=sheet))
    standing: dict[str, tuple[str, Any]] = {}
    for path in yaml_files(folder / section):
        told = parse_yaml(Path(str(path)).read_text(encoding="utf-8-sig"))
        if isinstance(told, dict) and isinstance(told.get("id"), str):
            standing[told["id"]] = (f"{section}/{path.name}", told)
    found: dict[str, bytes] = {}
    model = model_of(section)
    for card in cards:
        place, told = standing.get(card["id"], (f"{section}/{file_name(card)}", None))
        if told is None or not _says_the_same(model, told, card):
            found[place] = readable_yaml(card, head).encode()
    return found


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


def _says_the_same(model: type[BaseModel], told: object, card: Mapping[str, Any]) -> bool:
    try:
        return model.model_validate(told) == model.model_validate(card)
    except ValueError:
        return False


def list_files(path: Path, items: Sequence[Mapping[str, Any]], sheet: str) -> dict[str, bytes]:
    """A file that holds a list, with these items after its own; none where it holds them all.

    Raises TerritoiresError for an item that the file tells otherwise, or one that can't be added.
    """
    if not path.is_file():
        return {path.name: readable_yaml(list(items), _head(path.stem, _HEAD.format(sheet=sheet), 0)).encode()}
    text = path.read_bytes().decode("utf-8")
    told = parse_yaml(text.removeprefix("\ufeff")) or []
    new = [dict(item) for item in items if item not in told]
    taken = {item.get("id") for item in told if isinstance(item, dict)} - {None}
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
    return commented_yaml(
        _head("deck", _DECK_HEAD, 0),
        [
            ("id", _("Son nom pour l’ordinateur : minuscules, chiffres et tirets."), identifier, None),
            ("title", _("Son titre, tel qu’il s’imprime."), title, None),
            ("version", _("À changer à chaque fois que vous le donnez à quelqu’un."), "1", None),
            ("language", _("La langue des cartes."), "fr", None),
            ("licence", _("Ce que les autres peuvent en faire."), _("à préciser"), None),
            ("author", _("Qui l’a écrit."), None, _("Le service participation de Val-d’Exemple")),
            ("extends", _("Le jeu qu’il complète."), "territoires-collaboratifs", None),
            ("replaces", _("Les cartes du jeu livré que les vôtres remplacent."), list(replacing), ["covoiturage"]),
            ("hides", _("Les cartes du jeu livré que vous ne voulez pas voir."), None, ["troc"]),
        ],
    )
