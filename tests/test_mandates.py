"""What a mandate makes of words: avis, proposition, décision, the vote, and the sentences read aloud."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from territoires_cli.mandates import fill, fill_lines, levels, words_of
from territoires_cli.models.plan import Level, Mandate
from territoires_cli.text import count_words
from territoires_cli.typography import FILL_IN

WHOLE = Mandate(
    level="co-conception",
    decides="le menu des cantines",
    settled="Le budget est voté.",
    answered_by="la maire",
    answered_when="avant le 15 mars",
)


@pytest.mark.parametrize(
    ("level", "proposal", "a_proposal", "proposals", "vote"),
    [
        ("information", "avis", "un avis", "avis", "vote indicatif"),
        ("consultation", "avis", "un avis", "avis", "vote indicatif"),
        ("co-conception", "proposition", "une proposition", "propositions", "vote indicatif"),
        ("co-decision", "décision", "une décision", "décisions", "vote"),
    ],
)
def test_each_level_has_its_words(level: Level, proposal: str, a_proposal: str, proposals: str, vote: str) -> None:
    """Only a co-decision decides and votes; below it people propose, or give an opinion."""
    words = words_of(Mandate(level=level))
    assert (words.proposal, words.a_proposal, words.proposals, words.vote) == (proposal, a_proposal, proposals, vote)


def test_what_is_read_aloud_says_everything_that_is_known() -> None:
    """The level, what is decided, what is settled, who answers and when: each in a sentence of its own."""
    words = words_of(WHOLE)
    assert words.read_aloud[0].startswith("Cette séance est une co-conception")
    assert words.read_aloud[-3:] == (
        "Vos propositions portent sur ceci : le menu des cantines.",
        "Ce qui est déjà fixé : Le budget est voté.",
        "Qui vous répondra, et quand : la maire, avant le 15 mars.",
    )


@pytest.mark.parametrize("level", list(levels()))
def test_what_is_not_known_is_a_line_to_fill_in(level: Level) -> None:
    """A level alone leaves blanks for the rest, on the front page and in the words to say."""
    words = words_of(Mandate(level=level))
    assert [label for label, value in words.front if value is None] == [
        "Ce qui est déjà fixé",
        f"Qui répond aux {words.proposals}, et quand",
    ]
    assert sum(FILL_IN in sentence for sentence in words.read_aloud) == 2
    half = words_of(Mandate(level=level, answered_by="la maire"))
    assert half.answer == f"la maire, {FILL_IN}"


def test_without_a_mandate_words_promise_nothing() -> None:
    """Every line is to be filled in, and the words are neutral."""
    words = words_of(None)
    assert (words.label, words.proposal, words.proposals, words.vote) == (
        None,
        "proposition",
        "propositions",
        "vote indicatif",
    )
    assert all(value is None for _label, value in words.front)
    assert [label for label, _value in words.front] == [
        label for label, _value in words_of(Mandate(level="co-conception")).front
    ]


@pytest.mark.parametrize("level", list(levels()))
def test_sentences_to_say_are_short(level: Level) -> None:
    """Under 25 words each, as everything that is read aloud."""
    assert all(count_words(sentence) < 25 for sentence in levels()[level].say)
    assert levels()[level].label in levels()[level].say[0]


def test_places_are_filled_with_the_words_and_the_time() -> None:
    """The end of the step, and what the mandate makes of each word."""
    text = "Ce {vote} vaut {proposal}, jusqu’à {end} ; vos {proposals}."
    assert fill(text, words_of(Mandate(level="co-decision")), "9 h 45") == (
        "Ce vote vaut décision, jusqu’à 9 h 45 ; vos décisions."
    )


def test_the_mandate_alone_becomes_its_sentences() -> None:
    """A line that is the place of the mandate is read sentence by sentence; within a line it is one text."""
    words = words_of(WHOLE)
    assert fill_lines(["Bonjour.", "{mandate}", "Voilà."], words, "9 h") == ("Bonjour.", *words.read_aloud, "Voilà.")
    assert fill("Donc : {mandate}", words, "9 h") == f"Donc : {' '.join(words.read_aloud)}"


@pytest.mark.parametrize("typed", ["le {vote} du 3", "{end}", "{mandate}"])
def test_what_somebody_wrote_is_not_filled_again(typed: str) -> None:
    """Braces in the mandate's own sentences stay as they were typed."""
    words = words_of(Mandate(level="co-decision", settled=typed))
    assert f"Ce qui est déjà fixé : {typed}." in fill_lines(["{mandate}"], words, "9 h")


@given(st.text(max_size=60), st.sampled_from([None, *levels()]))
def test_text_without_places_stays_as_it_is(text: str, level: Level | None) -> None:
    """Only the five known words in braces are replaced."""
    if not re.search(r"\{(end|proposal|proposals|vote|mandate)\}", text):
        assert fill(text, words_of(Mandate(level=level) if level else None), "9 h") == text
