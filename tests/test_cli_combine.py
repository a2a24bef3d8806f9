"""`territoires combine`: cards of every kind into a project, pairs for a city, files written, what is refused."""

import io
import json
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from territoires_cli.matching import match_city
from territoires_cli.models.deck import Deck
from territoires_cli.pairing import propose_pairs

if TYPE_CHECKING:
    from tests.conftest import Result

Run = Callable[..., "Result"]
ROOT = Path(__file__).resolve().parents[1]

CITY = "name: Port-Élan\nchallenges: [mobilite, vieillissement]\nstrengths: [coworking]\n"


def plain(text: str) -> str:
    """The text with ordinary spaces."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def made(run: Run, *arguments: str) -> str:
    """The Markdown of a combination that must succeed."""
    result = run("combine", *arguments)
    assert (result.code, result.err) == (0, "")
    return result.out


def data_of(run: Run, *arguments: str) -> dict[str, Any]:
    """The JSON of a combination."""
    data: dict[str, Any] = json.loads(made(run, *arguments, "--json"))
    return data


def commands(text: str) -> list[str]:
    """The commands printed in a document."""
    return [line for line in text.splitlines() if line.startswith("territoires ")]


@pytest.fixture
def city(tmp_path: Path) -> Path:
    """Somebody's own territory, in a file whose name needs quotes."""
    path = tmp_path / "port élan.yaml"
    path.write_text(CITY, encoding="utf-8")
    return path


def test_cards_are_named_in_every_way(run: Run) -> None:
    """Codes, ids, titles and other names, of practices, sheets and cases, in the order typed; a card named twice is one."""
    names = ("a1", "coworking", "Budget participatif", "FA05", "la-colloc", "LORIENT", "B1")
    cards = data_of(run, *names)["cards"]
    assert [card["id"] for card in cards] == [
        "covoiturage",
        "coworking",
        "budget-participatif",
        "espaces-vacants",
        "la-colloc",
        "lorient",
    ]
    assert {card["kind"] for card in cards} == {"practice", "action", "project", "city"}


def test_every_kind_of_card_can_be_mixed(run: Run, deck: Deck) -> None:
    """One card of each of the seven kinds makes a combination, whose title names them all."""
    first = {entry.kind: entry for entry in reversed(deck.index)}
    assert len(first) == 7
    text = plain(made(run, *(entry.id for entry in first.values())))
    assert text.startswith("# " + " + ".join(entry.title for entry in first.values()) + "\n")


def test_a_practice_and_a_case_are_enough(run: Run) -> None:
    """One card to put to work, one that shows it."""
    assert "\n## Premiers pas\n" in plain(made(run, "B1", "la-colloc"))


@pytest.mark.parametrize("name", ["lorient", "Lorient", "LORIENT"])
def test_a_city_of_the_deck_grounds_the_project(run: Run, name: str) -> None:
    """Its challenges, strengths and constraints are told, and the commands name it as it was typed."""
    text = plain(made(run, "A1", "B1", "--city", name))
    for title in ("## Pour Lorient", "### Défis auxquels elles répondent ici", "### Déjà là, pour commencer"):
        assert f"\n{title}\n" in text
    assert "**B1 Coworking :** déjà là (La Colloc)." in text
    assert commands(text)[-2:] == [f"territoires plan {name}", "territoires show A1 B1"]
    assert data_of(run, "A1", "B1", "--city", name)["city"] == {"id": "lorient", "name": "Lorient"}


def test_a_file_grounds_the_project(run: Run, city: Path) -> None:
    """Somebody's own territory does as well, and each printed command works as it stands."""
    text = made(run, "A1", "FA05", "--city", str(city))
    assert "\n## Pour Port-Élan\n" in text
    printed = commands(text)
    assert [shlex.split(command)[-1] for command in printed] == [str(city), str(city), "FA05"]
    for command in printed:
        assert run(*shlex.split(command)[1:]).code == 0


