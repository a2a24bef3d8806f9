"""Mistakes of a file with the line that mends them, tried on the whole file."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from territoires_cli.models.base import Source
from territoires_cli.models.cards import PracticeCard
from territoires_cli.models.city import City
from territoires_cli.models.lexicon import Lexicon
from territoires_cli.problems import Problem
from territoires_cli.reading import Reader
from tests.own_decks import card

if TYPE_CHECKING:
    from tests.conftest import Result

HEAD = "name: Évian\nstatement: Les jeunes partent.\n"


def problems(tmp_path: Path, text: str) -> list[Problem]:
    """What is told of a city's file."""
    path = tmp_path / "ville.yaml"
    path.write_text(text, encoding="utf-8")
    reader = Reader()
    reader.one(path, City)
    return reader.problems


@pytest.mark.parametrize(
    ("text", "line", "mend"),
    [
        ("nom: Évian\nstatement: x\n", 1, "name: Évian"),
        ("name: 74500\nstatement: x\n", 1, 'name: "74500"'),
        ("name: Évian : le lac\nstatement: x\n", 1, 'name: "Évian : le lac"'),
        (f"{HEAD}region: [Savoie]\n", 3, 'region: "Savoie"'),
        (f"{HEAD}population: {{value: 9 000}}\n", 3, "population: {value: 9000}"),
        (f"{HEAD}population:\n  value: 9000\nas_of: 2021\n", 5, "  as_of: 2021"),
        (f"{HEAD}population:\n  value: 9000\n  region: Savoie\n", 5, "region: Savoie"),
        (f"{HEAD}population:\n  value:9000\n", 4, "  value: 9000"),
        (f"{HEAD}strengths:\n  - practice: coworking\n    as_of: 2020\n    source: rapport\n", 6, "    source: {id: rapport}"),
        (f"{HEAD}nicknames:\n  – la perle\n  – la belle\n", 5, "  - la belle"),
        (f"{HEAD}figures:\n  • label: x\n", 4, "  - label: x"),
        (f"{HEAD}figures:\n  - label: x\n  - label: x\n    value: y\n", 4, ""),
    ],
)  # fmt: skip
def test_a_mistake_has_the_line_that_mends_it(tmp_path: Path, text: str, line: int, mend: str) -> None:
    """The line stands in the place of the one that is shown, and the file has one mistake less with it."""
    found = problems(tmp_path, text)
    assert (line, mend) in [(problem.line, problem.mend) for problem in found], found


def test_a_mend_that_makes_nothing_better_is_not_told(tmp_path: Path) -> None:
    """A key renamed to one that stands there already would make two of them."""
    (problem,) = problems(tmp_path, f"{HEAD}nom: Thonon\n")
    assert problem.mend is None


@pytest.mark.parametrize(
    ("text", "mend"),
    [
        ("{value: 9, note: un, deux, trois}", None),
        ("{label: Emplois, value: 9000, dont 300 ici}", '{label: Emplois, value: "9000, dont 300 ici"}'),
        ("{label: a, value: un, et deux, as_of: 2020}", '{label: a, value: "un, et deux", as_of: 2020}'),
    ],
)
def test_a_text_that_a_comma_cuts_is_told_once(tmp_path: Path, text: str, mend: str | None) -> None:
    """The pieces of a text between braces aren't fields: the text gets quotes."""
    found = problems(tmp_path, f"{HEAD}figures:\n  - {text}\n")
    told = [problem for problem in found if "virgule" in problem.message]
    assert len(told) == 1
    if mend:
        assert [problem.mend for problem in found] == [f"  - {mend}"]


def test_a_name_without_colon_between_braces_is_no_piece(tmp_path: Path) -> None:
    """« as_of 2020 » lacks its colon, and cuts nothing."""
    found = problems(tmp_path, f"{HEAD}figures:\n  - {{label: a, value: b, as_of 2020}}\n")
    assert not any("virgule" in problem.message for problem in found)


@pytest.mark.parametrize(
    ("old", "new", "mend"),
    [
        ("id: vrac-mobile", "id: Vrac mobile", "id: vrac-mobile"),
        ("family: reemploi", "family: E", None),
        ("type: consommation", "type: Consommation collaborative", None),
        ("{id: services-proximite,", "{id: Chacun chez soi,", None),
    ],
)
def test_only_the_id_of_the_card_itself_is_made_from_its_words(
    tmp_path: Path, old: str, new: str, mend: str | None
) -> None:
    """What the card refers to has an id already, which its words don't tell."""
    path = tmp_path / "E7-vrac-mobile.yaml"
    (text,) = card().values()
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    reader = Reader()
    reader.one(path, PracticeCard)
    assert [(problem.mend, problem.message[:15]) for problem in reader.problems] == [(mend, "un identifiant ")]


