"""Where decks lie: the built-in one and others, in a folder or a zip, and the files that make up each."""

import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from territoires_cli.errors import TerritoiresError, reason_of
from territoires_cli.translation import gettext as _

if TYPE_CHECKING:
    from territoires_cli.archives import Place

BUILTIN = "territoires-collaboratifs"
"""The id of the built-in deck."""
DECK_FILE = "deck.yaml"
HARMS_FILE = "harms.yaml"
TOP_FILES = (
    DECK_FILE, "challenges.yaml", "framework.yaml", HARMS_FILE, "lexicon.yaml", "pairs.yaml", "sources.yaml"
)  # fmt: skip
"""The files that a deck has beside its folders."""
KINDS = ("practices", "actions", "cities", "projects", "elsewhere", "models", "lessons")
"""The folders of a deck that hold one file a card."""
TROUBLES = "troubles"
"""The folder of a deck that holds what people say, several troubles a file."""
ACTIVITIES_FILE = "activities.yaml"
"""The file beside the formats that holds what they may call: warm-ups and closings, several in one file."""
TEXTS = "texts"
"""The folder of a deck that holds, for cards of the decks below it, other texts: a translation, one file a card."""
FOLDERS = (*KINDS, TROUBLES, TEXTS, "workshops")
"""Every folder that a deck may have."""


def builtin_root() -> Path:
    """The folder of the deck that travels with the tool, in a wheel as in a checkout."""
    package = Path(__file__).resolve().parent
    packaged = package / "content" / "cards"
    return packaged if (packaged / DECK_FILE).is_file() else package.parents[1] / "cards"


def deck_places(roots: Sequence[Path]) -> list[Path]:
    """Where each deck lies: the folder that holds `deck.yaml`, or the zip itself, which isn't opened here.

    No root is the built-in deck. Raises TerritoiresError for a root that isn't there or has no deck.
    """
    places = []
    for root in roots or [builtin_root()]:
        try:
            found = (
                root if root.is_file() else next((f for f in (root, root / "cards") if (f / DECK_FILE).is_file()), None)
            )
        except OSError as error:
            raise TerritoiresError(
                _("Le dossier « {path} » ne peut pas être lu : {reason}.").format(path=root, reason=reason_of(error))
            ) from None
        if found is None and not root.exists():
            absent = _("Le dossier « {path} » n’existe pas : vérifiez son nom.")
            if root.suffix.lower() == ".zip":
                absent = _("L’archive « {path} » n’existe pas : vérifiez son nom et le dossier où vous êtes.")
            raise TerritoiresError(absent.format(path=root))
        if found is None:
            raise TerritoiresError(_without_deck(root))
        if found == root and root.is_file() and root.suffix.lower() != ".zip":
            raise TerritoiresError(
                _(
                    "« {path} » n’est pas un jeu : donnez son dossier, celui qui contient deck.yaml, ou son archive .zip."
                ).format(path=root)
            )
        places.append(found)
    return places


def _without_deck(root: Path) -> str:
    """What to say of a folder without `deck.yaml`: what it may be called there, where it may lie, or how to make it."""
    inside = [path for folder in (root, root / "cards") if folder.is_dir() for path in sorted(folder.iterdir())]
    named = next((path for path in inside if re.fullmatch(r"deck(\.ya?ml)?(\.\w+)?", path.name, re.IGNORECASE)), None)
    if named is not None and named.is_file():
        return _(
            "Le dossier « {path} » ne contient pas de jeu : son fichier « {name} » doit s’appeler deck.yaml, renommez-le."
        ).format(path=root, name=named.name)
    below = next((path for path in inside if (path / DECK_FILE).is_file()), None)
    if below is not None:
        return _("Le dossier « {path} » ne contient pas de jeu ; vouliez-vous dire « {below} » ?").format(
            path=root, below=below
        )
    return _(
        "Le dossier « {path} » ne contient pas de jeu : il y manque le fichier deck.yaml. Créez-le avec les lignes "
        "id, title, version, licence et « extends: territoires-collaboratifs »."
    ).format(path=root)


def deck_folders(roots: Sequence[Path]) -> "list[Place]":
    """The folders that hold `deck.yaml`, on the disk or inside a zip. Raises TerritoiresError for a root without one."""
    return [folder_of(place) for place in deck_places(roots)]


def stamped_files(places: Sequence[Path]) -> list[Path]:
    """Every file on the disk that decks lying there depend on: those of folders one by one, a zip as a whole."""
    inside = [[place] if place.is_file() else deck_files([place]) for place in places]
    return cast("list[Path]", [file for files in inside for file in files])


def folder_of(place: Path) -> "Place":
    """The folder of a deck that lies there; a zip is opened. Raises TerritoiresError for one that isn't safe, or no deck."""
    if not place.is_file():
        return place
    from territoires_cli.archives import Archive, Inner

    whole = Inner(Archive(place))
    # People zip the folder as often as what is in it.
    inside = [folder for folder in whole.iterdir() if folder.is_dir()]
    found = next((folder for root in (whole, *inside) if (folder := _folder_with_deck(root))), None)
    if found is None:
        raise TerritoiresError(
            _("L’archive « {path} » ne contient pas de jeu : il y manque le fichier deck.yaml.").format(path=place)
        )
    return found


