"""One line for whoever already did what a combination brings together: a city by its initiatives, or another case."""

from collections.abc import Sequence

from territoires_cli.citing import Precedent
from territoires_cli.documents.writing import line, strong
from territoires_cli.faces import status_words, titled
from territoires_cli.models.base import Status
from territoires_cli.models.city import Strength
from territoires_cli.models.document import Line
from territoires_cli.models.index import Entry
from territoires_cli.selecting import entry_words
from territoires_cli.translation import gettext as _


def precedent_line(item: Precedent) -> Line:
    """« Who, where (year, what became of it) : what that shows of each card », in one pattern for cities and cases."""
    case = item.case
    if case.kind == "city":
        name = case.place or case.title
        whens = {_when(had.as_of, had.status) for _card, initiatives in item.shows for had in initiatives}
        when = whens.pop() if len(whens) == 1 else None
        shown = [_had(card, initiatives, tell_when=when is None) for card, initiatives in item.shows]
    else:
        name, when = titled(case.title, case.place), _when(case.as_of, case.status)
        why = {tie.to: (tie.why or "").rstrip(".") for tie in case.ties}
        # Nobody says why a place follows a model: that it does is what it shows.
        models = {card.id: _("le modèle suivi") for card, _none in item.shows if card.kind == "model"}
        reasons = [(entry_words(card), why[card.id] or models.get(card.id)) for card, _none in item.shows]
        shown = [" – ".join(part for part in parts if part) for parts in reasons]
    head = f"{name} ({when}) : " if when else f"{name} : "
    return line(strong(head), f"{' ; '.join(shown)}.")


def _had(card: Entry, initiatives: Sequence[Strength], *, tell_when: bool) -> str:
    """« B1 Coworking (C-Mine) », with the year and the state of each initiative where they don't share them."""
    told = dict.fromkeys(
        ", ".join(part for part in (item.name, _when(item.as_of, item.status) if tell_when else None) if part)
        for item in initiatives
    )
    words = (" ; " if tell_when else ", ").join(name for name in told if name)
    return f"{entry_words(card)} ({words})" if words else entry_words(card)


def _when(as_of: int | None, status: Status | None) -> str:
    """The year that something is told of, and what became of it."""
    became = status_words(status or Status(state="unknown"))
    return ", ".join(part for part in (str(as_of or ""), became) if part)
