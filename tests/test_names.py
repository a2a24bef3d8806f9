"""What people type is found whatever its accents, case and punctuation, and a slip gets the nearest names."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from territoires_cli.names import enumerate_in_french, find, fold, nearest


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Mobilité  partagée", "mobilite partagee"),
        ("ÉCONOMIE", "economie"),
        ("L’œuvre d'un Ægyptien", "l oeuvre d un aegyptien"),
        ("mont-de_marsan", "mont de marsan"),
        ("e\u0301pinal", "epinal"),
        ("Straße 2²", "strasse 22"),
        ("…", ""),
    ],
)
def test_folding_leaves_letters_and_digits(text: str, folded: str) -> None:
    """Accents, ligatures, case and punctuation vanish."""
    assert fold(text) == folded


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=30))
def test_folding_twice_changes_nothing(text: str) -> None:
    """A folded text is its own folding, and case before it doesn't matter for accented letters."""
    assert fold(fold(text)) == fold(text)


def test_finding_ignores_accents_and_case() -> None:
    """The value is found by any spelling of its name, and by no other name."""
    names = {"Mobilité partagée": 1, "A1": 2}
    assert find("mobilite  PARTAGEE", names) == 1
    assert find("a1", names) == 2
    assert find("mobilité", names) is None


def test_nearest_names_come_best_first() -> None:
    """A slip finds the name meant; a beginning finds what it begins; nonsense finds nothing."""
    names = ["covoiturage", "coworking", "troc", "habitat partagé"]
    assert nearest("covoiturge", names) == ["covoiturage"]
    assert nearest("Habitat", names) == ["habitat partagé"]
    assert nearest("cowoiturage", names, at_most=1) == ["covoiturage"]
    assert nearest("xyz", names) == []
    assert nearest("", names) == []


def test_nearest_names_are_never_more_than_asked() -> None:
    """However many names look alike, only a few are shown, each once."""
    names = [f"atelier {letter}" for letter in "abcdefgh"] + ["Atelier A"]
    found = nearest("atelier", names)
    assert len(found) == 3
    assert len(set(found)) == 3


def test_names_are_joined_as_in_a_sentence() -> None:
    """Commas, then « ou », or another last word."""
    assert enumerate_in_french([]) == ""
    assert enumerate_in_french(["a"]) == "a"
    assert enumerate_in_french(["a", "b"]) == "a ou b"
    assert enumerate_in_french(["a", "b", "c"], "et") == "a, b et c"
