"""What keeps a deck's folder, or a file in it, from being read: links that lead out, pipes, names, bounds."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from territoires_cli.errors import TerritoiresError, reason_of
from territoires_cli.places import is_file, stamped_files
from territoires_cli.translation import gettext as _

if TYPE_CHECKING:
    from territoires_cli.archives import Place


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
    if sum(file.stat().st_size for file in files if is_file(file)) > MAX_UNPACKED:
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
    try:
        return _fault_on_disk(path, home)
    except OSError as error:
        return _("ce fichier ne peut pas être lu : {reason}").format(reason=reason_of(error))


def _fault_on_disk(path: Path, home: Path) -> str | None:
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
        return _("il y a ici un dossier à la place d’un fichier : mettez le fichier de la carte à sa place, ou ôtez-le")
    if not path.is_file():
        return _("ce n’est pas un fichier ordinaire : ôtez-le du jeu")
    fault = name_fault(inner_name(path, home))
    return _("ce fichier n’est pas lu : {fault}").format(fault=fault) if fault else None
