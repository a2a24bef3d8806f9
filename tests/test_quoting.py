"""Texts written as YAML values: what is read back is what was meant."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from territoires_cli.quoting import quote, quote_typeset, scalar, unquote
from territoires_cli.safe_yaml import parse_yaml

LINES = st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), min_size=1, max_size=40)


@settings(deadline=None, max_examples=200)
@given(LINES)
def test_a_text_reads_back_as_it_is(text: str) -> None:
    """Whatever signs a line holds, quoted or written as a value it is read as that very text."""
    assert parse_yaml(f"a: {quote(text)}") == {"a": text}
    assert parse_yaml(f"- a: {scalar(text)}") == [{"a": text}]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("lien-social", "lien-social"),
        ("Le bus", "Le bus"),
        ("no", '"no"'),
        ("2026", '"2026"'),
        ("a: b", '"a: b"'),
        ("fin ", '"fin "'),
    ],
)
def test_a_value_is_quoted_only_where_it_must_be(text: str, written: str) -> None:
    """Words stay as they are; what YAML, or another reader of it, takes for something else gets quotes."""
    assert scalar(text) == written


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ('Le "bon" trajet', '"Le « bon » trajet"'),
        ("l'école", '"l’école"'),
        ("Le trajet: à plusieurs", '"Le trajet : à plusieurs"'),
        ("9:30", '"9:30"'),
        ('5" de pluie', '"5\\" de pluie"'),
    ],
)
def test_a_text_is_typeset_as_it_is_quoted(text: str, written: str) -> None:
    """Straight quotes in pairs, apostrophes and colons get the form that French print gives them."""
    assert quote_typeset(text) == written


@pytest.mark.parametrize(("written", "text"), [('"a"', "a"), ("'a'", "a"), ('"a', '"a'), ("a", "a"), ('"', '"')])
def test_quotes_are_taken_off_in_pairs(written: str, text: str) -> None:
    """A quote that has no other end stays."""
    assert unquote(written) == text
