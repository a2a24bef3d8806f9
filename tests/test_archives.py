"""Zipped decks: read like folders, and refused whole where anything in them could harm."""

import struct
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from territoires_cli import archives
from territoires_cli.archives import Archive, Inner, name_fault
from territoires_cli.decks import read_deck
from territoires_cli.errors import TerritoiresError
from territoires_cli.inspecting import inspect
from territoires_cli.places import deck_folders
from territoires_cli.strays import stray_files
from tests.own_decks import extension, lay, zipped


def with_member(path: Path, name: str, content: bytes = b"x", **fields: int) -> Path:
    """A zip with one more file, whose record may say anything."""
    with warnings.catch_warnings(), zipfile.ZipFile(path, "a") as file:
        warnings.simplefilter("ignore")  # zipfile warns of two files with one name
        item = zipfile.ZipInfo(name)
        for field, value in fields.items():
            setattr(item, field, value)
        file.writestr(item, content)
    return path


def test_a_zip_is_read_as_the_folder_it_was_made_of(tmp_path: Path) -> None:
    """The same cards and digest, whether the folder was zipped or what is in it, or `cards/` inside."""
    folder = extension(tmp_path / "val")
    digest = read_deck([folder]).digest
    with zipfile.ZipFile(tmp_path / "plat.zip", "w", zipfile.ZIP_DEFLATED) as file:
        for path in sorted(folder.rglob("*.yaml")):
            file.write(path, path.relative_to(folder).as_posix())
    for place in (
        zipped(folder, tmp_path / "un.zip"),
        zipped(folder, tmp_path / "deux.zip", inside="jeu/cards"),
        tmp_path / "plat.zip",
    ):
        assert read_deck([place]).digest == digest


def test_problems_in_a_zip_are_told_by_its_name_and_the_file_inside(tmp_path: Path) -> None:
    """Somebody who gets `jeu.zip/…:3` knows where to look."""
    folder = extension(tmp_path / "val", {"practices/E7-x.yaml": "id: x\ncode: E7\ncoleur: bleu\n"})
    place = zipped(folder)
    found = [problem for problem in inspect([place]).problems if "coleur" in problem.field]
    assert [Path(problem.file).as_posix() for problem in found] == [f"{place.as_posix()}/jeu/practices/E7-x.yaml"]
    assert found[0].line == 3


def test_files_that_nothing_reads_are_told_in_a_zip_too(tmp_path: Path) -> None:
    """A card in a folder of another name is missed by whoever opens the archive."""
    folder = lay(extension(tmp_path / "val"), {"practice/E8-y.yaml": "id: y\n", "practices/vieux/E9-z.yaml": "id: z\n"})
    [inside] = deck_folders([zipped(folder)])
    assert [path.name for path in stray_files(inside)] == ["E8-y.yaml", "E9-z.yaml"]


def test_what_systems_add_is_left_aside(tmp_path: Path) -> None:
    """The second copy that one system writes of each file is no card."""
    place = zipped(extension(tmp_path / "val"))
    with_member(place, "__MACOSX/jeu/practices/._E7-vrac-mobile.yaml", b"\x00\x05")
    with_member(place, "jeu/.DS_Store")
    assert len(read_deck([place]).practices) == 36


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("../dehors.yaml", "il mène hors du jeu"),
        ("jeu/../../dehors.yaml", "il mène hors du jeu"),
        ("/etc/passwd", "il mène hors du jeu"),
        ("C:/Windows/x.yaml", "il mène hors du jeu"),
        ("jeu/practices/CON.yaml", "Windows prend ce nom pour celui d’un appareil"),
        ("jeu/nul", "Windows prend ce nom pour celui d’un appareil"),
        ("jeu/lpt1.txt", "Windows prend ce nom pour celui d’un appareil"),
        ("jeu/com¹.yaml", "Windows prend ce nom pour celui d’un appareil"),
        ("jeu/conin$.yaml", "Windows prend ce nom pour celui d’un appareil"),
        ("jeu/CONOUT$", "Windows prend ce nom pour celui d’un appareil"),
        ("jeu/a\x1b[31m.yaml", "son nom a un caractère invisible ou de commande"),
        ("jeu/a\x9b31m.yaml", "son nom a un caractère invisible ou de commande"),
        ("jeu/a\u202elmay.yaml", "son nom a un caractère invisible ou de commande"),
        ("jeu/a\u200b.yaml", "son nom a un caractère invisible ou de commande"),
        ("jeu/a:b.yaml", "son nom a un signe que certains systèmes refusent"),
        ("jeu/fin. ", "son nom a un signe que certains systèmes refusent"),
        ("jeu//x.yaml", "son nom a un signe que certains systèmes refusent"),
        ("jeu/" + "x" * 200, "son nom dépasse 200 caractères"),
    ],
)
def test_a_name_that_could_lead_elsewhere_closes_the_archive(tmp_path: Path, name: str, reason: str) -> None:
    """Nothing of it is read, and the reason says which file."""
    place = with_member(zipped(extension(tmp_path / "val")), name)
    with pytest.raises(TerritoiresError, match="n’est pas sûre, et n’est pas ouverte") as caught:
        read_deck([place])
    assert reason in str(caught.value)
    assert name_fault(name) == reason


