"""The example deck: sound, printed, matched and planned, as those who copy it will do."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from territoires_cli.decks import read_city, read_deck
from territoires_cli.inspecting import inspect
from territoires_cli.matching import match_city
from territoires_cli.render.overflowing import overflow_problems

if TYPE_CHECKING:
    from tests.conftest import Result

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = ROOT / "examples" / "mon-village"
TOWN = ROOT / "examples" / "mon-village.yaml"
OWN = {"pedibus", "four-a-pain", "boite-a-livres", "coup-de-pouce-numerique"}


def test_the_example_has_no_problem_down_to_print() -> None:
    """Neither an error nor a warning, and every face holds at every size."""
    assert inspect([EXAMPLE]).problems == []
    assert overflow_problems(read_deck([EXAMPLE]), [EXAMPLE]) == []


def test_the_example_town_is_sound() -> None:
    """It is judged with the deck that it is made for."""
    assert inspect([TOWN], [EXAMPLE]).problems == []


def test_the_example_cards_answer_the_example_town() -> None:
    """All four have a score, and the two that the town's words speak for come first."""
    deck = read_deck([EXAMPLE])
    matching = match_city(deck, read_city(TOWN, deck))
    ranked = [match.card.id for match in matching.matches]
    assert all(matching.of(name).score > 0 for name in OWN)
    assert set(ranked[:2]) == {"pedibus", "four-a-pain"}
    assert len(OWN & set(ranked[:12])) == 3


def test_the_example_is_planned_and_printed(run: Callable[..., "Result"], tmp_path: Path) -> None:
    """A plan lays its cards on tables, and its cards make a PDF."""
    plan = run("plan", str(TOWN), "--deck", str(EXAMPLE), "--seed", "1")
    assert plan.code == 0
    assert all(code in plan.out for code in ("**A6**", "**C4**", "FA13"))
    target = tmp_path / "cartes.pdf"
    printed = run("print", "cartes", "--own", "--deck", str(EXAMPLE), "-o", str(target))
    assert printed.code == 0
    assert target.read_bytes().startswith(b"%PDF")


def test_the_example_can_be_copied_and_shared(
    run: Callable[..., "Result"], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A copy under another name, exported: whoever receives it sees the same cards."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(EXAMPLE, tmp_path / "mien")
    assert run("deck", "export", "mien", "-o", "mien.zip").code == 0
    shown = [run("list", "--deck", name).out for name in ("mien", "mien.zip")]
    assert shown[0] == shown[1]
    assert "E7\tboite-a-livres" in shown[0]
