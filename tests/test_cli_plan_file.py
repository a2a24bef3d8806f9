"""`territoires render` and `plan` on a plan file: the same document again, edits that survive, tables dealt anew, series, codes."""

import json
import re
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from territoires_cli.models.deck import Deck
from territoires_cli.places import builtin_root

if TYPE_CHECKING:
    from tests.conftest import Result

Run = Callable[..., "Result"]
FORMATS = sorted(
    path.stem for path in (builtin_root().parent / "workshops").glob("*.yaml") if path.stem != "activities"
)
CITY = "name: Val-d’Essai\nstatement: Les jeunes partent.\nchallenges: [mobilite, jeunes]\n"


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def keep(run: Run, *words: str, name: str = "plan.yaml") -> str:
    """Keep a plan in a file, and give the document that the same words make."""
    assert run("plan", *words, "-o", name).code == 0
    assert run("plan", *words, "-o", "direct.md", "--force").code == 0
    return Path("direct.md").read_text(encoding="utf-8")


def edit(name: str, **fields: Any) -> dict[str, Any]:
    """Change fields of a plan file, as by hand; gives all of it."""
    data: dict[str, Any] = yaml.safe_load(Path(name).read_text(encoding="utf-8"))
    data.update(fields)
    Path(name).write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return data


def decided(run: Run, *words: str) -> dict[str, Any]:
    """The decisions of a command that must succeed."""
    result = run(*words, "--json")
    assert result.code == 0, result.err
    data: dict[str, Any] = json.loads(result.out)
    return data


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize("form", FORMATS)
def test_plan_yaml_render_makes_the_same_bytes(run: Run, form: str) -> None:
    """Plan → yaml → render is what plan writes, byte for byte, and nothing is said but where it was written."""
    direct = keep(run, "narbonne", "--format", form, "--seed", "7")
    result = run("render", "plan.yaml", "-o", "rendu.md")
    assert (result.code, result.out, result.err) == (0, "", "Fichier écrit : rendu.md.\n")
    assert Path("rendu.md").read_text(encoding="utf-8") == direct == run("render", "plan.yaml").out
    assert run("render", "plan.yaml", "-o", "encore.yaml").code == 0
    assert Path("encore.yaml").read_bytes() == Path("plan.yaml").read_bytes()


def test_a_full_plan_renders_the_same_bytes_too(run: Run) -> None:
    """Mandate, moments, warm-up, cards wanted and not, people, tables, words, and a town of one's own."""
    Path("ville.yaml").write_text(CITY, encoding="utf-8")
    words: tuple[str, ...] = (
        "--mandate",
        "co-décision",
        "--settled",
        "Le budget : 3 000 €",
        "--at",
        "10:30 Arrivée de la maire (10 min)",
    )
    words += ("--warm-up", "vu-cette-semaine", "--include", "D3", "--exclude", "F1,F2", "-p", "31", "--seed", "3")
    words += ("--title", "Un : deux", "--date", "3/12/2026", "--end", "13h")
    direct = keep(run, "ville.yaml", *words)
    assert run("render", "plan.yaml").out == direct
    command = re.search(r"```console\nterritoires (plan ville.*)\n```", direct)
    assert command is not None
    assert run(*shlex.split(command[1])).out == direct


def test_edits_by_hand_survive_and_are_followed(run: Run) -> None:
    """A name, minutes, people, date, place, mandate: all in the document; what was made again is said on stderr."""
    keep(run, "lorient", "--seed", "7")
    data = edit("plan.yaml", date="2026-12-03", place="La halle", participants=28, mandate={"level": "consultation"})
    data["tables"][1]["name"] = "Les prés"
    data["steps"][2]["minutes"] = 30
    edit("plan.yaml", tables=data["tables"], steps=data["steps"])
    result = run("render", "plan.yaml")
    text = plain(result.out)
    assert result.code == 0
    assert "jeudi 3 décembre 2026" in text
    assert "La halle" in text
    assert "« Les prés »" in text
    assert "28 personnes, 4 tables de 7" in text
    assert "consultation" in text
    assert "de 9 h 00 à 12 h 35" in text
    assert "28 personnes : 7, 7, 7, 7." in result.err
    assert "3h35 au lieu de 3h25" in result.err
    assert "hors des bornes" in result.err
    assert "plan.yaml:" in result.err
    assert "Aucune commande ne redonne tout de ce plan" in text
    assert "refait le plan, sauf" in text


