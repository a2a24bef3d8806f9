"""What tables propose or decide, who carries it and by when, and how to begin according to the action sheets."""

from collections.abc import Iterator
from typing import NamedTuple

from territoires_cli.documents.groups import group_name
from territoires_cli.documents.report_base import Telling, unvoted
from territoires_cli.documents.writing import heading, line, sentence, strong
from territoires_cli.harvesting import owner_words
from territoires_cli.language import stems_of
from territoires_cli.models.actions import ActionSheet
from territoires_cli.models.document import Block, Fields, Grid, Line, Paragraph
from territoires_cli.models.session import Entry
from territoires_cli.names import enumerate_in_french
from territoires_cli.translation import gettext as _
from territoires_cli.translation import ngettext


class Action(NamedTuple):
    """A proposal as something to do: its number in the grid, who and by when, the sheet that tells how to begin, and why that one.

    `is_close`: the sheet speaks of the line itself, and not only of cards that the table kept (`cards`).
    """

    entry: Entry
    number: str
    owner: str
    due: str
    sheet: ActionSheet | None = None
    is_close: bool = False
    cards: tuple[str, ...] = ()


def actions_of(telling: Telling) -> list[Action]:
    """Every proposal, table by table; its sheet is one of those that the plan advises for its table."""
    return [_action(telling, entry) for entry in telling.of("proposal")]


def due_words(entry: Entry) -> str:
    """By when, as it stands in a column « Avant le »: as it was said, without the words that the column says."""
    words = entry.due or ""
    for start in ("avant le ", "avant ", "le "):
        if words.lower().startswith(start):
            return words[len(start) :]
    return words


def _action(telling: Telling, entry: Entry) -> Action:
    """A proposal with the advised sheet that speaks most of it, or else one that serves cards that its table kept."""
    plain = Action(entry, telling.number(entry), owner_words(entry), due_words(entry))
    advice = telling.context.advice.get(entry.table or 0)
    sheets = advice.actions if advice is not None else ()
    near = max(sheets, key=lambda sheet: _likeness(sheet, entry), default=None)
    if near is not None and _likeness(near, entry):
        return plain._replace(sheet=near, is_close=True)
    serving = max(sheets, key=lambda sheet: len(_served(telling, sheet, entry.table)), default=None)
    cards = _served(telling, serving, entry.table) if serving is not None else ()
    return plain._replace(sheet=serving, cards=cards) if cards else plain


def _likeness(sheet: ActionSheet, entry: Entry) -> int:
    """How much a sheet speaks of a proposal: its card, the words of its names; one word of a summary alone is chance."""
    said = set(stems_of(entry.text or ""))
    named = len(said & set(stems_of(" ".join((sheet.title, *sheet.aliases)))))
    told = len(said & set(stems_of(sheet.summary)))
    serves = entry.card in {link.id for link in sheet.practices}
    return 4 * serves + 2 * named + (told if named or told > 1 else 0)


def _served(telling: Telling, sheet: ActionSheet, table: int | None) -> tuple[str, ...]:
    """The cards that a table kept and that a sheet helps with (ids)."""
    serves = {link.id for link in sheet.practices}
    kept = (entry.card for entry in telling.of("card") if entry.table == table and entry.verdict == "kept")
    return tuple(dict.fromkeys(card for card in kept if card in serves))


def proposal_blocks(telling: Telling) -> Iterator[Block]:
    """What the tables wrote word for word, by the mandate's own word for it."""
    words, told = telling.context.words, actions_of(telling)
    yield heading(2, _("Les {proposals}").format(proposals=words.proposals))
    orphans = [vote for vote in unvoted(telling, telling.of("proposal")) if vote.card is None]
    if not told and not orphans:
        yield Paragraph(text=_("Aucune table n’en a écrit, ou rien n’en a été saisi."))
        return
    yield Grid(
        columns=(_("N°"), _("Mot pour mot"), _("Porté par"), _("Avant le"), words.vote.capitalize()),
        rows=(*(_row(telling, action) for action in told), *(_orphan(telling, vote) for vote in orphans)),
        right=(4,),
    )
    yield Paragraph(text=_("Le numéro dit la table, puis la ligne de la grille de transcription."))


