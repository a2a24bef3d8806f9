"""The end of a plan: comparable cities, the cards in full, sources and licence, and the command that makes it again."""

from collections.abc import Iterator

from territoires_cli.documents.card import short_card_blocks
from territoires_cli.documents.plan_advice import advice_blocks
from territoires_cli.documents.plan_comparable import comparable_blocks
from territoires_cli.documents.plan_context import Context
from territoires_cli.documents.writing import command_line, emphasis, heading, line, sentence
from territoires_cli.faces import told
from territoires_cli.links import parts_of
from territoires_cli.models.base import Citation, Source, Value
from territoires_cli.models.cards import PracticeCard
from territoires_cli.models.document import Block, Bullets, Command, Line, PageBreak, Paragraph, Span
from territoires_cli.models.plan import Plan
from territoires_cli.timing import in_words
from territoires_cli.translation import gettext as _


def annex_blocks(context: Context) -> Iterator[Block]:
    """Comparable cities, cards, sources, and how to make the plan again."""
    yield from comparable_blocks(context)
    yield PageBreak()
    yield from advice_blocks(context)
    yield PageBreak()
    yield heading(2, _("Annexe : les cartes"))
    for card in dealt_cards(context):
        on = [hand.table for hand in context.plan.hands if card.id in {dealt.card for dealt in hand.cards}]
        yield from short_card_blocks(card, context.deck, level=3, tables=on)
    yield from _sources(context)
    yield from _again(context)


def dealt_cards(context: Context) -> list[PracticeCard]:
    """Every card that lies on a table, once, in deck order."""
    dealt = {dealt.card for hand in context.plan.hands for dealt in hand.cards}
    return [card for card in context.deck.practices if card.id in dealt]


def _sources(context: Context) -> Iterator[Block]:
    deck = context.deck
    yield heading(2, _("Sources et licence"))
    cited = _cited(context)
    yield Bullets(items=tuple(source_line(source) for source in deck.sources if source.id in cited))
    credits_ = deck.info.credits
    # Credits may tell the licence already: it isn't said twice.
    licence = (
        "" if deck.info.licence in credits_ else _("Licence du jeu : {licence}.").format(licence=deck.info.licence)
    )
    yield Paragraph(text=f"{credits_} {licence}".strip())


def _cited(context: Context) -> set[str]:
    """Every source that the plan names: the city's, the printed cards', what comparable cities do, sheets' and cases'."""
    deck = context.deck
    practices = dealt_cards(context)
    actions = [card for advice in context.advice.values() for card in advice.actions]
    whole: list[Value] = [context.plan.city]
    whole += [card for advice in context.advice.values() for card in advice.cases]
    whole += [item.strength for seen in context.seen.values() for item in seen]
    beside = [card for advice in context.advice.values() for card in advice.beside]
    cited = {card.sources[0].id for card in practices}
    cited |= {citation.id for card in actions for citation in card.sources}
    cited |= {citation.id for advice in context.advice.values() for card in advice.lessons for citation in card.sources}
    cited |= {cost.source.id for card in actions for cost in card.costs}
    for examples in (*(card.examples for card in practices), *(card.examples for card in actions)):
        first = told(examples[0], deck.entry)
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


def _again(context: Context) -> Iterator[Block]:
    plan = context.plan
    yield heading(2, _("Refaire ce plan"))
    yield Paragraph(
        text=_("Cette commande refait le même plan, carte pour carte, avec la version {version} du jeu :").format(
            version=plan.deck.version
        )
    )
    yield Command(text=command_for(plan))
    if plan.asked_for == "-":
        yield Paragraph(
            text=_("Redonnez sur l’entrée le même texte que la première fois ; mieux vaut en faire un fichier.")
        )
    yield Paragraph(text=line(emphasis(_("Empreinte du jeu : {digest}").format(digest=plan.deck.digest[:12]))))


def command_for(plan: Plan) -> str:
    """The command that makes this plan again."""
    words = ["territoires", "plan", plan.asked_for]
    words += ["--format", plan.format, "--duration", in_words(plan.duration), "--start", plan.start]
    words += ["--participants", str(plan.participants), "--tables", str(len(plan.tables)), "--seed", str(plan.seed)]
    for option, value in (
        ("--title", plan.title),
        ("--date", plan.date),
        ("--place", plan.place),
        ("--organiser", plan.organiser),
    ):
        if value:
            words += [option, value]
    for root in plan.deck.roots:
        words += ["--deck", root]
    return command_line(words)
