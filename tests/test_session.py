"""A session folded from its entries: steps, minutes, pauses, corrections, lateness, and the minutes of what is left."""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from territoires_cli.documents.plan_context import Context
from territoires_cli.errors import RequestError
from territoires_cli.matching import match_city
from territoires_cli.models.deck import Deck
from territoires_cli.models.plan import Moment, Plan, TimedStep
from territoires_cli.models.session import Entry
from territoires_cli.retiming import lateness, promised_end, propose
from territoires_cli.session import Session, card_lines, fold, line_of, new_session
from territoires_cli.showing import clock_at, late_words, mood_of, room_view, time_words, view

STEPS = (TimedStep(step="un", minutes=10), TimedStep(step="deux", minutes=20), TimedStep(step="trois", minutes=30))


def entries(*told: dict[str, Any]) -> list[Entry]:
    """Entries numbered from 1."""
    return [Entry.model_validate({"n": number, "at": 0.0, **item}) for number, item in enumerate(told, start=1)]


def played(*told: dict[str, Any]) -> Session:
    """Three steps of 10, 20 and 30 minutes, and what these entries make of them."""
    session = new_session(STEPS)
    for entry in entries(*told):
        session.apply(entry)
    return session


@pytest.fixture
def plan(deck: Deck, plan_of: Callable[..., Plan]) -> Plan:
    return plan_of()


@pytest.fixture
def context(deck: Deck, plan: Plan) -> Context:
    return Context.of(plan, deck, match_city(deck, plan.city))


def test_a_step_runs_down_and_the_next_begins_anew() -> None:
    """Ten minutes at the start, five after five minutes; the next step has its own twenty, and the first knows its end."""
    session = played({"kind": "start", "at": 1000.0})
    assert session.remaining(1000.0) == 600
    assert session.remaining(1300.0) == 300
    session.apply(Entry(n=2, at=1500.0, kind="move", step="deux"))
    assert (session.remaining(1500.0), session.turns[0].ended, session.turns[0].spent) == (1200, 1500.0, 500.0)


def test_a_pause_stops_the_time_and_nothing_else() -> None:
    """Paused after a minute for an hour: nine minutes are left, before and after."""
    session = played({"kind": "start"}, {"kind": "pause", "at": 60.0})
    assert session.remaining(3660.0) == 540
    session.apply(Entry(n=3, at=3660.0, kind="resume"))
    assert session.remaining(3720.0) == 480


def test_going_back_goes_on_where_the_step_was_left() -> None:
    """A step that is played again keeps the minutes it has used."""
    session = played(
        {"kind": "start"}, {"kind": "move", "step": "deux", "at": 300.0}, {"kind": "move", "step": "un", "at": 400.0}
    )
    assert session.remaining(400.0) == 300
    assert session.turns[0].ended is None


def test_minutes_are_given_and_taken_back() -> None:
    """Five minutes more, then seven fewer; never below one minute."""
    session = played({"kind": "start"}, {"kind": "extend", "minutes": 5}, {"kind": "extend", "minutes": -7})
    assert session.remaining(0.0) == 480
    session.apply(Entry(n=4, at=0.0, kind="extend", minutes=-400))
    assert session.turns[0].minutes == 1


def test_retiming_changes_what_is_to_come_alone() -> None:
    """New minutes, a step that leaves, a break that comes in; the step that is played stays as it is."""
    session = played(
        {"kind": "start"},
        {"kind": "retime", "steps": [{"step": "pause-ajoutee", "minutes": 5}, {"step": "trois", "minutes": 25}]},
    )
    assert [(turn.step, turn.minutes) for turn in session.coming] == [("pause-ajoutee", 5), ("trois", 25)]
    assert [turn.step for turn in session.turns if turn.is_dropped] == ["deux"]
    place = session.next_place(1)
    assert place is not None
    assert session.turns[place].step == "pause-ajoutee"
    session.apply(Entry(n=3, at=9.0, kind="move", step="deux"))
    assert session.turn is not None
    assert (session.turn.step, session.turn.is_dropped) == ("deux", False)


