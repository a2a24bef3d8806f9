"""The full screens of a session: led by keys, typed into, retimed, resized; the room's view beside it. Time is simulated."""

import asyncio
import datetime as dt
import os
import sys
import time
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from territoires_cli.documents.plan_context import Context
from territoires_cli.journal import FILE, Journal, read_journal
from territoires_cli.matching import match_city
from territoires_cli.models.deck import Deck
from territoires_cli.models.plan import Plan
from territoires_cli.models.session import Entry
from territoires_cli.recording import Clock, Recorder, steady_seconds
from territoires_cli.session import fold
from territoires_cli.sessions import open_session
from territoires_cli.ui.big_time import big_time
from territoires_cli.ui.room_screen import RoomScreen
from territoires_cli.ui.run_screen import RunScreen


class FakeClock:
    """A time that tests set."""

    def __init__(self, at: float) -> None:
        self.at = at

    def __call__(self) -> float:
        """The time set."""
        return self.at


@pytest.fixture
def plan(plan_of: Callable[..., Plan]) -> Plan:
    return plan_of("decouverte", duration=90, participants=24)


@pytest.fixture
def context(deck: Deck, plan: Plan) -> Context:
    return Context.of(plan, deck, match_city(deck, plan.city))


@pytest.fixture
def clock(plan: Plan) -> FakeClock:
    """The plan's own start, on a day."""
    hour, minute = (int(part) for part in plan.start.split(":"))
    return FakeClock(dt.datetime(2027, 3, 3, hour, minute).astimezone().timestamp())


