"""Every paper of every format, for few and many people: complete, in order, on the pages it promises, and discreet."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise

import pytest

from territoires_cli.composing import Request, compose_plan
from territoires_cli.decks import read_deck
from territoires_cli.documents.folder import Folder
from territoires_cli.documents.page_length import HEIGHT, lines_of, plain
from territoires_cli.documents.papers import papers, write_paper
from territoires_cli.documents.plan_context import Context
from territoires_cli.errors import RequestError
from territoires_cli.matching import match_city
from territoires_cli.mixing import arrange
from territoires_cli.models.city import City
from territoires_cli.models.deck import Deck
from territoires_cli.models.document import (
    Bullets,
    Document,
    Grid,
    Heading,
    PageBreak,
    Paragraph,
)
from territoires_cli.models.people import Person
from territoires_cli.models.plan import DeckReference, Mandate, Plan
from territoires_cli.models.settings import Settings
from territoires_cli.places import builtin_root
from territoires_cli.render.markdown import render_markdown
from territoires_cli.store import plan_to_yaml

FORMATS = sorted(
    path.stem for path in (builtin_root().parent / "workshops").glob("*.yaml") if path.stem != "activities"
)
PAPERS = list(papers())
PAGES = {"cadrage": 1, "deroule": 1, "conducteur": 2, "bureau": 1}
OWN_CITY = City.model_validate(
    {"id": "val", "name": "Val", "statement": "Les jeunes partent et la dernière épicerie ferme."}
)
MANDATE = Mandate(
    level="consultation", decides="Le centre-bourg.", answered_by="Madame la maire", answered_when="en mars"
)


@cache
def a_plan(shape: str, people: int, *, own: bool = False) -> Plan | None:
    """A plan, or None where the format doesn't seat so many: with a mandate and a date for one town, without for the other."""
    deck = read_deck()
    reference = DeckReference(id=deck.info.id, version=deck.info.version, digest=deck.digest)
    city = OWN_CITY if own else deck.city["lorient"]
    told = {} if own else {"date": "2026-12-03", "place": "Salle des fêtes", "organiser": "Mairie", "mandate": MANDATE}
    request = Request(**{"asked_for": city.id, "seed": 3, "participants": people, **told})  # type: ignore[arg-type]
    try:
        return compose_plan(match_city(deck, city), deck.format[shape], reference, request, deck.activities)
    except RequestError:
        return None


def people_of(plan: Plan) -> list[Person]:
    """As many people as the plan has, whose names stand in no other text."""
    return [
        Person(name=f"Zoé Quxnom{number:03d}", role="élue" if number % 7 == 0 else "habitante", line=number + 2)
        for number in range(plan.participants)
    ]


@cache
def folders(*, named: bool = False) -> list[Folder]:
    """What the papers of every plan are written from."""
    chosen = list(plans())
    if named:  # one plan a format is enough to see who is named where
        chosen = list({plan.format: plan for plan in chosen}.values())
    return [folder_of(plan, named=named) for plan in chosen]


def folder_of(plan: Plan, *, named: bool = False) -> Folder:
    """What the papers of a plan are written from."""
    deck = read_deck()
    context = Context.of(plan, deck, match_city(deck, plan.city))
    sizes = [table.seats for table in plan.tables]
    people = arrange(people_of(plan), sizes, 2, 1) if named else None
    return Folder(context, Settings.model_validate({"schema": 1}), people)


def plans() -> Iterator[Plan]:
    """Every format for 8, 24 and 60 people of Lorient as far as it seats them, and for a town of its own."""
    for shape in FORMATS:
        found = [plan for people in (8, 24, 60) if (plan := a_plan(shape, people)) is not None]
        assert found, shape
        yield from found
        own = [plan for people in (8, 24) if (plan := a_plan(shape, people, own=True)) is not None]
        yield own[0]


