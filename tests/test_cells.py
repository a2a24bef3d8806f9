"""Values of cells: what people and spreadsheets write, and what to say of the rest."""

import pytest

from territoires_cli.cells import CellError, Names, fits_line, names_of, read_cell, read_pieces, shorten, write_cell
from territoires_cli.columns import Leaf
from territoires_cli.models.deck import Deck

YEAR = Leaf("whole", says_none=True)
WHOLE = Leaf("whole")
LEVEL = Leaf("choice", options=("low", "medium", "high"))
LEVERS = Leaf("choice", options=("commune", "region", "habitants"))
CHALLENGE = Leaf("id", "challenge")


@pytest.fixture(scope="module")
def names(deck: Deck) -> dict[str, Names]:
    """The names of the built-in deck."""
    return names_of(deck)


@pytest.mark.parametrize(("leaf", "text", "value"), [
    (WHOLE, "2026", 2026), (WHOLE, "2026,0", 2026), (WHOLE, "2026.00", 2026), (WHOLE, "2\u202f026", 2026), (WHOLE, "2\u00a0026", 2026),
    (YEAR, "non daté", None), (YEAR, "NON DATÉE", None), (YEAR, "null", None), (YEAR, "1999", 1999),
    (LEVEL, "peu", "low"), (LEVEL, "Faible", "low"), (LEVEL, "fort", "high"), (LEVEL, "medium", "medium"),
    (LEVERS, " Région ", "region"),
    (Leaf("text"), "non daté", "non daté"), (Leaf("text"), "2026,0", "2026,0"),
])  # fmt: skip
def test_cells_are_understood(leaf: Leaf, text: str, value: object) -> None:
    """Numbers as a spreadsheet turns them, words in French or English."""
    assert read_cell(leaf, text, {}) == value


@pytest.mark.parametrize(("leaf", "text", "said"), [
    (WHOLE, "1-2", "est une date"), (WHOLE, "01-févr", "est une date"), (WHOLE, "02/01/2026", "est une date"),
    (WHOLE, "trois", "pas un nombre entier"), (WHOLE, "-3", "pas un nombre entier"), (WHOLE, "9" * 40, "pas un nombre entier"),
    (YEAR, "vers 1990", "pas une année"), (WHOLE, "2,5", "pas un nombre entier"), (WHOLE, "²", "pas un nombre entier"),
    (LEVEL, "moyn", "vouliez-vous dire « moyen »"), (LEVEL, "zzz", "valeurs admises : peu, moyen, beaucoup"),
])  # fmt: skip
def test_what_no_cell_may_hold_is_told(leaf: Leaf, text: str, said: str) -> None:
    """What is there, and what to write instead."""
    with pytest.raises(CellError, match=said):
        read_cell(leaf, text, {})


@pytest.mark.parametrize("text", ["mobilite", "Impossible sans voiture", "IMPOSSIBLE SANS VOITURE"])
def test_challenges_are_named_by_id_or_label(names: dict[str, Names], text: str) -> None:
    """As people read them, or as files name them."""
    assert read_cell(CHALLENGE, text, names) == "mobilite"


@pytest.mark.parametrize(("kind", "text", "found"), [
    ("family", "A", "mobilite"), ("family", "Mobilité partagée", "mobilite"), ("family", "Mobilité", "mobilite"),
    ("type", "Gouvernance partagée", "gouvernance"), ("practice", "A1", "covoiturage"), ("practice", "Covoiturage", "covoiturage"),
    ("card", "La Colloc", "la-colloc"), ("source", "sharitories", "sharitories"), ("action", "FA01", "diagnostic-cartographie"),
])  # fmt: skip
def test_things_are_named_as_people_name_them(names: dict[str, Names], kind: str, text: str, found: str) -> None:
    """Code, id, title, label."""
    assert read_cell(Leaf("id", kind), text, names) == found


def test_every_label_finds_its_way_back(names: dict[str, Names]) -> None:
    """What is written for an id is read as that id."""
    for kind, known in names.items():
        assert known.label
        for identifier, words in known.label.items():
            assert read_cell(Leaf("id", kind), words, names) == identifier


def test_words_that_lead_elsewhere_are_not_used() -> None:
    """Of two things of one title, the second is written by its id."""
    known = Names.of("x", [("a", "a"), ("b", "b"), ("Même", "a"), ("Même", "b")], {"a": "Même", "b": "Même"})
    assert known.label == {"a": "Même", "b": "b"}
    assert known.joined([("Neuf", "c"), ("a", "c")]).by_name == {"a": "a", "b": "b", "meme": "a", "neuf": "c"}


def test_near_names_are_told_in_the_words_to_write(names: dict[str, Names]) -> None:
    """A slip in an id is answered with the label; far from all, nothing is proposed."""
    with pytest.raises(CellError, match="« Impossible sans voiture »"):
        read_cell(CHALLENGE, "mobilté", names)
    with pytest.raises(CellError, match="n’est pas dans la liste de ce que le jeu contient"):
        read_cell(Leaf("id", "source"), "qqqqqq", names)


def test_lists_in_a_cell_are_parted(names: dict[str, Names]) -> None:
    """By lines, commas, « et »; a name with a comma is found whole."""
    assert read_pieces(LEVERS, "la mairie, région et habitants", {}) == ["commune", "region", "habitants"]
    assert read_pieces(LEVERS, "commune ; commune\nrégion", {}) == ["commune", "region"]
    assert read_pieces(Leaf("id", "card"), "Séoul, ville du partage\nLa Colloc", names) == [
        "seoul-sharing-city",
        "la-colloc",
    ]
    assert read_pieces(Leaf("text"), "• a, b\n\n— c\n2 d", {}) == ["a, b", "c", "2 d"]
    with pytest.raises(CellError, match="« préfet »"):
        read_pieces(LEVERS, "commune, préfet", {})


def test_defaults_are_not_written() -> None:
    """A cell stays empty where the value is the one that nobody has to tell."""
    assert write_cell(Leaf("choice", options=("running", "planned"), default="running"), "running", {}) == ""
    assert write_cell(Leaf("choice", options=("running", "planned"), default="running"), "planned", {}) == "en projet"
    assert write_cell(Leaf("whole"), None, {}) == ""
    assert write_cell(YEAR, None, {}) == "non daté"
    assert write_cell(Leaf("id", "challenge"), "inconnu", {"challenge": Names("défi", {}, {})}) == "inconnu"


def test_quoted_texts_are_short_and_clean() -> None:
    """On one line, without what drives a terminal."""
    assert shorten("a\n\x1b[31mb" + "c" * 90) == "a [31mb" + "c" * 33 + "…"
    assert fits_line("a")
    assert not any(fits_line(text) for text in ("a\nb", "- a", " a", "• a", "a\u2028b"))
