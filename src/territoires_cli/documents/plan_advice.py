"""The annex on how to start: action sheets, projects and lessons that the tables may need, each once."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from territoires_cli.documents.pieces import listed
from territoires_cli.documents.plan_context import Context
from territoires_cli.documents.writing import dated, emphasis, fact_line, heading, line, sentence, strong, told_in
from territoires_cli.faces import example_line, status_words, titled, told
from territoires_cli.models.actions import ActionSheet
from territoires_cli.models.base import Card
from territoires_cli.models.cases import Elsewhere, Lesson, Project
from territoires_cli.models.document import Block, Bullets, Fields, Line, Paragraph
from territoires_cli.translation import gettext as _
from territoires_cli.translation import ngettext

T = TypeVar("T", bound=Card)


def advice_blocks(context: Context) -> Iterator[Block]:
    """How to start, table by table: sheets with steps and indicators, projects that did it, lessons to keep in mind."""
    actions = _with_tables({number: advice.actions for number, advice in context.advice.items()})
    cases = [(card, number) for number, advice in context.advice.items() for card in (*advice.cases, *advice.beside)]
    lessons = _with_tables({number: advice.lessons for number, advice in context.advice.items()})
    if actions:
        yield heading(2, _("Annexe : comment s’y prendre"))
        for card, tables in actions:
            yield from _action(context, card, tables)
    if cases:
        yield heading(2, _("Annexe : qui l’a déjà fait"))
        for case, table in cases:
            yield from _case(context, case, table)
    if lessons:
        yield heading(2, _("Annexe : ce que huit villes en ont appris"))
        for lesson, tables in lessons:
            yield from _lesson(context, lesson, tables)


def _with_tables(advice: Mapping[int, Iterable[T]]) -> list[tuple[T, list[int]]]:
    """Each card once, in the order of the tables, with the numbers of the tables that it helps."""
    cards: dict[str, T] = {}
    tables: dict[str, list[int]] = {}
    for number, items in advice.items():
        for card in items:
            cards[card.id] = card
            tables.setdefault(card.id, []).append(number)
    return [(card, tables[name]) for name, card in cards.items()]


def _table_words(numbers: Sequence[int]) -> str:
    words = ngettext("table {numbers}", "tables {numbers}", len(numbers))
    return words.format(numbers=", ".join(str(number) for number in numbers))


def _lesson(context: Context, lesson: Lesson, tables: Sequence[int]) -> Iterator[Block]:
    """A lesson: what to do, its limit, and the town where it was seen, with its source."""
    yield Paragraph(text=line(strong(f"{lesson.title} "), f"({_table_words(tables)}). {lesson.summary}"))
    seen = told(lesson.examples[0], context.deck.entry)
    where = titled(seen.name, seen.place)
    yield Bullets(
        items=(
            *lesson.advice,
            line(strong(_("Mais :")), f" {sentence(lesson.limits[0])}"),
            line(
                strong(_("Exemple :")),
                f" {where}. {sentence(seen.short)} ",
                emphasis(dated(context.deck, seen.source, seen.as_of)),
            ),
        )
    )


def _action(context: Context, card: ActionSheet, tables: Sequence[int]) -> Iterator[Block]:
    yield heading(3, f"{card.code} · {card.title}")
    yield Paragraph(text=line(strong(card.summary)))
    firsts = [example_line(told(example, context.deck.entry)) for example in card.examples[:1]]
    yield Fields(
        items=(
            (_("Pour"), _table_words(tables)),
            *((_("Exemple"), first) for first in firsts),
            (_("Chez nous, qui s’en charge"), None),
        )
    )
    yield heading(4, _("Comment s’y prendre"))
    yield Bullets(items=card.steps, style="boxes")
    yield from listed(4, _("Comment savoir si cela marche"), card.indicators)
    yield from listed(4, _("Combien cela coûte"), [fact_line(context.deck, cost) for cost in card.costs])
    yield from listed(4, _("Limites et conditions"), card.limits)


def _case(context: Context, card: Project | Elsewhere, table: int) -> Iterator[Block]:
    """A case, in full where it did something about the table's challenge; in a few words where it only shows a card."""
    yield heading(3, titled(card.title, card.place))
    items: list[tuple[str, Line | None]] = [(_("Pour"), _case_for(context, card, table))]
    items.append((_("Raconté d’après"), told_in(context.deck, card.source, card.as_of)))
    # What is still there needs no more words; what has closed or changed, or that nobody could find again, does.
    note = None if card.status.state == "active" else card.status.note
    items.append((_("Depuis"), " ".join(sentence(text) for text in (status_words(card.status), note) if text)))
    yield Fields(items=tuple(items))
    yield Paragraph(text=line(strong(card.summary)))
    if card in context.advice[table].beside:
        yield Paragraph(text=_("Pour en lire plus : territoires show {card}.").format(card=card.id))
        return
    yield Paragraph(text=_story(card))
    facts = card.results if isinstance(card, Project) else card.facts
    yield from listed(4, _("Quelques faits"), [fact_line(context.deck, fact) for fact in facts[:3]])


def _case_for(context: Context, card: Project | Elsewhere, table: int) -> str:
    """The table that a case helps, and what it did about its challenges; or else what it shows of its cards."""
    hand = next(hand for hand in context.plan.hands if hand.table == table)
    if card in context.advice[table].beside:
        reasons = [f"{shown.code} {shown.title} : {sentence(why)}" for shown, why in context.shown_by(card.id, hand)]
        return _("la table {number}, pour ses cartes. {reasons}").format(number=table, reasons=" ".join(reasons))
    answers = sorted(card.challenges, key=lambda answer: -answer.weight)
    labels = context.deck.challenge
    reasons = [f"{labels[answer.id].label} : {answer.why}" for answer in answers if answer.id in hand.challenges]
    return _("la table {number}, pour ses défis. {reasons}").format(number=table, reasons=" ".join(reasons))


def _story(card: Project | Elsewhere) -> str:
    if isinstance(card, Elsewhere):
        return card.description
    return " ".join(text for text in (card.origin, card.business_model) if text)
