"""What is fuzzed: every reader of what comes from outside, one line each in TARGETS.

A target makes ready once, outside of what is measured, and then takes any bytes; whatever it raises is a failure.
"""

import json
import re
import tempfile
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from territoires_cli.errors import TerritoiresError

if TYPE_CHECKING:
    from pydantic import BaseModel

    from territoires_cli.models.deck import Deck
    from territoires_cli.models.plan import Plan

ROOT = Path(__file__).resolve().parents[2]
CARDS, WORKSHOPS = ROOT / "cards", ROOT / "workshops"
Run = Callable[[bytes], object]


class Target(NamedTuple):
    """A reader: its name, how many of a thousand inputs it gets, what makes it ready, and what good inputs look like."""

    name: str
    share: int
    prepare: Callable[[], Run]
    seeds: Callable[[], Iterable[bytes]]


def _text(data: bytes) -> str:
    """Any text, lone surrogates too, as a terminal may hand it over."""
    return data.decode("utf-8", "surrogateescape")


@cache
def scratch() -> Path:
    """A folder of this process alone, in memory where the system has such a place."""
    memory = Path("/dev/shm")
    return Path(tempfile.mkdtemp(prefix="territoires-fuzz-", dir=memory if memory.is_dir() else None))


@cache
def _deck() -> "Deck":
    from territoires_cli.decks import read_deck

    return read_deck()


@cache
def _plan() -> "Plan":
    from territoires_cli.composing import Request, compose_plan
    from territoires_cli.matching import match_city
    from territoires_cli.models.city import City
    from territoires_cli.models.plan import DeckReference

    deck = _deck()
    city = City.model_validate({"id": "val", "name": "Val", "challenges": ["mobilite", "jeunes"]})
    reference = DeckReference(id=deck.info.id, version=deck.info.version, digest=deck.digest)
    return compose_plan(match_city(deck, city), deck.format["sharitories"], reference, Request(asked_for="val", seed=1))


def _yaml() -> Run:
    """YAML alone: with positions or without, the same data or the same refusal."""
    from territoires_cli.safe_yaml import YamlError, parse_yaml

    def parsed(text: str, positions: Any) -> object:
        try:
            return parse_yaml(text, positions)
        except YamlError as error:
            return str(error), error.line, error.column

    def run(data: bytes) -> None:
        text = data.decode("utf-8", "replace")
        # Compared as written: no number equals itself where it is none.
        assert repr(parsed(text, None)) == repr(parsed(text, {}))

    return run


def _models() -> "list[type[BaseModel]]":
    from territoires_cli.models import (
        actions,
        base,
        cards,
        cases,
        city,
        harms,
        lexicon,
        plan,
        settings,
        vocabulary,
        workshop,
    )

    return [
        cards.PracticeCard, actions.ActionSheet, city.City, cases.Project, cases.Elsewhere, cases.Lesson, cases.CityModel,
        workshop.WorkshopFormat, vocabulary.DeckInfo, vocabulary.ChallengeBook, lexicon.Lexicon, actions.Framework,
        plan.Plan, settings.Settings, base.Source, lexicon.Trouble, cards.Pair, workshop.Activity, harms.Harm,
    ]  # fmt: skip


_ALONE = 14
"""So many of these models have a file of their own; the others are items of a list."""


def _card() -> Run:
    """One file of a deck as bytes: the first byte says of which kind."""
    from territoires_cli.reading import Reader

    kinds = _models()
    path = scratch() / "A1-carte.yaml"

    def run(data: bytes) -> None:
        kind = data[0] % len(kinds) if data else 0
        path.write_bytes(data[1:])
        reader = Reader()
        with suppress(TerritoiresError):
            read: Any = reader.one if kind < _ALONE else reader.several
            if read(path, kinds[kind]) is None:
                assert reader.problems
        _tell(reader.problems)

    return run


def _card_seeds() -> Iterable[bytes]:
    files = [
        "practices/A1-covoiturage.yaml", "actions/FA05-espaces-vacants.yaml", "cities/genk.yaml", "projects/la-colloc.yaml",
        "elsewhere/share-nl.yaml", "lessons", "models/fab-city.yaml", "../workshops/decouverte.yaml", "deck.yaml",
        "challenges.yaml", "lexicon.yaml", "framework.yaml", "", "", "sources.yaml", "troubles", "pairs.yaml",
        "../workshops/activities.yaml", "harms.yaml",
    ]  # fmt: skip
    for number, name in enumerate(files):
        path = CARDS / name
        if path.is_dir() and name:
            path = min(path.glob("*.yaml"))
        if path.is_file():
            yield bytes([number]) + path.read_bytes()[:6000]


def _tell(problems: Iterable[object]) -> None:
    """Problems are told in words."""
    for problem in problems:
        assert str(problem)


