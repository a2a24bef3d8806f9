"""Machines at their limits: full disks, closed streams, no home, stray files, tampered caches, links."""

import os
import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from territoires_cli.decks import read_deck
from territoires_cli.errors import TerritoiresError
from territoires_cli.places import yaml_files
from territoires_cli.store import write_file

if TYPE_CHECKING:
    from tests.conftest import Result

ROOT = Path(__file__).resolve().parents[1]
Run = Callable[..., "Result"]

posix = pytest.mark.skipif(os.name != "posix", reason="streams and links as POSIX has them")
COMMAND = [sys.executable, "-m", "territoires_cli"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full here")
def test_a_full_disk_behind_stdout_is_one_sentence() -> None:
    """A result that can't be written ends in one French sentence and exit code 1."""
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([*COMMAND, "list"], stdout=full, stderr=subprocess.PIPE, check=False, timeout=60)
    assert (done.returncode, done.stderr.decode("utf-8")) == (
        1,
        "Impossible d’écrire le résultat : le disque est plein.\n",
    )


@posix
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-"])
def test_a_closed_stream_is_no_crash(closed: str) -> None:
    """Whoever closes a stream before calling gets the exit code of the command, and no traceback."""
    script = f'"{sys.executable}" -m territoires_cli list {closed}'
    done = subprocess.run(["sh", "-c", script], capture_output=True, check=False, timeout=60)
    assert done.returncode == 0
    assert b"Traceback" not in done.stderr


@posix
def test_a_closed_stdin_is_an_empty_text() -> None:
    """`match -` without a stdin says that the text is empty."""
    script = f'"{sys.executable}" -m territoires_cli match - <&-'
    done = subprocess.run(["sh", "-c", script], capture_output=True, check=False, timeout=60)
    assert done.returncode == 3
    assert "vide" in done.stderr.decode("utf-8")


def test_an_endless_file_is_refused_unread(tmp_path: Path, run: Run) -> None:
    """A file beyond the bound is refused without being read whole."""
    endless = tmp_path / "ville.yaml"
    with endless.open("wb") as file:
        file.truncate(2_000_000_000)
    result = run("match", str(endless))
    assert result.code == 3
    assert "trop gros" in result.err


def test_stray_files_are_not_cards(tmp_path: Path) -> None:
    """Hidden files that editors and systems leave are skipped; .yml counts as .yaml."""
    for name in ("b.yml", "a.yaml", ".#a.yaml", "._a.yaml", "notes.txt"):
        (tmp_path / name).touch()
    assert [path.name for path in yaml_files(tmp_path)] == ["a.yaml", "b.yml"]


@posix
def test_a_dangling_link_among_the_cards_is_told(tmp_path: Path) -> None:
    """A card that is a link to nothing is named, whatever the cache knows."""
    folder = tmp_path / "jeu"
    folder.mkdir()
    (folder / "deck.yaml").symlink_to(ROOT / "cards" / "deck.yaml")
    (folder / "challenges.yaml").symlink_to(ROOT / "cards" / "challenges.yaml")
    (folder / "practices").mkdir()
    (folder / "practices" / "A1.yaml").symlink_to(tmp_path / "nowhere.yaml")
    with pytest.raises(TerritoiresError, match=r"A1\.yaml"):
        read_deck([folder])


@posix
def test_no_home_is_no_trouble() -> None:
    """Without a home folder there is no cache, and everything works."""
    environment = {name: value for name, value in os.environ.items() if name not in {"HOME", "TERRITOIRES_CACHE_DIR"}}
    environment |= {"HOME": "/nonexistent/home", "XDG_CACHE_HOME": "/proc/nowhere"}
    done = subprocess.run([*COMMAND, "list"], env=environment, capture_output=True, check=False, timeout=60)
    assert done.returncode == 0
    assert len(done.stdout.splitlines()) == 35


def test_a_tampered_cache_gives_way_to_the_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A section that passes the checksum but not the models is read from YAML again."""
    monkeypatch.setenv("TERRITOIRES_CACHE_DIR", str(tmp_path))
    expected = read_deck().practices
    (file,) = tmp_path.glob("deck-*.json")
    key, head, body = file.read_bytes().split(b"\n", 2)
    body = body.replace(b'"weight":3', b'"weight":9')
    digest = head.partition(b" ")[0]
    file.write_bytes(b"\n".join((key, digest + f" {zlib.crc32(body, zlib.crc32(digest)):08x}".encode(), body)))
    assert read_deck().practices == expected


@posix
def test_force_writes_through_a_link(tmp_path: Path) -> None:
    """`--force` on a link replaces what it points to and leaves the link."""
    target, link = tmp_path / "plan.md", tmp_path / "lien.md"
    target.write_text("avant", encoding="utf-8")
    link.symlink_to(target)
    write_file(link, b"apres", force=True)
    assert link.is_symlink()
    assert target.read_bytes() == b"apres"


def test_a_name_too_long_is_one_sentence(run: Run) -> None:
    """A file name that no disk takes is refused in French."""
    result = run("plan", "lorient", "-o", f"{'a' * 300}.md")
    assert result.code == 1
    assert "trop long" in result.err


@pytest.mark.parametrize("deck", ["", "d\udcff"])
def test_a_name_that_cannot_be_written_down_is_refused(deck: str, run: Run) -> None:
    """An empty or undecodable folder name is a usage error."""
    assert run("plan", "lorient", "--deck", deck).code == 2
