"""A list of people who enrolled → people: headers and words as offices write them, wishes, mistakes at their lines. Pure."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from territoires_cli.models.people import Person
from territoires_cli.names import enumerate_in_french, fold, nearest
from territoires_cli.officials import is_elected
from territoires_cli.spreadsheets import Row, read_rows
from territoires_cli.translation import gettext as _
from territoires_cli.typography import clean

MOST_CHARACTERS = 120
# So many wishes of one person; more is no list of names.
MOST_WISHES = 20
# So many wishes without effect get a guess at what was meant; each is compared with every name.
MOST_GUESSES = 20
# Column → the headers, folded, that name it.
HEADERS: dict[str, tuple[str, ...]] = {
    "name": ("nom et prenom", "prenom et nom", "nom prenom", "prenom nom", "nom complet", "participant", "participante", "personne", "name", "full name"),
    "last": ("nom", "nom de famille", "last name", "surname"),
    "first": ("prenom", "first name"),
    "role": ("role", "fonction", "qualite", "profil", "titre", "metier", "statut"),
    "organisation": ("organisation", "organisme", "structure", "entreprise", "association", "collectivite", "service", "employeur", "organization"),
    "elected": ("elu", "elue", "elu e", "elus", "elected"),
    "host": ("hote", "hotesse", "hote de table", "animateur de table", "animatrice de table", "host"),
    "absent": ("absent", "absente", "absence", "excuse", "excusee", "ne vient pas"),
    "together": ("ensemble", "avec", "meme table", "together"),
    "apart": ("jamais ensemble", "separer", "a separer", "sauf avec", "pas avec", "separes", "apart"),
}  # fmt: skip
_YES = {"oui", "o", "x", "1", "vrai", "yes", "true"}
_NO = {"", "non", "n", "0", "faux", "no", "false"}
_TICKS = {"✓": True, "✔": True, "☑": True, "☒": True, "☐": False, "-": False, "–": False}
_FORMULA = re.compile(r"^[=+@\t\r]|^-(?=.*[=(!|])")
_SPLIT = re.compile(r"[,;/&]| et ")


class Remark(NamedTuple):
    """Something odd in a list: its line, a sentence, and whether the list is refused for it."""

    line: int
    message: str
    is_error: bool = True


def parse_people(data: bytes) -> tuple[tuple[Person, ...], list[Remark]]:
    """The people of a list and what is odd in it; where a remark is an error, the people can't be relied on.

    Raises RequestError for what is no list of text at all.
    """
    rows = read_rows(data, lambda cells: _has_name(_columns(cells)))
    start = next((place for place, row in enumerate(rows[:30]) if _has_name(_columns(row.cells))), None)
    if start is None:
        return (), [Remark(rows[0].line if rows else 1, _no_header(rows))]
    header, columns = rows[start], _columns(rows[start].cells)
    remarks = [*_unknown_columns(header, columns)]
    people: list[Person] = []
    for row in rows[start + 1 :]:
        person = _person(row, columns, len(header.cells), remarks)
        if person is not None:
            people.append(person)
    people = _without_doubles(people, remarks)
    if not people and not any(remark.is_error for remark in remarks):
        remarks.append(
            Remark(header.line, _("la liste ne nomme personne : il faut une ligne par personne sous les titres"))
        )
    return tuple(_resolved(people, remarks)), remarks


def _has_name(columns: Mapping[str, int]) -> bool:
    return bool({"name", "last"} & columns.keys())


def _columns(cells: Sequence[str]) -> dict[str, int]:
    """Which cell holds what, by the words of the header."""
    found: dict[str, int] = {}
    for place, cell in enumerate(cells):
        word = fold(clean(cell))
        for column, words in HEADERS.items():
            if word in words:
                found.setdefault(column, place)
    return found


def _no_header(rows: Sequence[Row]) -> str:
    seen = [cell for row in rows[:1] for cell in row.cells if cell][:8]
    if not seen:
        return _(
            "ce fichier est vide : il faut une ligne de titres (Nom, Prénom, Rôle, Organisation), puis une ligne par personne"
        )
    return _(
        "aucun titre de colonne « Nom » ; titres lus : {seen}. Écrivez par exemple : Nom, Prénom, Rôle, Organisation"
    ).format(seen=", ".join(cell[:40] for cell in seen))


def _unknown_columns(header: Row, columns: Mapping[str, int]) -> Iterator[Remark]:
    others = [cell for place, cell in enumerate(header.cells) if cell and place not in columns.values()]
    if others:
        message = _("colonnes laissées de côté, qui ne servent pas à placer les gens : {names}")
        yield Remark(header.line, message.format(names=", ".join(name[:40] for name in others)), is_error=False)


def _person(row: Row, columns: Mapping[str, int], width: int, remarks: list[Remark]) -> Person | None:
    """The person of a row, or None where it can't be read; what is wrong is added to the remarks."""
    before = len(remarks)
    if any(row.cells[width:]):
        message = _(
            "{count} cases pour {width} titres : une virgule ou un point-virgule de trop, ou un guillemet manquant"
        )
        remarks.append(Remark(row.line, message.format(count=len(row.cells), width=width)))
    cells = {column: _cell(row, place, column, remarks) for column, place in columns.items()}
    flags = {
        column: _flag(cells.get(column, ""), column, row.line, remarks) for column in ("elected", "host", "absent")
    }
    name = cells.get("name") or " ".join(part for part in (cells.get("first"), cells.get("last")) if part)
    if not name and any(cells.values()):
        remarks.append(Remark(row.line, _("il manque le nom")))
    if len(name) > MOST_CHARACTERS and len(remarks) == before:
        remarks.append(_too_long(row.line, name))
    wishes = {column: _words(cells.get(column, "")) for column in ("together", "apart")}
    if any(len(words) > MOST_WISHES for words in wishes.values()):
        remarks.append(Remark(row.line, _("plus de {most} vœux pour une personne").format(most=MOST_WISHES)))
    if len(remarks) > before or not name:
        return None
    role = cells.get("role") or None
    return Person(
        name=name,
        role=role,
        organisation=cells.get("organisation") or None,
        is_elected=flags["elected"] or is_elected(role or ""),
        is_host=flags["host"],
        is_absent=flags["absent"],
        together=wishes["together"],
        apart=wishes["apart"],
        line=row.line,
    )