_PART = re.compile(rb"^=== ([A-Za-z0-9_-]+(?:/[A-Za-z0-9_-]+)?\.ya?ml)\r?\n", re.MULTILINE)


def _whole_deck() -> Run:
    """Several files that make one deck: read, judged, and listened with where they hold."""
    from territoires_cli.content import load_deck
    from territoires_cli.inspecting import inspect
    from territoires_cli.matching import match_city
    from territoires_cli.models.city import City

    folder = scratch() / "deck"
    city = City(id="val", name="Val", statement="Plus de commerces au centre-ville, et pas de bus le soir.")

    def run(data: bytes) -> None:
        import shutil

        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        parts = _PART.split(data)
        for name, content in zip(parts[1::2], parts[2::2], strict=True):
            path = folder / name.decode()
            path.parent.mkdir(exist_ok=True)
            if not path.is_dir() and path.parent.is_dir():
                path.write_bytes(content)
        with suppress(TerritoiresError):
            match_city(load_deck([folder]), city)
        with suppress(TerritoiresError):
            _tell(inspect([folder]).problems)

    return run


def _deck_seeds() -> Iterable[bytes]:
    """Two small decks: a card, a sheet, and what they point to."""

    def part(name: str, text: str) -> str:
        return f"=== {name}\n{text}\n"

    card = (CARDS / "practices" / "E3-repair-cafe.yaml").read_text("utf-8")
    yield "".join(
        (
            part("deck.yaml", SMALL_DECK),
            part("challenges.yaml", SMALL_BOOK),
            part("practices/A1-un.yaml", SMALL_CARD),
            part("sources.yaml", SMALL_SOURCES),
        )
    ).encode()
    yield "".join(
        (
            part("deck.yaml", SMALL_DECK),
            part("challenges.yaml", SMALL_BOOK),
            part("practices/E3-repair-cafe.yaml", card),
        )
    ).encode()


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


def _codes() -> Run:
    """What is typed as a code; and whatever it holds, made to fall right, so that more than its check is reached."""
    from territoires_cli import coding

    deck = _deck()

    def run(data: bytes) -> None:
        number = int.from_bytes(data[:12], "big") % (32**18) * coding.CHECKS
        right = coding._written(number + (coding.VERSION - number) % coding.PRIME)
        for text in (_text(data), right):
            with suppress(TerritoiresError):
                coding.decode(text, deck)

    return run


def _code_seeds() -> Iterable[bytes]:
    from territoires_cli.coding import encode

    code = encode(_plan(), _deck())
    yield from (code.encode(), code.lower().replace("-", " ").encode(), b"0" * 21, "1ÎLOŒ-".encode())


def _people() -> Run:
    from territoires_cli.enrolling import parse_people

    def run(data: bytes) -> None:
        with suppress(TerritoiresError):
            people, remarks = parse_people(data)
            assert people or remarks

    return run


def _people_seeds() -> Iterable[bytes]:
    plain = "Nom;Prénom;Rôle;Organisation;Élu;Ensemble;Jamais ensemble\nLe Goff;Anne;Maire;Commune;oui;Paul Ar;\nAr;Paul;;Association;;;Anne Le Goff\n"
    yield from (plain.encode(encoding) for encoding in ("utf-8", "utf-8-sig", "cp1252", "utf-16"))
    yield b'sep=,\r\n"Nom complet",absent,h\xc3\xb4te\r\n"Ar, Paul",x,\r\n"Le ""G""",,oui\r\n'
    yield b"name\tapart\n=1+1\tB\nB\t-2\n"


def _listening() -> Run:
    from territoires_cli.content import said
    from territoires_cli.matching import match_city

    deck = _deck()

    def run(data: bytes) -> None:
        with suppress(TerritoiresError):
            match_city(deck, said(_text(data), "-", "-"))

    return run


def _listening_seeds() -> Iterable[bytes]:
    yield from (
        text.encode()
        for text in (
            "Le dernier commerce a fermé, les jeunes partent et il n’y a plus de car.",
            "Commune de 4 200 habitants. LOYERS TROP CHERS ; pas de médecin, mais un FabLab existe déjà !",
            "covoituraj, repare café (sans budget)\n- friches : la zone d’activité est vide\n- plus de bus",
            "we lost 300 residents; no broadband",
        )
    )


def _plans() -> Run:
    from territoires_cli.plans import is_plan, load_plan, load_plan_roots, load_stops

    deck, path = _deck(), scratch() / "plan.yaml"

    def run(data: bytes) -> None:
        path.write_bytes(data)
        with suppress(TerritoiresError):
            is_plan(path)
            load_plan_roots(path)
        with suppress(TerritoiresError):
            load_stops(path, deck)
        with suppress(TerritoiresError):
            plan, problems = load_plan(path, deck)
            _tell(problems)
            _written(plan, deck)

    return run


