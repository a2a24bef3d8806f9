"""`territoires list`: the cards and everything else that a person may have to type."""

from collections.abc import Callable, Sequence
from typing import Annotated, Any

import typer

from territoires_cli.cli.options import (
    Command,
    new_app,
    ChallengeOption,
    DeckOption,
    EffortOption,
    FamilyOption,
    JsonOption,
    LeverOption,
    SearchOption,
    TypeOption,
    roots_of,
)
from territoires_cli.decks import read_deck
from territoires_cli.errors import RequestError
from territoires_cli.labels import effort_labels, effort_level, lever_labels
from territoires_cli.models.cards import PracticeCard
from territoires_cli.models.deck import Deck
from territoires_cli.selecting import Filters, find_name, holds_words, select_practices
from territoires_cli.translation import gettext as _
from territoires_cli.typography import clean
from territoires_cli.ui.output import console, in_terminal, say, write, write_json

app = new_app()

Row = dict[str, str]
Rows = tuple[str, ...]


@app.command(cls=Command)
def list_(
    kind: Annotated[
        str,
        typer.Option(
            "--kind",
            "-k",
            metavar=_("SORTE"),
            help=_("practice (par défaut), challenge, family, type, lever, effort, city ou format."),
        ),
    ] = "practice",
    family: FamilyOption = [],  # noqa: B006 - typer copies defaults
    challenge: ChallengeOption = [],  # noqa: B006
    type_: TypeOption = [],  # noqa: B006
    lever: LeverOption = [],  # noqa: B006
    effort: EffortOption = [],  # noqa: B006
    search: SearchOption = None,
    csv: Annotated[bool, typer.Option("--csv", help=_("Donner le tableau en CSV, pour un tableur."))] = False,
    json: JsonOption = False,
    deck: DeckOption = [],  # noqa: B006
) -> None:
    """Lister les cartes du jeu, et tout ce qui peut s’écrire dans une commande.

    Les filtres se combinent ; accents et majuscules ne comptent pas.

    Exemples :
      territoires list
      territoires list --challenge mobilite --effort léger
      territoires list --kind challenge
      territoires list --family C --csv > cartes.csv
    """
    kinds = _kinds()
    chosen = find_name(_("sorte"), kind, {name: key for key, names in _KIND_NAMES.items() for name in (key, *names)})
    filters = Filters(family, challenge, type_, lever, effort, search)
    if chosen != "practice" and not Filters(family, challenge, type_, lever, effort).is_empty:
        raise RequestError(_("Ces filtres ne valent que pour les cartes ; avec --kind {kind}, seul --search sert.").format(kind=kind))
    read = read_deck(roots_of(deck))
    columns, rows, records = kinds[chosen](read, filters)
    if json:
        write_json(records)
    elif csv:
        _write_csv(columns, rows)
    elif in_terminal():
        _show_table(columns, rows)
    else:
        write("".join("\t".join(_cell(value) for value in row) + "\n" for row in rows))
    if not rows:
        say(_("Rien ne répond à ces critères : retirez un filtre."))


_KIND_NAMES = {
    "practice": ("practices", "carte", "cartes", "pratique", "pratiques"),
    "challenge": ("challenges", "défi", "défis"),
    "family": ("families", "famille", "familles"),
    "type": ("types",),
    "lever": ("levers", "levier", "leviers"),
    "effort": ("efforts",),
    "city": ("cities", "ville", "villes", "territoire", "territoires"),
    "format": ("formats",),
}

Listing = tuple[Sequence[str], list[Rows], list[dict[str, Any]]]


def _kinds() -> dict[str, Callable[[Deck, Filters], Listing]]:
    return {
        "practice": _practices,
        "challenge": _challenges,
        "family": _families,
        "type": _types,
        "lever": lambda _deck, filters: _plain(lever_labels(), filters),
        "effort": lambda _deck, filters: _plain(effort_labels(), filters),
        "city": _cities,
        "format": _formats,
    }


def _practices(deck: Deck, filters: Filters) -> Listing:
    efforts, levers = effort_labels(), lever_labels()
    cards = select_practices(deck, filters)
    columns = (_("Code"), _("Id"), _("Titre"), _("Famille"), _("Effort"), _("Qui a la main"), _("Défis"))
    rows = [
        (
            card.code,
            card.id,
            card.title,
            deck.family[card.family].short_title,
            efforts[effort_level(card.effort)],
            ", ".join(levers[lever] for lever in card.levers),
            ", ".join(answer.id for answer in card.challenges),
        )
        for card in cards
    ]
    return columns, rows, [_practice_record(card) for card in cards]


def _practice_record(card: PracticeCard) -> dict[str, Any]:
    return {
        "code": card.code,
        "id": card.id,
        "title": card.title,
        "family": card.family,
        "type": card.type,
        "summary": card.summary,
        "effort": {"level": effort_level(card.effort), **card.effort.model_dump(exclude={"note"})},
        "levers": list(card.levers),
        "sizes": list(card.scale.sizes),
        "challenges": {answer.id: answer.weight for answer in card.challenges},
        "aggravates": [item.challenge for item in card.aggravates],
        "aliases": list(card.aliases),
    }


