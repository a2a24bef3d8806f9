"""An action sheet → blocks: what to do, in which order, what it costs, how to follow it up, who did it."""

from territoires_cli.documents.pieces import answers_blocks, closing_blocks, examples_blocks, listed, tie_blocks
from territoires_cli.documents.writing import fact_line, line, noted, strong
from territoires_cli.labels import effort_words, lever_labels
from territoires_cli.models.actions import ActionSheet
from territoires_cli.models.deck import Deck
from territoires_cli.models.document import Block, Fields, Heading, Line, Paragraph
from territoires_cli.names import enumerate_in_french
from territoires_cli.translation import gettext as _


def action_blocks(card: ActionSheet, deck: Deck, level: int) -> list[Block]:
    """Everything an action sheet holds, under a title of the given level (1–3)."""
    return [
        Heading(level=level, text=f"{card.code} · {card.title}"),
        Paragraph(text=line(strong(card.summary))),
        Fields(items=tuple(_identity(card, deck))),
        *([Paragraph(text=card.description)] if card.description else []),
        *listed(level + 1, _("Ce qu’elle apporte (+)"), card.strengths),
        *listed(level + 1, _("Limites et conditions (−)"), card.limits),
        *listed(level + 1, _("Comment s’y prendre"), card.steps, "numbered"),
        *listed(level + 1, _("Indicateurs de suivi"), card.indicators),
        *listed(level + 1, _("Combien cela coûte"), [fact_line(deck, cost) for cost in card.costs]),
        *answers_blocks(card.challenges, deck, level + 1),
        *examples_blocks(card.examples, deck, level + 1),
        *listed(level + 1, _("Chiffres"), [fact_line(deck, fact) for fact in card.facts]),
        *tie_blocks(card.id, deck, level + 1),
        *closing_blocks(card.links, card.notes, card.sources, deck, level + 1),
    ]


def _identity(card: ActionSheet, deck: Deck) -> list[tuple[str, Line | None]]:
    objective = deck.objective[card.objective]
    labels = lever_labels()
    return [
        (_("Objectif"), objective.title),
        (_("Axe"), deck.axis[objective.axis].title),
        (_("Effort"), noted(effort_words(card.effort), card.effort.note)),
        (_("Qui a la main"), enumerate_in_french([labels[lever] for lever in card.levers], _("et"))),
        *([(_("Aussi appelé"), " ; ".join(card.aliases))] if card.aliases else []),
    ]
