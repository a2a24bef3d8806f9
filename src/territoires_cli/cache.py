"""The one parse cache: a deck's sections as JSON, revalidated when read; losing it costs a few tenths of a second.

Why JSON and not pickle: a file in a cache folder must not be able to run code.
"""

import os
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from territoires_cli import __version__
from territoires_cli.models.deck import SECTIONS, Deck, section_type


def key_of(files: Sequence[Path]) -> bytes:
    """What the cached content depends on, in one line: the tool's version; each file's path, size and time.

    The files are those of the deck and the models' own code.
    """
    models = sorted(Path(__file__).with_name("models").glob("*.py"))
    seen = [f"{path}:{stat.st_size}:{stat.st_mtime_ns}" for path in (*files, *models) for stat in (path.stat(),)]
    return "|".join((__version__, *seen)).replace("\n", " ").encode("utf-8", "surrogateescape")


def load(folders: Sequence[Path], key: bytes) -> Deck | None:
    """The deck stored under this key, or None where there is none, an older one, or one that is damaged.

    File: the key, then the digest of the deck and a checksum of the rest, then one line of JSON a section. A section
    is validated when it is first asked for.
    """
    try:
        found, head, body = _file(folders).read_bytes().split(b"\n", 2)
    except (OSError, ValueError):
        return None
    digest, _, checksum = head.partition(b" ")
    if found != key or checksum != _checksum(body):
        return None
    lines = dict(zip(SECTIONS, body.split(b"\n"), strict=True))

    def section(name: str) -> Any:
        return section_type(name).validate_json(lines[name])

    return Deck(section, digest.decode("ascii"))


def store(folders: Sequence[Path], key: bytes, deck: Deck) -> None:
    """Keep a deck for the next command; silently does nothing where the cache folder can't be written."""
    from tempfile import NamedTemporaryFile

    target = _file(folders)
    body = b"\n".join(section_type(name).dump_json(getattr(deck, name), by_alias=True) for name in SECTIONS)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=target.parent, delete=False) as draft:
            draft.write(key + b"\n" + deck.digest.encode() + b" " + _checksum(body) + b"\n" + body)
        Path(draft.name).replace(target)
    except OSError:
        return


def _checksum(body: bytes) -> bytes:
    return f"{zlib.crc32(body):08x}".encode()


def _file(folders: Sequence[Path]) -> Path:
    """One file per set of folders, so that a changed deck replaces its own entry."""
    places = "\n".join(str(folder.resolve()) for folder in folders)
    return _cache_folder() / f"deck-{zlib.crc32(places.encode('utf-8', 'surrogateescape')):08x}.json"


def _cache_folder() -> Path:
    chosen = os.environ.get("TERRITOIRES_CACHE_DIR")
    if chosen:
        return Path(chosen)
    from platformdirs import user_cache_path

    return user_cache_path("territoires-cli", appauthor=False)
