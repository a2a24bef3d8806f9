"""Decks, plans and lists made to harm: refused in words, at once, without a file read or written outside of them."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from territoires_cli.archives import MAX_FILES, MAX_NAME, MAX_UNPACKED, name_fault
from territoires_cli.mandates import fill, fill_lines, words_of
from territoires_cli.models.city import slug
from territoires_cli.places import DECK_FILE, FOLDERS, TOP_FILES
from territoires_cli.safe_yaml import MAX_BYTES
from tests.fuzz.ground import SMALL_BOOK, SMALL_CARD, SMALL_DECK, SMALL_SOURCES

if TYPE_CHECKING:
    from tests.conftest import Result

Run = Callable[..., "Result"]
posix = pytest.mark.skipif(os.name != "posix", reason="links, pipes and devices of POSIX systems")
SECOND = "practices/A2-deux.yaml"


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    """A sound deck of one card."""
    folder = tmp_path / "jeu"
    (folder / "practices").mkdir(parents=True)
    files = {"deck": SMALL_DECK, "challenges": SMALL_BOOK, "practices/A1-un": SMALL_CARD, "sources": SMALL_SOURCES}
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def refused(run: Run, deck: Path, words: str) -> None:
    """The deck is neither listed nor found sound nor sent on, and each command says why; it can still be looked at."""
    for command in (
        ("list", "--deck", str(deck)),
        ("check", str(deck)),
        ("deck", "export", str(deck), "-o", f"{deck}.zip"),
    ):
        result = run(*command)
        assert result.code in (1, 3), command
        assert words in result.out + result.err, command
    assert run("deck", "info", str(deck)).code in (0, 1, 3)
    assert not Path(f"{deck}.zip").exists()


@posix
@pytest.mark.parametrize("name", [SECOND, "deck.yaml", "sources.yaml", "workshops/un.yaml"])
def test_a_link_out_of_the_deck_is_not_followed(run: Run, deck: Path, tmp_path: Path, name: str) -> None:
    """A file that leads elsewhere is neither read nor sent on, whatever it leads to."""
    secret = tmp_path / "secret.yaml"
    secret.write_text("id: secret\nmot: sesame\n", encoding="utf-8")
    (deck / name).parent.mkdir(exist_ok=True)
    (deck / name).unlink(missing_ok=True)
    (deck / name).symlink_to(secret)
    refused(run, deck, "lien qui mène hors du jeu")
    assert "sesame" not in run("check", str(deck)).out


@posix
def test_a_folder_that_is_a_link_out_of_the_deck_is_not_followed(run: Run, deck: Path, tmp_path: Path) -> None:
    """Cards in a folder elsewhere are no cards of the deck."""
    (tmp_path / "ailleurs").mkdir()
    (tmp_path / "ailleurs" / "FA1-x.yaml").write_text("id: x\n", encoding="utf-8")
    (deck / "actions").symlink_to(tmp_path / "ailleurs")
    refused(run, deck, "hors du jeu")


@posix
@pytest.mark.parametrize("kind", ["link", "pipe"])
@pytest.mark.parametrize("name", [*TOP_FILES, "workshops/activities.yaml", *(f"{folder}/x.yaml" for folder in FOLDERS)])
def test_no_file_that_a_deck_may_have_leads_out_of_it(
    run: Run, deck: Path, tmp_path: Path, name: str, kind: str
) -> None:
    """Whatever a deck reads of its own, for a check too, keeps to the deck: no excerpt of another file, no pipe waited for."""
    secret = tmp_path / "secret"
    secret.write_text("root:*:sesame:[", encoding="utf-8")
    (deck / name).parent.mkdir(exist_ok=True)
    (deck / name).unlink(missing_ok=True)
    if kind == "pipe":
        os.mkfifo(deck / name)
    else:
        (deck / name).symlink_to(secret)
    told = "ce fichier est un lien qui mène hors du jeu"
    if kind == "pipe":
        told = "ne contient pas de jeu" if name == DECK_FILE else "ce n’est pas un fichier ordinaire"
    for command in (["check", str(deck)], ["check", str(deck), "--json"], ["deck", "add", str(deck), "--yes"]):
        result = run(*command)
        assert "sesame" not in result.out + result.err
        if command[0] == "check":
            assert result.code in (1, 3)
            assert told in result.out + result.err


@posix
@pytest.mark.parametrize("name", [SECOND, "sources.yaml"])
@pytest.mark.parametrize("kind", ["pipe", "device", "loop", "nowhere", "folder"])
def test_what_is_no_file_is_not_opened(run: Run, deck: Path, kind: str, name: str) -> None:
    """A pipe would wait for ever, a device never end, a link lead round and round."""
    path = deck / name
    path.unlink(missing_ok=True)
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    else:
        path.symlink_to({"device": Path("/dev/zero"), "loop": path, "nowhere": deck / "rien"}[kind])
    if (kind, name) in {("folder", "sources.yaml"), ("loop", "sources.yaml"), ("nowhere", "sources.yaml")}:
        # No list of sources is there, which is told where one is cited.
        assert run("list", "--deck", str(deck)).code == 3
    else:
        refused(run, deck, str(path))


@posix
def test_a_folder_that_holds_itself_is_walked_once(run: Run, deck: Path) -> None:
    """A link to the deck inside the deck is no endless folder."""
    (deck / "practices" / "encore").symlink_to(deck)
    assert run("check", str(deck)).code == 0
    assert len(run("list", "--deck", str(deck)).out.splitlines()) == 1


@pytest.mark.parametrize(
    "name", ["CON", "nul.yaml", "com1.txt.yaml", "LPT9", "practices/aux.yaml", "COM¹.yaml", "con .yaml", "prn..yaml"]
)
def test_devices_of_windows_are_no_files(name: str) -> None:
    """With any suffix, in any case, in any folder."""
    assert "appareil" in str(name_fault(name))


@pytest.mark.parametrize("name", ["../x.yaml", "/etc/passwd", "C:/x.yaml", "a/../../x", "..", "\\\\serveur\\x", "c:x"])
def test_names_lead_nowhere_else(name: str) -> None:
    """Nothing above the deck, no disk, no server."""
    assert "hors du jeu" in str(name_fault(name))


@posix
def test_the_name_of_a_file_forges_no_message(run: Run, deck: Path) -> None:
    """A line end, a control code or a direction in a name don't make lines of their own, nor drive a terminal."""
    (deck / "practices" / "a\nb : tout va bien\x1b[31m\u202e.yaml").write_text("id: [x", encoding="utf-8")
    result = run("check", str(deck))
    assert result.code == 3
    assert not {"\x1b", "\u202e"} & set(result.out + result.err)
    assert not [line for line in result.out.splitlines() if line.startswith("b :")]


