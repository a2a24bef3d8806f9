"""`territoires match`: a city, a file, a text or stdin, ranked with reasons; why, a hand, several territories."""

import io
import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from math import fsum
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from rich.cells import cell_len

from territoires_cli.cli.match import MOST_CITIES
from territoires_cli.models.city import MOST_SAID
from territoires_cli.models.deck import Deck

if TYPE_CHECKING:
    from tests.conftest import Result

Run = Callable[..., "Result"]

ROOT = Path(__file__).resolve().parents[1]
CITY = "name: Port-Élan\nchallenges: [mobilite, vieillissement]\nstrengths: [covoiturage]\n"
SHOP = "La dernière épicerie a fermé en mars, et nos anciens ne conduisent plus."
LETS = "Les meublés touristiques ont mangé les loyers, mes agents ne se logent plus."
ROW = re.compile(r"^\| +\d+ \|.*\*\*([A-Z]+\d+)\*\*", re.MULTILINE)
COMMAND = re.compile(r"^```console\n(territoires .*)\n```$", re.MULTILINE)


def data_of(run: Run, *arguments: str) -> dict[str, Any]:
    """The JSON of a match."""
    result = run("match", *arguments, "--json")
    assert result.code == 0, result.err
    data: dict[str, Any] = json.loads(result.out)
    return data


def shown_by(run: Run, *arguments: str) -> str:
    """What a match shows, with ordinary spaces."""
    result = run("match", *arguments)
    assert (result.code, result.err) == (0, "")
    return result.out.replace("\u00a0", " ").replace("\u202f", " ")


