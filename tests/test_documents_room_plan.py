"""The room plan: every table has its place and its seats, each room its schematic, and each setting its own checks."""

import contextlib
from collections.abc import Callable, Iterator

import pytest

from territoires_cli.documents.folder import Folder
from territoires_cli.documents.page_length import plain
from territoires_cli.documents.plan_context import Context
from territoires_cli.documents.room_plan import room_plan
from territoires_cli.documents.room_schematic import metres_of, schematic
from territoires_cli.errors import RequestError
from territoires_cli.matching import match_city
from territoires_cli.models.deck import Deck
from territoires_cli.models.document import Bullets, Document, Grid, Heading
from territoires_cli.models.plan import Plan, Stop, Table, TimedStep
from territoires_cli.models.settings import Settings
from territoires_cli.places import builtin_root
from territoires_cli.render.markdown import render_markdown

PlanOf = Callable[..., Plan]
FORMATS = sorted(
    path.stem for path in (builtin_root().parent / "workshops").glob("*.yaml") if path.stem != "activities"
)


def folder_of(deck: Deck, plan: Plan) -> Folder:
    """What the paper is written from."""
    return Folder(Context.of(plan, deck, match_city(deck, plan.city)), Settings.model_validate({"schema": 1}))


def plans(plan_of: PlanOf, shape: str) -> Iterator[Plan]:
    """Plans of a format for 8, 24 and 60 people as far as it seats them."""
    for people in (8, 24, 60):
        with contextlib.suppress(RequestError):
            yield plan_of(shape, participants=people)


def cells_of(document: Document) -> list[str]:
    """Every cell of the schematics."""
    grids = [block for block in document.blocks if isinstance(block, Grid) and block.columns[0] == "À gauche"]
    return [plain(cell) for grid in grids for row in grid.rows for cell in row]


@pytest.mark.parametrize("shape", [name for name in FORMATS if name != "en-ligne"])
def test_every_table_has_its_place(deck: Deck, plan_of: PlanOf, shape: str) -> None:
    """Each once with its seats, one full deck, and the room's own wishes with boxes."""
    found = [*plans(plan_of, shape)]
    assert found
    for plan in found:
        document = room_plan(folder_of(deck, plan))
        cells = cells_of(document)
        noun = "Groupe" if shape == "marche-exploratoire" else "Table"
        for table in plan.tables:
            assert len([cell for cell in cells if cell.startswith(f"{noun} {table.number}, {table.seats} place")]) == 1
        assert len([cell for cell in cells if cell.startswith("Jeu complet")]) == 1
        boxes = [block.items for block in document.blocks if isinstance(block, Bullets) and block.style == "boxes"]
        assert deck.format[shape].room in boxes