def test_too_many_files_and_too_heavy_ones_are_refused_unread(run: Run, deck: Path) -> None:
    """Neither thousands of files nor tens of millions of bytes are opened."""
    for number in range(MAX_UNPACKED // MAX_BYTES + 5):
        with (deck / "practices" / f"h{number}.yaml").open("wb") as file:
            file.truncate(MAX_BYTES)
    assert "pèse plus de" in run("list", "--deck", str(deck)).err
    for number in range(MAX_FILES + 1):
        (deck / "practices" / f"x{number}.yaml").touch()
    assert "plus de 5000 fichiers" in run("list", "--deck", str(deck)).err


def test_a_long_name_is_refused(run: Run, deck: Path) -> None:
    """A name that other systems can't hold."""
    (deck / "practices" / f"{'x' * MAX_NAME}.yaml").write_text(SMALL_CARD, encoding="utf-8")
    assert f"{MAX_NAME} caractères" in run("list", "--deck", str(deck)).err


@pytest.mark.parametrize(
    "text", ["{end.__class__.__mro__}", "{0}", "{proposal!r:>9999999}", "{end:{end}}", "%(end)s", "{{end}}"]
)
def test_braces_of_a_deck_are_text(text: str) -> None:
    """Only the places that a format may name are filled; nothing else in braces is looked at."""
    words = words_of(None)
    assert fill(text, words, "9 h") == text.replace("{end}", "9 h")
    assert fill_lines([text], words, "9 h") == (text.replace("{end}", "9 h"),)


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "CON", "a/b\\c:d", "\x1b[31m", "\u202e", "", "." * 300, "日本", "x" * 500]
)
def test_names_of_files_are_made_of_letters(name: str) -> None:
    """What a file is named after leaves only letters, figures and hyphens in its name."""
    made = slug(name)
    assert made
    assert len(made) <= 64
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


def test_a_plan_names_no_deck_on_a_network(run: Run, tmp_path: Path) -> None:
    """Opening a plan from a stranger never asks a server for a deck, which on Windows tells it who one is."""
    plan = tmp_path / "plan.yaml"
    assert run("plan", "lorient", "--seed", "1", "-o", str(plan)).code == 0
    text = plan.read_text(encoding="utf-8")
    for root in (r"\\\\mal.example\\jeu", "//mal.example/jeu"):
        plan.write_text(text.replace("roots: []", f'roots: ["{root}"]'), encoding="utf-8")
        result = run("render", str(plan))
        assert result.code == 1
        assert "réseau" in result.err


def test_a_character_to_retype_is_told_at_its_line(run: Run, deck: Path) -> None:
    """`check` warns where a text was read without a character that hides or drives."""
    path = deck / "practices" / "A1-un.yaml"
    path.write_text(SMALL_CARD.replace("title: Un bus", r'title: "Un \e[31mbus\u202e"'), encoding="utf-8")
    result = run("check", str(deck))
    assert result.code == 0
    assert "A1-un.yaml:3:8 title : avertissement : un caractère invisible" in result.out
    assert "\x1b" not in run("show", "A1", "--deck", str(deck)).out


def test_a_calendar_holds_only_its_own_events() -> None:
    """Line ends and commands of calendars in a title are text."""
    import datetime as dt

    from icalendar import Calendar

    from territoires_cli.models.document import Reminder
    from territoires_cli.render.reminders import calendar_file

    evil = "x\r\nEND:VEVENT\r\nBEGIN:VALARM\nACTION:PROCEDURE\u2028ATTACH:file:///c:/x.exe\x1b[31m;,\\n"
    made = calendar_file(evil, [Reminder(uid="1", day=dt.date(2026, 3, 1), title=evil, details=evil)], 0.0)
    calendar = Calendar.from_ical(made.decode("utf-8"))
    assert [part.name for part in calendar.walk()] == ["VCALENDAR", "VEVENT"]
    assert b"\x1b" not in made


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@x", "\t=1", " =1", "＝1", "\n=1", "\u200b=1", '"=1', "=cmd|' /C calc'!A0"]
)
def test_no_cell_of_a_table_is_a_formula(text: str) -> None:
    """What is written for a spreadsheet begins with no sign of a formula, and each row stays one line."""
    import csv
    import io

    from territoires_cli.render.rows import comma_separated, office_csv, tab_separated

    for made, separator in (
        (comma_separated(["a"], [[text]]), ","),
        (office_csv(["a"], [[text]]).decode("utf-8-sig"), ";"),
    ):
        rows = list(csv.reader(io.StringIO(made), delimiter=separator))
        assert len(rows) == 2
        assert rows[1][0].lstrip()[:1] not in {"=", "+", "-", "@", "＝"}
    assert tab_separated([[text, "b"]]).count("\n") == 1
