"""A short code that holds what a plan was made from, to make it again from the same deck without any file. Pure.

Twenty-one characters in three groups of seven. The first eighteen hold the inputs as one number in mixed bases, the
last three make the whole a multiple of a prime (plus one): any wrong character and any two characters that change places
are noticed, because no power of 32 shorter than the code leaves 1 when divided by that prime.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple, get_args

from territoires_cli.errors import RequestError
from territoires_cli.models.deck import Deck
from territoires_cli.models.plan import Level, Plan
from territoires_cli.translation import gettext as _

# Digits and capitals without I, L, O and U, which read like 1, 0 and V; who types them is understood.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LOOK_ALIKES = str.maketrans({"I": "1", "L": "1", "O": "0"})
LENGTH, GROUP = 21, 7
# How many numbers the last three characters can hold.
CHECKS = 32 * 32 * 32
PRIME = 32_749
VERSION = 1
LEVELS: tuple[Level, ...] = get_args(Level)
GRID = 5
# What is held, in this order, and how many values each may take. 0 stands for a city or a format that has no number:
# whoever replays the code gives it beside.
BASES = {
    "mark": 1024,
    "city": 512,
    "format": 64,
    "seed": 1_000_000,
    "duration": 289,
    "start": 1440,
    "participants": 10_001,
    "tables": 1001,
    "level": len(LEVELS) + 1,
}


class Inputs(NamedTuple):
    """What a code holds: minutes, people, tables; `city` and `format` are None where they are given beside the code.

    `same_deck` is whether the code was made from a deck of the same content.
    """

    city: str | None
    format: str | None
    seed: int
    duration: int
    start: str
    participants: int
    tables: int
    level: Level | None
    same_deck: bool


def encode(plan: Plan, deck: Deck) -> str:
    """The code of a plan, as it is printed: three groups of seven characters."""
    hours, minutes = plan.start.split(":")
    is_of_deck = deck.city.get(plan.city.id) == plan.city
    values = {
        "mark": _mark(plan.deck.digest),
        "city": _number(plan.city.id, deck.city, "city") if is_of_deck else 0,
        "format": _number(plan.format, deck.format, "format"),
        "seed": plan.seed,
        "duration": plan.duration // GRID,
        "start": int(hours) * 60 + int(minutes),
        "participants": min(plan.participants, BASES["participants"] - 1),
        "tables": min(len(plan.tables), BASES["tables"] - 1),
        "level": LEVELS.index(plan.mandate.level) + 1 if plan.mandate else 0,
    }
    number = 0
    for name, base in BASES.items():
        number = number * base + values[name]
    number *= CHECKS
    return _written(number + (VERSION - number) % PRIME)


def decode(text: str, deck: Deck) -> Inputs:
    """What a code holds; case, spaces and hyphens don't matter. Raises RequestError where a character must be wrong."""
    number = _checked(text)
    values: dict[str, int] = {}
    for name, base in reversed(BASES.items()):
        number, values[name] = divmod(number, base)
    if number or values["level"] > len(LEVELS):
        raise RequestError(_spoilt(text))
    return Inputs(
        city=_named(values["city"], deck.city, text),
        format=_named(values["format"], deck.format, text),
        seed=values["seed"],
        duration=values["duration"] * GRID,
        start=f"{values['start'] // 60:02d}:{values['start'] % 60:02d}",
        participants=values["participants"],
        tables=values["tables"],
        level=LEVELS[values["level"] - 1] if values["level"] else None,
        same_deck=values["mark"] == _mark(deck.digest),
    )


def not_carried(plan: Plan) -> list[str]:
    """What was decided for a plan that no code holds, in French words; empty where its code makes the same plan again.

    What was changed by hand (minutes, cards, seats) can't be told from the plan alone: see `editing.is_as_composed`.
    """
    words = plan.mandate and (
        plan.mandate.decides or plan.mandate.settled or plan.mandate.answered_by or plan.mandate.answered_when
    )
    named = any(table.name for table in plan.tables)
    written = plan.title or plan.date or plan.place or plan.organiser
    found: Iterable[tuple[object, str]] = (
        (written, _("le titre, la date, le lieu et l’organisateur")),
        (words, _("les phrases du mandat")),
        (plan.moments, _("les moments à heure fixe")),
        (plan.activities, _("les échauffements et les clôtures")),
        (plan.stops, _("les lieux de la marche")),
        (plan.included or plan.excluded, _("les cartes imposées ou exclues")),
        (plan.begins_with or plan.after, _("la récolte de la rencontre précédente")),
        (named, _("les noms des tables")),
        (any(table.room for table in plan.tables), _("les salles")),
        (plan.harvest, _("la récolte")),
    )
    return [label for there, label in found if there]


def _mark(digest: str) -> int:
    """A short mark of a deck's content."""
    return int(digest[:12], 16) % BASES["mark"]


def _number(name: str, known: Mapping[str, object], kind: str) -> int:
    """The place of an id among those known, in the order of the alphabet, from 1; 0 where it has none."""
    ids = sorted(known)
    place = ids.index(name) + 1 if name in known else 0
    return place if place < BASES[kind] else 0


def _named(number: int, known: Mapping[str, object], text: str) -> str | None:
    ids = sorted(known)
    if number > len(ids):
        raise RequestError(
            _(
                "Le code « {code} » a été fait avec un autre jeu, qui a plus de villes ou de formats : "
                "donnez ce jeu avec --deck."
            ).format(code=text)
        )
    return ids[number - 1] if number else None


def _written(number: int) -> str:
    signs = ""
    for _place in range(LENGTH):
        number, sign = divmod(number, 32)
        signs = ALPHABET[sign] + signs
    return "-".join(signs[begin : begin + GROUP] for begin in range(0, LENGTH, GROUP))


def _checked(text: str) -> int:
    """The number that a code holds, without its check. Raises RequestError for what isn't a code."""
    signs = "".join(text.upper().translate(LOOK_ALIKES).replace("-", "").split())
    strange = [sign for sign in signs if sign not in ALPHABET]
    if strange:
        raise RequestError(
            _("Le code « {code} » contient « {sign} », qui n’est dans aucun code : relisez-le sur le plan.").format(
                code=text, sign=strange[0]
            )
        )
    if len(signs) != LENGTH:
        raise RequestError(
            _("Le code « {code} » a {count} caractères au lieu de {length} : relisez-le sur le plan.").format(
                code=text, count=len(signs), length=LENGTH
            )
        )
    number = 0
    for sign in signs:
        number = number * 32 + ALPHABET.index(sign)
    if number % PRIME != VERSION:
        raise RequestError(_spoilt(text))
    return number // CHECKS


def _spoilt(text: str) -> str:
    return _(
        "Le code « {code} » ne tombe pas juste : un caractère est faux, ou deux sont inversés. Relisez-le sur le plan."
    ).format(code=text)
