"""What a deck knows of people's words, as it is written and as it is kept."""

from typing import Any

import pytest
from pydantic import ValidationError

from territoires_cli.models.lexicon import Abbreviation, Cues, Lexicon, Synonyms, Topic, Trouble
from territoires_cli.models.lexis import AUDIENCES, Lexis

TROUBLE: dict[str, Any] = {"id": "t", "label": "Un", "challenges": ["a"], "says": ["un", "deux", "trois"]}


@pytest.mark.parametrize(
    "change",
    [
        {"challenges": []},
        {"challenges": ["a", "b", "c", "d"]},
        {"says": ["un", "deux"]},
        {"label": "x" * 61},
        {"practices": {"troc": 0}},
        {"practices": {"troc": 4}},
        {"actions": {"Pas un id": 1}},
        {"says": ["un", "deux", " "]},
        {"autre": 1},
    ],
)
def test_a_trouble_is_said_in_three_ways_and_graded(change: dict[str, Any]) -> None:
    """One to three challenges, three expressions, grades from 1 to 3, nothing else."""
    assert Trouble.model_validate(TROUBLE | {"practices": {"troc": 3}}).practices == {"troc": 3}
    with pytest.raises(ValidationError):
        Trouble.model_validate(TROUBLE | change)


def test_a_topic_has_words_and_a_group_of_synonyms_two() -> None:
    """Three ways to say what is out of play, two words that mean the same, are the least."""
    with pytest.raises(ValidationError):
        Topic.model_validate({"id": "x", "label": "x", "advice": "x", "terms": ["un", "deux"]})
    with pytest.raises(ValidationError):
        Synonyms.model_validate({"id": "x", "words": ["seul"]})
    with pytest.raises(ValidationError):
        Cues.model_validate({"la": ["ici"]})


def test_a_lexicon_may_be_empty() -> None:
    """A deck needs none of it; an abbreviation is no ordinary word unless it says so."""
    assert Lexicon.model_validate({}) == Lexicon()
    assert Lexicon().cues == Cues()
    assert not Abbreviation(short="ZI", means="zone industrielle").is_a_word


PACKED = Lexis(
    speaks={"velo": "0:120 7:45|3:15||0:60", "rien": "|||"},
    senses={"velo": "=cycle =deux-roues"},
    runs={"baiss": "baiss le rideau=fermer|baiss rideau=fermer"},
    known="velo velos vélo",
)


def test_weights_are_unpacked_for_each_audience() -> None:
    """Places and thousandths, set off by bars; a term that says nothing has none, nor one that isn't there."""
    assert [PACKED.weights("velo", audience) for audience in AUDIENCES] == [
        [(0, 0.12), (7, 0.045)],
        [(3, 0.015)],
        [],
        [(0, 0.06)],
    ]
    for term in ("rien", "absent"):
        assert all(PACKED.weights(term, audience) == [] for audience in AUDIENCES)


def test_groups_and_expressions_are_unpacked() -> None:
    """The groups of a word, the expressions that it begins with their group, the words that are known."""
    assert PACKED.groups("velo") == ["=cycle", "=deux-roues"]
    assert PACKED.groups("absent") == []
    assert PACKED.runs_from("baiss") == [(("baiss", "le", "rideau"), "=fermer"), (("baiss", "rideau"), "=fermer")]
    assert PACKED.runs_from("velo") == []
    assert PACKED.known_words == {"velo", "velos", "vélo"}


def test_a_lexis_comes_back_from_json() -> None:
    """What the cache keeps is what was made."""
    assert Lexis.model_validate_json(PACKED.model_dump_json()) == PACKED
    assert Lexis().weights("velo", "practices") == []
    assert Lexis().known_words == frozenset()
