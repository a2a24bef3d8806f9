"""`territoires plan`: the document, its clock times and amounts, the files it writes, what it refuses."""

import json
import math
import re
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from territoires_cli.documents.plan import plan_document
from territoires_cli.models.deck import Deck
from territoires_cli.models.plan import Plan
from territoires_cli.render.markdown import render_markdown

if TYPE_CHECKING:
    from tests.conftest import Result

Run = Callable[..., "Result"]

CITY = "name: Val-d’Essai\nstatement: Les jeunes partent.\nchallenges: [mobilite, jeunes]\n"


def plain(text: str) -> str:
    """The text with ordinary spaces."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def made(run: Run, *arguments: str) -> str:
    """The Markdown of a plan that must succeed."""
    result = run("plan", *arguments)
    assert (result.code, result.err) == (0, "")
    return result.out


def decided(run: Run, *arguments: str) -> dict[str, Any]:
    """The decisions of a plan, as JSON."""
    data: dict[str, Any] = json.loads(made(run, *arguments, "--json"))
    return data


def section(text: str, title: str) -> str:
    """What stands under a title of level 2."""
    return plain(text).split(f"\n## {title}\n", 1)[1].split("\n## ", 1)[0]


def table(text: str) -> list[list[str]]:
    """The rows of the first table of a text, without its head."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def minutes(clock: str) -> int:
    """Minutes after midnight of « 9 h 05 »; minutes of « 2 h 30 », « 45 min »."""
    if found := re.fullmatch(r"(\d+) min", clock):
        return int(found[1])
    found = re.fullmatch(r"(\d+) h(?: (\d\d))?", clock)
    assert found is not None, clock
    return int(found[1]) * 60 + int(found[2] or 0)


def test_the_plan_matches_its_reference(run: Run, reference: Callable[[str, str], None]) -> None:
    """The plan of the demo is the one that was reviewed."""
    reference("plan-lorient.md", made(run, "lorient", "--seed", "2026"))


def test_a_short_filled_in_plan_matches_its_reference(run: Run, reference: Callable[[str, str], None]) -> None:
    """So is one of two hours where everything is known."""
    arguments = ("--duration", "2h", "--start", "14h", "--participants", "18", "--date", "2026-12-03", "--seed", "2026")
    words = ("--place", "Salle « Cosmao »", "--title", "Lorient autrement", "--organiser", "La Ville")
    reference("plan-lorient-2h.md", made(run, "lorient", *arguments, *words))


def test_the_parts_come_in_the_order_of_the_work(run: Run) -> None:
    """From the territory to the command that makes it again."""
    titles = [line[3:] for line in made(run, "lorient", "--seed", "1").splitlines() if line.startswith("## ")]
    assert [plain(title) for title in titles] == [
        "Le territoire",
        "Ce que vise l’atelier",
        "Déroulé",
        "La salle et les tables",
        "Les cartes de chaque table",
        "Avant l’atelier",
        "Le matériel",
        "Conduite pas à pas",
        "Après l’atelier",
        "La récolte",
        "Des territoires comparables, et ce qu’ils faisaient des cartes de chaque table",
        "Annexe : comment s’y prendre",
        "Annexe : qui l’a déjà fait",
        "Annexe : ce que huit villes en ont appris",
        "Annexe : les cartes",
        "Sources et licence",
        "Refaire ce plan",
    ]


@pytest.mark.parametrize(
    "arguments",
    [(), ("--duration", "2h"), ("--duration", "4h", "--start", "21h30"), ("-p", "6", "-d", "2h30"), ("-p", "60")],
)
def test_the_agenda_adds_up(run: Run, arguments: tuple[str, ...]) -> None:
    """Each step begins when the one before ends; the last one ends after the duration; no 90 minutes go by at once."""
    text = made(run, "lorient", "--seed", "1", *arguments)
    plan = decided(run, "lorient", "--seed", "1", *arguments)
    rows = table(section(text, "Déroulé"))
    doors, steps, end = rows[0], rows[1:-1], rows[-1]
    assert minutes(doors[0]) + minutes(doors[2]) == minutes(steps[0][0])
    for before, after in zip(steps, [*steps[1:], end], strict=True):
        assert (minutes(before[0]) + minutes(before[2])) % 1440 == minutes(after[0])
    total = sum(minutes(row[2]) for row in steps)
    assert total == plan["duration"] == sum(step["minutes"] for step in plan["steps"])
    assert f"Durée totale, accueil non compris : {words(total)}." in plain(text)


