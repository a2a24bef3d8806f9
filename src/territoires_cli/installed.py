"""Decks of this user's own: those that lie in her data folder, and those that commands use when none is named."""

import os
from collections.abc import Sequence
from pathlib import Path

from territoires_cli.configuration import settings_path
from territoires_cli.errors import TerritoiresError
from territoires_cli.names import enumerate_in_french, nearest
from territoires_cli.places import BUILTIN, builtin_root
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


def usual_decks() -> tuple[str, ...]:
    """The decks that commands use when none is named: those of TERRITOIRES_DECK, else those of the settings.

    Names of folders are whole, or begin at the folder of the settings. Raises ContentError for faulty settings.
    """
    told = os.environ.get("TERRITOIRES_DECK", "")
    if told.strip():
        return tuple(name for name in told.split(os.pathsep) if name.strip())
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


def deck_names(typed: Sequence[str]) -> tuple[str, ...]:
    """The decks typed, or else the usual ones. Raises ContentError for faulty settings."""
    return tuple(typed) or usual_decks()


def place_named(name: str, *, is_usual: bool = False) -> Path:
    """Where the deck of a name lies; a usual one may be named from the folder of the settings. Raises TerritoiresError."""
    base = settings_path().parent if is_usual and not os.environ.get("TERRITOIRES_DECK") else Path()
    return _lies(name, base / name)


def deck_roots(typed: Sequence[str]) -> list[Path]:
    """Where the decks typed lie, or else the usual ones; none is the built-in one alone.

    Raises TerritoiresError for a name of nothing, ContentError for faulty settings.
    """
    if typed:
        return [place_named(name) for name in typed]
    return [_usual(name, place_named(name, is_usual=True)) for name in usual_decks()]


def _lies(name: str, path: Path) -> Path:
    """Where the deck of a name lies: a folder or file, the built-in deck by its id, an installed one by its own."""
    if path.exists() or os.sep in name or "/" in name or name.lower().endswith(".zip"):
        return path
    if name == BUILTIN:
        return builtin_root()
    installed = installed_decks()
    if name not in installed:
        close = nearest(name, [BUILTIN, *installed], at_most=2)
        if close:
            raise TerritoiresError(
                _("Aucun dossier ni jeu installé ne s’appelle « {name} ». Vouliez-vous dire {names} ?").format(
                    name=name, names=enumerate_in_french(close, _("ou"))
                )
            )
        return path
    return installed[name]


def _usual(name: str, path: Path) -> Path:
    if not path.exists():
        raise TerritoiresError(
            _(
                "Le jeu « {name} », que vos réglages emploient d’office, n’est plus là. "
                "Pour l’ôter des réglages : territoires deck remove {name}"
            ).format(name=name)
        )
    return path
