"""Broken decks, one mistake each: the message names file, line and mend, and the mend makes the deck valid again."""

import re
import shutil
from collections.abc import Callable
from itertools import zip_longest
from pathlib import Path

import pytest

from territoires_cli.excerpts import WIDTH, tell_problems
from territoires_cli.inspecting import inspect
from territoires_cli.problems import Problem
from territoires_cli.text_lines import replace_lines
from tests.broken_decks import CASES, HERE, SOUND, Case


def broken(case: Case, folder: Path) -> list[Problem]:
    """Copy the sound deck there, break it, and give its problems."""
    shutil.copytree(SOUND, folder)
    case.break_(folder)
    return inspect([folder]).problems


def first_change(case: Case, folder: Path) -> int:
    """The first line (from 1) in which a broken file differs from the sound one."""
    pairs = zip_longest(*((root / case.file).read_text(encoding="utf-8").split("\n") for root in (SOUND, folder)))
    return next(number for number, (one, other) in enumerate(pairs, 1) if one != other)


def apply(problem: Problem) -> None:
    """Write the corrected line of a problem in the place of its own, as it is told, and nothing else."""
    assert problem.mend is not None
    assert problem.line is not None
    file = Path(problem.file)
    # A character that isn't UTF-8 is only ever corrected with its whole line.
    text = file.read_bytes().decode("utf-8", "replace")
    file.write_bytes(replace_lines(text, {problem.line: problem.mend}).encode("utf-8"))


def test_the_deck_they_are_made_from_is_sound() -> None:
    """Without its mistake each deck has no problem, not even a remark; and there are forty of them at least."""
    assert inspect([SOUND]).problems == []
    assert len({case.name for case in CASES}) == len(CASES) >= 40


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_a_broken_deck_is_mended_from_the_message_alone(case: Case, tmp_path: Path) -> None:
    """The first problem told is the mistake itself; its corrected line, or what a reader would do, makes the deck valid."""
    found = broken(case, tmp_path / "jeu")
    told = tell_problems(found)
    assert found, "nothing is told"
    first = next((problem for problem in found if case.said in problem.message), None)
    assert first is not None, told
    assert Path(first.file) == tmp_path / "jeu" / case.file, told
    assert first.line == (first_change(case, tmp_path / "jeu") if case.line == HERE else case.line), told
    mends = [problem for problem in found if problem.mend is not None]
    if case.mend is None:
        assert mends, told
        for problem in mends:
            apply(problem)
    else:
        assert first.mend is None, f"the tool writes the line itself: no other mend is needed\n{told}"
        case.mend(tmp_path / "jeu")
    assert inspect([tmp_path / "jeu"]).problems == [], told


@pytest.mark.parametrize("case", [case for case in CASES if case.mend is None], ids=lambda case: case.name)
def test_whoever_copies_the_line_that_is_shown_mends_the_deck(case: Case, tmp_path: Path) -> None:
    """What stands below « écrivez plutôt » on the screen, typed in the place of the line above it, is enough."""
    told = tell_problems(broken(case, tmp_path / "jeu")).splitlines()
    file = Path()
    for number, line in enumerate(told):
        place = re.match(r"(?P<file>.*?\.yaml):(?P<line>\d+):\d+ ", line)
        if place:
            file = Path(place["file"])
        if line == "    écrivez plutôt :":
            where, _bar, text = told[number + 1].partition(" | ")
            assert "…" not in text
            before = file.read_bytes().decode("utf-8", "replace")
            file.write_bytes(replace_lines(before, {int(where): text}).encode("utf-8"))
        if line == "    supprimez cette ligne":
            where = told[number - 2].partition(" | ")[0]
            file.write_bytes(replace_lines(file.read_bytes().decode("utf-8"), {int(where): ""}).encode("utf-8"))
    assert inspect([tmp_path / "jeu"]).problems == [], "\n".join(told)


def test_all_messages_read_as_reviewed(tmp_path: Path, reference: Callable[[str, str], None]) -> None:
    """Every message, with its excerpt and mend, in one file that people review."""
    told = []
    for number, case in enumerate(CASES):
        folder = tmp_path / str(number)
        messages = tell_problems(broken(case, folder)).replace(f"{folder}/", "")
        told.append(f"## {case.name}\n\n{messages}\n")
    reference("broken-decks.txt", "\n".join(told))


def test_excerpts_fit_a_terminal_of_eighty_columns(tmp_path: Path) -> None:
    """However long a faulty line is, what is shown of it takes eighty columns at most."""
    for number, case in enumerate(CASES):
        shown = tell_problems(broken(case, tmp_path / str(number))).splitlines()
        excerpts = [line for line in shown if " | " in line[:10]]
        assert all(len(line) <= WIDTH for line in excerpts), case.name
