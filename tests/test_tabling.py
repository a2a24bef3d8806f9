"""Cards become rows of a sheet and come back the same, through the bytes that office software reads."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from territoires_cli.cells import Names, names_of
from territoires_cli.columns import ALL, leaf_at, shape_of, title_of
from territoires_cli.completing import Shelf
from territoires_cli.importing import read_sheet
from territoires_cli.models.actions import ActionSheet
from territoires_cli.models.base import Source
from territoires_cli.models.cards import Pair, PracticeCard
from territoires_cli.models.cases import CityModel, Elsewhere, Lesson, Project
from territoires_cli.models.city import City
from territoires_cli.models.deck import Deck
from territoires_cli.spreadsheets import write_cells
from territoires_cli.tabling import MOST_FAULTS, fill, table_of
from tests.card_strategies import cards_of

MODELS: dict[str, type[BaseModel]] = {
    "practices": PracticeCard,
    "actions": ActionSheet,
    "cities": City,
    "projects": Project,
    "elsewhere": Elsewhere,
    "models": CityModel,
    "lessons": Lesson,
    "sources": Source,
    "pairs": Pair,
}


@pytest.fixture(scope="module")
def names(deck: Deck) -> dict[str, Names]:
    """The names that a sheet may use for what the built-in deck holds."""
    return names_of(deck)


def back(content: bytes, model: type[BaseModel], names: dict[str, Names]) -> list[BaseModel]:
    """The cards of a sheet in which nothing is wrong."""
    found = read_sheet(content, model, names, Shelf())
    assert found.troubles == []
    return found.cards


@pytest.mark.parametrize("section", MODELS)
def test_the_built_in_deck_comes_back_from_sheets(deck: Deck, names: dict[str, Names], section: str) -> None:
    """Every card of every kind of the built-in deck is the same after the way through a sheet."""
    cards: Sequence[BaseModel] = getattr(deck, section)
    assert len(cards) > 2
    assert back(write_cells(table_of(cards, MODELS[section], names)), MODELS[section], names) == list(cards)


@pytest.mark.parametrize("section", MODELS)
def test_any_card_comes_back_from_a_sheet(deck: Deck, names: dict[str, Names], section: str) -> None:
    """Formulas, quotes, separators, line ends, numbers and dates as texts, nothing at all: each card is the same."""

    @settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
    @given(cards_of(MODELS[section], lambda kind: list(names[kind].label)))
    def check(card: BaseModel) -> None:
        assert back(write_cells(table_of([card], MODELS[section], names)), MODELS[section], names) == [card]

    check()


@pytest.mark.parametrize("recode", [
    lambda data: data.decode("utf-8-sig").encode(),
    lambda data: data.decode("utf-8-sig").encode("utf-16"),
    lambda data: data.decode("utf-8-sig").encode("cp1252"),
    lambda data: data.replace(b"\r\n", b"\n"),
    lambda data: data + b";;;;\r\n\r\n;;\r\n",
    lambda data: data.replace(b"\r\n", b";;;\r\n"),
])  # fmt: skip
def test_a_sheet_may_be_saved_in_other_ways(
    deck: Deck, names: dict[str, Names], recode: Callable[[bytes], bytes]
) -> None:
    """Another encoding, other line ends, empty rows and columns at the end change nothing."""
    cards = deck.practices[:3]
    data = recode(write_cells(table_of(cards, PracticeCard, names)))
    assert back(data, PracticeCard, names) == list(cards)


@pytest.mark.parametrize("separator", [",", "\t", "|"])
def test_a_sheet_may_have_another_separator(deck: Deck, names: dict[str, Names], separator: str) -> None:
    """What Google writes (commas) and what is pasted (tabs) is read like what Excel writes."""
    import csv
    import io

    page = io.StringIO()
    csv.writer(page, delimiter=separator).writerows(table_of(deck.practices[:4], PracticeCard, names))
    assert back(page.getvalue().encode(), PracticeCard, names) == list(deck.practices[:4])


def test_columns_follow_the_reading_order(deck: Deck, names: dict[str, Names]) -> None:
    """Titles stand in the order of the card, and only those that some card fills."""
    titles = table_of(deck.practices[:1], PracticeCard, names)[0]
    assert titles[:6] == ["Identifiant", "Code", "Titre", "Famille", "Type", "Résumé"]
    assert titles.index("Défi 1") + 1 == titles.index("Défi 1, force")
    assert (
        titles.index("Défi 2")
        < titles.index("Situation 1")
        < titles.index("Premier pas 1")
        < titles.index("Question 1")
    )
    assert "Lien 1, titre" not in titles


def test_closed_words_stand_in_french_in_one_cell(deck: Deck, names: dict[str, Names]) -> None:
    """Levels, levers and sizes are said as the cards say them."""
    titles, row = table_of([deck.practice["location-particuliers"]], PracticeCard, names)
    said = dict(zip(titles, row, strict=True))
    assert said["Effort, argent"] == "peu"
    assert said["Qui a la main"] == "commune, intercommunalité, habitants"
    assert said["Tailles de territoire"].startswith("village, bourg ou petite ville, ville moyenne")
    assert said["Famille"] == "Tourisme"
    assert said["Exemple 2, année"] == "non daté"
    assert said["Défi aggravé 1, expressions"].splitlines()[1] == "Airbnb chassent"


def filled(cells: dict[str, str], names: dict[str, Names], model: type[BaseModel] = PracticeCard) -> Any:
    from territoires_cli.columns import find_column

    shape = shape_of(model)
    paths = {title: find_column(shape, title) for title in cells}
    assert None not in paths.values(), paths
    return fill(shape, [(paths[title] or (), words) for title, words in cells.items()], names)


def test_a_list_may_stand_in_one_cell(names: dict[str, Names]) -> None:
    """One item a line, with or without a bullet; columns of their own come first."""
    found = filled({"Situations": "• un\n\n- deux-trois\n-5 %\n", "Situation 1": "zéro"}, names)
    assert found.data == {"situations": ["zéro", "un", "deux-trois", "-5 %"]}
    assert found.written["situations", 2] == ("situations", ALL)


def test_gaps_in_a_list_count_for_nothing(names: dict[str, Names]) -> None:
    """What stands in the third columns alone is the first item, and its mistakes are told at the third."""
    found = filled({"Défi 3": "mobilite", "Défi 3, pourquoi": "Oui.", "Limite 2": "a", "Limite 5": "b"}, names)
    assert found.data == {"challenges": [{"id": "mobilite", "why": "Oui."}], "limits": ["a", "b"]}
    assert found.written["challenges", 0] == ("challenges", 2)


def test_one_word_may_say_the_whole_effort(names: dict[str, Names]) -> None:
    """« Effort » gives the three levels, and a level of its own wins."""
    found = filled({"Effort": "fort", "Effort, temps": "faible"}, names)
    assert found.data == {"effort": {"money": "high", "time": "low", "coordination": "high"}}


def test_faults_of_a_row_are_bounded(names: dict[str, Names]) -> None:
    """A row of nonsense costs no more than twenty searches for near words."""
    found = filled({f"Défi {number}": "zzz" for number in range(1, 60)}, names)
    assert len(found.faults) == MOST_FAULTS
    assert found.data == {}


def test_paths_that_are_no_cell_are_refused() -> None:
    """A group is no cell."""
    with pytest.raises(KeyError):
        leaf_at(shape_of(PracticeCard), ("effort",))
    assert title_of(shape_of(PracticeCard), ("challenges", ALL)) == "Défis"


EXACT = st.text(st.characters(codec="utf-8", exclude_characters="\r\x00"))


@given(st.lists(st.lists(EXACT, min_size=2, max_size=4), min_size=1, max_size=5))
def test_cells_come_back_exactly(rows: list[list[str]]) -> None:
    """Any text in any cell is read as it was written, and rows keep their numbers."""
    from territoires_cli.spreadsheets import read_cells

    marked = [["titre", "autre"], *rows]
    found = read_cells(write_cells(marked), lambda cells: tuple(cells) == ("titre", "autre"))
    kept = [(number, tuple(row)) for number, row in enumerate(marked, start=1) if any(cell.strip() for cell in row)]
    assert [(row.line, row.cells) for row in found] == kept


def test_cells_are_kept_as_texts_of_files_are(names: dict[str, Names]) -> None:
    """What could drive a terminal or reorder a line is taken away, and a cell of nothing else is empty."""
    found = filled({"Titre": "\x1b[31mun\u202e\u2028deux", "Résumé": "\u200b", "Limites": "a\u200d\nb"}, names)
    assert found.data == {"title": "[31mun deux", "limits": ["a", "b"]}
