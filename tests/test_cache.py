"""The parse cache: the same deck again, never a wrong one, and no trouble where it can't be kept."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from territoires_cli import cache
from territoires_cli.models.deck import LATE, SECTIONS, Deck
from territoires_cli.places import builtin_root, stamped_files

FOLDERS = [builtin_root()]


def never() -> Deck:
    """What reads the YAML when the cache can't be believed; here it should not be asked."""
    raise AssertionError("the YAML was read")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache folder."""
    monkeypatch.setenv("TERRITOIRES_CACHE_DIR", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def kept(folder: Path, deck: Deck) -> Path:
    """The cache file of the built-in deck, stored under the key `clef`."""
    cache.store(FOLDERS, b"clef", deck)
    (path,) = folder.iterdir()
    return path


def test_what_was_stored_is_loaded(kept: Path, deck: Deck) -> None:
    """Every section comes back equal, with the digest."""
    again = cache.load(FOLDERS, b"clef", never)
    assert again is not None
    assert again.digest == deck.digest
    for name in SECTIONS:
        assert getattr(again, name) == getattr(deck, name), name


def test_nothing_is_loaded_from_an_empty_folder(folder: Path) -> None:
    """Without a cache file there is no deck, and no error."""
    assert cache.load(FOLDERS, b"clef", never) is None


def test_another_key_is_a_miss(kept: Path) -> None:
    """What was stored for other files or another version isn't used."""
    assert cache.load(FOLDERS, b"autre", never) is None


