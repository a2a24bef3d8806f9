"""Files that lie in a deck's folder, seem to be meant for it, and are read by nothing; and what to do about each."""

import re
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from territoires_cli.names import nearest
from territoires_cli.places import (
    DECK_FILE,
    FOLDERS,
    KINDS,
    TOP_FILES,
    TROUBLES,
    entries,
    is_file,
    is_folder,
    real_place,
    workshops_folder,
    yaml_files,
)
from territoires_cli.problems import Problem
from territoires_cli.translation import gettext as _

if TYPE_CHECKING:
    from territoires_cli.archives import Place

_ENDINGS = {".txt", ".docx", ".doc", ".odt", ".rtf", ".json", ".xlsx", ".ods"}
# `A1-covoiturage.yaml.txt` → the id of the card that it was meant to be.
_NAME = re.compile(r"(?:[A-Z]{1,3}[0-9]{1,2}-)?(?P<id>.*?)(\.ya?ml)?(\.\w+)?", re.IGNORECASE)


class Stray(NamedTuple):
    """A file that nothing reads, why, and the id that its name gives to what it holds."""

    path: "Place"
    message: str
    id: str
    line: int | None = None


def told_stray(stray: Stray, wanted: Collection[str]) -> Problem:
    """A stray as a problem: an error where something in the deck points to what it holds."""
    severity = "error" if stray.id in wanted else "warning"
    return Problem(str(stray.path), stray.line, stray.line, "", stray.message, severity)


def find_strays(folders: "Sequence[Place]") -> list[Stray]:
    """The strays of some decks: in folders of another name, or under a name that doesn't end as YAML's does."""
    found = []
    for folder in folders:
        found += [Stray(path, not_read(path, folder), _id_of(path), 1) for path in stray_files(folder)]
        found += [Stray(path, _badly_ending(path), _id_of(path)) for path in _other_files(folder)]
    return found


def stray_files(folder: "Place") -> "list[Place]":
    """YAML files that lie in a deck's folder, and that nothing reads: out of place, or in a folder of another name."""
    strays = [path for path in yaml_files(folder) if path.name not in TOP_FILES]
    inner = _folders_in(folder)
    strays += [file for path in inner if path.name not in FOLDERS for file in yaml_files(path)]
    read = [*(path for path in inner if path.name in FOLDERS), workshops_folder(folder)]
    return strays + [
        file for place in dict.fromkeys(read) for path in _folders_below(place) for file in yaml_files(path)
    ]


def _folders_in(folder: "Place") -> "list[Place]":
    """The folders of a folder, by name, hidden ones and links left out."""
    return [path for path in entries(folder) if not path.name.startswith(".") and _is_folder(path)]


def _folders_below(folder: "Place") -> "list[Place]":
    """Every folder below a folder, however deep: each is followed by those in it."""
    found: list[Place] = []
    waiting = _folders_in(folder)[::-1]
    while waiting:
        found.append(waiting.pop())
        waiting += _folders_in(found[-1])[::-1]
    return found


def _is_folder(path: "Place") -> bool:
    """Whether a folder itself is there, and no link to one."""
    return is_folder(path) and not (isinstance(path, Path) and path.is_symlink())


def _id_of(path: "Place") -> str:
    match = _NAME.fullmatch(path.name)
    return match["id"] if match else path.stem


def _other_files(folder: "Place") -> "list[Place]":
    """Files that seem to be meant for the deck, and whose name doesn't end as YAML's does: nothing reads them."""
    places: list[Place] = [folder, *(folder / name for name in (*KINDS, TROUBLES))]
    inside: list[Place] = [path for place in places for path in entries(place) if is_file(path)]
    found = sorted(inside, key=str)
    return [
        path
        for path in found
        if path.suffix not in {".yaml", ".yml"}
        and not path.name.startswith((".", "~"))
        and (
            re.search(r"\.ya?ml\b", path.name, re.IGNORECASE)
            or (path.parent != folder and path.suffix.lower() in _ENDINGS)
        )
    ]


def _badly_ending(path: "Place") -> str:
    name = re.sub(r"(\.ya?ml)?\.\w+$", "", path.name, flags=re.IGNORECASE)
    if path.suffix.lower() in {".txt", ".yaml", ".yml"}:
        message = _("ce fichier n’est pas lu, parce que son nom finit par {ending} : renommez-le {name}.yaml")
        if path.suffix.lower() == ".txt":
            message = _(
                "ce fichier n’est pas lu, parce que son nom finit par {ending} (que Windows cache souvent : Affichage, "
                "Extensions de noms de fichiers) : renommez-le {name}.yaml"
            )
        return message.format(ending=path.suffix, name=name)
    return _("ce fichier n’est pas lu : enregistrez son texte, en UTF-8, sous le nom {name}.yaml").format(name=name)


def out_of_place(path: Path) -> list[Problem]:
    """What is said of a card in a misspelt folder of a deck, rather than that it makes no territory."""
    inside = real_place(path).parent
    if not is_file(inside.parent / DECK_FILE) or not _folder_meant(inside):
        return []
    return [Problem(str(path), 1, 1, "", not_read(path, path.parent.parent), "warning")]


def _folder_meant(folder: "Place") -> str | None:
    """The folder of a deck whose name this one nearly has."""
    close = [] if folder.name in FOLDERS else nearest(folder.name, FOLDERS, at_most=1)
    return close[0] if close else None


def not_read(path: "Place", folder: "Place") -> str:
    """Why nothing reads a file that lies in a deck's folder, and where it should lie."""
    meant = _folder_meant(path.parent) if path.parent.parent == folder else None
    if meant:
        message = _("ce fichier n’est pas lu : renommez le dossier « {folder} » en « {name} »")
        if (folder / meant).is_dir():
            message = _("ce fichier n’est pas lu : déplacez-le de « {folder} » dans le dossier « {name} », à côté")
        return message.format(folder=path.parent.name, name=meant)
    return _(
        "ce fichier n’est pas lu : une carte va dans le dossier « practices », une fiche action dans « actions », le fichier "
        "d’un territoire ailleurs que dans un jeu"
    )
