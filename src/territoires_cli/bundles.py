"""A deck's own folder ↔ one JSON object: every file as it is written, to give to another program or take back from it."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from territoires_cli.admitting import count_fault, name_faults
from territoires_cli.bundle_parts import FILES, FOLDERS, LISTS, SCHEMA, find_faults, named_parts
from territoires_cli.errors import ContentError
from territoires_cli.places import (
    ACTIVITIES_FILE,
    KINDS,
    TEXTS,
    TROUBLES,
    deck_folder,
    format_files,
    is_there,
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

MOST_BYTES = 20_000_000
# What YAML reads as a number too, when the files are read back.
_MOST_DIGITS = 19


def read_bundle(folder: "Place") -> dict[str, Any]:
    """What the files of a deck's own folder hold, as plain data. Raises ContentError with every file that can't be read."""
    reader = Reader().inside(folder)
    found: dict[str, Any] = {"schema": SCHEMA}
    for key, (name, _section) in {**FILES, **LISTS}.items():
        path = workshops_folder(folder) / ACTIVITIES_FILE if key == "activities" else folder / name
        if is_there(path):
            found[key] = _read(reader, path)
    troubles = {path.stem: _read(reader, path) for path in yaml_files(folder / TROUBLES)}
    if troubles:
        found[TROUBLES] = troubles
    texts = {path.stem: _read(reader, path) for path in yaml_files(folder / TEXTS)}
    if texts:
        found[TEXTS] = texts
    for key, (name, _section) in FOLDERS.items():
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
    """A deck's own folder as JSON, which `files_of_bundle` takes back: the same files give the same bytes.

    Raises ContentError as `read_bundle`, and for what would keep the object from being taken back.
    """
    content = (escape_unsafe(_as_json(read_bundle(folder), str(folder))) + "\n").encode()
    _parts_of(content, str(folder))
    return content


def files_of_bundle(content: bytes, file: str, head: str) -> dict[str, bytes]:
    """The files that a JSON object stands for, by their names below the deck's folder; `head` begins each of them.

    `file` names the object in problems. Raises ContentError with everything that is wrong in it.
    """
    return {name: readable_yaml(value, head).encode() for name, value in _parts_of(content, file)}


def _as_json(data: Mapping[str, Any], file: str) -> str:
    """The data as JSON. Raises ContentError for a number like 1e999, for which JSON has no word."""
    try:
        return json.dumps(data, ensure_ascii=False, indent=1, allow_nan=False)
    except ValueError:
        message = _("il y a un nombre sans fin, comme 1e999 : écrivez-le autrement")
        raise ContentError([Problem(file, None, None, "", message)]) from None


def _parts_of(content: bytes, file: str) -> list[tuple[str, Any]]:
    """The files that a JSON object stands for: their names, none twice, and what each holds."""
    data = _parse(content, file)
    _as_json(data, file)
    problems = [Problem(file, None, None, field_name(path), message) for path, message in find_faults(data)]
    if problems:
        raise ContentError(problems)
    named = list(named_parts(data))
    count = count_fault(len(named))
    messages = [count] if count is not None else list(name_faults(name for name, _value in named))
    if messages:
        raise ContentError([Problem(file, None, None, "", message) for message in messages])
    return named


def _parse(content: bytes, file: str) -> dict[str, Any]:
    """The object of a JSON text. Raises ContentError where it is none, too big, or too deep."""

    def refuse(message: str, line: int | None = None, column: int | None = None) -> ContentError:
        return ContentError([Problem(file, line, column, "", message)])

    if len(content) > MOST_BYTES:
        raise refuse(_("ce fichier est trop gros : {most} Mo au plus").format(most=MOST_BYTES // 10**6))
    try:
        data = json.loads(
            content.decode("utf-8-sig"),
            object_pairs_hook=_without_doubles,
            parse_constant=_refuse_constant,
            parse_int=_number,
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


def _number(digits: str) -> int:
    if len(digits) > _MOST_DIGITS:
        raise ValueError(_("un nombre a ici plus de {most} chiffres").format(most=_MOST_DIGITS))
    return int(digits)


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


def files_in_place(folder: Path, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Files of a deck under the names that a folder has for them already: a card by its id, and what lies in its `cards/`.

    Raises ContentError where the folder holds a file that can't be read, or where two files would go into the same place.
    """
    home = deck_folder(folder) or folder
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
        path = Path(str(place), inside)
        if path.relative_to(folder).as_posix() in found:
            message = _(
                "deux cartes iraient dans ce fichier : donnez-lui le nom de la carte qu’il contient, puis la même commande"
            )
            raise ContentError([Problem(str(path), None, None, "", message)])
        found[path.relative_to(folder).as_posix()] = content
    return found


def _id_in(content: bytes) -> str:
    """The id that the text of a card tells; empty where it can't be read, which is told once it is written."""
    try:
        told = parse_yaml(content.decode("utf-8-sig"))
    except (YamlError, UnicodeDecodeError):
        return ""
    return str(told.get("id", "")) if isinstance(told, dict) else ""