@pytest.mark.parametrize(
    "damage",
    [
        lambda raw: b"",
        lambda raw: b"\n\n\n",
        lambda raw: raw[: len(raw) // 2],
        lambda raw: raw + b"x",
        lambda raw: raw.replace(b"Covoiturage", b"Covoiturags", 1),
        lambda raw: raw.replace(b"\n", b"\n\xff", 1),
        lambda raw: raw.replace(b"\n", b"\nf", 1),
        lambda raw: bytes(255 - byte for byte in raw),
    ],
    ids=["empty", "blank", "cut", "longer", "a letter", "a byte of the digest", "the digest", "all"],
)
def test_a_damaged_file_is_a_miss(kept: Path, damage: Callable[[bytes], bytes]) -> None:
    """Whatever happened to the file, it is ignored rather than believed."""
    kept.write_bytes(damage(kept.read_bytes()))
    assert cache.load(FOLDERS, b"clef", never) is None


def test_a_flipped_byte_in_the_head_is_never_believed(kept: Path) -> None:
    """Key, digest and checksum are themselves protected: any byte of them changed makes a miss."""
    raw = kept.read_bytes()
    head = raw.index(b"\n", raw.index(b"\n") + 1)
    for place in range(head + 1):
        kept.write_bytes(raw[:place] + bytes([raw[place] ^ 1]) + raw[place + 1 :])
        assert cache.load(FOLDERS, b"clef", never) is None, place


def test_a_forged_section_is_taken_from_the_yaml(kept: Path, deck: Deck) -> None:
    """A section that is no deck content, though its checksum is right, is read again; the others stay as they are."""
    head, _, body = kept.read_bytes().split(b"\n", 2)
    lines = body.split(b"\n")
    lines[list(SECTIONS).index("practices")] = b'[{"id": "faux"}]'
    forged, digest = b"\n".join(lines), deck.digest.encode()
    kept.write_bytes(head + b"\n" + digest + b" " + cache._checksum(digest, forged) + b"\n" + forged)
    again = cache.load(FOLDERS, b"clef", lambda: deck)
    assert again is not None
    assert again.practices is deck.practices
    assert again.cities == deck.cities


def test_a_user_without_home_has_no_cache(deck: Deck, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nobody knows the user's folder, nothing is kept and nothing is said."""

    def lost(*_arguments: object, **_options: object) -> Path:
        raise RuntimeError

    monkeypatch.delenv("TERRITOIRES_CACHE_DIR")
    monkeypatch.setattr("platformdirs.user_cache_path", lost)
    cache.store(FOLDERS, b"clef", deck)
    assert cache.load(FOLDERS, b"clef", never) is None


def test_a_file_that_vanished_is_in_the_key(tmp_path: Path) -> None:
    """A file that can't be looked at doesn't stop the key from being made, and isn't taken for an empty one."""
    path = tmp_path / "absent.yaml"
    before = cache.key_of([path])
    path.write_bytes(b"")
    assert cache.key_of([path]) != before


def test_a_folder_that_cannot_be_written_is_no_trouble(
    tmp_path: Path, deck: Deck, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the cache's place is a file, nothing is stored and nothing is said."""
    (tmp_path / "fichier").write_text("x", encoding="utf-8")
    monkeypatch.setenv("TERRITOIRES_CACHE_DIR", str(tmp_path / "fichier" / "cache"))
    cache.store(FOLDERS, b"clef", deck)
    assert cache.load(FOLDERS, b"clef", never) is None


def test_a_read_only_folder_is_no_trouble(folder: Path, deck: Deck, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that may be read but not written keeps nothing, silently."""

    def refuse(*_args: object, **_options: object) -> None:
        raise PermissionError(13, "refusé")

    monkeypatch.setattr("tempfile.NamedTemporaryFile", refuse)
    cache.store(FOLDERS, b"clef", deck)
    assert list(folder.iterdir()) == []


def test_a_failing_write_leaves_nothing(folder: Path, deck: Deck, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the last move fails, no draft is left behind."""

    def refuse(_path: Path, _target: Path) -> None:
        raise OSError(28, "plein")

    monkeypatch.setattr(Path, "replace", refuse)
    cache.store(FOLDERS, b"clef", deck)
    assert list(folder.iterdir()) == []


def test_two_decks_have_two_files(kept: Path, deck: Deck, tmp_path: Path) -> None:
    """Reading one deck doesn't push out the other, and two folders together are a third deck."""
    other = [tmp_path / "autre"]
    cache.store(other, b"clef 2", deck)
    cache.store([*FOLDERS, *other], b"clef 3", deck)
    assert len(list(kept.parent.iterdir())) == 3
    assert cache.load(FOLDERS, b"clef", never) is not None
    assert cache.load(other, b"clef 2", never) is not None


def test_a_changed_deck_replaces_its_own_file(kept: Path, deck: Deck) -> None:
    """The cache doesn't grow with each edit."""
    cache.store(FOLDERS, b"clef 2", deck)
    assert list(kept.parent.iterdir()) == [kept]
    assert cache.load(FOLDERS, b"clef", never) is None
    assert cache.load(FOLDERS, b"clef 2", never) is not None


def test_the_key_follows_each_file(tmp_path: Path) -> None:
    """Path, size and time of a file are in the key, which is one line."""
    path = tmp_path / "a\nb.yaml"
    path.write_text("x", encoding="utf-8")
    first = cache.key_of([path])
    assert b"\n" not in first
    assert cache.key_of([path]) == first
    stat = path.stat()
    os.utime(path, ns=(stat.st_mtime_ns, stat.st_mtime_ns + 1_000))
    touched = cache.key_of([path])
    path.write_text("xy", encoding="utf-8")
    os.utime(path, ns=(stat.st_mtime_ns, stat.st_mtime_ns + 1_000))
    assert len({first, touched, cache.key_of([path]), cache.key_of([])}) == 4


@pytest.mark.parametrize("name", ["models/cards.py", "language.py"])
def test_the_key_follows_the_code_that_made_the_content(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An edit of a model, or of how words are stemmed, makes what was cached stale."""
    package = tmp_path / "territoires_cli"
    (package / "models").mkdir(parents=True)
    for file in ("models/cards.py", "language.py", "names.py"):
        (package / file).write_text("", encoding="utf-8")
    monkeypatch.setattr(cache, "__file__", str(package / "cache.py"))
    before = cache.key_of([])
    (package / name).write_text("# changé", encoding="utf-8")
    assert cache.key_of([]) != before


def test_the_key_follows_the_version(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another version of the tool doesn't trust what this one stored."""
    before = cache.key_of(stamped_files(FOLDERS))
    monkeypatch.setattr(cache, "__version__", "99.0")
    assert cache.key_of(stamped_files(FOLDERS)) != before


def test_the_cache_lies_in_the_place_of_the_platform(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without TERRITOIRES_CACHE_DIR the user's own cache folder is used."""
    monkeypatch.delenv("TERRITOIRES_CACHE_DIR")
    monkeypatch.setattr("platformdirs.user_cache_path", lambda name, **_options: tmp_path / name)
    assert cache._file("deck", FOLDERS).parent == tmp_path / "territoires-cli"


def test_the_late_section_is_made_once_and_kept(folder: Path, deck: Deck, monkeypatch: pytest.MonkeyPatch) -> None:
    """What every word weighs is made when it is first asked for, by whichever deck, and read from then on."""
    first = cache.store(FOLDERS, b"clef", deck)
    assert [path.name.split("-")[0] for path in folder.iterdir()] == ["deck"]
    made = first.lexis
    assert sorted(path.name.split("-")[0] for path in folder.iterdir()) == ["deck", "lexis"]
    monkeypatch.setattr("territoires_cli.weighing.weigh_words", never)
    again = cache.load(FOLDERS, b"clef", never)
    assert again is not None
    assert again.lexis == made == deck.lexis


@pytest.mark.parametrize("body", [b'{"speaks": 3}', b"[]"])
def test_a_late_section_that_was_tampered_with_is_made_anew(folder: Path, deck: Deck, body: bytes) -> None:
    """One that isn't what it should be, however it got there, is made again and replaced."""
    cache._write(LATE, FOLDERS, b"clef", b"-", body)
    kept = cache.store(FOLDERS, b"clef", deck)
    assert kept.lexis == deck.lexis
    found = cache._read(LATE, FOLDERS, b"clef")
    assert found is not None
    assert found[1] != body
