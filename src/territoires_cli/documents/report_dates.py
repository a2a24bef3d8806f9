"""The proposals of a session as days of a calendar, and those whose date can't be read."""

import datetime as dt

from territoires_cli.dating import read_due
from territoires_cli.documents.report_actions import Action, actions_of
from territoires_cli.documents.report_base import Telling
from territoires_cli.models.document import Reminder
from territoires_cli.translation import gettext as _


def dated_actions(telling: Telling, name: str, after: dt.date) -> tuple[list[Reminder], list[str]]:
    """A reminder for each proposal and meeting whose date is read, and a sentence for each that has none.

    `name` is the session's, `after` its day: a date without a year comes on or after it.
    """
    found: list[Reminder] = []
    undated: list[str] = []
    for action in actions_of(telling):
        day = read_due(action.entry.due or "", after)
        uid = f"{name}-{action.entry.n}@territoires-cli"
        if day is not None:
            title = _("Échéance {number} : {text}").format(number=action.number, text=action.entry.text)
            found.append(Reminder(uid, day, title, _details(action)))
        else:
            undated.append(_undated(action))
    for entry in telling.of("next"):
        day = read_due(entry.due or entry.text or "", after)
        if day is not None:
            title = _("Prochaine rencontre : {text}").format(text=entry.text)
            found.append(Reminder(f"{name}-{entry.n}@territoires-cli", day, title, telling.context.title))
    return found, undated


def _undated(action: Action) -> str:
    if action.entry.due is None:
        return _("{number} n’a pas de date : « {text} »").format(number=action.number, text=action.entry.text)
    return _("{number} a une date qui ne se lit pas (« {due} ») : « {text} »").format(
        number=action.number, due=action.entry.due, text=action.entry.text
    )


def _details(action: Action) -> str:
    lines = [_("Porté par : {owner}").format(owner=action.owner)]
    lines += [_("Dit dans la salle : {due}").format(due=action.entry.due)]
    if action.sheet is not None and action.is_close:
        lines.append(
            _("Premier pas, d’après la fiche action {code} « {title} » : {step}").format(
                code=action.sheet.code, title=action.sheet.title, step=action.sheet.steps[0]
            )
        )
    return "\n".join(lines)
