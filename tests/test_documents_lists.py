"""Lists, sheets and booklet: quantities, numbers and dates that follow from the plan."""

from collections.abc import Callable
from typing import Any

import pytest

from territoires_cli.composing import Request, compose_plan
from territoires_cli.documents.booklet import booklet
from territoires_cli.documents.checklists import checklists
from territoires_cli.documents.evaluation import evaluation
from territoires_cli.documents.folder import Folder
from territoires_cli.documents.large_print import large_print
from territoires_cli.documents.page_length import plain
from territoires_cli.documents.plan_context import Context
from territoires_cli.documents.seating_chart import seating_chart
from territoires_cli.documents.shopping_list import shopping_list
from territoires_cli.documents.sign_in_sheet import ROWS_A_PAGE, sign_in_sheet
from territoires_cli.documents.transcription_grid import transcription_grid
from territoires_cli.matching import match_city
from territoires_cli.mixing import arrange
from territoires_cli.models.deck import Deck
from territoires_cli.models.document import Bullets, Callout, Document, Grid, Heading, PageBreak, Paragraph
from territoires_cli.models.people import Person
from territoires_cli.models.plan import DeckReference, Moment, Plan, Stop
from territoires_cli.models.settings import Settings
from territoires_cli.models.workshop import Material

PlanOf = Callable[..., Plan]


def folder_of(deck: Deck, plan: Plan, people: list[Person] | None = None, rounds: int = 1, **settings: Any) -> Folder:
    """What papers are written from."""
    sizes = [table.seats for table in plan.tables]
    seated = arrange(people, sizes, rounds, 1) if people else None
    return Folder(
        Context.of(plan, deck, match_city(deck, plan.city)), Settings.model_validate({"schema": 1, **settings}), seated
    )


def people(count: int, **fields: Any) -> list[Person]:
    return [Person(name=f"Nom{number:02d} Zed", role="agent", line=number + 2, **fields) for number in range(count)]


def boxes(document: Document) -> list[str]:
    """The lines of all lists with boxes."""
    return [plain(item) for block in document.blocks if isinstance(block, Bullets) for item in block.items]


def under(document: Document, title: str) -> list[str]:
    """The lines of the lists under a heading that begins so."""
    found, is_there = [], False
    for block in document.blocks:
        if isinstance(block, Heading):
            is_there = plain(block.text).startswith(title)
        elif is_there and isinstance(block, Bullets):
            found += [plain(item) for item in block.items]
    return found


def test_what_to_bring_is_counted_and_sorted(deck: Deck, plan_of: PlanOf) -> None:
    """Pens for everybody and a tenth more, among the supplies; hands among what is printed; meals for those who lead too."""
    document = shopping_list(folder_of(deck, plan_of(participants=24)))
    assert "24 stylos, et 3 de réserve" in under(document, "Fournitures")
    assert any(line.startswith("4 mains de cartes") for line in under(document, "À imprimer"))
    assert any(line.startswith("1 minuteur") for line in under(document, "Salle et matériel"))
    assert all("pour 26 personnes" in line for line in under(document, "À servir")[:-1])
    assert under(document, "Autres") == []


def test_a_day_has_a_meal_and_own_things_stay_apart(deck: Deck, plan_of: PlanOf) -> None:
    """Lunch at its clock time; a thing that no sort knows is under « Autres », not lost."""
    folder = folder_of(deck, plan_of("conception", participants=10, start="09:00"))
    assert any("un repas pour" in line for line in under(shopping_list(folder), "À servir"))
    odd = Material(item="zorglubs", quantity=2, per="table")
    shape = folder.context.shape.model_copy(update={"materials": (odd,)})
    from dataclasses import replace

    own = folder._replace(context=replace(folder.context, shape=shape))
    assert under(shopping_list(own), "Autres") == ["4 zorglubs"]


