"""French words for our keys and values."""

import pytest

from territoires_cli import glossary
from territoires_cli.glossary import glosses, key_meant, value_meant
from territoires_cli.mistakes import keys_of
from territoires_cli.models.actions import ActionSheet
from territoires_cli.models.cards import PracticeCard
from territoires_cli.models.city import City
from territoires_cli.models.vocabulary import ChallengeBook, DeckInfo
from territoires_cli.names import fold


@pytest.mark.parametrize(
    ("written", "known", "meant"),
    [
        ("titre", {"title", "id"}, "title"),
        ("Résumé", {"title", "summary"}, "summary"),
        ("premiers_pas", {"first_steps"}, "first_steps"),
        ("premiers-pas", {"first_steps"}, "first_steps"),
        ("Title", {"title"}, "title"),
        ("titre", {"id"}, None),
        ("zzz", {"title"}, None),
    ],
)
def test_a_french_word_stands_for_the_key_that_its_place_knows(
    written: str, known: set[str], meant: str | None
) -> None:
    """Accents, capitals and hyphens don't matter; a key that isn't admitted there is never proposed."""
    assert key_meant(written, known) == meant


@pytest.mark.parametrize(
    ("written", "known", "meant"),
    [
        ("faible", ["low", "medium", "high"], "low"),
        ("élevé", ["low", "medium", "high"], "high"),
        ("oui", ["true", "false"], "true"),
        ("ouvert", ["active", "closed"], "active"),
        ("bof", ["low"], None),
    ],
)
def test_a_french_word_stands_for_the_value_that_its_field_knows(
    written: str, known: list[str], meant: str | None
) -> None:
    """Words of closed vocabularies may be written in French: the message gives the word to write."""
    assert value_meant(written, known) == meant


def test_every_key_of_the_table_exists_and_its_words_are_folded() -> None:
    """The table speaks of keys that some model has (or that decks have), with words as they are compared."""
    models = (PracticeCard, ActionSheet, City, DeckInfo, ChallengeBook)
    known = {key for model in models for key in keys_of(model)}
    elsewhere = {"action", "actions", "cards", "case", "cities", "city", "formats", "minutes", "notes", "objective",
                 "pairs", "practices", "purpose", "steps", "year"}  # fmt: skip
    assert set(glossary._KEYS) - elsewhere <= known | {"axis", "indicators", "costs", "stage", "situations"}
    for table in (glossary._KEYS, glossary._VALUES):
        for words in table.values():
            assert all(word == fold(word) for word in words.split("|")), words


def test_english_words_are_explained() -> None:
    """Whoever must write `low` is told what it means."""
    assert glosses()["low"] == "peu"
