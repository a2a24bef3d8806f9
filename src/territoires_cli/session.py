"""A session as a state: what its entries make of the plan, entry by entry, and what the clock shows at a moment. Pure.

Times are seconds since 1970 (UTC), as entries tell them; the clock itself is the caller's.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from territoires_cli.models.plan import Plan, TimedStep
from territoires_cli.models.session import Entry

SOON, LAST = 0.2, 0.05
"""The shares of a step's time from which the room is told that it ends soon, and that it ends."""
# Fields that a correction may change.
_CHANGED = ("table", "card", "text", "verdict", "count", "owner", "due")
_CLOCK = frozenset(("start", "move", "pause", "resume", "extend", "retime", "end"))


@dataclass
class Turn:
    """A step of the session: its minutes as planned and as they are now, when it began and ended, how long it was paused.

    A step that is played again goes on from where it was left. `is_dropped`: it left for want of time.
    """

    step: str
    planned: int
    minutes: int
    begun: float | None = None
    spent: float = 0.0
    """Seconds played before it was last left."""
    ended: float | None = None
    is_dropped: bool = False


class Said(NamedTuple):
    """An entry of the harvest as it stands after corrections; `is_corrected` where something in it was changed."""

    entry: Entry
    is_corrected: bool = False


@dataclass
class Session:
    """What the entries so far make of a plan."""

    turns: list[Turn]
    place: int = -1
    """The step that is played, by its place in `turns`; -1 before the first."""
    started: float | None = None
    ended: float | None = None
    paused: float | None = None
    resumed: float = 0.0
    """When the step's clock last began to run."""
    said: dict[int, Said] = field(default_factory=dict)
    withdrawn: dict[int, Entry] = field(default_factory=dict)
    """Entries that were taken back, by their number: the entry that says so."""
    last: int = 0

    @property
    def turn(self) -> Turn | None:
        """The step that is played; None before the start."""
        return self.turns[self.place] if 0 <= self.place < len(self.turns) else None

    @property
    def entries(self) -> list[Entry]:
        """What was said and stands, in its order."""
        return [said.entry for number, said in self.said.items() if number not in self.withdrawn]

    def apply(self, entry: Entry) -> None:
        """Take one more entry into account; what no longer makes sense changes nothing."""
        self.last = max(self.last, entry.n)
        if entry.kind in _CLOCK:
            _CLOCKWORK[entry.kind](self, entry)
        elif entry.kind == "withdraw":
            if entry.of in self.said:
                self.withdrawn[entry.of or 0] = entry
        elif entry.kind == "correct":
            self._correct(entry)
        else:
            self.said[entry.n] = Said(entry)

    def _correct(self, entry: Entry) -> None:
        before = self.said.get(entry.of or 0)
        if before is None:
            return
        changed = {name: value for name in _CHANGED if (value := getattr(entry, name)) is not None}
        self.said[before.entry.n] = Said(before.entry.model_copy(update=changed), is_corrected=True)
        self.withdrawn.pop(before.entry.n, None)

    def elapsed(self, now: float) -> float:
        """The seconds that the step has been played at a moment."""
        turn = self.turn
        if turn is None:
            return 0.0
        if self.ended is not None or self.paused is not None:
            return turn.spent
        return turn.spent + max(now - self.resumed, 0.0)

    def remaining(self, now: float) -> float:
        """The seconds left of the step; negative once its time is over."""
        return self.turn.minutes * 60 - self.elapsed(now) if self.turn else 0.0

    def late(self, now: float, promised: float) -> float:
        """By how many seconds the session would end after the moment promised, if what is left takes its minutes.

        Negative where it would end before. `promised` is the end that people were told.
        """
        left = max(self.remaining(now), 0.0) + sum(turn.minutes * 60 for turn in self.coming)
        return now + left - promised

    @property
    def coming(self) -> list[Turn]:
        """The steps still to come."""
        return [turn for turn in self.turns[self.place + 1 :] if not turn.is_dropped]

    def next_place(self, by: int) -> int | None:
        """The place of the step so many steps further, those that left not counted; None where there is none."""
        order = [place for place, turn in enumerate(self.turns) if not turn.is_dropped or place == self.place]
        where = order.index(self.place) + by if self.place in order else max(by - 1, 0)
        return order[where] if 0 <= where < len(order) else None