def stdin(monkeypatch: pytest.MonkeyPatch, content: bytes, encoding: str = "utf-8") -> None:
    """Let these bytes arrive on stdin."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content), encoding=encoding))


def test_match_matches_its_reference(run: Run, reference: Callable[[str, str], None]) -> None:
    """What Lorient is offered is what was reviewed."""
    result = run("match", "lorient")
    assert (result.code, result.err) == (0, "")
    reference("match-lorient.md", result.out)


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("match-hand.md", ("--text", SHOP, "--hand", "6")),
        ("match-why.md", ("--text", SHOP, "--why", "D3")),
        ("match-why-not.md", ("lorient", "--why-not", "F4", "-n", "3")),
        ("match-shared.md", ("lorient", "narbonne", "genk")),
    ],
)
def test_the_other_faces_match_their_references(
    run: Run, reference: Callable[[str, str], None], name: str, arguments: tuple[str, ...]
) -> None:
    """A hand, why, why not and several territories are what was reviewed."""
    result = run("match", *arguments)
    assert (result.code, result.err) == (0, "")
    reference(name, result.out)


# JSON


def test_json_has_the_agreed_keys(run: Run) -> None:
    """The six keys that other programs read, in this order, and only keys added beside them."""
    data = data_of(run, "lorient")
    agreed = ["schema", "city", "recognised", "matches", "actions", "uncovered"]
    assert [key for key in data if key in agreed] == agreed
    assert set(data) - set(agreed) == {"out_of_play", "heard", "weights"}
    assert set(data_of(run, "lorient", "--hand", "4")) - set(data) == {"hand"}
    assert data["schema"] == 1
    assert data["city"] == {"id": "lorient", "name": "Lorient"}


@pytest.mark.parametrize(
    "arguments", [("lorient",), ("genk",), ("--text", SHOP), ("--text", LETS), ("--text", "xyzzy")]
)
def test_json_ranks_everything_and_the_parts_add_up(run: Run, deck: Deck, arguments: tuple[str, ...]) -> None:
    """Every practice and sheet, zeros included, best first, ties in deck order; the contributions make the score."""
    data = data_of(run, *arguments)
    for key, cards in (("matches", deck.practices), ("actions", deck.actions)):
        rank = {card.id: number for number, card in enumerate(cards)}
        assert {item["id"] for item in data[key]} == set(rank)
        assert data[key] == sorted(data[key], key=lambda item: (-item["score"], rank[item["id"]]))
        assert all(0 <= item["score"] <= 1 and round(item["score"], 6) == item["score"] for item in data[key])
    assert len(data["matches"]) == 35
    assert len(data["actions"]) == 12
    for match in data["matches"]:
        assert fsum(match["contributions"].values()) == pytest.approx(match["score"], abs=1e-9)


def test_json_tells_a_hand_and_what_is_shared(run: Run) -> None:
    """A hand has its cards, worth and bound; several territories have their own object."""
    hand = data_of(run, "lorient", "--hand", "5", "--include", "A3", "--exclude", "H3")["hand"]
    assert len(hand["cards"]) == 5
    data = data_of(run, "lorient")
    code = {match["id"]: match["code"] for match in data["matches"]}
    assert "A3" in {code[card] for card in hand["cards"]}
    assert "H3" not in {code[card] for card in hand["cards"]}
    assert hand["bound"] >= hand["worth"] > 0
    shared = data_of(run, "lorient", "genk")
    assert list(shared) == ["schema", "cities", "challenges", "matches"]
    assert [city["id"] for city in shared["cities"]] == ["lorient", "genk"]
    assert len(shared["matches"]) == 35


def test_a_reason_belongs_to_a_stated_challenge(run: Run, deck: Deck) -> None:
    """Every reason given is that of an answer of the card to a challenge of the city."""
    data = data_of(run, "lorient")
    stated = {item["challenge"] for item in data["recognised"]}
    reasons = {(card.id, answer.id, answer.why) for card in deck.practices for answer in card.challenges}
    given = [(match["id"], item["challenge"], item["why"]) for match in data["matches"] for item in match["challenges"]]
    assert given
    assert all(reason in reasons and reason[1] in stated for reason in given)


# What may be given


@pytest.mark.parametrize("name", ["LORIENT", "Lorient", "epinal", "Épinal", "Mont de Marsan", "mont-de-marsan"])
def test_a_city_by_id_or_name(run: Run, name: str) -> None:
    """Accents, case and hyphens don't matter in a city's name."""
    assert run("match", name).code == 0


def test_limit_bounds_what_is_shown(run: Run) -> None:
    """`--limit` is the number of rows of the table, ten without it; for several territories too."""
    for arguments in (("lorient",), ("lorient", "genk")):
        assert len(ROW.findall(shown_by(run, *arguments, "--limit", "3"))) == 3
        assert len(ROW.findall(shown_by(run, *arguments))) == 10


def test_the_best_sheets_are_shown(run: Run) -> None:
    """Four sheets at most, the first of the JSON's, under a title of their own."""
    text = run("match", "lorient").out.split("\n## Fiches action pour démarrer\n", 1)[1].split("\n\nPour ")[0]
    shown = [line.split("**")[1] for line in text.splitlines() if line.startswith("- ")]
    best = data_of(run, "lorient")["actions"][:4]
    assert shown == [f"{action['code']} {action['title']}" for action in best]


def test_a_file_is_matched_and_its_strengths_are_told_apart(run: Run, tmp_path: Path) -> None:
    """A strength is listed as such, not offered, and the plan's command names the file."""
    file = tmp_path / "port élan.yaml"
    file.write_text(CITY, encoding="utf-8")
    shown = shown_by(run, str(file))
    assert "# Des cartes pour Port-Élan" in shown
    assert "A1" not in ROW.findall(shown)
    assert "- **A1 Covoiturage**" in shown
    assert f'territoires plan "{file}"' in shown


