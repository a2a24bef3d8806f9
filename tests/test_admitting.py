"""Files that are to go into a deck's folder are judged as they will be read there, before anything is written."""

from pathlib import Path

import pytest

from territoires_cli.admitting import refuse_unreadable
from territoires_cli.errors import ContentError


def refused(folder: Path, files: dict[str, bytes]) -> list[str]:
    """What is said of files."""
    with pytest.raises(ContentError) as error:
        refuse_unreadable(folder, files, "x.json")
    assert {problem.file for problem in error.value.problems} == {"x.json"}
    return [problem.message for problem in error.value.problems]


def test_files_that_can_be_read_are_let_in(tmp_path: Path) -> None:
    """Beside those that are there, in their place, under the same names; what isn't YAML isn't read."""
    (tmp_path / "practices").mkdir()
    (tmp_path / "practices" / "A1-x.yaml").write_bytes(b"id: x\n")
    refuse_unreadable(
        tmp_path, {"practices/A1-x.yaml": b"id: x\n", "LICENSE.md": b"\xff", "deck.yaml": b"\xef\xbb\xbfid: a\n"}, ""
    )


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("practices/con.yaml", b"", "« practices/con.yaml » ne pourrait pas être lu : Windows prend ce nom"),
        ("practices/a1-X.yaml", b"", "« practices/a1-X.yaml » ne pourrait pas être lu : un autre fichier du jeu"),
        ("sources.yaml", b"#" * 1_000_001, "« sources.yaml » serait trop gros (plus de 1000000 octets)"),
        ("sources.yaml", b"- a\n" * 50_001, "« sources.yaml » ne pourrait pas être lu : trop d’éléments dans un seul"),
        ("sources.yaml", b"\xff", "« sources.yaml » ne pourrait pas être lu : il n’est pas enregistré en UTF-8"),
    ],
)
def test_a_file_that_could_not_be_read_is_told(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    """Its name, its size, what it holds."""
    (tmp_path / "practices").mkdir()
    (tmp_path / "practices" / "A1-x.yaml").write_bytes(b"id: x\n")
    (told,) = refused(tmp_path, {name: content})
    assert told.startswith(said)


@pytest.mark.parametrize("inner", ["", "cards/"])
def test_files_that_are_there_count_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, inner: str) -> None:
    """In number and in bytes, in the folder or in its `cards/`; one that is replaced counts once."""
    monkeypatch.setattr("territoires_cli.admitting.MAX_FILES", 2)
    monkeypatch.setattr("territoires_cli.admitting.MAX_UNPACKED", 20)
    folder = tmp_path / inner / "practices"
    folder.mkdir(parents=True)
    (folder / "A1-x.yaml").write_bytes(b"id: x # ab")
    refuse_unreadable(tmp_path, {f"{inner}practices/A1-x.yaml": b"id: x", f"{inner}deck.yaml": b"id: abcdefgh"}, "")
    assert refused(tmp_path, {f"{inner}deck.yaml": b"id: a", f"{inner}pairs.yaml": b"12345678"}) == [
        "cela ferait 3 fichiers dans le jeu, et il en a 2 au plus : répartissez-le en plusieurs jeux",
        "le jeu pèserait plus de 0 Mo : répartissez-le en plusieurs jeux",
    ]


def test_accents_put_together_otherwise_make_no_other_name(tmp_path: Path) -> None:
    """Some systems take both for one file."""
    assert len(refused(tmp_path, {"practices/\u00e9.yaml": b"", "practices/e\u0301.yaml": b""})) == 1
