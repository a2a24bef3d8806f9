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
from territoires_cli.documents.listing import kind_names, list_kind
from territoires_cli.errors import RequestError
from territoires_cli.render.rows import comma_separated
from territoires_cli.selecting import Filters, find_name
from territoires_cli.translation import gettext as _
from territoires_cli.ui.output import say, show_rows, write, write_json

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
    if csv and json:
        raise RequestError(_("Choisissez entre --csv et --json."))
    filters = Filters(family, challenge, type_, lever, effort, search)
    if chosen != "practice" and not Filters(family, challenge, type_, lever, effort).is_empty:
        raise RequestError(
            _("Ces filtres ne valent que pour les cartes ; avec --kind {kind}, seul --search sert.").format(kind=kind)
        )
    listing = list_kind(chosen, read_deck(roots_of(deck)), filters)
    if json:
        write_json(listing.records)
    elif csv:
        write(comma_separated(listing.columns, listing.rows))
    else:
        show_rows(listing.columns, listing.rows)
    if not listing.rows:
        say(_("Rien ne répond à ces critères : retirez un filtre."))
