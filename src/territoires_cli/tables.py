"""Sheets of cards from their files, and into the files of a deck's own folder; and a folder's cards as a sheet."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from territoires_cli.bundle_parts import model_of
from territoires_cli.bundles import read_bundle
from territoires_cli.cells import Names, names_of
from territoires_cli.completing import Shelf
from territoires_cli.content import linked, read_sections
from territoires_cli.decks import read_deck
from territoires_cli.errors import ContentError, RequestError, TerritoiresError
from territoires_cli.filing import card_files, deck_file_replacing, left_files, list_files, new_deck_file
from territoires_cli.importing import MOST_CARDS, Trouble, read_sheet
from territoires_cli.judging import judge_cards
from territoires_cli.models.base import Value
from territoires_cli.models.deck import SECTION_OF_KIND, Deck
from territoires_cli.models.index import KINDS
from territoires_cli.places import DECK_FILE, disk_place, yaml_files
from territoires_cli.problems import Problem
from territoires_cli.reading import Reader
from territoires_cli.rosters import read_bytes
from territoires_cli.spreadsheets import MOST_BYTES, write_cells
from territoires_cli.tabling import table_of
from territoires_cli.translation import gettext as _

if TYPE_CHECKING:
    from territoires_cli.archives import Place

# Kinds of things that a sheet may hold, beside cards: their section, which is one file.
_LISTS = {"source": "sources", "pair": "pairs"}
SHEET_KINDS = (*KINDS, *_LISTS)
"""The kinds of things that a sheet may hold, one a row."""


@dataclass(frozen=True, slots=True)
class CellProblem(Problem):
    """A problem of a sheet: `line` is the row as the spreadsheet numbers it, `column` counts from 1, `field` is its title."""

    def __str__(self) -> str:
        if self.column is None and self.field:
            place = _("{file}, ligne {row}, « {title} »")
        elif self.column is None:
            place = _("{file}, ligne {row}")
        elif self.field:
            place = _("{file}, ligne {row}, colonne {letters} « {title} »")
        else:
            place = _("{file}, ligne {row}, colonne {letters}")
        words = place.format(file=self.file, row=self.line, letters=column_letters(self.column or 1), title=self.field)
        return _("{place} : {message}").format(place=words, message=self.message)


@dataclass(frozen=True)
class Import:
    """What a sheet makes of a deck's folder: files by name, how many things they tell, and what is odd in it.

    `amended` are files that were there, and hold all that they held.
    """

    files: dict[str, bytes]
    count: int
    remarks: Sequence[Problem]
    amended: frozenset[str]


def column_letters(number: int) -> str:
    """The letters that a spreadsheet puts over a column: 1 is A, 28 is AB."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def read_import(path: Path, folder: Path, kind: str, *, title: str, identifier: str, replace: bool = False) -> Import:
    """What the sheet at `path` makes of a deck's folder; nothing is written.

    A folder without `deck.yaml` gets one, with this title and id, which completes the built-in deck. Raises
    TerritoiresError (no such file, no list of text) or ContentError with every problem of the sheet, or of the folder.
    """
    own = read_bundle(folder) if folder.is_dir() else {}
    deck = _deck_of(folder, own)
    section = _section(kind)
    shelf = _shelf(deck, own, kind)
    known = [item["id"] for held in own for item in _items(own, held)]
    try:
        found = read_sheet(
            read_bytes(path, MOST_BYTES),
            model_of(section),
            _names(deck, own),
            shelf,
            replace=replace,
            judge=lambda cards, taken: judge_cards(
                deck, section, cast("Sequence[Value]", cards), known, {*taken, *shelf.replaced}
            ),
        )
    except RequestError as error:
        raise TerritoiresError(f"{path} : {error}") from None
    problems: list[Problem] = [_problem(path, trouble) for trouble in found.troubles]
    errors = [problem for problem in problems if problem.severity == "error"]
    if errors:
        raise ContentError(errors)
    data = [card.model_dump(mode="json", by_alias=True, exclude_defaults=True) for card in found.cards]
    amended: dict[str, bytes] = {}
    if kind in _LISTS:
        files = list_files(folder / f"{section}.yaml", data, path.name)
        amended = files
    else:
        files = card_files(folder, section, data, path.name, found.columns)
        left = _("ce fichier n’est plus dans la feuille : supprimez-le si vous n’en voulez plus")
        problems += [
            Problem(str(file), None, None, "", left, "warning") for file in left_files(folder, section, data, path.name)
        ]
    if "deck" not in own:
        files = {DECK_FILE: new_deck_file(title, identifier, found.replacing).encode(), **files}
    elif found.replacing:
        amended = {**amended, DECK_FILE: deck_file_replacing(folder / DECK_FILE, found.replacing)}
    return Import({**files, **amended}, len(data), problems, frozenset(amended))