def words(total: int) -> str:
    """A duration as the plan prints it."""
    hours, rest = divmod(total, 60)
    return f"{hours} h {rest:02d}" if rest else f"{hours} h"


@pytest.mark.parametrize(("asked", "total"), [("2h", 120), ("150", 150), ("2h30", 150), ("3 h 15", 195), ("4:00", 240)])
def test_the_duration_asked_for_is_the_duration_planned(run: Run, asked: str, total: int) -> None:
    """Every way to write a duration is kept to the minute, in the decisions and on the run sheet."""
    arguments = ("lorient", "--seed", "1", "--duration", asked)
    assert decided(run, *arguments)["duration"] == total
    heads = re.findall(
        r"^### (.*) – (.*) · .* \((.*)\)$", section(made(run, *arguments), "Conduite pas à pas"), re.MULTILINE
    )
    assert sum(minutes(length) for _start, _end, length in heads) == total
    assert all((minutes(end) - minutes(start)) % 1440 == minutes(length) for start, end, length in heads)


def test_a_step_left_out_is_told(run: Run) -> None:
    """A short plan says which steps it leaves out; a long one leaves none."""
    short = decided(run, "lorient", "--seed", "1", "--duration", "2h")
    assert short["dropped"]
    text = made(run, "lorient", "--seed", "1", "--duration", "2h")
    # A pause of five minutes that shrinks to nothing is told as well.
    assert text.count("Étape laissée de côté, faute de temps") == len(short["dropped"]) + 1
    assert "laissée de côté, faute" not in made(run, "lorient", "--seed", "1")


def test_what_is_not_known_is_a_line_to_fill_in(run: Run) -> None:
    """Date, place and organiser are dotted lines until they are given; the mandate always is."""
    text = plain(made(run, "lorient", "--seed", "1"))
    for label in ("Date", "Lieu", "Organisé par", "Ce que le groupe peut décider"):
        assert re.search(rf"^- \*\*{label} :\*\* …{{10,}}$", text, re.MULTILINE)
    known = ("--date", "2026-12-03", "--place", "Mairie", "--organiser", "Le CCAS", "--title", "Demain à Lorient")
    text = plain(made(run, "lorient", "--seed", "1", *known))
    assert text.startswith("# Demain à Lorient\n")
    assert "- **Date :** jeudi 3 décembre 2026\n- **Lieu :** Mairie\n- **Organisé par :** Le CCAS\n" in text


def test_participants_see_no_score(run: Run, deck: Deck) -> None:
    """No table has a column of scores, and no score of the matching stands in the text."""
    text = plain(made(run, "lorient", "--seed", "1"))
    assert not re.search(r"\b(score|Note sur|points? sur)\b", text)
    assert "| Note |" not in text
    matches = json.loads(run("match", "lorient", "--json").out)["matches"]
    scores = {f"{match['score']:.6f}".rstrip("0") for match in matches if match["score"] > 0}
    written = {variant for score in scores for variant in (score, score.replace(".", ","))}
    assert not [score for score in written if score in text]