def _folder_with_deck(root: "Place") -> "Place | None":
    return next((folder for folder in (root, root / "cards") if (folder / DECK_FILE).is_file()), None)


def disk_place(folder: "Place") -> Path:
    """Where a deck's folder lies on the disk: the folder itself, or the archive around it."""
    return folder if isinstance(folder, Path) else folder.archive.path


def deck_files(folders: "Sequence[Place]") -> "list[Place]":
    """Every file that the deck is made of, in a fixed order."""
    top = [path for folder in folders for path in yaml_files(folder) if path.name in TOP_FILES]
    places = [
        place
        for folder in folders
        for place in (*(folder / kind for kind in (*KINDS, TROUBLES, TEXTS)), workshops_folder(folder))
    ]
    return top + [path for place in places for path in yaml_files(place)]


def deck_around(path: Path) -> Path | None:
    """The folder of the deck that a file or folder is a part of, or None where it belongs to none."""
    whole = path.resolve()
    for above in (whole, *whole.parents):
        for folder in (above, above / "cards"):
            if (folder / DECK_FILE).is_file():
                files = [real_place(file) for file in deck_files([folder])]
                return folder if any(file.is_relative_to(whole) for file in files) else None
    return None


def real_place(file: "Place") -> "Place":
    """Where a file lies, its folder's links followed, and its own too unless they lead round and round."""
    try:
        return file.resolve()
    except (OSError, RuntimeError):
        return file.parent.resolve() / file.name


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
    if not folder.is_dir():
        return []
    found = [
        path for path in folder.iterdir() if path.is_dir() and not path.name.startswith(".") and not _is_link(path)
    ]
    return sorted(found, key=lambda path: path.name)


def _folders_below(folder: "Place") -> "list[Place]":
    return [path for inner in _folders_in(folder) for path in (inner, *_folders_below(inner))]


def _is_link(path: "Place") -> bool:
    return isinstance(path, Path) and path.is_symlink()


def yaml_files(folder: "Place") -> "list[Place]":
    """The YAML files of a folder, by name, hidden ones left out; none where there is no such folder."""
    if not folder.is_dir():
        return []
    found = [path for path in folder.iterdir() if path.suffix in {".yaml", ".yml"} and not path.name.startswith(".")]
    return sorted(found, key=lambda path: path.name)


def format_files(folder: "Place") -> "list[Place]":
    """The files of a deck's formats, one each."""
    return [path for path in yaml_files(workshops_folder(folder)) if path.name != ACTIVITIES_FILE]


def workshops_folder(folder: "Place") -> "Place":
    """Formats lie inside the deck's folder, or beside it when it is a `cards/` folder."""
    inside = folder / "workshops"
    return inside if inside.is_dir() or folder.name != "cards" else folder.parent / "workshops"


def home_of(folder: "Place") -> "Place":
    """The folder that all files of a deck lie in: its own, or the one around `cards/` where formats lie beside that."""
    return folder if workshops_folder(folder).parent == folder else folder.parent


def inner_name(path: "Place", home: "Place") -> str:
    """The name of a deck's file from its home on, with « / » between folders."""
    if isinstance(path, Path):
        return os.path.relpath(path, str(home)).replace(os.sep, "/")
    return str(path)[len(str(home)) + 1 :]


def refuse_too_large(folder: "Place") -> None:
    """Raise TerritoiresError where the files of a deck's folder are too many, or too heavy; archives are judged whole."""
    from territoires_cli.archives import MAX_FILES, MAX_UNPACKED

    if not isinstance(folder, Path):
        return
    files = stamped_files([folder])
    if len(files) > MAX_FILES:
        raise TerritoiresError(
            _("Le jeu « {path} » a plus de {most} fichiers : répartissez-le en plusieurs jeux.").format(
                path=folder, most=MAX_FILES
            )
        )
    if sum(file.stat().st_size for file in files if file.is_file()) > MAX_UNPACKED:
        raise TerritoiresError(
            _("Le jeu « {path} » pèse plus de {most} Mo : répartissez-le en plusieurs jeux.").format(
                path=folder, most=MAX_UNPACKED // 10**6
            )
        )


def fault_of(path: "Place", home: "Place") -> str | None:
    """Why a file of a deck isn't read, though it is there: it leads out of the deck or nowhere, or is no ordinary file.

    None where nothing is wrong with it, or it isn't there.
    """
    if not isinstance(path, Path) or not isinstance(home, Path):
        return None
    from territoires_cli.archives import name_fault

    if not path.exists():
        is_lost = path.is_symlink()
        return (
            _("ce fichier est un lien qui ne mène à rien : mettez le fichier lui-même à cette place")
            if is_lost
            else None
        )
    if not path.resolve().is_relative_to(home.resolve()):
        return _("ce fichier est un lien qui mène hors du jeu : mettez le fichier lui-même à cette place")
    if path.is_dir():
        return _("il y a ici un dossier à la place d’un fichier : remplacez-le par le fichier de la carte, ou ôtez-le")
    if not path.is_file():
        return _("ce n’est pas un fichier ordinaire : ôtez-le du jeu")
    fault = name_fault(inner_name(path, home))
    return _("ce fichier n’est pas lu : {fault}").format(fault=fault) if fault else None
