"""Rows of a sheet → cards of one kind, what nobody wrote completed, and every mistake at its row and column. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from pydantic import BaseModel, ValidationError

from territoires_cli.cells import Names, choices_of, shorten
from territoires_cli.columns import ALL, Group, Many, Path, find_column, leaf_at, node_at, shape_of, title_of, titles_of
from territoires_cli.models.city import slug
from territoires_cli.names import enumerate_in_french, fold, nearest
from territoires_cli.spreadsheets import Row, read_cells
from territoires_cli.tabling import Filled, fill
from territoires_cli.translation import gettext as _

# How many titles of columns a row must hold to be taken for their line.
_ENOUGH = 2
_HEADER_WITHIN = 30
MOST_CARDS = 2_000
MOST_TROUBLES = 100
# How alike two titles are when one is taken for a slip of the other, and not for a column of the person's own.
_SLIP = 0.85


_SENTENCES = {
    "too_short": "il en faut au moins {min_length}, il y en a {actual_length}",
    "too_long": "il en faut au plus {max_length}, il y en a {actual_length}",
    "string_too_long": "ce texte est trop long : {max_length} caractères au plus",
    "greater_than": "ce nombre est trop petit : il faut plus de {gt}",
    "greater_than_equal": "ce nombre est trop petit : {ge} au moins",
    "less_than": "ce nombre est trop grand : il faut moins de {lt}",
    "less_than_equal": "ce nombre est trop grand : {le} au plus",
    "city_without_challenge": "il faut un défi, ou une phrase qui dit ce qui ne va pas",
}


class Trouble(NamedTuple):
    """Something to mend in a sheet: its row (as the spreadsheet numbers it), its column from 1, that column's title."""

    row: int
    column: int | None
    title: str
    message: str
    severity: str = "error"