def test_the_end_stops_everything_and_can_be_taken_back() -> None:
    """Ended after two minutes; resumed, eight minutes are left."""
    session = played({"kind": "start"}, {"kind": "end", "at": 120.0})
    assert session.remaining(9999.0) == 480
    session.apply(Entry(n=3, at=500.0, kind="resume"))
    assert (session.ended, session.remaining(500.0)) == (None, 480)


def test_corrections_change_what_they_tell_and_lose_nothing() -> None:
    """A new text, the same card; withdrawn, it no longer counts; corrected again, it does."""
    session = played(
        {"kind": "card", "table": 1, "card": "covoiturage", "verdict": "kept", "text": "oui"},
        {"kind": "correct", "of": 1, "verdict": "refused"},
        {"kind": "withdraw", "of": 1, "text": "doublon"},
    )
    assert session.entries == []
    assert session.withdrawn[1].text == "doublon"
    session.apply(Entry(n=4, at=0.0, kind="correct", of=1, text="non"))
    (entry,) = session.entries
    assert (entry.card, entry.verdict, entry.text) == ("covoiturage", "refused", "non")
    assert session.said[1].is_corrected


@pytest.mark.parametrize(
    "data", [{"kind": "move"}, {"kind": "card", "table": 1}, {"kind": "correct", "of": 5}, {"kind": "note", "text": " "}, {"kind": "rien"}]
)  # fmt: skip
def test_an_entry_that_tells_too_little_is_refused(data: dict[str, Any]) -> None:
    """A move without a step, a card without a card, a correction of what is to come, an empty note, an unknown kind."""
    with pytest.raises(ValidationError):
        Entry.model_validate({"n": 2, "at": 0, **data})


@settings(max_examples=200)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["start", "pause", "resume", "end", "extend", "move", "retime"]),
            st.integers(0, 2),
            st.integers(-30, 30),
            st.floats(0, 600),
        ),
        max_size=25,
    )
)
def test_whatever_is_pressed_time_adds_up(keys: Sequence[tuple[str, int, int, float]]) -> None:
    """Any keys in any order: no step has negative time, all played time fits between start and now, one step at most runs."""
    session, now = new_session(STEPS), 0.0
    for number, (kind, place, minutes, passes) in enumerate(keys, start=1):
        now += passes
        told: dict[str, Any] = {"n": number, "at": now, "kind": kind}
        if kind == "move":
            told["step"] = STEPS[place].step
        if kind == "extend":
            told["minutes"] = minutes
        if kind == "retime":
            told["steps"] = [{"step": STEPS[place].step, "minutes": abs(minutes) + 1}]
        session.apply(Entry.model_validate(told))
        assert sorted(turn.step for turn in session.turns) == sorted(step.step for step in STEPS)
        spent = [turn.spent for turn in session.turns]
        running = session.elapsed(now) - (session.turn.spent if session.turn else 0)
        assert min(spent) >= 0
        assert running >= 0
        assert sum(spent) + running <= now + 1e-6


def test_an_end_is_promised_by_the_plan_unless_it_began_at_another_time(plan: Plan) -> None:
    """Ten minutes after its time: the plan's own end; in the evening: so many minutes from then."""
    hour, minute = (int(part) for part in plan.start.split(":"))
    at = dt.datetime(2026, 3, 3, hour, minute).astimezone().timestamp()
    lasts = plan.duration * 60
    assert [promised_end(plan, at + late) - at for late in (-600, 0, 600, 3600)] == [lasts] * 4
    assert promised_end(plan, at + 8 * 3600) == at + 8 * 3600 + lasts


def test_late_sessions_are_retimed_by_the_plans_own_rules(context: Context, plan: Plan) -> None:
    """Twenty minutes lost in the first step: what is left ends on time again, within each step's bounds, or says what is missed."""
    session = fold(plan, entries({"kind": "start", "at": 0.0}))
    now = plan.steps[0].minutes * 60 + 1200.0
    session.apply(Entry(n=2, at=now, kind="move", step=plan.steps[1].step))
    promised = promised_end(plan, 0.0)
    assert abs(lateness(plan, session, now) - (now + sum(step.minutes for step in plan.steps[1:]) * 60 - promised)) < 1
    steps = list(context.shape.steps)
    found = propose(context.shape, steps, plan, session, now)
    total = sum(item.minutes for item in found.steps)
    left = (promised - now) / 60 - plan.steps[1].minutes
    assert abs(total - left) < 5 or found.missed >= 0
    known = {step.id: step.minutes for step in steps}
    assert all(item.minutes <= known[item.step].max for item in found.steps if known[item.step].per == "workshop")
    with pytest.raises(RequestError, match="Il ne reste aucune étape"):
        propose(context.shape, [], plan, session, now)


