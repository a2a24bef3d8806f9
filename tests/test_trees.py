"""Several files below a folder: all of them or none, and what they replace is put back where one fails."""

import os
from pathlib import Path

import pytest

from territoires_cli.errors import TerritoiresError
from territoires_cli.store import WritingError
from territoires_cli.trees import write_folder, write_tree

posix = pytest.mark.skipif(os.name != "posix", reason="links need rights on Windows")


def test_a_tree_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    """Files below folders; what is there and differs is refused by name, and then nothing else is written either."""
    files = {"deck.yaml": b"a", "practices/A1-x.yaml": b"b"}
    assert write_tree(tmp_path / "jeu", files) == list(files)
    assert write_tree(tmp_path / "jeu", files) == []
    changed = {"deck.yaml": b"c", "neuf.yaml": b"d", "practices/A1-x.yaml": b"b"}
    with pytest.raises(TerritoiresError, match=r"Rien n’a été écrit.* : deck\.yaml\. "):
        write_tree(tmp_path / "jeu", changed)
    assert not (tmp_path / "jeu" / "neuf.yaml").exists()
    assert write_tree(tmp_path / "jeu", changed, amended={"deck.yaml"}) == ["deck.yaml", "neuf.yaml"]
    assert write_tree(tmp_path / "jeu", files, force=True) == ["deck.yaml"]
    assert sorted(path.name for path in (tmp_path / "jeu").iterdir()) == ["deck.yaml", "neuf.yaml", "practices"]


def test_a_tree_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """A file stands where the folder should."""
    (tmp_path / "jeu").write_text("", encoding="utf-8")
    with pytest.raises(TerritoiresError, match="Impossible d’écrire dans"):
        write_tree(tmp_path / "jeu", {"a.yaml": b"a"})


@posix
@pytest.mark.parametrize("force", [False, True])
def test_a_tree_stays_in_its_folder(tmp_path: Path, force: bool) -> None:
    """A linked folder or file that leads out of it is refused before anything is made; one that stays inside will do."""
    outside, folder = tmp_path / "outside", tmp_path / "jeu"
    outside.mkdir()
    folder.mkdir()
    (folder / "practices").symlink_to(outside)
    (folder / "lien.yaml").symlink_to(outside / "x.yaml")
    for name in ("practices/A1-x.yaml", "practices/sous/x.yaml", "lien.yaml", "../x.yaml"):
        with pytest.raises(TerritoiresError, match="mène hors du dossier"):
            write_tree(folder, {"neuf/a.yaml": b"a", name: b"b"}, force=force)
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["jeu", "lien.yaml", "outside", "practices"]
    (folder / "practices").unlink()
    (folder / "cartes").mkdir()
    (folder / "practices").symlink_to(folder / "cartes")
    write_tree(folder, {"practices/A1-x.yaml": b"b"}, force=force)
    assert (folder / "cartes" / "A1-x.yaml").read_bytes() == b"b"


def refuse_replacing(monkeypatch: pytest.MonkeyPatch, *names: str, error: BaseException | None = None) -> None:
    """Have the disk refuse to give files these names, one time after another; the last one stays refused."""
    replace, waiting = Path.replace, list(names)

    def refused(self: Path, target: Path) -> Path:
        if waiting and Path(target).name == waiting[0]:
            if len(waiting) > 1:
                del waiting[0]
            raise error or OSError(28, "English")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", refused)


def contents(folder: Path) -> dict[str, bytes | None]:
    """All that lies below a folder; None for folders."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None
        for path in sorted(folder.rglob("*"))
    }


@pytest.mark.parametrize("error", [OSError(28, "English"), KeyboardInterrupt()], ids=["disk full", "Ctrl-C"])
@pytest.mark.parametrize("write", ["tree", "folder"])
def test_what_was_replaced_is_put_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, write: str, error: BaseException
) -> None:
    """The third file can't be replaced: the first is as it was, the second and its folder are gone, no draft is left."""
    (tmp_path / "deck.yaml").write_bytes(b"ancien")
    (tmp_path / "z.yaml").write_bytes(b"z")
    before = contents(tmp_path)
    refuse_replacing(monkeypatch, "z.yaml", error=error)
    files = {"deck.yaml": b"a", "neuf.yaml": b"b", "z.yaml": b"c"}
    if write == "tree":
        files["practices/A1-x.yaml"] = b"d"
    with pytest.raises((WritingError, KeyboardInterrupt)) as caught:
        (write_tree if write == "tree" else write_folder)(tmp_path, files, force=True)
    assert contents(tmp_path) == before
    if isinstance(error, OSError):
        told = str(caught.value)
        assert "z.yaml : le disque est plein" in told
        assert "Rien n’a été écrit" in told


def test_what_cannot_be_put_back_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The sentence names the files that are changed, and the copies of what they held."""
    (tmp_path / "a.yaml").write_bytes(b"ancien")
    refuse_replacing(monkeypatch, "b.yaml", "a.yaml")
    with pytest.raises(WritingError) as caught:
        write_tree(tmp_path, {"a.yaml": b"a", "b.yaml": b"b"}, force=True)
    kept = next(path for path in tmp_path.iterdir() if path.name != "a.yaml")
    assert kept.read_bytes() == b"ancien"
    assert "Rien n’a été écrit" not in str(caught.value)
    assert f"n’ont pas pu être remis comme ils étaient : {tmp_path / 'a.yaml'} (ancien contenu : {kept})" in str(
        caught.value
    )


def test_a_folder_in_the_place_of_a_file_is_told_before_anything_is_replaced(tmp_path: Path) -> None:
    """And a file in the place of a folder, in French."""
    (tmp_path / "deck.yaml").write_bytes(b"ancien")
    (tmp_path / "sources.yaml").mkdir()
    (tmp_path / "practices").write_bytes(b"x")
    before = contents(tmp_path)
    for name, told in (
        ("sources.yaml", r"sources\.yaml : c’est un dossier"),
        ("practices/A1-x.yaml", "un fichier se trouve à la place du dossier"),
    ):
        with pytest.raises(WritingError, match=told):
            write_tree(tmp_path, {"deck.yaml": b"neuf", name: b"b"}, force=True)
        assert contents(tmp_path) == before


@posix
def test_a_pipe_is_no_file_to_replace(tmp_path: Path) -> None:
    """It is neither read nor replaced."""
    os.mkfifo(tmp_path / "a.yaml")
    with pytest.raises(WritingError, match="ce n’est pas un fichier ordinaire"):
        write_tree(tmp_path, {"a.yaml": b"a"}, force=True)


def test_a_replaced_file_keeps_its_permissions(tmp_path: Path) -> None:
    """A file that only its owner reads stays so, in a tree as alone."""
    (tmp_path / "a.yaml").write_bytes(b"ancien")
    (tmp_path / "a.yaml").chmod(0o600)
    mode = (tmp_path / "a.yaml").stat().st_mode
    write_tree(tmp_path, {"a.yaml": b"a"}, force=True)
    assert (tmp_path / "a.yaml").stat().st_mode == mode
