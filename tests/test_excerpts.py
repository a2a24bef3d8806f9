"""Problems as people read them: a sentence, the line, a mark, the line put right."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from territoires_cli.excerpts import WIDTH, combine_mends, tell_problems
from territoires_cli.problems import Problem


def problem(excerpt: str | None, column: int = 1, mend: str | None = None, **more: str) -> Problem:
    """A problem on line 3 of a file."""
    return Problem("a.yaml", 3, column, "", more.get("message", "faux"), more.get("severity", "error"), excerpt, mend)


def test_a_line_is_shown_with_its_mark_and_its_mend() -> None:
    """The mark stands under the column; the corrected line has the same number."""
    assert tell_problems([problem("title:Un", 6, "title: Un")]).splitlines() == [
        "a.yaml:3:6 : faux",
        "     3 | title:Un",
        "       |      ^",
        "    écrivez plutôt :",
        "     3 | title: Un",
    ]


def test_a_problem_without_line_is_its_sentence_alone() -> None:
    """Neither a file as a whole nor an empty line has anything to show."""
    assert tell_problems([problem(None), problem("  ")]).splitlines() == ["a.yaml:3:1 : faux"] * 2


def test_a_missing_field_shows_no_line() -> None:
    """The line that its place is told by holds another field, which is right."""
    told = tell_problems(
        [problem("id: a", message="il manque ce champ : ajoutez une ligne « b: … »"), problem("id: a")]
    )
    assert told.splitlines()[:2] == [
        "a.yaml:3:1 : il manque ce champ : ajoutez une ligne « b: … »",
        "a.yaml:3:1 : faux",
    ]
    assert told.count("|") == 2


def test_a_line_to_delete_is_said_in_words() -> None:
    """An empty line would show nothing."""
    assert tell_problems([problem("a: 1", 1, "")]).endswith("\n    supprimez cette ligne")


def test_several_problems_of_a_line_show_it_once() -> None:
    """Both sentences come first, then the line with both marks, and one line with both mends."""
    told = tell_problems(
        [problem("{a: é, b: no}", 5, "{a: e, b: no}"), problem("{a: é, b: no}", 11, '{a: é, b: "no"}')]
    )
    assert told.splitlines()[2:] == [
        "     3 | {a: é, b: no}",
        "       |     ^     ^",
        "    écrivez plutôt :",
        '     3 | {a: e, b: "no"}',
    ]


def test_a_warning_says_that_it_is_one() -> None:
    """And stays apart from an error of the same line."""
    told = tell_problems([problem("a: 1"), problem("a: 1", severity="warning")])
    assert told.count("     3 | a: 1") == 2
    assert ": avertissement : faux" in told


@pytest.mark.parametrize(
    ("line", "mends", "combined"),
    [
        ("a: 1", [], None),
        ("a: 1", ["a: 2"], "a: 2"),
        ("a: 1", ["b: 1", "a: 2"], "b: 2"),
        ("titre:x", ["titre: x", "title: x"], "title: x"),
        ("titre: a: b", ['title: "a: b"', 'titre: "a: b"'], 'title: "a: b"'),
        ("a: 1", ["a: 2", ""], ""),
        ("a", ["a"], "a"),
    ],
)
def test_mends_of_one_line_make_one_line(line: str, mends: list[str], combined: str | None) -> None:
    """Changes in different places are all made; of two in the same place, the one that was made upon the other counts."""
    assert combine_mends(line, mends) == combined


def test_what_cannot_be_seen_is_shown() -> None:
    """A tab is an arrow, a no-break space a bracket; what could drive the terminal is gone, and the mark follows."""
    told = tell_problems([problem("\ta:\u00a0\x1b[31m\u202eb", 11)]).splitlines()
    assert told[1] == "     3 | →a:␣[31mb"
    assert told[2].index("^") == told[1].index("b")


def test_the_mark_stands_under_wide_characters() -> None:
    """A character that takes two columns counts for two."""
    told = tell_problems([problem("漢字: x", 5)]).splitlines()
    assert told[2] == "       | " + " " * 6 + "^"


# Pictures and numbers get wider from one Unicode to the next: Python and rich know different ones.
LINES = st.characters(codec="utf-8", exclude_categories=["Cn", "So", "No", "Sk"])


@settings(deadline=None, max_examples=200)
@given(st.text(LINES, min_size=1, max_size=300), st.integers(1, 320), st.text(LINES, max_size=300) | st.none())
def test_every_line_of_an_excerpt_fits(line: str, column: int, mend: str | None) -> None:
    """However long the line, and wherever its column, an excerpt takes eighty columns at most, its mark on the line."""
    for shown in tell_problems([problem(line, column, mend)]).split("\n")[1:]:
        assert cell_len(shown) <= WIDTH


def test_a_long_corrected_line_is_shown_whole() -> None:
    """Whoever types it as it is shown loses nothing: it turns at spaces, and is said to be one line."""
    line = "    why:On va où l’on veut sans posséder de voiture, en semaine et le dimanche aussi."
    told = tell_problems([problem(line, 8, line.replace("why:", "why: "))]).splitlines()
    assert told[3:] == [
        "    écrivez plutôt, sur une seule ligne :",
        "     3 |     why: On va où l’on veut sans posséder de voiture, en semaine et le",
        "       | dimanche aussi.",
    ]


@given(st.text("ab é", min_size=1, max_size=400))
def test_no_sign_of_a_corrected_line_is_lost(text: str) -> None:
    """Its rows, put together again, are the line, spaces aside."""
    told = tell_problems([problem("x", 1, f"a: {text}z")]).split("\n")
    rows = told[told.index(next(row for row in told if "écrivez plutôt" in row)) + 1 :]
    assert "".join(row[9:] for row in rows).replace(" ", "") == f"a:{text}z".replace(" ", "")


def test_an_endless_corrected_line_is_shown_around_its_change() -> None:
    """A thousand words would fill the screen: the rest of the line is to stay as it is, and that is said."""
    line = "a:" + "mot " * 1000
    told = tell_problems([problem(line, 2, line.replace("a:", "a: "))]).splitlines()
    assert told[3:] == [
        "    écrivez plutôt ceci, sans toucher au reste de la ligne, qui est trop long :",
        "     3 | a: " + "mot " * 16 + "mot…",
    ]


def test_marks_upon_a_letter_take_no_column() -> None:
    """An accent apart from its letter leaves room for as many letters, and the mark stays below the fault."""
    told = tell_problems([problem("e\u0301" * 60 + "X", 121)]).splitlines()
    assert cell_len(told[1]) == len(told[1]) - 60 == 9 + 61
    assert told[2].index("^") == 9 + 60


def test_a_long_line_is_cut_around_its_mark() -> None:
    """What is left out on either side is shown by an ellipsis, and the mark stands under the fault."""
    told = tell_problems([problem("a" * 200 + "X" + "b" * 200, 201)]).splitlines()
    assert told[1].count("…") == 2
    assert told[2].index("^") == told[1].index("X")
