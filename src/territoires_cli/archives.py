"""Zipped decks: an archive read in memory, within bounds, through the few gestures that a `Path` has.

Why nothing is unpacked on the disk to be read: what is never written can't be written outside the deck. Who asks for the
files themselves (`deck import x.zip`) gets those of a deck alone, see `archiving.deck_content`.
"""

import io
import re
import stat
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import IO, Literal, NoReturn

from territoires_cli.errors import TerritoiresError, reason_of
from territoires_cli.translation import gettext as _
from territoires_cli.typography import without_unsafe

MAX_ARCHIVE = 20_000_000
"""Bytes of an archive as it lies on the disk."""
MAX_UNPACKED = 50_000_000
"""Bytes of all its files once unpacked, and of all the files of a deck's folder."""
MAX_FILES = 5_000
MAX_RATIO = 100
"""How many times larger a file may be unpacked than packed; small ones, below `RATIO_FROM` bytes, may be more."""
RATIO_FROM = 100_000
MAX_NAME = 200

_DEVICE = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³]) *(\..*)?", re.IGNORECASE)
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\]')
# What systems put into archives beside what people put there.
_LITTER = re.compile(r"(^|/)(__MACOSX(/|$)|\.DS_Store$|Thumbs\.db$|desktop\.ini$)")


def name_fault(name: str) -> str | None:
    """Why a file of a deck can't bear this name (its path inside the deck), or None.

    A deck travels: what one system forbids, or takes for a device, is refused on all of them.
    """
    parts = name.split("/")
    if name.startswith("/") or "\\" in name or ".." in parts or re.match(r"[A-Za-z]:", name):
        return _("il mène hors du jeu")
    if len(name) > MAX_NAME:
        return _("son nom dépasse {most} caractères").format(most=MAX_NAME)
    if any(_DEVICE.fullmatch(part.rstrip(". ")) for part in parts):
        return _("Windows prend ce nom pour celui d’un appareil")
    if without_unsafe(name) != name:
        return _("son nom a un caractère invisible ou de commande")
    if _FORBIDDEN.search(name) or any(not part or part != part.rstrip(". ") for part in parts):
        return _("son nom a un signe que certains systèmes refusent")
    return None


class UnsafeArchiveError(TerritoiresError):
    """An archive that is refused whole; `fault` says why, as the end of a sentence about it."""

    def __init__(self, path: Path, fault: str) -> None:
        super().__init__(
            _("L’archive « {path} » n’est pas sûre, et n’est pas ouverte : {fault}.").format(path=path, fault=fault)
        )
        self.fault = fault


