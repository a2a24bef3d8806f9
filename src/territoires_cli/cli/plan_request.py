"""What was asked for → a new plan: for a city or a file, from a code, or from the harvest of the plan before."""

from dataclasses import dataclass, field
from pathlib import Path

from territoires_cli.cli.options import SEED_LIMIT, readable_name, roots_of, seed_or_new
from territoires_cli.cli.plan_options import Asked, Dealt
from territoires_cli.cli.plan_output import Made, say_all
from territoires_cli.cli.plan_people import laid_out, people_asked
from territoires_cli.cli.territory import find_city
from territoires_cli.composing import Request
from territoires_cli.composing import compose as compose_workshop
from territoires_cli.decks import is_plan, read_deck, read_plan, require_flow
from territoires_cli.errors import RequestError
from territoires_cli.installed import deck_names
from territoires_cli.matching import match_city
from territoires_cli.models.city import City
from territoires_cli.models.deck import Deck
from territoires_cli.models.plan import DeckReference, Harvest, Mandate, Plan
from territoires_cli.selecting import default_format, find_name, format_names
from territoires_cli.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Origin:
    """What a code or the plan of the meeting before gives where nothing was typed.

    `before` is the format of that meeting, `names` are those of its tables, `remarks` are for stderr.
    """

    city: City | None = None
    asked_for: str | None = None
    format: str | None = None
    before: str | None = None
    seed: int | None = None
    duration: int | None = None
    start: str | None = None
    participants: int | None = None
    tables: int | None = None
    place: str | None = None
    organiser: str | None = None
    mandate: Mandate | None = None
    harvest: tuple[Harvest, ...] = ()
    names: dict[int, str | None] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()


def is_plan_file(asked: Asked) -> bool:
    """Whether what is named is a plan already made, and no territory."""
    name = asked.city or ""
    return Path(name).suffix.lower() in (".yaml", ".yml") and is_plan(Path(readable_name(name)))


def compose(asked: Asked) -> Made:
    """A new plan with its deck and matching; what could not be done as asked is said on stderr."""
    if asked.city is None and asked.after is None and asked.code is None:
        raise RequestError(_("Il manque VILLE|FICHIER.\nPour voir l’aide : territoires plan --help"))
    if asked.after is not None and asked.code is not None:
        raise RequestError(_("Choisissez entre --from et --code : un plan ne peut pas commencer des deux façons."))
    roots = roots_of(asked.decks)
    deck = read_deck(roots)
    origin = _origin(asked, deck)
    city = _city(asked, deck, origin)
    shape = deck.format[_format(asked, deck, origin)]
    require_flow(shape, roots)
    matching = match_city(deck, city)
    request = _request(asked, deck, origin)
    reference = DeckReference(
        id=deck.info.id, version=deck.info.version, digest=deck.digest, roots=deck_names(asked.decks)
    )
    composed = compose_workshop(matching, shape, reference, request, deck.activities if request.activities else ())
    say_all([*origin.remarks, *composed.remarks])
    plan = _named(composed.plan, origin)
    plan = laid_out(plan, deck, matching, asked)
    if asked.lock or asked.redraw:
        from territoires_cli.cli.plan_file import deal_again

        plan = deal_again(plan, deck, matching, asked, (request.seed + 1) % SEED_LIMIT)
    return Made(plan, deck, matching, is_edited=bool(asked.redraw or asked.absents))


def _origin(asked: Asked, deck: Deck) -> Origin:
    if asked.code is not None:
        return _from_code(asked.code, deck)
    if asked.after is not None:
        return _from_plan(asked.after, deck)
    return Origin()


def _from_code(text: str, deck: Deck) -> Origin:
    from territoires_cli.coding import decode

    held = decode(text, deck)
    changed = _("Ce code vient d’un autre état du jeu : les cartes peuvent être différentes de celles du plan imprimé.")
    return Origin(
        city=deck.city[held.city] if held.city else None,
        asked_for=held.city,
        format=held.format,
        seed=held.seed,
        duration=held.duration,
        start=held.start,
        participants=held.participants,
        tables=held.tables,
        mandate=Mandate(level=held.level) if held.level else None,
        remarks=() if held.same_deck else (changed,),
    )


