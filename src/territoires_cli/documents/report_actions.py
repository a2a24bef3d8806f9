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
    """A proposal as something to do: its number in the grid, who and by when, and the sheet that tells how to begin."""

    entry: Entry
    number: str
    owner: str
    due: str
    sheet: ActionSheet | None


def actions_of(telling: Telling) -> list[Action]:
    """Every proposal, table by table; its sheet is one of those that the plan advises for its table."""
    return [
        Action(entry, telling.number(entry), owner_words(entry), due_words(entry), _sheet(telling, entry))
        for entry in telling.of("proposal")
    ]


def due_words(entry: Entry) -> str:
    """By when, as it stands in a column « Avant le »: as it was said, without the words that the column says."""
    words = entry.due or ""
    for start in ("avant le ", "Avant le ", "le "):
        if words.startswith(start):
            return words[len(start) :]
    return words


def _sheet(telling: Telling, entry: Entry) -> ActionSheet | None:
    """Of the sheets advised for a table, the one that speaks most of a proposal, then of the cards that the table kept."""
    advice = telling.context.advice.get(entry.table or 0)
    if advice is None or not advice.actions:
        return None
    said = set(stems_of(entry.text or ""))
    kept = {item.card for item in telling.of("card") if item.table == entry.table and item.verdict == "kept"}

    def rank(sheet: ActionSheet) -> tuple[int, int, int]:
        serves = {link.id for link in sheet.practices}
        spoken = set(stems_of(" ".join((sheet.title, sheet.summary, *sheet.aliases))))
        return int(entry.card in serves), len(said & spoken), len(serves & kept)

    return max(advice.actions, key=rank)


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
    """How to begin: for each sheet of a table, the lines that it may help, its first step, and what to follow."""
    found: dict[tuple[int, str], list[Action]] = {}
    for action in actions_of(telling):
        if action.sheet is not None:
            found.setdefault((action.entry.table or 0, action.sheet.id), []).append(action)
    if not found:
        return
    yield heading(2, _("Pour commencer"))
    yield Paragraph(
        text=_(
            "Pour chaque ligne, voici la fiche action du jeu qui s’en approche le plus : un premier pas et des indicateurs à "
            "adapter. Les tables ne les ont pas écrits."
        )
    )
    for (table, _id), actions in found.items():
        sheet = actions[0].sheet
        assert sheet is not None
        numbers = [action.number for action in actions]
        yield Paragraph(
            text=line(
                strong(group_name(telling.context, table)),
                _(", d’après la fiche action {code} « {title} »").format(code=sheet.code, title=sheet.title),
            )
        )
        yield Fields(
            items=(
                (ngettext("Ligne", "Lignes", len(numbers)), enumerate_in_french(numbers, _("et"))),
                (_("Premier pas"), sentence(sheet.steps[0])),
                (_("Indicateurs"), " ".join(sentence(text) for text in sheet.indicators)),
            )
        )


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
                f"{sheet.code} {sheet.title}" if sheet else "",
                " ; ".join(sheet.indicators) if sheet else "",
            )
        )
    return columns, rows


def _owner_cell(action: Action) -> str:
    """Who, under a title that says that it is to be confirmed; « à confirmer » alone where nobody is named."""
    return action.owner.removeprefix(_("à confirmer par {name}").format(name="")).strip()