@pytest.mark.parametrize("people", [6, 24, 41])
def test_materials_are_multiplied_by_tables_and_people(run: Run, deck: Deck, people: int) -> None:
    """Each total is the sum over the format and the steps played of quantity × workshop, tables or people, where it is counted."""
    arguments = ("lorient", "--seed", "1", "-p", str(people))
    plan = decided(run, *arguments)
    shape = deck.format["sharitories"]
    played = {step["step"] for step in plan["steps"]}
    expected: dict[str, int] = {}
    tables = len(plan["tables"])
    facilitators = math.ceil(tables / shape.tables.per_facilitator)
    times = {"workshop": 1, "table": tables, "person": people, "facilitator": facilitators}
    steps = [material for step in shape.steps if step.id in played for material in step.materials]
    named = {}
    for material in (*shape.materials, *steps):
        if material.counted:
            expected[material.item] = expected.get(material.item, 0) + material.quantity * times[material.per]
            named[material.item] = material.one if material.one and expected[material.item] == 1 else material.item
    rows = table(section(made(run, *arguments), "Le matériel"))
    counted = {row[1]: int(row[0]) for row in rows if row[0].isdigit()}
    assert counted == {plain(named[item]): total for item, total in expected.items()}
    assert {row[1]: row[0] for row in rows if not row[0].isdigit()} == {
        "boissons chaudes et collation": f"pour {people}",
        "pâte adhésive": "–",
    }
    assert sum(item["seats"] for item in plan["tables"]) == people


def test_every_table_has_its_theme_and_a_hand_with_reasons(run: Run, deck: Deck) -> None:
    """Each table's cards are those decided, each with a role and a reason; all of them are in the annex once."""
    text = made(run, "lorient", "--seed", "1")
    plan = decided(run, "lorient", "--seed", "1")
    parts = section(text, "Les cartes de chaque table").split("\n### ")[1:]
    assert len(parts) == len(plan["tables"]) == len(plan["hands"])
    for part, hand in zip(parts, plan["hands"], strict=True):
        assert deck.challenge[hand["challenges"][0]].question in part
        rows = table(part)
        codes = [deck.practice[card["card"]].code for card in hand["cards"]]
        assert [row[0].split("**")[1] for row in rows] == codes
        assert len(set(codes)) == len(codes)
        assert all(row[1] and len(row[2]) > 20 for row in rows)
    dealt = {card["card"] for hand in plan["hands"] for card in hand["cards"]}
    annexed = re.findall(r"^### (\w+) · ", section(text, "Annexe : les cartes"), re.MULTILINE)
    assert annexed == [card.code for card in deck.practices if card.id in dealt]


def test_the_plan_says_on_which_strength_a_card_builds(run: Run) -> None:
    """Strengths of the city are told with their names, and cards that combine with one in the hand say so."""
    hands = section(made(run, "lorient", "--seed", "1"), "Les cartes de chaque table")
    assert "Déjà là : La Colloc" in hands
    assert "**À combiner avec B1 Coworking :**" in hands


COMMAND = re.compile(r"```console\nterritoires (plan .*)\n```")


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("--duration", "2h30", "--start", "14h", "-p", "31", "--tables", "5"),
        ("--title", 'Un "titre" à 3 $ \\ `x`', "--place", "l’Étang  vert", "--date", "jeudi", "--organiser", "A & B"),
    ],
)
def test_the_printed_command_makes_the_same_bytes_again(run: Run, arguments: tuple[str, ...]) -> None:
    """Without a seed, the command at the end replays the plan, and prints itself again."""
    first = made(run, "lorient", *arguments)
    found = COMMAND.search(first)
    assert found is not None
    # Inside double quotes a shell also reads `\$` and a backslashed backtick, which shlex leaves alone.
    command = shlex.split(found[1].replace("\\$", "$").replace("\\`", "`"))
    assert run(*command).out == first


def test_a_file_makes_a_plan_whose_command_names_the_file(run: Run, tmp_path: Path) -> None:
    """A city from a file with a space in its name is planned, and planned again from the printed command."""
    file = tmp_path / "mon  territoire.yaml"
    file.write_text(CITY, encoding="utf-8")
    text = made(run, str(file))
    found = COMMAND.search(text)
    assert found is not None
    assert shlex.split(found[1])[1] == str(file)
    assert made(run, *shlex.split(found[1])[1:]) == text


def test_another_deck_is_named_in_the_command(run: Run) -> None:
    """A plan from `--deck` says so in its command."""
    builtin = str(Path(__file__).resolve().parents[1] / "cards")
    text = made(run, "lorient", "--seed", "3", "--deck", builtin)
    found = COMMAND.search(text)
    assert found is not None
    assert shlex.split(found[1])[-2:] == ["--deck", builtin]


