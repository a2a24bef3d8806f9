"""`territoires draw`: cards at random, the same again from the same seed."""

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
    SeedOption,
    TypeOption,
    new_app,
    roots_of,
    seed_or_new,
    whole_number,
)
from territoires_cli.decks import read_deck
from territoires_cli.documents.draw import Draw, draw_data, draw_document
from territoires_cli.drawing import draw_hands, draw_per_family
from territoires_cli.filtering import Filters, select_practices
from territoires_cli.translation import gettext as _
from territoires_cli.ui.output import show, write_json

app = new_app()

CARDS_BY_DEFAULT = 3
MOST_CARDS = 1000
MOST_TABLES = 100


@app.command(cls=Command)
def draw(
    number: Annotated[
        int | None,
        typer.Argument(
            metavar="N",
            parser=whole_number(1, MOST_CARDS),
            show_default=False,
            help=_("Nombre de cartes par main (3 sans précision ; 1 par famille avec --per-family)."),
        ),
    ] = None,
    family: FamilyOption = [],  # noqa: B006 - typer copies defaults
    challenge: ChallengeOption = [],  # noqa: B006
    type_: TypeOption = [],  # noqa: B006
    lever: LeverOption = [],  # noqa: B006
    effort: EffortOption = [],  # noqa: B006
    search: SearchOption = None,
    per_family: Annotated[
        bool, typer.Option("--per-family", help=_("Tirer N cartes dans chaque famille (une sans précision)."))
    ] = False,
    tables: Annotated[
        int,
        typer.Option(
            "--tables",
            "-t",
            metavar=_("NOMBRE"),
            parser=whole_number(1, MOST_TABLES),
            help=_("Nombre de mains à tirer."),
        ),
    ] = 1,
    seed: SeedOption = None,
    json: JsonOption = False,
    deck: DeckOption = [],  # noqa: B006
) -> None:
    """Tirer des cartes au hasard, sans doublon dans une main.

    La graine affichée redonne le même tirage.

    Exemples :
      territoires draw
      territoires draw 5 --challenge lien-social --tables 4
      territoires draw --per-family --seed 2026
    """
    read = read_deck(roots_of(deck))
    filters = Filters(family, challenge, type_, lever, effort, search)
    cards = select_practices(read, filters)
    size = number or (1 if per_family else CARDS_BY_DEFAULT)
    chosen = seed_or_new(seed)
    deal = draw_per_family if per_family else draw_hands
    drawn = Draw(
        deal(cards, size, tables, chosen), size, chosen, per_family=per_family, filters=filters, roots=tuple(deck)
    )
    if json:
        write_json(draw_data(drawn))
    else:
        show(draw_document(drawn, read))
