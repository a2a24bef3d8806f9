"""YAML files → a checked deck: links, doubles, several folders, and a digest of what is said."""

import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from territoires_cli.content import load_deck
from territoires_cli.errors import ContentError, TerritoiresError
from territoires_cli.models.deck import Deck
from territoires_cli.places import builtin_root

EXAMPLE = {
    "place": "Ici",
    "short": "Un lieu.",
    "text": "Un lieu.",
    "as_of": 2017,
    "source": {"id": "sharitories"},
    "status": {"state": "unknown"},
}


@pytest.fixture
def cards(tmp_path: Path) -> Path:
    """A copy of the built-in deck's `cards/`, with its formats beside it, to be spoilt at will."""
    builtin = builtin_root()
    shutil.copytree(builtin.parent / "workshops", tmp_path / "workshops")
    return Path(shutil.copytree(builtin, tmp_path / "cards"))


def change(path: Path, old: str, new: str) -> None:
    """Replace a text that stands in a file."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def problems(*folders: Path) -> list[str]:
    """The problems that keep a deck from being read, with paths shortened to the file's name."""
    with pytest.raises(ContentError) as caught:
        load_deck(folders)
    return [str(problem).replace(problem.file, Path(problem.file).name) for problem in caught.value.problems]


def test_the_digest_tells_content_not_layout(cards: Path, deck: Deck) -> None:
    """Line ends, comments, quotes, indentation, order of keys and written defaults leave the digest as it is."""
    for path in cards.rglob("*.yaml"):
        path.write_bytes(b"# commentaire\r\n" + path.read_bytes().replace(b"\n", b"\r\n"))
    card = cards / "practices" / "A1-covoiturage.yaml"
    change(card, "title: Covoiturage", "title:   'Covoiturage' # entre guillemets")
    change(card, "code: A1", "")
    change(card, "facts: []", "code: A1")
    change(cards / "practices" / "A2-location-voitures-particuliers.yaml", "family: mobilite", '"family": "mobilite"')
    assert load_deck([cards]).digest == deck.digest


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("practices/A1-covoiturage.yaml", "title: Covoiturage", "title: Le covoiturage"),
        ("challenges.yaml", "Économie", "L’économie"),
        ("cities/lorient.yaml", "57662", "57663"),
        ("../workshops/sharitories.yaml", "doors: 30", "doors: 35"),
        ("deck.yaml", 'version: "1.0"', 'version: "1.1"'),
    ],
)
def test_the_digest_changes_with_any_content(cards: Path, deck: Deck, file: str, old: str, new: str) -> None:
    """A word, a figure or a version changed anywhere makes another digest."""
    change(cards / file, old, new)
    assert load_deck([cards]).digest != deck.digest


def test_the_lexis_is_made_when_a_deck_is_read(cards: Path, deck: Deck) -> None:
    """What words speak for follows from the files: the same from the same ones, and new words are heard at once."""
    assert load_deck([cards]).lexis == deck.lexis
    assert deck.lexis.weights("xylophon", "practices") == []
    change(
        cards / "practices" / "A1-covoiturage.yaml", "situations:\n", "situations:\n  - le xylophone est trop loin\n"
    )
    spoken = load_deck([cards]).lexis.weights("xylophon", "practices")
    assert [place for place, _weight in spoken] == [0]


def trouble(cards: Path, **fields: Any) -> None:
    """Write a file of troubles with a single one."""
    says = ["le xylophone est désaccordé", "un xylophone muet", "il manque des lames"]
    data = {"id": "xylophone", "label": "Le xylophone", "challenges": ["lien-social"], "says": says, **fields}
    (cards / "troubles" / "zz.yaml").write_text(yaml.safe_dump([data], allow_unicode=True), encoding="utf-8")


def test_troubles_are_read_from_their_folder(cards: Path, deck: Deck) -> None:
    """Every file of `troubles/` is a list of them; their words speak for the cards and challenges that they name."""
    trouble(cards, practices={"covoiturage": 3}, actions={"co-decision": 2})
    read = load_deck([cards])
    assert [item.id for item in read.troubles] == [*(item.id for item in deck.troubles), "xylophone"]
    places = {
        "practices": [number for number, card in enumerate(deck.practices) if card.id == "covoiturage"],
        "actions": [number for number, card in enumerate(deck.actions) if card.id == "co-decision"],
        "challenges": [number for number, item in enumerate(deck.book.challenges) if item.id == "lien-social"],
    }
    for audience, expected in places.items():
        found = read.lexis.weights("xylophon", audience)  # type: ignore[arg-type]
        assert [place for place, _weight in found] == expected
    assert read.digest != deck.digest


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"practices": {"covoiturage": 4}}, "[1].practices.covoiturage"),
        ({"says": ["un", "deux"]}, "[1].says"),
        ({"challenges": []}, "[1].challenges"),
        ({"titre": "Un"}, "[1].titre"),
    ],
)
def test_a_faulty_trouble_is_told_at_its_file(cards: Path, fields: dict[str, Any], field: str) -> None:
    """A grade beyond 3, too few expressions, no challenge, an unknown key: file and field are named."""
    trouble(cards, **fields)
    (found,) = problems(cards)
    assert found.startswith("zz.yaml:")
    assert f" {field} " in found


