"""Cards into the files of a folder: new names, names that are there, and what says the same left alone."""

from pathlib import Path
from typing import Any

import pytest

from territoires_cli.amending import AmendingError
from territoires_cli.columns import ALL, find_column, shape_of, titles_of
from territoires_cli.columns import Path as Column
from territoires_cli.errors import ContentError, TerritoiresError
from territoires_cli.filing import card_files, deck_file_replacing, list_files, new_deck_file
from territoires_cli.models.cards import PracticeCard
from territoires_cli.models.vocabulary import DeckInfo
from territoires_cli.safe_yaml import parse_yaml
from territoires_cli.samples import sample_card

CARD: dict[str, Any] = sample_card().model_dump(mode="json", exclude_defaults=True)
# As many columns as a sheet may have.
COLUMNS = [path for title in titles_of(shape_of(PracticeCard)) if (path := find_column(shape_of(PracticeCard), title))]
OWN = """\
# À relire avec Jeanne.
title: Four à pain du village
id: four-a-pain-du-village
code: A1  # le premier
family: alimentation
type: production
summary: On rallume le four communal.
description: >-
  Un four à bois,
  et des voisins.
# Trois défis.
challenges:
  - {id: lien-social, weight: 3, why: On s’y retrouve.}
  - {id: alimentation, weight: 1, why: On y cuit.}  # moulin
effort:
  money: low
  time: low
  coordination: low
  note: Deux samedis par mois.
levers: [commune]
limits:
  - Il faut du bois.
  - Il faut une équipe.
  - Il faut un four.
# La fin.
"""


def taken(text: str, columns: dict[Column, Any], tmp_path: Path) -> str:
    """What becomes of a card's file with these fields of a sheet."""
    (tmp_path / "practices").mkdir(exist_ok=True)
    file = tmp_path / "practices" / "four.yaml"
    file.write_bytes(text.encode())
    card: dict[str, Any] = {"id": CARD["id"]} | {str(path[0]): value for path, value in columns.items() if value}
    files = card_files(tmp_path, "practices", [card], "x.csv", list(columns))
    return files.get("practices/four.yaml", text.encode()).decode()


def test_what_the_sheet_says_otherwise_changes_alone(tmp_path: Path) -> None:
    """Remarks, order, fields without a column and ends of lines stay."""
    new = taken(OWN, {("summary",): "On y cuit.", ("title",): "Four à pain du village"}, tmp_path)
    assert new == OWN.replace("On rallume le four communal.", "On y cuit.")
    assert taken(OWN.replace("\n", "\r\n"), {("summary",): "On y cuit."}, tmp_path) == new.replace("\n", "\r\n")


@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_an_empty_cell_takes_its_field_away(tmp_path: Path, bom: str) -> None:
    """With the lines that it stood on, and nothing beside them."""
    new = taken(bom + OWN, {("description",): None}, tmp_path)
    assert new == bom + OWN.replace("description: >-\n  Un four à bois,\n  et des voisins.\n", "")
    assert taken(bom + OWN, {("levers", ALL): None}, tmp_path) == bom + OWN.replace("levers: [commune]\n", "")


def test_a_field_that_cannot_be_cut_out_stands_empty(tmp_path: Path) -> None:
    """In a file written in brackets."""
    text = "{id: four-a-pain-du-village, description: Un four., levers: [commune]}\n"
    new = taken(text, {("description",): None, ("levers", ALL): None}, tmp_path)
    assert new == "{id: four-a-pain-du-village, description: null, levers: []}\n"


def test_items_of_lists_keep_what_has_no_column(tmp_path: Path) -> None:
    """Whatever their order; items beyond the last numbered column stay, and one more goes at the end."""
    told = [{"id": "alimentation", "weight": 2}, {"id": "lien-social", "weight": 3}]
    new = parse_yaml(taken(OWN, {("challenges", 0, "id"): told, ("challenges", 1, "weight"): told}, tmp_path))
    assert new["challenges"] == [
        {"id": "alimentation", "weight": 2, "why": "On y cuit."},
        {"id": "lien-social", "weight": 3, "why": "On s’y retrouve."},
    ]
    few: dict[Column, Any] = {("limits", 0): ["Il faut du bois sec."], ("limits", 1): ["Il faut du bois sec."]}
    assert parse_yaml(taken(OWN, few, tmp_path))["limits"] == ["Il faut du bois sec.", "Il faut un four."]
    more: dict[Column, Any] = {("levers", ALL): ["commune", "habitants"]}
    assert taken(OWN, more, tmp_path) == OWN.replace("[commune]", "[commune, habitants]")


def test_levels_told_in_one_cell_leave_the_note(tmp_path: Path) -> None:
    """« Effort » answers the three of them, and no more."""
    high = {"money": "high", "time": "low", "coordination": "low"}
    assert taken(OWN, {("effort", ALL): high}, tmp_path) == OWN.replace("money: low", "money: high")


