"""The report of a session and what comes of it: reference, privacy, spreadsheets, calendars, papers, the plan that goes on."""

import csv
import datetime as dt
import io
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from territoires_cli.dating import read_due
from territoires_cli.documents.folder import Folder
from territoires_cli.documents.plan_context import Context
from territoires_cli.documents.report import report
from territoires_cli.harvesting import harvest_of, owner_words, without_names
from territoires_cli.journal import Journal
from territoires_cli.matching import match_city
from territoires_cli.models.deck import Deck
from territoires_cli.models.plan import Mandate, Plan
from territoires_cli.models.session import Entry
from territoires_cli.models.settings import Settings
from territoires_cli.render.markdown import render_markdown
from territoires_cli.session import Session, fold
from territoires_cli.sessions import open_session

if TYPE_CHECKING:
    from tests.conftest import Result

Run = Callable[..., "Result"]
PlanOf = Callable[..., Plan]
BEGUN = dt.datetime(2027, 3, 3, 9, 4, tzinfo=dt.UTC).timestamp()
NAMES = ("Le Goff", "Goff", "Diop", "Fatou", "Kerjean")


def utc(at: float) -> dt.datetime:
    return dt.datetime.fromtimestamp(at, dt.UTC)


def plan_for(plan_of: PlanOf, **changes: Any) -> Plan:
    mandate = Mandate(level="co-conception", decides="Le quartier du port.", answered_by="La maire")
    return plan_of(participants=12, changes={"date": "2027-03-03", "place": "Mairie", "mandate": mandate, **changes})


def entries_of(plan: Plan) -> list[Entry]:
    """A whole session: every step a minute late, what each kind of entry may say, a correction, a withdrawal."""
    cards = [dealt.card for dealt in plan.hands[0].cards]
    told: list[dict[str, Any]] = [{"kind": "start", "at": BEGUN}]
    now = BEGUN
    for before, step in zip(plan.steps, plan.steps[1:], strict=False):
        now += 60 * (before.minutes + 1)
        told.append({"kind": "move", "step": step.step, "at": now})
    told.append({"kind": "end", "at": now + 600})
    told += [
        {"kind": "present", "count": 11},
        {"kind": "card", "table": 1, "card": cards[0], "verdict": "kept", "text": "Chez nous, le garage le fait."},
        {"kind": "card", "table": 1, "card": cards[1], "verdict": "refused", "text": "Trop cher"},
        {"kind": "vote", "table": 1, "card": cards[0], "count": 7},
        {"kind": "proposal", "table": 1, "line": 20, "text": "Ouvrir le samedi, dit Mme Le Goff", "owner": "Mme Le Goff", "due": "avant le 3 mai"},
        {"kind": "vote", "table": 1, "line": 20, "count": 8},
        {"kind": "proposal", "table": 2, "line": 21, "text": "=1+1", "owner": "à confirmer par Fatou Diop", "due": "fin juin"},
        {"kind": "proposal", "table": 2, "line": 22, "text": "Un abri", "count": 4},
        {"kind": "priority", "table": 2, "text": "Une salle le soir"},
        {"kind": "strength", "table": 1, "text": "Les jardiniers"},
        {"kind": "disagreement", "table": 2, "text": "« Oui » contre « non »"},
        {"kind": "parked", "line": 1, "text": "Qui assure ?", "owner": "M. Kerjean"},
        {"kind": "absent", "text": "Les 16–25 ans"},
        {"kind": "surprise", "text": "Deux tables d’accord"},
        {"kind": "next", "text": "Le 8 avril à 18 h"},
        {"kind": "note", "text": "Une note en trop"},
    ]  # fmt: skip
    count = len(told)
    told += [
        {"kind": "correct", "of": count - 13, "text": "Trop cher pour la commune"},
        {"kind": "withdraw", "of": count},
    ]
    return [Entry.model_validate({"at": now + 700, **item, "n": number}) for number, item in enumerate(told, start=1)]


def folder_for(deck: Deck, plan: Plan) -> Folder:
    return Folder(Context.of(plan, deck, match_city(deck, plan.city)), Settings())


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, plan_of: PlanOf) -> str:
    """A session on disk, alone there; commands run in an empty folder."""
    monkeypatch.setenv("TERRITOIRES_SESSIONS", str(tmp_path / "sessions"))
    monkeypatch.setenv("TERRITOIRES_CONFIG", str(tmp_path / "settings" / "config.yaml"))
    plan = plan_for(plan_of)
    folder = open_session(plan, "Val demain", BEGUN, tmp_path / "sessions" / "2027-03-03-val")
    with Journal.take(folder) as journal:
        for entry in entries_of(plan):
            assert journal.add(entry) is None
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    return folder.name


