"""Writing several files below a folder: all of them or none, and what they replace is put back where one fails."""

from collections.abc import Collection, Mapping
from contextlib import suppress
from errno import EISDIR
from pathlib import Path
from tempfile import TemporaryDirectory

from territoires_cli.errors import TerritoiresError, reason_of
from territoires_cli.store import DRAFT, WritingError, refuse_outside, write_draft
from territoires_cli.translation import gettext as _


def refuse_existing(path: Path, *, force: bool) -> None:
    """Raise TerritoiresError where something is there already and nobody said that it may be replaced."""
    if path.exists() and not force:
        raise TerritoiresError(
            _(
                "Le dossier « {path} » existe déjà : choisissez un autre nom, ou ajoutez --force pour y remplacer ces documents."
            ).format(path=path)
        )


def write_folder(path: Path, files: Mapping[str, bytes], *, force: bool = False) -> None:
    """Write files into a new folder, all of them or none; with `force`, into one that is there, leaving its other files.

    Raises TerritoiresError where the folder exists (without `force`), WritingError where it can't be written.
    """
    refuse_existing(path, force=force)
    if path.exists():
        _replace_all(path, files)
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=path.parent, prefix=DRAFT) as draft:
            written = Path(draft) / "whole"
            written.mkdir()
            for name, content in files.items():
                written.joinpath(name).write_bytes(content)
            written.replace(path)
    except OSError as error:
        raise WritingError(_refused(path, path, error, _("Rien n’a été écrit : essayez un autre dossier."))) from None


def write_tree(
    path: Path, files: Mapping[str, bytes], *, amended: Collection[str] = (), force: bool = False
) -> list[str]:
    """Write files below a folder that may hold others, all of them or none; what isn't among them is left alone.

    Names have `/` between folders. A file that is there with the same content is left; one with another content is
    replaced where its name is in `amended` (the new content holds all that stood there), or with `force`. Returns the names
    that were written. Raises TerritoiresError where another content stands under one of them, or where a link leads out of
    the folder; WritingError where it can't be written.
    """
    for name in files:
        refuse_outside(path / name, path)
    changed = {name: content for name, content in files.items() if not _holds(path / name, content)}
    standing = [name for name in changed if name not in amended and (path / name).exists()]
    if standing and not force:
        raise TerritoiresError(
            _(
                "Rien n’a été écrit : dans « {path} », d’autres contenus portent déjà ces noms : {names}. Choisissez un autre "
                "dossier, ou ajoutez --force pour les remplacer."
            ).format(path=path, names=", ".join(standing))
        )
    _replace_all(path, changed)
    return list(changed)


def _holds(path: Path, content: bytes) -> bool:
    try:
        return path.is_file() and path.read_bytes() == content
    except OSError:
        return False


def _replace_all(path: Path, files: Mapping[str, bytes]) -> None:
    """Give files below a folder these contents. Raises WritingError where that can't be; it says what stands there then."""
    work = _Work()
    place = path
    try:
        work.make_folder(path)
        for name, content in files.items():
            # Through a link, so that what it points to is replaced and the link stays.
            place = (path / name).resolve() if (path / name).exists() else path / name
            work.prepare(place, content)
        for place in work.drafts:
            work.replace(place)
    except OSError as error:
        stuck = work.undo()
        told = (
            _("Rien n’a été écrit : essayez un autre dossier.")
            if not stuck
            else _("Ces fichiers sont déjà changés, et n’ont pas pu être remis comme ils étaient : {names}.").format(
                names=", ".join(
                    f"{place} ({_('ancien contenu')} : {kept})" if kept else str(place) for place, kept in stuck
                )
            )
        )
        raise WritingError(_refused(path, place, error, told)) from None
    except BaseException:
        work.undo()
        raise
    work.finish()


def _refused(path: Path, place: Path, error: OSError, told: str) -> str:
    reason = reason_of(error)
    if place != path:
        reason = _("{file} : {reason}").format(file=place.name, reason=reason)
    return _("Impossible d’écrire dans « {path} » ({reason}). {told}").format(path=path, reason=reason, told=told)


class _Work:
    """Files that are being replaced: the drafts of new contents, copies of the old ones, and folders made for them."""

    def __init__(self) -> None:
        self.drafts: dict[Path, Path] = {}
        self.kept: dict[Path, Path] = {}
        self.folders: list[Path] = []
        self.replaced: list[Path] = []

    def make_folder(self, folder: Path) -> None:
        missing = [above for above in (folder, *folder.parents) if not above.exists()]
        for above in reversed(missing):
            above.mkdir()
            self.folders.append(above)
        folder.mkdir(exist_ok=True)

    def prepare(self, place: Path, content: bytes) -> None:
        """Write a new content, and a copy of the old one, beside where it goes."""
        if place.is_dir():
            raise IsADirectoryError(EISDIR, "")
        if place.exists() and not place.is_file():
            raise OSError(_("ce n’est pas un fichier ordinaire"))
        self.make_folder(place.parent)
        if place.exists():
            self.kept[place] = write_draft(place, place.read_bytes())
        self.drafts[place] = write_draft(place, content)

    def replace(self, place: Path) -> None:
        self.drafts[place].replace(place)
        self.replaced.append(place)

    def undo(self) -> list[tuple[Path, Path | None]]:
        """Put back what was there; the files for which that can't be, each with the copy of its old content."""
        stuck: list[tuple[Path, Path | None]] = []
        for place in reversed(self.replaced):
            kept = self.kept.get(place)
            try:
                if kept is None:
                    place.unlink()
                else:
                    kept.replace(place)
            except OSError:
                stuck.append((place, self.kept.pop(place, None)))
        self.finish()
        for folder in reversed(self.folders):
            with suppress(OSError):  # something else came into it meanwhile
                folder.rmdir()
        return stuck

    def finish(self) -> None:
        """Take away what was there only while writing."""
        for draft in (*self.drafts.values(), *self.kept.values()):
            with suppress(OSError):
                draft.unlink()
