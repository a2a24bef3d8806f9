"""The parts of a deck in one JSON object: which file each stands for, and what keeps it from being one."""

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Any

from pydantic import BaseModel, ValidationError

from territoires_cli.archives import name_fault
from territoires_cli.mistakes import find_mistakes
from territoires_cli.models.deck import SECTIONS
from territoires_cli.models.harms import Harm
from territoires_cli.names import nearest
from territoires_cli.places import ACTIVITIES_FILE, KINDS, TEXTS, TROUBLES
from territoires_cli.translation import gettext as _

SCHEMA = 1
# Key of the object → the file that it stands for, and the section of a deck that tells its model.
FILES = {
    "deck": ("deck.yaml", "info"),
    "challenges": ("challenges.yaml", "book"),
    "framework": ("framework.yaml", "framework"),
    "lexicon": ("lexicon.yaml", "lexicon"),
}
LISTS = {
    "harms": ("harms.yaml", ""),
    "sources": ("sources.yaml", "sources"),
    "pairs": ("pairs.yaml", "pairs"),
    "activities": (f"workshops/{ACTIVITIES_FILE}", "activities"),
}
FOLDERS = {**{kind: (kind, kind) for kind in KINDS}, "formats": ("workshops", "formats")}
KEYS = ("schema", *FILES, *LISTS, TROUBLES, *FOLDERS, TEXTS)
"""The keys that the object may have."""


def model_of(section: str) -> type[BaseModel]:
    """The model of what a section of a deck holds; the empty name is that of harms, which only checks read."""
    if not section:
        return Harm
    module, name, _is_sequence = SECTIONS[section]
    found: type[BaseModel] = getattr(import_module(f"territoires_cli.models.{module}"), name)
    return found


def find_faults(data: Mapping[str, Any]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Everything that keeps an object from being the files of a deck, at its path."""
    if data.get("schema") != SCHEMA:
        yield (
            ("schema",),
            _('il faut « "schema": {number} » : ce fichier vient d’ailleurs, ou d’une autre version').format(
                number=SCHEMA
            ),
        )
    yield from _faults_of_deck(data)
    for key in data.keys() - set(KEYS):
        close = nearest(key, KEYS, at_most=1)
        message = (
            _("champ inconnu ; vouliez-vous dire « {name} » ?").format(name=close[0]) if close else _("champ inconnu")
        )
        yield (key[:60],), message
    for key, (_file, section) in FILES.items():
        if key in data:
            yield from _faults_of(data[key], section, (key,))
    for key, (_file, section) in {**LISTS, **FOLDERS}.items():
        yield from _faults_of_list(data.get(key, []), section, (key,))
    for key, message in (
        (TROUBLES, _("il faut un objet : un nom de fichier, et la liste de ce qu’il contient")),
        (TEXTS, _("il faut un objet : l’id d’une carte, et ses textes")),
    ):
        named = data.get(key, {})
        if not isinstance(named, dict):
            yield (key,), message
            continue
        for name, inside in named.items():
            yield from _faults_of_named(key, name, inside)


def _faults_of_deck(data: Mapping[str, Any]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """What is wrong with the deck's own part, beside its fields; its id becomes the name of a folder."""
    if "deck" not in data:
        yield ("deck",), _("il manque ce champ : le titre, la version et la licence du jeu")
        return
    name = data["deck"].get("id") if isinstance(data["deck"], dict) else None
    fault = name_fault(name) if isinstance(name, str) else None
    if fault is not None:
        yield ("deck", "id"), _("cet id ne convient pas : {fault}").format(fault=fault)


def _faults_of_named(key: str, name: str, inside: Any) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """What keeps a name from being that of a file, and its content from being in that file."""
    path = (key, name[:60])
    if not name.replace("-", "").isalnum() or not name.isascii() or len(name) > 64 or name != name.lower():
        yield path, _("ce nom ne peut pas être celui d’un fichier : minuscules, chiffres et tirets")
    if key == TROUBLES:
        yield from _faults_of_list(inside, "troubles", path)
    elif not isinstance(inside, dict):
        yield path, _("il faut des champs « nom : valeur »")


def _faults_of_list(
    items: Any, section: str, path: tuple[str | int, ...]
) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if not isinstance(items, list):
        yield path, _("il faut une liste, entre crochets")
        return
    names: dict[str, int] = {}
    for number, item in enumerate(items):
        yield from _faults_of(item, section, (*path, number))
        name = item.get("id") if isinstance(item, dict) else None
        if isinstance(name, str) and names.setdefault(name, number) != number:
            yield (
                (*path, number, "id"),
                _("« {name} » est déjà le nom d’un autre élément de cette liste").format(name=name),
            )


def _faults_of(item: Any, section: str, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    model = model_of(section)
    try:
        model.model_validate(item)
    except ValidationError as error:
        for mistake in find_mistakes(error, model, item):
            yield (*path, *mistake.path), mistake.message


def named_parts(data: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Each file of a faultless object: its name, and what it holds."""
    for key, (name, _section) in {**FILES, **LISTS}.items():
        if key in data:
            yield name, data[key]
    for folder in (TROUBLES, TEXTS):
        yield from ((f"{folder}/{name}.yaml", inside) for name, inside in data.get(folder, {}).items())
    for key, (folder, _section) in FOLDERS.items():
        for item in data.get(key, []):
            yield f"{folder}/{file_name(item)}", item


def file_name(card: Mapping[str, Any]) -> str:
    """The name of a card's file: `CODE-id.yaml`, or `id.yaml` where it has no code."""
    return f"{card['code']}-{card['id']}.yaml" if card.get("code") else f"{card['id']}.yaml"
