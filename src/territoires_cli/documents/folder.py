"""What every paper of a workshop is written from: the plan beside its deck, the user's settings, and who sits where."""

from typing import NamedTuple

from territoires_cli.documents.plan_context import Context
from territoires_cli.models.people import Arrangement
from territoires_cli.models.settings import Settings


class Folder(NamedTuple):
    """A plan's context, the settings, and the people at their tables where a list of them was given.

    Names reach the papers of `papers.NAMED` alone.
    """

    context: Context
    settings: Settings
    people: Arrangement | None = None
