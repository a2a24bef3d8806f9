"""What people read before they open the cards: the territory, what it has, what comparable towns did, their table's question."""

from collections.abc import Iterator

from territoires_cli.documents.folder import Folder
from territoires_cli.documents.groups import group_name
from territoires_cli.documents.letterhead import head_blocks
from territoires_cli.documents.plan_context import Context
from territoires_cli.documents.writing import emphasis, heading, line, sentence, strong
from territoires_cli.faces import state_mark
from territoires_cli.models.document import Block, Bullets, Document, Line, Lines, Paragraph, Span
from territoires_cli.models.plan import Hand
from territoires_cli.text import first_sentence
from territoires_cli.translation import gettext as _

FIGURES, FACTS, EXAMPLES = 5, 3, 3


def booklet(folder: Folder) -> Document:
    """The booklet: no score, no note for facilitators; what is old is marked to be verified."""
    context, title = folder.context, _("Livret de l’atelier")
    blocks: list[Block] = [
        *head_blocks(folder, title),
        Paragraph(
            text=_(
                "Lisez d’abord ce qui touche votre table. Soulignez une chose que vous ignoriez, et une qui vous paraît fausse."
            )
        ),
        *_territory(context),
        *_strengths(context),
    ]
    for hand in context.plan.hands:
        blocks += _table(context, hand)
    blocks += [
        heading(2, _("À vous")),
        Paragraph(text=line(strong(_("Une chose que j’ignorais")))),
        Lines(2),
        Paragraph(text=line(strong(_("Une chose qui me paraît fausse, ou qui a changé")))),
        Lines(2),
    ]
    return Document(title=title, blocks=tuple(blocks))


def _territory(context: Context) -> Iterator[Block]:
    city = context.plan.city
    yield heading(2, _("{city} aujourd’hui").format(city=city.name))
    if city.context:
        yield Paragraph(text=city.context)
    figures: list[Line] = []
    if city.population:
        people = f"{city.population.value:,}".replace(",", " ")
        figures.append(_fact(context, _("{people} habitants").format(people=people), city.population))
    figures += [_fact(context, f"{item.label} : {item.value}", item) for item in city.figures[:FIGURES]]
    figures += [_fact(context, sentence(fact.text), fact) for fact in city.facts[:FACTS]]
    if figures:
        yield Bullets(items=tuple(figures))
    yield heading(3, _("Ce que dit le territoire"))
    stated = context.matching.stated or context.matching.recognised
    reasons = {item.id: item.why for item in city.challenges}
    yield Bullets(
        items=tuple(
            line(
                strong(sentence(item.challenge.label)),
                f" {sentence(reasons.get(item.challenge.id) or item.challenge.description)}",
            )
            for item in stated
        )
    )


def _fact(context: Context, words: str, told: object) -> Line:
    """A fact, then its source and year, « à vérifier » where it is old."""
    source, as_of = getattr(told, "source", None), getattr(told, "as_of", None)
    verified = context.verified(source, as_of, locator=False)
    return line(words, " ", emphasis(verified)) if verified else words


def _strengths(context: Context) -> Iterator[Block]:
    """What exists already, initiative by initiative."""
    practice = context.deck.practice
    there: list[Line] = [
        line(
            strong(strength.name or practice[strength.practice].title),
            f"{state_mark(strength.status)} ({practice[strength.practice].title}).",
            f" {sentence(first_sentence(strength.note))}" if strength.note else "",
        )
        for strength in context.plan.city.strengths
        if strength.practice in practice
    ]
    if there:
        yield heading(2, _("Ce qui existe déjà ici"))
        yield Paragraph(text=_("À corriger si cela a changé : ces informations ont l’âge de leurs sources."))
        yield Bullets(items=tuple(there))


def _table(context: Context, hand: Hand) -> Iterator[Block]:
    """A table's question, and what other places did about it."""
    lead = context.deck.challenge[hand.challenges[0]]
    yield heading(2, _("{table} · {theme}").format(table=group_name(context, hand.table), theme=lead.label))
    yield Paragraph(text=line(strong(lead.question)))
    yield Paragraph(text=lead.description)
    examples = [*_cases(context, hand), *_elsewhere(context, hand)][:EXAMPLES]
    if examples:
        yield Bullets(items=tuple(examples))


def _cases(context: Context, hand: Hand) -> Iterator[Line]:
    advice = context.advice[hand.table]
    for case in (*advice.cases, *advice.beside):
        place = f", {case.place}" if case.place and case.place not in case.title else ""
        parts: list[Span | str] = [
            strong(f"{case.title}{place}"),
            f"{state_mark(case.status)}. {sentence(case.summary)}",
        ]
        verified = context.verified(case.sources[0] if case.sources else None, case.as_of, locator=False)
        yield line(*parts, " ", emphasis(verified)) if verified else line(*parts)


def _elsewhere(context: Context, hand: Hand) -> Iterator[Line]:
    for seen in context.seen[hand.table]:
        strength = seen.strength
        words = f"{state_mark(strength.status)} ({seen.card.title})."
        note = f" {sentence(first_sentence(strength.note))}" if strength.note else ""
        verified = context.verified(strength.source, strength.as_of, locator=False)
        name = strong(f"{seen.city.name}, {seen.name}")
        yield line(name, words + note, " ", emphasis(verified)) if verified else line(name, words + note)