@pytest.mark.parametrize("name", PAPERS)
def test_every_paper_is_complete(name: str) -> None:
    """A title, levels of headings without a gap, nothing empty, and no mark of something that was not filled in."""
    for folder in folders():
        plan = folder.context.plan
        document = write_paper(papers()[name], folder)
        first = document.blocks[0]
        assert isinstance(first, Heading)
        assert first.level == 1
        levels = [block.level for block in document.blocks if isinstance(block, Heading)]
        assert all(after <= before + 1 for before, after in pairwise(levels)), name
        text = render_markdown(document)
        odd = re.search(r"[{}]|None|TODO|XXX|\(\)|\[\]|(?<!…) ,|(?<!\.)\.\.(?!\.)", text)
        assert odd is None, (name, plan.format, text[odd.start() - 40 : odd.end() + 20])
        assert plan.city.name in text
        for block in document.blocks:
            match block:
                case Bullets():
                    assert block.items
                    assert all(plain(item).strip() for item in block.items)
                case Grid():
                    assert block.rows
                    assert all(len(row) == len(block.columns) for row in block.rows)
                case Paragraph():
                    assert plain(block.text).strip()
                case _:
                    pass
        assert not isinstance(document.blocks[-1], PageBreak | Heading), name


@pytest.mark.parametrize("name", PAGES)
def test_a_paper_keeps_to_its_pages(name: str) -> None:
    """One page for what is read at a glance, two for the conductor's sheet, in every format."""
    long = {
        f"{folder.context.plan.format} {folder.context.plan.participants}": lines
        for folder in folders()
        if (lines := lines_of(write_paper(papers()[name], folder).blocks)) > PAGES[name] * HEIGHT
    }
    assert long == {}


@pytest.mark.parametrize("name", PAPERS)
def test_people_are_named_where_they_must_be_and_nowhere_else(name: str) -> None:
    """Seating, sign-in and host sheets name everybody; no other paper names anybody."""
    for folder in folders(named=True):
        plan = folder.context.plan
        text = render_markdown(write_paper(papers()[name], folder))
        named = {person.name for person in people_of(plan) if person.name in text.replace("\u00a0", " ")}
        assert len(named) == (plan.participants if papers()[name].is_named else 0), (name, plan.format)


def test_a_plan_file_names_nobody(deck: Deck) -> None:
    """Its YAML and its whole document hold not one name of the list."""
    from territoires_cli.documents.plan import plan_document

    for plan in plans():
        text = plan_to_yaml(plan) + render_markdown(plan_document(plan, deck))
        assert "Quxnom" not in text


def test_every_table_has_its_host_sheet() -> None:
    """As many sheets as tables, each on a page of its own, with its question and its cards."""
    for folder in folders():
        plan = folder.context.plan
        document = write_paper(papers()["hote"], folder)
        breaks = sum(isinstance(block, PageBreak) for block in document.blocks)
        assert breaks == len(plan.tables) - 1
        text = render_markdown(document)
        for hand in plan.hands:
            codes = [folder.context.deck.practice[item.card].code for item in hand.cards]
            assert all(re.search(rf"\b{code}\b", text) for code in codes)


def test_writers_are_found() -> None:
    """Each paper's module and function are there, and each is written by one of its own."""
    writers = [paper.writer for paper in papers().values()]
    assert len(set(writers)) == len(writers) == len(PAPERS)
    folder = folders()[0]
    assert all(isinstance(write_paper(paper, folder), Document) for paper in papers().values())


def test_no_paper_shows_a_score_or_a_constraint(run: Callable[..., object]) -> None:
    """What participants read tells no figure of the matching, nor what holds the territory back."""
    plan = a_plan("sharitories", 24)
    assert plan is not None
    folder = next(item for item in folders() if item.context.plan is plan)
    assert plan.city.constraints
    for name in ("invitation", "deroule", "hote", "livret", "gros-caracteres", "evaluation", "places", "emargement"):
        text = render_markdown(write_paper(papers()[name], folder)).replace("\u00a0", " ")
        assert not re.search(r"\bscore\b|sur 100|\d/100", text, re.IGNORECASE)
        assert not any(constraint in text for constraint in plan.city.constraints)
