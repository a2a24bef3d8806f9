"""`print` and `kit`: files that go straight to the printer, said with their sheets; a printer's offset that is kept."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from pypdf import PdfReader

from territoires_cli.documents.papers import papers
from territoires_cli.models.deck import Deck
from territoires_cli.store import plan_to_yaml

if TYPE_CHECKING:
    from territoires_cli.models.plan import Plan
    from tests.conftest import Result

Run = Callable[..., "Result"]


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, plan_of: "Callable[..., Plan]") -> None:
    """A folder with a plan and a list of people, and settings of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TERRITOIRES_CONFIG", str(tmp_path / "settings" / "config.yaml"))
    Path("plan.yaml").write_text(plan_to_yaml(plan_of(participants=12)), encoding="utf-8")
    lines = "".join(f"Quxnom{number};habitante\n" for number in range(12))
    Path("participants.csv").write_text(f"Nom;Rôle\n{lines}", encoding="utf-8")


def pages(name: str) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(Path(name).read_bytes())).pages]


def test_the_whole_deck_takes_nine_sheets(run: Run) -> None:
    """Thirty-five A6 cards: said, and right."""
    result = run("print", "cartes")
    assert result.code == 0, result.err
    assert "9 feuilles A4, recto verso, bord long" in result.err.replace("\u00a0", " ")
    assert len(pages("cartes-a6.pdf")) == 18


def test_a_plan_prints_its_hands_and_blank_cards(run: Run, deck: Deck) -> None:
    """Only the cards of its tables, as often as they are dealt, and three blank ones a table."""
    assert run("print", "cards", "plan.yaml", "--size", "a5", "--fronts-only", "-o", "mains.pdf").code == 0
    dealt = [
        item["card"]
        for hand in yaml.safe_load(Path("plan.yaml").read_text(encoding="utf-8"))["hands"]
        for item in hand["cards"]
    ]
    text = " ".join(pages("mains.pdf"))
    assert text.count("Carte blanche") == 6
    assert len(pages("mains.pdf")) == -(-(len(dealt) + 6) // 2)


@pytest.mark.parametrize(
    ("words", "name", "count", "said"),
    [
        (("feuilles",), "feuilles-a4.pdf", 7, "7 feuilles A4"),
        (("feuilles", "plan.yaml", "--paper", "a3"), "feuilles-a3.pdf", 14, "14 feuilles A3"),
        (("chevalets", "plan.yaml"), "chevalets.pdf", 2, "pliez"),
        (("badges", "plan.yaml"), "badges.pdf", 2, "coupez sur les pointillés"),
        (("réglage",), "reglage.pdf", 2, "1 feuille A4, recto verso"),
    ],
)
def test_what_else_the_room_needs(run: Run, words: tuple[str, ...], name: str, count: int, said: str) -> None:
    """Sheets for each table or blank ones, tents, badges, calibration: each in a file of its own, with what to do."""
    result = run("print", *words)
    assert result.code == 0, result.err
    assert said in result.err.replace("\u00a0", " ")
    assert len(pages(name)) == count


def test_badges_bear_names(run: Run) -> None:
    """Everybody of the list, and two to write on."""
    assert run("print", "badges", "plan.yaml", "--people", "participants.csv").code == 0
    text = " ".join(pages("badges.pdf"))
    assert all(f"Quxnom{number}" in text for number in range(12))


def test_the_printers_ways_are_kept(run: Run) -> None:
    """An offset and an edge, typed once, are used by the next print; the settings written by hand stay as they are."""
    assert run("print", "réglage", "--offset-x", "0,5", "--offset-y", "-1", "--flip", "court").code == 0
    kept = yaml.safe_load(Path("settings/printer.yaml").read_text(encoding="utf-8"))
    assert kept == {"schema": 1, "flip": "short", "offset_x": 0.5, "offset_y": -1.0}
    result = run("print", "cartes", "--card", "A1,B2", "-o", "deux.pdf")
    assert "bord court" in result.err
    assert not Path("settings/config.yaml").exists()


def test_pictures_for_a_board(run: Run) -> None:
    """A PNG of each card in a folder, or of one in a file."""
    assert run("print", "cartes", "--card", "A1,B2", "-o", "images/").code == 0
    assert sorted(path.name for path in Path("images").iterdir()) == [
        "A1-covoiturage-verso.png",
        "A1-covoiturage.png",
        "B2-makerspace-fablab-verso.png",
        "B2-makerspace-fablab.png",
    ]
    assert run("print", "cartes", "--card", "A1", "-o", "a1.png").code == 0
    assert Path("a1.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("affiches",), "ne s’imprime pas : écrivez cartes, feuilles, chevalets, badges ou réglage"),
        (("cartes", "--size", "a7"), "écrivez a6, a5 ou poker"),
        (("cartes", "--ink", "rouge"), "« rouge » ne va pas avec --ink"),
        (("cartes", "--flip", "gauche"), "« gauche » ne va pas avec --flip"),
        (("cartes", "--offset-x", "30"), "« 30 » n’est pas un décalage"),
        (("cartes", "--offset-x", "x"), "« x » n’est pas un décalage"),
        (("cartes", "-o", "cartes.docx"), "doit finir par .pdf"),
        (("cartes", "-o", "cartes.png"), "Une image ne montre qu’une carte"),
        (("chevalets",), "Dites pour quel plan"),
        (("feuilles", "--paper", "a2"), "« a2 » ne va pas avec --paper"),
    ],
)
def test_what_can_t_be_printed_is_said(run: Run, words: tuple[str, ...], said: str) -> None:
    """A kind, a size, an ink, an edge, an offset or a file that isn't one; a plan that is missing. Nothing is written."""
    before = {path.name for path in Path().iterdir()}
    result = run("print", *words)
    assert result.code in (1, 2)
    assert said in result.err.replace("\u00a0", " ")
    assert {path.name for path in Path().iterdir()} == before