@pytest.mark.parametrize("shape", ["sharitories", "en-ligne", "elus"])
def test_lists_have_dates_where_the_workshop_has_one(deck: Deck, plan_of: PlanOf, shape: str) -> None:
    """A week before, the eve and sixty days after, by the calendar; words alone where the date is words."""
    size = {"elus": 8}.get(shape, 10)
    dated = checklists(folder_of(deck, plan_of(shape, participants=size, date="2026-12-03")))
    titles = [plain(block.text) for block in dated.blocks if isinstance(block, Heading)]
    assert "Avant la dernière semaine · jeudi 26 novembre 2026" in titles
    assert "La veille · mercredi 2 décembre 2026" in titles
    assert any("À soixante jours · lundi 1er février 2027" in line for line in boxes(dated))
    free = checklists(folder_of(deck, plan_of(shape, participants=size, date="un jeudi")))
    assert "La veille" in [plain(block.text) for block in free.blocks if isinstance(block, Heading)]


def test_lists_know_the_plan(deck: Deck, plan_of: PlanOf) -> None:
    """Rooms to visit, fixed moments to confirm, a walk to try, a mandate to sign, doors to open."""
    plan = plan_of(participants=12, moments=(Moment(at="10:30", title="Arrivée de la maire"),))
    rooms = tuple(table.model_copy(update={"room": "Foyer"}) for table in plan.tables)
    lines = boxes(checklists(folder_of(deck, plan.model_copy(update={"tables": rooms}))))
    assert any("« Foyer »" in line for line in lines)
    assert any("Arrivée de la maire" in line for line in lines)
    assert any("mandat, qui n’est pas encore écrit" in line for line in lines)
    assert "Ouvrir les portes à 8 h 30." in lines
    walk = plan_of("marche-exploratoire", participants=10, stops=tuple(Stop(name=f"Lieu {n}") for n in range(4)))
    assert any("Refaire le parcours à pied" in line for line in boxes(checklists(folder_of(deck, walk))))


def test_an_evaluation_is_anonymous(deck: Deck, plan_of: PlanOf) -> None:
    """Seven questions with four boxes each, no name asked; the mandate's word for what people write."""
    document = evaluation(folder_of(deck, plan_of()))
    (grid,) = (block for block in document.blocks if isinstance(block, Grid))
    assert len(grid.rows) == 7
    assert all(row[1:] == ("☐",) * 4 for row in grid.rows)
    assert any("propositions" in plain(row[0]) for row in grid.rows)


