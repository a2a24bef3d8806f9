"""Plan × Deck → what of a plan written or changed by hand can't be, or looks wrong, each at its field. Pure."""

from collections.abc import Iterable, Iterator

from territoires_cli.clocks import DAY, minutes_of
from territoires_cli.flow import order_faults, unfit
from territoires_cli.links import FieldPath, Finding, check_city_links
from territoires_cli.models.deck import Deck
from territoires_cli.models.plan import Plan
from territoires_cli.models.workshop import WorkshopFormat
from territoires_cli.names import enumerate_in_french, nearest
from territoires_cli.seating import is_even
from territoires_cli.timing import bounds_of, known_steps, with_activities
from territoires_cli.translation import gettext as _
from territoires_cli.translation import ngettext
from territoires_cli.vetting_hands import Fault, error, vet_cards_in_play, vet_hands, warning
from territoires_cli.walking import with_stops


def vet_plan(plan: Plan, deck: Deck) -> list[Finding]:
    """Everything wrong with a plan: errors keep it from being used, warnings are only said."""
    found = [*_names(plan, deck), *_tables(plan), *vet_hands(plan), *vet_cards_in_play(plan)]
    shape = deck.format.get(plan.format)
    if shape is not None:
        found += [
            *_steps(plan, shape, deck),
            *_minutes(plan, shape, deck),
            *_moments(plan),
            *_seats(plan, shape),
            *_stops(plan, shape),
        ]
    findings = [Finding(plan, path, message, severity) for path, message, severity in found]
    inside = check_city_links(plan.city, deck)
    return findings + [item._replace(thing=plan, path=("city", *item.path)) for item in inside]


def _names(plan: Plan, deck: Deck) -> Iterator[Fault]:
    """Ids that the deck doesn't have."""
    for path, name in _cards(plan):
        if name in deck.entry and name not in deck.practice:
            message = _("« {title} » n’est pas une carte de pratique : une main n’en reçoit pas d’autre")
            yield error(path, message.format(title=deck.entry[name].title))
        else:
            yield from _unknown(path, name, deck.practice, _("la carte « {name} » n’existe pas"))
    for place, harvest in enumerate(plan.harvest):
        for key in ("kept", "set_aside"):
            for index, name in enumerate(getattr(harvest, key)):
                yield from _unknown(
                    ("harvest", place, key, index), name, deck.entry, _("la carte « {name} » n’existe pas")
                )
    yield from _unknown(("format",), plan.format, deck.format, _("le format « {name} » n’existe pas"))
    for index, name in enumerate(plan.activities):
        sentence = _("l’échauffement ou la clôture « {name} » n’existe pas")
        yield from _unknown(("activities", index), name, deck.activity, sentence)
    for place, hand in enumerate(plan.hands):
        for index, name in enumerate(hand.challenges):
            sentence = _("le défi « {name} » n’existe pas")
            yield from _unknown(("hands", place, "challenges", index), name, deck.challenge, sentence)


def _cards(plan: Plan) -> Iterator[tuple[FieldPath, str]]:
    """Every practice that a plan names, with its place."""
    for place, hand in enumerate(plan.hands):
        yield from ((("hands", place, "cards", index, "card"), item.card) for index, item in enumerate(hand.cards))
    for key in ("locks", "excluded", "included"):
        yield from (((key, index), name) for index, name in enumerate(getattr(plan, key)))
    for index, stop in enumerate(plan.stops):
        if stop.card is not None:
            yield ("stops", index, "card"), stop.card


def _unknown(path: FieldPath, name: str, known: Iterable[str], sentence: str) -> Iterator[Fault]:
    names = list(known)
    if name not in names:
        close = nearest(name, names)
        hint = _(" ; vouliez-vous dire {names} ?").format(names=enumerate_in_french(close, _("ou"))) if close else ""
        yield error(path, sentence.format(name=name) + hint)


def _steps(plan: Plan, shape: WorkshopFormat, deck: Deck) -> Iterator[Fault]:
    """Steps of another format, twice, both played and left out; minutes out of their bounds."""
    activities = [deck.activity[name] for name in plan.activities if name in deck.activity]
    whole = with_stops(with_activities(shape, activities), plan.stops)
    steps = known_steps(whole)
    known = list(steps)
    played = [timed.step for timed in plan.steps]
    sentence = _("ce format n’a pas d’étape « {name} »")
    for index, name in enumerate(played):
        yield from _unknown(("steps", index, "step"), name, known, sentence)
        if name in played[:index]:
            yield error(("steps", index, "step"), _("l’étape « {name} » est déjà plus haut").format(name=name))
    for index, name in enumerate(plan.dropped):
        yield from _unknown(("dropped", index), name, known, sentence)
    for index, message in order_faults([steps[name] for name in played if name in steps]):
        yield warning(("steps", index), message)


