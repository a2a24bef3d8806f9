"""The one parse cache: a deck's sections as JSON, revalidated when read; losing it costs a few tenths of a second.

Why JSON and not pickle: a file in a cache folder must not be able to run code.
"""

import os
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from territoires_cli import __version__
from territoires_cli.models.deck import LATE, SECTIONS, Deck, json_line, section_type

_DECK = "deck"


def key_of(files: Sequence[Path]) -> bytes:
    """What the cached content depends on, in one line: the tool's version; each file's path, size and time.

    The files are those of the deck and the code of the models and of the stems that are kept with them.
    """
    here = Path(__file__).parent
    code = (
        *sorted(here.joinpath("models").glob("*.py")),
        *(
            here / name
            for name in (
                "faces.py",
                "indexing.py",
                "language.py",
                "likening.py",
                "names.py",
                "term_weights.py",
                "weighing.py",
            )
        ),
    )
    seen = [f"{path}:{_stamp(path)}" for path in (*files, *code)]
    return "|".join((__version__, *seen)).replace("\n", " ").encode("utf-8", "surrogateescape")


def _stamp(path: Path) -> str:
    """Size and times of a file (a copy may keep the time of what it replaces); whoever reads it will say what is wrong with one that can't be looked at."""
    try:
        stat = path.stat()
    except OSError:
        return "?"
    return f"{stat.st_size}:{stat.st_mtime_ns}:{stat.st_ctime_ns}"


def load(folders: Sequence[Path], key: bytes, from_yaml: Callable[[], Deck]) -> Deck | None:
    """The deck stored under this key, or None where there is none, an older one, or one that is damaged.

    File: the key, then the digest of the deck and a checksum of it and the rest, then one line of JSON a section. A
    section is validated when it is first asked for; one that was tampered with is taken from the YAML instead.
    """
    found = _read(_DECK, folders, key)
    if found is None:
        return None
    digest, body = found
    lines = dict(zip((name for name in SECTIONS if name != LATE), body.split(b"\n"), strict=True))

    def section(name: str) -> Any:
        if name == LATE:
            return late(folders, key, deck)
        try:
            return section_type(name).validate_json(lines[name])
        except ValidationError:
            return getattr(from_yaml(), name)

    deck = Deck(section, digest.decode("ascii"), lines["formats"])
    return deck


def store(folders: Sequence[Path], key: bytes, deck: Deck) -> Deck:
    """Keep a deck for the next command, and its late section when that is made; the deck that does so.

    Silently keeps nothing where the cache folder can't be written.
    """
    _write(_DECK, folders, key, deck.digest.encode(), b"\n".join(deck.lines.values()))
    return Deck(lambda name: late(folders, key, deck) if name == LATE else getattr(deck, name), deck.digest)


def late(folders: Sequence[Path], key: bytes, deck: Deck) -> Any:
    """The section that is made late: the one stored under this key, or else a new one, which is kept."""
    found = _read(LATE, folders, key)
    if found is not None:
        try:
            return section_type(LATE).validate_json(found[1])
        except ValidationError:
            pass
    from territoires_cli.weighing import weigh_words

    made = weigh_words(deck)
    _write(LATE, folders, key, b"-", json_line(made))
    return made


def _read(what: str, folders: Sequence[Path], key: bytes) -> tuple[bytes, bytes] | None:
    """The head and the body of a file of the cache, or None where it isn't there, isn't of this key or is damaged."""
    try:
        found, head, body = _file(what, folders).read_bytes().split(b"\n", 2)
    except (OSError, RuntimeError, ValueError):
        return None
    digest, _, checksum = head.partition(b" ")
    return (digest, body) if found == key and checksum == _checksum(digest, body) else None


def _write(what: str, folders: Sequence[Path], key: bytes, digest: bytes, body: bytes) -> None:
    from tempfile import NamedTemporaryFile

    try:
        target = _file(what, folders)
    except RuntimeError:  # nobody knows where this user's home is
        return
    draft: Path | None = None
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=target.parent, delete=False) as file:
            draft = Path(file.name)
            file.write(key + b"\n" + digest + b" " + _checksum(digest, body) + b"\n" + body)
        draft.replace(target)
    except OSError:
        if draft is not None:
            draft.unlink(missing_ok=True)


def _checksum(digest: bytes, body: bytes) -> bytes:
    return f"{zlib.crc32(body, zlib.crc32(digest)):08x}".encode()


def _file(what: str, folders: Sequence[Path]) -> Path:
    """One file of a sort per set of folders, so that a changed deck replaces its own entry."""
    places = "\n".join(str(folder.resolve()) for folder in folders)
    return _cache_folder() / f"{what}-{zlib.crc32(places.encode('utf-8', 'surrogateescape')):08x}.json"


def _cache_folder() -> Path:
    chosen = os.environ.get("TERRITOIRES_CACHE_DIR")
    if chosen:
        return Path(chosen)
    from platformdirs import user_cache_path

    return user_cache_path("territoires-cli", appauthor=False)