@pytest.fixture
def folder(tmp_path: Path, plan: Plan, clock: FakeClock, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TERRITOIRES_SESSIONS", str(tmp_path / "sessions"))
    return open_session(plan, "Une soirée", clock())


def played(play: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """Run what a test does with a screen."""
    asyncio.run(play())


def seen(app: RunScreen | RoomScreen, *names: str) -> str:
    """The words of some pieces of a screen."""
    return "\n".join(str(app.screen_stack[0].query_one(f"#{name}").render()) for name in names).replace("\u00a0", " ")


def test_keys_lead_and_lines_are_kept(context: Context, folder: Path, clock: FakeClock) -> None:
    """Next, back, pause, minutes; a line is typed and kept; a wrong one stays to be mended; sheets open and close."""

    async def play() -> None:
        with Recorder(context, Journal.take(folder), clock) as recorder:
            app = RunScreen(recorder)
            async with app.run_test(size=(80, 24)) as pilot:
                await pilot.press("n", "n", "b", "space", "space", "plus", "minus", "asterisk", "b")
                assert "C’est la première étape" in seen(app, "message")
                await pilot.press("enter", *"1.1 g oui", "enter")
                assert "gardée : oui" in seen(app, "told")
                assert seen(app, "message") == "Gardé."
                await pilot.press(*"bla", "enter")
                assert "commencez par un numéro" in seen(app, "message")
                await pilot.press("escape", "v", "escape", "d", "enter", "question_mark", "escape", "l", "escape")
                await pilot.press("a", *"2", "enter", "escape")
                await pilot.press("c", *"1", "enter", "escape")
                assert "carte tirée" in seen(app, "told")
                clock.at += 3000
                await pilot.press("r")
                await pilot.press("escape")
                await pilot.press("r", "enter")
                await pilot.pause()
                app.refresh_view()
                assert "min)" in seen(app, "next")
                await pilot.resize_terminal(120, 40)
                await pilot.resize_terminal(60, 20)
                await pilot.press("q")

    played(play)
    kinds = [entry.kind for entry in read_journal(folder).entries]
    assert kinds == [
        "start",
        "move",
        "move",
        "pause",
        "resume",
        "extend",
        "extend",
        "extend",
        "card",
        "move",
        "dealt",
        "retime",
    ]


def test_a_retiming_can_be_adjusted(context: Context, plan: Plan, folder: Path, clock: FakeClock) -> None:
    """Ten minutes lost: the proposal is adjusted for the next step, then kept; before the start there is nothing to retime."""

    async def play() -> None:
        with Recorder(context, Journal.take(folder), clock) as recorder:
            app = RunScreen(recorder)
            async with app.run_test(size=(80, 24)) as pilot:
                await pilot.press("r")
                assert "Il ne reste aucune étape" in seen(app, "message")
                await pilot.press("n")
                clock.at += plan.steps[0].minutes * 60 + 600
                app.refresh_view()
                assert "10 minutes de retard : r pour recaler" in seen(app, "status")
                assert "C’est l’heure" in seen(app, "status")
                await pilot.press("n", "r", *"1=7", "enter")

    played(play)
    retime = read_journal(folder).entries[-1]
    assert retime.kind == "retime"
    assert retime.steps is not None
    assert retime.steps[0].minutes == 7


def test_trouble_with_the_disk_stays_on_the_screen(
    context: Context, folder: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In capitals, with what to type."""

    async def play() -> None:
        with Recorder(context, Journal.take(folder), clock) as recorder:
            app = RunScreen(recorder)
            async with app.run_test(size=(80, 24)) as pilot:
                monkeypatch.setattr(Journal, "_write", lambda _self, _line: "le disque est plein")
                await pilot.press("enter", *"1.1 g", "enter")
                assert "PAS ENCORE SUR LE DISQUE (le disque est plein)" in seen(app, "message")
                assert recorder.session.entries

    played(play)


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (120, 40), (200, 60)])
def test_the_time_takes_a_third_of_the_rooms_screen(
    context: Context, folder: Path, clock: FakeClock, columns: int, rows: int
) -> None:
    """Readable from the last row; the words change with the colours; notes never show; a torn journal is looked over."""

    async def play() -> None:
        app = RoomScreen(folder, context, clock)
        async with app.run_test(size=(columns, rows)) as pilot:
            assert "Val" in seen(app, "title")
            with Journal.take(folder) as journal:
                journal.add(Entry(n=1, at=clock(), kind="start"))
                journal.add(Entry(n=2, at=clock(), kind="note", table=1, text="Quxnote"))
            app.refresh_view()
            await pilot.pause()
            minutes = context.plan.steps[0].minutes
            for share, word in (
                (0.0, "En cours"),
                (0.85, "Bientôt la fin"),
                (0.97, "Derniers instants"),
                (1.2, "C’est l’heure"),
            ):
                kept, clock.at = clock.at, clock.at + share * minutes * 60
                app.refresh_view()
                await pilot.pause()
                assert word in seen(app, "state")
                lines = seen(app, "time").split("\n")
                assert len(lines) >= rows / 3
                assert max(len(line) for line in lines) <= columns
                clock.at = kept
            assert "Quxnote" not in seen(app, "title", "time", "state", "lines", "questions", "clock")
            (folder / FILE).rename(folder / "parti")
            app.refresh_view()
            assert "En cours" in seen(app, "state")

    played(play)


def test_questions_take_turns_where_they_do_not_all_hold(context: Context, folder: Path, clock: FakeClock) -> None:
    """Each table's question comes first in its turn on a small screen; all stand still on a large one."""
    step = next(place for place, item in enumerate(context.steps) if item.step.grouping == "table")
    with Journal.take(folder) as journal:
        journal.add(Entry(n=1, at=clock(), kind="move", step=context.steps[step].step.id))

    async def play() -> None:
        for size, changes in (((80, 24), True), ((160, 60), False)):
            app = RoomScreen(folder, context, clock)
            async with app.run_test(size=size):
                firsts = set()
                for _time in range(4):
                    app.refresh_view()
                    firsts.add(seen(app, "questions").split("\n")[0])
                    clock.at += 12
            assert (len(firsts) > 1) == changes

    played(play)


@given(st.integers(0, 99 * 60 + 59), st.integers(1, 250), st.integers(1, 80))
def test_figures_hold_in_their_place(seconds: int, columns: int, rows: int) -> None:
    """Whatever the size: no wider, no higher, every line as long; one line of text where there is no room."""
    text = f"{seconds // 60}:{seconds % 60:02d}"
    lines = big_time(text, columns, rows)
    if lines != [text]:
        assert len(lines) <= rows
        assert {len(line) for line in lines} == {len(lines[0])}
        assert len(lines[0]) <= columns
    assert big_time("", columns, rows) == []


def test_the_clock_neither_jumps_nor_sleeps() -> None:
    """Eight hours with the wall clock set back an hour and a suspend: less than a second of drift."""
    wall, steady = [1_800_000_000.0], [50.0]
    clock = Clock(lambda: wall[0], lambda: steady[0])
    begun = clock()
    for _minute in range(480):
        steady[0] += 60
        wall[0] += 60 if _minute != 100 else -3540
    assert abs(clock() - begun - 8 * 3600) < 1
    assert steady_seconds() <= steady_seconds()
    assert abs(Clock()() - time.time()) < 5


def test_two_thousand_notes_do_not_slow_a_key(context: Context, plan: Plan, folder: Path, clock: FakeClock) -> None:
    """What a key leads to touches no more than its own entry: the state grows by one, the journal by a line."""
    told = [Entry(n=1, at=0.0, kind="start")]
    told += [Entry(n=number, at=0.0, kind="note", text="x") for number in range(2, 2002)]
    session = fold(plan, told)
    assert len(session.entries) == 2000
    with Recorder(context, Journal.take(folder), clock) as recorder:
        size = (folder / FILE).stat().st_size
        recorder.add([{"kind": "note", "text": "x"}])
        assert (folder / FILE).stat().st_size - size < 100


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals")
def test_a_whole_session_in_real_terminals(  # noqa: PLR0915 - one session from its start to its end
    plan: Plan, folder: Path, clock: FakeClock, tmp_path: Path, run: Callable[..., Any]
) -> None:
    """Ninety minutes in simulated time: every step, notes, votes, a late retiming, a resize, a kill and a return; the room beside it."""
    import pexpect

    at = tmp_path / "clock"

    def passes(seconds: float) -> None:
        clock.at += seconds
        draft = tmp_path / "clock.new"
        draft.write_text(str(clock.at), encoding="utf-8")
        draft.replace(at)

    def opened(which: str) -> "pexpect.spawn[str]":
        driver = str(Path(__file__).with_name("live_driver.py"))
        environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "", "LINES": ""}
        return pexpect.spawn(
            sys.executable, [driver, which, str(folder), str(at)],
            dimensions=(24, 80), encoding="utf-8", timeout=30, env=environment,
        )  # fmt: skip

    def waits_for(count: int) -> None:
        """Until so many entries are on disk."""
        until = time.monotonic() + 30
        while len(read_journal(folder).entries) < count:
            assert time.monotonic() < until, read_journal(folder).entries
            time.sleep(0.05)

    passes(0)
    screen, room = opened("run"), opened("room")
    screen.expect("Avant de commencer")
    screen.send("n")
    waits_for(1)
    room.expect("En cours")
    screen.send("\r1.1 g La Colloc\r1.2 4 voix\r2 d trop vite\r1 proposition Un car ; qui : X\r")
    waits_for(5)
    assert [entry.kind for entry in read_journal(folder).entries][1:] == ["card", "vote", "disagreement", "proposal"]
    screen.expect("rend les touches")
    screen.send("\x1b")
    screen.expect("→ suite")
    passes(plan.steps[0].minutes * 60 + 900)
    screen.setwinsize(40, 120)
    screen.expect("15 minutes de retard".replace(" ", "."))
    screen.send("r")
    screen.expect("accepte")
    screen.send("\r")
    waits_for(6)
    screen.kill(9)
    screen.wait()
    screen = opened("run")
    screen.expect("Un car")
    count = 6
    for _step in range(len(plan.steps)):
        session = fold(plan, read_journal(folder).entries)
        if session.ended is not None:
            break
        passes(max(session.remaining(clock()), 0))
        screen.send("n")
        count += 1
        waits_for(count)
    room.expect("Merci")
    screen.send("q")
    screen.expect(pexpect.EOF)
    room.send("q")
    room.expect(pexpect.EOF)
    session = fold(plan, read_journal(folder).entries)
    assert session.ended is not None
    assert session.started is not None
    lasted = session.ended - session.started
    assert abs(lasted - plan.duration * 60) <= 5 * 60
    assert [entry.kind for entry in session.entries] == ["card", "vote", "disagreement", "proposal"]
    report = run("report", str(folder))
    assert report.code == 0, report.err
    assert "La Colloc" in report.out
    assert "Un car" in report.out
    assert "trop vite" in report.out
    assert "X" not in report.out.split("Un car")[1].split("\n")[0]
