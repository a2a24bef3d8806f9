"""A territory's own file, in YAML or in free words, is read with the names that people use."""

from collections.abc import Callable
from pathlib import Path

import pytest

from territoires_cli.errors import ContentError, TerritoiresError
from territoires_cli.models.city import MOST_SAID
from territoires_cli.models.deck import Deck
from territoires_cli.towns import load_city, load_said


@pytest.fixture
def city(tmp_path: Path) -> Callable[[str], Path]:
    """Write a city file: `city("name: …")`."""

    def write(text: str) -> Path:
        path = tmp_path / "ville.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_a_city_is_read_with_short_forms(deck: Deck, city: Callable[[str], Path]) -> None:
    """Ids alone are enough for challenges and strengths."""
    read = load_city(city("name: Ici\nchallenges: [emploi, jeunes]\nstrengths: [coworking]\n"), deck)
    assert [(stated.id, stated.priority) for stated in read.challenges] == [("emploi", 1), ("jeunes", 2)]
    assert read.strengths[0].practice == "coworking"


def test_unknown_names_in_a_city_are_all_told(deck: Deck, city: Callable[[str], Path]) -> None:
    """Challenges and practices that the deck doesn't have are told together, with line, column and nearest name."""
    path = city("name: Ici\nchallenges:\n  - emplois\n  - id: xyzw\nstrengths: [covorking]\n")
    with pytest.raises(ContentError) as caught:
        load_city(path, deck)
    found = [(problem.line, problem.column, problem.field, problem.message) for problem in caught.value.problems]
    assert found == [
        (3, 5, "challenges[1].id", "« emplois » n’existe pas ; vouliez-vous dire « emploi » ?"),
        (
            4,
            5,
            "challenges[2].id",
            "« xyzw » n’existe pas dans ce jeu ; la liste : territoires list --kind challenge",
        ),
        (5, 13, "strengths[1].practice", "« covorking » n’existe pas ; vouliez-vous dire « coworking » ?"),
    ]


def test_a_city_may_cite_sources_of_its_own(deck: Deck, city: Callable[[str], Path]) -> None:
    """A source that the deck doesn't have is no mistake in somebody's own file."""
    text = "name: Ici\nstatement: Rien.\nfigures:\n  - {label: x, value: y, source: {id: notre-insee}}\n"
    assert load_city(city(text), deck).figures[0].source is not None


def test_a_city_may_come_as_text(deck: Deck) -> None:
    """A text is read like a file, and its problems are placed under the name it is given."""
    assert load_city(Path("-"), deck, "name: Ici\nstatement: Rien.\n").name == "Ici"
    with pytest.raises(ContentError, match=r"^-:2:1 statment"):
        load_city(Path("-"), deck, "name: Ici\nstatment: Rien.\n")


def test_a_city_may_name_things_as_people_do(deck: Deck, city: Callable[[str], Path]) -> None:
    """Labels of challenges, and titles or codes of cards, stand for their ids, accents and case aside."""
    path = city(
        "name: Ici\nchallenges:\n  - LES JEUNES PARTENT\n  - {id: Mobilité, priority: 1}\nstrengths: [Repair cafe, A1]\n"
    )
    read = load_city(path, deck)
    assert [challenge.id for challenge in read.challenges] == ["jeunes", "mobilite"]
    assert [strength.practice for strength in read.strengths] == ["repair-cafe", "covoiturage"]


def test_a_plan_is_no_city(deck: Deck, city: Callable[[str], Path]) -> None:
    """Somebody who gives a plan where a territory is asked for is told so in one sentence."""
    with pytest.raises(TerritoiresError, match="est un plan d’atelier"):
        load_city(city("schema: 1\nformat: sharitories\nhands: []\n"), deck)


def test_a_faulty_town_tells_its_wrong_names_too(tmp_path: Path, deck: Deck) -> None:
    """A field of the wrong type hides neither a challenge nor a practice that the deck doesn't have, in their order."""
    path = tmp_path / "ville.yaml"
    path.write_text("name: A\nchallenges: [mobilit]\npopulation: peu\nstrengths: [Covoiturag]\n", encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        load_city(path, deck)
    places = [(problem.line, problem.field) for problem in caught.value.problems]
    assert places == [(2, "challenges[1].id"), (3, "population.value"), (4, "strengths[1].practice")]


@pytest.fixture
def said(tmp_path: Path) -> Callable[[bytes], Path]:
    """Write a file of free words: `said(b"Plus de bus.")`."""

    def write(text: bytes) -> Path:
        path = tmp_path / "Saint-Élan.txt"
        path.write_bytes(text)
        return path

    return write


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("Plus de bus.", "Plus de bus."),
        ("\ufeffPlus de bus.\r\n", "Plus de bus."),
        ("  Plus\tde\u00a0bus\u202f!  ", "Plus de bus !"),
        ("Plus de bus\nle soir.\n\n\nPlus de pain", "Plus de bus le soir.\nPlus de pain"),
        ("Il manque :\n- un bus\n  du soir\n– du pain", "Il manque :\n- un bus du soir\n– du pain"),
        ("Plus\x1b[31m de\u202e bus.\u200b", "Plus[31m de bus."),
    ],
)
def test_a_file_of_free_words_is_a_territory(said: Callable[[bytes], Path], text: str, statement: str) -> None:
    """Its name is the file's, its statement the words, cleaned of what could drive a terminal; lines are joined, but for paragraphs and items of a list."""
    city = load_said(said(text.encode()))
    assert (city.id, city.name, city.statement) == ("saint-elan", "Saint-Élan", statement)
    assert (city.challenges, city.strengths) == ((), ())


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (b"", "ce fichier est vide"),
        (b" \r\n\t ", "ce fichier est vide"),
        ("\u200b\ufeff".encode(), "ce fichier est vide"),
        (b"x" * (MOST_SAID + 1), f"ce texte est trop long : {MOST_SAID} caract\u00e8res au plus"),
        ("é".encode("latin-1"), "UTF-8"),
    ],
)
def test_a_file_that_says_nothing_or_too_much_is_one_problem(
    said: Callable[[bytes], Path], text: bytes, message: str
) -> None:
    """Empty, blank, invisible, too long or in another encoding: one sentence at the file's first line."""
    with pytest.raises(ContentError) as caught:
        load_said(said(text))
    (problem,) = caught.value.problems
    assert message in problem.message
    assert (Path(problem.file).name, problem.line, problem.column) == ("Saint-Élan.txt", 1, 1)


def test_the_most_that_may_be_said_is_read(said: Callable[[bytes], Path], tmp_path: Path) -> None:
    """The bound counts the words, not the spaces between them; no file is an expected error."""
    assert len(load_said(said(b"x " * (MOST_SAID // 2))).statement or "") == MOST_SAID - 1
    assert load_said(said(b"x" * MOST_SAID + b" " * 500)).statement == "x" * MOST_SAID
    with pytest.raises(TerritoiresError, match="n’existe pas"):
        load_said(tmp_path / "absent.txt")
