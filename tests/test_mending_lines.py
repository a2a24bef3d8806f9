"""What a line alone may have been meant to be."""

import pytest

from territoires_cli.mending_lines import mends_of_line, mends_of_spaces

KEYS = ("title", "limits")


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("title:Un", "title: Un"),
        ("  -un", "  - un"),
        ("- title:Un", "- title: Un"),
        ("limits", "limits:"),
        ("limit", "limits:"),
        ("- Un : deux", '- "Un : deux"'),
        ("  - {title: Un : deux}", '  - {title: "Un : deux"}'),
        ("title; Un", "title: Un"),
    ],
)
def test_a_line_may_be_meant_so(line: str, meant: str) -> None:
    """Among the candidates is what was meant, at the same line, with a sentence that says why."""
    found = {mend.text: mend for mend in mends_of_line(line, 7, KEYS)}
    assert meant in found, list(found)
    assert found[meant].line == 7
    assert found[meant].message


def test_a_short_word_names_no_field() -> None:
    """« de la voiture » goes on with the text above it: two letters are like too many names."""
    found = [mend.text for mend in mends_of_line("    de la voiture", 7, ("code", "id"), 6)]
    assert found == ["      de la voiture"]


@pytest.mark.parametrize("line", ["title: Un", "- un", "", "  # remarque", "url: https://exemple.fr", "--- "])
def test_a_sound_line_lacks_no_space(line: str) -> None:
    """Addresses and separators aren't taken for a dash or a colon without space."""
    assert list(mends_of_spaces(line, 1)) == []
