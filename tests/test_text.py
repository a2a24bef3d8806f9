"""Sentences and words of a French text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from territoires_cli.text import count_words, first_sentence, sentences


def test_sentences_end_where_readers_stop() -> None:
    """Stops, questions and suspension points end a sentence before a capital, a digit or an opening quote."""
    text = "Qui vient ? Personne… « Ah ! » Deux cars. 20 minutes. École fermée."
    assert sentences(text) == ["Qui vient ?", "Personne…", "« Ah !", "Deux cars.", "20 minutes.", "École fermée."]


def test_a_point_inside_a_sentence_does_not_end_it() -> None:
    """An address on the web, a figure and an abbreviation before a small letter stay in their sentence."""
    text = "Le site jobs.bzh aide 1.300 personnes, etc. depuis 2017."
    assert sentences(text) == [text]
    assert sentences("  ") == []


def test_the_first_sentence_may_be_asked_for() -> None:
    """A text begins with its first sentence; an empty one with nothing."""
    assert first_sentence("Un car. Deux cars.") == "Un car."
    assert first_sentence(" ") == ""


@pytest.mark.parametrize(
    ("text", "count"),
    [("", 0), ("L’école d'ici, vis-à-vis de nous !", 5), ("« 2 000 € »", 2), ("Est-ce que ça va ?", 4), ("a_b", 2)],
)
def test_words_are_counted_as_people_do(text: str, count: int) -> None:
    """Elided and hyphenated words count once; signs don't count."""
    assert count_words(text) == count


@settings(deadline=None, max_examples=100)
@given(st.text(alphabet="abÀ.!? …«»\n", max_size=60))
def test_cutting_loses_no_letter(text: str) -> None:
    """All letters of a text stand in its sentences, in order."""
    assert [sign for sign in "".join(sentences(text)) if sign.isalpha()] == [sign for sign in text if sign.isalpha()]
