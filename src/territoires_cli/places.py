"""Where decks lie: the built-in one and others, and the files that make up each."""

from collections.abc import Sequence
from pathlib import Path

from territoires_cli.errors import TerritoiresError, reason_of
from territoires_cli.translation import gettext as _

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
FOLDERS = (*KINDS, TROUBLES, "workshops")
"""Every folder that a deck may have."""


def builtin_root() -> Path:
    """The folder of the deck that travels with the tool, in a wheel as in a checkout."""
    package = Path(__file__).resolve().parent
    packaged = package / "content" / "cards"
    return packaged if (packaged / DECK_FILE).is_file() else package.parents[1] / "cards"


def deck_folders(roots: Sequence[Path]) -> list[Path]:
    """The folders that hold `deck.yaml`. Raises TerritoiresError for a root that has none."""
    folders = []
    for root in roots or [builtin_root()]:
        try:
            found = next((folder for folder in (root, root / "cards") if (folder / DECK_FILE).is_file()), None)
        except OSError as error:
            raise TerritoiresError(
                _("Le dossier « {path} » ne peut pas être lu : {reason}.").format(path=root, reason=reason_of(error))
            ) from None
        if found is None and not root.exists():
            raise TerritoiresError(_("Le dossier « {path} » n’existe pas : vérifiez son nom.").format(path=root))
        if found is None:
            raise TerritoiresError(
                _("Le dossier « {path} » ne contient pas de jeu : il y manque le fichier deck.yaml.").format(path=root)
            )
        folders.append(found)
    return folders


def deck_files(folders: Sequence[Path]) -> list[Path]:
    """Every file that the deck is made of, in a fixed order."""
    top = [path for folder in folders for path in yaml_files(folder) if path.name in TOP_FILES]
    places = [
        place
        for folder in folders
        for place in (*(folder / kind for kind in (*KINDS, TROUBLES)), workshops_folder(folder))
    ]
    return top + [path for place in places for path in yaml_files(place)]


def deck_around(path: Path) -> Path | None:
    """The folder of the deck that a file or folder is a part of, or None where it belongs to none."""
    whole = path.resolve()
    for above in (whole, *whole.parents):
        for folder in (above, above / "cards"):
            if (folder / DECK_FILE).is_file():
                files = [file.resolve() for file in deck_files([folder])]
                return folder if any(file.is_relative_to(whole) for file in files) else None
    return None


def stray_files(folder: Path) -> list[Path]:
    """YAML files that lie in a deck's folder, and that nothing reads: out of place, or in a folder of another name."""
    strays = [path for path in yaml_files(folder) if path.name not in TOP_FILES]
    inner = sorted(path for path in folder.iterdir() if path.is_dir() and not path.name.startswith("."))
    strays += [file for path in inner if path.name not in FOLDERS for file in yaml_files(path)]
    read = [*(path for path in inner if path.name in FOLDERS), workshops_folder(folder)]
    below = {path for place in read for path in place.glob("*/**/") if not path.name.startswith(".")}
    return strays + [file for path in sorted(below) for file in yaml_files(path)]


def yaml_files(folder: Path) -> list[Path]:
    """The YAML files of a folder, by name, hidden ones left out; none where there is no such folder."""
    if not folder.is_dir():
        return []
    found = [path for path in folder.iterdir() if path.suffix in {".yaml", ".yml"} and not path.name.startswith(".")]
    return sorted(found, key=lambda path: path.name)


def format_files(folder: Path) -> list[Path]:
    """The files of a deck's formats, one each."""
    return [path for path in yaml_files(workshops_folder(folder)) if path.name != ACTIVITIES_FILE]


def workshops_folder(folder: Path) -> Path:
    """Formats lie inside the deck's folder, or beside it when it is a `cards/` folder."""
    inside = folder / "workshops"
    return inside if inside.is_dir() or folder.name != "cards" else folder.parent / "workshops"