def _written(plan: "Plan", deck: "Deck") -> None:
    """A plan that is accepted can be written out."""
    from territoires_cli.coding import encode
    from territoires_cli.store import plan_to_yaml

    plan_to_yaml(plan)
    encode(plan, deck)


def _plan_seeds() -> Iterable[bytes]:
    from territoires_cli.store import plan_to_yaml

    yield plan_to_yaml(_plan()).encode()
    yield b"- {name: La halle, walk: 4, card: A1}\n- name: Le port\n"


def _lines() -> Run:
    from territoires_cli.documents.plan_context import Context
    from territoires_cli.matching import match_city
    from territoires_cli.session import fold
    from territoires_cli.steering import steer
    from territoires_cli.transcribing import entry_of, transcribe

    plan = _plan()
    context = Context.of(plan, _deck(), match_city(_deck(), plan.city))

    def run(data: bytes) -> None:
        session = fold(plan, [])
        for line in _text(data).split("\n")[:20]:
            with suppress(TerritoiresError):
                drafts = steer(line, context, session, 2.0)
                for draft in transcribe(line, plan, session) if drafts is None else drafts:
                    session.apply(entry_of(draft, session.last + 1, 1.0))

    return run


def _line_seeds() -> Iterable[bytes]:
    lines = (
        "2.3 gardée La Colloc le fait déjà", "1.2 e: trop loin", "1.2 5 voix", "1.9 Ouvrir le samedi ; qui : Mme X ; avant le 3 mars ; 4 voix",
        "t2 d pas d’accord", "présents 21", "corriger 1.2 autres mots", "retirer #1", "annuler", "suivant", "+5", "pause", "retard 1=10", "aller 3",
        "carte 1", "question qui paie ? ; répond : M. Y", "absents : les jeunes", "fin",
    )  # fmt: skip
    yield from (line.encode() for line in lines)
    yield "\n".join(lines).encode()


def _dates() -> Run:
    import datetime as dt

    from territoires_cli.dating import read_due

    return lambda data: read_due(_text(data), dt.date(2026, 3, 1))


def _date_seeds() -> Iterable[bytes]:
    return (
        text.encode()
        for text in ("avant le 3 mars 2027", "15/03/2027", "1er février", "2027-02-29", "3/4", "après le 31.12.26")
    )


def _journals() -> Run:
    from territoires_cli.documents.plan_context import Context
    from territoires_cli.journal import FILE, read_journal
    from territoires_cli.matching import match_city
    from territoires_cli.session import fold
    from territoires_cli.showing import view

    folder, plan = scratch(), _plan()
    context = Context.of(plan, _deck(), match_city(_deck(), plan.city))

    def run(data: bytes) -> None:
        (folder / FILE).write_bytes(data)
        with suppress(TerritoiresError):
            session = fold(plan, read_journal(folder).entries)
            view(context, session, 3.0)

    return run


def _journal_seeds() -> Iterable[bytes]:
    head = {"schema": 1, "kind": "session", "name": "val", "title": "Val", "opened": 1.0}
    step = _plan().steps[1].step
    entries: list[dict[str, Any]] = [
        {"kind": "start"}, {"kind": "note", "text": "oui", "table": 1}, {"kind": "move", "step": step}, {"kind": "extend", "minutes": 5},
        {"kind": "pause"}, {"kind": "resume"}, {"kind": "retime", "steps": [{"step": step, "minutes": 3}]}, {"kind": "present", "count": 9},
        {"kind": "correct", "of": 2, "text": "non"}, {"kind": "withdraw", "of": 2}, {"kind": "end"},
    ]  # fmt: skip
    numbered = [{"n": number, "at": float(number), **entry} for number, entry in enumerate(entries, start=1)]
    yield "".join(json.dumps(line) + "\n" for line in (head, *numbered)).encode()
    yield json.dumps(head).encode() + b"\n{"


TARGETS = (
    Target("yaml", 200, _yaml, lambda: (path.read_bytes()[:3000] for path in sorted(CARDS.rglob("*.yaml"))[::9])),
    Target("card", 140, _card, _card_seeds),
    Target("deck", 20, _whole_deck, _deck_seeds),
    Target("code", 240, _codes, _code_seeds),
    Target("people", 150, _people, _people_seeds),
    Target("text", 50, _listening, _listening_seeds),
    Target("plan", 30, _plans, _plan_seeds),
    Target("line", 60, _lines, _line_seeds),
    Target("date", 60, _dates, _date_seeds),
    Target("journal", 50, _journals, _journal_seeds),
)
"""Every reader that is fuzzed; a new one is one more line here. Shares are of a thousand inputs."""