@pytest.mark.parametrize("name", ["ce que dit le maire.txt", "paroles.md", "PAROLES.TXT"])
def test_a_text_file_is_what_the_territory_says(run: Run, tmp_path: Path, name: str) -> None:
    """Sentences on lines of their own, with a byte order mark or not: matched as with `--text`, named after the file."""
    file = tmp_path / name
    for content in (f"{SHOP} {LETS}\n".encode(), b"\xef\xbb\xbf" + f"\r\n {SHOP}\r\n\r\n\t{LETS}".encode()):
        file.write_bytes(content)
        data = data_of(run, str(file))
        assert data["city"]["name"] == Path(name).stem
        assert data["matches"] == data_of(run, "--text", f"{SHOP} {LETS}")["matches"]


def test_a_page_of_text_is_read_whole(run: Run, tmp_path: Path) -> None:
    """Six pages may be given in a file, far more than on the command line."""
    file = tmp_path / "page.txt"
    filler = "Le conseil s’est réuni hier. "
    file.write_text(filler * ((MOST_SAID - len(SHOP)) // len(filler)) + SHOP, encoding="utf-8")
    assert {"D3", "C2"} & {match["code"] for match in data_of(run, str(file))["matches"][:3]}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "ce fichier est vide"),
        (b" \r\n\t \xe2\x80\x8b", "ce fichier est vide"),
        (b"mot " * 6000, f"ce texte est trop long : {MOST_SAID} caractères au plus"),
        ("Les élèves partent.".encode("latin-1"), "UTF-8"),
    ],
)
def test_a_text_file_that_says_nothing_or_too_much(run: Run, tmp_path: Path, content: bytes, said: str) -> None:
    """Empty, endless or in another encoding: a problem of content, told with its place."""
    file = tmp_path / "paroles.txt"
    file.write_bytes(content)
    result = run("match", str(file))
    assert (result.code, result.out) == (3, "")
    assert re.match(rf"{re.escape(str(file))}:1:\d+ : ", result.err)
    assert said in result.err


