"""What becomes of the tables when people stay home: a fifth to a third of those enrolled do."""

from collections.abc import Iterator

from territoires_cli.absences import absence_remarks, without
from territoires_cli.documents.plan_context import Context
from territoires_cli.errors import RequestError
from territoires_cli.models.document import Block, Callout
from territoires_cli.translation import ngettext

# The shares of those enrolled who may not come, in parts of a hundred.
SHARES = (20, 33)


def absence_blocks(context: Context) -> Iterator[Block]:
    """For a fifth and for a third of absents: which table closes, where its cards and its people go."""
    plan = context.plan
    if len(plan.tables) < 2:
        return
    told: dict[int, list[str]] = {}
    for share in SHARES:
        absents = max(round(plan.participants * share / 100), 1)
        try:
            told[absents] = absence_remarks(without(plan, context.deck, context.matching, absents), context.deck)
        except RequestError as error:
            told[absents] = [str(error)]
    for absents, remarks in told.items():
        title = ngettext("S’il manque {count} personne", "S’il manque {count} personnes", absents)
        yield Callout(title=title.format(count=absents), text=" ".join(remarks))