def _from_plan(name: str, deck: Deck) -> Origin:
    """The plan of the meeting before: its town, its people, its mandate, and what its tables brought home."""
    before, warnings = read_plan(Path(readable_name(name)), deck)
    remarks = [str(warning) for warning in warnings]
    if not before.harvest:
        remarks.append(
            _(
                "Le plan « {file} » ne dit pas ce que ses tables ont gardé (champ « harvest ») : "
                "le nouveau repart de toutes les cartes."
            ).format(file=name)
        )
    return Origin(
        city=before.city,
        asked_for=before.asked_for,
        format=following_format(before, deck),
        before=before.format,
        start=before.start,
        participants=before.participants,
        tables=len(before.tables),
        place=before.place,
        organiser=before.organiser,
        mandate=before.mandate,
        harvest=before.harvest,
        names={table.number: table.name for table in before.tables},
        remarks=tuple(remarks),
    )


def following_format(before: Plan, deck: Deck) -> str | None:
    """The format of the next meeting of the series, if the plan before was one of a series and not the last."""
    series = deck.format[before.format].series
    if series is None:
        return None
    for shape in deck.formats:
        if shape.series is not None and (shape.series.id, shape.series.number) == (series.id, series.number + 1):
            return shape.id
    return None


def _city(asked: Asked, deck: Deck, origin: Origin) -> City:
    """The city typed, or that of the code or of the plan before. Raises RequestError where a code names another one."""
    if asked.city is None:
        if origin.city is None:
            raise RequestError(
                _(
                    "Ce code est celui d’un territoire qui n’est pas dans le jeu : donnez aussi son fichier, ma-ville.yaml."
                )
            )
        return origin.city
    city = find_city(deck, asked.city)
    if asked.after is not None and origin.city is not None and city.name != origin.city.name:
        say_all(
            [
                _(
                    "Le plan d’avant est celui de « {before} », et celui-ci est pour « {now} » : sa récolte vient d’ailleurs."
                ).format(before=origin.city.name, now=city.name)
            ]
        )
    if asked.code is not None and origin.city is not None and city != origin.city:
        raise RequestError(
            _("Ce code est celui d’un plan pour « {name} » : retirez « {typed} ».").format(
                name=origin.city.name, typed=asked.city
            )
        )
    return city


def _format(asked: Asked, deck: Deck, origin: Origin) -> str:
    if asked.format is None and origin.format is not None:
        return origin.format
    if asked.format is None and (asked.code or asked.after):
        raise RequestError(
            _("Ce code ne dit pas quel format : ajoutez --format.")
            if asked.code
            else _("Le plan « {file} » n’annonce aucune suite : choisissez un format avec --format.").format(
                file=asked.after
            )
        )
    wanted = asked.format or default_format(deck)
    if wanted in deck.format:
        return wanted
    return find_name(_("format"), wanted or "", format_names(deck, origin.before))


def _request(asked: Asked, deck: Deck, origin: Origin) -> Request:
    dealt: Dealt = asked.dealt(deck)
    people = people_asked(asked)
    duration = asked.duration
    if duration is None and asked.end is None:
        duration = origin.duration
    return Request(
        asked_for=asked.city or origin.asked_for or "",
        seed=origin.seed if asked.seed is None and origin.seed is not None else seed_or_new(asked.seed),
        duration=duration,
        participants=people or origin.participants,
        tables=asked.tables or (None if people else origin.tables),
        start=asked.start or origin.start,
        title=asked.title,
        date=asked.date,
        place=asked.place or origin.place,
        organiser=asked.organiser or origin.organiser,
        end=asked.end,
        moments=asked.at,
        activities=asked.activities(deck),
        mandate=asked.mandate(origin.mandate),
        excluded=dealt.excluded,
        included=dealt.included,
        stops=asked.stops(deck),
        after=asked.after,
        harvest=origin.harvest,
    )


def _named(plan: Plan, origin: Origin) -> Plan:
    """The plan with the names that its tables had before."""
    if not any(origin.names.values()):
        return plan
    tables = tuple(table.model_copy(update={"name": origin.names.get(table.number)}) for table in plan.tables)
    return plan.model_copy(update={"tables": tables})