@pytest.mark.parametrize(
    ("text", "said"),
    [("- a\n", "contient une liste"), ("bonjour\n", "qui commence par « name: … »")],
)
def test_a_file_of_another_shape_is_told_as_a_whole(tmp_path: Path, text: str, said: str) -> None:
    """What holds a list, or a sentence, is told what it should hold."""
    (problem,) = problems(tmp_path, text)
    assert said in problem.message


@pytest.mark.parametrize("end", ['dit "tout"', 'dit tout"'], ids=["refused by the parser", "read without a word"])
def test_misread_lines_are_told_rather_than_what_follows_from_them(tmp_path: Path, end: str) -> None:
    """A quote that swallows fields is the mistake; that those are missing isn't told."""
    path = tmp_path / "sources.yaml"
    text = f'- id: a\n  title: "Un rapport\n  short: Rapport\n  year: 2020\n  note: {end}\n'
    path.write_text(text, encoding="utf-8")
    reader = Reader()
    reader.several(path, Source)
    assert [(problem.line, problem.mend) for problem in reader.problems] == [(2, '  title: "Un rapport"')]


def test_a_list_full_of_mistakes_is_told_by_its_first_ones(tmp_path: Path) -> None:
    """Hundreds are enough to see what is wrong, and no line of thousands of characters is shown."""
    path = tmp_path / "sources.yaml"
    path.write_text("- {id: 1}\n" * 5_000 + f"- {{id: a, titre: {'x' * 6_000}}}\n", encoding="utf-8")
    reader = Reader()
    assert reader.several(path, Source) == []
    assert 400 < len(reader.problems) < 700
    path.write_text(f"- {{id: a, titre: {'x' * 6_000}}}\n", encoding="utf-8")
    reader = Reader()
    reader.several(path, Source)
    assert {problem.excerpt for problem in reader.problems} == {None}


def test_what_stands_under_a_mended_field_is_told_too(tmp_path: Path, run: Callable[..., "Result"]) -> None:
    """Under a French name for a field, a mistyped challenge is told in the same breath as the name."""
    path = tmp_path / "ville.yaml"
    path.write_text("nom: Évian\ndéfis:\n  - mobilité\n  - lien-socail\nénoncé: Le bus : rare.\n", encoding="utf-8")
    told = run("check", str(path)).out
    for mend in ("name: Évian", "challenges:", "  - lien-social", 'statement: "Le bus : rare."'):
        assert f" | {mend}\n" in told


def test_mends_that_do_not_agree_change_nothing(tmp_path: Path) -> None:
    """Two French names of one field would make it stand twice: both are told, and the file is judged as it is."""
    found = problems(tmp_path, "nom: Évian\nintitule: Évian\nstatement: x\npopulation: zz\n")
    assert {problem.line for problem in found} >= {1, 2, 4}


@pytest.mark.parametrize("text", ['"nom": Évian\nstatement: x\n', "name: A\nstatement: x\nregion:\n  - a\n  - b\n"])
def test_what_is_written_in_an_unusual_way_is_told_without_a_mend(tmp_path: Path, text: str) -> None:
    """A key between quotes, or a value of several lines, is left to its author."""
    assert [problem.mend for problem in problems(tmp_path, text)] == [None]


def test_words_for_true_and_false_are_mended(tmp_path: Path) -> None:
    """« oui » is neither for YAML: the word to write is told, and written."""
    path = tmp_path / "lexicon.yaml"
    path.write_text("abbreviations:\n  - {short: SEL, means: système, is_a_word: oui}\n", encoding="utf-8")
    reader = Reader()
    reader.one(path, Lexicon)
    assert [problem.mend for problem in reader.problems] == ["  - {short: SEL, means: système, is_a_word: true}"]


def test_enough_is_tried_and_no_more(tmp_path: Path) -> None:
    """In a file that is long, mistakes are told without mends once the rest would take too long to try."""
    path = tmp_path / "sources.yaml"
    path.write_text("- {id: a, titre: x, short: y, year: 2001}\n" * 100 + f"# {'x' * 100_000}\n", encoding="utf-8")
    reader = Reader()
    reader.several(path, Source)
    mends = [problem.mend for problem in reader.problems]
    assert mends[0] is not None
    assert mends[-1] is None