@pytest.mark.parametrize("count", [12, 60])
def test_everybody_can_sign(deck: Deck, plan_of: PlanOf, count: int) -> None:
    """By name, in alphabetical order, with a tenth of empty lines more; as many empty ones without a list; pages of 22."""
    plan = plan_of(participants=count)
    document = sign_in_sheet(folder_of(deck, plan, people(count)))
    grids = [block for block in document.blocks if isinstance(block, Grid)]
    rows = [row for grid in grids for row in grid.rows]
    assert [plain(row[0]) for row in rows][:count] == sorted(f"Nom{number:02d} Zed" for number in range(count))
    assert len(rows) == count + -(-count // 10)
    assert all(len(grid.rows) <= ROWS_A_PAGE for grid in grids)
    assert sum(isinstance(block, PageBreak) for block in document.blocks) == len(grids) - 1
    empty = sign_in_sheet(folder_of(deck, plan))
    assert sum(len(block.rows) for block in empty.blocks if isinstance(block, Grid)) == len(rows)


def test_without_photographs_nobody_is_asked(deck: Deck, plan_of: PlanOf) -> None:
    """The column is gone, and the sheet says that no picture is taken."""
    document = sign_in_sheet(folder_of(deck, plan_of(), privacy={"photographs": False}))
    (grid, *_more) = (block for block in document.blocks if isinstance(block, Grid))
    assert len(grid.columns) == 4


def test_seats_are_shown_by_table_and_by_name(deck: Deck, plan_of: PlanOf) -> None:
    """Each round, each table; then everybody with their tables; hosts marked, broken wishes and repeats told."""
    listed = people(12)
    listed[0] = listed[0].model_copy(update={"is_host": True, "organisation": "Mairie"})
    listed[1] = listed[1].model_copy(update={"apart": ("a",)})
    crossed = [*listed[:1], *(person.model_copy(update={"apart": ("a",)}) for person in listed[1:4]), *listed[4:]]
    plan = plan_of(participants=12)
    document = seating_chart(folder_of(deck, plan, crossed, rounds=2))
    assert len([line for line in boxes(document) if line.startswith("Nom")]) == 24
    assert "Nom00 Zed, agent, Mairie, hôte de la table" in boxes(document)
    (by_name,) = (block for block in document.blocks if isinstance(block, Grid))
    assert by_name.columns == ("Nom", "Tour 1", "Tour 2")
    assert len(by_name.rows) == 12
    assert any(isinstance(block, Callout) and "malgré le vœu" in plain(block.text) for block in document.blocks)
    alone = seating_chart(folder_of(deck, plan, listed))
    assert [block.columns for block in alone.blocks if isinstance(block, Grid)] == [("Nom", "Table")]
    empty = seating_chart(folder_of(deck, plan))
    assert [len(block.items) for block in empty.blocks if isinstance(block, Bullets)] == [t.seats for t in plan.tables]


def test_people_who_need_not_meet_again_are_told_so(deck: Deck, plan_of: PlanOf) -> None:
    """Where no meeting has to come again, no bound is told."""
    plan = plan_of("mise-en-oeuvre", participants=24, tables=6)
    text = [
        plain(b.text)
        for b in seating_chart(folder_of(deck, plan, people(24), rounds=2)).blocks
        if isinstance(b, Paragraph)
    ]
    assert any("D’un tour à l’autre, 0 rencontre se répète." in words for words in text)


def test_lines_to_type_are_numbered_by_table_and_hand(deck: Deck, plan_of: PlanOf) -> None:
    """1.1 is the first card of the first table; proposals go on from its last card; what belongs to all begins with 0."""
    plan = plan_of(participants=12)
    document = transcription_grid(folder_of(deck, plan))
    numbers = [plain(row[0]) for block in document.blocks if isinstance(block, Grid) for row in block.rows]
    for hand in plan.hands:
        mine = [number for number in numbers if number.startswith(f"{hand.table}.")]
        assert mine == [f"{hand.table}.{place}" for place in range(1, len(hand.cards) + 5)]
    assert [number for number in numbers if number.startswith("0.")] == [f"0.{place}" for place in range(1, 6)]


def test_large_letters_leave_nothing_out(deck: Deck, plan_of: PlanOf) -> None:
    """Each card of each table on a page of its own, asked for in large print, never under another name."""
    plan = plan_of(participants=12)
    document = large_print(folder_of(deck, plan))
    assert document.is_large
    assert sum(isinstance(block, PageBreak) for block in document.blocks) == sum(
        len(hand.cards) + 1 for hand in plan.hands
    )
    text = " ".join(plain(block.text) for block in document.blocks if isinstance(block, Heading))
    assert all(deck.practice[item.card].title in text for hand in plan.hands for item in hand.cards)
    assert "FALC" not in str(document)


def test_the_booklet_tells_the_territory_without_its_weak_points(deck: Deck) -> None:
    """Figures with their sources, what exists, each table's question and examples; no constraint, no score."""
    city = deck.city["lorient"]
    reference = DeckReference(id=deck.info.id, version=deck.info.version, digest=deck.digest)
    plan = compose_plan(match_city(deck, city), deck.format["sharitories"], reference, Request("lorient", 1))
    document = booklet(folder_of(deck, plan))
    text = " ".join(boxes(document))
    assert "à vérifier" in text
    assert any((strength.name or "?") in text for strength in city.strengths)
    titles = [plain(block.text) for block in document.blocks if isinstance(block, Heading)]
    assert sum(title.startswith("Table ") for title in titles) == len(plan.hands)
    assert not any(constraint in str(document) for constraint in city.constraints)
