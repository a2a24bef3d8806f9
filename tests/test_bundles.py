"""A deck's own folder as one JSON object, and back to the same deck; what is wrong in an object, at its path."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from territoires_cli.bundles import MOST_BYTES, files_in_place, files_of_bundle, read_bundle, write_bundle
from territoires_cli.decks import read_deck
from territoires_cli.errors import ContentError
from territoires_cli.models.deck import Deck
from territoires_cli.places import builtin_root
from territoires_cli.trees import write_tree
from territoires_cli.typography import without_unsafe

SMALL: dict[str, Any] = {
    "schema": 1,
    "deck": {
        "schema": 1, "id": "petit", "title": "Petit", "version": "1", "licence": "CC0", "extends": "territoires-collaboratifs",
    },
    "sources": [{"id": "rapport", "title": "Un rapport", "short": "Rapport", "year": None}],
    "troubles": {
        "commerce": [{
            "id": "plus-de-pain", "label": "Plus de pain", "challenges": ["services-proximite"],
            "says": ["le boulanger est parti", "plus de boulangerie", "où trouver du pain"],
        }],
    },
}  # fmt: skip


def faults(data: object) -> list[str]:
    """What is said of an object."""
    with pytest.raises(ContentError) as error:
        files_of_bundle(json.dumps(data).encode(), "x.json", "Tête.")
    assert {problem.file for problem in error.value.problems} == {"x.json"}
    return [f"{problem.field}: {problem.message}" for problem in error.value.problems]


def test_the_built_in_deck_comes_back(deck: Deck, tmp_path: Path) -> None:
    """Every file, and the same digest; the same files give the same bytes."""
    content = write_bundle(builtin_root())
    assert content == write_bundle(builtin_root())
    write_tree(tmp_path, files_of_bundle(content, "x.json", "Un jeu."))
    assert read_deck([tmp_path]).digest == deck.digest
    assert write_bundle(tmp_path) == content
    assert (
        (tmp_path / "practices" / "A1-covoiturage.yaml")
        .read_text(encoding="utf-8")
        .startswith("# Un jeu.\nid: covoiturage\n")
    )


def test_files_go_where_the_folder_has_them(tmp_path: Path) -> None:
    """A card into the file that holds it under another name, a deck into its `cards/`, formats beside that."""
    files = {"deck.yaml": b"id: a\n", "practices/A1-x.yaml": b"id: x\n", "workshops/f.yaml": b"id: f\n"}
    assert files_in_place(tmp_path, files) == files
    (tmp_path / "practices").mkdir()
    (tmp_path / "practices" / "truc.yaml").write_text("id: x\n", encoding="utf-8")
    assert list(files_in_place(tmp_path, files)) == ["deck.yaml", "practices/truc.yaml", "workshops/f.yaml"]
    (tmp_path / "cards").mkdir()
    (tmp_path / "cards" / "deck.yaml").write_text("id: a\n", encoding="utf-8")
    assert list(files_in_place(tmp_path, files)) == ["cards/deck.yaml", "cards/practices/A1-x.yaml", "workshops/f.yaml"]


def test_a_small_object_comes_back(tmp_path: Path) -> None:
    """What isn't there isn't written, a year that nobody knows stays null."""
    write_tree(tmp_path, files_of_bundle(json.dumps(SMALL).encode(), "x.json", "Tête."))
    assert sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*.yaml")) == [
        "deck.yaml", "sources.yaml", str(Path("troubles") / "commerce.yaml"),
    ]  # fmt: skip
    assert read_bundle(tmp_path) == SMALL


TEXTS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=40).filter(lambda text: without_unsafe(text).strip())


@settings(max_examples=100, deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_any_text_comes_back(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    """Quotes, line ends, what looks like YAML: written to a file and read back the same, less what no text of a file keeps."""
    sources = [{"id": f"s{n}", "title": text, "short": "S", "year": None} for n, text in enumerate(texts)]
    folder = tmp_path_factory.mktemp("deck")
    write_tree(folder, files_of_bundle(json.dumps({**SMALL, "sources": sources}).encode(), "x.json", "Tête."))
    kept = [{**source, "title": without_unsafe(str(source["title"]))} for source in sources]
    assert read_bundle(folder)["sources"] == kept


@pytest.mark.parametrize(("change", "said"), [
    ({"schema": 2}, "schema: il faut"),
    ({"deck": None}, "deck: il faut ici des champs"),
    ({"deck": {**SMALL["deck"], "licence": 3}}, "deck.licence: il faut un texte"),
    ({"practises": []}, "practises: champ inconnu ; vouliez-vous dire « practices » ?"),
    ({"zzzzzz": []}, "zzzzzz: champ inconnu"),
    ({"sources": {}}, "sources: il faut une liste"),
    ({"sources": [SMALL["sources"][0]] * 2}, "sources[2].id: « rapport » est déjà le nom d’un autre élément"),
    ({"sources": [{"id": "../x", "title": "a", "short": "b", "year": 1990}]}, "sources[1].id: un identifiant est un nom court"),
    ({"practices": [3]}, "practices[1]: il faut ici des champs"),
    ({"troubles": []}, "troubles: il faut un objet"),
    ({"troubles": {"../x": []}}, "troubles.../x: ce nom ne peut pas être celui d’un fichier"),
    ({"troubles": {"a": {}}}, "troubles.a: il faut une liste"),
    ({"harms": [{"challenge": "x"}]}, "harms[1].words: il manque ce champ"),
])  # fmt: skip
def test_what_is_wrong_is_told_at_its_path(change: dict[str, Any], said: str) -> None:
    """The path into the object, counted from 1, and what to mend."""
    found = faults({**SMALL, **change})
    assert len(found) == 1
    assert found[0].startswith(said)


def test_all_that_is_wrong_is_told_together() -> None:
    """An object without its deck, and with a source without its title."""
    found = faults({"schema": 1, "sources": [{"id": "a", "short": "b", "year": None}]})
    assert [line.split(":")[0] for line in found] == ["deck", "sources[1].title"]


@pytest.mark.parametrize(("content", "said"), [
    (b"{", ":1:2 : ce n’est pas du JSON complet"),
    (b"\xff", "pas un texte en UTF-8"),
    (b'{"schema": "\\ud800"}', "pas un texte en UTF-8"),
    (b"[]", "doit contenir un objet"),
    (b'{"a": 1, "a": 2}', "la clé « a » est là deux fois"),
    (b'{"a": NaN}', "« NaN » n’est pas un nombre"),
    (b'{"a": ' + b"[" * 30 + b"]" * 30 + b"}", "trop de listes"),
    (b'{"a": ' + b"[" * 200_000, "trop de listes"),
    (b'{"a": ' + b"9" * 5000 + b"}", "x.json : un nombre a ici plus de 19 chiffres"),
    (b'{"a": -' + b"9" * 19 + b"}", "plus de 19 chiffres"),
    (b" " * (MOST_BYTES + 1), "trop gros"),
])  # fmt: skip
def test_what_is_no_object_is_told(content: bytes, said: str) -> None:
    """One French sentence, whatever the bytes are."""
    with pytest.raises(ContentError) as error:
        files_of_bundle(content, "x.json", "Tête.")
    assert said in str(error.value)


def test_faulty_files_are_told(tmp_path: Path) -> None:
    """A folder that can't be read as YAML gives no object: each file is told with its line."""
    (tmp_path / "deck.yaml").write_text("id: [", encoding="utf-8")
    (tmp_path / "sources.yaml").write_bytes(b"\xff\xfe")
    with pytest.raises(ContentError) as error:
        read_bundle(tmp_path)
    assert [Path(problem.file).name for problem in error.value.problems] == ["deck.yaml", "sources.yaml"]