def write_sheet(folder: "Place", kind: str) -> tuple[bytes, int]:
    """The things of a kind that a deck's own folder holds as a sheet, and how many there are.

    Raises ContentError for faulty files, TerritoiresError for more than `read_import` would take back.
    """
    section = _section(kind)
    own = read_bundle(folder)
    deck = _deck_of(folder, own)
    reader = Reader().inside(folder)
    model: Any = model_of(section)
    if kind in _LISTS:
        cards = reader.several(folder / f"{section}.yaml", model)
    else:
        cards = reader.all(yaml_files(folder / section), model)
    if reader.problems:
        raise ContentError(reader.problems)
    try:
        if len(cards) > MOST_CARDS:
            raise RequestError(_("elle aurait plus de {most} lignes.").format(most=MOST_CARDS))  # noqa: TRY301 - told below
        return write_cells(table_of(cards, model, _names(deck, own))), len(cards)
    except RequestError as error:
        raise TerritoiresError(
            _("Rien n’a été écrit, car cette feuille ne pourrait pas être reprise : {reason} {how}").format(
                reason=error, how=_("Répartissez ces cartes en plusieurs jeux, ou exportez le jeu en .json.")
            )
        ) from None


def _section(kind: str) -> str:
    return _LISTS[kind] if kind in _LISTS else SECTION_OF_KIND[kind]


def _problem(path: Path, trouble: Trouble) -> CellProblem:
    return CellProblem(str(path), trouble.row, trouble.column, trouble.title, trouble.message, trouble.severity)


def _deck_of(folder: "Place", own: Mapping[str, Any]) -> Deck:
    """The deck whose names a sheet may use: the folder's with what it completes, or the built-in one."""
    if "deck" not in own:
        return read_deck()
    try:
        return read_deck([disk_place(folder)])
    except TerritoiresError:
        # Its own faults are told when the folder is checked; names can be known without them.
        if isinstance(own["deck"], dict) and own["deck"].get("extends"):
            return read_deck()
        return linked(read_sections(Reader(), [folder]))


def _names(deck: Deck, own: Mapping[str, Any]) -> dict[str, Names]:
    """The names of the deck, and of what the folder itself holds, were it faulty."""
    names = names_of(deck)
    for section, kinds in (
        ("practices", ("practice", "card")),
        ("sources", ("source",)),
        ("actions", ("action", "card")),
    ):
        more = [
            (item[key], item["id"])
            for item in _items(own, section)
            for key in ("id", "code", "title", "short")
            if isinstance(item.get(key), str)
        ]
        names |= {kind: names[kind].joined(more) for kind in kinds}
    return names


def _items(own: Mapping[str, Any], section: str) -> list[dict[str, Any]]:
    found = own.get(section)
    items = found if isinstance(found, list) else []
    return [item for item in items if isinstance(item, dict) and isinstance(item.get("id"), str)]


def _shelf(deck: Deck, own: Mapping[str, Any], kind: str) -> Shelf:
    """What is there already, for a kind of card."""
    if kind == "pair":
        return Shelf()
    mine = {item["id"]: item.get("code") for section in _sections_beside(kind) for item in _items(own, section)}
    if kind == "source":
        others: dict[str, str | None] = {source.id: None for source in deck.sources if source.id not in mine}
        return Shelf(mine, others)
    others = {entry.id: entry.code for entry in deck.index if entry.id not in mine}
    told = own.get("deck")
    replaced = (
        frozenset(name for name in told.get("replaces") or () if isinstance(name, str))
        if isinstance(told, dict)
        else frozenset()
    )
    types: dict[str, set[str]] = {}
    for card in deck.practices:
        types.setdefault(card.family, set()).add(card.type)
    letters = {family.id: family.code for family in deck.info.families} if kind == "practice" else {"": "FA"}
    return Shelf(mine, others, replaced, letters, {family: frozenset(found) for family, found in types.items()})


def _sections_beside(kind: str) -> Iterable[str]:
    """The sections whose ids a kind of thing shares."""
    return ("sources",) if kind == "source" else SECTION_OF_KIND.values()
