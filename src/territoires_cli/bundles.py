"""A deck's own folder ↔ one JSON object: every file as it is written, to give to another program or take back from it."""

import json
from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ValidationError

from territoires_cli.errors import ContentError
from territoires_cli.mistakes import find_mistakes
from territoires_cli.models.deck import SECTIONS
from territoires_cli.models.harms import Harm
from territoires_cli.names import nearest
from territoires_cli.places import (
    ACTIVITIES_FILE,
    KINDS,
    TEXTS,
    TROUBLES,
    format_files,
    home_of,
    workshops_folder,
    yaml_files,
)
from territoires_cli.problems import Problem, field_name
from territoires_cli.reading import Reader
from territoires_cli.safe_yaml import MAX_DEPTH, YamlError, parse_yaml
from territoires_cli.store import readable_yaml
from territoires_cli.translation import gettext as _
from territoires_cli.typography import escape_unsafe, without_unsafe_inside

if TYPE_CHECKING:
    from territoires_cli.archives import Place

SCHEMA = 1
MOST_BYTES = 20_000_000
# Key of the object → the file that it stands for, and the section of a deck that tells its model.
_FILES = {
    "deck": ("deck.yaml", "info"),
    "challenges": ("challenges.yaml", "book"),
    "framework": ("framework.yaml", "framework"),
    "lexicon": ("lexicon.yaml", "lexicon"),
}
_LISTS = {
    "harms": ("harms.yaml", ""),
    "sources": ("sources.yaml", "sources"),
    "pairs": ("pairs.yaml", "pairs"),
    "activities": (f"workshops/{ACTIVITIES_FILE}", "activities"),
}
_FOLDERS = {**{kind: (kind, kind) for kind in KINDS}, "formats": ("workshops", "formats")}
KEYS = ("schema", *_FILES, *_LISTS, TROUBLES, *_FOLDERS, TEXTS)
"""The keys that the object may have."""


def read_bundle(folder: "Place") -> dict[str, Any]:
    """What the files of a deck's own folder hold, as plain data. Raises ContentError with every file that can't be read."""
    reader = Reader(home=home_of(folder))
    found: dict[str, Any] = {"schema": SCHEMA}
    for key, (name, _section) in {**_FILES, **_LISTS}.items():
        path = workshops_folder(folder) / ACTIVITIES_FILE if key == "activities" else folder / name
        if path.is_file():
            found[key] = _read(reader, path)
    troubles = {path.stem: _read(reader, path) for path in yaml_files(folder / TROUBLES)}
    if troubles:
        found[TROUBLES] = troubles
    texts = {path.stem: _read(reader, path) for path in yaml_files(folder / TEXTS)}
    if texts:
        found[TEXTS] = texts
    for key, (name, _section) in _FOLDERS.items():
        paths = format_files(folder) if key == "formats" else yaml_files(folder / name)
        if paths:
            found[key] = [_read(reader, path) for path in paths]
    if reader.problems:
        raise ContentError(reader.problems)
    return found


def _read(reader: Reader, path: "Place") -> Any:
    text = reader.words(path)
    if text is None:
        return None
    try:
        return parse_yaml(text)
    except YamlError as problem:
        reader.problems.append(Problem(str(path), problem.line, problem.column, "", problem.message))
        return None


def write_bundle(folder: "Place") -> bytes:
    """A deck's own folder as JSON: the same files give the same bytes. Raises ContentError as `read_bundle`."""
    return (escape_unsafe(json.dumps(read_bundle(folder), ensure_ascii=False, indent=1)) + "\n").encode()


def files_of_bundle(content: bytes, file: str, head: str) -> dict[str, bytes]:
    """The files that a JSON object stands for, by their names below the deck's folder; `head` begins each of them.

    `file` names the object in problems. Raises ContentError with everything that is wrong in it.
    """
    data = _parse(content, file)
    problems = [Problem(file, None, None, field_name(path), message) for path, message in _faults(data)]
    if problems:
        raise ContentError(problems)
    return {
        name: readable_yaml(value, head).encode() for name, value in _named(data)
    }  # fmt: skip