def test_two_cards_never_go_into_one_file(tmp_path: Path) -> None:
    """A file that bears another card's name is told, and neither is lost."""
    (tmp_path / "practices").mkdir()
    (tmp_path / "practices" / "A1-x.yaml").write_text("id: y\n", encoding="utf-8")
    with pytest.raises(ContentError, match=r"A1-x\.yaml : deux cartes iraient dans ce fichier"):
        files_in_place(tmp_path, {"practices/A1-x.yaml": b"id: x\n", "practices/A2-y.yaml": b"id: y\n"})


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"texts": {"con": {"title": "Con"}}}, "« texts/con.yaml » ne pourrait pas être lu : Windows prend ce nom"),
        ({"deck": {**SMALL["deck"], "id": "con"}}, "cet id ne convient pas : Windows prend ce nom"),
        ({"troubles": {f"t{number}": [] for number in range(5001)}}, "cela ferait 5003 fichiers dans le jeu, et il en a 5000"),
    ],
)  # fmt: skip
def test_what_reading_would_refuse_is_refused_before(change: dict[str, Any], said: str) -> None:
    """Names of devices, and too many files."""
    with pytest.raises(ContentError) as error:
        files_of_bundle(json.dumps({**SMALL, **change}).encode(), "x.json", "Tête.")
    assert said in str(error.value)


def test_no_part_takes_the_file_of_another() -> None:
    """A format whose id is « activities » would take the place of the activities."""
    whole = json.loads(write_bundle(builtin_root()))
    whole["formats"][0]["id"] = "activities"
    with pytest.raises(
        ContentError, match=r"« workshops/activities\.yaml » ne pourrait pas être lu : un autre fichier"
    ):
        files_of_bundle(json.dumps(whole).encode(), "x.json", "Tête.")


@pytest.mark.parametrize("number", ["1e999", "-1e999"])
def test_a_number_without_end_gives_no_object(tmp_path: Path, number: str) -> None:
    """JSON has no word for it, and no program would read the file."""
    write_tree(tmp_path, files_of_bundle(json.dumps(SMALL).encode(), "x.json", "Tête."))
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "troc.yaml").write_text(f"title: {number}\n", encoding="utf-8")
    with pytest.raises(ContentError, match="nombre sans fin"):
        write_bundle(tmp_path)
    data = json.dumps({**SMALL, "texts": {"troc": {"title": 0}}}).replace('"title": 0', f'"title": {number}')
    with pytest.raises(ContentError, match="nombre sans fin"):
        files_of_bundle(data.encode(), "x.json", "Tête.")


def test_what_would_not_be_taken_back_gives_no_object(tmp_path: Path) -> None:
    """An unknown field is told by its place in the object."""
    write_tree(tmp_path, files_of_bundle(json.dumps(SMALL).encode(), "x.json", "Tête."))
    with (tmp_path / "deck.yaml").open("a", encoding="utf-8") as file:
        file.write("y: 1\n")
    with pytest.raises(ContentError, match=r"deck\.y|champ inconnu"):
        write_bundle(tmp_path)
