"""Columns of sheets: every field of every model has a French title, and every title leads back to its field."""

import re
from pathlib import Path

import pytest
from pydantic import BaseModel

from territoires_cli.cells import names_of
from territoires_cli.columns import (
    ALL,
    REFERENCES,
    Group,
    Leaf,
    Many,
    find_column,
    in_order,
    shape_of,
    title_of,
    titles_of,
)
from territoires_cli.headings import heading_of
from territoires_cli.models.actions import ActionSheet
from territoires_cli.models.base import Source
from territoires_cli.models.cards import Pair, PracticeCard
from territoires_cli.models.cases import CityModel, Elsewhere, Lesson, Project
from territoires_cli.models.city import City
from territoires_cli.models.deck import Deck
from territoires_cli.samples import sample_sheet

MODELS: tuple[type[BaseModel], ...] = (
    PracticeCard, ActionSheet, City, Project, Elsewhere, CityModel, Lesson, Source, Pair,
)  # fmt: skip


@pytest.mark.parametrize("model", MODELS)
def test_every_title_leads_back_to_its_column(model: type[BaseModel]) -> None:
    """No two columns of a kind share a title, and none is empty."""
    shape = shape_of(model)
    titles = titles_of(shape)
    assert len(titles) == len(set(titles)) > 2
    for title in titles:
        path = find_column(shape, title)
        assert path is not None
        assert title_of(shape, path) == title
        assert title[0].isupper()
        assert ", ," not in title
        assert "  " not in title


def test_a_field_without_words_is_noticed() -> None:
    """A new field of a model must be given its French words."""
    with pytest.raises(KeyError):
        heading_of("PracticeCard", "nouveau")


@pytest.mark.parametrize(("title", "path"), [
    ("Défi 2", ("challenges", 1, "id")),
    ("DEFI 2 FORCE", ("challenges", 1, "weight")),
    ("défi n° 2, pourquoi", ("challenges", 1, "why")),
    ("challenges.2.why", ("challenges", 1, "why")),
    ("challenges[2].id", ("challenges", 1, "id")),
    ("Défi", ("challenges", 0, "id")),
    ("first_steps.3", ("first_steps", 2)),
    ("Situations", ("situations", ALL)),
    ("situation", ("situations", ALL)),
    ("Situation12", ("situations", 11)),
    ("levers", ("levers", ALL)),
    ("Qui a la main", ("levers", ALL)),
    ("Effort", ("effort", ALL)),
    ("effort.money", ("effort", "money")),
    ("benefits.citizens.1", ("benefits", "citizens", 0)),
    ("Exemple 1, source, page ou passage", ("examples", 0, "source", "locator")),
    ("Notes à moi", None),
    ("", None),
    ("Défi 0", None),
    ("Défi " + "9" * 5000, None),
])  # fmt: skip
def test_titles_are_understood(title: str, path: tuple[str | int, ...] | None) -> None:
    """French or dotted, whatever the case, accents and signs."""
    assert find_column(shape_of(PracticeCard), title) == path


def test_columns_of_one_list_stand_together() -> None:
    """Second items come after all that belongs to the first ones."""
    shape = shape_of(PracticeCard)
    paths = [
        ("limits", 1),
        ("challenges", 1, "id"),
        ("effort", ALL),
        ("challenges", 0, "why"),
        ("code",),
        ("limits", 0),
    ]
    assert [title_of(shape, path) for path in in_order(shape, paths)] == [
        "Code", "Défi 1, pourquoi", "Défi 2", "Effort", "Limite 1", "Limite 2",
    ]  # fmt: skip


def test_every_id_of_another_thing_has_its_names(deck: Deck) -> None:
    """What is typed as an id in a model is known as a reference, and each reference has a table of names."""
    known = {(path, name) for path, name in REFERENCES}
    for model in MODELS:
        for name, field in model.model_fields.items():
            if "a-z0-9" in str(field.metadata) and name != "id":
                assert (model.__name__, name) in known, (model, name)
    assert set(REFERENCES.values()) <= names_of(deck).keys()


def test_shapes_are_read_from_the_models() -> None:
    """What a field holds: a text, a list, fields of its own, a year that must be told."""
    shape = shape_of(PracticeCard)
    assert isinstance(shape.fields["effort"][2], Group)
    assert shape.fields["effort"][2].levels == ["money", "time", "coordination"]
    assert shape.fields["limits"][2] == Many(Leaf("text"))
    examples = shape.fields["examples"][2]
    assert isinstance(examples, Many)
    assert isinstance(examples.item, Group)
    assert {"case", "place"} <= examples.item.fields.keys()
    year = examples.item.fields["as_of"][2]
    assert isinstance(year, Leaf)
    assert year.says_none


def guide_columns() -> list[str]:
    """The first cells of the tables of columns in the guide for facilitators, less the other numbers of a list."""
    guide = Path(__file__).parents[1] / "docs" / "own-deck.md"
    found: list[str] = []
    in_table = False
    for line in guide.read_text(encoding="utf-8").splitlines():
        first = line.split("|")[1].strip() if line.startswith("| ") else ""
        in_table = bool(first) and (in_table or first == "Colonne")
        if in_table and first != "Colonne" and not first.startswith("---"):
            found.append(re.sub(r"(, \d)*…?$|, (Limite|Défi) \d$", "", first.replace(", 2…", "")))
    return found


def test_the_columns_of_the_guide_exist(deck: Deck) -> None:
    """Each title in the tables for facilitators is understood, and the columns of the empty sheet are all explained."""
    shape = shape_of(PracticeCard)
    explained = [find_column(shape, title) for title in guide_columns()]
    assert len(explained) > 25
    assert None not in explained, guide_columns()
    kinds = {_without_numbers(path) for path in explained if path is not None}
    sample = [find_column(shape, title) for title in sample_sheet(names_of(deck))[0]]
    assert {_without_numbers(path) for path in sample if path is not None} <= kinds | {("challenges", 0, "id")}


def _without_numbers(path: tuple[str | int, ...]) -> tuple[str | int, ...]:
    return tuple(0 if isinstance(part, int) else part for part in path)