@dataclass(frozen=True)
class Shelf:
    """What is already there: `own` cards of the folder (id → code), those of the deck that it completes, and its families.

    `replaced` are ids of that deck that the folder's cards may take. `letters` are the letters of codes by family ("" for
    a kind without families), `types` the types that the cards of a family have there.
    """

    own: Mapping[str, str | None] = field(default_factory=dict)
    others: Mapping[str, str | None] = field(default_factory=dict)
    replaced: frozenset[str] = frozenset()
    letters: Mapping[str, str] = field(default_factory=dict)
    types: Mapping[str, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Imported:
    """The cards of a sheet in its order, what is wrong in it, and the ids that they take from the deck."""

    cards: list[BaseModel]
    troubles: list[Trouble]
    replacing: list[str]


def read_sheet(
    data: bytes, model: type[BaseModel], names: Mapping[str, Names], shelf: Shelf, *, replace: bool = False
) -> Imported:
    """The cards of a sheet. With errors among its troubles, the cards can't be relied on.

    With `replace`, a card may take the id of one of the deck that is completed. Raises RequestError for what is no list
    of text at all.
    """
    shape = shape_of(model)
    rows = read_cells(data, lambda cells: sum(find_column(shape, cell) is not None for cell in cells))
    likeness = [sum(find_column(shape, cell) is not None for cell in row.cells) for row in rows[:_HEADER_WITHIN]]
    if not likeness or max(likeness) < min(_ENOUGH, len(titles_of(shape))):
        return Imported([], [_no_header(rows, shape)], [])
    start = likeness.index(max(likeness))
    header, body = rows[start], rows[start + 1 :]
    paths = [find_column(shape, cell) for cell in header.cells]
    called = [_called(row, paths) for row in body]
    codes = frozenset(row["code"] for row in called if "code" in row)
    work = _Work(model, shape, header, paths, shelf, replace, written_codes=codes)
    work.troubles += _odd_columns(header, paths, shape)
    names = _with_rows(names, called)
    for number, row in enumerate(body, start=1):
        if len(work.troubles) >= MOST_TROUBLES or number > MOST_CARDS:
            work.troubles.append(Trouble(row.line, None, "", _stopped(len(work.troubles))))
            break
        work.add(row, names)
    if not body:
        message = _("il n’y a que la ligne des titres : écrivez une carte par ligne, en dessous")
        work.troubles.append(Trouble(header.line, None, "", message))
    return Imported(work.cards, work.troubles, work.replacing)


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
    more = [(row[key], row["id"]) for key in ("id", "code", "title", "name") for row in rows if key in row and "id" in row]
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
    written_codes: frozenset[str] = frozenset()
    rows_of: dict[str, int] = field(default_factory=dict)
    codes: dict[str, int] = field(default_factory=dict)

    def add(self, row: Row, names: Mapping[str, Names]) -> None:
        """Read a row: a card more, or what is wrong in it."""
        if any(cell.strip() for cell in row.cells[len(self.paths) :]):
            message = _(
                "cette ligne a {count} cases pour {width} titres : un séparateur de trop, ou un guillemet manquant"
            ).format(count=len(row.cells), width=len(self.paths))
            self.troubles.append(Trouble(row.line, len(self.paths) + 1, "", message))
        cells = [(path, cell) for path, cell in zip(self.paths, row.cells, strict=False) if path is not None]
        filled = fill(self.shape, cells, names)
        if not filled.data and not filled.faults:
            return
        for path, message in filled.faults:
            self._tell(row, path, message)
        faulty = {path for path, _message in filled.faults}
        self._complete(filled, faulty)
        try:
            self.cards.append(self.model.model_validate(filled.data))
        except ValidationError as error:
            self._explain(row, error, filled, faulty)
        self._check_names(row, filled)

    def _tell(self, row: Row, path: Path, message: str) -> None:
        column = self.paths.index(path) + 1 if path in self.paths else None
        title = self.header.cells[column - 1].strip() if column else title_of(self.shape, path)
        if column is None:
            start = path[:-1] if path[-1] == ALL else path
            near = (place for place, known in enumerate(self.paths, start=1) if known and known[: len(start)] == start)
            column = next(near, None)
        self.troubles.append(Trouble(row.line, column, title, message))

    def _complete(self, filled: Filled, faulty: set[Path]) -> None:
        """Give what nobody wrote and only one thing can be meant by: id, code, type, the weight of a challenge."""
        data, shelf = filled.data, self.shelf
        name = data.get("title") or data.get("name")
        if "id" in self.shape.fields and "id" not in data and name and ("id",) not in faulty:
            data["id"] = slug(str(name))
        if "code" in self.shape.fields and "code" not in data:
            code = shelf.own.get(str(data.get("id"))) or self._free_code(data)
            if code:
                data["code"] = code
        types = shelf.types.get(str(data.get("family")), frozenset())
        if "type" in self.shape.fields and "type" not in data and len(types) == 1 and ("type",) not in faulty:
            data["type"] = next(iter(types))
        for number, answer in enumerate(data.get("challenges", ())):
            weight = ("challenges", number, "weight")
            if "weight" in self._fields_of("challenges") and weight not in filled.written and weight not in faulty:
                answer.setdefault("weight", 2)

    def _fields_of(self, name: str) -> Sequence[str]:
        node = self.shape.fields[name][2]
        item = getattr(node, "item", None)
        return list(item.fields) if isinstance(item, Group) else []

    def _free_code(self, data: Mapping[str, Any]) -> str | None:
        """The first code that no card has, after the last one of the family; None where its letters aren't known."""
        letters = self.shelf.letters.get(str(data.get("family", "")))
        if letters is None:
            return None
        taken = {*self.shelf.own.values(), *self.shelf.others.values(), *self.codes, *self.written_codes}
        numbers = {code[len(letters) :] for code in taken if code and _is_code(code, letters)}
        width = max(map(len, numbers), default=1)
        used = {int(number) for number in numbers}
        after = range(max(used, default=0) + 1, 100)
        free = next((number for number in (*after, *range(1, 100)) if number not in used), None)
        return None if free is None else f"{letters}{free:0{width}d}"

    def _explain(self, row: Row, error: ValidationError, filled: Filled, faulty: set[Path]) -> None:
        """What the model refuses, each at its column; what follows from a faulty cell isn't told again."""
        told: set[Path] = set()
        for detail in error.errors(include_input=False, include_url=False):
            loc = tuple(part for part in detail["loc"] if not str(part).startswith("("))
            path = _in_sheet(self.shape, loc, filled.written)
            follows = any(path[: len(bad)] == bad or bad[: len(path)] == path for bad in faulty)
            if path in told or follows or self._is_derived(path, filled.data):
                continue
            told.add(path)
            self._tell(row, path, self._sentence(detail, path, filled))

    def _is_derived(self, path: Path, data: Mapping[str, Any]) -> bool:
        """Whether a missing field would come of itself, once the one that it is made from is there."""
        no_family = "family" in self.shape.fields and "family" not in data
        no_name = not data.get("title") and not data.get("name")
        return (path == ("id",) and no_name and "id" not in data) or (path == ("code",) and no_family)

    def _sentence(self, detail: Mapping[str, Any], path: Path, filled: Filled) -> str:
        kind = detail["type"]
        if kind == "missing":
            return self._missing(path, filled)
        if kind == "string_pattern_mismatch":
            return _pattern_words(path)
        return _(_SENTENCES.get(kind, "cette valeur ne convient pas")).format(**detail.get("ctx", {}))

    def _missing(self, path: Path, filled: Filled) -> str:
        if path == ("type",) and "family" in filled.data:
            types = self.shelf.types.get(str(filled.data["family"]), frozenset())
            return (
                _("il manque le type, que la famille ne suffit pas à deviner ; écrivez {names}").format(
                    names=enumerate_in_french(sorted(types), _("ou"))
                )
                if types
                else _("cette case est vide : écrivez un type de pratique")
            )
        try:
            leaf = leaf_at(self.shape, path)
        except KeyError:
            return _("il manque cette partie de la carte")
        if leaf.says_none:
            return _("cette case est vide : écrivez une année, ou « non daté » si la source ne le dit pas")
        if leaf.options:
            return _("cette case est vide : écrivez {names}").format(
                names=enumerate_in_french(choices_of(leaf), _("ou"))
            )
        return _("cette case est vide, et la carte en a besoin")

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


def _is_code(code: str, letters: str) -> bool:
    return code.startswith(letters) and code[len(letters) :].isdigit()


def _pattern_words(path: Path) -> str:
    """What a text must look like, by the field that it stands in."""
    if path[-1] == "code":
        return _("un code se compose d’une à trois lettres capitales et d’un ou deux chiffres, comme M4")
    if path[-1] == "url":
        return _("une adresse web commence par https:// et n’a pas d’espace")
    return _("un identifiant s’écrit en minuscules sans accents, avec des tirets, comme velos-partages")


def _in_sheet(shape: Group, loc: Path, written: Mapping[Path, Path]) -> Path:
    """The path in the sheet of a path in the data; of what isn't there, the one that its column would have."""
    path = next(
        ((*written[loc[:length]], *loc[length:]) for length in range(len(loc), 0, -1) if loc[:length] in written), loc
    )
    return (*path, ALL) if isinstance(node_at(shape, path), Many) else path
