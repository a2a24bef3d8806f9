"""Who sits at a table, as its host sheet shows it: by name, by round, or as lines to fill in."""

from collections.abc import Iterator, Sequence

from territoires_cli.documents.plan_context import Context
from territoires_cli.documents.writing import line, strong
from territoires_cli.models.document import Block, Fields, Grid, Line
from territoires_cli.models.people import Arrangement, Person
from territoires_cli.models.plan import Hand
from territoires_cli.translation import gettext as _


def around(context: Context, people: Arrangement | None, hand: Hand, turn: int) -> Sequence[Person]:
    """Who sits at a table in a round; nobody where no list of people was given."""
    if people is None:
        return ()
    place = [table.number for table in context.plan.tables].index(hand.table)
    tables = people.rounds[turn]
    return tables[place] if place < len(tables) else ()


def seats_block(context: Context, people: Arrangement | None, hand: Hand, *, has_roles: bool) -> Block:
    """Who sits there: two a row, or a column a round; lines to fill in for as many as there are seats.

    Without `has_roles`, the names alone, one after the other.
    """
    if people is not None and around(context, people, hand, 0):
        if not has_roles:
            return Fields(items=tuple(_names(context, people, hand)))
        if len(people.rounds) > 1:
            return _rounds(context, people, hand)
    seats = next(table.seats for table in context.plan.tables if table.number == hand.table)
    cells: list[Line] = [_person(person) for person in around(context, people, hand, 0)]
    cells += [f"{number}. {'…' * 12}" for number in range(len(cells) + 1, seats + 1)]
    cells += [""] * (len(cells) % 2)
    title = _("{seats} places : qui est là").format(seats=seats)
    return Grid(columns=(title, ""), rows=tuple(zip(cells[::2], cells[1::2], strict=True)))


def _rounds(context: Context, people: Arrangement, hand: Hand) -> Grid:
    """Who comes for each round: a column a round, with role and organisation in the first."""
    turns = [around(context, people, hand, turn) for turn in range(len(people.rounds))]
    columns: list[list[Line]] = [
        [_person(person) if turn == 0 else person.name for person in seated] for turn, seated in enumerate(turns)
    ]
    longest = max(len(column) for column in columns)
    filled = [column + [""] * (longest - len(column)) for column in columns]
    titles = (_("Tour {number}").format(number=number) for number in range(1, len(columns) + 1))
    return Grid(columns=tuple(titles), rows=tuple(zip(*filled, strict=True)))


def _names(context: Context, people: Arrangement, hand: Hand) -> Iterator[tuple[str, Line]]:
    """The names alone, a line a round."""
    for turn in range(len(people.rounds)):
        label = _("Tour {number}").format(number=turn + 1) if len(people.rounds) > 1 else _("Qui est là")
        yield label, " ; ".join(person.name for person in around(context, people, hand, turn))


def _person(person: Person) -> Line:
    about = [part for part in (person.role, person.organisation) if part]
    return line(strong(person.name), *(f", {part}" for part in about))
