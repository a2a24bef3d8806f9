"""How to know whether a project works: the sheets that its indicators come from, and the cards that none of them follows. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from territoires_cli.advising import serving
from territoires_cli.models.actions import ActionSheet
from territoires_cli.models.cards import PracticeCard
from territoires_cli.models.deck import Deck
from territoires_cli.models.index import Entry


@dataclass(frozen=True, slots=True)
class Unmeasured:
    """A practice that the indicators told don't follow, and the sheet whose own would; None where no sheet serves it."""

    card: Entry
    sheet: Entry | None


def find_lender(deck: Deck, practices: Sequence[PracticeCard]) -> ActionSheet | None:
    """The sheet that serves most of the practices, then answers most of their challenges."""
    sheets = {sheet.id: sheet for sheet in deck.actions}
    challenges = {answer.id for card in practices for answer in card.challenges}

    def rank(item: tuple[Entry, list[str]]) -> tuple[int, int]:
        entry, served = item
        return len(served), len(challenges.intersection(entry.facets.challenges))

    serve = serving(deck, [card.id for card in practices], ("action",))
    return sheets[max(serve, key=rank)[0].id] if serve else None


def find_unmeasured(
    deck: Deck, practices: Sequence[PracticeCard], measured: Sequence[ActionSheet]
) -> tuple[Unmeasured, ...]:
    """The practices that none of the sheets serves, each with the sheet that does."""
    served = {link.id for sheet in measured for link in sheet.practices}
    found = []
    for card in practices:
        if card.id not in served:
            sheet = find_lender(deck, [card])
            found.append(Unmeasured(deck.entry[card.id], deck.entry[sheet.id] if sheet else None))
    return tuple(found)
