"""What the parts of a session's report share: the papers' folder, the session, its entries by kind, numbers and votes."""

import datetime as dt
from collections.abc import Callable, Iterable
from typing import NamedTuple

from territoires_cli.documents.folder import Folder
from territoires_cli.documents.groups import group_name
from territoires_cli.documents.plan_context import Context
from territoires_cli.harvesting import without_names
from territoires_cli.models.session import Entry, SaidKind
from territoires_cli.session import Session, line_of
from territoires_cli.translation import gettext as _

Local = Callable[[float], dt.datetime]
"""The clock on the wall at a moment (seconds since 1970): only the caller knows where the room is."""


class Telling(NamedTuple):
    """A session to be told: what papers are written from, its state, the wall clock, whether people are named."""

    folder: Folder
    session: Session
    local: Local
    is_named: bool = False

    @property
    def context(self) -> Context:
        """The plan beside its deck."""
        return self.folder.context

    def of(self, *kinds: SaidKind) -> list[Entry]:
        """The entries of some kinds that stand, by table and line, the room's own last."""
        found = [entry for entry in self.session.entries if entry.kind in kinds]
        return sorted(found, key=lambda entry: (entry.table or 10**6, self.line(entry) or 10**6, entry.n))

    def line(self, entry: Entry) -> int | None:
        """The line of an entry in the grid of its table."""
        return line_of(self.context.plan, entry)

    def number(self, entry: Entry) -> str:
        """« 2.12 », the number that the transcription grid gives a line; the table's alone where it has none."""
        line = self.line(entry)
        table = str(entry.table or 0)
        return f"{table}.{line}" if line else table

    def votes(self, entry: Entry) -> int | None:
        """The votes for a card or a proposal, as they were told last: apart, or with the proposal itself."""
        same = [vote.count for vote in self.of("vote") if _key(self, vote) == _key(self, entry)]
        return same[-1] if same else entry.count

    def day(self) -> dt.date | None:
        """The day on which the session was held: the one on which it began, or else the plan's."""
        if self.session.started is not None:
            return self.local(self.session.started).date()
        try:
            return dt.date.fromisoformat(self.context.plan.date or "")
        except ValueError:
            return None


def tell(folder: Folder, session: Session, local: Local, *, is_named: bool) -> Telling:
    """A session to be told, nobody named in it unless `is_named`."""
    return Telling(folder, session if is_named else without_names(session), local, is_named)


def _key(telling: Telling, entry: Entry) -> tuple[int, str | int | None]:
    """A line of a table: its card, or else its number."""
    return entry.table or 0, entry.card or telling.line(entry)


def group_words(telling: Telling, entry: Entry) -> str:
    """« Table 2 », or « Toute la salle » for what belongs to no table."""
    return group_name(telling.context, entry.table) if entry.table else _("Toute la salle")


def quoted(text: str | None) -> str:
    """People's own words between « », those that they quote between “ ”."""
    inside = (text or "").replace("« ", "“").replace(" »", "”").replace("«", "“").replace("»", "”")
    return f"« {inside} »"


def unvoted(telling: Telling, told: Iterable[Entry]) -> list[Entry]:
    """Votes for lines whose words nobody typed."""
    known = {_key(telling, entry) for entry in told}
    return [vote for vote in telling.of("vote") if _key(telling, vote) not in known]
