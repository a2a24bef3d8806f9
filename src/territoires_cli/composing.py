"""City + format + time + people → Plan: themes for tables, seats, minutes and hands. Pure: the seed comes in."""

from collections.abc import Sequence
from dataclasses import dataclass

from territoires_cli.dealing import Theme, deal_hands
from territoires_cli.errors import TerritoiresError
from territoires_cli.matching import Matching, Recognised
from territoires_cli.models.plan import DeckReference, Plan, Table, TimedStep
from territoires_cli.models.workshop import WorkshopFormat
from territoires_cli.seating import seat
from territoires_cli.timing import schedule
from territoires_cli.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked for: minutes, people, tables (None: the format's own), and what the page shall say."""

    asked_for: str
    seed: int
    duration: int | None = None
    participants: int | None = None
    tables: int | None = None
    start: str | None = None
    title: str | None = None
    date: str | None = None
    place: str | None = None
    organiser: str | None = None


def compose_plan(matching: Matching, shape: WorkshopFormat, deck: DeckReference, request: Request) -> Plan:
    """A plan for the matched city in this format.

    Raises RequestError where people or minutes do not fit the format, TerritoiresError where no challenge was
    recognised, so that no table could have a theme.
    """
    if not matching.recognised and matching.out_of_play:
        labels = ", ".join(item.topic.label for item in matching.out_of_play)
        raise TerritoiresError(
            _(
                "Ce que dit « {name} » est hors du jeu ({labels}) : aucune table n’aurait de thème. "
                "Pour savoir vers qui se tourner : territoires match {file}"
            ).format(name=matching.city.name, labels=labels, file=request.asked_for)
        )
    if not matching.recognised:
        raise TerritoiresError(
            _(
                "Aucun défi n’a été reconnu pour « {name} » : ajoutez-en dans le fichier (champ « challenges »). "
                "La liste s’affiche avec : territoires list --kind challenge"
            ).format(name=matching.city.name)
        )
    people = request.participants or shape.participants
    seats = seat(people, shape.tables, request.tables)
    timed = schedule(shape, people, len(seats), request.duration)
    themes = choose_themes(_worked_on(matching, len(seats)), len(seats))
    return Plan(
        deck=deck,
        format=shape.id,
        seed=request.seed,
        title=request.title,
        date=request.date,
        place=request.place,
        organiser=request.organiser,
        start=request.start or shape.start,
        duration=timed.duration,
        participants=people,
        steps=tuple(TimedStep(step=step.id, minutes=minutes) for step, minutes in timed.timed),
        dropped=tuple(step.id for step in timed.dropped),
        tables=tuple(Table(number=number, seats=size) for number, size in enumerate(seats, start=1)),
        hands=deal_hands(matching, themes, shape.hands, request.seed),
        asked_for=request.asked_for,
        city=matching.city,
    )


def _worked_on(matching: Matching, tables: int) -> Sequence[Recognised]:
    """The challenges stated; where there are more tables, those that the words gave away come before any repeat."""
    stated = matching.stated
    others = [item for item in matching.recognised if item not in stated]
    return (*stated, *others[: max(tables - len(stated), 0)])


def choose_themes(recognised: Sequence[Recognised], tables: int) -> list[Theme]:
    """A theme for each table: the most urgent challenges first, the others joined to a table of the same group.

    Every stated challenge is in a theme; where there are more tables than challenges, the most urgent come back.
    """
    leads = [recognised[number % len(recognised)] for number in range(tables)]
    joined: list[list[str]] = [[lead.challenge.id] for lead in leads]
    for stated in recognised[tables:]:
        load = [(len(theme), number) for number, theme in enumerate(joined)]
        kin = [entry for entry in load if leads[entry[1]].challenge.group == stated.challenge.group and entry[0] < 3]
        _size, chosen = min(kin or load)
        joined[chosen].append(stated.challenge.id)
    return [Theme(tuple(challenges)) for challenges in joined]
