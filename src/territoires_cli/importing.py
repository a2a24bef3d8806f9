"""Rows of a sheet → cards of one kind, what nobody wrote completed, and every mistake at its row and column. Pure."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import NamedTuple, TypeAlias

from pydantic import BaseModel, ValidationError

from territoires_cli.cells import Names, shorten
from territoires_cli.columns import ALL, Group, Path, find_column, shape_of, title_of, titles_of
from territoires_cli.completing import Shelf, complete
from territoires_cli.links import Finding
from territoires_cli.models.city import slug
from territoires_cli.names import fold, nearest
from territoires_cli.refusals import in_sheet, refusals, weight_words
from territoires_cli.samples import is_sample
from territoires_cli.spreadsheets import Row, read_cells
from territoires_cli.tabling import Fault, Filled, fill
from territoires_cli.translation import gettext as _

# How many titles of columns a row must hold to be taken for their line.
_ENOUGH = 2
_HEADER_WITHIN = 30
MOST_CARDS = 2_000
MOST_TROUBLES = 100
# So many question marks inside words may be slips.
_LOST = re.compile(r"(?<=[^\W\d_])\?(?=[^\W\d_])")
_MOST_LOST = 3
# How alike two titles are when one is taken for a slip of the other, and not for a column of the person's own.
_SLIP = 0.85


class Trouble(NamedTuple):
    """Something to mend in a sheet: its row (as the spreadsheet numbers it), its column from 1, that column's title."""

    row: int
    column: int | None
    title: str
    message: str
    severity: str = "error"


@dataclass(frozen=True)
class Imported:
    """The cards of a sheet in its order, what is wrong in it, and the ids that they take from the deck.

    `columns` are the fields that it has columns for.
    """

    cards: list[BaseModel]
    troubles: list[Trouble]
    replacing: list[str]
    columns: Sequence[Path] = ()


Judge: TypeAlias = Callable[[Sequence[BaseModel], Collection[str]], Iterable[Finding]]
"""What is to be refused in cards that are put in a deck together, where they take these ids from it."""


def read_sheet(
    data: bytes,
    model: type[BaseModel],
    names: Mapping[str, Names],
    shelf: Shelf,
    *,
    replace: bool = False,
    judge: Judge = lambda _cards, _replacing: (),
) -> Imported:
    """The cards of a sheet. With errors among its troubles, the cards can't be relied on.

    With `replace`, a card may take the id of one of the deck that is completed. `judge` tells what else is wrong in the
    cards that could be read. Raises RequestError for what is no list of text at all.
    """
    shape = shape_of(model)
    rows = read_cells(data, lambda cells: sum(find_column(shape, cell) is not None for cell in cells))
    if _has_lost_accents(rows):
        message = _("il y a des ? à la place des accents : enregistrez de nouveau la feuille en « CSV UTF-8 »")
        return Imported([], [Trouble(rows[0].line, None, "", message)], [])
    likeness = [sum(find_column(shape, cell) is not None for cell in row.cells) for row in rows[:_HEADER_WITHIN]]
    if not likeness or max(likeness) < min(_ENOUGH, len(titles_of(shape))):
        return Imported([], [_no_header(rows, shape)], [])
    start = likeness.index(max(likeness))
    header, body = rows[start], rows[start + 1 :]
    paths = [find_column(shape, cell) for cell in header.cells]
    called = [_called(row, paths) for row in body]
    codes = frozenset(row["code"] for row in called if "code" in row)
    names = _with_rows(names, called)
    work = _Work(model, shape, header, paths, shelf, replace, names=names, written_codes=codes)
    work.troubles += _odd_columns(header, paths, shape)
    for number, row in enumerate(body, start=1):
        if len(work.troubles) >= MOST_TROUBLES or number > MOST_CARDS:
            work.troubles.append(Trouble(row.line, None, "", _stopped(len(work.troubles))))
            break
        work.add(row)
    work.judge(judge)
    if not body:
        message = _("il n’y a que la ligne des titres : écrivez une carte par ligne, en dessous")
        work.troubles.append(Trouble(header.line, None, "", message))
    troubles = sorted(work.troubles, key=lambda trouble: (trouble.row, trouble.column or 0))
    return Imported(work.cards, troubles, work.replacing, [path for path in paths if path is not None])


def _has_lost_accents(rows: Sequence[Row]) -> bool:
    """Whether a program without accents wrote « ? » in their place, inside words."""
    cells = (cell for row in rows for cell in row.cells if "://" not in cell)
    return sum(len(_LOST.findall(cell)) for cell in cells) > _MOST_LOST