def test_the_report_reads_well(deck: Deck, plan_of: PlanOf, reference: Callable[[str, str], None]) -> None:
    """A whole session as its report; read the difference as an elected official would."""
    plan = plan_for(plan_of)
    reference("report.md", render_markdown(report(folder_for(deck, plan), fold(plan, entries_of(plan)), utc)))


@pytest.mark.parametrize("level", ["information", "consultation", "co-conception", "co-decision", None])
def test_words_follow_the_mandate(deck: Deck, plan_of: PlanOf, level: str | None) -> None:
    """Avis, proposition or décision; a vote is indicative unless the group decides."""
    mandate = Mandate.model_validate({"level": level}) if level else None
    plan = plan_for(plan_of, mandate=mandate)
    text = render_markdown(report(folder_for(deck, plan), fold(plan, entries_of(plan)), utc))
    proposals = {"information": "avis", "consultation": "avis", "co-decision": "décisions"}.get(
        level or "", "propositions"
    )
    assert f"## Les {proposals}" in text
    assert ("Le vote est indicatif" in text) is (level != "co-decision")


def test_an_empty_session_is_told_in_few_words(deck: Deck, plan_of: PlanOf) -> None:
    """Nothing is invented where nothing was typed, and no section stands empty."""
    plan = plan_for(plan_of)
    text = render_markdown(report(folder_for(deck, plan), fold(plan, []), utc))
    assert "n’a encore été saisi" in text
    assert "## Le déroulé" not in text
    assert "Rien n’a été noté sur les priorités" in text


def test_nobody_is_named_unless_asked(run: Run, kept: str) -> None:
    """An owner's name is in no format without --names, not even inside what a table wrote; with it, it is to be confirmed."""
    for name in ("cr.md", "cr.html", "cr.json", "actions.csv", "actions.ics", "suite.yaml"):
        assert run("report", "-o", name).code == 0
        text = Path(name).read_text(encoding="utf-8")
        assert not [word for word in NAMES if word in text], name
    for doc in ("reponse", "bureau"):
        assert not [word for word in NAMES if word in run("report", "--doc", doc).out]
    shown = run("report", kept, "--names").out.replace("\u00a0", " ")
    assert "à confirmer par Mme Le Goff" in shown
    assert "à confirmer par Fatou Diop" in shown
    assert "confirmer par à confirmer" not in shown


@pytest.mark.parametrize(
    ("owner", "text", "left"),
    [
        ("Mme Le Goff", "demander à le goff et Mme Le Goff", True),
        ("Paul Martin et Fatou Diop", "Fatou Diop, puis Diop, puis PAUL MARTIN", True),
        ("La maire", "La maire ouvre la séance", False),
        ("CCAS", "Le CCAS ouvre la séance", False),
        ("le service voirie", "le service voirie passe", False),
    ],
)
def test_names_leave_texts_and_offices_stay(owner: str, text: str, *, left: bool) -> None:
    """People's names are taken out of what was said; an office, an elected role or an acronym names nobody."""
    entry = Entry(n=1, at=0, kind="proposal", table=1, text=text, owner=owner)
    session = Session([])
    session.apply(entry)
    bare = without_names(session).entries[0]
    assert (bare.text != text) is left
    assert owner_words(bare) == "à confirmer"
    assert not any(word in (bare.text or "").lower() for word in ("goff", "diop", "martin"))


def test_a_harvest_is_what_stands(plan_of: PlanOf) -> None:
    """Cards by their last verdict, proposals and priorities in words; what was withdrawn is gone."""
    plan = plan_for(plan_of)
    first, second = harvest_of(fold(plan, entries_of(plan)))
    cards = [dealt.card for dealt in plan.hands[0].cards]
    assert (first.table, first.kept, first.set_aside) == (1, (cards[0],), (cards[1],))
    assert second.notes == ("=1+1", "Un abri", "Priorité : Une salle le soir")


def test_actions_open_in_a_spreadsheet(run: Run, kept: str) -> None:
    """UTF-8 with its mark, semicolons, eight columns a line, numbers that stay text, no formula."""
    assert run("report", "-o", "actions.csv").code == 0
    raw = Path("actions.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert {len(row) for row in rows} == {8}
    assert [row[0] for row in rows[1:]] == ["n° 1.20", "n° 2.21", "n° 2.22"]
    assert rows[2][2] == "'=1+1"
    assert [row[3] for row in rows[1:]] == ["à confirmer", "à confirmer", "à désigner"]
    assert rows[1][4] == "3 mai"
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)