def test_the_seed_moves_wildcards_alone(run: Run) -> None:
    """Strengths and opportunities follow from the city; only the drawn cards change with the seed."""

    def chosen(seed: str) -> list[Any]:
        hands = decided(run, "lorient", "--seed", seed)["hands"]
        return [[card for card in hand["cards"] if card["role"] != "wildcard"] for hand in hands]

    plans = {made(run, "lorient", "--seed", seed) for seed in ("1", "2", "3")}
    assert len(plans) == 3
    assert chosen("1") == chosen("2") == chosen("3")


def test_markdown_goes_to_a_file(run: Run, tmp_path: Path) -> None:
    """`-o plan.md` writes what stdout would show, says so on stderr, and leaves nothing else in the folder."""
    file = tmp_path / "plan.MD"
    result = run("plan", "lorient", "--seed", "1", "-o", str(file))
    assert (result.code, result.out, result.err) == (0, "", f"Fichier écrit : {file}.\n")
    assert file.read_bytes().decode("utf-8") == made(run, "lorient", "--seed", "1")
    assert [path.name for path in tmp_path.iterdir()] == ["plan.MD"]


@pytest.mark.parametrize("name", ["plan.yaml", "plan.yml"])
def test_yaml_holds_the_decisions_and_the_document_follows(run: Run, deck: Deck, tmp_path: Path, name: str) -> None:
    """The YAML reads back as the same plan, from which the deck makes the same document."""
    file = tmp_path / name
    assert run("plan", "lorient", "--seed", "1", "--date", "2026-12-03", "-o", str(file)).code == 0
    plan = Plan.model_validate(yaml.safe_load(file.read_text(encoding="utf-8")))
    assert plan.model_dump(mode="json", by_alias=True) == decided(run, "lorient", "--seed", "1", "--date", "2026-12-03")
    assert render_markdown(plan_document(plan, deck)) == made(run, "lorient", "--seed", "1", "--date", "2026-12-03")


def test_json_is_the_plan(run: Run) -> None:
    """`--json` gives the decisions, the city embedded, under the schema's number."""
    data = decided(run, "lorient", "--seed", "1")
    assert (data["schema"], data["format"], data["seed"], data["start"]) == (1, "sharitories", 1, "09:00")
    assert data["city"]["id"] == data["asked_for"] == "lorient"
    assert Plan.model_validate(data).duration == data["duration"]


def test_an_existing_file_is_kept_unless_forced(run: Run, tmp_path: Path) -> None:
    """What the user wrote is never overwritten without `--force`."""
    file = tmp_path / "plan.md"
    file.write_text("à moi", encoding="utf-8")
    refused = run("plan", "lorient", "-o", str(file))
    assert (refused.code, refused.out) == (1, "")
    assert "--force" in refused.err
    assert file.read_text(encoding="utf-8") == "à moi"
    forced = run("plan", "lorient", "-o", str(file), "--force")
    assert (forced.code, forced.out, forced.err) == (0, "", f"Fichier remplacé : {file}.\n")
    assert file.read_text(encoding="utf-8").startswith("# Atelier")


def test_an_unwritable_output_leaves_nothing(run: Run, tmp_path: Path) -> None:
    """A folder that doesn't exist, or a folder in the file's place, is an expected error; nothing is half-written."""
    (tmp_path / "dossier.md").mkdir()
    for target in (tmp_path / "absent" / "plan.md", tmp_path / "dossier.md"):
        result = run("plan", "lorient", "-o", str(target), "--force")
        assert (result.code, result.out) == (1, "")
        assert str(target) in result.err
    assert [path.name for path in tmp_path.iterdir()] == ["dossier.md"]


