"""What to print, looked up: cards of a deck or of a plan's hands, sheets, tents, badges → PDF or PNG files."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from territoires_cli.cli.files import save_bytes
from territoires_cli.cli.options import readable_name, roots_of
from territoires_cli.cli.plan_output import Made
from territoires_cli.configuration import read_printer, write_printer
from territoires_cli.decks import read_deck
from territoires_cli.documents.tables import badge_items, tent_items
from territoires_cli.errors import RequestError
from territoires_cli.models.cards import PracticeCard
from territoires_cli.models.deck import Deck
from territoires_cli.names import enumerate_in_french, find
from territoires_cli.render.rendered import Rendered
from territoires_cli.translation import gettext as _
from territoires_cli.translation import ngettext
from territoires_cli.ui.output import say

V = TypeVar("V")
BLANKS_A_TABLE = 3


class Order(NamedTuple):
    """What was typed for a print."""

    kind: str
    plan: str | None
    size: str
    flip: str | None
    ink: str
    copies: int
    blanks: int | None
    cards: tuple[str, ...]
    is_own: bool
    fronts_only: bool
    paper: str
    people: str | None
    offset: tuple[float | None, float | None]
    output: str | None
    decks: tuple[str, ...]


def deliver_print(order: Order, *, force: bool) -> None:
    """Write what was asked for, and say how many sheets it takes and what to do with them."""
    makers: Mapping[str, Callable[[Order], tuple[str, Rendered, str]]] = {
        "cards": _cards,
        "canvas": _canvases,
        "tents": _tents,
        "badges": _badges,
        "calibration": _calibration,
    }
    if order.kind == "cards" and order.output and _is_picture(order.output):
        _pictures(order, order.output, force=force)
        return
    if order.output and not order.output.lower().endswith(".pdf"):
        raise RequestError(_("Le fichier « {path} » doit finir par .pdf.").format(path=order.output))
    name, rendered, words = makers[order.kind](order)
    for remark in rendered.remarks:
        say(remark)
    save_bytes(Path(readable_name(order.output or name)), rendered.content, force=force)
    say(words)


def one_of(value: str, names: Mapping[str, V], option: str) -> V:
    """The value that a word stands for. Raises RequestError with the words there are."""
    found = find(value, names)
    if found is None:
        raise RequestError(
            _("« {value} » ne va pas avec {option} : écrivez {names}.").format(
                value=value, option=option, names=enumerate_in_french(list(names), _("ou"))
            )
        )
    return found


def _cards(order: Order) -> tuple[str, Rendered, str]:
    from territoires_cli.render.cut_cards import SHEETS, Printing, render_cards, sheets_of

    deck, cards, made = _chosen(order)
    printer = _printer(order)
    blanks = order.blanks if order.blanks is not None else (BLANKS_A_TABLE * len(made.plan.tables) if made else 0)
    printing = Printing(
        size=one_of(order.size, {name: name for name in SHEETS}, "--size"),
        flip=printer.flip,
        is_low=one_of(order.ink, {"normal": False, "low": True, "économe": True}, "--ink"),
        copies=order.copies,
        blanks=blanks,
        has_backs=not order.fronts_only,
        offset=(printer.offset_x, printer.offset_y),
    )
    title = _("Cartes, {deck}").format(deck=deck.info.title)
    sheets = sheets_of(len(cards), printing)
    words = ngettext("{count} feuille A4", "{count} feuilles A4", sheets).format(count=sheets)
    turned = {"long": _("recto verso, bord long"), "short": _("recto verso, bord court")}[printing.flip]
    if order.fronts_only:
        turned = _("recto seul")
    advice = _("{sheets}, {turned}, sans mise à l’échelle (100 %). {cuts}").format(
        sheets=words, turned=turned, cuts=cuts_of(printing.size)
    )
    return f"cartes-{printing.size}.pdf", render_cards(deck, cards, printing, title), advice


def cuts_of(size: str) -> str:
    """What to cut, in a sentence."""
    return {
        "a6": _("Coupez chaque feuille en quatre : deux coups de massicot."),
        "a5": _("Coupez chaque feuille en deux : un coup de massicot."),
        "poker": _("Format d’imprimeur : fonds perdus de 3 mm et traits de coupe."),
    }[size]


def _chosen(order: Order) -> tuple[Deck, list[PracticeCard], Made | None]:
    """The cards named, or those of a plan's hands table by table, or all of the deck; of these one's own, where asked."""
    from territoires_cli.cli.plan_options import practices

    made = _opened(order) if order.plan else None
    deck = made.deck if made else read_deck(roots_of(order.decks))
    if order.cards:
        names: Sequence[str] = practices(deck, order.cards)
    elif made:
        names = [dealt.card for hand in made.plan.hands for dealt in hand.cards]
    else:
        names = list(deck.practice)
    if order.is_own:
        names = _own(deck, names)
    return deck, [deck.practice[name] for name in names], made


def _own(deck: Deck, names: Sequence[str]) -> list[str]:
    """Those that the built-in deck doesn't have, or tells otherwise. Raises RequestError where none is left."""
    original = read_deck().practice
    found = [name for name in names if deck.practice[name] != original.get(name)]
    if not found:
        raise RequestError(_("Aucune de ces cartes n’est à vous : nommez votre jeu, comme --deck mon-jeu."))
    return found