def _cell(row: Row, place: int, column: str, remarks: list[Remark]) -> str:
    """A cell without what no page could print. A formula of a spreadsheet, or a text too long, is refused."""
    text = row.cells[place] if place < len(row.cells) else ""
    if _FORMULA.match(text):
        message = _("« {text} » commence comme une formule de tableur : retirez le signe du début")
        remarks.append(Remark(row.line, message.format(text=text[:40])))
    text = " ".join(clean(text).split())
    if len(text) > MOST_CHARACTERS and column not in ("together", "apart"):
        remarks.append(_too_long(row.line, text))
    return text


def _too_long(line: int, text: str) -> Remark:
    message = _("« {text}… » dépasse {most} caractères")
    return Remark(line, message.format(text=text[:40], most=MOST_CHARACTERS))


def _flag(text: str, column: str, line: int, remarks: list[Remark]) -> bool:
    word = fold(text)
    if text in _TICKS:
        return _TICKS[text]
    if word not in _YES | _NO:
        titles = {"elected": _("Élu"), "host": _("Hôte"), "absent": _("Absent")}
        message = _("« {text} » dans la colonne « {column} » : écrivez oui ou non")
        remarks.append(Remark(line, message.format(text=text[:40], column=titles[column])))
    return word in _YES


def _words(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word.strip()[:MOST_CHARACTERS] for word in _SPLIT.split(text) if word.strip()))


def _without_doubles(people: Sequence[Person], remarks: list[Remark]) -> list[Person]:
    """Each person once: the same name and organisation again is the same person."""
    known: dict[tuple[str, str], Person] = {}
    names: dict[str, Person] = {}
    for person in people:
        key = (fold(person.name), fold(person.organisation or ""))
        first = known.setdefault(key, person)
        if first is not person:
            message = _("« {name} » est déjà à la ligne {line} : gardé une fois")
            remarks.append(Remark(person.line, message.format(name=person.name, line=first.line), is_error=False))
            continue
        other = names.setdefault(key[0], person)
        if other is not person:
            message = _("« {name} » est aussi à la ligne {line}, dans une autre organisation : deux personnes")
            remarks.append(Remark(person.line, message.format(name=person.name, line=other.line), is_error=False))
    return list(known.values())


def _resolved(people: Sequence[Person], remarks: list[Remark]) -> Iterator[Person]:
    """People whose wishes are words that those concerned share: a name in a wish becomes a word for both."""
    names = {fold(person.name): place for place, person in enumerate(people)}
    shared: list[dict[str, list[str]]] = [{"together": [], "apart": []} for _person in people]
    guessed = 0
    for kind in ("together", "apart"):
        uses: dict[str, int] = {}
        for person in people:
            for word in getattr(person, kind):
                uses[fold(word)] = uses.get(fold(word), 0) + 1
        for place, person in enumerate(people):
            for word in getattr(person, kind):
                other = names.get(fold(word))
                if other is not None and other != place:
                    key = " + ".join(sorted((person.name, people[other].name)))
                    shared[place][kind].append(key)
                    shared[other][kind].append(key)
                elif uses[fold(word)] > 1:
                    shared[place][kind].append(fold(word))
                else:
                    known = [item.name for item in people] if guessed < MOST_GUESSES else []
                    guessed += 1
                    remarks.append(Remark(person.line, _alone(word, known), is_error=False))
    for person, wishes in zip(people, shared, strict=True):
        yield person.model_copy(update={kind: tuple(dict.fromkeys(words)) for kind, words in wishes.items()})


def _alone(word: str, names: Sequence[str]) -> str:
    close = enumerate_in_french(nearest(word, names), _("ou"))
    hint = _(" ; vouliez-vous dire {names} ?").format(names=close) if close else ""
    return (
        _("« {word} » n’est ni un nom de la liste ni un mot qu’une autre ligne partage : ce vœu est sans effet").format(
            word=word
        )
        + hint
    )
