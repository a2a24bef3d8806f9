"""Files as one zip to carry elsewhere, a session or a deck: the same files give the same bytes."""

import io
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from territoires_cli.archives import MAX_UNPACKED, Archive, UnsafeArchiveError
from territoires_cli.errors import TerritoiresError, reason_of
from territoires_cli.guarding import fault_of, inner_name
from territoires_cli.journal import FILE, PLAN, TORN
from territoires_cli.places import deck_files, entries, home_of, is_file
from territoires_cli.translation import gettext as _

if TYPE_CHECKING:
    from territoires_cli.archives import Place

_THEN = (1980, 1, 1, 0, 0, 0)
# What people put beside a deck for those who receive it: texts alone, since a name's end says what a double click runs.
_BESIDE = re.compile(r"(licen[cs]e|readme|lisez-moi|credits)(\.(txt|md))?", re.IGNORECASE)


def zip_files(folder: str, files: Mapping[str, bytes]) -> bytes:
    """Files in a zip, by their names inside a folder; names are sorted, times and rights always the same.

    Nothing is compressed: what compression makes of the same bytes depends on the machine.
    """
    page = io.BytesIO()
    with zipfile.ZipFile(page, "w", zipfile.ZIP_STORED) as file:
        for name in sorted(files):
            item = zipfile.ZipInfo(f"{folder}/{name}", _THEN)
            item.create_system, item.external_attr = 3, 0o100644 << 16
            file.writestr(item, files[name])
    return page.getvalue()


def archive(folder: Path) -> bytes:
    """The plan and the journal of a session, zipped. Raises TerritoiresError where they can't be read."""
    try:
        files = {name: (folder / name).read_bytes() for name in (FILE, PLAN, TORN) if (folder / name).is_file()}
    except OSError as error:
        raise TerritoiresError(
            _("La séance « {path} » ne peut pas être lue : {reason}.").format(path=folder, reason=reason_of(error))
        ) from None
    return zip_files(folder.resolve().name, files)


def zip_deck(name: str, folder: "Place") -> bytes:
    """A deck, zipped in a folder of this name. Raises TerritoiresError where whoever receives it couldn't open it."""
    made = zip_files(name, deck_content(folder))
    try:
        Archive(Path(f"{name}.zip"), made)
    except UnsafeArchiveError as error:
        raise TerritoiresError(
            _(
                "Rien n’est écrit, car cette archive serait refusée chez qui la reçoit : {fault}. "
                "Renommez ou allégez ce qui est en cause, ou répartissez le jeu en plusieurs."
            ).format(fault=error.fault)
        ) from None
    return made


def deck_content(folder: "Place") -> dict[str, bytes]:
    """The files of a deck, by their names inside it: those that the tool reads, its licence, its word to read first.

    Raises TerritoiresError where one can't be read, or leads out of the deck.
    """
    home = home_of(folder)
    beside = [path for path in entries(home) if is_file(path) and _BESIDE.fullmatch(path.name)]
    found = {}
    for path in (*deck_files([folder]), *beside):
        fault = fault_of(path, home)
        if fault is not None:
            raise TerritoiresError(f"{path} : {fault}")
        try:
            with path.open("rb") as file:
                found[inner_name(path, home)] = file.read(MAX_UNPACKED + 1)
        except OSError as error:
            raise TerritoiresError(
                _("Le fichier « {path} » ne peut pas être lu : {reason}.").format(path=path, reason=reason_of(error))
            ) from None
    return found