def test_fixed_moments_to_come_count_into_lateness(plan: Plan) -> None:
    """Ten minutes of a moment that is still to come make the end ten minutes later, also while a step has time left."""
    hour = int(plan.start.split(":")[0])
    begun = dt.datetime(2027, 3, 3, hour).astimezone().timestamp()
    session = fold(plan, entries({"kind": "start", "at": begun}))
    held = plan.model_copy(update={"moments": (Moment(at=f"{hour + 1:02d}:00", minutes=10, title="Arrivée"),)})
    assert lateness(held, session, begun + 60) - lateness(plan, session, begun + 60) == 600


def test_moods_change_at_a_fifth_and_a_twentieth() -> None:
    """A step of ten minutes: soon below two minutes, last below half a minute, over at the end."""
    session = played({"kind": "start"})
    assert [mood_of(session, at) for at in (0.0, 479.0, 481.0, 571.0, 600.0)] == [
        "calm",
        "calm",
        "soon",
        "last",
        "over",
    ]


def test_times_in_words() -> None:
    """Minutes and seconds, beyond the end too; small delays are not worth a word."""
    assert [time_words(seconds) for seconds in (725.0, 59.9, 0.0, -90.0)] == ["12:05", "0:59", "0:00", "−1:30"]
    assert late_words(60) == ""
    assert late_words(300) == "5\u00a0minutes de retard"
    assert late_words(-600) == "10\u00a0minutes d’avance"
    assert clock_at(0.0).count("h") == 1


def test_the_facilitator_sees_the_script_and_the_room_never_does(context: Context, plan: Plan) -> None:
    """Words to say, gestures and notes on one side; instruction and questions on the other, nothing else."""
    told: list[dict[str, Any]] = [
        {"kind": "start"},
        {"kind": "note", "table": 1, "text": "Quxnote"},
        {"kind": "move", "step": plan.steps[2].step, "at": 60.0},
    ]
    session = fold(plan, entries(*told))
    shown, seen = view(context, session, 60.0), room_view(context, session, 60.0)
    assert shown.says
    assert shown.does
    assert shown.coming[0].endswith("min)")
    assert seen.title == shown.title
    assert len(seen.questions) == len(plan.tables)
    public = " ".join((seen.title, seen.state, *seen.lines, *seen.questions))
    assert "Quxnote" not in public
    assert not any(line in public for line in (*shown.says, *shown.does, *shown.watch))


def test_before_the_start_and_after_the_end(context: Context, plan: Plan) -> None:
    """The title of the workshop, then thanks; no time is shown."""
    before = room_view(context, fold(plan, []), 0.0)
    assert (before.title.replace("\u00a0", " "), before.time) == (context.title, "")
    assert view(context, fold(plan, []), 0.0).says == ()
    after = room_view(context, fold(plan, entries({"kind": "start"}, {"kind": "end", "at": 5.0})), 9.0)
    assert after.title.startswith("Merci")
    assert (after.time, after.lines, after.questions) == ("", (), ())


def test_lines_have_the_numbers_of_the_grid(plan: Plan) -> None:
    """A card's place in its table's hand; a proposal's own number; nothing for a note."""
    hand = plan.hands[1]
    assert card_lines(plan)[hand.table, hand.cards[2].card] == 3
    card, proposal, note = entries(
        {"kind": "card", "table": hand.table, "card": hand.cards[2].card},
        {"kind": "proposal", "table": 1, "line": 12, "text": "x"},
        {"kind": "note", "text": "x"},
    )
    assert (line_of(plan, card), line_of(plan, proposal), line_of(plan, note)) == (3, 12, None)