def test_items_in_their_place_change_alone(tmp_path: Path) -> None:
    """A list of the same length keeps the remarks beside its items."""
    told = [{"id": "lien-social", "weight": 3, "why": "On parle."}, {"id": "alimentation", "weight": 1, "why": "Pain."}]
    columns: dict[Column, Any] = {("challenges", 0, name): told for name in ("id", "weight", "why")}
    new = taken(OWN, {**columns, ("challenges", 1, "why"): told}, tmp_path)
    assert new == OWN.replace("On s’y retrouve.", "On parle.").replace("On y cuit.", "Pain.")


def test_a_file_that_cannot_be_changed_is_told(tmp_path: Path) -> None:
    """A value that another field stands for, and one that stands for another's."""
    text = "id: four-a-pain-du-village\n{}: &e {{money: low}}\n{}: *e\n"
    with pytest.raises(AmendingError, match=r"four\.yaml : ce fichier ne peut pas être changé sans toucher au reste"):
        taken(text.format("effort", "other"), {("effort", "money"): {"money": "high"}}, tmp_path)
    with pytest.raises(AmendingError, match=r"four\.yaml : Ce fichier est écrit"):
        taken(text.format("other", "effort"), {("effort", "money"): {"money": "high"}}, tmp_path)


def test_a_card_goes_into_the_file_that_it_has(tmp_path: Path) -> None:
    """Under another name than its own, and though the file can't be validated; what is no card is passed by."""
    folder = tmp_path / "practices"
    folder.mkdir()
    (folder / "four.yaml").write_text(f"id: {CARD['id']}\n", encoding="utf-8")
    (folder / "liste.yaml").write_text("- un\n", encoding="utf-8")
    assert list(card_files(tmp_path, "practices", [CARD], "x.csv", COLUMNS)) == ["practices/four.yaml"]


def test_new_cards_are_named_after_code_and_id(tmp_path: Path) -> None:
    """As in the built-in deck; a card without a code by its id."""
    lesson = {"id": "une-lecon", "number": 1}
    files = card_files(tmp_path, "practices", [CARD], "x.csv", COLUMNS)
    files |= card_files(tmp_path, "lessons", [lesson], "x.csv", [])
    assert list(files) == ["practices/A1-four-a-pain-du-village.yaml", "lessons/une-lecon.yaml"]
    assert parse_yaml(files["practices/A1-four-a-pain-du-village.yaml"].decode()) == CARD


def test_items_are_added_once(tmp_path: Path) -> None:
    """To a file that is there, less those that it holds; never beside another item of the same id."""
    path = tmp_path / "sources.yaml"
    one, other = {"id": "a", "title": "A"}, {"id": "b", "title": "B"}
    path.write_bytes(list_files(path, [one], "x.csv")["sources.yaml"])
    assert list_files(path, [one], "x.csv") == {}
    assert parse_yaml(list_files(path, [one, other], "x.csv")["sources.yaml"].decode()) == [one, other]
    with pytest.raises(TerritoiresError, match="dit autre chose de a"):
        list_files(path, [{"id": "a", "title": "C"}], "x.csv")


@pytest.mark.parametrize("told", ["a: 1\n", "mot\n", "0\n", "{}\n"])
@pytest.mark.parametrize("name", ["sources.yaml", "pairs.yaml"])
def test_a_file_that_holds_no_list_is_told(tmp_path: Path, name: str, told: str) -> None:
    """At its first line; one that holds remarks alone gets its first items, and odd ids are no trouble."""
    path = tmp_path / name
    path.write_text(told, encoding="utf-8")
    with pytest.raises(ContentError, match=rf"{name}:1:1 : ce fichier doit contenir une liste"):
        list_files(path, [{"id": "a"}], "x.csv")
    path.write_text("# Rien encore.\n", encoding="utf-8")
    assert list_files(path, [{"id": "a"}], "x.csv") == {name: b"# Rien encore.\n- id: a\n"}
    path.write_text("- id: [a]\n", encoding="utf-8")
    assert list_files(path, [{"id": "a"}], "x.csv") == {name: b"- id: [a]\n- id: a\n"}


def test_a_new_deck_completes_the_built_in_one(tmp_path: Path) -> None:
    """Its file is valid, tells what each field is for, and shows what may be added."""
    path = tmp_path / "deck.yaml"
    path.write_text(new_deck_file("Les fours", "fours", []), encoding="utf-8")
    info = DeckInfo.model_validate(parse_yaml(path.read_text(encoding="utf-8")))
    assert (info.id, info.title, info.extends, info.replaces) == ("fours", "Les fours", "territoires-collaboratifs", ())
    assert info.licence == "CC BY-SA 4.0"
    assert path.read_text(encoding="utf-8").startswith(
        "# yaml-language-server: $schema=.schemas/deck.json\n# Votre jeu"
    )
    assert "# hides:" in path.read_text(encoding="utf-8")
    again = parse_yaml(deck_file_replacing(path, ["troc", "covoiturage"]).decode())
    assert again["replaces"] == ["troc", "covoiturage"]
