"""`territoires match`: a city, a file, a text or stdin, ranked with reasons."""

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from territoires_cli.models.deck import Deck

if TYPE_CHECKING:
    from tests.conftest import Result

Run = Callable[..., "Result"]

CITY = "name: Port-Élan\nchallenges: [mobilite, vieillissement]\nstrengths: [covoiturage]\n"


def data_of(run: Run, *arguments: str) -> dict[str, Any]:
    """The JSON of a match."""
    result = run("match", *arguments, "--json")
    assert result.code == 0, result.err
    data: dict[str, Any] = json.loads(result.out)
    return data


def test_match_matches_its_reference(run: Run, reference: Callable[[str, str], None]) -> None:
    """What Lorient is offered is what was reviewed."""
    result = run("match", "lorient")
    assert (result.code, result.err) == (0, "")
    reference("match-lorient.md", result.out)


def test_json_has_the_agreed_keys(run: Run) -> None:
    """The six keys that other programs read, in this order, and only keys added beside them."""
    data = data_of(run, "lorient")
    agreed = ["schema", "city", "recognised", "matches", "actions", "uncovered"]
    assert [key for key in data if key in agreed] == agreed
    assert set(data) - set(agreed) == {"out_of_play", "weights"}
    assert data["schema"] == 1
    assert data["city"] == {"id": "lorient", "name": "Lorient"}
    assert [action["code"] for action in data["actions"]]
    assert len(data["actions"]) == 12


@pytest.mark.parametrize("city", ["lorient", "epinal", "genk", "hilversum", "narbonne"])
def test_json_ranks_every_practice_zeros_included(run: Run, deck: Deck, city: str) -> None:
    """35 matches, best first, ties in deck order, scores from 0 to 1 with at most six decimals."""
    matches = data_of(run, city)["matches"]
    assert len(matches) == 35
    assert {match["id"] for match in matches} == set(deck.practice)
    rank = {card.id: number for number, card in enumerate(deck.practices)}
    assert matches == sorted(matches, key=lambda match: (-match["score"], rank[match["id"]]))
    assert all(0 <= match["score"] <= 1 and round(match["score"], 6) == match["score"] for match in matches)


@pytest.mark.parametrize("city", ["lorient", "epinal", "genk", "hilversum", "narbonne"])
def test_json_ranks_every_sheet(run: Run, deck: Deck, city: str) -> None:
    """12 sheets, best first, ties in deck order, scores from 0 to 1; each with the stated challenges that it answers."""
    data = data_of(run, city)
    rank = {sheet.id: number for number, sheet in enumerate(deck.actions)}
    assert {action["id"] for action in data["actions"]} == set(rank)
    assert data["actions"] == sorted(data["actions"], key=lambda action: (-action["score"], rank[action["id"]]))
    stated = {item["challenge"] for item in data["recognised"]}
    for action in data["actions"]:
        assert 0 <= action["score"] <= 1
        assert {item["challenge"] for item in action["challenges"]} <= stated
        assert bool(action["challenges"]) is (action["score"] > 0)


def test_the_best_sheets_are_shown(run: Run) -> None:
    """Four sheets at most, the first of the JSON's, under a title of their own."""
    text = run("match", "lorient").out.split("\n## Fiches action pour démarrer\n", 1)[1].split("\n\nPour composer")[0]
    shown = [line.split("**")[1] for line in text.splitlines() if line.startswith("- ")]
    best = data_of(run, "lorient")["actions"][:4]
    assert shown == [f"{action['code']} {action['title']}" for action in best]


def test_json_keeps_practices_that_answer_nothing(run: Run, tmp_path: Path) -> None:
    """A practice that answers none of the challenges has a score of 0 and is there."""
    file = tmp_path / "ville.yaml"
    file.write_text("name: X\nchallenges: [numerique]\n", encoding="utf-8")
    assert [match for match in data_of(run, str(file))["matches"] if match["score"] == 0]


def test_a_reason_belongs_to_a_stated_challenge(run: Run, deck: Deck) -> None:
    """Every reason given is that of an answer of the card to a challenge of the city."""
    data = data_of(run, "lorient")
    stated = {item["challenge"] for item in data["recognised"]}
    reasons = {(card.id, answer.id, answer.why) for card in deck.practices for answer in card.challenges}
    given = [(match["id"], item["challenge"], item["why"]) for match in data["matches"] for item in match["challenges"]]
    assert given
    assert all(reason in reasons and reason[1] in stated for reason in given)


@pytest.mark.parametrize("name", ["LORIENT", "Lorient", "epinal", "Épinal", "Mont de Marsan", "mont-de-marsan"])
def test_a_city_by_id_or_name(run: Run, name: str) -> None:
    """Accents, case and hyphens don't matter in a city's name."""
    assert run("match", name).code == 0


def test_limit_bounds_what_is_shown(run: Run) -> None:
    """`--limit` is the number of rows of the table, ten without it."""

    def rows(*arguments: str) -> int:
        return sum(line.startswith("| ") and line[2].isdigit() for line in run("match", *arguments).out.splitlines())

    assert (rows("lorient", "--limit", "3"), rows("lorient")) == (3, 10)