def test_a_city_arrives_on_stdin_as_utf8(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """`-` reads UTF-8 from stdin, with or without a byte order mark, whatever the encoding of the locale."""
    outputs = []
    for content in (CITY.encode(), b"\xef\xbb\xbf" + CITY.encode()):
        stdin(monkeypatch, content, "ascii")
        outputs.append(run("match", "-"))
    assert outputs[0] == outputs[1]
    assert "Port-Élan" in outputs[0].out
    assert not COMMAND.findall(outputs[0].out)


def test_stdin_that_is_no_utf8_is_a_content_error(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Latin-1 on stdin gets a sentence that says what to do, and the exit code of content."""
    stdin(monkeypatch, "name: É".encode("latin-1"))
    result = run("match", "-")
    assert (result.code, result.out) == (3, "")
    assert result.err.startswith("-:1:1 : ")
    assert "UTF-8" in result.err


def test_problems_of_stdin_are_placed(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is wrong in a text from stdin is placed at its line and column as in a file."""
    stdin(monkeypatch, b"name: X\nchallenges: [mobilit]\n")
    result = run("match", "-")
    assert (result.code, result.out) == (3, "")
    assert result.err.startswith("-:2:")
    assert "mobilite" in result.err


def test_stdin_among_several_territories(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """One of them may arrive on stdin."""
    stdin(monkeypatch, CITY.encode())
    assert "# Des cartes pour Port-Élan et Lorient" in shown_by(run, "-", "lorient")


def test_a_text_is_matched_like_a_city(run: Run) -> None:
    """`--text` recognises challenges in free words, says which words, and prints no command for a plan."""
    shown = shown_by(run, "--text", SHOP)
    assert "(lu dans le texte)" in shown
    assert "épicerie" in shown
    assert "territoires plan" not in shown
    assert set(ROW.findall(shown)[:3]) & {"D3", "C2"}


def test_a_text_without_any_challenge_says_so(run: Run) -> None:
    """Where nothing is recognised, the document says what to do and offers no next command; the JSON has every card."""
    shown = shown_by(run, "--text", "xyzzy")
    assert "Rien n’a été reconnu dans ce texte." in shown
    assert not COMMAND.findall(shown)
    assert "Fiches action" not in shown
    data = data_of(run, "--text", "xyzzy")
    assert (data["recognised"], len(data["matches"])) == ([], 35)
    assert {item["score"] for key in ("matches", "actions") for item in data[key]} == {0.0}


def test_topics_out_of_play_are_told(run: Run) -> None:
    """What no card can treat is named as such, in the document and in the JSON."""
    text = "Notre médecin part à la retraite et personne ne le remplace."
    data = data_of(run, "--text", text)
    assert data["out_of_play"]
    assert f"Hors du jeu : {data['out_of_play'][0]['label']}" in shown_by(run, "--text", text)


# Several territories


def test_several_territories_share_challenges_and_cards(run: Run, tmp_path: Path) -> None:
    """Cities of the deck, a city's file and a text file together; named in the order given, each once."""
    (tmp_path / "port.yaml").write_text(CITY, encoding="utf-8")
    (tmp_path / "paroles.txt").write_text(SHOP, encoding="utf-8")
    shown = shown_by(run, "lorient", str(tmp_path / "port.yaml"), str(tmp_path / "paroles.txt"), "lorient")
    assert shown.startswith("# Des cartes pour Lorient, Port-Élan et paroles\n")
    assert "## Défis partagés" in shown
    assert len(ROW.findall(shown)) == 10
    assert "Déjà là à Port-Élan" in shown_by(run, "lorient", str(tmp_path / "port.yaml"), "-n", "35")


def test_a_territory_given_twice_is_one(run: Run) -> None:
    """Nothing is shared with oneself."""
    assert run("match", "genk", "genk") == run("match", "genk")


def test_one_faulty_territory_stops_all(run: Run, tmp_path: Path) -> None:
    """The message is that of the faulty one, and nothing is shown."""
    result = run("match", "lorient", "lorint")
    assert (result.code, result.out) == (1, "")
    assert "lorint" in result.err
    (tmp_path / "ville.yaml").write_text("name: X\n", encoding="utf-8")
    assert run("match", "lorient", str(tmp_path / "ville.yaml")).code == 3


# A hand


def test_a_hand_has_as_many_cards_as_asked(run: Run) -> None:
    """Best first, among those that can be offered, and it is said to be the best."""
    shown = shown_by(run, "lorient", "--hand", "8")
    data = data_of(run, "lorient", "--hand", "8")
    code = {match["id"]: match["code"] for match in data["matches"]}
    assert ROW.findall(shown) == [code[card] for card in data["hand"]["cards"]]
    assert len(data["hand"]["cards"]) == 8
    assert "## La main : 8 cartes qui se complètent" in shown
    assert "Aucune autre main possible de ce nombre ne vaut mieux" in shown
    assert "## Opportunités" not in shown


@pytest.mark.parametrize(
    "options",
    [
        ("--include", "A3,L1"),
        ("--include", "A3", "--include", "l1"),
        ("--include", " Flotte de voitures partagées , L1 ,"),
    ],
)
def test_cards_may_be_included(run: Run, options: tuple[str, ...]) -> None:
    """By code in any case, id or title, with commas or the option repeated; also one that is there already."""
    assert {"A3", "L1"} <= set(ROW.findall(shown_by(run, "lorient", "--hand", "4", *options)))


def test_cards_may_be_excluded(run: Run) -> None:
    """None of them is in the hand, which is as large all the same."""
    free = ROW.findall(shown_by(run, "--text", SHOP, "--hand", "5"))
    others = ROW.findall(shown_by(run, "--text", SHOP, "--hand", "5", "--exclude", ",".join(free[:3])))
    assert len(others) == 5
    assert not set(free[:3]) & set(others)


def test_a_hand_of_nothing(run: Run) -> None:
    """Where no word speaks for a card, the hand says so."""
    shown = shown_by(run, "--text", "xyzzy", "--hand", "4")
    assert "Aucune carte ne peut être proposée" in shown
    assert ROW.findall(shown) == []


# Why, why not


def test_why_the_first_card(run: Run) -> None:
    """Its place, a bar for each part, the words of the text, the score at the foot of the table."""
    first = data_of(run, "--text", SHOP)["matches"][0]
    shown = shown_by(run, "--text", SHOP, "--why", first["code"])
    assert shown.startswith(f"# Pourquoi {first['code']} {first['title']} pour votre territoire ?\n")
    score = f"{first['score'] * 100:.1f}".replace(".", ",")
    assert f"**Note : {score} sur 100.** Place 1 sur " in shown
    assert f"| Note | | | 100 | {score} |" in re.sub(" +", " ", shown)
    assert re.search(r"^\| mots du texte \| [█·]{10} \| +\d+ % \| 76 \|", shown, re.MULTILINE)
    assert f"| {first['words'][0]} |" in shown
    assert run("match", "--text", SHOP, "--why", first["title"].lower()) == run(
        "match", "--text", SHOP, "--why", first["id"]
    )


def test_why_not_a_card_far_behind(run: Run) -> None:
    """It is compared with the last card shown, which `--limit` decides."""
    offered = [
        match for match in data_of(run, "lorient")["matches"] if not match["strengths"] and not match["aggravates"]
    ]
    last = next(match for match in reversed(offered) if match["score"])
    for limit in (3, 10):
        shown = shown_by(run, "lorient", "--why-not", last["code"], "-n", str(limit))
        other = offered[limit - 1]
        assert f"La dernière carte montrée, {other['code']} {other['title']}, a " in shown
        assert f"| Part | {other['code']} | {last['code']} | Écart |" in shown


@pytest.mark.parametrize("option", ["--why", "--why-not"])
def test_why_a_strength_a_harmful_card_and_one_that_answers_nothing(run: Run, tmp_path: Path, option: str) -> None:
    """Each says in its first lines why it isn't on offer."""
    assert "Elle est déjà là : une force" in shown_by(run, "lorient", option, "B1")
    assert "Elle n’est pas proposée ici : " in shown_by(run, "--text", LETS, option, "F1")
    file = tmp_path / "ville.yaml"
    file.write_text("name: X\nchallenges: [numerique]\n", encoding="utf-8")
    silent = next(match for match in data_of(run, str(file))["matches"] if not match["score"])
    assert "Aucun mot du texte et aucun défi énoncé ne parlent pour elle" in shown_by(
        run, str(file), option, silent["code"]
    )
    assert "Aucun mot du texte" in shown_by(run, "--text", "xyzzy", option, "A1")


def test_why_cites_what_the_deck_knows_nearest(run: Run, deck: Deck) -> None:
    """An expression of the card's own situations or troubles."""
    shown = shown_by(run, "--text", SHOP, "--why", "D3")
    card = next(card for card in deck.practices if card.code == "D3")
    known = [*card.situations, *(text for item in deck.troubles if item.practices.get(card.id) for text in item.says)]
    (cited,) = re.findall(r"Ce que le jeu connaît de plus proche : « (.+) »\.", shown)
    assert cited.replace("’", "'") in {text.replace("’", "'") for text in known}


# Refusals


def test_a_city_that_is_not_in_the_deck_gets_the_nearest_and_the_way_on(run: Run) -> None:
    """A mistyped city is an expected error with the nearest name; a strange one gets the list and the file's form."""
    close = run("match", "lorint")
    assert (close.code, close.out) == (1, "")
    assert "Vouliez-vous dire lorient ?" in close.err
    far = run("match", "xyzzy")
    assert far.code == 1
    assert "aveiro, epinal" in far.err
    assert "xyzzy.yaml" in far.err


ONE_OF_THREE = "Donnez une ville, un fichier, ou un texte avec --text (l’un des trois) : territoires match lorient"
ONE_TERRITORY = "--hand, --why et --why-not expliquent un seul territoire : donnez-en un."
NEEDS_HAND = "--include et --exclude composent une main : ajoutez --hand 8, par exemple."
ALONE = "--why et --why-not s’emploient seuls ; --json donne déjà toutes les parts de chaque carte."


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), ONE_OF_THREE),
        (("--json",), ONE_OF_THREE),
        (("lorient", "--text", "Les jeunes partent."), ONE_OF_THREE),
        (("lorient", "genk", "--text", "Les jeunes partent."), ONE_OF_THREE),
        (("lorient", "genk", "--hand", "3"), ONE_TERRITORY),
        (("lorient", "genk", "--why", "A1"), ONE_TERRITORY),
        (("lorient", "genk", "--why-not", "A1"), ONE_TERRITORY),
        (("lorient", "--include", "A1"), NEEDS_HAND),
        (("lorient", "--exclude", "A1"), NEEDS_HAND),
        (("lorient", "genk", "--exclude", "A1"), NEEDS_HAND),
        (("lorient", "--why", "A1", "--exclude", "A1"), NEEDS_HAND),
        (("lorient", "--why", "A1", "--why-not", "A2"), "Choisissez --why ou --why-not : une question à la fois."),
        (("lorient", "--why", "A1", "--json"), ALONE),
        (("lorient", "--why-not", "A1", "--json"), ALONE),
        (("lorient", "--why", "A1", "--hand", "4"), ALONE),
        (
            tuple(f"{number}.yaml" for number in range(MOST_CITIES + 1)),
            f"Au-delà de {MOST_CITIES} territoires, la liste ne se lit plus.",
        ),
    ],
)
def test_what_cannot_be_meant_together_is_refused(run: Run, arguments: tuple[str, ...], said: str) -> None:
    """A usage error, one sentence that says what to do, nothing on stdout."""
    result = run("match", *arguments)
    assert (result.code, result.out) == (2, "")
    assert result.err == f"{said}\n"


