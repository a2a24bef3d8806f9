"""French text → stems, and expressions found in a statement."""

import sys
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from territoires_cli import language
from territoires_cli.language import SLACK, STOP_WORDS, Statement, stem, stems_of, words_of
from territoires_cli.models.deck import Deck
from territoires_cli.names import fold

WORDS = st.lists(
    st.sampled_from(["les", "jeunes", "partent", "l’usine", "vide", "Écoles", "bus", "à", "vélo", "2", "pas", "plus."]),
    max_size=14,
)


def test_forms_of_a_word_share_a_stem() -> None:
    """Plural and singular are found as one, accents or not."""
    assert stems_of("jeunes fermés épiceries") == stems_of("jeune fermé épicerie")
    assert stems_of("ÉPICERIES") == stems_of("epicerie")
    assert stems_of("LES MEUBLÉS") == stems_of("meublés")


def test_small_words_say_nothing_but_negations_do() -> None:
    """Articles vanish; « pas », « plus » and « sans » stay, since « pas de bus » is not « bus »."""
    assert stems_of("les et la de d’un à") == ()
    assert len(stems_of("pas plus sans")) == 3
    assert all(word == fold(word) for word in STOP_WORDS)


def test_words_keep_how_they_were_written() -> None:
    """A word is cited as the town wrote it."""
    assert [word.written for word in words_of("L’Épicerie a fermé en 2014.")] == ["Épicerie", "fermé", "2014"]


@settings(deadline=None, max_examples=60)
@given(WORDS)
def test_both_ways_of_stemming_agree(words: list[str]) -> None:
    """The quick way gives the stems of the full one."""
    text = " ".join(words)
    assert stems_of(text) == tuple(word.stem for word in words_of(text))


def test_an_expression_is_found_in_any_order_within_one_sentence() -> None:
    """Its words may be turned round and a few others may stand between, but not a full stop."""
    jeunes = stems_of("jeunes partent")
    assert Statement("Nos jeunes partent.").find(jeunes) == ("jeunes", "partent")
    assert Statement("Ils partent, nos jeunes.").find(jeunes) == ("partent", "jeunes")
    assert Statement("Les jeunes du lycée agricole voisin partent.").find(jeunes) == ("jeunes", "partent")
    assert Statement("Nos jeunes restent. Les vieux partent.").find(jeunes) == ()
    between = " ".join(["atelier"] * SLACK)
    assert Statement(f"jeunes {between} partent").find(jeunes) != ()
    assert Statement(f"jeunes {between} atelier partent").find(jeunes) == ()


def test_nothing_is_found_for_nothing() -> None:
    """An expression of small words alone, or an empty statement, finds nothing."""
    assert Statement("Les jeunes partent.").find(stems_of("de la")) == ()
    assert Statement("").find(stems_of("jeunes")) == ()


@settings(deadline=None, max_examples=60)
@given(WORDS, WORDS)
def test_what_is_found_stands_in_the_text(words: list[str], wanted: list[str]) -> None:
    """The words cited are the text's own, one for each stem of the expression."""
    text, expression = " ".join(words), stems_of(" ".join(wanted))
    found = Statement(text).find(expression)
    assert all(word in text for word in found)
    if found:
        assert {stem(fold(word)) for word in found} == set(expression)


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


def test_the_plain_python_stemmer_gives_the_same_stems(deck: Deck, without_pystemmer: None) -> None:
    """Where PyStemmer can't be installed, the deck's own words get the same stems, so that results don't differ."""
    texts = [term for challenge in deck.book.challenges[:8] for term in challenge.terms]
    assert {text: stems_of(text) for text in texts} == {text: deck.stems[text] for text in texts}
