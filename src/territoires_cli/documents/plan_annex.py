"""The end of a plan: comparable cities, the cards in full, sources and licence, and the command that makes it again."""

from collections.abc import Iterator

from territoires_cli.documents.card import short_card_blocks
from territoires_cli.documents.credits import credit_words
from territoires_cli.documents.plan_advice import advice_blocks
from territoires_cli.documents.plan_again import again_blocks
from territoires_cli.documents.plan_comparable import comparable_blocks
from territoires_cli.documents.plan_context import Context
from territoires_cli.documents.writing import heading, line, sentence
from territoires_cli.faces import told
from territoires_cli.links import parts_of
from territoires_cli.models.base import Citation, Source, Value
from territoires_cli.models.cards import PracticeCard
from territoires_cli.models.document import Block, Bullets, Command, Line, PageBreak, Paragraph, Span
from territoires_cli.quoting import command_line
from territoires_cli.translation import gettext as _


def annex_blocks(context: Context) -> Iterator[Block]:
    """Comparable cities, cards, sources, and how to make the plan again."""
    yield from comparable_blocks(context)
    yield PageBreak()
    yield from advice_blocks(context)
    yield PageBreak()
    yield heading(2, _("Annexe : les cartes"))
    yield from _to_print(context)
    for card in dealt_cards(context):
        on = [hand.table for hand in context.plan.hands if card.id in {dealt.card for dealt in hand.cards}]
        yield from short_card_blocks(card, context.deck, level=3, tables=on)
    yield from _sources(context)
    yield from again_blocks(context)


def _to_print(context: Context) -> Iterator[Block]:
    """How these pages become cards, and the whole deck for the middle of the room."""
    yield Paragraph(
        text=_(
            "Recopiez ou imprimez chaque carte sur une feuille, autant de fois qu’elle a de tables : au recto, du titre à "
            "« Chez nous » ; au verso, des trois premiers pas aux questions. Le jeu complet, à étaler dans la salle :"
        )
    )
    words = ["territoires", "show", *(card.code for card in context.deck.practices)]
    for root in context.plan.deck.roots:
        words += ["--deck", root]
    yield Command(text=f"{command_line(words)} > jeu-complet.md")


def dealt_cards(context: Context) -> list[PracticeCard]:
    """Every card that lies on a table, once, in deck order."""
    dealt = {dealt.card for hand in context.plan.hands for dealt in hand.cards}
    return [card for card in context.deck.practices if card.id in dealt]


def _sources(context: Context) -> Iterator[Block]:
    deck = context.deck
    yield heading(2, _("Sources et licence"))
    cited = _cited(context)
    yield Bullets(items=tuple(source_line(source) for source in deck.sources if source.id in cited))
    yield Paragraph(text=credit_words(deck))


def _cited(context: Context) -> set[str]:
    """Every source that the plan names: the city's, the printed cards', what comparable cities do, sheets' and cases'."""
    deck = context.deck
    practices = dealt_cards(context)
    actions = [card for advice in context.advice.values() for card in advice.actions]
    whole: list[Value] = [context.plan.city]
    whole += [card for advice in context.advice.values() for card in advice.cases]
    whole += [item.strength for seen in context.seen.values() for item in seen]
    beside = [card for advice in context.advice.values() for card in advice.beside]
    cited = {citation.id for card in practices for citation in card.sources[:1]}
    cited |= {citation.id for card in actions for citation in card.sources}
    cited |= {citation.id for advice in context.advice.values() for card in advice.lessons for citation in card.sources}
    cited |= {cost.source.id for card in actions for cost in card.costs}
    for examples in (*(card.examples for card in practices), *(card.examples for card in actions)):
        for first in (told(example, deck.entry) for example in examples[:1]):
            cited |= {citation.id for citation in (first.source, first.status.source) if citation is not None}
    cited |= {source.id for card in beside for source in (card.source, card.status.source) if source is not None}
    return cited | {part.id for card in whole for _path, part in parts_of(card) if isinstance(part, Citation)}


def source_line(source: Source) -> Line:
    """A source as a bibliography gives it: author, title, year, licence, address."""
    year = str(source.year) if source.year is not None else _("non daté")
    title = source.title.replace("« ", "“").replace(" »", "”")
    parts: list[Span | str] = [f"{source.author}, " if source.author else "", f"« {title} »", f", {year}."]
    if source.licence:
        parts.append(f" {sentence(source.licence)}")
    if source.url:
        parts += [" ", Span(text=source.url, url=source.url)]
    return line(*(part for part in parts if part))