@pytest.mark.parametrize("value", ["0", "41", "x", "-1", "2.5", ""])
def test_a_hand_has_1_to_40_cards(run: Run, value: str) -> None:
    """Anything else is a usage error that tells the bounds."""
    result = run("match", "lorient", f"--hand={value}")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f"Valeur refusée pour --hand : « {value} » n’est pas un nombre entier de 1 à 40.")


@pytest.mark.parametrize("option", ["--why", "--why-not", "--include", "--exclude"])
def test_a_card_that_is_none_gets_the_nearest(run: Run, option: str) -> None:
    """A strange name, a mistyped one, a sheet or a city instead of a practice: an expected error."""
    more = ("--hand", "4") if option in ("--include", "--exclude") else ()
    for name, said in (
        ("zzzz", "La carte « zzzz » n’existe pas."),
        ("covoiturge", "Vouliez-vous dire A1 Covoiturage ?"),
        ("FA01", "n’est pas une pratique : donnez le code ou le titre d’une carte, comme A3."),
        ("lorient", "« Lorient » n’est pas une pratique"),
    ):
        result = run("match", "lorient", *more, option, name)
        assert (result.code, result.out) == (1, "")
        assert said in result.err


@pytest.mark.parametrize("option", ["--why", "--why-not"])
def test_no_card_is_no_question(run: Run, option: str) -> None:
    """An empty name isn't silently left out."""
    result = run("match", "lorient", f"{option}=")
    assert (result.code, result.out) == (1, "")
    assert "n’existe pas" in result.err