def _minutes(plan: Plan, shape: WorkshopFormat, deck: Deck) -> Iterator[Fault]:
    """Minutes out of the bounds of their step, steps that so many tables don't play, activities that don't suit."""
    activities = [deck.activity[name] for name in plan.activities if name in deck.activity]
    whole = with_stops(with_activities(shape, activities), plan.stops)
    for index, activity in enumerate(plan.activities):
        if activity in deck.activity and (why := unfit(shape, deck.activity[activity], plan.participants)):
            yield warning(("activities", index), why)
    people = sum(table.seats for table in plan.tables)
    bounds = {item.step.id: item for item in bounds_of(whole, people, len(plan.tables))}
    if sum(timed.minutes for timed in plan.steps) > DAY:
        yield error(("steps",), _("les minutes des étapes dépassent une journée : raccourcissez-en"))
    for index, timed in enumerate(plan.steps):
        item = bounds.get(timed.step)
        if item is None and timed.step in {step.id for step in whole.steps}:
            message = _("ce nombre de tables ({count}) ne joue pas cette étape dans ce format").format(
                count=len(plan.tables)
            )
            yield warning(("steps", index, "step"), message)
        if item is not None and not item.tight <= timed.minutes <= item.max:
            message = _("{minutes} minutes : hors des bornes de cette étape dans ce format ({low} à {high})").format(
                minutes=timed.minutes, low=item.tight, high=item.max
            )
            yield warning(("steps", index, "minutes"), message)


def _moments(plan: Plan) -> Iterator[Fault]:
    for index, moment in enumerate(plan.moments):
        if (minutes_of(moment.at) - minutes_of(plan.start)) % DAY > plan.duration:
            message = _(
                "{at} : ce moment tombe hors de l’atelier, qui commence à {start} et dure {minutes} minutes : "
                "changez son heure, ou retirez-le"
            )
            yield error(("moments", index, "at"), message.format(at=moment.at, start=plan.start, minutes=plan.duration))


def _tables(plan: Plan) -> Iterator[Fault]:
    """Tables are numbered from 1, in order."""
    for index, table in enumerate(plan.tables):
        if table.number != index + 1:
            message = _("les tables se numérotent dans l’ordre : ici, il faut {number}").format(number=index + 1)
            yield error(("tables", index, "number"), message)


def _seats(plan: Plan, shape: WorkshopFormat) -> Iterator[Fault]:
    """Seats set by hand add up to the people; even ones follow the number of people by themselves."""
    seats = [table.seats for table in plan.tables]
    if sum(seats) != plan.participants and not is_even(seats):
        message = _("les places des tables font {seats} personnes, et il y en a {people} (champ « participants »)")
        yield error(("tables",), message.format(seats=sum(seats), people=plan.participants))
    elif not is_even(seats):
        for index, size in enumerate(seats):
            if not shape.tables.size.min <= size <= shape.tables.size.max:
                message = ngettext(
                    "{size} place : ce format prévoit des tables de {low} à {high}",
                    "{size} places : ce format prévoit des tables de {low} à {high}",
                    size,
                ).format(size=size, low=shape.tables.size.min, high=shape.tables.size.max)
                yield warning(("tables", index, "seats"), message)


def _stops(plan: Plan, shape: WorkshopFormat) -> Iterator[Fault]:
    """A walk has as many places as its format plans; other formats have none."""
    if plan.stops and shape.stops is None:
        yield warning(("stops",), _("ce format ne va pas sur le terrain : ces lieux ne servent à rien"))
    elif plan.stops and shape.stops and not shape.stops.min <= len(plan.stops) <= shape.stops.max:
        message = ngettext(
            "{count} lieu, et le format en prévoit de {low} à {high}",
            "{count} lieux, et le format en prévoit de {low} à {high}",
            len(plan.stops),
        )
        yield warning(("stops",), message.format(count=len(plan.stops), low=shape.stops.min, high=shape.stops.max))