def _parse(content: bytes, file: str) -> dict[str, Any]:
    """The object of a JSON text. Raises ContentError where it is none, too big, or too deep."""

    def refuse(message: str, line: int | None = None, column: int | None = None) -> ContentError:
        return ContentError([Problem(file, line, column, "", message)])

    if len(content) > MOST_BYTES:
        raise refuse(_("ce fichier est trop gros : {most} Mo au plus").format(most=MOST_BYTES // 10**6))
    try:
        data = json.loads(
            content.decode("utf-8-sig"), object_pairs_hook=_without_doubles, parse_constant=_refuse_constant
        )
        json.dumps(data, ensure_ascii=False).encode()
    except json.JSONDecodeError as error:
        message = _(
            "ce n’est pas du JSON complet à cet endroit : fichier coupé, virgule ou guillemet de trop ou manquant"
        )
        raise refuse(message, error.lineno, error.colno) from None
    except UnicodeError:
        raise refuse(_("ce fichier n’est pas un texte en UTF-8")) from None
    except RecursionError:
        raise refuse(_("ce fichier emboîte trop de listes les unes dans les autres")) from None
    except ValueError as error:
        raise refuse(str(error)) from None
    if not isinstance(data, dict):
        raise refuse(_("ce fichier doit contenir un objet JSON, entre accolades"))
    if _depth(data) > MAX_DEPTH:
        raise refuse(_("ce fichier emboîte trop de listes les unes dans les autres"))
    return {key: without_unsafe_inside(value) for key, value in data.items()}


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise ValueError(_("la clé « {key} » est là deux fois : gardez-en une").format(key=key[:60]))
        found[key] = value
    return found


def _refuse_constant(word: str) -> None:
    raise ValueError(_("« {word} » n’est pas un nombre").format(word=word))


def _depth(data: Any) -> int:
    deepest, level = 0, [data]
    while level and deepest <= MAX_DEPTH:
        deepest += 1
        level = [
            inner
            for item in level
            if isinstance(item, dict | list)
            for inner in (item.values() if isinstance(item, dict) else item)
        ]
    return deepest


def model_of(section: str) -> type[BaseModel]:
    """The model of what a section of a deck holds; the empty name is that of harms, which only checks read."""
    if not section:
        return Harm
    module, name, _is_sequence = SECTIONS[section]
    found: type[BaseModel] = getattr(import_module(f"territoires_cli.models.{module}"), name)
    return found


def _faults(data: Mapping[str, Any]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Everything that keeps an object from being the files of a deck, at its path."""
    if data.get("schema") != SCHEMA:
        yield (
            ("schema",),
            _('il faut « "schema": {number} » : ce fichier vient d’ailleurs, ou d’une autre version').format(
                number=SCHEMA
            ),
        )
    if "deck" not in data:
        yield ("deck",), _("il manque ce champ : le titre, la version et la licence du jeu")
    for key in data.keys() - set(KEYS):
        close = nearest(key, KEYS, at_most=1)
        message = (
            _("champ inconnu ; vouliez-vous dire « {name} » ?").format(name=close[0]) if close else _("champ inconnu")
        )
        yield (key[:60],), message
    for key, (_file, section) in _FILES.items():
        if key in data:
            yield from _faults_of(data[key], section, (key,))
    for key, (_file, section) in {**_LISTS, **_FOLDERS}.items():
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


def _named(data: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Each file of a faultless object: its name, and what it holds."""
    for key, (name, _section) in {**_FILES, **_LISTS}.items():
        if key in data:
            yield name, data[key]
    for folder in (TROUBLES, TEXTS):
        yield from ((f"{folder}/{name}.yaml", inside) for name, inside in data.get(folder, {}).items())
    for key, (folder, _section) in _FOLDERS.items():
        for item in data.get(key, []):
            yield f"{folder}/{file_name(item)}", item


def files_in_place(folder: Path, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Files of a deck under the names that a folder has for them already: a card by its id, and what lies in its `cards/`.

    Raises ContentError where the folder holds a file that can't be read: nothing is written beside it.
    """
    home = next((place for place in (folder, folder / "cards") if (place / "deck.yaml").is_file()), folder)
    if home.is_dir():
        read_bundle(home)
    standing: dict[tuple[str, str], str] = {}
    for kind in KINDS:
        for path in map(Path, map(str, yaml_files(home / kind))):
            told = parse_yaml(path.read_bytes().decode("utf-8-sig"))
            if isinstance(told, dict) and isinstance(told.get("id"), str):
                standing[kind, told["id"]] = f"{kind}/{path.name}"
    found: dict[str, bytes] = {}
    for name, content in files.items():
        kind = name.partition("/")[0]
        inside = standing.get((kind, _id_in(content)), name) if kind in KINDS else name
        place = workshops_folder(home).parent if kind == "workshops" else home
        found[Path(str(place), inside).relative_to(folder).as_posix()] = content
    return found


def _id_in(content: bytes) -> str:
    """The id that the text of a card tells; empty where it can't be read, which is told once it is written."""
    try:
        told = parse_yaml(content.decode("utf-8-sig"))
    except (YamlError, UnicodeDecodeError):
        return ""
    return str(told.get("id", "")) if isinstance(told, dict) else ""


def file_name(card: Mapping[str, Any]) -> str:
    """The name of a card's file: `CODE-id.yaml`, or `id.yaml` where it has no code."""
    return f"{card['code']}-{card['id']}.yaml" if card.get("code") else f"{card['id']}.yaml"
