"""The one parse cache: a deck's sections as JSON, revalidated when read; losing it costs a few tenths of a second.

Why JSON and not pickle: a file in a cache folder must not be able to run code.
"""

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from territoires_cli import __version__
from territoires_cli.models.deck import SECTIONS, Deck, section_type


def key_of(files: Sequence[Path]) -> str:
    """What the cached content depends on: each file's path, size and time, and the same of the models' own code."""
    models = sorted(Path(__file__).with_name("models").glob("*.py"))
    seen = [f"{path}\0{stat.st_size}\0{stat.st_mtime_ns}" for path in (*files, *models) for stat in (path.stat(),)]
    return hashlib.sha256("\n".join((__version__, *seen)).encode()).hexdigest()


def load(folders: Sequence[Path], key: str) -> Deck | None:
    """The deck stored under this key, or None where there is none, an older one, or one that is damaged.

    File: key, digest of the deck and checksum of the rest in one line, then one line of JSON a section. A section is
    validated when it is first asked for.
    """
    try:
        head, _, body = _file(folders).read_bytes().partition(b"\n")
    except OSError:
        return None
    if not head.startswith(key.encode()) or head.split(b" ")[-1] != _checksum(body):
        return None
    lines = dict(zip(SECTIONS, body.split(b"\n"), strict=True))

    def section(name: str) -> Any:
        return section_type(name).validate_json(lines[name])

    return Deck(section, head.split(b" ")[1].decode())


def store(folders: Sequence[Path], key: str, deck: Deck) -> None:
    """Keep a deck for the next command; silently does nothing where the cache folder can't be written."""
    from tempfile import NamedTemporaryFile

    target = _file(folders)
    body = b"\n".join(section_type(name).dump_json(getattr(deck, name), by_alias=True) for name in SECTIONS)
    head = f"{key} {deck.digest} ".encode() + _checksum(body)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=target.parent, delete=False) as draft:
            draft.write(head + b"\n" + body)
        Path(draft.name).replace(target)
    except OSError:
        return


def _checksum(body: bytes) -> bytes:
    return hashlib.sha256(body).hexdigest().encode()


def _file(folders: Sequence[Path]) -> Path:
    """One file per set of folders, so that a changed deck replaces its own entry."""
    name = hashlib.sha256("\n".join(str(folder.resolve()) for folder in folders).encode()).hexdigest()[:16]
    return _cache_folder() / f"deck-{name}.json"


def _cache_folder() -> Path:
    chosen = os.environ.get("TERRITOIRES_CACHE_DIR")
    if chosen:
        return Path(chosen)
    from platformdirs import user_cache_path

    return user_cache_path("territoires-cli", appauthor=False)
