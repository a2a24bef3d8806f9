"""Files that lie in a deck's folder, and that nothing reads."""

from pathlib import Path

import pytest

from territoires_cli.strays import find_strays, not_read, told_stray


@pytest.mark.parametrize(
    ("name", "said", "id_"),
    [
        ("practices/A1-velo.yaml.txt", "renommez-le A1-velo.yaml", "velo"),
        ("practices/A1-velo.txt", "renommez-le A1-velo.yaml", "velo"),
        ("practices/A1-velo.YAML", "renommez-le A1-velo.yaml", "velo"),
        ("practices/A1-velo.docx", "sous le nom A1-velo.yaml", "velo"),
        ("practices/A1-velo.yaml.docx", "sous le nom A1-velo.yaml", "velo"),
        ("sources.yaml.txt", "renommez-le sources.yaml", "sources"),
        ("practises/velo.yaml", "« practices »", "velo"),
        ("velo.yaml", "une carte va dans le dossier « practices »", "velo"),
    ],
)
def test_a_file_that_nothing_reads_is_told_with_its_remedy(tmp_path: Path, name: str, said: str, id_: str) -> None:
    """Whether its name or its folder is the trouble; it is an error only where something points to its card."""
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).touch()
    (stray,) = find_strays([tmp_path])
    assert (said in stray.message, stray.id) == (True, id_)
    assert told_stray(stray, {id_}).severity == "error"
    assert told_stray(stray, set()).severity == "warning"


@pytest.mark.parametrize(
    "name", ["README.txt", "practices/.A1-x.yaml.swp", "practices/~A1.docx", "practices/photo.png"]
)
def test_other_files_may_lie_there(tmp_path: Path, name: str) -> None:
    """Notes beside a deck, traces of editors, and pictures concern nobody."""
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).touch()
    assert find_strays([tmp_path]) == []


def test_a_misspelt_folder_is_renamed_where_the_right_one_is_not_there(tmp_path: Path) -> None:
    """With the right folder beside it, the file is to be moved; without, the folder is to be renamed."""
    file = tmp_path / "practises" / "A1-velo.yaml"
    assert not_read(file, tmp_path).endswith("renommez le dossier « practises » en « practices »")
    (tmp_path / "practices").mkdir()
    assert not_read(file, tmp_path).endswith("déplacez-le de « practises » dans le dossier « practices », à côté")