class Archive:
    """A zip whose whole table of contents is known to be harmless; the files are unpacked when they are asked for.

    Why its bytes are kept: what was judged is what is read, and is parsed once; the file itself may be replaced.
    """

    def __init__(self, path: Path, content: bytes | None = None) -> None:
        """The archive of a file, or the `content` that is to become one.

        Raises TerritoiresError for what is no zip, UnsafeArchiveError for an archive that breaks a bound.
        """
        self.path = path
        try:
            if content is None:
                with path.open("rb") as file:
                    content = file.read(MAX_ARCHIVE + 1)
            if len(content) > MAX_ARCHIVE:
                self._refuse(_("elle dépasse {most} Mo").format(most=MAX_ARCHIVE // 10**6))
            self._zip = zipfile.ZipFile(io.BytesIO(content))
            listed = [item for item in self._zip.infolist() if not _LITTER.search(item.filename)]
        except zipfile.BadZipFile:
            raise TerritoiresError(
                _("Le fichier « {path} » n’est pas une archive zip lisible : demandez-la de nouveau.").format(path=path)
            ) from None
        except OSError as error:
            raise TerritoiresError(
                _("Le fichier « {path} » ne peut pas être lu : {reason}.").format(path=path, reason=reason_of(error))
            ) from None
        except (ValueError, NotImplementedError, UnicodeError, OverflowError):
            self._refuse(_("sa table des matières est abîmée"))
        self._judge(listed, len(content))
        self.members = {item.filename: item for item in listed if not item.is_dir()}

    @cached_property
    def inside(self) -> dict[str, list[str]]:
        """The names of what stands in each folder that holds something, sorted; the whole archive is the empty name."""
        found: dict[str, list[str]] = {"": []}
        for member in self.members:
            name, is_known = member, False
            while name and not is_known:
                above = name.rpartition("/")[0]
                is_known = above in found
                found.setdefault(above, []).append(name)
                name = above
        return {folder: sorted(set(names)) for folder, names in found.items()}

    def read(self, name: str) -> bytes:
        """The content of a file, no more of it than it announces. Raises TerritoiresError where it can't be unpacked."""
        try:
            return self._zip.read(self.members[name])
        except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, OSError, ValueError):
            raise TerritoiresError(
                _("Dans l’archive « {path} », le fichier « {name} » est abîmé : demandez-la de nouveau.").format(
                    path=self.path, name=name
                )
            ) from None

    def _judge(self, listed: Sequence[zipfile.ZipInfo], packed: int) -> None:
        # Python asks for as much memory as a file claims to take in the archive, before it reads it.
        if any(item.compress_size > packed for item in listed):
            self._refuse(_("sa table des matières est abîmée"))
        if len(listed) > MAX_FILES:
            self._refuse(_("elle contient plus de {most} fichiers").format(most=MAX_FILES))
        if sum(item.file_size for item in listed) > MAX_UNPACKED:
            self._refuse(_("dépliée, elle dépasse {most} Mo").format(most=MAX_UNPACKED // 10**6))
        seen: set[str] = set()
        for item in listed:
            name = item.filename.removesuffix("/")
            same = alike(name)
            fault = name_fault(name) or _fault_of(item)
            if fault is None and same in seen:
                fault = _("un autre fichier a le même nom")
            if fault is not None:
                self._refuse(_("« {name} » : {fault}").format(name=name, fault=fault))
            seen.add(same)

    def _refuse(self, fault: str) -> NoReturn:
        raise UnsafeArchiveError(self.path, fault) from None


def alike(name: str) -> str:
    """A name as systems take it that tell neither case nor how an accent is written."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def _fault_of(item: zipfile.ZipInfo) -> str | None:
    """What in a member's own record keeps it from being opened."""
    if stat.S_IFMT(item.external_attr >> 16) not in (0, stat.S_IFREG, stat.S_IFDIR):
        return _("c’est un lien ou un appareil, et non un fichier")
    if item.flag_bits & 0x1:
        return _("il est protégé par un mot de passe")
    if item.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return _("sa compression n’est pas celle d’une archive ordinaire")
    if item.file_size > RATIO_FROM and item.file_size > MAX_RATIO * max(item.compress_size, 1):
        return _("il enfle de plus de {most} fois en se dépliant").format(most=MAX_RATIO)
    return None


class Inner:
    """A file or folder inside an archive; it answers like a `Path` to what reading a deck asks of one."""

    def __init__(self, archive: Archive, name: str = "") -> None:
        self.archive, self._name = archive, name

    def __str__(self) -> str:
        return f"{self.archive.path}/{self._name}" if self._name else str(self.archive.path)

    def __repr__(self) -> str:
        return f"Inner({str(self)!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Inner) and str(other) == str(self)

    def __hash__(self) -> int:
        return hash(str(self))

    def __truediv__(self, name: str) -> "Inner":
        return Inner(self.archive, f"{self._name}/{name}" if self._name else name)

    @property
    def name(self) -> str:
        """The last part of its name."""
        return PurePosixPath(self._name).name if self._name else self.archive.path.name

    @property
    def stem(self) -> str:
        """The last part of its name, without its suffix."""
        return PurePosixPath(self.name).stem

    @property
    def suffix(self) -> str:
        """The suffix of its name, with the point."""
        return PurePosixPath(self.name).suffix

    @property
    def parent(self) -> "Inner":
        """The folder around it; the whole archive is its own."""
        above = str(PurePosixPath(self._name).parent)
        return Inner(self.archive, "" if above == "." else above)

    @property
    def parents(self) -> "list[Inner]":
        """Every folder around it inside the archive."""
        above = [str(parent) for parent in PurePosixPath(self._name).parents] if self._name else []
        return [Inner(self.archive, "" if name == "." else name) for name in above]

    def exists(self) -> bool:
        """Whether it is there."""
        return self.is_file() or self.is_dir()

    def is_file(self) -> bool:
        """Whether it is a file."""
        return self._name in self.archive.members

    def is_dir(self) -> bool:
        """Whether it is a folder."""
        return self._name in self.archive.inside

    def iterdir(self) -> "Iterator[Inner]":
        """What stands in this folder."""
        yield from (Inner(self.archive, name) for name in self.archive.inside.get(self._name, ()))

    def resolve(self) -> "Inner":
        """Itself: there are no links in an archive."""
        return self

    def open(self, mode: Literal["rb"] = "rb") -> IO[bytes]:
        """Its content, for reading. Raises FileNotFoundError, or TerritoiresError where it can't be unpacked."""
        assert mode == "rb"
        if not self.is_file():
            raise FileNotFoundError(str(self))
        return io.BytesIO(self.archive.read(self._name))

    def is_relative_to(self, other: "Path | Inner") -> bool:
        """Whether it is that folder or stands in it; an archive stands in the folders around its file."""
        if isinstance(other, Inner):
            return self == other or other in self.parents
        return self.archive.path.resolve().is_relative_to(other)


Place = Path | Inner
"""Where a deck's file lies: on the disk, or inside an archive."""
