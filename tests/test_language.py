"""French text → stems, the same for a town's words and for the deck's."""

import sys
import unicodedata
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from territoires_cli import language
from territoires_cli.language import STOP_WORDS, is_word, stem, stems_of
from territoires_cli.models.deck import Deck
from territoires_cli.names import fold

WORDS = st.lists(
    st.sampled_from(["les", "jeunes", "partent", "l’usine", "vide", "Écoles", "bus", "à", "vélo", "2", "pas", "plus."]),
    max_size=14,
).map(" ".join)


@pytest.mark.parametrize(
    "forms",
    [
        ("jeune", "jeunes", "Jeune", "JEUNES"),
        ("fermer", "fermé", "fermée", "fermées", "ferment", "ferme"),
        ("épicerie", "Épiceries", "EPICERIES", "epicerie"),
        ("vélo", "vélos"),
        ("commerce", "commerces", "COMMERCES"),
        ("loyer", "loyers", "LOYERS"),
        ("petit", "petits"),
        ("crédit", "crédits"),
        ("laisser", "laissé", "laissée", "laissent"),
        ("bureau", "bureaux"),
    ],
)
def test_forms_of_a_word_share_a_stem(forms: tuple[str, ...]) -> None:
    """Plural, feminine and tenses are one, with accents and capitals or without."""
    assert len({stems_of(form) for form in forms}) == 1
    assert stems_of(forms[0]) != ()


# Words that the stemmer alone would melt together: « plus » and the town plan (PLU), rents and laws, rents and leisure.
APART = (("plus", "plu"), ("loyer", "loi"), ("loyers", "loisirs"), ("foyer", "foi"), ("casse", "cas"))


def test_words_of_other_meaning_stay_apart() -> None:
    """What people must tell apart isn't melted into one stem."""
    for one, other in (("usine", "usage"), ("ville", "village"), ("bus", "but"), ("pas", "passe"), *APART):
        assert not set(stems_of(one)) & set(stems_of(other))


def test_small_words_say_nothing_but_negations_do() -> None:
    """Articles and numbers vanish, in English too; « pas », « plus » and « sans » stay, since « pas de bus » is not « bus »."""
    assert stems_of("les et la de d’un à") == ()
    assert stems_of("the of and there is") == ()
    assert stems_of("en 2014, quatre mille le 3 mars") == ()
    assert len(stems_of("pas plus sans trop peu")) == 5
    assert all(word == fold(word) for word in STOP_WORDS)


def test_a_word_says_something_where_it_is_neither_small_nor_a_number() -> None:
    """Lone letters, numbers and small words are no words; two letters may be."""
    assert [word for word in ("a", "x", "12", "les", "zi", "bus", "m2") if is_word(word)] == ["zi", "bus", "m2"]


@given(WORDS)
def test_accents_and_case_leave_the_stems(text: str) -> None:
    """Written in capitals, without accents or with accents as signs of their own, a text has the same stems."""
    expected = stems_of(text)
    assert stems_of(text.upper()) == expected
    assert stems_of(fold(text)) == expected
    assert stems_of(unicodedata.normalize("NFD", text)) == expected


@given(WORDS, WORDS)
def test_a_text_is_its_words_one_after_the_other(one: str, other: str) -> None:
    """No stem depends on what stands beside it, and none is made for a word that says nothing."""
    assert stems_of(f"{one} {other}") == (*stems_of(one), *stems_of(other))
    assert stems_of(one) == tuple(stem(word) for word in fold(one).split() if is_word(word))


@given(st.text(max_size=60))
def test_any_text_has_stems(text: str) -> None:
    """Whatever the signs and scripts, stems are folded words without space, at least a sign long."""
    assert all(found and not found.isspace() and " " not in found for found in stems_of(text))


@pytest.fixture
def without_pystemmer(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine where the compiled stemmer isn't installed."""
    for name in [name for name in sys.modules if name.partition(".")[0] == "snowballstemmer"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "Stemmer", None)
    language._stemmer.cache_clear()
    language.stem.cache_clear()
    yield
    language._stemmer.cache_clear()
    language.stem.cache_clear()


@pytest.fixture
def compiled_stems(deck: Deck) -> dict[str, str]:
    """The stems of a part of the deck's words as the compiled stemmer gives them."""
    pytest.importorskip("Stemmer")
    return {word: stem(word) for word in sorted(deck.lexis.known_words)[::7]}


def test_the_plain_python_stemmer_gives_the_same_stems(compiled_stems: dict[str, str], without_pystemmer: None) -> None:
    """Where PyStemmer can't be installed, the deck's own words get the same stems, so that results don't differ."""
    assert len(compiled_stems) > 500
    assert {word: stem(word) for word in compiled_stems} == compiled_stems