def test_an_existing_file_stays(run: Run) -> None:
    """Without --force."""
    Path("reglage.pdf").write_bytes(b"mine")
    assert run("print", "réglage").code == 1
    assert Path("reglage.pdf").read_bytes() == b"mine"
    assert run("print", "réglage", "--force").code == 0


def test_a_kit_holds_everything_with_its_guide(run: Run, deck: Deck) -> None:
    """Each paper, the cards of each table, the whole deck, sheets, tents, badges, the plan; the guide's sheets add up."""
    result = run("kit", "plan.yaml", "--people", "participants.csv")
    assert result.code == 0, result.err
    names = sorted(path.name for path in Path("kit").iterdir())
    expected = [f"{number:02d}-{name}.pdf" for number, name in enumerate(papers(), start=1)]
    others = [
        "00-lisez-moi.pdf",
        "30-cartes-table-01.pdf",
        "30-cartes-table-02.pdf",
        "31-jeu-complet.pdf",
        "40-feuilles-a4.pdf",
        "41-chevalets.pdf",
        "42-badges.pdf",
        "plan.yaml",
    ]
    assert names == sorted([*expected, *others])
    guide = " ".join(pages("kit/00-lisez-moi.pdf"))
    squeezed = "".join(guide.split())
    assert all(name in squeezed for name in names if name not in ("00-lisez-moi.pdf", "plan.yaml"))
    assert "feuilles A4" in guide
    assert "Si quelqu’un lit mal" in guide
    named = [name for name in names if name.endswith(".pdf") and any("Quxnom" in page for page in pages(f"kit/{name}"))]
    assert named == ["10-hote.pdf", "13-places.pdf", "14-emargement.pdf", "42-badges.pdf"]
    assert "Quxnom" not in Path("kit/plan.yaml").read_text(encoding="utf-8")


def test_a_kit_is_whole_or_not_there(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that exists is refused before any work; a piece that fails leaves nothing behind."""
    Path("kit").mkdir()
    refused = run("kit", "plan.yaml")
    assert refused.code == 1
    assert "existe déjà" in refused.err
    assert list(Path("kit").iterdir()) == []
    from territoires_cli.errors import TerritoiresError
    from territoires_cli.render import kit

    def fail(*_arguments: object, **_more: object) -> None:
        raise TerritoiresError("non")

    monkeypatch.setattr(kit, "render_badges", fail)
    assert run("kit", "plan.yaml", "-o", "autre").code == 1
    assert not Path("autre").exists()
    assert [path.name for path in Path().iterdir() if path.name.startswith(".territoires")] == []


def test_the_same_plan_makes_the_same_kit(run: Run) -> None:
    """Byte for byte, and again into the same folder with --force, whose other files stay."""
    assert run("kit", "plan.yaml", "-o", "un").code == run("kit", "plan.yaml", "-o", "deux").code == 0
    for path in Path("un").iterdir():
        assert path.read_bytes() == Path("deux", path.name).read_bytes(), path.name
    Path("un/notes.txt").write_text("à moi", encoding="utf-8")
    assert run("kit", "plan.yaml", "-o", "un", "--force").code == 0
    assert Path("un/notes.txt").read_text(encoding="utf-8") == "à moi"


def test_a_deck_is_measured(run: Run, tmp_path: Path) -> None:
    """`check --print`: nothing overflows in ours; in another, the file and the field that is too long, at which sizes."""
    import shutil

    from territoires_cli.places import builtin_root

    assert run("check", "--print").code == 0
    shutil.copytree(builtin_root(), tmp_path / "cards")
    shutil.copytree(builtin_root().parent / "workshops", tmp_path / "workshops")
    (file,) = (tmp_path / "cards" / "practices").glob("A1-*.yaml")
    data = yaml.safe_load(file.read_text(encoding="utf-8"))
    data["first_steps"] = [f"{'mot ' * 17}x" for _step in range(3)]
    data["limits"] = ["mot " * 19 + "x", *data["limits"][1:]]
    file.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    assert run("check", str(tmp_path)).code == 0
    data["first_steps"] = ["mot " * 200] * 3
    file.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    told = run("check", "--print", str(tmp_path))
    assert told.code == 3


def test_ones_own_cards_are_printed_alone(run: Run) -> None:
    """Those that a deck adds or replaces, of all or of those named; where none is one's own, the way to name a deck is said."""
    example = str(Path(__file__).parents[1] / "examples" / "mon-village")
    assert run("print", "cartes", "--deck", example, "--own", "-o", "images/").code == 0
    codes = {path.name.partition("-")[0] for path in Path("images").iterdir()}
    assert codes == {"A6", "C4", "E7", "H4"}
    assert run("print", "cartes", "--deck", example, "--own", "--card", "A1,E7", "-o", "deux/").code == 0
    assert {path.name.partition("-")[0] for path in Path("deux").iterdir()} == {"E7"}
    refused = run("print", "cartes", "--own")
    assert refused.code == 2
    assert "Aucune de ces cartes n’est à vous : nommez votre jeu, comme --deck mon-jeu." in refused.err
