"""What people type is found whatever its accents, case and punctuation, and a slip gets the nearest names."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from territoires_cli.names import begins_word, enumerate_in_french, find, fold, nearest, squash


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


@pytest.mark.parametrize("sign", ["ǽ", "Ǽ", "ǣ", "ŉ"])
def test_signs_made_of_ligatures_fold_to_letters(sign: str) -> None:
    """A ligature that bears an accent folds as the ligature does."""
    assert fold(sign).isascii()


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=30))
def test_folding_twice_changes_nothing(text: str) -> None:
    """A folded text is its own folding, and case before it doesn't matter for accented letters."""
    assert fold(fold(text)) == fold(text)


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=30))
def test_squashing_is_the_first_half_of_folding(text: str) -> None:
    """A squashed text folds like the text itself."""
    assert fold(squash(text)) == fold(text)


def test_squashing_keeps_signs_and_spaces() -> None:
    """Case, accents, ligatures and curly apostrophes go; hyphens, full stops and spaces stay."""
    assert squash("L’Œuvre  d’Épinal, mont-de-marsan.") == "l'oeuvre  d'epinal, mont-de-marsan."


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("les cars", "car", True),
        ("car", "car", True),
        ("ecart", "car", False),
        ("ecart, car", "car", True),
        ("ecart ecart", "car", False),
        ("n'arret", "arret", True),
        ("a-b", "b", True),
        ("2car", "car", False),
        ("", "car", False),
        ("texte", "", True),
    ],
)
def test_a_word_is_found_where_it_begins(text: str, word: str, expected: bool) -> None:
    """After a sign, a space or nothing, and never inside a word; the later places count too."""
    assert begins_word(text, word) is expected


@settings(deadline=None, max_examples=100)
@given(st.lists(st.text("abé'-", max_size=5), max_size=6), st.text("ab", min_size=1, max_size=3))
def test_beginning_a_word_is_what_folded_words_say(words: list[str], wanted: str) -> None:
    """Looking through the squashed text gives what going through its folded words one by one would."""
    text = " ".join(words)
    assert begins_word(squash(text), wanted) == any(word.startswith(wanted) for word in fold(text).split())


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


def test_a_long_text_is_no_name_with_a_slip() -> None:
    """A paragraph is near no name, and isn't compared with any."""
    assert nearest("x" * 61, ["x" * 60]) == []
    assert nearest("x" * 59, ["x" * 60]) == ["x" * 60]
