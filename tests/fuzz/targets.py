"""What is fuzzed: every reader of what comes from outside, one line each in TARGETS.

A target makes ready once, outside of what is measured, and then takes any bytes; whatever it raises is a failure.
"""

import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

from territoires_cli.errors import TerritoiresError
from tests.fuzz import seeds
from tests.fuzz.ground import built_in_deck, scratch, small_deck, some_plan

if TYPE_CHECKING:
    from pydantic import BaseModel

    from territoires_cli.models.deck import Deck
    from territoires_cli.models.plan import Plan

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


def _tell(problems: Iterable[object]) -> None:
    """Problems are told in words."""
    for problem in problems:
        assert str(problem)


_PART = re.compile(rb"^=== ([A-Za-z0-9_-]{1,80}(?:/[A-Za-z0-9_-]{1,80})?\.ya?ml)\r?\n", re.MULTILINE)


def _whole_deck() -> Run:
    """Several files that make one deck: read, judged, and listened with where they hold."""
    from territoires_cli import content as reading_decks
    from territoires_cli.content import load_deck
    from territoires_cli.inspecting import inspect
    from territoires_cli.matching import match_city
    from territoires_cli.models.city import City
    from territoires_cli.places import BUILTIN

    folder = scratch() / "deck"
    city = City(id="val", name="Val", statement="Plus de commerces au centre-ville, et pas de bus le soir.")
    # Decks that extend the built-in one get a small one instead: reading it takes as long as two hundred of theirs.
    base = small_deck(BUILTIN)
    setattr(reading_decks, "builtin_root", lambda: base)  # noqa: B010 - a name that the module keeps to itself

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


def _codes() -> Run:
    """What is typed as a code; and whatever it holds, made to fall right, so that more than its check is reached."""
    from territoires_cli import coding

    deck = built_in_deck()

    def run(data: bytes) -> None:
        number = int.from_bytes(data[:12], "big") % (32**18) * coding.CHECKS
        right = coding._written(number + (coding.VERSION - number) % coding.PRIME)
        for text in (_text(data), right):
            with suppress(TerritoiresError):
                coding.decode(text, deck)

    return run


def _people() -> Run:
    from territoires_cli.enrolling import parse_people

    def run(data: bytes) -> None:
        with suppress(TerritoiresError):
            people, remarks = parse_people(data)
            assert people or remarks

    return run


def _listening() -> Run:
    from territoires_cli.content import said
    from territoires_cli.matching import match_city

    deck = built_in_deck()

    def run(data: bytes) -> None:
        with suppress(TerritoiresError):
            match_city(deck, said(_text(data), "-", "-"))

    return run


def _plans() -> Run:
    from territoires_cli.plans import is_plan, load_plan, load_plan_roots, load_stops

    deck, path = built_in_deck(), scratch() / "plan.yaml"

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


def _lines() -> Run:
    from territoires_cli.documents.plan_context import Context
    from territoires_cli.matching import match_city
    from territoires_cli.session import fold
    from territoires_cli.steering import steer
    from territoires_cli.transcribing import entry_of, transcribe

    plan = some_plan()
    context = Context.of(plan, built_in_deck(), match_city(built_in_deck(), plan.city))

    def run(data: bytes) -> None:
        session = fold(plan, [])
        for line in _text(data).split("\n")[:20]:
            with suppress(TerritoiresError):
                drafts = steer(line, context, session, 2.0)
                for draft in transcribe(line, plan, session) if drafts is None else drafts:
                    session.apply(entry_of(draft, session.last + 1, 1.0))

    return run


def _dates() -> Run:
    import datetime as dt

    from territoires_cli.dating import read_due

    return lambda data: read_due(_text(data), dt.date(2026, 3, 1))


def _journals() -> Run:
    from territoires_cli.documents.plan_context import Context
    from territoires_cli.journal import FILE, read_journal
    from territoires_cli.matching import match_city
    from territoires_cli.session import fold
    from territoires_cli.showing import view

    folder, plan = scratch(), some_plan()
    context = Context.of(plan, built_in_deck(), match_city(built_in_deck(), plan.city))

    def run(data: bytes) -> None:
        (folder / FILE).write_bytes(data)
        with suppress(TerritoiresError):
            session = fold(plan, read_journal(folder).entries)
            view(context, session, 3.0)

    return run


def _sheets() -> Run:
    """Cards written in a spreadsheet."""
    from territoires_cli.cells import names_of
    from territoires_cli.completing import Shelf
    from territoires_cli.importing import read_sheet
    from territoires_cli.models.actions import ActionSheet
    from territoires_cli.models.cards import PracticeCard

    names = names_of(built_in_deck())

    def run(data: bytes) -> None:
        for model in (PracticeCard, ActionSheet):
            with suppress(TerritoiresError):
                found = read_sheet(data, model, names, Shelf())
                assert found.cards or found.troubles
                _tell(found.troubles)

    return run


def _bundles() -> Run:
    """A deck as one file of JSON."""
    from territoires_cli.bundles import files_of_bundle

    def run(data: bytes) -> None:
        with suppress(TerritoiresError):
            files_of_bundle(data, "jeu.json", "")

    return run


def _archives() -> Run:
    """A deck as a zip."""
    from territoires_cli.content import load_deck
    from territoires_cli.places import folder_of

    path = scratch() / "jeu.zip"

    def run(data: bytes) -> None:
        path.write_bytes(data)
        with suppress(TerritoiresError):
            load_deck([folder_of(path)])

    return run


def _edits() -> Run:
    """Somebody's YAML changed in place: refused, or changed there and nowhere else."""
    from territoires_cli.amending import append_item, remove_item, set_value
    from territoires_cli.safe_yaml import YamlError, parse_yaml

    edits = ((append_item, "replaces", "un: deux"), (remove_item, "hides", "un"), (set_value, "title", "Un #titre\n"))

    def run(data: bytes) -> None:
        text = data.decode("utf-8", "replace")
        for edit, key, value in edits:
            with suppress(TerritoiresError, YamlError):
                parse_yaml(edit(text, (key,), value))

    return run


TARGETS = (
    Target("yaml", 240, _yaml, seeds.yaml_seeds),
    Target("card", 5, _card, seeds.card_seeds),
    Target("deck", 2, _whole_deck, seeds.deck_seeds),
    Target("code", 320, _codes, seeds.code_seeds),
    Target("people", 100, _people, seeds.people_seeds),
    Target("text", 8, _listening, seeds.listening_seeds),
    Target("plan", 5, _plans, seeds.plan_seeds),
    Target("line", 100, _lines, seeds.line_seeds),
    Target("date", 110, _dates, seeds.date_seeds),
    Target("journal", 70, _journals, seeds.journal_seeds),
    Target("sheet", 1, _sheets, seeds.sheet_seeds),
    Target("bundle", 15, _bundles, seeds.bundle_seeds),
    Target("zip", 12, _archives, seeds.archive_seeds),
    Target("edit", 12, _edits, seeds.edit_seeds),
)
"""Every reader that is fuzzed; a new one is one more line here. Shares are of a thousand inputs."""
