"""Who sits at which table: table by table, and by name for the entrance; empty lines where no list was given."""

from collections.abc import Iterator, Sequence

from territoires_cli.documents.folder import Folder
from territoires_cli.documents.groups import group_name
from territoires_cli.documents.letterhead import head_blocks
from territoires_cli.documents.writing import code, heading, line
from territoires_cli.models.document import Block, Bullets, Callout, Document, Grid, Line, PageBreak, Paragraph
from territoires_cli.models.people import Arrangement, Person
from territoires_cli.names import fold
from territoires_cli.translation import gettext as _
from territoires_cli.translation import ngettext
from territoires_cli.typography import FILL_IN


def seating_chart(folder: Folder) -> Document:
    """The seats of each table in each round, then everybody by name with their tables."""
    title = _("Qui est à quelle table")
    blocks: list[Block] = [*head_blocks(folder, title)]
    blocks += _empty(folder) if folder.people is None else _filled(folder, folder.people)
    return Document(title=title, blocks=tuple(blocks))


def _empty(folder: Folder) -> Iterator[Block]:
    yield Paragraph(
        text=line(
            _("Pour placer les personnes d’une liste, en mêlant les rôles et en tenant leurs vœux :"),
            " ",
            code("territoires render plan.yaml --doc places --people participants.csv"),
        )
    )
    for table in folder.context.plan.tables:
        yield heading(2, group_name(folder.context, table.number))
        yield Bullets(items=tuple([FILL_IN] * table.seats), style="numbered")


def _filled(folder: Folder, people: Arrangement) -> Iterator[Block]:
    context = folder.context
    for number, seated in enumerate(people.rounds, start=1):
        if len(people.rounds) > 1:
            yield heading(2, _("Tour {number}").format(number=number))
        for table, persons in zip(context.plan.tables, seated, strict=True):
            yield heading(3 if len(people.rounds) > 1 else 2, group_name(context, table.number))
            yield Bullets(items=tuple(_person(person) for person in persons))
    for remark in people.remarks:
        yield Callout(title=_("Vœu non tenu"), text=remark)
    if len(people.rounds) > 1:
        yield Paragraph(text=_again(people))
    yield PageBreak()
    yield heading(2, _("Par ordre alphabétique, pour l’entrée"))
    columns = [_("Nom")]
    rounds = range(1, len(people.rounds) + 1)
    columns += [_("Tour {number}").format(number=n) for n in rounds] if len(people.rounds) > 1 else [_("Table")]
    yield Grid(columns=tuple(columns), rows=tuple(_by_name(folder, people)))


def _person(person: Person) -> str:
    words = [person.name, *(word for word in (person.role, person.organisation) if word)]
    return ", ".join([*words, _("hôte de la table")] if person.is_host else words)


def _again(people: Arrangement) -> str:
    """How many neighbours meet again, and how few could."""
    met = ngettext(
        "D’un tour à l’autre, {count} rencontre se répète",
        "D’un tour à l’autre, {count} rencontres se répètent",
        people.repeats,
    ).format(count=people.repeats)
    if not people.least:
        return f"{met}."
    return _("{met} ; avec ces tables, il s’en répète au moins {least}.").format(met=met, least=people.least)


def _by_name(folder: Folder, people: Arrangement) -> Iterator[tuple[Line, ...]]:
    numbers = [table.number for table in folder.context.plan.tables]
    tables: dict[str, tuple[Person, list[str]]] = {}
    for seated in people.rounds:
        for number, persons in zip(numbers, seated, strict=True):
            for person in persons:
                tables.setdefault(f"{person.line}", (person, []))[1].append(folder.context.table_name(number))
    found: Sequence[tuple[Person, list[str]]] = sorted(
        tables.values(), key=lambda item: (fold(item[0].name).split()[-1:], fold(item[0].name))
    )
    yield from ((person.name, *places) for person, places in found)
