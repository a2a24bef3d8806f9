"""Cards into the files of a folder: new names, names that are there, and what says the same left alone."""

from pathlib import Path
from typing import Any

import pytest

from territoires_cli.errors import TerritoiresError
from territoires_cli.filing import card_files, deck_file_replacing, list_files, new_deck_file
from territoires_cli.models.vocabulary import DeckInfo
from territoires_cli.safe_yaml import parse_yaml
from territoires_cli.samples import sample_card

CARD: dict[str, Any] = sample_card().model_dump(mode="json", exclude_defaults=True)


def test_a_card_goes_into_the_file_that_it_has(tmp_path: Path) -> None:
    """Under another name than its own, and though the file can't be validated; what is no card is passed by."""
    folder = tmp_path / "practices"
    folder.mkdir()
    (folder / "four.yaml").write_text(f"id: {CARD['id']}\n", encoding="utf-8")
    (folder / "liste.yaml").write_text("- un\n", encoding="utf-8")
    assert list(card_files(tmp_path, "practices", [CARD], "x.csv")) == ["practices/four.yaml"]


def test_new_cards_are_named_after_code_and_id(tmp_path: Path) -> None:
    """As in the built-in deck; a card without a code by its id."""
    lesson = {"id": "une-lecon", "number": 1}
    files = card_files(tmp_path, "practices", [CARD], "x.csv") | card_files(tmp_path, "lessons", [lesson], "x.csv")
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


def test_a_new_deck_completes_the_built_in_one(tmp_path: Path) -> None:
    """Its file is valid, tells what each field is for, and shows what may be added."""
    path = tmp_path / "deck.yaml"
    path.write_text(new_deck_file("Les fours", "fours", []), encoding="utf-8")
    info = DeckInfo.model_validate(parse_yaml(path.read_text(encoding="utf-8")))
    assert (info.id, info.title, info.extends, info.replaces) == ("fours", "Les fours", "territoires-collaboratifs", ())
    assert "# hides:" in path.read_text(encoding="utf-8")
    again = parse_yaml(deck_file_replacing(path, ["troc", "covoiturage"]).decode())
    assert again["replaces"] == ["troc", "covoiturage"]
