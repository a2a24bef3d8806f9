"""Where decks, cities and formats lie, and reading them: `Deck` from the cache, or from YAML where a file changed.

The reader of YAML (`content`) is imported only when there is something to read: a warm command never pays for it.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from territoires_cli import cache
from territoires_cli.errors import TerritoiresError, reason_of
from territoires_cli.models.deck import Deck
from territoires_cli.translation import gettext as _

if TYPE_CHECKING:
    from territoires_cli.models.city import City
    from territoires_cli.problems import Problem

DECK_FILE = "deck.yaml"


def builtin_root() -> Path:
    """The folder of the deck that travels with the tool, in a wheel as in a checkout."""
    package = Path(__file__).resolve().parent
    packaged = package / "content" / "cards"
    return packaged if (packaged / DECK_FILE).is_file() else package.parents[1] / "cards"


def read_deck(roots: Sequence[Path] = ()) -> Deck:
    """The deck found in the given folders, or the built-in one; several folders make one deck.

    A folder is one that holds `deck.yaml`, or whose `cards/` does. The first folder names the deck and gives its
    families and challenges. Raises TerritoiresError where there is no deck, ContentError with every problem found.
    """
    folders = deck_folders(roots)

    def from_yaml() -> Deck:
        from territoires_cli.content import load_deck

        return load_deck(folders)

    key = cache.key_of(deck_files(folders))
    deck = cache.load(folders, key, from_yaml)
    if deck is None:
        deck = from_yaml()
        cache.store(folders, key, deck)
    return deck


def problems_of(roots: Sequence[Path] = ()) -> "list[Problem]":
    """Every problem of a deck, errors and warnings, in the order of its files. Raises TerritoiresError."""
    from territoires_cli.content import find_problems

    return find_problems(deck_folders(roots))


def read_city(path: Path, deck: Deck) -> "City":
    """The city that a file describes, its challenges and practices known to exist in the deck.

    Raises TerritoiresError (no such file) or ContentError (every problem in it).
    """
    from territoires_cli.content import load_city

    return load_city(path, deck)


def read_city_text(text: str, name: str, deck: Deck) -> "City":
    """The city that a YAML text describes; `name` stands for its file in problems. Raises ContentError."""
    from territoires_cli.content import load_city

    return load_city(Path(name), deck, text)


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
        if found is None:
            raise TerritoiresError(
                _("Le dossier « {path} » ne contient pas de jeu : il y manque le fichier deck.yaml.").format(path=root)
            )
        folders.append(found)
    return folders


def deck_files(folders: Sequence[Path]) -> list[Path]:
    """Every file that the deck is made of, in a fixed order."""
    places = [
        place
        for folder in folders
        for place in (folder, folder / "practices", folder / "cities", workshops_folder(folder))
    ]
    return [path for place in places for path in yaml_files(place)]


def yaml_files(folder: Path) -> list[Path]:
    """The YAML files of a folder, by name, hidden ones left out; none where there is no such folder."""
    if not folder.is_dir():
        return []
    found = [path for path in folder.iterdir() if path.suffix in {".yaml", ".yml"} and not path.name.startswith(".")]
    return sorted(found, key=lambda path: path.name)


def workshops_folder(folder: Path) -> Path:
    """Formats lie inside the deck's folder, or beside it when it is a `cards/` folder."""
    inside = folder / "workshops"
    return inside if inside.is_dir() or folder.name != "cards" else folder.parent / "workshops"