def _stopped(count: int) -> str:
    if count >= MOST_TROUBLES:
        return _("la suite n’a pas été lue : corrigez d’abord ce qui précède")
    return _("la suite n’a pas été lue : {most} lignes au plus par feuille").format(most=MOST_CARDS)


def _no_header(rows: Sequence[Row], shape: Group) -> Trouble:
    wanted = ", ".join(titles_of(shape)[1:6])
    if not rows:
        message = _("cette feuille est vide : il faut une ligne de titres ({titles}…), puis une ligne par carte")
        return Trouble(1, None, "", message.format(titles=wanted))
    seen = ", ".join(shorten(cell) for cell in rows[0].cells[:6] if cell.strip())
    message = _(
        "aucun titre de colonne connu ; titres lus : {seen}. Il faut une ligne de titres comme : {titles}. "
        "Si les accents sont abîmés, enregistrez de nouveau la feuille en « CSV UTF-8 »"
    )
    return Trouble(rows[0].line, None, "", message.format(seen=seen, titles=wanted))


def _odd_columns(header: Row, paths: Sequence[Path | None], shape: Group) -> Iterator[Trouble]:
    """Titles that name no field, and those that stand twice."""
    seen: set[Path] = set()
    known = titles_of(shape)
    for place, (cell, path) in enumerate(zip(header.cells, paths, strict=True), start=1):
        title = shorten(cell)
        if path is None and title:
            close = nearest(title, known, at_most=1)
            if close and SequenceMatcher(None, fold(title), fold(close[0])).ratio() > _SLIP:
                message = _("titre de colonne inconnu ; vouliez-vous dire « {title} » ?").format(title=close[0])
                yield Trouble(header.line, place, title, message)
            else:
                message = _("colonne laissée de côté : une carte n’a pas ce champ")
                yield Trouble(header.line, place, title, message, "warning")
        elif path in seen:
            yield Trouble(header.line, place, title, _("cette colonne est là deux fois : gardez-en une"))
        elif path is not None:
            seen.add(path)


def _called(row: Row, paths: Sequence[Path | None]) -> dict[str, str]:
    """The id, code and title of a row, as they are written in it."""
    found = {
        str(path[0]): cell.strip()
        for path, cell in zip(paths, row.cells, strict=False)
        if path in {("id",), ("code",), ("title",), ("name",)} and cell.strip()
    }
    if "id" not in found and (found.get("title") or found.get("name")):
        found["id"] = slug(found.get("title") or found["name"])
    return found


def _with_rows(names: Mapping[str, Names], rows: Sequence[Mapping[str, str]]) -> dict[str, Names]:
    """The names that cells may use, with those of the sheet's own cards."""
    more = [
        (row[key], row["id"]) for key in ("id", "code", "title", "name") for row in rows if {key, "id"} <= row.keys()
    ]
    return {kind: known.joined(more) if kind in _CARD_KINDS else known for kind, known in names.items()}


_CARD_KINDS = ("practice", "card", "action", "city", "project", "elsewhere", "lesson", "model")


