"""One sheet a table for whoever looks after it: its question, its cards, what it does at which time, whom to call."""

from collections.abc import Iterator
from typing import NamedTuple

from territoires_cli.documents.folder import Folder
from territoires_cli.documents.groups import group_name, is_in_groups, is_online, leader_name
from territoires_cli.documents.host_seats import around, seats_block
from territoires_cli.documents.letterhead import head_blocks
from territoires_cli.documents.page_length import HEIGHT, first_clause, lines_of
from territoires_cli.documents.plan_context import Context
from territoires_cli.documents.plan_room import card_name, theme_of
from territoires_cli.documents.writing import emphasis, heading, line, strong
from territoires_cli.models.document import Block, Document, Fields, Grid, Line, PageBreak, Paragraph, Span
from territoires_cli.models.people import Arrangement
from territoires_cli.models.plan import Hand
from territoires_cli.models.workshop import Step
from territoires_cli.placing import Placed
from territoires_cli.translation import gettext as _

# Where people fill in their cards, the steps name the line that is on them.
_LINE = "« Chez nous : »"
_SHEETS = ("feuille", "fiche", "frise", "cadre", "case")
# Sheets that are no table's work.
_OTHER_SHEETS = ("de table", "de parcours", "d’évaluation", "fiches action", "d’accueil", "de choix")


def host_sheets(folder: Folder) -> Document:
    """The sheets, one a page, in the order of the tables."""
    context = folder.context
    title = _("Fiches d’hôte de groupe") if is_in_groups(context.shape) else _("Fiches d’hôte de table")
    head = head_blocks(folder, title)
    first, *others = _fitted(context, folder.people, lines_of(head))
    blocks = [*head, *first]
    for sheet in others:
        blocks += [PageBreak(), *sheet]
    return Document(title=title, language=context.deck.info.language, blocks=tuple(blocks))


class Room(NamedTuple):
    """How much a sheet tells: the sentences of each step, and whether breaks, margins and moves have lines of their own.

    `is_brief` keeps the first clause of a sentence; without `has_roles`, people are names one after the other;
    `is_at_table` leaves out the steps in which everybody walks about.
    """

    sentences: int
    has_all: bool
    is_brief: bool = False
    has_roles: bool = True
    is_at_table: bool = False


# From the fullest sheet to the shortest: the first one that fits its page is printed.
_ROOMS = (
    Room(2, has_all=True),
    Room(1, has_all=True),
    Room(2, has_all=False),
    Room(1, has_all=False),
    Room(1, has_all=False, is_brief=True),
    Room(1, has_all=False, is_brief=True, is_at_table=True),
    Room(1, has_all=False, is_brief=True, has_roles=False, is_at_table=True),
)


def _fitted(context: Context, people: Arrangement | None, taken: int) -> list[list[Block]]:
    """The fullest sheets that all fit their pages, of which the first has some lines taken: every table is told the same."""
    sheets: list[list[Block]] = []
    for room in _ROOMS:
        sheets = [[*_sheet(context, people, hand, room)] for hand in context.plan.hands]
        first, *others = map(lines_of, sheets)
        if max(first + taken, *others, 0) <= HEIGHT:
            break
    return sheets


def _sheet(context: Context, people: Arrangement | None, hand: Hand, room: Room) -> Iterator[Block]:
    name = group_name(context, hand.table)
    yield heading(2, _("{table} · {theme}").format(table=name, theme=theme_of(context, hand)))
    yield Fields(items=tuple(_facts(context, people, hand)))
    yield seats_block(context, people, hand, has_roles=room.has_roles)
    yield Paragraph(text=_cards(context, hand))
    what = _("Ce que fait le groupe") if is_in_groups(context.shape) else _("Ce que fait la table")
    yield Grid(columns=(_("Heure"), what), rows=tuple(_steps(context, room)))
    yield Fields(items=(*_breaks(context, room), *_advice(context, hand)))


def _facts(context: Context, people: Arrangement | None, hand: Hand) -> Iterator[tuple[str, Line | None]]:
    table = next(table for table in context.plan.tables if table.number == hand.table)
    yield _("Votre question"), line(strong(context.deck.challenge[hand.challenges[0]].question))
    if table.room:
        yield _("Salle"), table.room
    yield (
        _("Hôte de la table") if not is_in_groups(context.shape) else _("Hôte du groupe"),
        next((person.name for person in around(context, people, hand, 0) if person.is_host), None),
    )


def _cards(context: Context, hand: Hand) -> Line:
    """The codes and titles of a hand, action sheets after the practices."""
    parts: list[Span | str] = [strong(_("Vos cartes :")), " "]
    cards = [card_name(context, dealt) for dealt in hand.cards]
    cards += [line(strong(sheet.code), f" {sheet.title}") for sheet in context.sheets(hand.table)]
    for place, card in enumerate(cards):
        parts += [" ; "] if place else []
        parts += [card] if isinstance(card, str) else card
    return line(*parts, ".")


