"""What a table is called in a paper, where it works, and who leads it: in a room, online, or on foot."""

from territoires_cli.documents.plan_context import Context
from territoires_cli.documents.plan_room import theme_of
from territoires_cli.documents.writing import line, strong
from territoires_cli.models.document import Grid, Line
from territoires_cli.models.workshop import WorkshopFormat
from territoires_cli.names import enumerate_in_french
from territoires_cli.translation import gettext as _
from territoires_cli.translation import ngettext

# What only a workshop at a distance brings.
_ONLINE = "visioconférence"


def is_online(shape: WorkshopFormat) -> bool:
    """Whether people meet on a screen: such a format asks for a video conference."""
    return any(_ONLINE in text for text in (*shape.room, *(material.item for material in shape.materials)))


def is_in_groups(shape: WorkshopFormat) -> bool:
    """Whether people work in groups that have no table of their own: online, or on foot."""
    return shape.stops is not None or is_online(shape)


def group_name(context: Context, number: int) -> str:
    """« Table 2 « Les prés » », or « Groupe 2 » where a table would be none."""
    words = _("Groupe {number}") if is_in_groups(context.shape) else _("Table {number}")
    return words.format(number=context.table_name(number))


def numbers_in_words(context: Context, numbers: list[int]) -> str:
    """« Table 3 », « Tables 1 et 2 », « Groupes 1, 2 et 3 »."""
    listed = enumerate_in_french([str(number) for number in numbers], _("et"))
    if is_in_groups(context.shape):
        return ngettext("Groupe {numbers}", "Groupes {numbers}", len(numbers)).format(numbers=listed)
    return ngettext("Table {numbers}", "Tables {numbers}", len(numbers)).format(numbers=listed)


def count_in_words(context: Context, count: int) -> str:
    """« 4 tables », « 3 groupes »."""
    if is_in_groups(context.shape):
        return ngettext("{count} groupe", "{count} groupes", count).format(count=count)
    return ngettext("{count} table", "{count} tables", count).format(count=count)


def numbers_led(context: Context) -> dict[int, list[int]]:
    """The numbers of the tables that each facilitator leads, by the facilitator's own (from 1)."""
    found: dict[int, list[int]] = {}
    for number, leader in context.leaders.items():
        found.setdefault(leader, []).append(number)
    return found


def leader_name(context: Context, table: int) -> str:
    """« personne 2 », where several people lead; empty where one leads everything."""
    if context.facilitators < 2:
        return ""
    return _("personne {number}").format(number=context.leaders[table])


def leaders_grid(context: Context) -> Grid:
    """Who leads which tables, on which themes, with a place for a name; who leads none helps everybody."""
    led = numbers_led(context)
    hands = {hand.table: theme_of(context, hand) for hand in context.plan.hands}
    rooms = {table.number: table.room for table in context.plan.tables}
    rows: list[tuple[Line, ...]] = []
    for leader in range(1, context.facilitators + 1):
        numbers = led.get(leader, [])
        where = rooms[numbers[0]] if numbers else None
        task = numbers_in_words(context, numbers) if numbers else _without_table(context)
        task = _("{task}, {room}").format(task=task, room=where) if where else task
        themes = " · ".join(dict.fromkeys(hands[number] for number in numbers))
        rows.append((line(strong(_("Personne {number}").format(number=leader))), task, themes, ""))
    return Grid(columns=(_("Qui anime"), _("S’occupe de"), _("Thèmes"), _("Nom, téléphone")), rows=tuple(rows))


def _without_table(context: Context) -> str:
    if is_online(context.shape):
        return _("Technique : salles, tableau, téléphone")
    return _("Aide à toutes les tables, tient l’heure")
