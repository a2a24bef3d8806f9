"""Where decks lie: the built-in one and others, in a folder or a zip, and the files that make up each."""

import errno
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

from territoires_cli.errors import TerritoiresError, reason_of
from territoires_cli.translation import gettext as _

if TYPE_CHECKING:
    from territoires_cli.archives import Inner, Place

P = TypeVar("P", "Path", "Inner", "Place")

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
        found = root if is_file(root) else deck_folder(root)
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


def deck_folder(root: P) -> P | None:
    """The folder that holds `deck.yaml`: this one, or else the `cards/` in it; None where neither does.

    Raises TerritoiresError where it can't be looked into.
    """
    try:
        return next((folder for folder in (root, root / "cards") if (folder / DECK_FILE).is_file()), None)
    except OSError as error:
        raise _unread(root, error) from None


def is_file(path: "Place") -> bool:
    """Whether an ordinary file is there; not where that can't be known, which some versions of Python raise."""
    try:
        return path.is_file()
    except OSError:
        return False


def is_folder(path: "Place") -> bool:
    """Whether a folder is there; not where that can't be known."""
    try:
        return path.is_dir()
    except OSError:
        return False


def is_there(path: "Place") -> bool:
    """Whether anything is there; where that can't be known, it may be, and whoever opens it will say why it can't."""
    try:
        return path.exists()
    except OSError as error:
        return error.errno != errno.ENAMETOOLONG


def entries(folder: P) -> list[P]:
    """What stands in a folder, by name; nothing where there is no such folder. Raises TerritoiresError for one that is closed."""
    try:
        found: list[P] = [*folder.iterdir()] if folder.is_dir() else []
    except OSError as error:
        raise _unread(folder, error) from None
    return sorted(found, key=lambda path: path.name)


def _unread(folder: "Place", error: OSError) -> TerritoiresError:
    return TerritoiresError(
        _("Le dossier « {path} » ne peut pas être lu : {reason}.").format(path=folder, reason=reason_of(error))
    )


def _without_deck(root: Path) -> str:
    """What to say of a folder without `deck.yaml`: what it may be called there, where it may lie, or how to make it."""
    inside = [path for folder in (root, root / "cards") for path in entries(folder)]
    named = next((path for path in inside if re.fullmatch(r"deck(\.ya?ml)?(\.\w+)?", path.name, re.IGNORECASE)), None)
    if named is not None and is_file(named):
        return _(
            "Le dossier « {path} » ne contient pas de jeu : son fichier « {name} » doit s’appeler deck.yaml, renommez-le."
        ).format(path=root, name=named.name)
    below = next((path for path in inside if is_file(path / DECK_FILE)), None)
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
    found = next((folder for root in (whole, *inside) if (folder := deck_folder(root))), None)
    if found is None:
        raise TerritoiresError(
            _("L’archive « {path} » ne contient pas de jeu : il y manque le fichier deck.yaml.").format(path=place)
        )
    return found


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
    whole = real_place(path)
    for above in (whole, *whole.parents):
        try:
            folder = deck_folder(above)
        except TerritoiresError:  # the folders above may be other people's
            continue
        if folder is not None:
            files = [real_place(file) for file in deck_files([folder])]
            return folder if any(file.is_relative_to(whole) for file in files) else None
    return None


def real_place(file: P) -> P:
    """Where a file lies, its folder's links followed, and its own too unless they lead round and round."""
    try:
        return file.resolve()
    except (OSError, RuntimeError):
        return file.parent.resolve() / file.name


def yaml_files(folder: P) -> list[P]:
    """The YAML files of a folder, by name, hidden ones left out; none where there is no such folder."""
    return [path for path in entries(folder) if path.suffix in {".yaml", ".yml"} and not path.name.startswith(".")]


def format_files(folder: "Place") -> "list[Place]":
    """The files of a deck's formats, one each."""
    return [path for path in yaml_files(workshops_folder(folder)) if path.name != ACTIVITIES_FILE]


def workshops_folder(folder: "Place") -> "Place":
    """Formats lie inside the deck's folder, or beside it when it is a `cards/` folder."""
    inside = folder / "workshops"
    return inside if folder.name != "cards" or inside.is_dir() else folder.parent / "workshops"


def home_of(folder: "Place") -> "Place":
    """The folder that all files of a deck lie in: its own, or the one around `cards/` where formats lie beside that."""
    return folder if workshops_folder(folder).parent == folder else folder.parent
