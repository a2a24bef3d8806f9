"""The user's own settings: one YAML file in the platform's place for configuration, read when a paper needs it."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

from territoires_cli.models.base import Value
from territoires_cli.models.settings import Printer, Settings
from territoires_cli.translation import gettext as _

FILE = "config.yaml"
PRINTER = "printer.yaml"
M = TypeVar("M", bound=Value)
TEMPLATE = _(
    """# Réglages de territoires : ce qui s’imprime sur vos invitations et vos feuilles d’émargement.
# Retirez le signe # au début d’une ligne, et écrivez vos mots à la place des exemples, entre guillemets.
schema: 1
# organiser: "Ville de Lorient, service participation"
# facilitator: "Association Les Communs"
privacy:
  # Qui garde les noms, et à qui écrire pour les consulter, les corriger ou les faire effacer.
  # controller: "Ville de Lorient, hôtel de ville, 56100 Lorient"
  # contact: "donnees@ville.example"
  # Pourquoi ces données sont demandées, qui les voit, combien de temps elles sont gardées.
  # purpose: "organiser l’atelier et répondre aux personnes qui y participent"
  # seen_by: "l’équipe d’animation et le service participation"
  # kept_for: "trois mois après la réponse aux participants"
  # Des photographies seront-elles prises ? (true ou false) L’accord est alors demandé à part.
  photographs: true
# Les jeux de cartes que les commandes emploient sans qu’on les nomme ; territoires deck add les inscrit ici.
decks: []
"""
)


def settings_path() -> Path:
    """Where the settings are kept: TERRITOIRES_CONFIG, or the platform's own place."""
    chosen = os.environ.get("TERRITOIRES_CONFIG")
    if chosen:
        return Path(chosen)
    from platformdirs import user_config_path

    return user_config_path("territoires-cli", appauthor=False) / FILE


def read_printer() -> Printer:
    """What is known of the printer; its usual state where nothing is kept. Raises ContentError."""
    return _read(settings_path().with_name(PRINTER), Printer)


def write_printer(printer: Printer) -> None:
    """Keep what is known of the printer, in a file of its own: the settings are written by people alone."""
    from territoires_cli.store import make_folder_of, write_file

    path = settings_path().with_name(PRINTER)
    make_folder_of(path)
    told = printer.model_dump(by_alias=True)
    text = "".join(f"{name}: {value}\n" for name, value in told.items())
    write_file(path, text.encode("utf-8"), force=True)


def change_usual(*, add: Sequence[str] = (), remove: Sequence[str] = ()) -> None:
    """Add decks to those that commands use when none is named, or take some out; every other line of the settings stays.

    Others who change them at the same time wait, and nothing of theirs is lost: the settings are read once they are locked.
    Raises TerritoiresError where the settings can't be written, ContentError for settings that can't be read.
    """
    from filelock import FileLock

    from territoires_cli.errors import TerritoiresError, reason_of
    from territoires_cli.store import make_folder_of

    path = settings_path()
    make_folder_of(path)
    lock = FileLock(path.with_name(f"{path.name}.lock"))
    try:
        lock.acquire(timeout=_LONGEST_WAIT)
    except OSError as error:
        raise TerritoiresError(
            _("Impossible d’écrire dans « {path} » ({reason}).").format(path=path.parent, reason=reason_of(error))
        ) from None
    try:
        _change_locked(path, add, remove)
    finally:
        lock.release()


# Seconds; a change takes a fraction of one.
_LONGEST_WAIT = 10


def _change_locked(path: Path, add: Sequence[str], remove: Sequence[str]) -> None:
    from territoires_cli.amending import append_item, remove_item
    from territoires_cli.store import amend_file, write_file

    before = read_settings().decks

    def change(text: str) -> str:
        for name in before:
            if name in remove:
                text = remove_item(text, ("decks",), name)
        for name in add:
            if name not in before:
                text = append_item(text, ("decks",), name)
        return text

    if path.is_file():
        amend_file(path, change)
    else:
        write_file(path, change(TEMPLATE).encode("utf-8"), force=True)


def read_settings() -> Settings:
    """The settings of this user; none where there is no file. Raises ContentError with every problem in it."""
    return _read(settings_path(), Settings)


def _read(path: Path, model: type[M]) -> M:
    """The value that a file holds, or the usual one where there is no file. Raises ContentError with every problem."""
    if not path.is_file():
        return model.model_validate({"schema": 1})
    from territoires_cli.errors import ContentError
    from territoires_cli.reading import Reader

    reader = Reader()
    found = reader.one(path, model)
    if found is None:
        raise ContentError(reader.problems)
    return found
