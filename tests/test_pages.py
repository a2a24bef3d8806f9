"""Problems at the lines of the files that were read."""

from pathlib import Path

import pytest

from territoires_cli.links import Finding
from territoires_cli.models.base import Source
from territoires_cli.pages import name_of_card
from territoires_cli.reading import Reader

ONE = "- id: a\n  title: A\n  short: A\n  year: 2001\n"


def read(path: Path, text: str) -> tuple[Reader, list[Source]]:
    """A list of sources, read from a file of this text."""
    path.write_text(text, encoding="utf-8")
    reader = Reader()
    return reader, reader.several(path, Source)


@pytest.mark.parametrize(("stem", "name"), [("A1-velos", "velos"), ("FA05-espaces", "espaces"), ("velos", "velos")])
def test_a_file_is_named_after_its_card(stem: str, name: str) -> None:
    """With its code in front or without."""
    assert name_of_card(stem) == name


def test_a_finding_shows_its_line_and_the_one_that_would_do(tmp_path: Path) -> None:
    """The better value stands in the place of the old one, quoted where it has to be."""
    reader, (source,) = read(tmp_path / "sources.yaml", ONE)
    findings = [Finding(source, ("title",), "non", better="B"), Finding(source, ("short",), "non", better="a: b")]
    placed = reader.place_new(findings)
    assert [(item.line, item.excerpt, item.mend) for item in placed] == [
        (2, "  title: A", "  title: B"),
        (3, "  short: A", '  short: "a: b"'),
    ]


def test_a_text_of_several_lines_has_no_mend(tmp_path: Path) -> None:
    """One line in the place of one is all that a mend may be."""
    reader, (source,) = read(tmp_path / "sources.yaml", ONE.replace("title: A", "title: >-\n    A\n    B"))
    (placed,) = reader.place_new([Finding(source, ("title",), "non", better="B")])
    assert placed.mend is None


def test_what_stands_twice_says_where_else(tmp_path: Path) -> None:
    """The other place is named by file and line."""
    reader, (one, two) = read(tmp_path / "sources.yaml", ONE + ONE)
    (placed,) = reader.place_new([Finding(one, ("id",), "« a » est là", also=((two, ("id",)),))])
    assert placed.message == "« a » est là ; aussi ici : sources.yaml, ligne 5. Changez l’un des deux."


def test_a_line_of_thousands_of_characters_is_not_shown(tmp_path: Path) -> None:
    """Neither is its mend."""
    reader, (source,) = read(tmp_path / "sources.yaml", ONE.replace("title: A", f"title: {'A ' * 1900}#{'x' * 4000}"))
    (placed,) = reader.place_new([Finding(source, ("title",), "non", better="B")])
    assert (placed.line, placed.excerpt, placed.mend) == (2, None, None)
