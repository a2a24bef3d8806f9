"""The end of a report: how much was corrected or withdrawn, the sources of what the deck says in it, its licence."""

from collections.abc import Iterator

from territoires_cli.documents.credits import credit_words
from territoires_cli.documents.plan_annex import source_line
from territoires_cli.documents.report_actions import actions_of
from territoires_cli.documents.report_base import Telling
from territoires_cli.documents.writing import heading
from territoires_cli.models.document import Block, Bullets, Paragraph
from territoires_cli.translation import gettext as _
from territoires_cli.translation import ngettext


def correction_blocks(telling: Telling) -> Iterator[Block]:
    """How many entries were corrected or withdrawn, and never what they said."""
    session = telling.session
    withdrawn = len(session.withdrawn)
    corrected = sum(said.is_corrected for number, said in session.said.items() if number not in session.withdrawn)
    if not corrected and not withdrawn:
        return
    yield heading(2, _("Corrections"))
    words = [
        ngettext("{count} entrée a été corrigée.", "{count} entrées ont été corrigées.", corrected).format(
            count=corrected
        )
        if corrected
        else "",
        ngettext("{count} entrée a été retirée.", "{count} entrées ont été retirées.", withdrawn).format(
            count=withdrawn
        )
        if withdrawn
        else "",
        _("Le journal de la séance garde ce qui était écrit avant."),
    ]
    yield Paragraph(text=" ".join(text for text in words if text))


def source_blocks(telling: Telling) -> Iterator[Block]:
    """The sources of the cards discussed and of the sheets quoted, and the deck's licence."""
    deck = telling.context.deck
    cards = {entry.card for entry in telling.session.entries if entry.card}
    practices = [deck.practice[card] for card in cards if card in deck.practice]
    cited = {citation.id for card in practices for citation in card.sources[:1]}
    cited |= {source.id for action in actions_of(telling) if action.sheet for source in action.sheet.sources}
    yield heading(2, _("Sources et licence"))
    if cited:
        yield Paragraph(text=_("Les cartes discutées et les fiches action citées viennent de :"))
        yield Bullets(items=tuple(source_line(source) for source in deck.sources if source.id in cited))
    yield Paragraph(text=credit_words(deck))
