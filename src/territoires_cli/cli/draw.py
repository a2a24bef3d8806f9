"""`territoires draw`: cards at random, the same again from the same seed."""

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from territoires_cli.cli.options import (
    ChallengeOption,
    Command,
    DeckOption,
    EffortOption,
    FamilyOption,
    ForceOption,
    JsonOption,
    LeverOption,
    NoInputOption,
    SearchOption,
    SeedOption,
    TypeOption,
    new_app,
    roots_of,
    seed_or_new,
    whole_number,
)
from territoires_cli.decks import read_deck
from territoires_cli.documents.draw import Draw, command_for, draw_data, draw_document
from territoires_cli.drawing import draw_hands, draw_per_family
from territoires_cli.errors import INTERRUPTED, RequestError
from territoires_cli.filtering import Filters, select_practices
from territoires_cli.models.deck import Deck
from territoires_cli.translation import gettext as _
from territoires_cli.ui.output import say, show, write_json

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from territoires_cli.models.cards import PracticeCard

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
    interactive: Annotated[
        bool,
        typer.Option(
            "--interactive", "-i", help=_("Garder, remplacer, verrouiller, échanger les cartes, table après table.")
        ),
    ] = False,
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar=_("FICHIER"),
            help=_("Écrire les mains dans un fichier : mains.yaml, .pdf, .docx, .html, .md ou .json."),
        ),
    ] = None,
    no_input: NoInputOption = False,
    force: ForceOption = False,
    json: JsonOption = False,
    deck: DeckOption = [],  # noqa: B006
) -> None:
    """Tirer des cartes au hasard, sans doublon dans une main.

    La graine affichée redonne le même tirage. Avec --interactive, dans un
    terminal, les cartes se retournent et se changent à la main.

    Exemples :
      territoires draw
      territoires draw 4 --tables 3 --interactive -o mains.yaml
      territoires draw 5 --challenge lien-social --tables 4
      territoires draw --per-family --seed 2026
    """
    target = _read_target(output, json=json)
    read = read_deck(roots_of(deck))
    filters = Filters(family, challenge, type_, lever, effort, search)
    cards = select_practices(read, filters)
    size = number or (1 if per_family else CARDS_BY_DEFAULT)
    chosen = seed_or_new(seed)
    deal = draw_per_family if per_family else draw_hands
    drawn = Draw(
        deal(cards, size, tables, chosen), size, chosen, per_family=per_family, filters=filters, roots=tuple(deck)
    )
    if interactive and not no_input:
        drawn = _changed(read, drawn, cards)
    if target is not None:
        _save(read, drawn, target, force=force)
    elif json:
        write_json(draw_data(drawn))
    else:
        show(draw_document(drawn, read))


def _read_target(output: str | None, *, json: bool) -> "Path | None":
    """The file to write, if any. Raises RequestError for a suffix that nothing has, or where --json is asked for too."""
    if output is None:
        return None
    from territoires_cli.cli.files import document_kinds, read_target

    if json:
        raise RequestError(_("Choisissez entre --json, qui écrit à l’écran, et -o, qui écrit dans un fichier."))
    return read_target(output, {**document_kinds(), ".yaml": _("les cartes de chaque table, pour un programme")})


def _changed(deck: Deck, drawn: Draw, cards: "Sequence[PracticeCard]") -> Draw:
    """The draw as somebody leaves it, its cards face up in a terminal; as it is where there is no terminal."""
    from territoires_cli.ui.prompts import can_ask

    if not can_ask():
        say(_("Sans terminal, le tirage reste tel quel : --interactive demande quelqu’un au clavier."))
        return drawn
    from territoires_cli.arranging import lay_out
    from territoires_cli.documents.show import show_document
    from territoires_cli.ui.card_table import play

    def read(card: str) -> None:
        show(show_document([deck.entry[card]], deck, drawn.roots))

    start = lay_out(drawn.hands, cards, drawn.seed, per_family=drawn.per_family)
    try:
        left = play(deck, start, read)
    except KeyboardInterrupt:
        say(_("Rien n’est gardé. Le tirage de départ : {command}").format(command=command_for(drawn)))
        raise typer.Exit(INTERRUPTED) from None
    hands = [[deck.practice[card] for card in hand] for hand in left.hands]
    return replace(drawn, hands=hands, is_changed=left.hands != start.hands)


def _save(deck: Deck, drawn: Draw, target: "Path", *, force: bool) -> None:
    """Write the hands in the format of the file's suffix, and say the command that gives them where there is one."""
    from territoires_cli.cli.files import save_document, save_text

    if target.suffix.lower() in (".yaml", ".yml"):
        from territoires_cli.store import data_to_yaml

        drawn_by = _("Cartes de chaque table, tirées par : {command}")
        changed = _("Cartes de chaque table, changées à la main après : {command}")
        head = (changed if drawn.is_changed else drawn_by).format(command=command_for(drawn))
        save_text(target, data_to_yaml(draw_data(drawn), head), force=force)
    else:
        save_document(target, draw_document(drawn, deck), force=force)
    if not drawn.is_changed:
        say(_("Pour retrouver ce tirage : {command}").format(command=command_for(drawn)))