def _challenges(deck: Deck, filters: Filters) -> Listing:
    groups = {group.id: group.title for group in deck.book.groups}
    counts = {item.id: 0 for item in deck.book.challenges}
    for card in deck.practices:
        for answer in card.challenges:
            counts[answer.id] += 1
    found = [
        (item.id, item.label, groups[item.group], str(counts[item.id]), item.description)
        for item in deck.book.challenges
    ]
    records = [{**item.model_dump(mode="json"), "practices": counts[item.id]} for item in deck.book.challenges]
    columns = (_("Id"), _("Défi"), _("Groupe"), _("Cartes"), _("Description"))
    return _searched(columns, found, records, filters)


def _families(deck: Deck, filters: Filters) -> Listing:
    found = [(item.code, item.id, item.title, item.description) for item in deck.info.families]
    records = [item.model_dump(mode="json") for item in deck.info.families]
    return _searched((_("Code"), _("Id"), _("Famille"), _("Description")), found, records, filters)


def _types(deck: Deck, filters: Filters) -> Listing:
    found = [(item.id, item.title, item.description) for item in deck.info.types]
    records = [item.model_dump(mode="json") for item in deck.info.types]
    return _searched((_("Id"), _("Type"), _("Description")), found, records, filters)


def _cities(deck: Deck, filters: Filters) -> Listing:
    found = [
        (
            city.id,
            city.name,
            city.country or "",
            f"{city.population.value:,}".replace(",", " ") if city.population else "",
            ", ".join(challenge.id for challenge in city.challenges),
        )
        for city in deck.cities
    ]
    records = [
        {
            "id": city.id,
            "name": city.name,
            "country": city.country,
            "population": city.population.value if city.population else None,
            "challenges": {challenge.id: challenge.priority for challenge in city.challenges},
            "strengths": list(dict.fromkeys(strength.practice for strength in city.strengths)),
        }
        for city in deck.cities
    ]
    columns = (_("Id"), _("Ville"), _("Pays"), _("Habitants"), _("Défis"))
    return _searched(columns, found, records, filters)


def _formats(deck: Deck, filters: Filters) -> Listing:
    from territoires_cli.seating import seat
    from territoires_cli.timing import duration_range, in_words

    found: list[Rows] = []
    records: list[dict[str, Any]] = []
    for shape in deck.formats:
        tables = len(seat(shape.participants, shape.tables))
        shortest, longest = duration_range(shape, shape.participants, tables)
        found.append((shape.id, shape.title, f"{in_words(shortest)}–{in_words(longest)}", shape.summary))
        records.append(
            {
                "id": shape.id,
                "title": shape.title,
                "summary": shape.summary,
                "participants": shape.participants,
                "minutes": {"min": shortest, "max": longest},
            }
        )
    return _searched((_("Id"), _("Format"), _("Durée"), _("Description")), found, records, filters)


def _plain(labels: Any, filters: Filters) -> Listing:
    found = [(str(name), str(label)) for name, label in labels.items()]
    records = [{"id": name, "label": label} for name, label in found]
    return _searched((_("Id"), _("Nom")), found, records, filters)


def _searched(columns: Sequence[str], rows: list[Rows], records: list[dict[str, Any]], filters: Filters) -> Listing:
    if not filters.search:
        return columns, rows, records
    kept = [index for index, row in enumerate(rows) if holds_words(" ".join(row), filters.search)]
    return columns, [rows[index] for index in kept], [records[index] for index in kept]


def _cell(value: str) -> str:
    """One cell of a tab-separated line: no tab, no line end, no control character."""
    return " ".join(clean(value).split())


def _write_csv(columns: Sequence[str], rows: list[Rows]) -> None:
    from csv import writer
    from io import StringIO

    page = StringIO()
    table = writer(page, lineterminator="\n")
    table.writerow(columns)
    table.writerows([_harmless(_cell(value)) for value in row] for row in rows)
    write(page.getvalue())


def _harmless(value: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{value}" if value[:1] in "=+-@" and value else value


def _show_table(columns: Sequence[str], rows: list[Rows]) -> None:
    from rich.style import Style

    from territoires_cli.render.flow import Columns, Piece

    screen = console()
    shown = _columns_for(columns, screen.width)
    plain, title, key = Style.null(), Style(bold=True), Style(bold=True, color="cyan")

    def cell(value: str, number: int) -> list[Piece]:
        return [(_cell(value), plain if number else key)]

    titles = [[(columns[index], title)] for index in shown]
    cells = [[cell(row[index], number) for number, index in enumerate(shown)] for row in rows]
    screen.print(Columns(titles, cells, whole=frozenset({0, 1})))


def _columns_for(columns: Sequence[str], width: int) -> list[int]:
    """The columns that fit: the widest ones (levers and challenges of cards) only on a wide screen."""
    every = list(range(len(columns)))
    return every[:5] if width < 100 else every
