"""Texts that a spreadsheet would change get an apostrophe, and lose it on the way back."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from territoires_cli.shielding import is_error, shield, unshield


@pytest.mark.parametrize("text", [
    "=1+1", "+33 1", "-x", "@SOMME(A1)", "\tx", "\r", "＝1", "＋1", "－1", "＠x", "\u200b=1", "\ufeff=1", " =1", "'=1", "''-1",
    "1-2", "12/03", "12:30", "9h30", "08000", "3,50", "3.5", "1 000", "10 %", "12 €", "123456789012", "1e5", "mars 2024", "Mai",
    "1 janv.", "02/01/2026", "VRAI", "faux", "True",
    "(5)", "(5 €)", "(1,5)", "( 5 )", "1e-3", "1E+05", "1,5e-3", "$5", "£5", "€ 5", "€5", "5£", "%5", "($5)", "5+", "5 pm", "2024-01-01T10:00",
    "lundi 3 mars", "lun. 3 mars 2024", "#REF!", "#N/A", "#####",
])  # fmt: skip
def test_what_a_spreadsheet_would_change_is_shielded(text: str) -> None:
    """One apostrophe more, and one less."""
    assert shield(text) == f"'{text}"
    assert unshield(shield(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2017",
        "0",
        "12345678901",
        "mot",
        "l’été",
        "'mot",
        "'",
        "12 rue",
        "A1",
        "maintenant",
        "a, -5",
        "3 pas",
        "(a)",
        "€",
        "lundi",
        "3 marchés",
        "un (5)",
        "5 étapes",
    ],
)
def test_plain_texts_stay_as_they_are(text: str) -> None:
    """Words, years and small numbers pass without a sign."""
    assert shield(text) == text
    assert unshield(text) == text


@pytest.mark.parametrize("text", ["a;=cmd|' /C calc'!A0", 'a,"=1', "a\t+1", "un\n- deux", "\t=1", "\n-", "a;'=b"])
def test_a_sign_where_another_program_begins_a_cell_is_shielded_too(text: str) -> None:
    """After a separator or a line end inside a cell, no sign begins what follows."""
    import re

    assert not re.search(r"[;,\t\n]\"*[=+\-@]", shield(text))
    assert unshield(shield(text)) == text


@given(st.text())
def test_any_text_comes_back(text: str) -> None:
    """What is shielded never begins like a formula, and is undone to the letter."""
    assert unshield(shield(text)) == text
    assert not shield(text).lstrip().startswith(tuple("=+-@＝＋－＠"))


@pytest.mark.parametrize(
    "text", ["1 " * 16_000, ',"' * 16_000, "'" * 32_000, "=" * 32_000, "\u200b" * 32_000, "1" * 32_000]
)
def test_no_text_takes_long(text: str) -> None:
    """The longest cell of a spreadsheet is judged at once."""
    start = time.perf_counter()
    assert unshield(shield(text)) == text
    assert time.perf_counter() - start < 0.5


def test_errors_of_a_spreadsheet_are_known() -> None:
    """#REF! and its like; a text that only begins so is a text."""
    assert is_error(" #NOM? ")
    assert is_error("########")
    assert not is_error("#territoires en commun")
    assert not is_error(shield("#REF!"))