@pytest.mark.parametrize("text", ["", "  ", "\x1b\u200b", "mot " * 2000])
def test_a_text_without_words_or_without_end_is_a_usage_error(run: Run, text: str) -> None:
    """Empty, invisible or endless text is refused in a sentence, not with a traceback."""
    result = run("match", "--text", text)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("Valeur refusée pour --text : le texte ")


@pytest.mark.parametrize("name", ["absent.yaml", "absent.txt"])
def test_a_missing_file_is_an_expected_error(run: Run, tmp_path: Path, name: str) -> None:
    """The message names the file."""
    result = run("match", str(tmp_path / name))
    assert (result.code, result.out) == (1, "")
    assert f"{name} » n’existe pas" in result.err


@pytest.mark.parametrize(
    ("content", "where"),
    [
        ("name: X\nchallenges: [mobilite\n", "ville.yaml:2:13"),
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


# What to type next


def typed(command: str) -> list[str]:
    """The words of a command as a shell reads them."""
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("no bash on this machine")
    done = subprocess.run([bash, "-c", f"printf '%s\\0' {command}"], capture_output=True, timeout=60, check=True)
    return done.stdout.decode("utf-8").split("\0")[:-1]


def assert_next_commands_run(run: Run, *arguments: str, commands: int) -> None:
    """Each command that a match prints can be typed as it is printed, and does what it says."""
    result = run("match", *arguments)
    assert result.code == 0, result.err
    printed = COMMAND.findall(result.out)
    assert len(printed) == commands
    for command in printed:
        words = typed(command)
        assert words[0] == "territoires"
        done = run(*words[1:])
        assert (done.code, done.err if words[1] == "match" else "") == (0, ""), command
        if "--why" in words:
            assert "Place 1 sur " in done.out.replace("\u00a0", " ")


def test_next_commands_of_a_city_and_of_files_run(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A city, a file whose name needs quotes, a text file: why the first card, a hand, a plan."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "l’île $HOME.yaml").write_text(CITY, encoding="utf-8")
    (tmp_path / "ce qu'on dit.txt").write_text(SHOP, encoding="utf-8")
    for name in ("lorient", "Mont de Marsan", "l’île $HOME.yaml", "ce qu'on dit.txt"):
        assert_next_commands_run(run, name, commands=3)


@pytest.mark.parametrize(
    "text", [SHOP, 'Le maire dit : "l\'épicerie a fermé" ! Coût $HOME `ls` \\ 20 % #', f"- {SHOP}", f"{SHOP}\n{LETS}"]
)
def test_next_commands_of_a_text_run(run: Run, text: str) -> None:
    """Whatever stands in the text: why the first card, a hand; a text has no plan."""
    assert_next_commands_run(run, "--text", text, commands=2)


def test_no_plan_is_proposed_that_could_not_be_made(run: Run, tmp_path: Path) -> None:
    """Where words speak for cards but no challenge is heard, a plan would have no theme: only the others are proposed."""
    file = tmp_path / "paroles.txt"
    for said in (
        "mettre les mains dans la terre avec mes voisins",
        "la Biocoop est trop chère pour nous",
        "de la terre",
    ):
        file.write_text(said, encoding="utf-8")
        data = data_of(run, str(file))
        able = any(match["score"] for match in data["matches"])
        assert_next_commands_run(run, str(file), commands=(2 + bool(data["recognised"])) if able else 0)


def test_next_commands_keep_the_deck(run: Run, tmp_path: Path) -> None:
    """Another deck is named again."""
    other = tmp_path / "mon jeu"
    other.mkdir()
    for name in ("cards", "workshops"):
        shutil.copytree(ROOT / name, other / name)
    shown = shown_by(run, "lorient", "--deck", str(other))
    assert all(command.endswith(f'--deck "{other}"') for command in COMMAND.findall(shown))
    assert_next_commands_run(run, "lorient", "--deck", str(other), commands=3)


# A real terminal

posix = pytest.mark.skipif(os.name != "posix", reason="pseudo-terminals of POSIX")
ESCAPE = re.compile(r"\x1b\[[0-9;]*m")
FACES = {
    "city": ("lorient",),
    "text": ("--text", LETS),
    "hand": ("lorient", "--hand", "9"),
    "why": ("--text", SHOP, "--why", "D3"),
    "why-long": ("lorient", "--why", "B2"),
    "why-not": ("lorient", "--why-not", "F4"),
    "shared": ("lorient", "narbonne", "genk"),
}


def terminal(arguments: Sequence[str], columns: int) -> str:
    """What a pseudo-terminal of some width shows of a match that succeeds, without colours."""
    pexpect = pytest.importorskip("pexpect")
    kept = {name: value for name, value in os.environ.items() if name not in {"FORCE_COLOR", "COLUMNS", "LINES"}}
    child = pexpect.spawn(
        sys.executable,
        ["-m", "territoires_cli", "match", *arguments],
        dimensions=(60, columns),
        env={**kept, "TERM": "xterm-256color", "PYTHONIOENCODING": "utf-8"},
        timeout=60,
        encoding="utf-8",
    )
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    return ESCAPE.sub("", str(child.before)).replace("\r\n", "\n")


def words_of(text: str) -> Counter[str]:
    """How often each word stands in a text."""
    return Counter(re.findall(r"\w+", text))


@posix
@pytest.mark.parametrize("columns", [80, 120])
@pytest.mark.parametrize("face", FACES)
def test_a_terminal_cuts_no_word_and_no_bar(run: Run, face: str, columns: int) -> None:
    """Every word and every bar of the document stands whole on one line, and no line is wider than the screen."""
    arguments = FACES[face]
    shown = terminal(arguments, columns)
    document = run("match", *arguments).out.replace("```console\n", "")
    assert words_of(shown) == words_of(document)
    bars = re.compile(r"[█▓▒░·]{3,}")
    drawn = bars.findall(document)
    assert bars.findall(shown) == drawn
    assert {len(bar) for bar in drawn} == ({10} if drawn else set())
    assert bool(drawn) is (face != "hand")
    lines = [line for line in shown.splitlines() if not line.startswith("    territoires ")]
    assert max(cell_len(line) for line in lines) <= columns


@posix
@pytest.mark.parametrize("face", ["city", "why", "shared"])
def test_bars_stand_below_each_other(face: str) -> None:
    """The bars of a table begin in one column."""
    found = [re.search(r"[█▓▒░·]{10}", line) for line in terminal(FACES[face], 80).splitlines()]
    places = {bar.start() for bar in found if bar}
    assert len(places) == (2 if face == "why" else 1)


def test_an_ascii_output_keeps_the_parts_of_a_bar_apart(spawn: Callable[..., "Result"]) -> None:
    """Where blocks can't be written, each shade has a sign of its own, and the legend uses the same."""
    out = spawn("match", "lorient", env={"PYTHONIOENCODING": "ascii"}).out
    bars = re.findall(r"\| ([#=+.-]{10}) \|", out)
    assert len(bars) == 10
    assert "# mots du texte (30) - = d" in out
    assert len({sign for bar in bars for sign in bar}) == 5


def test_a_card_cannot_be_wanted_and_unwanted(run: Run) -> None:
    """What is both included and excluded is named, and a hand smaller than what it must hold is refused."""
    both = run("match", "lorient", "--hand", "4", "--include", "A1,B1", "--exclude", "A1")
    assert (both.code, both.err) == (
        2,
        "A1 : à la fois dans --include et dans --exclude. Choisissez.\n",
    )
    few = run("match", "lorient", "--hand", "1", "--include", "A1,B1")
    assert (few.code, few.err) == (2, "La main est de 1, et --include en demande 2 : essayez --hand 2.\n")


def test_plain_words_may_come_from_a_pipe(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Text on stdin that isn't a territory's file is what the territory says."""
    stdin = io.TextIOWrapper(io.BytesIO("La dernière épicerie a fermé.\n\n- plus de car\n".encode()))
    monkeypatch.setattr("sys.stdin", stdin)
    result = run("match", "-", "-n", "3")
    assert result.code == 0, result.err
    assert "Plus rien près de chez soi" in result.out
