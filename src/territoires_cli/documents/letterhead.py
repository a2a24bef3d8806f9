"""The head that every paper of a workshop shares: its title, the territory, the date and the place."""

from territoires_cli.documents.folder import Folder
from territoires_cli.documents.writing import date_words, heading
from territoires_cli.models.document import Block, Fields
from territoires_cli.translation import gettext as _


def head_blocks(folder: Folder, title: str) -> list[Block]:
    """The title and three facts; those that are not known are lines to fill in."""
    plan = folder.context.plan
    return [
        heading(1, title),
        Fields(
            items=(
                (_("Territoire"), plan.city.name),
                (_("Date"), date_words(plan.date) if plan.date else None),
                (_("Lieu"), plan.place),
            )
        ),
    ]