def test_a_mistake_in_a_file_is_told_with_its_line(run: Run) -> None:
    """Exit code 3, nothing on stdout, file:line:column and field."""
    keep(run, "lorient", "--seed", "7")
    edit("plan.yaml", format="sharitorie", salle="x")
    result = run("render", "plan.yaml")
    assert (result.code, result.out) == (3, "")
    assert re.search(r"^plan\.yaml:\d+:1 salle : champ inconnu", result.err, re.MULTILINE)


def test_a_deck_that_changed_is_said_in_one_sentence(run: Run) -> None:
    """The digest of the file is another one: the document is made all the same."""
    keep(run, "lorient", "--seed", "7")
    data = edit("plan.yaml")
    data["deck"]["digest"] = "0" * 64
    edit("plan.yaml", deck=data["deck"])
    result = run("render", "plan.yaml")
    assert result.code == 0
    assert result.err.startswith("Le contenu du jeu a changé depuis que ce plan a été fait")
    assert len(result.err.splitlines()) == 1


def test_a_table_is_dealt_anew_around_its_locks(run: Run, deck: Deck) -> None:
    """With options or in the file, by number or by name; other tables stay; a seed makes it again."""
    keep(run, "lorient", "--seed", "7")
    before = decided(run, "render", "plan.yaml")
    held = [item["card"] for item in before["hands"][2]["cards"]]
    codes = ",".join(deck.practice[card].code for card in held[:2])
    once = decided(run, "plan", "plan.yaml", "--redraw", "table3", "--lock", codes, "--seed", "5")
    assert once == decided(run, "plan", "plan.yaml", "--redraw", "3", "--lock", codes, "--seed", "5")
    edit("plan.yaml", locks=codes.split(","))
    assert once == decided(run, "plan", "plan.yaml", "--redraw", "Table 3", "--seed", "5")
    cards = [item["card"] for item in once["hands"][2]["cards"]]
    assert set(held[:2]) <= set(cards)
    assert set(cards) != set(held)
    assert [once["hands"][place] for place in (0, 1, 3)] == [before["hands"][place] for place in (0, 1, 3)]
    assert once["locks"] == held[:2]
    text = run("plan", "plan.yaml", "--redraw", "table3", "--seed", "5").out
    assert "territoires render plan.yaml" in text


def test_a_lock_that_locks_nothing_is_refused(run: Run, deck: Deck) -> None:
    """The code is named, and that no hand has it."""
    keep(run, "lorient", "--seed", "7")
    dealt = {item["card"] for hand in decided(run, "render", "plan.yaml")["hands"] for item in hand["cards"]}
    absent = next(card.code for card in deck.practices if card.id not in dealt)
    result = run("plan", "plan.yaml", "--lock", absent)
    assert (result.code, result.out) == (2, "")
    assert f"{absent} : dans aucune main" in result.err


def test_a_new_plan_can_be_dealt_anew_at_once(run: Run) -> None:
    """The same words make the same hands again; table 1 isn't touched."""
    words = ("plan", "lorient", "--seed", "7", "--redraw", "table2")
    first = decided(run, *words)
    assert first == decided(run, *words)
    whole = decided(run, *words[:4])
    assert first["hands"][0] == whole["hands"][0]
    assert first["hands"][1] != whole["hands"][1]


def test_options_change_a_plan_file(run: Run) -> None:
    """Duration, people, words, mandate, cards never dealt: the hands stay; what can't change is refused."""
    keep(run, "lorient", "--seed", "7")
    before = decided(run, "render", "plan.yaml")
    words = ("--duration", "2h30", "--place", "La halle", "--mandate", "information", "--exclude", "F1")
    after = decided(run, "plan", "plan.yaml", *words, "--start", "14h")
    assert (after["duration"], after["place"], after["start"]) == (150, "La halle", "14:00")
    assert after["mandate"]["level"] == "information"
    assert after["hands"] == before["hands"]
    for option in (("--format", "elus"), ("--from", "plan.yaml"), ("--code", "x")):
        result = run("plan", "plan.yaml", *option)
        assert (result.code, result.out) == (2, "")
        assert option[0] in result.err


def test_an_impossible_duration_is_told_with_what_was_given(run: Run) -> None:
    """The nearest one is planned, exit code 0, one sentence on stderr."""
    for asked, given in (("20", 120), ("12h", 240)):
        result = run("plan", "lorient", "--seed", "1", "--duration", asked, "--json")
        assert result.code == 0
        assert json.loads(result.out)["duration"] == given
        assert "ne peut pas durer" in result.err


