"""One page for the bureau municipal after the workshop: what took place, what tables brought, what is asked, by when."""

import datetime as dt
from collections.abc import Iterator

from territoires_cli.documents.folder import Folder
from territoires_cli.documents.groups import group_name
from territoires_cli.documents.letterhead import head_blocks
from territoires_cli.documents.page_length import HEIGHT, lines_of
from territoires_cli.documents.plan_context import Context
from territoires_cli.documents.writing import date_words, duration_words, heading, line, strong
from territoires_cli.harvesting import people_came
from territoires_cli.models.document import Block, Bullets, Document, Fields, Grid, Line, Paragraph
from territoires_cli.models.plan import Hand
from territoires_cli.translation import gettext as _
from territoires_cli.translation import ngettext

ANSWER_DAYS = 60


def board_note(folder: Folder) -> Document:
    """The note: facts, a line a table, the decisions asked for with boxes, who answers participants and when.

    Where there are many tables, their lines are joined by theme so that the page holds them; where they wrote much, it is counted.
    """
    title = _("Note pour le bureau municipal")
    written = _written(folder)
    wholes = (
        _blocks(folder, title, _rows(folder), written),
        _blocks(folder, title, _rows_by_theme(folder), written),
        _blocks(folder, title, _rows_by_theme(folder), _counted(folder)),
    )
    blocks = next((whole for whole in wholes if lines_of(whole) <= HEIGHT), wholes[-1])
    return Document(title=title, blocks=tuple(blocks))


def _blocks(folder: Folder, title: str, rows: list[tuple[Line, ...]], written: list[Block]) -> list[Block]:
    context = folder.context
    came = people_came(folder.session) if folder.session is not None else None
    proposals = context.words.proposals
    return [
        *head_blocks(folder, title),
        Paragraph(text=_took_place(context)),
        Fields(
            items=(
                (_("Mandat"), context.words.front[0][1]),
                (_("Personnes venues"), None if came is None else str(came)),
            )
        ),
        heading(2, _("Ce que les tables ont apporté")),
        Grid(columns=(_("Table"), _("Ce qu’elle garde"), _("Ce qu’elle écarte, et pourquoi")), rows=tuple(rows)),
        *written,
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


def _rows(folder: Folder) -> list[tuple[Line, ...]]:
    return [
        (group_name(folder.context, hand.table), _kept(folder, [hand]), _aside(folder, [hand]))
        for hand in folder.context.plan.hands
    ]


def _rows_by_theme(folder: Folder) -> list[tuple[Line, ...]]:
    found: dict[str, list[Hand]] = {}
    for hand in folder.context.plan.hands:
        found.setdefault(folder.context.deck.challenge[hand.challenges[0]].label, []).append(hand)
    return [(theme, _kept(folder, hands), _aside(folder, hands)) for theme, hands in found.items()]


def _kept(folder: Folder, hands: list[Hand]) -> str:
    return ", ".join(_card(folder.context, name) for name, _tables in _harvested(folder.context, hands, "kept"))


def _aside(folder: Folder, hands: list[Hand]) -> str:
    """The cards set aside, each with the reasons that tables gave."""
    found = []
    for name, tables in _harvested(folder.context, hands, "set_aside"):
        reasons = [
            entry.text
            for entry in (folder.session.entries if folder.session is not None else ())
            if entry.kind == "card" and entry.card == name and entry.table in tables and entry.text
        ]
        why = _(" ({why})").format(why=" ; ".join(dict.fromkeys(reasons))) if reasons else ""
        found.append(f"{_card(folder.context, name)}{why}")
    return ", ".join(found)


def _card(context: Context, name: str) -> str:
    return f"{context.deck.practice[name].code} {context.deck.practice[name].title}"


def _harvested(context: Context, hands: list[Hand], key: str) -> list[tuple[str, set[int]]]:
    """What tables kept or set aside, each card with the tables that did, where it was typed; else room to write."""
    tables = {hand.table for hand in hands}
    found: dict[str, set[int]] = {}
    for item in context.plan.harvest:
        for name in getattr(item, key) if item.table in tables else ():
            if name in context.deck.practice:
                found.setdefault(name, set()).add(item.table)
    return list(found.items())


def _written(folder: Folder) -> list[Block]:
    """What the tables wrote, word for word."""
    context = folder.context
    lines: list[Line] = [
        line(strong(_("{table} : ").format(table=group_name(context, item.table))), note)
        for item in context.plan.harvest
        for note in item.notes
    ]
    return [heading(2, _("Ce que les tables ont écrit")), Bullets(items=tuple(lines))] if lines else []


def _counted(folder: Folder) -> list[Block]:
    """How much the tables wrote, where the page can't hold it."""
    count = sum(len(item.notes) for item in folder.context.plan.harvest)
    if not count:
        return []
    return [
        Paragraph(
            text=ngettext(
                "Les tables ont écrit {count} ligne ({proposals}) : le compte rendu la donne mot pour mot.",
                "Les tables ont écrit {count} lignes ({proposals}) : le compte rendu les donne mot pour mot.",
                count,
            ).format(count=count, proposals=folder.context.words.proposals)
        )
    ]


def rows_of_harvest(context: Context) -> Iterator[tuple[int, str]]:
    """Each table's own words and the cards it kept, one after the other: what people are answered about."""
    practice = context.deck.practice
    for item in context.plan.harvest:
        for name in item.kept:
            if name in practice:
                yield item.table, f"{practice[name].code} {practice[name].title}"
        for note in item.notes:
            yield item.table, note
