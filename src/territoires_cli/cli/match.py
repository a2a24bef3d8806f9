"""`territoires match`: the practices ranked for a territory's challenges, with reasons; a hand of them; several territories."""

from collections.abc import Sequence
from typing import Annotated

import typer

from territoires_cli.advising import match_actions
from territoires_cli.choosing import ChosenHand, choose_hand
from territoires_cli.cli.options import Command, DeckOption, JsonOption, new_app, read_text, roots_of, whole_number
from territoires_cli.cli.territory import complete_city, find_city
from territoires_cli.decks import read_deck
from territoires_cli.documents.match_data import match_data, shared_data
from territoires_cli.errors import RequestError
from territoires_cli.matching import match_city
from territoires_cli.models.city import City
from territoires_cli.models.deck import Deck
from territoires_cli.models.document import Document
from territoires_cli.models.matching import Match, Matching
from territoires_cli.quoting import command_line
from territoires_cli.translation import gettext as _
from territoires_cli.ui.output import show, write_json

app = new_app()

SHOWN_BY_DEFAULT = 10
MOST_SHOWN = 1000
MOST_CITIES = 40


@app.command(cls=Command)
def match(
    cities: Annotated[
        list[str],
        typer.Argument(
            metavar=_("VILLE|FICHIER"),
            show_default=False,
            help=_(
                "Une ville du jeu, le fichier de votre territoire (.yaml, ou .txt pour un texte libre), ou plusieurs."
            ),
            autocompletion=complete_city,
        ),
    ] = [],  # noqa: B006 - typer copies defaults
    text: Annotated[
        str | None,
        typer.Option(
            "--text",
            metavar=_("PHRASES"),
            parser=read_text,
            help=_("Ce que dit le territoire, avec ses mots, entre guillemets."),
        ),
    ] = None,
    limit: Annotated[
        int,
        typer.Option(
            "--limit",
            "-n",
            metavar=_("NOMBRE"),
            parser=whole_number(1, MOST_SHOWN),
            help=_("Nombre de cartes montrées."),
        ),
    ] = SHOWN_BY_DEFAULT,
    hand: Annotated[
        int | None,
        typer.Option(
            "--hand",
            metavar=_("NOMBRE"),
            parser=whole_number(1, 40),
            help=_("Choisir une main de tant de cartes qui se complètent."),
        ),
    ] = None,
    include: Annotated[
        list[str],
        typer.Option("--include", metavar=_("CARTES"), help=_("Cartes que la main contient toujours : A3,L1.")),
    ] = [],  # noqa: B006
    exclude: Annotated[
        list[str],
        typer.Option("--exclude", metavar=_("CARTES"), help=_("Cartes que la main ne contient jamais : F1,E2.")),
    ] = [],  # noqa: B006
    why: Annotated[
        str | None, typer.Option("--why", metavar=_("CARTE"), help=_("Expliquer la note d’une carte, part par part."))
    ] = None,
    why_not: Annotated[
        str | None,
        typer.Option("--why-not", metavar=_("CARTE"), help=_("Dire pourquoi une carte n’est pas parmi les premières.")),
    ] = None,
    json: JsonOption = False,
    deck: DeckOption = [],  # noqa: B006
) -> None:
    """Classer les cartes pour les défis d’un territoire, avec les raisons.

    Plusieurs territoires à la fois : les défis et les cartes qu’ils partagent.

    Exemples :
      territoires match lorient
      territoires match --text "La dernière épicerie a fermé en mars."
      territoires match ma-ville.yaml --hand 8 --exclude F1
      territoires match lorient --why B2
      territoires match lorient vannes.yaml narbonne
    """
    cities = list(dict.fromkeys(cities))
    _check_request(cities, text, hand, include, exclude, why, why_not, json=json)
    read = read_deck(roots_of(deck))
    if len(cities) > 1:
        _show_shared(read, cities, limit, json=json)
        return
    territory = (
        find_city(read, cities[0])
        if cities
        else City(id="votre-territoire", name=_("votre territoire"), statement=text)
    )
    matching = match_city(read, territory)
    if why is not None or why_not is not None:
        show(_explained(read, matching, why, why_not, limit))
        return
    chosen = _hand(read, matching, hand, include, exclude) if hand is not None else None
    actions = match_actions(read, matching)
    if json:
        write_json(match_data(matching, actions, chosen))
        return
    from territoires_cli.documents.match import match_document

    show(match_document(matching, actions, limit, _next(cities, text, matching, deck), chosen))