def test_dangling_links_are_all_told_with_the_nearest_name(cards: Path) -> None:
    """Each id that names nothing is told at its line, with the id that was probably meant."""
    change(cards / "practices" / "A1-covoiturage.yaml", "id: mobilite", "id: mobilitee")
    change(cards / "practices" / "A1-covoiturage.yaml", "family: mobilite", "family: mobilit")
    change(cards / "practices" / "A1-covoiturage.yaml", "id: sharitories", "id: sharitoris")
    change(cards / "pairs.yaml", "coworking]", "zzzz]")
    change(cards / "cities" / "lorient.yaml", "practice: makerspace-fablab", "practice: makerspace-fablad")
    found = problems(cards)
    assert len(found) == 5
    assert "A1-covoiturage.yaml:4:1 family : « mobilit » n’existe pas ; vouliez-vous dire « mobilite » ?" in found
    assert any(
        "challenges[1].id : « mobilitee » n’existe pas ; vouliez-vous dire « mobilite »" in text for text in found
    )
    assert any("examples[1].source.id : « sharitoris »" in text and "« sharitories » ?" in text for text in found)
    assert "pairs.yaml:1:24 [1].cards[2] : « zzzz » n’existe pas dans ce jeu ; la liste : territoires list" in found
    assert any(
        "strengths[1].practice : « makerspace-fablad »" in text and "« makerspace-fablab » ?" in text for text in found
    )


def test_ids_and_codes_used_twice_are_told_in_both_files(cards: Path) -> None:
    """A copied card is told where it stands and where the original does, for its id and its code."""
    shutil.copy(cards / "practices" / "A1-covoiturage.yaml", cards / "practices" / "Z-copie.yaml")
    found = problems(cards)
    assert sorted(text.split(" : ")[0] for text in found) == [
        "A1-covoiturage.yaml:1:1 id",
        "A1-covoiturage.yaml:2:1 code",
        "Z-copie.yaml:1:1 id",
        "Z-copie.yaml:2:1 code",
    ]
    assert all("est employé 2 fois" in text for text in found)


def test_a_challenge_used_twice_is_told(cards: Path) -> None:
    """The ids of a vocabulary are unique too."""
    change(cards / "challenges.yaml", "- id: diversification", "- id: emploi")
    change(cards / "practices" / "A1-covoiturage.yaml", "id: emploi", "id: mobilite")
    found = problems(cards)
    assert [text for text in found if "« emploi » est employé 2 fois" in text and "challenges.yaml:" in text]


def test_problems_of_several_files_are_told_together(cards: Path) -> None:
    """One broken file, one unknown key and one wrong type in three files make three problems."""
    change(cards / "practices" / "A1-covoiturage.yaml", "weight: 3", "weight: beaucoup")
    change(cards / "sources.yaml", "  title:", "  titel:")
    change(cards / "cities" / "genk.yaml", "name:", "name: [")
    found = problems(cards)
    assert any(text.startswith("A1-covoiturage.yaml:") and "nombre entier" in text for text in found)
    assert any(text.startswith("sources.yaml:") and "vouliez-vous dire « title »" in text for text in found)
    assert any(text.startswith("genk.yaml:") for text in found)


def test_a_deck_without_challenges_file_is_an_expected_error(cards: Path) -> None:
    """The challenges can't be done without: the message names the missing file."""
    (cards / "challenges.yaml").unlink()
    with pytest.raises(TerritoiresError, match=r"challenges\.yaml » n’existe pas"):
        load_deck([cards])


def test_a_deck_without_cards_is_refused(cards: Path) -> None:
    """An empty deck is one problem, at the folder that should hold cards."""
    shutil.rmtree(cards / "practices")
    found = problems(cards)
    assert found == [
        "practices : ce jeu n’a aucune carte : mettez-en une ici, dans un fichier comme A1-covoiturage.yaml"
    ]