def test_a_city_arrives_on_stdin(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """`--city -` reads a territory from stdin."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(CITY.encode())))
    assert data_of(run, "A1", "B1", "--city", "-")["city"]["name"] == "Port-Élan"


def test_without_city_nothing_is_grounded(run: Run) -> None:
    """The project is told for itself; the commands go on to one card more and to a city."""
    text = plain(made(run, "A1", "B1"))
    assert "## Pour " not in text
    more, grounded, read = commands(text)
    assert more.startswith("territoires combine A1 B1 ")
    assert grounded == "territoires combine A1 B1 --city lorient"
    assert data_of(run, "A1", "B1")["city"] is None
    assert read == "territoires show A1 B1"
    for command in (more, grounded, read):
        assert run(*shlex.split(command)[1:]).code == 0


def test_a_city_alone_gets_fertile_pairs(run: Run) -> None:
    """Five pairs by default, each with the command that opens it; the same in JSON, in the same order."""
    text = plain(made(run, "--city", "lorient"))
    assert text.startswith("# Des cartes qui vont bien ensemble, pour Lorient\n")
    data = data_of(run, "--city", "lorient")
    assert (data["schema"], data["city"]["id"], len(data["pairs"])) == (1, "lorient", 5)
    assert len(commands(text)) == 5
    opened = data_of(run, *shlex.split(commands(text)[0])[2:])
    assert [card["id"] for card in opened["cards"]] == data["pairs"][0]["cards"]


@pytest.mark.parametrize("number", [1, 7, 50])
def test_limit_bounds_the_pairs(run: Run, deck: Deck, number: int) -> None:
    """`--limit` is how many are proposed at most; as many as there are where that is more."""
    every = len(propose_pairs(deck, match_city(deck, deck.city["lorient"]), 50))
    assert 7 < every < 50
    for option in ("--limit", "-n"):
        assert len(data_of(run, "--city", "lorient", option, str(number))["pairs"]) == min(number, every)


def test_a_city_without_challenge_gets_no_pair(run: Run, tmp_path: Path) -> None:
    """Nothing is proposed for a town of which nothing was understood, and that is said."""
    path = tmp_path / "x.yaml"
    path.write_text("name: X\nstatement: Xyzzy.\n", encoding="utf-8")
    assert "Aucune paire ne s’impose" in made(run, "--city", str(path))
    assert data_of(run, "--city", str(path))["pairs"] == []


@pytest.mark.parametrize("arguments", [("A1", "B1"), ("A1", "B1", "--city", "lorient"), ("--city", "lorient")])
def test_markdown_goes_to_a_file(run: Run, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    """`-o` writes what stdout would show and says so; what exists is kept until `--force`."""
    file = tmp_path / "projet.MD"
    result = run("combine", *arguments, "-o", str(file))
    assert (result.code, result.out, result.err) == (0, "", f"Fichier écrit : {file}.\n")
    text = made(run, *arguments)
    assert file.read_bytes().decode("utf-8") == text
    file.write_text("à moi", encoding="utf-8")
    refused = run("combine", *arguments, "-o", str(file))
    assert (refused.code, refused.out) == (1, "")
    assert "--force" in refused.err
    assert file.read_text(encoding="utf-8") == "à moi"
    forced = run("combine", *arguments, "--output", str(file), "--force")
    assert (forced.code, forced.out, forced.err) == (0, "", f"Fichier remplacé : {file}.\n")
    assert file.read_bytes().decode("utf-8") == text
    assert [path.name for path in tmp_path.iterdir()] == ["projet.MD"]


def test_a_file_that_cannot_be_written_leaves_nothing(run: Run, tmp_path: Path) -> None:
    """A folder that isn't there is an expected error that names the file."""
    target = tmp_path / "absent" / "projet.md"
    result = run("combine", "A1", "B1", "-o", str(target))
    assert (result.code, result.out) == (1, "")
    assert str(target) in result.err
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "Donnez deux cartes (territoires combine A1 B1) ou un territoire (territoires combine --city lorient)."),
        (("A1",), "Il faut au moins deux cartes différentes, par exemple : territoires combine A1 FA04"),
        (("A1", "covoiturage"), "Il faut au moins deux cartes différentes"),
        (("la-colloc",), "territoires combine la-colloc B1"),
        (("la-colloc", "lorient"), "Il faut au moins une pratique ou une fiche action"),
        (("A1", "A2", "A3", "A4", "A5", "B1", "B2", "B3", "C1"), "Au-delà de 8 cartes"),
        (("A1", "B1", "-o", "projet.txt"), "doit finir par .pdf (à imprimer), .docx"),
        (("A1", "B1", "-o", "projet.yaml"), "doit finir par .pdf (à imprimer), .docx"),
        (("A1", "B1", "-o", " "), "Le nom du fichier ou du dossier est vide."),
        (("A1", "B1", "-o", "projet.md", "--json"), "Choisissez entre --json"),
        (("--city", "lorient", "-o", "projet.md", "--json"), "Choisissez entre --json"),
        (("--city", "lorient", "-n", "0"), "« 0 » n’est pas un nombre entier de 1 à 50."),
        (("--city", "lorient", "-n", "51"), "« 51 » n’est pas un nombre entier de 1 à 50."),
        (("--city", "lorient", "--limit", "deux"), "« deux » n’est pas un nombre entier"),
        (("A1", "B1", "--city"), "L’option --city attend une valeur."),
        (("A1", "B1", "--cité", "lorient"), "--cit"),
    ],
)
def test_what_cannot_be_asked_is_a_usage_error(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], said: str
) -> None:
    """One French sentence, exit code 2, nothing on stdout and no file."""
    monkeypatch.chdir(tmp_path)
    result = run("combine", *arguments)
    assert (result.code, result.out) == (2, "")
    assert said in plain(result.err)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("zzz", "A1"), "La carte « zzz » n’existe pas. La liste s’affiche avec : territoires list --kind all"),
        (("A1", "covoiturag", "FA05"), "La carte « covoiturag » n’existe pas. Vouliez-vous dire A1 Covoiturage"),
        (("A1", "sharitories"), "« sharitories » est un format, pas une carte"),
        (("--city", "lorint"), "Vouliez-vous dire lorient ?"),
        (("A1", "B1", "--city", "lorint"), "Vouliez-vous dire lorient ?"),
        (("A1", "B1", "--city", "absente.yaml"), "Le fichier « absente.yaml » n’existe pas"),
        (("A1", "B1", "--deck", "absent"), "Le dossier « absent » n’existe pas"),
    ],
)
def test_what_is_not_there_is_an_expected_error(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], said: str
) -> None:
    """An unknown card, city, file or deck: exit code 1, the nearest name or the way to it, nothing shown."""
    monkeypatch.chdir(tmp_path)
    result = run("combine", *arguments)
    assert (result.code, result.out) == (1, "")
    assert said in plain(result.err)