def _check_request(
    cities: Sequence[str],
    text: str | None,
    hand: int | None,
    include: Sequence[str],
    exclude: Sequence[str],
    why: str | None,
    why_not: str | None,
    *,
    json: bool,
) -> None:
    """Refuse what can't be meant together, before anything is read."""
    if bool(cities) == bool(text):
        raise RequestError(
            _("Donnez une ville, un fichier, ou un texte avec --text (l’un des trois) : territoires match lorient")
        )
    if len(cities) > MOST_CITIES:
        raise RequestError(_("Au-delà de {most} territoires, la liste ne se lit plus.").format(most=MOST_CITIES))
    explained = why is not None or why_not is not None
    if len(cities) > 1 and (hand is not None or explained):
        raise RequestError(_("--hand, --why et --why-not expliquent un seul territoire : donnez-en un."))
    if (include or exclude) and hand is None:
        raise RequestError(_("--include et --exclude composent une main : ajoutez --hand 8, par exemple."))
    if why is not None and why_not is not None:
        raise RequestError(_("Choisissez --why ou --why-not : une question à la fois."))
    if explained and (json or hand is not None):
        raise RequestError(
            _("--why et --why-not s’emploient seuls ; --json donne déjà toutes les parts de chaque carte.")
        )


def _hand(deck: Deck, matching: Matching, size: int, include: Sequence[str], exclude: Sequence[str]) -> ChosenHand:
    """The best hand of this size. Raises RequestError where what it must and mustn't hold can't both be."""
    wanted, unwanted = _practices(deck, include), _practices(deck, exclude)
    both = [deck.practice[name].code for name in wanted if name in unwanted]
    if both:
        raise RequestError(
            _("{codes} : à la fois dans --include et dans --exclude. Choisissez.").format(codes=", ".join(both))
        )
    if len(set(wanted)) > size:
        raise RequestError(
            _("La main est de {size}, et --include en demande {count} : essayez --hand {count}.").format(
                size=size, count=len(set(wanted))
            )
        )
    return choose_hand(matching, size, wanted, unwanted)


def _practices(deck: Deck, wanted: Sequence[str]) -> list[str]:
    """The ids of the practices named, several in one option set off by commas."""
    from territoires_cli.selecting import find_practice

    names = [name for words in wanted for name in words.split(",") if name.strip()]
    return [find_practice(deck, name.strip()).id for name in names]


def _explained(deck: Deck, matching: Matching, why: str | None, why_not: str | None, limit: int) -> Document:
    from territoires_cli.documents.match_why import why_document, why_not_document
    from territoires_cli.explaining import nearest_expression
    from territoires_cli.selecting import find_practice

    wanted: Match = matching.of(find_practice(deck, why if why is not None else why_not or "").id)
    nearest = nearest_expression(deck, matching, wanted.card) if wanted.spoken else None
    if why is not None:
        return why_document(matching, wanted, nearest)
    return why_not_document(matching, wanted, limit, nearest)


def _show_shared(deck: Deck, cities: Sequence[str], limit: int, *, json: bool) -> None:
    from territoires_cli.documents.match_shared import shared_document
    from territoires_cli.sharing import share

    shared = share(deck, [match_city(deck, find_city(deck, city)) for city in cities])
    if json:
        write_json(shared_data(shared))
    else:
        show(shared_document(shared, limit))


def _next(cities: Sequence[str], text: str | None, matching: Matching, decks: Sequence[str]) -> list[tuple[str, str]]:
    """Where to go next: why the first card comes first, a hand, a plan."""
    roots = [word for root in decks for word in ("--deck", root)]
    named = [*cities] if cities else ["--text", text or ""]
    if "-" in cities or not matching.opportunities:
        return []
    first = matching.opportunities[0].card.code
    found = [
        (
            _("Pour savoir d’où vient une note :"),
            command_line(["territoires", "match", *named, "--why", first, *roots]),
        ),
        (
            _("Pour une main qui se complète :"),
            command_line(["territoires", "match", *named, "--hand", "8", *roots]),
        ),
    ]
    if cities and matching.recognised:
        found.append((_("Pour composer l’atelier :"), command_line(["territoires", "plan", *cities, *roots])))
    return found
