"""City + format + time + people → Plan: themes for tables, seats, minutes and hands. Pure: the seed comes in."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from territoires_cli.calling import with_activities
from territoires_cli.clocks import Times, choose_times, clock_of, minutes_of
from territoires_cli.dealing import Theme
from territoires_cli.errors import RequestError, TerritoiresError
from territoires_cli.flow import unfit
from territoires_cli.handing import Wishes, hands_for, hands_of_walk, harvest_remarks
from territoires_cli.models.matching import Matching, Recognised
from territoires_cli.models.plan import DeckReference, Harvest, Mandate, Moment, Plan, Stop, Table, TimedStep
from territoires_cli.models.workshop import Activity, Step, WorkshopFormat
from territoires_cli.pacing import readable_cards
from territoires_cli.quoting import command_line
from territoires_cli.seating import seat
from territoires_cli.timing import Schedule, duration_range, ideal_duration, schedule
from territoires_cli.translation import gettext as _
from territoires_cli.walking import stop_remarks, stops_in, with_stops


class Request(NamedTuple):
    """What was asked for: minutes, people, tables (None: the format's own), and what the page shall say.

    Of `start`, `end` and `duration` two are enough. `activities`, `included` and `excluded` are ids; `harvest` is that of the
    plan before, which `after` names.
    """

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
    end: str | None = None
    moments: tuple[Moment, ...] = ()
    activities: tuple[str, ...] = ()
    mandate: Mandate | None = None
    excluded: tuple[str, ...] = ()
    included: tuple[str, ...] = ()
    stops: tuple[Stop, ...] = ()
    after: str | None = None
    harvest: tuple[Harvest, ...] = ()


class Composition(NamedTuple):
    """A plan, and a sentence for everything in it that is not quite as it was asked for."""

    plan: Plan
    remarks: tuple[str, ...]


def compose_plan(
    matching: Matching,
    shape: WorkshopFormat,
    deck: DeckReference,
    request: Request,
    activities: Iterable[Activity] = (),
) -> Plan:
    """The plan of `compose`, for whoever has no use for its remarks."""
    return compose(matching, shape, deck, request, activities).plan


def compose(
    matching: Matching,
    shape: WorkshopFormat,
    deck: DeckReference,
    request: Request,
    activities: Iterable[Activity] = (),
) -> Composition:
    """A plan for the matched city in this format; `activities` are those of the deck, of which the request calls some.

    An impossible duration or moment gets the nearest possible one, and a remark. Raises RequestError where people,
    tables, cards, activities or clock times do not fit, TerritoiresError where no challenge was recognised, so that no table
    could have a theme.
    """
    _refuse_without_theme(matching, request)
    people = request.participants or shape.participants
    seats = seat(people, shape.tables, request.tables or _tables_before(shape, people, request.harvest))
    called = _called(shape, request, people, {item.id: item for item in activities})
    whole = with_stops(with_activities(shape, called), request.stops)
    times, timed = _timed(whole, people, len(seats), request)
    themes = choose_themes(_worked_on(matching), len(seats))
    wishes = Wishes(request.excluded, request.included, request.harvest)
    stops = _places(shape, request.stops)
    if shape.stops is None:
        hands = hands_for(matching, themes, _readable(shape, timed.timed), request.seed, wishes)
    else:
        count = stops_in(shape, timed.timed)
        hands, stops = hands_of_walk(matching, themes, shape, request.seed, wishes, stops, count)
    plan = Plan(
        deck=deck,
        format=shape.id,
        seed=request.seed,
        title=request.title,
        date=request.date,
        place=request.place,
        organiser=request.organiser,
        start=times.start,
        duration=timed.duration,
        asked_duration=timed.asked or None if timed.asked != timed.duration else None,
        participants=people,
        steps=tuple(TimedStep(step=step.id, minutes=minutes) for step, minutes in timed.timed),
        dropped=tuple(step.id for step in timed.dropped),
        moments=timed.moments,
        activities=tuple(item.id for item in called),
        mandate=request.mandate,
        stops=stops,
        tables=tuple(Table(number=number, seats=size) for number, size in enumerate(seats, start=1)),
        hands=hands,
        excluded=request.excluded,
        included=request.included,
        after=request.after,
        begins_with=request.harvest,
        asked_for=request.asked_for,
        city=matching.city,
    )
    return Composition(
        plan, (*timed.notes, *stop_remarks(shape, stops), *harvest_remarks(matching, hands, request.harvest))
    )


def _readable(shape: WorkshopFormat, timed: Iterable[tuple[Step, int]]) -> WorkshopFormat:
    """The format with hands of no more cards than a table reads in these minutes, as far as its smallest hand allows."""
    size = shape.hands.size
    most = readable_cards(timed)
    if most is None or most >= size.max:
        return shape
    most = max(most, size.min)
    smaller = size.model_copy(update={"ideal": min(size.ideal, most), "max": most})
    return shape.model_copy(update={"hands": shape.hands.model_copy(update={"size": smaller})})


def _refuse_without_theme(matching: Matching, request: Request) -> None:
    """Raise TerritoiresError where the city states nothing that tables could work on."""
    if matching.recognised:
        return
    if matching.out_of_play:
        labels = ", ".join(item.topic.label for item in matching.out_of_play)
        raise TerritoiresError(
            _(
                "Ce que dit « {name} » est hors du jeu ({labels}) : aucune table n’aurait de thème. "
                "Pour savoir vers qui se tourner : territoires match {file}"
            ).format(name=matching.city.name, labels=labels, file=command_line([request.asked_for]))
        )
    raise TerritoiresError(
        _(
            "Aucun défi n’a été reconnu pour « {name} » : ajoutez-en dans le fichier (champ « challenges »). "
            "La liste s’affiche avec : territoires list --kind challenge"
        ).format(name=matching.city.name)
    )


def _tables_before(shape: WorkshopFormat, people: int, harvest: Sequence[Harvest]) -> int | None:
    """As many tables as brought a harvest, where people can sit at them."""
    count = max((item.table for item in harvest), default=0)
    rules = shape.tables
    fits = rules.count.min <= count <= rules.count.max and rules.size.min * count <= people <= rules.size.max * count
    return count if fits else None


def _called(shape: WorkshopFormat, request: Request, people: int, known: dict[str, Activity]) -> tuple[Activity, ...]:
    """The activities called. Raises RequestError where one doesn't fit the format or the people, with those that do."""
    called = tuple(known[name] for name in dict.fromkeys(request.activities) if name in known)
    for activity in called:
        if reason := unfit(shape, activity, people):
            able = [item.id for item in known.values() if unfit(shape, item, people) is None]
            raise RequestError(
                _("{reason}. Conviennent ici : {names}.").format(reason=reason, names=", ".join(able))
                if able
                else _("{reason}.").format(reason=reason)
            )
    return called


def _timed(shape: WorkshopFormat, people: int, tables: int, request: Request) -> tuple[Times, Schedule]:
    """The start, and the minutes of each step; where the start follows from the end, it moves with the nearest duration."""
    shortest, longest = duration_range(shape, people, tables)
    ideal = ideal_duration(shape, people, tables) + sum(moment.minutes for moment in request.moments)
    times = choose_times(shape.start, (shortest, ideal, longest), request.start, request.end, request.duration)
    timed = schedule(shape, people, tables, times.duration, times.start, request.moments)
    if times.is_end_fixed and times.duration is not None and timed.duration != times.duration:
        begin = minutes_of(times.start) + times.duration - timed.duration
        times = times._replace(start=clock_of(begin))
        timed = schedule(shape, people, tables, times.duration, times.start, request.moments)
    return times, timed


def _places(shape: WorkshopFormat, stops: tuple[Stop, ...]) -> tuple[Stop, ...]:
    """The stops of a walk. Raises RequestError where the format stays inside."""
    if stops and shape.stops is None:
        raise RequestError(
            _("Le format « {title} » ne va pas sur le terrain, et vous donnez des lieux : retirez-les.").format(
                title=shape.title
            )
        )
    return stops


def _worked_on(matching: Matching) -> Sequence[Recognised]:
    """The challenges stated, which come again where there are more tables; where none is, those that the words gave away."""
    return matching.stated or matching.recognised


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
