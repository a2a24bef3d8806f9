"""`territoires list`: the cards and everything else that a person may have to type."""

from typing import Annotated

import typer

from territoires_cli.cli.options import (
    ChallengeOption,
    Command,
    DeckOption,
    EffortOption,
    FamilyOption,
    JsonOption,
    LeverOption,
    SearchOption,
    TypeOption,
    new_app,
    roots_of,
)
from territoires_cli.decks import read_deck
from territoires_cli.documents.listing import Listing, kind_names, list_kind
from territoires_cli.errors import RequestError
from territoires_cli.selecting import Filters, find_name
from territoires_cli.translation import gettext as _
from territoires_cli.typography import clean
from territoires_cli.ui.output import console, in_terminal, say, write, write_json

app = new_app()


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
    chosen = find_name(_("sorte"), kind, kind_names())
    filters = Filters(family, challenge, type_, lever, effort, search)
    if chosen != "practice" and not Filters(family, challenge, type_, lever, effort).is_empty:
        raise RequestError(
            _("Ces filtres ne valent que pour les cartes ; avec --kind {kind}, seul --search sert.").format(kind=kind)
        )
    listing = list_kind(chosen, read_deck(roots_of(deck)), filters)
    if json:
        write_json(listing.records)
    elif csv:
        _write_csv(listing)
    elif in_terminal():
        _show_table(listing)
    else:
        write("".join("\t".join(_cell(value) for value in row) + "\n" for row in listing.rows))
    if not listing.rows:
        say(_("Rien ne répond à ces critères : retirez un filtre."))


def _cell(value: str) -> str:
    """One cell of a tab-separated line: no tab, no line end, no control character."""
    return " ".join(clean(value).split())


def _write_csv(listing: Listing) -> None:
    from csv import writer
    from io import StringIO

    page = StringIO()
    table = writer(page, lineterminator="\n")
    table.writerow(listing.columns)
    table.writerows([_harmless(_cell(value)) for value in row] for row in listing.rows)
    write(page.getvalue())


def _harmless(value: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{value}" if value[:1] in "=+-@" and value else value


def _show_table(listing: Listing) -> None:
    from rich.style import Style

    from territoires_cli.render.flow import Columns, Piece

    screen = console()
    shown = _columns_for(listing, screen.width)
    plain, title, key = Style.null(), Style(bold=True), Style(bold=True, color="cyan")

    def cell(value: str, number: int) -> list[Piece]:
        return [(_cell(value), plain if number else key)]

    titles = [[(listing.columns[index], title)] for index in shown]
    cells = [[cell(row[index], number) for number, index in enumerate(shown)] for row in listing.rows]
    screen.print(Columns(titles, cells, whole=frozenset({0, 1})))


def _columns_for(listing: Listing, width: int) -> list[int]:
    """The columns that fit: the widest ones (levers and challenges of cards) only on a wide screen."""
    every = list(range(len(listing.columns)))
    return every[:5] if width < 100 else every
