"""Decks of this user's own: those that lie in her data folder, and those that commands use when none is named."""

import os
import re
from collections.abc import Sequence
from pathlib import Path

from territoires_cli.configuration import settings_path
from territoires_cli.errors import TerritoiresError
from territoires_cli.names import enumerate_in_french, nearest
from territoires_cli.places import (
    BUILTIN,
    DECK_FILE,
    builtin_root,
    deck_folder,
    deck_places,
    folder_of,
    is_file,
    is_there,
    real_place,
)
from territoires_cli.quoting import command_line
from territoires_cli.translation import gettext as _


def decks_folder() -> Path:
    """Where the zips of installed decks are kept: TERRITOIRES_DECKS, or the platform's own place for a user's data."""
    chosen = os.environ.get("TERRITOIRES_DECKS")
    if chosen:
        return Path(chosen)
    from platformdirs import user_data_path

    return user_data_path("territoires-cli", appauthor=False) / "decks"


def installed_decks() -> dict[str, Path]:
    """The zips of installed decks by their names, which are the ids of their decks."""
    folder = decks_folder()
    found = folder.glob("*.zip") if folder.is_dir() else ()
    return {path.stem: path for path in sorted(found)}


def configured_decks() -> tuple[str, ...]:
    """The decks that the settings name, in their order. Raises ContentError for faulty settings."""
    path = settings_path()
    try:
        # Most people never name a deck there: reading YAML for nothing would slow every command down.
        is_named = b"decks" in path.read_bytes()
    except OSError:
        return ()
    if not is_named:
        return ()
    from territoires_cli.configuration import read_settings

    return read_settings().decks


def named_by_variable() -> tuple[str, ...]:
    """The decks that TERRITOIRES_DECK names, which win over those of the settings."""
    return tuple(name for name in os.environ.get("TERRITOIRES_DECK", "").split(os.pathsep) if name.strip())


def usual_decks() -> tuple[str, ...]:
    """The decks that commands use when none is named: those of TERRITOIRES_DECK, else those of the settings.

    A folder of the settings is told by its whole name. Raises ContentError for faulty settings.
    """
    return named_by_variable() or tuple(whole_name(name) for name in configured_decks())


def whole_name(name: str) -> str:
    """A name of the settings as it can be typed anywhere: folders begin at that of the settings."""
    path = settings_path().parent / name
    return str(real_place(path)) if is_there(path) else name


def deck_names(typed: Sequence[str]) -> tuple[str, ...]:
    """The decks typed, or else the usual ones. Raises ContentError for faulty settings."""
    return tuple(typed) or usual_decks()


def deck_roots(typed: Sequence[str]) -> list[Path]:
    """Where the decks typed lie, or else the usual ones, each once; none is the built-in one alone.

    Raises TerritoiresError for a name of nothing, ContentError for faulty settings.
    """
    places = [place_named(name) for name in typed] or [usual_place(name) for name in usual_decks()]
    return list({real_place(place): place for place in places}.values())


def place_named(name: str) -> Path:
    """Where the deck of a name lies: a folder or file, the built-in deck by its id, an installed or usual one by its own.

    Raises TerritoiresError for a name that only resembles one, or that no file can bear.
    """
    path = Path(name)
    is_path = os.sep in name or "/" in name or name.lower().endswith(".zip")
    if is_path or is_file(path) or deck_folder(path) is not None:
        return path
    known = {**_known_decks(), BUILTIN: builtin_root()}
    if name in known:
        return known[name]
    close = nearest(name, [key for key in known if key], at_most=2)
    if close and not path.exists():
        raise TerritoiresError(
            _("Aucun dossier ni jeu installé ne s’appelle « {name} ». Vouliez-vous dire {names} ?").format(
                name=name, names=enumerate_in_french(close, _("ou"))
            )
        )
    return path


def _known_decks() -> dict[str, Path]:
    """Installed decks by their ids, and folders of the usual ones by those that they tell; what is used wins."""
    installed = installed_decks()
    folders = [Path(name) for name in usual_decks() if name not in installed and has_deck(Path(name))]
    return {**installed, **{told_id(folder): folder for folder in folders}}


def usual_place(name: str) -> Path:
    """Where a usual deck lies, whatever folders there are where the command is typed.

    Raises TerritoiresError, with what to do, where it is gone.
    """
    try:
        path = installed_decks().get(name) or place_named(name)
    except TerritoiresError:
        path = Path(name)
    if is_there(path):
        return path
    if named_by_variable():
        raise TerritoiresError(
            _("Le jeu « {name} », que nomme la variable TERRITOIRES_DECK, n’est pas là.").format(name=name)
        )
    raise TerritoiresError(
        _(
            "Le jeu « {name} », que vos réglages emploient d’office, n’est plus là. "
            "Pour l’ôter des réglages : territoires deck remove {typed}"
        ).format(name=name, typed=command_line([name]))
    )


def has_deck(path: Path) -> bool:
    """Whether a folder holds a deck; not where it can't be looked into."""
    try:
        return deck_folder(path) is not None
    except TerritoiresError:
        return False


def told_id(place: Path) -> str:
    """The id of a deck, as a line of its `deck.yaml` tells it; empty where that can't be told."""
    return _told(place, "id")


def decks_below(place: Path) -> list[Path]:
    """The usual or installed deck that a deck extends, where that isn't the built-in one, and those below it in turn."""
    found: list[Path] = []
    name = _told(place, "extends")
    while name and name != BUILTIN and len(found) < _MOST_BELOW:
        below = _known_decks().get(name)
        if below is None or below in found or below.resolve() == place.resolve():
            break
        found.insert(0, below)
        name = _told(below, "extends")
    return found


# More decks upon one another than anybody has.
_MOST_BELOW = 9


def _told(place: Path, field: str) -> str:
    """The plain value of a field at the beginning of a line of a deck's own file."""
    try:
        folder = folder_of(deck_places([place])[0])
        with (folder / DECK_FILE).open("rb") as file:
            text = file.read(MAX_HEAD).decode("utf-8", "replace")
    except (OSError, TerritoiresError):
        return ""
    match = re.search(rf"^{field}: *[\"']?([a-z0-9-]+)", text, re.MULTILINE)
    return match[1] if match else ""


MAX_HEAD = 100_000
"""So many bytes of a deck's own file are looked at for its name alone."""