def test_an_evening_follows_from_the_one_before(run: Run) -> None:
    """Format, people, place, mandate and names come from the plan before; its harvest is what this one begins with."""
    words = ("--format", "serie", "--seed", "7", "-p", "18", "--place", "La halle", "--mandate", "consultation")
    assert run("plan", "lorient", *words, "-o", "soir-1.yaml").code == 0
    assert "champ « harvest »" in run("plan", "--from", "soir-1.yaml").err
    data = edit("soir-1.yaml")
    kept = [item["card"] for item in data["hands"][0]["cards"][:2]]
    data["tables"][0]["name"] = "Les prés"
    edit("soir-1.yaml", harvest=[{"table": 1, "kept": kept, "notes": ["À garder"]}], tables=data["tables"])
    second = decided(run, "plan", "--from", "soir-1.yaml", "--seed", "8")
    assert (second["format"], second["after"], second["participants"]) == ("serie-2", "soir-1.yaml", 18)
    assert (second["place"], second["mandate"]["level"]) == ("La halle", "consultation")
    assert second["begins_with"][0]["kept"] == kept
    assert second["tables"][0]["name"] == "Les prés"
    assert (second["city"], second["harvest"]) == (data["city"] | second["city"], [])
    direct = keep(run, "--from", "soir-1.yaml", "--seed", "8", name="soir-2.yaml")
    assert run("render", "soir-2.yaml").out == direct
    assert run("plan", "--from", "soir-2.yaml", "-o", "soir-3.yaml").code == 0
    last = run("plan", "--from", "soir-3.yaml")
    assert last.code == 2
    assert "n’annonce aucune suite" in last.err


def test_places_of_a_walk_come_from_a_file(run: Run) -> None:
    """Each place with its card; the printed command names the file."""
    places = "- {name: La gare, walk: 5, card: A1}\n- {name: La halle}\n- {name: Le pont}\n- {name: Le parc}\n"
    Path("lieux.yaml").write_text(places, encoding="utf-8")
    words = ("lorient", "--format", "marche-exploratoire", "--places", "lieux.yaml", "--seed", "7")
    direct = keep(run, *words)
    stops = decided(run, "render", "plan.yaml")["stops"]
    assert [stop["name"] for stop in stops] == ["La gare", "La halle", "Le pont", "Le parc"]
    assert stops[0]["card"] == "covoiturage"
    assert run("render", "plan.yaml").out == direct
    assert "--places lieux.yaml" in direct


def test_a_code_makes_the_plan_again(run: Run) -> None:
    """From the deck's town alone, or with the file of one's own town; a wrong sign and another town are refused."""
    Path("ville.yaml").write_text(CITY, encoding="utf-8")
    for city in ("lorient", "ville.yaml"):
        direct = keep(run, city, "--seed", "7", "-p", "30", name=f"{city}-plan.yaml")
        found = re.search(r"```console\nterritoires (plan .*--code .*)\n```", direct)
        assert found is not None
        words = shlex.split(found[1])
        assert decided(run, *words)["hands"] == decided(run, "plan", city, "--seed", "7", "-p", "30")["hands"]
        assert run(*words).out == direct
    code = words[-1]
    alone = run("plan", "--code", code)
    assert (alone.code, "donnez aussi son fichier" in alone.err) == (2, True)
    wrong = run("plan", "ville.yaml", "--code", ("Z" if code[0] != "Z" else "Y") + code[1:])
    assert (wrong.code, "ne tombe pas juste" in wrong.err) == (2, True)
    lorient = re.search(r"--code (\S+)", run("plan", "lorient", "--seed", "7").out)
    assert lorient is not None
    other = run("plan", "narbonne", "--code", lorient[1])
    assert (other.code, "« Lorient »" in other.err) == (2, True)


def test_a_file_that_is_not_there_is_one_sentence(run: Run) -> None:
    """For render, for --from and for --places."""
    for words in (
        ("render", "absent.yaml"),
        ("plan", "--from", "absent.yaml"),
        ("plan", "lorient", "--places", "a.yaml"),
    ):
        result = run(*words)
        assert (result.code, result.out) == (1, "")
        assert "n’existe pas" in result.err


def test_render_finds_the_deck_of_its_plan(run: Run) -> None:
    """A plan from --deck is rendered from that deck without naming it again."""
    direct = keep(run, "lorient", "--seed", "3", "--deck", str(builtin_root()))
    assert run("render", "plan.yaml").out == direct
