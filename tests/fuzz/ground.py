"""What the targets stand on: a folder in memory, the built-in deck, a plan made from it, a small deck."""

import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from territoires_cli.models.deck import Deck
    from territoires_cli.models.plan import Plan

ROOT = Path(__file__).resolve().parents[2]
CARDS, WORKSHOPS = ROOT / "cards", ROOT / "workshops"


@cache
def scratch() -> Path:
    """A folder of this process alone, in memory where the system has such a place."""
    memory = Path("/dev/shm")
    return Path(tempfile.mkdtemp(prefix="territoires-fuzz-", dir=memory if memory.is_dir() else None))


@cache
def built_in_deck() -> "Deck":
    from territoires_cli.decks import read_deck

    return read_deck()


@cache
def some_plan() -> "Plan":
    from territoires_cli.composing import Request, compose_plan
    from territoires_cli.matching import match_city
    from territoires_cli.models.city import City
    from territoires_cli.models.plan import DeckReference

    deck = built_in_deck()
    city = City.model_validate({"id": "val", "name": "Val", "challenges": ["mobilite", "jeunes"]})
    reference = DeckReference(id=deck.info.id, version=deck.info.version, digest=deck.digest)
    return compose_plan(match_city(deck, city), deck.format["sharitories"], reference, Request(asked_for="val", seed=1))


def small_deck(name: str = "jeu") -> Path:
    """The small deck on the disk, under an id of its own."""
    folder = scratch() / "small" / name
    (folder / "practices").mkdir(parents=True, exist_ok=True)
    info = SMALL_DECK.replace("id: jeu", f"id: {name}")
    files = {"deck": info, "challenges": SMALL_BOOK, "practices/A1-un": SMALL_CARD, "sources": SMALL_SOURCES}
    for file, text in files.items():
        (folder / f"{file}.yaml").write_text(text, encoding="utf-8")
    return folder


SMALL_DECK = """\
schema: 1
id: jeu
title: Un jeu
version: '1'
licence: CC0
credits: Nous
families:
- {id: un, code: A, title: Un, short_title: Un, description: Un., colour: '#112233', pictogram: mobilite}
types:
- {id: un, title: Un, description: Un.}
"""
SMALL_BOOK = """\
groups:
- {id: un, title: Un}
challenges:
- {id: bus, group: un, label: Pas de bus, description: Sans bus., question: Quel bus ?, terms: [bus, car, autobus]}
"""
SMALL_SOURCES = "- {id: src, title: Une source, short: Source, year: 2016}\n"
SMALL_CARD = """\
id: un
code: A1
title: Un bus
family: un
type: un
summary: Un bus passe.
aliases: [car]
description: Un bus passe le soir.
benefits: {citizens: [Du temps.], local_government: [Moins de voitures.]}
challenges:
- {id: bus, weight: 3, why: Il passe.}
situations: [pas de bus, plus de car, rien le soir, loin de tout, ligne fermée]
scale: {sizes: [village], note: Partout.}
effort: {money: low, time: low, coordination: low, note: Peu.}
levers: [commune]
partners: [Un, Deux]
first_steps: [Un., Deux., Trois.]
limits: [Une., Deux.]
questions: [Qui ?, Quand ?, Où ?]
examples:
- {name: Un, place: Lorient, short: Un bus., text: Un bus passe., as_of: 2016, source: {id: src}, status: {state: unknown}}
sources:
- {id: src}
"""