def test_due_actions_go_into_a_calendar(run: Run, kept: str) -> None:
    """A day for each date that is read, the same bytes twice; what has none is said on stderr."""
    from icalendar import Calendar

    result = run("report", "-o", "actions.ics")
    assert result.code == 0
    assert "2.21 a une date qui ne se lit pas (« fin juin »)" in result.err
    assert "2.22 n’a pas de date" in result.err
    raw = Path("actions.ics").read_bytes()
    events = Calendar.from_ical(raw).walk("VEVENT")
    assert [event.decoded("DTSTART") for event in events] == [dt.date(2027, 5, 3), dt.date(2027, 4, 8)]
    assert all(str(event["UID"]).startswith(f"{kept}-") for event in events)
    assert events[0].decoded("DTSTAMP") == dt.datetime.fromtimestamp(BEGUN, dt.UTC)
    assert run("report", "-o", "actions.ics", "--force").code == 0
    assert Path("actions.ics").read_bytes() == raw


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("3 mars", "2027-03-03"),
        ("le 2 mars", "2028-03-02"),
        ("avant le 1er avril", "2027-04-01"),
        ("d’ici le mardi 15 févr. 2028", "2028-02-15"),
        ("15/03/2027", "2027-03-15"),
        ("15.03.27", "2027-03-15"),
        ("pour le 5/4", "2027-04-05"),
        ("2027-12-24", "2027-12-24"),
        ("29 février", "2028-02-29"),
        ("3 août 18 h", "2027-08-03"),
        ("3 mars 2020", "2020-03-03"),
        ("31 avril", None),
        ("31/02/2027", None),
        ("fin mars", None),
        ("entre le 3 et le 8 mars et le 9 avril", None),
        ("après le 3 mars", None),
        ("", None),
    ],
)
def test_dates_are_read_as_people_say_them(text: str, day: str | None) -> None:
    """A year that isn't told makes it on or after the session's day; what is no single day is not guessed."""
    found = read_due(text, dt.date(2027, 3, 3))
    assert (found.isoformat() if found else None) == day


@pytest.mark.parametrize(("suffix", "start"), [(".pdf", b"%PDF"), (".docx", b"PK"), (".html", b"<!doctype"), (".md", b"# "), (".json", b"{")])  # fmt: skip
def test_every_format_is_made(run: Run, kept: str, suffix: str, start: bytes) -> None:
    """The report and its papers, by the suffix; nothing is replaced without --force."""
    assert run("report", "-o", f"cr{suffix}").code == 0
    assert Path(f"cr{suffix}").read_bytes().startswith(start)
    assert run("report", "-o", f"cr{suffix}").code == 1
    assert run("report", kept, "--doc", "bureau", "-o", f"note{suffix}").code == 0


def test_papers_are_filled_in(run: Run, kept: str) -> None:
    """Who came, what tables kept, why they set aside, what they wrote, the questions that are owed an answer."""
    note = run("report", "--doc", "bureau").out.replace("\u00a0", " ")
    assert "**Personnes venues :** 11" in note
    assert "(Trop cher pour la commune)" in note
    assert "Un abri" in note
    answer = run("report", "--doc", "reponse").out
    assert "Qui assure" in answer
    assert "Un abri" in answer


def test_the_next_plan_begins_from_the_session(run: Run, kept: str) -> None:
    """`-o suite.yaml`, then `plan --from` it."""
    told = run("report", "-o", "suite.yaml")
    assert told.code == 0
    said = told.err.split("territoires ")[-1].strip()
    assert said == "plan --from suite.yaml --format mise-en-oeuvre -o plan-2.yaml"
    result = run(*said.split(" -o ")[0].split(), "--seed", "1")
    assert result.code == 0
    assert "Ce que le groupe a déjà récolté" in result.out
    assert "Un abri" in result.out


def test_what_cannot_be_told_is_refused(run: Run, kept: str, plan_of: PlanOf) -> None:
    """Another paper, another suffix, a session without words: a sentence, the exit code, nothing written."""
    assert run("report", "--doc", "conducteur").code == 2
    assert run("report", "--doc", "bureau", "-o", "a.csv").code == 2
    assert run("report", "nulle-part").code == 2
    empty = open_session(plan_for(plan_of), "Vide", BEGUN)
    for name, code in (("a.csv", 1), ("a.ics", 1), ("a.yaml", 2)):
        result = run("report", empty.name, "-o", name)
        assert (result.code, Path(name).exists()) == (code, False)
        assert "rien n’a été écrit" in result.err