@pytest.mark.parametrize("tables", range(1, 21))
def test_tables_stand_in_reading_order(tables: int) -> None:
    """From left to right and from front to back; the deck among them, a free middle in front, the entrance behind."""
    grid = schematic([f"Table {number}" for number in range(1, tables + 1)], "Jeu")
    cells = [plain(cell) for row in grid.rows for cell in row]
    assert [cell for cell in cells if cell.startswith("Table")] == [
        f"Table {number}" for number in range(1, tables + 1)
    ]
    assert cells.count("Jeu") == 1
    assert all(len(row) == len(grid.columns) for row in grid.rows)
    assert "Mur de face" in plain(grid.rows[0][len(grid.columns) // 2])
    assert [plain(cell) for cell in grid.rows[-1] if plain(cell) != "–"] == [
        "Coin calme",
        "Entrée et accueil",
        "Café et eau",
    ]
    if tables in (4, 6, 7, 10):
        assert plain(grid.rows[1][1]) == "–"


def test_a_room_is_large_enough_for_its_tables() -> None:
    """More tables never ask for a smaller surface than fewer, and 2 m² or more a person at six a table."""
    surfaces = [wide * long for wide, long in map(metres_of, range(2, 21))]
    assert all(surface >= 12 * (number + 2) for number, surface in enumerate(surfaces))


def test_rooms_apart_have_a_schematic_each(deck: Deck, plan_of: PlanOf) -> None:
    """Each room's own tables and seats; the full deck is in the first, and the others say so."""
    tables = tuple(
        Table(number=number, seats=6, room="Préau" if number < 3 else "Mezzanine") for number in (1, 2, 3, 4)
    )
    document = room_plan(folder_of(deck, plan_of(participants=24, changes={"tables": tables})))
    titles = [plain(block.text) for block in document.blocks if isinstance(block, Heading) and block.level == 2]
    assert titles[:2] == ["La salle « Préau »", "La salle « Mezzanine »"]
    cells = cells_of(document)
    assert len([cell for cell in cells if cell.startswith("Jeu complet")]) == 1
    assert "Passage libre" in cells
    text = render_markdown(document)
    assert text.count("12 places assises") == 2
    assert "Le jeu complet est dans l’autre salle" in text
    assert "Capacité de chaque salle" in text


def test_figures_of_accessibility(deck: Deck, plan_of: PlanOf) -> None:
    """What the French rules for places open to the public ask for, as they are written there."""
    text = render_markdown(room_plan(folder_of(deck, plan_of(participants=24)))).replace("\u00a0", " ")
    for figure in (
        "1,20 m libre",
        "90 cm au plus étroit",
        "cercle de 1,50 m",
        "80 cm sur 1,30 m",
        "70 cm libres dessous",
    ):
        assert figure in text


def test_a_gallery_needs_two_metres_of_wall_a_table(deck: Deck, plan_of: PlanOf) -> None:
    """Ten tables that visit each other's sheets need twenty metres of wall; one table none of its own."""
    text = render_markdown(room_plan(folder_of(deck, plan_of(participants=60)))).replace("\u00a0", " ")
    assert "20 m en tout" in text
    alone = render_markdown(room_plan(folder_of(deck, plan_of("elus", participants=8)))).replace("\u00a0", " ")
    assert "la grande feuille du groupe" in alone
    assert "Autour de la table : 1,50 m" in alone


def test_virtual_rooms(deck: Deck, plan_of: PlanOf) -> None:
    """Online, rooms are those of the conference: a group each, with links to fill in and nothing about walls."""
    for people in (8, 24):
        plan = plan_of("en-ligne", participants=people)
        document = room_plan(folder_of(deck, plan))
        grid = next(block for block in document.blocks if isinstance(block, Grid))
        rows = [[plain(cell) for cell in row] for row in grid.rows]
        assert [row[0] for row in rows[1:-1]] == [f"Groupe {table.number}" for table in plan.tables]
        assert [row[1] for row in rows[1:-1]] == [str(table.seats) for table in plan.tables]
        text = render_markdown(document)
        assert "Lien de la réunion" in text
        assert "Toilettes" not in text


def test_departures_of_a_walk(deck: Deck, plan_of: PlanOf) -> None:
    """Each group sets out for another stop, by its name where places are known, at the first clock time of the walk."""
    stops = tuple(Stop(name=f"Lieu {number}", walk=3) for number in range(1, 6))
    for told in ((), stops):
        plan = plan_of("marche-exploratoire", participants=20, changes={"stops": told})
        folder = folder_of(deck, plan)
        grid = next(block for block in room_plan(folder).blocks if isinstance(block, Grid))
        rows = [[plain(cell) for cell in row] for row in grid.rows]
        assert [row[3] for row in rows] == ["1", "2", "3", "4"]
        walk = next(item for item in folder.context.steps if "observations" in item.step.gives)
        assert {row[2] for row in rows} == {folder.context.at(walk.begins)}
        assert [row[4].startswith("Lieu") for row in rows] == [bool(told)] * 4
    still = plan.model_copy(update={"steps": (TimedStep(step="consignes", minutes=10),)})
    assert "……" in render_markdown(room_plan(folder_of(deck, still)))


def test_the_room_plan_as_it_is_read(deck: Deck, plan_of: PlanOf, reference: Callable[[str, str], None]) -> None:
    """The whole paper."""
    reference("paper-salle.md", render_markdown(room_plan(folder_of(deck, plan_of(participants=24)))))
