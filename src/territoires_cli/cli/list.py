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
from territoires_cli.documents.listing import CARD_LISTS, kind_names, list_kind
from territoires_cli.errors import RequestError
from territoires_cli.filtering import Filters
from territoires_cli.models.deck import Deck
from territoires_cli.selecting import find_name
from territoires_cli.translation import gettext as _
from territoires_cli.ui.output import in_terminal, say, show, show_rows, width, write, write_csv, write_json

app = new_app()


@app.command(cls=Command)
def list_(
    kind: Annotated[
        str,
        typer.Option(
            "--kind",
            "-k",
            metavar=_("SORTE"),
            help=_(
                "practice (par défaut), action, city, project, elsewhere, lesson, model, all, example, challenge, "
                "family, type, lever, effort, axis, objective, format, activity ou document."
            ),
        ),
    ] = "",
    family: FamilyOption = [],  # noqa: B006 - typer copies defaults
    challenge: ChallengeOption = [],  # noqa: B006
    type_: TypeOption = [],  # noqa: B006
    lever: LeverOption = [],  # noqa: B006
    effort: EffortOption = [],  # noqa: B006
    search: SearchOption = None,
    status: Annotated[
        list[str],
        typer.Option(
            "--status",
            metavar=_("ÉTAT"),
            help=_("Lister les exemples selon ce qu’ils sont devenus : en activité, renommé, fermé ou à vérifier."),
        ),
    ] = [],  # noqa: B006
    tree: Annotated[
        bool, typer.Option("--tree", help=_("Dessiner les fiches action en arbre : axe, objectif, fiche, exemple."))
    ] = False,
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
      territoires list --kind action --tree
      territoires list --status fermé
      territoires list --family C --csv > cartes.csv
    """
    chosen = (
        find_name(_("sorte"), kind, kind_names()) if kind else "example" if status else "action" if tree else "practice"
    )
    if csv and (json or tree):
        raise RequestError(_("--csv ne va ni avec --json ni avec --tree."))
    filters = Filters(family, challenge, type_, lever, effort, search, status)
    if filters.of_cards and chosen not in (*CARD_LISTS, "example"):
        raise RequestError(
            _("Ces filtres ne valent que pour les cartes ; avec --kind {kind}, seul --search sert.").format(kind=kind)
        )
    if status and chosen != "example":
        raise RequestError(_("--status liste les exemples : laissez de côté --kind, ou écrivez --kind example."))
    if tree and chosen != "action":
        raise RequestError(_("--tree dessine les fiches action : écrivez --kind action --tree."))
    read = read_deck(roots_of(deck))
    if tree:
        _show_tree(read, filters, json=json)
        return
    listing = list_kind(chosen, read, filters)
    if json:
        write_json(listing.records())
    elif csv:
        write_csv(listing.columns, listing.rows)
    elif chosen == "all" and listing.rows and in_terminal():
        from territoires_cli.documents.listing_cards import cards_document

        show(cards_document(listing))
    else:
        show_rows(listing.columns, listing.rows, whole=listing.whole)
    if not listing.rows:
        say(_("Rien ne répond à ces critères : retirez un filtre."))


def _show_tree(deck: Deck, filters: Filters, *, json: bool) -> None:
    """The framework with the actions that pass the filters."""
    from territoires_cli.documents.tree import action_tree
    from territoires_cli.filtering import Sieve

    sieve = Sieve(deck, filters)
    kept = {entry.id for entry in sieve.of_kind("action")}
    root = action_tree(deck, [action for action in deck.actions if action.id in kept])
    if json:
        from dataclasses import asdict

        write_json(asdict(root))
    else:
        from territoires_cli.render.tree import render_tree

        write(render_tree(root, width()))
    if not root.branches:
        say(_("Rien ne répond à ces critères : retirez un filtre."))
