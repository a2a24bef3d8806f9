"""A slip of the keyboard → the word that was meant, where a single one is one slip away."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from territoires_cli.spelling import LEAST_LETTERS, LETTERS, corrected

KNOWN = frozenset(
    ("epicerie", "commerce", "logement", "covoiturage", "loyer", "loyers", "jeunes", "emploi", "boulangerie", "marche")
)
WORDS = st.text("abcdeilmnoprstu", min_size=1, max_size=10)


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        ("eipcerie", "epicerie"),  # two letters exchanged
        ("epicceri", None),  # two slips
        ("epiicerie", "epicerie"),  # a letter too many
        ("epiceri", "epicerie"),  # a letter left out
        ("epicetie", "epicerie"),  # another letter
        ("lepicerie", "epicerie"),  # a small word glued to it
        ("quemploi", "emploi"),
        ("loeyr", "loyer"),  # five letters: only an exchange
        ("loyee", None),
        ("jeuns", None),
        ("xpicerie", None),  # the first letter is kept
        ("peicerie", None),
        ("loyr", None),  # too short
        ("loyer", "loyer"),  # no slip, though nobody asks for known words
        ("xyzxyzxyz", None),
        ("epicerie2", None),
        ("", None),
    ],
)
def test_one_slip_is_mended(slip: str, meant: str | None) -> None:
    """Each kind of slip, and what is none: short words, two slips, another first letter, figures."""
    expected = None if slip == "loyer" else meant
    assert corrected(slip, KNOWN - {slip}) == expected


def slips(word: str) -> Iterator[tuple[str, int]]:
    """Every slip of a word that keeps its first letter, and the letters that it must have to be mended."""
    for at in range(1, len(word) - 1):
        yield word[:at] + word[at + 1] + word[at] + word[at + 2 :], 5
    for at in range(1, len(word) + 1):
        for letter in LETTERS:
            yield word[:at] + letter + word[at:], 6
            if at < len(word):
                yield word[:at] + letter + word[at + 1 :], 7
        if at < len(word):
            yield word[:at] + word[at + 1 :], 6


@pytest.mark.parametrize("word", sorted(KNOWN))
def test_any_slip_of_a_word_finds_it(word: str) -> None:
    """Where a deck knows one word, each slip that leaves enough letters brings it back, and each shorter one doesn't."""
    for slip, letters in slips(word):
        if slip != word and len(slip) >= letters:
            assert corrected(slip, {word}) == word
        elif len(slip) < LEAST_LETTERS:
            assert corrected(slip, {word}) is None


def distance(one: str, other: str) -> int:
    """Letters left out, added, changed, or two neighbours exchanged, between two words (optimal string alignment)."""
    rows = [list(range(len(other) + 1))]
    for i, letter in enumerate(one, start=1):
        row = [i]
        for j, sign in enumerate(other, start=1):
            row.append(min(rows[-1][j] + 1, row[j - 1] + 1, rows[-1][j - 1] + (letter != sign)))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == sign:
                row[j] = min(row[j], rows[-2][j - 2] + 1)
        rows.append(row)
    return rows[-1][-1]


@given(WORDS, st.lists(WORDS, max_size=12))
def test_what_is_meant_is_known_and_one_slip_away(word: str, known: list[str]) -> None:
    """Never a word that the deck doesn't know, nor one further than a slip; the first letter stays, short words too."""
    known = [other for other in known if other != word]
    meant = corrected(word, known)
    if meant is not None:
        assert meant in known
        assert len(word) >= LEAST_LETTERS
        if not word.endswith(meant):
            assert distance(word, meant) == 1
            assert word[0] == meant[0]
    assert meant == corrected(word, [*reversed(known)])


def test_of_several_words_the_likeliest_is_meant() -> None:
    """An exchange is likelier than a letter too many, which is likelier than one left out or another one; then the longest."""
    assert corrected("martin", {"matrin", "marti", "martins", "marten"}) == "matrin"
    assert corrected("martin", {"marti", "martins"}) == "marti"
    assert corrected("martine", {"martines", "martins"}) == "martines"
    assert corrected("martine", {"marline", "marvine"}) == "marline"


def test_what_is_mended_has_letters_enough() -> None:
    """Of five letters only an exchange is mended, of six no changed letter: too many words are as near."""
    assert corrected("troca", {"troc"}) is None
    assert corrected("trocas", {"troca"}) == "troca"
    assert corrected("marchi", {"marche"}) is None
    assert corrected("marchie", {"marchoe"}) == "marchoe"


def test_a_glued_word_must_be_long_enough() -> None:
    """« luser » is no « l’user »: what is left must be as long as any word that is mended."""
    assert corrected("luser", {"user"}) is None
    assert corrected("lusine", {"usine"}) == "usine"
    assert corrected("susine", {"usine"}) == "usine"
    assert corrected("xusine", {"usine"}) is None


def test_what_is_too_long_for_a_word_has_no_slip() -> None:
    """Letters without end are left alone."""
    assert corrected("a" * 39 + "b", {"a" * 40}) == "a" * 40
    assert corrected("a" * 40 + "b", {"a" * 41}) is None