@dataclass
class _Work:
    """A sheet being read: what was found so far."""

    model: type[BaseModel]
    shape: Group
    header: Row
    paths: Sequence[Path | None]
    shelf: Shelf
    replace: bool
    cards: list[BaseModel] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    replacing: list[str] = field(default_factory=list)
    names: Mapping[str, Names] = field(default_factory=dict)
    blank: list[Path] = field(default_factory=list)
    written_codes: frozenset[str] = frozenset()
    rows_of: dict[str, int] = field(default_factory=dict)
    codes: dict[str, int] = field(default_factory=dict)
    sources: dict[int, tuple[Row, Filled]] = field(default_factory=dict)

    def add(self, row: Row) -> None:
        """Read a row: a card more, or what is wrong in it."""
        if any(cell.strip() for cell in row.cells[len(self.paths) :]):
            message = _(
                "cette ligne a {count} cases pour {width} titres : un séparateur de trop, ou un guillemet manquant"
            ).format(count=len(row.cells), width=len(self.paths))
            self.troubles.append(Trouble(row.line, len(self.paths) + 1, "", message))
        cells: dict[Path, str] = {}
        for place, (path, cell) in enumerate(zip(self.paths, row.cells, strict=False)):
            if path is not None:
                cells.setdefault(path, "" if place in row.errors else cell)
        filled = fill(self.shape, cells.items(), self.names)
        self.blank = [path for path in self.paths if path is not None and not cells.get(path, "").strip()]
        for place in row.errors:
            path = self.paths[place] if place < len(self.paths) else None
            if path is not None:
                message = _(
                    "« {text} » est une erreur du tableur : écrivez le texte de nouveau, sans signe = ou - au début"
                )
                filled.faults.append(Fault(path, message.format(text=row.cells[place].strip())))
        if not filled.data and not filled.faults:
            return
        for path, message in filled.faults:
            self._tell(row, path, weight_words() if path[-1] == "weight" else message)
        faulty = {path for path, _message in filled.faults}
        complete(self.shape, filled, faulty, self.shelf, {*self.codes, *self.written_codes}, replace=self.replace)
        try:
            card = self.model.model_validate(filled.data)
            self.cards.append(card)
            self.sources[id(card)] = (row, filled)
            self._remark(row, card)
        except ValidationError as error:
            for path, message in refusals(error, self.shape, filled, faulty, self.shelf, self.names, self.blank):
                self._tell(row, path, message)
        self._check_names(row, filled)

    def _remark(self, row: Row, card: BaseModel) -> None:
        if is_sample(card):
            message = _("c’est l’exemple de la feuille : gardez cette ligne seulement si vous la voulez")
            self.troubles.append(Trouble(row.line, None, "", message, "warning"))

    def judge(self, judge: Judge) -> None:
        """Refuse what the deck doesn't bear in the cards that could be read, but where a cell was refused already."""
        told = {(trouble.row, trouble.column) for trouble in self.troubles if trouble.severity == "error"}
        for finding in judge(self.cards, self.replacing):
            row, filled = self.sources[id(finding.thing)]
            path = self._naming(("id",)) if finding.path == ("id",) else finding.path
            count = len(self.troubles)
            self._tell(row, in_sheet(self.shape, path, filled.written), finding.message)
            if (row.line, self.troubles[-1].column) in told:
                del self.troubles[count]

    def _tell(self, row: Row, path: Path, message: str) -> None:
        column = self.paths.index(path) + 1 if path in self.paths else None
        title = self.header.cells[column - 1].strip() if column else title_of(self.shape, path)
        if column is None:
            start = path[:-1] if path[-1:] == (ALL,) else path
            near = [known for known in self.paths if known and start and known[: len(start)] == start]
            first = next((known for known in near if known in self.blank), near[0] if near else None)
            column = self.paths.index(first) + 1 if first else None
        self.troubles.append(Trouble(row.line, column, title, message))

    def _check_names(self, row: Row, filled: Filled) -> None:
        """Refuse ids and codes that stand twice, in the sheet or in the deck that is completed."""
        name, code = filled.data.get("id"), filled.data.get("code")
        if isinstance(name, str) and "id" in self.shape.fields:
            if name in self.rows_of:
                message = _("la ligne {row} porte déjà ce nom ({name}) : changez le titre ou l’identifiant")
                self._tell(row, self._naming(("id",)), message.format(row=self.rows_of[name], name=name))
            self.rows_of.setdefault(name, row.line)
            if name in self.shelf.others and name not in self.shelf.replaced:
                if self.replace:
                    self.replacing.append(name)
                else:
                    message = _(
                        "« {name} » est déjà dans le jeu que le vôtre complète : changez le titre ou l’identifiant ; ou, si la "
                        "vôtre doit remplacer l’autre, ajoutez --replace à la commande"
                    )
                    self._tell(row, self._naming(("id",)), message.format(name=name))
        if isinstance(code, str):
            holder = next(
                (card for card, held in {**self.shelf.others, **self.shelf.own}.items() if held == code), None
            )
            if holder is not None and holder != name and holder not in {*self.shelf.replaced, *self.replacing}:
                message = _("la carte « {card} » porte déjà le code {code} ; laissez la case vide pour un code libre")
                self._tell(row, ("code",), message.format(card=holder, code=code))
            elif code in self.codes:
                message = _("la ligne {row} porte déjà le code {code} ; laissez la case vide pour un code libre")
                self._tell(row, ("code",), message.format(row=self.codes[code], code=code))
            self.codes.setdefault(code, row.line)

    def _naming(self, path: Path) -> Path:
        """The column that gives a card its id: its own, or the title's."""
        return next((found for found in (path, ("title",), ("name",)) if found in self.paths), path)