@pytest.mark.parametrize("name", ["jeu/practices/E7-été.yaml", "deck.yaml", "jeu/console.yaml", "jeu/aux-champs.yaml"])
def test_an_ordinary_name_is_no_fault(name: str) -> None:
    """Accents, and words that only begin like a device, are fine."""
    assert name_fault(name) is None


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"external_attr": 0o120777 << 16}, "c’est un lien ou un appareil, et non un fichier"),
        ({"external_attr": 0o010644 << 16}, "c’est un lien ou un appareil, et non un fichier"),
        ({"compress_type": zipfile.ZIP_LZMA}, "sa compression n’est pas celle d’une archive ordinaire"),
    ],
)
def test_a_member_that_is_no_plain_file_closes_the_archive(tmp_path: Path, fields: dict[str, int], reason: str) -> None:
    """Links, devices and rare compressions have no place in a deck."""
    place = with_member(zipped(extension(tmp_path / "val")), "jeu/notes.yaml", b"x", **fields)
    with pytest.raises(TerritoiresError, match=reason):
        read_deck([place])


def test_a_file_that_swells_closes_the_archive(tmp_path: Path) -> None:
    """A few kilobytes that unpack into megabytes are refused by what the table of contents says."""
    place = with_member(
        zipped(extension(tmp_path / "val")), "jeu/notes.yaml", b"0" * 5_000_000, compress_type=zipfile.ZIP_DEFLATED
    )
    with pytest.raises(TerritoiresError, match="il enfle de plus de 100 fois"):
        read_deck([place])


def test_a_file_that_lies_about_its_size_is_not_read_beyond_it(tmp_path: Path) -> None:
    """What was announced bounds what is read, and the difference is told as damage."""
    place = with_member(
        zipped(extension(tmp_path / "val")), "jeu/sources.yaml", b"#" * 90_000, compress_type=zipfile.ZIP_DEFLATED
    )
    content = place.read_bytes()
    place.write_bytes(content.replace(struct.pack("<L", 90_000), struct.pack("<L", 10)))
    with pytest.raises(TerritoiresError, match="est abîmé : demandez-la de nouveau"):
        read_deck([place])


def test_two_files_of_one_name_close_the_archive(tmp_path: Path) -> None:
    """What one reader shows and another one reads must not be two things; neither case nor the way in which an accent is written tell names apart everywhere."""
    composed, apart = "jeu/practices/E8-\u00e9t\u00e9.yaml", "jeu/practices/E8-e\u0301te\u0301.yaml"
    for first, second in (("jeu/deck.yaml",) * 2, ("jeu/deck.yaml", "jeu/DECK.yaml"), (composed, apart)):
        place = zipped(extension(tmp_path / "val"))
        if first == composed:
            with_member(place, composed)
        with_member(place, second)
        with pytest.raises(TerritoiresError, match="un autre fichier a le même nom"):
            read_deck([place])


@pytest.mark.parametrize(
    ("bound", "value", "reason"),
    [
        ("MAX_ARCHIVE", 100, "elle dépasse 0 Mo"),
        ("MAX_UNPACKED", 100, "dépliée, elle dépasse 0 Mo"),
        ("MAX_FILES", 1, "elle contient plus de 1 fichiers"),
    ],
)
def test_bounds_close_the_archive(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bound: str, value: int, reason: str
) -> None:
    """Size packed, size unpacked and number of files are bounded."""
    monkeypatch.setattr(archives, bound, value)
    with pytest.raises(TerritoiresError, match=reason):
        read_deck([zipped(extension(tmp_path / "val"))])


