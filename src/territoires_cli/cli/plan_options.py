"""What can be asked of a plan: how the values are read, and all of them in one place."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import typer

from territoires_cli.cli.options import MOST_CHARACTERS, read_clock, read_text, readable_name
from territoires_cli.errors import RequestError
from territoires_cli.models.deck import Deck
from territoires_cli.models.plan import Level, Mandate, Moment, Plan, Stop
from territoires_cli.translation import gettext as _

MOST_TITLE = 120


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed for a plan, read but not yet looked up in a deck."""

    city: str | None
    format: str | None
    duration: int | None
    start: str | None
    end: str | None
    at: tuple[Moment, ...]
    date: str | None
    place: str | None
    title: str | None
    organiser: str | None
    participants: int | None
    tables: int | None
    people: str | None
    absents: str | None
    rooms: tuple[str, ...]
    level: Level | None
    decides: str | None
    settled: str | None
    answered_by: str | None
    answered_when: str | None
    warm_up: tuple[str, ...]
    closing: tuple[str, ...]
    include: tuple[str, ...]
    exclude: tuple[str, ...]
    lock: tuple[str, ...]
    redraw: tuple[str, ...]
    after: str | None
    places: str | None
    code: str | None
    seed: int | None
    decks: tuple[str, ...]

    def mandate(self, before: Mandate | None = None) -> Mandate | None:
        """The mandate asked for; what isn't said stays as it was. Raises RequestError for its words without its level."""
        level = self.level or (before.level if before else None)
        words = {
            "decides": self.decides,
            "settled": self.settled,
            "answered_by": self.answered_by,
            "answered_when": self.answered_when,
        }
        given = {name: text for name, text in words.items() if text is not None}
        if level is None and given:
            option = "--" + next(iter(given)).replace("_", "-")
            raise RequestError(
                _("{option} précise un mandat : dites lequel avec --mandate consultation, par exemple.").format(
                    option=option
                )
            )
        if level is None:
            return None
        return (before or Mandate(level=level)).model_copy(update={"level": level, **given})

    def activities(self, deck: Deck) -> tuple[str, ...]:
        """The ids of the warm-ups and closings named. Raises RequestError with those there are."""
        if not (self.warm_up or self.closing):
            return ()
        from territoires_cli.selecting import find_name

        found = []
        for use, wanted, kind in (
            ("warm-up", self.warm_up, _("échauffements")),
            ("closing", self.closing, _("clôtures")),
        ):
            names = {name: item.id for item in deck.activities if item.use == use for name in (item.id, item.title)}
            found += [find_name(kind, name, names) for name in wanted]
        return tuple(dict.fromkeys(found))

    def stops(self, deck: Deck) -> tuple[Stop, ...]:
        """The places of the walk that the file lists."""
        if self.places is None:
            return ()
        from territoires_cli.decks import read_stops

        return read_stops(Path(readable_name(self.places)), deck)

    def dealt(self, deck: Deck) -> "Dealt":
        """The cards named by --include, --exclude and --lock. Raises RequestError where they contradict each other."""
        found = Dealt(*(practices(deck, words) for words in (self.include, self.exclude, self.lock)))
        for names, option in ((found.included, "--include"), (found.locks, "--lock")):
            both = [deck.practice[name].code for name in names if name in found.excluded]
            if both:
                raise RequestError(
                    _("{codes} : à la fois dans {option} et dans --exclude. Choisissez.").format(
                        codes=", ".join(both), option=option
                    )
                )
        return found


class Dealt(NamedTuple):
    """The cards (ids) that must lie on some table, that never may, and that a redraw leaves in place."""

    included: tuple[str, ...]
    excluded: tuple[str, ...]
    locks: tuple[str, ...]


def practices(deck: Deck, wanted: Sequence[str]) -> tuple[str, ...]:
    """The ids of the practices named, several in one option set off by commas."""
    if not wanted:
        return ()
    from territoires_cli.selecting import find_practice

    names = [name.strip() for words in wanted for name in words.split(",") if name.strip()]
    return tuple(dict.fromkeys(find_practice(deck, name).id for name in names))


def read_level(value: str) -> Level:
    """A level of mandate, by its French name or its id."""
    from territoires_cli.mandates import levels
    from territoires_cli.names import enumerate_in_french, find

    names = {name: level for level, words in levels().items() for name in (words.label, level)}
    level = find(value, names)
    if level is None:
        labels = [words.label for words in levels().values()]
        raise typer.BadParameter(
            _("« {value} » n’est pas un mandat. Écrivez {labels}.").format(
                value=value, labels=enumerate_in_french(labels, _("ou"))
            )
        )
    return level


def read_absents(value: str) -> str:
    """How many people stay home, as it was typed: a number of them, or a share of those enrolled (20%)."""
    text = value.replace(" ", "").replace("\u00a0", "").replace("\u202f", "")
    if not re.fullmatch(r"\d{1,5}|\d{1,2}%", text):
        raise typer.BadParameter(
            _("« {value} » n’est ni un nombre de personnes ni une part. Écrivez par exemple 6 ou 20%.").format(
                value=value
            )
        )
    return text


def read_moment(value: str) -> Moment:
    """A fixed moment from « 10:30 Arrivée de la maire », or « 10h30 Arrivée de la maire (10 min) »."""
    text = " ".join(value.split())
    found = re.fullmatch(r"(\d{1,2} ?(?:h ?[0-5]?\d?|: ?[0-5]\d)) (.*?) ?(?:\((\d{1,3}) ?min\))?", text)
    if found is None or not found[2]:
        raise typer.BadParameter(
            _('« {value} » n’est pas un moment. Écrivez l’heure puis le titre : "10:30 Arrivée de la maire".').format(
                value=value
            )
        )
    title = read_text(found[2])
    minutes = int(found[3]) if found[3] else 5
    if len(title) > MOST_TITLE or minutes > 120:
        raise typer.BadParameter(
            _("un moment a un titre de {most} caractères au plus, et dure deux heures au plus.").format(most=MOST_TITLE)
        )
    return Moment(at=read_clock(found[1]), minutes=minutes, title=title)


def read_tables(plan: Plan, wanted: Sequence[str]) -> set[int]:
    """The numbers of the tables to deal anew: « table3 », « 3 », or the name of a table. Raises RequestError."""
    from territoires_cli.names import find

    found = set()
    names = {name: table.number for table in plan.tables for name in _names_of(table.number, table.name)}
    for words in wanted:
        for word in words.split(","):
            number = find(word.replace("_", " "), names)
            if number is None:
                raise RequestError(
                    _("Il n’y a pas de « {name} » dans ce plan : écrivez --redraw table1, jusqu’à table{last}.").format(
                        name=word.strip()[:MOST_CHARACTERS], last=len(plan.tables)
                    )
                )
            found.add(number)
    return found


def _names_of(number: int, name: str | None) -> list[str]:
    return [str(number), f"table{number}", f"table {number}", f"t{number}", *([name] if name else [])]