def _opened(order: Order) -> Made:
    from territoires_cli.cli.plan_file import open_plan

    if order.plan is None:
        raise RequestError(_("Dites pour quel plan : territoires print {kind} plan.yaml").format(kind=order.kind))
    return open_plan(order.plan, order.decks)


def _printer(order: Order) -> Any:
    """What is known of the printer, with what was typed now, which is kept."""
    printer = read_printer()
    flips = {"long": "long", "court": "short", "short": "short"}
    typed = {
        "flip": one_of(order.flip, flips, "--flip") if order.flip else None,
        "offset_x": order.offset[0],
        "offset_y": order.offset[1],
    }
    told = {name: value for name, value in typed.items() if value is not None}
    if told:
        printer = printer.model_copy(update=told)
        write_printer(printer)
        say(_("Réglage de l’imprimante gardé pour la suite."))
    return printer


def _pictures(order: Order, output: str, *, force: bool) -> None:
    """A PNG of each face of each card, for an online board: in a folder, or the front of the one card named in a file."""
    from territoires_cli.render.cut_cards import card_pictures
    from territoires_cli.trees import write_folder

    deck, cards, _made = _chosen(order)
    cards = list(dict.fromkeys(cards))
    pictures = card_pictures(deck, cards)
    if output.lower().endswith(".png"):
        if len(cards) != 1:
            raise RequestError(_("Une image ne montre qu’une carte : ajoutez --card A1, ou donnez un dossier avec -o."))
        save_bytes(Path(readable_name(output)), pictures[0][0], force=force)
        return
    target = Path(readable_name(output))
    files = {}
    for card, (front, back) in zip(cards, pictures, strict=True):
        files[f"{card.code}-{card.id}.png"] = front
        files[f"{card.code}-{card.id}-{_('verso')}.png"] = back
    write_folder(target, files, force=force)
    say(_("{count} images écrites dans : {path}.").format(count=len(files), path=target))


def _is_picture(output: str) -> bool:
    return output.lower().endswith(".png") or output.endswith(("/", "\\")) or Path(output).is_dir()


def _canvases(order: Order) -> tuple[str, Rendered, str]:
    from territoires_cli.documents.plan_context import Context
    from territoires_cli.mandates import words_of
    from territoires_cli.render.room_sheets import canvases, render_canvases

    paper = one_of(order.paper, {"a4": "a4", "a3": "a3"}, "--paper")
    made = _opened(order) if order.plan else None
    context = Context.of(made.plan, made.deck, made.matching) if made else None
    words = context.words if context else words_of(None)
    sheets = canvases(words.proposals, words.vote).values()
    tables = tent_items(context) if context else [{"name": "", "theme": "", "question": ""}]
    filled = [{**sheet, "table": table["name"], "question": table["question"]} for table in tables for sheet in sheets]
    rendered = render_canvases(filled, paper, "fr", context.imprint if context else "")  # type: ignore[arg-type]
    return (
        f"feuilles-{paper}.pdf",
        rendered,
        _("{count} feuilles {paper}, recto seul.").format(count=len(filled), paper=paper.upper()),
    )


def _tents(order: Order) -> tuple[str, Rendered, str]:
    from territoires_cli.documents.plan_context import Context
    from territoires_cli.render.room_sheets import render_tents

    made = _opened(order)
    items = tent_items(Context.of(made.plan, made.deck, made.matching))
    words = _("{count} feuilles A4, recto seul ; pliez chacune en deux sur le pointillé.").format(count=len(items))
    return "chevalets.pdf", render_tents(items, made.deck.info.language), words


def _badges(order: Order) -> tuple[str, Rendered, str]:
    from territoires_cli.documents.plan_context import Context
    from territoires_cli.render.room_sheets import BADGES_A_SHEET, render_badges

    made, arrangement = _opened(order), None
    if order.people:
        from territoires_cli.cli.papers import seated

        made, arrangement = seated(made, order.people, 1)
    context = Context.of(made.plan, made.deck, made.matching)
    items = badge_items(context, arrangement)
    sheets = -(-len(items) // BADGES_A_SHEET)
    words = _("{count} feuilles A4, recto seul ; coupez sur les pointillés.").format(count=sheets)
    return "badges.pdf", render_badges(items, made.deck.info.language, context.title), words


def _calibration(order: Order) -> tuple[str, Rendered, str]:
    from territoires_cli.render.room_sheets import render_calibration

    _printer(order)
    return "reglage.pdf", render_calibration("fr"), _("1 feuille A4, recto verso, sans mise à l’échelle (100 %).")