def test_a_file_is_matched_and_its_strengths_are_told_apart(run: Run, tmp_path: Path) -> None:
    """A strength is listed as such, not offered, and the plan's command names the file."""
    file = tmp_path / "port élan.yaml"
    file.write_text(CITY, encoding="utf-8")
    result = run("match", str(file))
    assert result.code == 0, result.err
    assert "# Des cartes pour Port-Élan" in result.out
    assert "| **A1** Covoiturage |" not in result.out
    assert "- **A1 Covoiturage**" in result.out
    assert f'territoires plan "{file}"' in result.out


def test_a_city_arrives_on_stdin_as_utf8(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """`-` reads UTF-8 from stdin, with or without a byte order mark, whatever the encoding of the locale."""
    outputs = []
    for content in (CITY.encode(), b"\xef\xbb\xbf" + CITY.encode()):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content), encoding="ascii"))
        outputs.append(run("match", "-"))
    assert outputs[0] == outputs[1]
    assert "Port-Élan" in outputs[0].out


def test_stdin_that_is_no_utf8_is_a_content_error(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Latin-1 on stdin gets a sentence that says what to do, and the exit code of content."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO("name: É".encode("latin-1"))))
    result = run("match", "-")
    assert (result.code, result.out) == (3, "")
    assert result.err.startswith("-:1:1 : ")
    assert "UTF-8" in result.err


def test_problems_of_stdin_are_placed(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is wrong in a text from stdin is placed at its line and column as in a file."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"name: X\nchallenges: [mobilit]\n")))
    result = run("match", "-")
    assert (result.code, result.out) == (3, "")
    assert result.err.startswith("-:2:")
    assert "mobilite" in result.err


def test_a_text_is_matched_like_a_city(run: Run) -> None:
    """`--text` recognises challenges in free words, says which words, and prints no command for a plan."""
    result = run("match", "--text", "La dernière épicerie a fermé en mars.")
    assert result.code == 0
    assert "(lu dans le texte)" in result.out
    assert "épicerie" in result.out
    assert "territoires plan" not in result.out


def test_a_text_without_any_challenge_says_so(run: Run) -> None:
    """Where nothing is recognised, the document says what to do; the JSON has every practice and no challenge."""
    result = run("match", "--text", "xyzzy")
    assert result.code == 0
    assert "Aucun défi n’a été reconnu" in result.out
    data = data_of(run, "--text", "xyzzy")
    assert (data["recognised"], len(data["matches"])) == ([], 35)
    assert [action["score"] for action in data["actions"]] == [0.0] * 12
    assert "Fiches action" not in result.out


def test_topics_out_of_play_are_told(run: Run) -> None:
    """What no card can treat is named as such, in the document and in the JSON."""
    text = "Notre médecin part à la retraite et personne ne le remplace."
    data = data_of(run, "--text", text)
    assert data["out_of_play"]
    assert f"Hors du jeu : {data['out_of_play'][0]['label']}" in run("match", "--text", text).out.replace("\u00a0", " ")


def test_a_city_that_is_not_in_the_deck_gets_the_nearest_and_the_way_on(run: Run) -> None:
    """A mistyped city is an expected error with the nearest name; a strange one gets the list and the file's form."""
    close = run("match", "lorint")
    assert (close.code, close.out) == (1, "")
    assert "Vouliez-vous dire lorient ?" in close.err
    far = run("match", "xyzzy")
    assert far.code == 1
    assert "aveiro, epinal" in far.err
    assert "xyzzy.yaml" in far.err


@pytest.mark.parametrize("arguments", [(), ("lorient", "--text", "Les jeunes partent.")])
def test_one_of_city_file_or_text_must_be_given(run: Run, arguments: tuple[str, ...]) -> None:
    """None of them, or two, is a usage error with an example."""
    result = run("match", *arguments)
    assert (result.code, result.out) == (2, "")
    assert "territoires match lorient" in result.err


@pytest.mark.parametrize("text", ["", "  ", "\x1b\u200b", "mot " * 2000])
def test_a_text_without_words_or_without_end_is_a_usage_error(run: Run, text: str) -> None:
    """Empty, invisible or endless text is refused in a sentence, not with a traceback."""
    result = run("match", "--text", text)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("Valeur refusée pour --text : le texte ")


def test_a_missing_file_is_an_expected_error(run: Run, tmp_path: Path) -> None:
    """The message names the file."""
    result = run("match", str(tmp_path / "absent.yaml"))
    assert (result.code, result.out) == (1, "")
    assert "absent.yaml » n’existe pas" in result.err


@pytest.mark.parametrize(
    ("content", "where"),
    [
        ("name: X\nchallenges: [mobilite\n", "ville.yaml:3:1"),
        ("name: X\nchallenge: [mobilite]\n", "ville.yaml:2:1"),
        ("name: X\nchallenges: [mobilite]\npopulation: beaucoup\n", "ville.yaml:3:1 population"),
        ("name: X\n", "ville.yaml:1:1"),
        ("", "ville.yaml:1:1"),
        ("a: &a [1]\nb: &b [*a, *a]\n" * 2, "ville.yaml:3:1"),
    ],
)
def test_faulty_files_are_content_errors_with_a_place(run: Run, tmp_path: Path, content: str, where: str) -> None:
    """Broken YAML, an unknown key, a wrong type, nothing stated: exit code 3, file, line and column, nothing shown."""
    file = tmp_path / "ville.yaml"
    file.write_text(content, encoding="utf-8")
    result = run("match", str(file))
    assert (result.code, result.out) == (3, "")
    assert where in result.err