def _stop(session: Session, at: float) -> None:
    """Stop the clock of the step that is played, and keep what it has played."""
    if session.turn is not None and session.paused is None and session.ended is None:
        session.turn.spent += max(at - session.resumed, 0.0)


def _play(session: Session, place: int, at: float) -> None:
    if session.turn is not None and session.place != place:
        session.turn.ended = at
    session.place, session.resumed, session.paused, session.ended = place, at, None, None
    turn = session.turns[place]
    turn.begun, turn.ended, turn.is_dropped = at if turn.begun is None else turn.begun, None, False


def _start(session: Session, entry: Entry) -> None:
    if session.started is None and session.turns:
        session.started = entry.at
        _play(session, 0, entry.at)


def _move(session: Session, entry: Entry) -> None:
    place = next((place for place, turn in enumerate(session.turns) if turn.step == entry.step), None)
    if place is not None:
        session.started = entry.at if session.started is None else session.started
        _stop(session, entry.at)
        _play(session, place, entry.at)


def _pause(session: Session, entry: Entry) -> None:
    if session.turn is not None and session.paused is None and session.ended is None:
        _stop(session, entry.at)
        session.paused = entry.at


def _resume(session: Session, entry: Entry) -> None:
    if session.paused is not None or session.ended is not None:
        session.paused, session.ended, session.resumed = None, None, entry.at


def _extend(session: Session, entry: Entry) -> None:
    if session.turn is not None:
        session.turn.minutes = max(session.turn.minutes + (entry.minutes or 0), 1)


def _retime(session: Session, entry: Entry) -> None:
    """Give what is to come its new minutes; steps that are not told leave, breaks that were added come in."""
    told = {timed.step: timed.minutes for timed in entry.steps or ()}
    before = session.turns[: session.place + 1]
    played = {turn.step for turn in before}
    known = {turn.step: turn for turn in session.turns[session.place + 1 :]}
    after = []
    for timed in entry.steps or ():
        if timed.step not in played:
            turn = known.get(timed.step) or Turn(timed.step, 0, timed.minutes)
            turn.minutes, turn.is_dropped = timed.minutes, False
            after.append(turn)
    for step, turn in known.items():
        if step not in told:
            turn.is_dropped = True
            after.append(turn)
    session.turns = [*before, *after]


def _end(session: Session, entry: Entry) -> None:
    if session.turn is not None and session.ended is None:
        _stop(session, entry.at)
        session.turn.ended = session.ended = entry.at
        session.paused = None


_CLOCKWORK = {
    "start": _start, "move": _move, "pause": _pause, "resume": _resume, "extend": _extend, "retime": _retime, "end": _end,
}  # fmt: skip


def new_session(steps: Sequence[TimedStep]) -> Session:
    """A session of these steps before anything happened."""
    return Session([Turn(timed.step, timed.minutes, timed.minutes) for timed in steps])


def fold(plan: Plan, entries: Iterable[Entry]) -> Session:
    """What all these entries, in their order, make of a plan."""
    session = new_session(plan.steps)
    for entry in entries:
        session.apply(entry)
    return session


def line_of(plan: Plan, entry: Entry) -> int | None:
    """The number of an entry's line in the transcription grid of its table: a card's place in the hand, or its own."""
    if entry.line is not None or entry.card is None:
        return entry.line
    return card_lines(plan).get((entry.table or 0, entry.card))


def card_lines(plan: Plan) -> Mapping[tuple[int, str], int]:
    """The line of each card in the grid, by table and id."""
    return {(hand.table, dealt.card): number for hand in plan.hands for number, dealt in enumerate(hand.cards, start=1)}
