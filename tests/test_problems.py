"""Where a problem stands, and how it is printed."""

from territoires_cli.problems import Problem, field_name, locate


def test_a_problem_reads_file_line_column_field_message() -> None:
    """A problem is printed the way editors can jump to."""
    assert str(Problem("a.yaml", 3, 5, "titre", "trop long")) == "a.yaml:3:5 titre : trop long"
    assert str(Problem("a.yaml", None, None, "", "vide")) == "a.yaml : vide"


def test_fields_are_named_as_people_count() -> None:
    """The second example is `examples[2]`, though the data counts from 0."""
    assert field_name(("examples", 1, "source", "id")) == "examples[2].source.id"
    assert field_name((0, "title")) == "[1].title"
    assert field_name(()) == ""


def test_a_name_that_fills_screens_is_cut() -> None:
    """A key may be as long as a file: its problems show where it begins."""
    assert field_name(("a", "x" * 900_000, 0)) == f"a.{'x' * 199}…[1]"


def test_a_missing_value_is_placed_at_what_should_hold_it() -> None:
    """Where a path has no position of its own, the nearest enclosing one is given; without any, none."""
    positions = {(): (1, 1), ("a",): (2, 1), ("a", 0): (3, 5)}
    assert locate(("a", 0, "b"), positions) == (3, 5)
    assert locate(("a", 7), positions) == (2, 1)
    assert locate(("z",), positions) == (1, 1)
    assert locate(("z",), {}) is None