def test_a_faulty_city_is_a_content_error(run: Run, city: Path) -> None:
    """Its problems are told with their places, and no project is made."""
    city.write_text("name: X\nchallenges: [mobilit]\n", encoding="utf-8")
    result = run("combine", "A1", "B1", "--city", str(city))
    assert (result.code, result.out) == (3, "")
    assert f"{city}:2:" in result.err


def test_several_words_may_be_one_title(run: Run) -> None:
    """As for `show`, words that together name one card are that card: one is too few, and that is said of it."""
    result = run("combine", "Repair", "café")
    assert result.code == 2
    assert "territoires combine E3 FA04" in plain(result.err)


def test_help_and_completion_know_the_command(run: Run) -> None:
    """The help is French and shows the examples; each of those that needs no file works."""
    result = run("combine", "--help")
    assert result.code == 0
    assert "Combiner des cartes en un projet" in result.out
    examples = [line.strip() for line in result.out.splitlines() if line.startswith("  territoires combine")]
    assert len(examples) == 3
    for example in examples:
        if ".yaml" not in example:
            assert run(*example.split()[1:]).code == 0


def test_another_deck_is_read(run: Run, tmp_path: Path) -> None:
    """`--deck` combines the cards of that deck."""
    shutil.copytree(ROOT / "cards", tmp_path / "cards")
    card = tmp_path / "cards" / "practices" / "A1-covoiturage.yaml"
    card.write_text(card.read_text(encoding="utf-8").replace("title: Covoiturage", "title: Voiturage", 1), "utf-8")
    assert made(run, "A1", "B1", "--deck", str(tmp_path)).startswith("# Voiturage + Coworking\n")


@pytest.mark.parametrize("arguments", [("A1", "B1"), ("A1", "B1", "--city", "lorient"), ("--city", "lorient")])
def test_another_deck_is_named_in_the_commands(run: Run, arguments: tuple[str, ...]) -> None:
    """As for `match` and `plan`, what is printed can be typed as it stands."""
    text = made(run, *arguments, "--deck", str(ROOT / "cards"))
    assert commands(text)
    assert all(shlex.split(command)[-2:] == ["--deck", str(ROOT / "cards")] for command in commands(text))


def test_the_example_of_a_second_card_is_another_card(run: Run) -> None:
    """What the sentence proposes works."""
    result = run("combine", "FA01")
    assert result.code == 2
    assert "territoires combine FA01 FA01" not in plain(result.err)


def test_a_file_without_suffix_is_refused(run: Run, tmp_path: Path) -> None:
    """As for `plan`, the suffix says what is written."""
    assert run("combine", "A1", "B1", "-o", str(tmp_path / "projet")).code == 2
