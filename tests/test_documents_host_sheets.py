"""The host sheets: one page a table, with its question, its people, its cards and its tasks by the clock."""

import contextlib
from collections.abc import Callable, Iterator, Sequence

import pytest

from territoires_cli.documents.folder import Folder
from territoires_cli.documents.host_sheets import host_sheets
from territoires_cli.documents.page_length import HEIGHT, lines_of, plain
from territoires_cli.documents.plan_context import Context
from territoires_cli.errors import RequestError
from territoires_cli.matching import match_city
from territoires_cli.models.deck import Deck
from territoires_cli.models.document import Block, Document, Fields, Grid, Heading, PageBreak, Paragraph
from territoires_cli.models.people import Arrangement, Person
from territoires_cli.models.plan import Moment, Plan, Table
from territoires_cli.models.settings import Settings
from territoires_cli.places import builtin_root
from territoires_cli.render.markdown import render_markdown

PlanOf = Callable[..., Plan]
FORMATS = sorted(
    path.stem for path in (builtin_root().parent / "workshops").glob("*.yaml") if path.stem != "activities"
)


def folder_of(deck: Deck, plan: Plan, people: Arrangement | None = None) -> Folder:
    """What the paper is written from."""
    return Folder(Context.of(plan, deck, match_city(deck, plan.city)), Settings.model_validate({"schema": 1}), people)


def plans(plan_of: PlanOf, shape: str) -> Iterator[Plan]:
    """Plans of a format for 8, 24 and 60 people as far as it seats them."""
    for people in (8, 24, 60):
        with contextlib.suppress(RequestError):
            yield plan_of(shape, participants=people)


def people_of(plan: Plan, rounds: int) -> Arrangement:
    """As many people as the plan has, who move up by a few seats for each round; the first of each table is its host."""
    everybody = [
        Person(
            name=f"Zoé Quxnom{number:03d}",
            role="élue" if number % 7 == 0 else "habitante",
            organisation="Association des riverains" if number % 3 == 0 else None,
        )
        for number in range(plan.participants)
    ]
    found = []
    for turn in range(rounds):
        waiting = everybody[turn * 3 :] + everybody[: turn * 3]
        tables = []
        for table in plan.tables:
            around, waiting = waiting[: table.seats], waiting[table.seats :]
            tables.append((around[0].model_copy(update={"is_host": turn == 0}), *around[1:]))
        found.append(tuple(tables))
    return Arrangement(tuple(found), 0, 0)


def sheets(document: Document) -> list[list[Block]]:
    """The blocks of each page."""
    found: list[list[Block]] = [[]]
    for block in document.blocks:
        if isinstance(block, PageBreak):
            found.append([])
        else:
            found[-1].append(block)
    return found


def words(blocks: Sequence[Block]) -> str:
    """The words of a page, with ordinary spaces."""
    document = Document(title="", blocks=tuple(blocks))
    return render_markdown(document).replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize("rounds", [0, 1, 2, 3])
@pytest.mark.parametrize("shape", FORMATS)
def test_a_page_a_table(deck: Deck, plan_of: PlanOf, shape: str, rounds: int) -> None:
    """As many pages as tables, each within a page, with its question, its cards and as many people or lines as seats."""
    found = [*plans(plan_of, shape)]
    assert found
    for plan in found:
        people = people_of(plan, rounds) if rounds else None
        pages = sheets(host_sheets(folder_of(deck, plan, people)))
        assert len(pages) == len(plan.tables)
        for place, (page, hand, table) in enumerate(zip(pages, plan.hands, plan.tables, strict=True)):
            assert lines_of(page) <= HEIGHT, (shape, plan.participants, place)
            text = words(page)
            assert deck.challenge[hand.challenges[0]].question in text
            assert all(deck.practice[dealt.card].title in text for dealt in hand.cards)
            names = {person.name for turn in people.rounds for person in turn[place]} if people else set()
            assert all(name in text for name in names)
            assert people or f"{table.seats}\\. …" in text or f" {table.seats}. …" in text
            assert "{" not in text
        grids = [[block for block in page if isinstance(block, Grid)][-1] for page in pages]
        assert all(grid == grids[0] for grid in grids), "tables that work at the same time are told the same"


@pytest.mark.parametrize("shape", FORMATS)
def test_tasks_follow_the_clock(deck: Deck, plan_of: PlanOf, shape: str) -> None:
    """Each step at the tables stands with its hours and at most two sentences; plenary words are not theirs."""
    for plan in plans(plan_of, shape):
        folder = folder_of(deck, plan)
        for page in sheets(host_sheets(folder)):
            grid = [block for block in page if isinstance(block, Grid)][-1]
            rows = [(plain(row[0]), plain(row[1])) for row in grid.rows]
            for item in folder.context.steps:
                step, span = item.step, f"{folder.context.at(item.begins)} – {folder.context.at(item.ends)}"
                told = [what for at, what in rows if at == span and what.startswith(f"{step.title}.")]
                if step.kind == "work" and step.grouping in ("table", "individual"):
                    assert len(told) == 1, (shape, step.id)
                    assert sum(sentence.rstrip(".") in told[0] for sentence in step.participants) <= 2
                if step.grouping == "plenary" and step.minutes.per != "table":
                    assert not told


