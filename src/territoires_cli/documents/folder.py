"""What every paper of a workshop is written from: the plan beside its deck, the user's settings, who sits where, and what was said."""

from typing import NamedTuple

from territoires_cli.documents.plan_context import Context
from territoires_cli.models.people import Arrangement
from territoires_cli.models.settings import Settings
from territoires_cli.session import Session


class Folder(NamedTuple):
    """A plan's context, the settings, the people at their tables where a list of them was given, and the session once held.

    Names reach the papers that are named alone; of a session, papers are given the one in which nobody is named.
    """

    context: Context
    settings: Settings
    people: Arrangement | None = None
    session: Session | None = None