def _row(telling: Telling, action: Action) -> tuple[Line, ...]:
    count = telling.votes(action.entry) if telling.line(action.entry) else None
    votes = "–" if count is None else str(count)
    return action.number, action.entry.text or "", action.owner, action.due or _("à fixer"), votes


def _orphan(telling: Telling, vote: Entry) -> tuple[Line, ...]:
    return telling.number(vote), _("(des voix sont notées, le texte ne l’est pas)"), "–", "–", str(vote.count)


def action_blocks(telling: Telling) -> Iterator[Block]:
    """How to begin: each advised sheet that speaks of lines or serves cards kept, its first step, and what to follow."""
    lines: dict[str, list[str]] = {}
    for action in actions_of(telling):
        if action.sheet is not None and action.is_close:
            lines.setdefault(action.sheet.id, []).append(action.number)
    cards: dict[str, list[str]] = {}
    sheets: dict[str, ActionSheet] = {}
    for table, advice in telling.context.advice.items():
        for sheet in advice.actions:
            sheets[sheet.id] = sheet
            cards.setdefault(sheet.id, []).extend(_served(telling, sheet, table))
    found = [sheet for name, sheet in sheets.items() if lines.get(name) or cards[name]]
    if not found:
        return
    yield heading(2, _("Pour commencer"))
    yield Paragraph(
        text=_(
            "Le plan conseille à chaque table des fiches action. Voici celles qui parlent d’une ligne écrite ou d’une carte gardée : "
            "un premier pas et des indicateurs, à adapter. Les tables ne les ont pas écrits."
        )
    )
    for sheet in found:
        yield Paragraph(
            text=line(
                strong(_("D’après la fiche action {code} « {title} »").format(code=sheet.code, title=sheet.title))
            )
        )
        yield Fields(
            items=(
                *_what_for(telling, lines.get(sheet.id, []), cards[sheet.id]),
                (_("Premier pas"), sentence(sheet.steps[0])),
                (_("Indicateurs"), " ".join(sentence(text) for text in sheet.indicators)),
            )
        )


def _what_for(telling: Telling, lines: list[str], cards: list[str]) -> Iterator[tuple[str, Line]]:
    if lines:
        label = ngettext("Pour la ligne", "Pour les lignes", len(lines))
        yield label, enumerate_in_french(lines, _("et"))
    if cards:
        titles = _titles(telling, tuple(dict.fromkeys(cards)))
        yield (
            ngettext("Pour la carte gardée", "Pour les cartes gardées", len(titles)),
            enumerate_in_french(titles, _("et")),
        )


def _titles(telling: Telling, cards: tuple[str, ...]) -> list[str]:
    practice = telling.context.deck.practice
    return [f"{practice[card].code} {practice[card].title}" for card in cards if card in practice]


def action_table(telling: Telling) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """The actions as columns and rows for a spreadsheet.

    A number begins with « n° »: alone, spreadsheets would take « 2.12 » for a date or an amount.
    """
    columns = (
        _("N°"), _("Table"), _("Texte"), _("À confirmer par"), _("Avant le"), _("Premier pas"), _("Fiche"), _("Indicateurs"),
    )  # fmt: skip
    rows: list[tuple[str, ...]] = []
    for action in actions_of(telling):
        sheet = action.sheet
        rows.append(
            (
                _("n° {number}").format(number=action.number),
                group_name(telling.context, action.entry.table or 0),
                action.entry.text or "",
                _owner_cell(action),
                action.due,
                sheet.steps[0] if sheet else "",
                _sheet_cell(telling, action),
                " ; ".join(sheet.indicators) if sheet else "",
            )
        )
    return columns, rows


def _owner_cell(action: Action) -> str:
    """Who, under a title that says that it is to be confirmed; « à confirmer » alone where nobody is named."""
    return action.owner.removeprefix(_("à confirmer par {name}").format(name="")).strip()


def _sheet_cell(telling: Telling, action: Action) -> str:
    """The sheet, and for which cards it is told where it doesn't speak of the line itself."""
    if action.sheet is None:
        return ""
    named = f"{action.sheet.code} {action.sheet.title}"
    if action.is_close:
        return named
    cards = enumerate_in_french(_titles(telling, action.cards), _("et"))
    return _("{sheet} (pour ce que la table garde : {cards})").format(sheet=named, cards=cards)
