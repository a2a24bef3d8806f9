"""One page for the bureau municipal after the workshop: what took place, what tables brought, what is asked, by when."""

import datetime as dt
from collections.abc import Iterator

from territoires_cli.documents.folder import Folder
from territoires_cli.documents.groups import group_name
from territoires_cli.documents.letterhead import head_blocks
from territoires_cli.documents.page_length import HEIGHT, lines_of
from territoires_cli.documents.plan_context import Context
from territoires_cli.documents.writing import date_words, duration_words, heading
from territoires_cli.models.document import Block, Bullets, Document, Fields, Grid, Line, Paragraph
from territoires_cli.models.plan import Hand
from territoires_cli.translation import gettext as _

ANSWER_DAYS = 60


def board_note(folder: Folder) -> Document:
    """The note: facts, a line a table, the decisions asked for with boxes, who answers participants and when.

    Where there are many tables, their lines are joined by theme so that the page holds them.
    """
    context, title = folder.context, _("Note pour le bureau municipal")
    whole = _blocks(folder, title, _rows(context))
    blocks = whole if lines_of(whole) <= HEIGHT else _blocks(folder, title, _rows_by_theme(context))
    return Document(title=title, blocks=tuple(blocks))


def _blocks(folder: Folder, title: str, rows: list[tuple[Line, ...]]) -> list[Block]:
    context = folder.context
    proposals = context.words.proposals
    return [
        *head_blocks(folder, title),
        Paragraph(text=_took_place(context)),
        Fields(items=((_("Mandat"), context.words.front[0][1]), (_("Personnes venues"), None))),
        heading(2, _("Ce que les tables ont apporté")),
        Grid(columns=(_("Table"), _("Ce qu’elle garde"), _("Ce qu’elle écarte, et pourquoi")), rows=tuple(rows)),
        heading(2, _("Ce qui est demandé au bureau")),
        Bullets(
            items=(
                _(
                    "Dire, pour tout ce que les tables ont écrit ({proposals}), qui l’instruit, et avant quelle date."
                ).format(proposals=proposals),
                _("Dire ce que la collectivité ne fera pas, et pourquoi."),
                _("Désigner qui signe la réponse aux participants, le {date} au plus tard.").format(
                    date=answer_date(context)
                ),
            ),
            style="boxes",
        ),
        Fields(items=((_("Rapporteur ou rapporteuse"), None), (_("Prochain point au bureau"), None))),
    ]


def answer_date(context: Context) -> str:
    """The day sixty days after the workshop, or how to count it where there is no date."""
    try:
        day = dt.date.fromisoformat(context.plan.date or "") + dt.timedelta(days=ANSWER_DAYS)
    except (ValueError, OverflowError):
        return _("soixantième jour après l’atelier")
    return date_words(day.isoformat())


def _took_place(context: Context) -> str:
    plan = context.plan
    return _("Un atelier de {duration}, prévu pour {people} personnes, a porté sur : {themes}.").format(
        duration=duration_words(plan.duration),
        people=plan.participants,
        themes=" · ".join(_themes(context)),
    )


def _themes(context: Context) -> list[str]:
    return [context.deck.challenge[name].label for name in dict.fromkeys(h.challenges[0] for h in context.plan.hands)]


def _rows(context: Context) -> list[tuple[Line, ...]]:
    return [
        (group_name(context, hand.table), _kept(context, [hand]), _aside(context, [hand]))
        for hand in context.plan.hands
    ]


def _rows_by_theme(context: Context) -> list[tuple[Line, ...]]:
    found: dict[str, list[Hand]] = {}
    for hand in context.plan.hands:
        found.setdefault(context.deck.challenge[hand.challenges[0]].label, []).append(hand)
    return [(theme, _kept(context, hands), _aside(context, hands)) for theme, hands in found.items()]


def _kept(context: Context, hands: list[Hand]) -> str:
    return _harvested(context, hands, "kept")


def _aside(context: Context, hands: list[Hand]) -> str:
    return _harvested(context, hands, "set_aside")


def _harvested(context: Context, hands: list[Hand], key: str) -> str:
    """What tables kept or set aside, where it was typed; else room to write."""
    tables = {hand.table for hand in hands}
    names = [name for item in context.plan.harvest if item.table in tables for name in getattr(item, key)]
    practice = context.deck.practice
    return ", ".join(
        f"{practice[name].code} {practice[name].title}" for name in dict.fromkeys(names) if name in practice
    )


def rows_of_harvest(context: Context) -> Iterator[tuple[int, str]]:
    """Each table's own words and the cards it kept, one after the other: what people are answered about."""
    practice = context.deck.practice
    for item in context.plan.harvest:
        for name in item.kept:
            if name in practice:
                yield item.table, f"{practice[name].code} {practice[name].title}"
        for note in item.notes:
            yield item.table, note