def _steps(context: Context, room: Room) -> Iterator[tuple[Line, ...]]:
    """The steps in which tables work, and fixed moments, by the clock; breaks and short moves where there is room."""
    rows: list[tuple[int, tuple[Line, ...]]] = [
        (item.begins, (_span(context, item), _task(context, item, room)))
        for item in context.steps
        if _has_a_part(item.step, room)
    ]
    for moment in context.moments:
        words = line(strong(_("{title}.").format(title=moment.moment.title)), " ", _("À heure fixe : tout s’arrête."))
        rows.append((moment.begins, (context.at(moment.begins), words)))
    yield from (row for _begins, row in sorted(rows, key=lambda entry: entry[0]))


def _task(context: Context, item: Placed, room: Room) -> Line:
    """What a table does in a step: its title, and a sentence or two."""
    step = item.step
    if step.kind in ("break", "lunch"):
        return line(emphasis(step.title))
    texts = context.fill_lines(step.participants[: room.sentences], context.at(item.ends))
    what = " ".join(first_clause(text) if room.is_brief else text for text in texts)
    title = _("Pour finir") if step.kind == "margin" else step.title
    return line(strong(_("{title}.").format(title=title)), f" {what}")


def _breaks(context: Context, room: Room) -> Iterator[tuple[str, Line]]:
    """The breaks in one line, where the grid has no room for them; the agenda tells them too."""
    rests = [item for item in context.steps if item.step.kind in ("break", "lunch")]
    if rests and room.has_roles and not room.has_all:
        spans = (_("{title}, {span}").format(title=item.step.title, span=_span(context, item)) for item in rests)
        yield _("Pauses"), _("{list}.").format(list=" ; ".join(spans))


def _span(context: Context, item: Placed) -> str:
    return f"{context.at(item.begins)} – {context.at(item.ends)}"


def _has_a_part(step: Step, room: Room) -> bool:
    """Whether a sheet tells a step: tables have something to do in it, be it reporting back one after the other."""
    if step.kind != "work" and not room.has_all:
        return False
    if step.grouping == "free" and room.is_at_table:
        return False
    return step.grouping != "plenary" or step.minutes.per == "table"


def _advice(context: Context, hand: Hand) -> Iterator[tuple[str, Line]]:
    """How to keep everyone speaking, where to write, what to do with cards that don't fit, when to call."""
    yield (
        _("Pour que chaque personne parle"),
        _(
            "un tour d’une minute par personne, sans réponse ; d’abord qui a peu parlé, une personne élue en dernier. "
            "Une personne lit tout haut chaque carte."
        ),
    )
    yield _("Où écrire"), _where_to_write(context)
    yield (
        _("« Écartée, pourquoi »"),
        _("une carte écartée se garde, avec sa raison écrite, car une bonne raison vaut une idée."),
    )
    yield _("Autres cartes"), _swaps(context)
    leader = leader_name(context, hand.table)
    yield (
        (_("Appelez qui anime ({leader})").format(leader=leader) if leader else _("Appelez qui anime")),
        _call(context),
    )


def _where_to_write(context: Context) -> str:
    """The cards, if they are judged, and the table's own sheets."""
    steps = [item.step for item in context.steps if item.step.grouping != "plenary"]
    materials = [material for step in steps for material in step.materials if material.per != "person"]
    sheets = dict.fromkeys(
        material.one or material.item
        for material in materials
        if material.item.startswith(_SHEETS) and not any(word in material.item for word in _OTHER_SHEETS)
    )
    parts = []
    if any(_LINE in text for step in steps for text in (*step.say, *step.participants)):
        parts.append(_("sur chaque carte, la case cochée et la ligne « Chez nous : »"))
    if sheets:
        parts.append(_("ce que vous décidez, mot pour mot, ici : {sheets}").format(sheets=", ".join(sheets)))
    else:
        parts.append(_("ce que vous décidez, mot pour mot, sur la grande feuille"))
    return _("{parts}. Aucun nom, sauf si la personne le demande.").format(parts=" ; ".join(parts))


def _swaps(context: Context) -> str:
    blanks = any("vierge" in material.item for item in context.steps for material in item.step.materials)
    if blanks:
        return _("deux échanges au plus avec le jeu complet ; trois cartes vierges pour vos propres idées.")
    return _("deux échanges au plus avec le jeu complet ; une idée à vous s’écrit sur une note.")


def _call(context: Context) -> str:
    how = _("par un message") if is_online(context.shape) else _("en levant la main")
    return _("{how}, pour un conflit, un silence qui dure, un malaise, un mandat contesté, ou un travail fini.").format(
        how=how
    )