def no_zip(path: Path) -> None:
    """A text under the name of an archive."""
    path.write_text("id: x\n", encoding="utf-8")


def cut(path: Path) -> None:
    """An archive of which half arrived."""
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


@pytest.mark.parametrize("spoil", [no_zip, cut])
def test_a_damaged_archive_is_told_in_a_sentence(tmp_path: Path, spoil: Callable[[Path], None]) -> None:
    """What is no zip, or only a part of one, says what to do."""
    place = zipped(extension(tmp_path / "val"))
    spoil(place)
    with pytest.raises(TerritoiresError, match="n’est pas une archive zip lisible : demandez-la de nouveau"):
        read_deck([place])


def test_a_locked_archive_is_refused(tmp_path: Path) -> None:
    """A password is asked of nobody."""
    place = zipped(extension(tmp_path / "val"))
    content = bytearray(place.read_bytes())
    at = content.index(b"PK\x01\x02")
    content[at + 8] |= 1
    place.write_bytes(content)
    with pytest.raises(TerritoiresError, match="il est protégé par un mot de passe"):
        read_deck([place])


def test_an_archive_without_a_deck_is_told(tmp_path: Path) -> None:
    """A zip of something else says what is missing."""
    lay(tmp_path / "photos", {"a.txt": "x"})
    with pytest.raises(TerritoiresError, match="ne contient pas de jeu : il y manque"):
        read_deck([zipped(tmp_path / "photos")])


def test_an_inner_file_answers_like_a_path(tmp_path: Path) -> None:
    """Name, parents, content and belonging are those of the file in a folder of the same layout."""
    place = zipped(extension(tmp_path / "val"))
    root = Inner(Archive(place))
    file = root / "jeu" / "practices" / "E7-vrac-mobile.yaml"
    assert (file.name, file.stem, file.suffix) == ("E7-vrac-mobile.yaml", "E7-vrac-mobile", ".yaml")
    assert (file.parent.name, file.parent.parent.name, root.name, root.parent) == ("practices", "jeu", "val.zip", root)
    assert [str(above) for above in file.parents] == [f"{place}/jeu/practices", f"{place}/jeu", str(place)]
    assert file.is_relative_to(root / "jeu")
    assert file.is_relative_to(tmp_path.resolve())
    assert not file.is_relative_to(root / "autre")
    assert (file.is_file(), file.is_dir(), file.exists(), (root / "absent").exists()) == (True, False, True, False)
    assert file.open("rb").read().startswith(b"id: vrac-mobile")
    assert file.resolve() == file
    assert repr(file) == f"Inner('{file}')"
    assert len({file, root / "jeu" / "practices" / "E7-vrac-mobile.yaml"}) == 1
    assert file != str(file)


def test_the_table_of_an_archive_is_parsed_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many files are read of it, it is opened once and never again on the disk."""
    opened = []
    whole = zipfile.ZipFile

    def counted(*given: Any, **named: Any) -> zipfile.ZipFile:
        opened.append(given)
        return whole(*given, **named)

    place = zipped(extension(tmp_path / "val"))
    monkeypatch.setattr(zipfile, "ZipFile", counted)
    root = Inner(Archive(place))
    place.unlink()
    files = [
        file for folder in (root / "jeu", root / "jeu" / "practices") for file in folder.iterdir() if file.is_file()
    ]
    assert len(files) == 2
    assert all(file.open("rb").read() for file in files)
    assert len(opened) == 1


def test_a_folder_of_an_archive_lists_what_stands_in_it_once(tmp_path: Path) -> None:
    """Its own files and folders by name, also where one name is that of a file and of a folder."""
    lay(tmp_path / "x", {"b/c/d.txt": "x", "b/a.txt": "x", "e.txt": "x"})
    place = with_member(zipped(tmp_path / "x"), "jeu/b/c")
    jeu = Inner(Archive(place)) / "jeu"
    assert [file.name for file in jeu.iterdir()] == ["b", "e.txt"]
    assert [file.name for file in (jeu / "b").iterdir()] == ["a.txt", "c"]
    assert list((jeu / "absent").iterdir()) == []