def test_a_table_by_name_in_a_room(deck: Deck, plan_of: PlanOf) -> None:
    """Its name, its room and who leads it are on the sheet; with one round, role and organisation too."""
    tables = (
        Table(number=1, seats=6, name="Les prés", room="Préau"),
        Table(number=2, seats=6),
        Table(number=3, seats=6),
    )
    plan = plan_of(participants=18)
    plan = plan.model_copy(update={"tables": tables[: len(plan.tables)]})
    assert len(plan.hands) == len(plan.tables)
    folder = folder_of(deck, plan, people_of(plan, 1))
    first, *_others = sheets(host_sheets(folder))
    text = words(first)
    assert "Table 1 « Les prés »" in text
    assert "**Salle :** Préau" in text
    assert "**Hôte de la table :** Zoé Quxnom000" in text
    assert "**Zoé Quxnom000**, élue, Association des riverains" in text
    assert ("Appelez qui anime (personne 1)" in text) == (folder.context.facilitators > 1)


def test_rounds_stand_in_their_order(deck: Deck, plan_of: PlanOf) -> None:
    """Where groups change, a column a round says who comes; where the page is full, a line a round."""
    photo = Moment(at="10:17", title="Photo")
    full = {"activities": ("ligne-trajets", "un-mot"), "moments": (photo,), "participants": 24}
    for shape, asked, is_grid in (("decouverte", {"participants": 24}, True), ("conception", full, False)):
        plan = plan_of(shape, **asked)
        arrangement = people_of(plan, 3)
        page = sheets(host_sheets(folder_of(deck, plan, arrangement)))[0]
        titles = [block.columns for block in page if isinstance(block, Grid)]
        labels = [label for block in page if isinstance(block, Fields) for label, _value in block.items]
        rounds = ("Tour 1", "Tour 2", "Tour 3")
        assert (rounds in titles) == is_grid
        assert (set(rounds) <= set(labels)) == (not is_grid)


def test_fewer_tables_than_planned(deck: Deck, plan_of: PlanOf) -> None:
    """A table that nobody was given to has lines to fill in."""
    plan = plan_of(participants=24)
    people = people_of(plan, 2)
    short = people._replace(rounds=tuple(turn[:-1] for turn in people.rounds))
    last = words(sheets(host_sheets(folder_of(deck, plan, short)))[-1])
    assert "Quxnom" not in last
    assert "1\\. …" in last


def test_sheets_and_cards_are_the_formats_own(deck: Deck, plan_of: PlanOf) -> None:
    """Where to write names the format's sheets, and the card's own line only where cards are filled in."""
    told = {
        shape: words(sheets(host_sheets(folder_of(deck, plan_of(shape, participants=people))))[0])
        for shape, people in (("sharitories", 24), ("en-ligne", 14), ("mise-en-oeuvre", 24), ("serie-3", 24))
    }
    assert "feuilles de stratégie au format A3" in told["sharitories"]
    assert "la ligne « Chez nous : »" in told["sharitories"]
    assert "trois cartes vierges" in told["sharitories"]
    assert "Groupe 1" in told["en-ligne"]
    assert "par un message" in told["en-ligne"]
    assert "la ligne « Chez nous : »" not in told["mise-en-oeuvre"]
    assert "frise des douze mois" in told["mise-en-oeuvre"]
    assert "s’écrit sur une note" in told["serie-3"]
    for text in told.values():
        assert "fiches de table" not in text
        assert "Écartée, pourquoi" in text


def test_moments_and_a_format_without_sheets(deck: Deck, plan_of: PlanOf) -> None:
    """A fixed moment stops every table at its time; a format of one's own without sheets writes on a large one."""
    plan = plan_of("decouverte", participants=24, start="18:00", moments=(Moment(at="18:40", title="Photo"),))
    folder = folder_of(deck, plan)
    bare = tuple(
        item._replace(step=item.step.model_copy(update={"materials": (), "say": (), "participants": ()}))
        for item in folder.context.steps
    )
    context = Context(plan, deck, folder.context.shape, folder.context.matching, bare)
    text = words(sheets(host_sheets(folder._replace(context=context)))[0])
    assert "**Photo.** À heure fixe : tout s’arrête." in text
    assert "sur la grande feuille" in text


def test_action_sheets_are_among_the_cards(deck: Deck, plan_of: PlanOf) -> None:
    """Where the format deals action sheets, the host finds them after the cards."""
    folder = folder_of(deck, plan_of("mise-en-oeuvre", participants=24))
    first = sheets(host_sheets(folder))[0]
    cards = next(plain(block.text) for block in first if isinstance(block, Paragraph))
    assert all(sheet.title in cards for sheet in folder.context.sheets(1))
    assert isinstance(first[0], Heading)
    assert first[0].level == 1


def test_the_sheets_as_they_are_read(deck: Deck, plan_of: PlanOf, reference: Callable[[str, str], None]) -> None:
    """The whole paper, with names."""
    plan = plan_of("decouverte", participants=12)
    reference("paper-hote.md", render_markdown(host_sheets(folder_of(deck, plan, people_of(plan, 1)))))
