"""Every word of a closed vocabulary has a French label, and effort is summed up."""

from collections.abc import Mapping
from typing import get_args

import pytest

from territoires_cli import labels
from territoires_cli.labels import effort_level, effort_words
from territoires_cli.models.cards import Effort
from territoires_cli.models.vocabulary import Level, Lever, TerritorySize
from territoires_cli.models.workshop import Grouping


@pytest.mark.parametrize(
    ("table", "vocabulary"),
    [
        (labels.lever_labels(), Lever),
        (labels.size_labels(), TerritorySize),
        (labels.level_labels(), Level),
        (labels.effort_labels(), Level),
        (labels.grouping_labels(), Grouping),
    ],
    ids=["levers", "sizes", "levels", "efforts", "groupings"],
)
def test_every_word_of_a_vocabulary_has_its_own_label(table: Mapping[str, str], vocabulary: object) -> None:
    """No word is without a label, no label without a word, no two words alike."""
    assert set(table) == set(get_args(vocabulary))
    assert len(set(table.values())) == len(table)
    assert all(label.strip() for label in table.values())


@pytest.mark.parametrize(
    ("money", "time", "coordination", "expected"),
    [
        ("low", "low", "low", "low"),
        ("low", "low", "medium", "low"),
        ("low", "medium", "medium", "medium"),
        ("high", "low", "low", "medium"),
        ("medium", "medium", "medium", "medium"),
        ("high", "medium", "medium", "high"),
        ("high", "high", "high", "high"),
    ],
)
def test_effort_is_the_sum_of_three(money: Level, time: Level, coordination: Level, expected: Level) -> None:
    """3–4 points are light, 5–6 medium, 7–9 heavy."""
    assert effort_level(Effort(money=money, time=time, coordination=coordination, note="x")) == expected


def test_effort_is_said_in_words() -> None:
    """The three levels are told apart."""
    effort = Effort(money="low", time="medium", coordination="high", note="x")
    assert effort_words(effort) == "argent : peu · temps : moyen · coordination : beaucoup"