def test_what_is_optional_may_be_absent(cards: Path, deck: Deck) -> None:
    """Vocabularies, practices and their sources make a deck: no lexicon, framework, pairs, sheets, cases or formats."""
    for name in ("lexicon", "framework", "pairs"):
        (cards / f"{name}.yaml").unlink()
    for name in ("actions", "cities", "projects", "elsewhere", "lessons", "models", "troubles", "../workshops"):
        shutil.rmtree(cards / name)
    for path in (cards / "practices").iterdir():
        card = yaml.safe_load(path.read_text(encoding="utf-8"))
        here = [example for example in card["examples"] if "case" not in example]
        card["examples"] = here or [{**EXAMPLE, "name": card["title"]}]
        path.write_text(yaml.safe_dump(card, allow_unicode=True), encoding="utf-8")
    read = load_deck([cards])
    assert [card.id for card in read.practices] == [card.id for card in deck.practices]
    assert [entry.kind for entry in read.index] == ["practice"] * 35
    assert (read.lexicon.out_of_play, read.framework.axes, read.pairs, read.formats) == ((), (), (), ())


ADDITION = """id: autre
title: Un autre jeu
version: "1"
licence: CC BY-SA 4.0
extends: territoires-collaboratifs
"""


def test_two_folders_make_one_deck(cards: Path, tmp_path: Path, deck: Deck) -> None:
    """A second folder adds cards, cities and pairs; the first one names the deck; the cards stand in print order."""
    extra = tmp_path / "extra"
    (extra / "practices").mkdir(parents=True)
    (extra / "cities").mkdir()
    (extra / "deck.yaml").write_text(ADDITION, encoding="utf-8")
    text = (cards / "practices" / "A1-covoiturage.yaml").read_text(encoding="utf-8")
    text = text.replace("id: covoiturage", "id: stop-organise", 1).replace("code: A1", "code: A10", 1)
    (extra / "practices" / "x.yaml").write_text(text, encoding="utf-8")
    (extra / "cities" / "ici.yaml").write_text("name: Ici\nchallenges: [mobilite]\n", encoding="utf-8")
    (extra / "pairs.yaml").write_text("- {cards: [stop-organise, coworking], why: Ensemble.}\n", encoding="utf-8")
    read = load_deck([cards, extra])
    codes = [card.code for card in read.practices]
    assert codes[:7] == ["A1", "A2", "A3", "A4", "A5", "A10", "B1"]
    assert (read.info.id, read.info.title) == (deck.info.id, deck.info.title)
    assert [part.title for part in read.info.additions] == ["Un autre jeu"]
    assert read.info.version == f"{deck.info.version} + autre 1"
    assert read.city["ici"].name == "Ici"
    assert len(read.pairs) == len(deck.pairs) + 1
    assert read.digest != deck.digest


def test_links_of_every_kind_of_card_are_told(cards: Path) -> None:
    """Sheets, projects, lessons and models are linked like practices; each dangling id is told."""
    change(cards / "actions" / "FA05-espaces-vacants.yaml", "objective: optimiser-ressources", "objective: optimiser")
    change(cards / "projects" / "smiile.yaml", "city: lorient", "city: lorien")
    change(cards / "lessons" / "pole-universitaire.yaml", "theme: ", "theme: x")
    change(cards / "models" / "fab-city.yaml", "\npractices:\n  - id: ", "\npractices:\n  - id: x")
    fields = sorted(text.split(" : ")[0].replace(":", " ").split() for text in problems(cards))
    assert [(name, field) for name, _line, _column, field in fields] == [
        ("FA05-espaces-vacants.yaml", "objective"),
        ("fab-city.yaml", "practices[1].id"),
        ("pole-universitaire.yaml", "theme"),
        ("smiile.yaml", "city"),
    ]


def test_sheets_and_lessons_stand_in_the_order_of_their_numbers(cards: Path) -> None:
    """A number counts as a number, whatever the name of the file."""
    change(cards / "actions" / "FA01-diagnostic-cartographie.yaml", "code: FA01", "code: FA13")
    (cards / "lessons" / "pole-universitaire.yaml").rename(cards / "lessons" / "0.yaml")
    read = load_deck([cards])
    assert [sheet.code for sheet in read.actions] == [f"FA{number:02d}" for number in range(2, 14)]
    assert [lesson.number for lesson in read.lessons] == sorted(lesson.number for lesson in read.lessons)


def test_a_project_joins_the_strengths_of_its_city(cards: Path) -> None:
    """What a project shows is among its city's strengths, with its name and state, and only there."""
    read = load_deck([cards])
    for project in read.projects:
        for city in read.cities:
            names = [strength.name for strength in city.strengths]
            assert (project.title in names) is (project.city == city.id)
    smiile = [strength for strength in read.city["lorient"].strengths if strength.name == "Smiile"]
    assert {strength.practice for strength in smiile} >= {"apprentissage-pairs"}
    assert all(strength.is_closed and strength.as_of == 2017 for strength in smiile)


def test_a_fault_of_a_project_is_told_once(cards: Path) -> None:
    """The city that shows the project isn't told to have it too, at a field that its file doesn't hold."""
    change(cards / "projects" / "la-colloc.yaml", "\nsource: {id: sharitories", "\nsource: {id: sharitorie")
    (problem,) = problems(cards)
    assert problem.startswith("la-colloc.yaml:")