def test_a_failed_plan_writes_nothing(run: Run, tmp_path: Path) -> None:
    """Where the plan can't be made, its file isn't either."""
    assert run("plan", "lorient", "-p", "3", "-o", str(tmp_path / "plan.md")).code == 2
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--start", "10h", "--end", "9h"), "avant le début"),
        (("--end", "12h", "--start", "9h", "--duration", "2h"), "deux sur les trois"),
        (("--at", "midi Arrivée"), "n’est pas un moment"),
        (("--at", "10:30"), "n’est pas un moment"),
        (("--at", "10:30 Un (500 min)"), "deux heures au plus"),
        (("--mandate", "écoute"), "co-conception"),
        (("--decides", "Le budget"), "--mandate"),
        (("--warm-up", "sieste"), "échauffements"),
        (("--closing", "sieste"), "clôtures"),
        (("--include", "A1", "--exclude", "A1"), "Choisissez"),
        (("--lock", "A1", "--exclude", "A1"), "Choisissez"),
        (("--redraw", "table9"), "table4"),
        (("--code", "ABC"), "3 caractères"),
        (("--code", "x", "--from", "y.yaml"), "Choisissez"),
        (("-p", "3"), "5 personnes"),
        (("-p", "500"), "140 personnes"),
        (("--tables", "9"), "4 tables"),
        (("--format", "sharitorie"), "« sharitories »"),
        (("-o", "plan.odt"), ".md"),
        (("--title", ""), "--title"),
        (("--place", "\u200b"), "--place"),
        (("--date", "x" * 4001), "--date"),
        (("--organiser", "\udcff" * 5000), "--organiser"),
        (("--start", "25h"), "--start"),
        (("--duration", "demain"), "--duration"),
        (("--duration", "25h"), "24h"),
        (("--duration", "0"), "--duration"),
    ],
)
def test_what_cannot_be_is_refused_with_what_can(run: Run, arguments: tuple[str, ...], said: str) -> None:
    """A request that can't be met is a usage error: one message that names the option or the nearest possible value."""
    result = run("plan", "lorient", *arguments)
    assert (result.code, result.out) == (2, "")
    assert said in result.err


def test_text_that_no_page_could_print_is_cleaned(run: Run) -> None:
    """Bytes that are no text, escape sequences and line breaks in an option don't reach the document."""
    text = made(run, "lorient", "--seed", "1", "--title", "Un\x1b[31m\ntitre\udcff")
    assert text.startswith("# Un\\[31m titre?\n")
    assert "\x1b" not in text


def test_a_city_without_recognised_challenge_says_how_to_add_one(run: Run, tmp_path: Path) -> None:
    """No table could have a theme: an expected error that names the field and the list."""
    file = tmp_path / "x.yaml"
    file.write_text("name: X\nstatement: Xyzzy.\n", encoding="utf-8")
    result = run("plan", str(file))
    assert (result.code, result.out) == (1, "")
    assert "« challenges »" in result.err
    assert "territoires list --kind challenge" in result.err


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("2026-12-03", "jeudi 3 décembre 2026"),
        ("3/12/2026", "jeudi 3 décembre 2026"),
        ("1.5.2027", "samedi 1er mai 2027"),
        ("début mars", "début mars"),
    ],
)
def test_a_date_is_printed_in_words(run: Run, typed: str, printed: str) -> None:
    """A date of the calendar is written out; other words stay as they were typed."""
    out = run("plan", "lorient", "--seed", "1", "--date", typed).out
    assert re.search(rf"^- \*\*Date.:\*\* {printed}$", out, re.MULTILINE)


@pytest.mark.parametrize("typed", ["2026-13-40", "31/2/2026"])
def test_a_date_that_no_calendar_has_is_refused(run: Run, typed: str) -> None:
    """A slip in a date is told instead of printed."""
    result = run("plan", "lorient", "--date", typed)
    assert (result.code, result.out) == (2, "")
    assert "n’est pas une date du calendrier" in result.err


def test_a_file_named_without_its_suffix_is_offered(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`plan vernoux` beside vernoux.yaml says to give the whole name."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "vernoux.yaml").write_text("name: Vernoux\nstatement: x\n", encoding="utf-8")
    result = run("plan", "vernoux")
    assert result.code == 1
    assert "vernoux.yaml est ici" in result.err
