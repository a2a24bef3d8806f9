"""The tempo of a format: energy that alternates, and no more cards than can be read in the time. Pure.

docs/formats.md tells these rules to whoever writes a format.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from territoires_cli.casting import castings, ideal_minutes, is_sure, least_minutes
from territoires_cli.links import FieldPath
from territoires_cli.models.workshop import Product, Step, WorkshopFormat
from territoires_cli.translation import gettext as _

Fault: TypeAlias = tuple[FieldPath, str]

CALM_STEPS = 2
"""How many calm steps of work may follow each other outside of plenary."""
CALM_MINUTES = 60
"""How long calm steps may follow each other in the same setting, in groups or in plenary, at ideal minutes."""
READ_SECONDS = 40
"""How long it takes to read a card aloud, or alone in silence."""
FIRST_TALK_SECONDS = 60
"""How long a table talks over a card when it is first read."""
TALK_SECONDS = 120
"""How long it talks over a card in all, until it is sorted or chosen."""
# What comes of cards that are read and talked over.
FROM_CARDS: frozenset[Product] = frozenset(
    ("reading", "strengths", "opportunities", "observations", "sorting", "choices")
)


def tempo_faults(shape: WorkshopFormat) -> list[Fault]:
    """What keeps a format from breathing, at any number of tables: path in it, and a sentence, one a place.

    One reason a place is enough, where few and many tables have their own figures.
    """
    found: dict[FieldPath, str] = {}
    for path, message in (*_in_a_row(shape), *_too_calm(shape), *_reading(shape)):
        found.setdefault(path, message)
    return [*found.items()]


def _in_a_row(shape: WorkshopFormat) -> Iterator[Fault]:
    """No more than two calm steps of work in a row outside of plenary, whichever steps have left for want of time."""
    orders = sorted({step.drop_order for step in shape.steps if step.drop_order is not None})
    for casting in castings(shape):
        for gone in (0, *orders):
            run: list[Step] = []
            for index, step in casting.steps:
                if (step.drop_order is not None and step.drop_order <= gone) or step.kind == "margin":
                    continue
                run = [*run, step] if _is_calm(step) and step.grouping != "plenary" else []
                if len(run) > CALM_STEPS:
                    yield ("steps", index, "energy"), _calm_row(run)


def _is_calm(step: Step) -> bool:
    return step.energy == "calm" and step.kind in ("work", "margin")


def _calm_row(run: Sequence[Step]) -> str:
    return _(
        "trois étapes calmes de suite hors plénière, avec « {one} » et « {other} » : "
        "rendez-en une active (energy: active), ou placez une pause"
    ).format(one=run[-3].title, other=run[-2].title)


def _too_calm(shape: WorkshopFormat) -> Iterator[Fault]:
    """No more than an hour of calm in a row, in groups or in plenary, when each step has its ideal time."""
    for casting in castings(shape):
        minutes = 0
        setting: bool | None = None
        for index, step in casting.steps:
            ideal = ideal_minutes(shape, step, casting.most)
            if not _is_calm(step):
                minutes = 0 if ideal else minutes
                continue
            is_plenary = step.grouping == "plenary"
            minutes = minutes + ideal if is_plenary == setting else ideal
            setting = is_plenary
            if minutes > CALM_MINUTES:
                message = _("{minutes} minutes calmes de suite, {limit} au plus : faites bouger les gens avant")
                yield ("steps", index, "energy"), message.format(minutes=minutes, limit=CALM_MINUTES)
                break


def readable_cards(timed: Iterable[tuple[Step, int]]) -> int | None:
    """How many cards a table can read and talk over in steps with these minutes; None where no step works with cards."""
    steps = [(step, minutes) for step, minutes in timed if _works_with_cards(step)]
    if not steps:
        return None
    opening, minutes = steps[0]
    whole = sum(minutes for _step, minutes in steps)
    return min(minutes * 60 // _first_seconds(opening), whole * 60 // (READ_SECONDS + TALK_SECONDS))


def _first_seconds(step: Step) -> int:
    """How long a card takes in the step that opens them: it is talked over as well where a table reads it aloud."""
    return READ_SECONDS if step.grouping in ("pair", "individual") else READ_SECONDS + FIRST_TALK_SECONDS


def _reading(shape: WorkshopFormat) -> Iterator[Fault]:
    """No more cards than can be read in the step that opens them, nor talked over in those that work with them."""
    for casting in castings(shape):
        tables = casting.fewest
        steps = [step for _index, step in casting.steps if _works_with_cards(step)]
        if not steps:
            yield (
                ("hands",),
                _("aucune étape sûre ne fait lire les cartes : rien ne donne {products}").format(
                    products=", ".join(sorted(FROM_CARDS))
                ),
            )
            continue
        ideal = [ideal_minutes(shape, step, tables) for step in steps]
        yield from _held(("hands", "size", "ideal"), shape.hands.size.ideal, steps, ideal, _first_seconds(steps[0]))
        # Where time is short the cards are still read, and what is said of them at once waits for the next steps.
        least = [least_minutes(shape, step, tables) for step in steps]
        yield from _held(("hands", "size", "min"), shape.hands.size.min, steps, least, READ_SECONDS)


def _held(path: FieldPath, cards: int, steps: Sequence[Step], minutes: Sequence[int], first: int) -> Iterator[Fault]:
    """Whether so many cards are read in the first of some steps, and talked over in all of them."""
    opening, whole, each = minutes[0], sum(minutes), READ_SECONDS + TALK_SECONDS
    if cards * first > opening * 60:
        yield path, _too_many(cards, opening * 60 // first, opening, steps[0].title, first)
    elif cards * each > whole * 60:
        titles = ", ".join(step.title for step in steps)
        yield path, _too_many(cards, whole * 60 // each, whole, titles, each)


def _works_with_cards(step: Step) -> bool:
    return step.kind == "work" and step.phase != "open" and is_sure(step) and bool(FROM_CARDS.intersection(step.gives))


def _too_many(cards: int, fitting: int, minutes: int, titles: str, seconds: int) -> str:
    return _(
        "{cards} cartes ne tiennent pas dans {minutes} minutes ({titles}) : "
        "à {seconds} secondes par carte, lecture et échange, il en tient {fitting}"
    ).format(cards=cards, minutes=minutes, titles=titles, seconds=seconds, fitting=fitting)
