"""A card or an action sheet, from its order to its file in the person's deck, checked and followed by the next commands."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import typer

from territoires_cli.asking import Answers, Step, first
from territoires_cli.authoring import actions, cards
from territoires_cli.authoring.filing import commented_file, head_of
from territoires_cli.authoring.recipes import Recipe
from territoires_cli.authoring.telling import new_source
from territoires_cli.cli.own_deck import (
    SOURCES,
    add_source,
    amend_deck,
    find_own_deck,
    judge_file,
    read_own_deck,
    refresh_editor_schemas,
)
from territoires_cli.cli.wizard import answers_given, complete_answers, say_same
from territoires_cli.errors import INTERRUPTED, RequestError, TerritoiresError
from territoires_cli.models.actions import ActionSheet
from territoires_cli.models.cards import PracticeCard
from territoires_cli.models.deck import Deck
from territoires_cli.places import DECK_FILE
from territoires_cli.quoting import command_line
from territoires_cli.selecting import find_card, find_practice
from territoires_cli.translation import gettext as _
from territoires_cli.ui.output import say

Base = PracticeCard | ActionSheet | None


class Order(NamedTuple):
    """What was asked for: the kind, the options typed, the deck's folder, and the card begun from or replaced."""

    kind: str
    typed: Mapping[str, Sequence[str] | str | None]
    folder: str | None
    base: str | None
    replaces: bool
    no_input: bool
    force: bool


def write_card_and_leave(order: Order) -> None:
    """Write a card and leave with the exit code: 130 where the person goes back or interrupts, 3 where something is to mend."""
    try:
        code = write_card(order)
    except KeyboardInterrupt:
        code = None
    if code != 0:
        raise typer.Exit(INTERRUPTED if code is None else code)


def write_card(order: Order) -> int | None:
    """Ask what isn't given, write the file, say what comes next, and check it: 0, 3 where something is to mend.

    None where the person goes back from the first question. Raises RequestError, TerritoiresError or ContentError, and
    KeyboardInterrupt once the command to go on with is said.
    """
    if order.replaces and order.base is None:
        raise RequestError(_("--replace va avec --from : dites quelle carte remplacer."))
    folder = find_own_deck(order.folder)
    deck = read_own_deck(folder)
    base = _base(deck, order)
    recipe, steps, known = _questions(deck, order, base)
    given = answers_given(recipe, deck, order.typed)
    before = ["--in", str(folder)] if order.folder is not None else []
    before += ["--from", order.base] if order.base is not None else []
    before += ["--replace"] if order.replaces else []
    answers = complete_answers(recipe, steps, given, known, before, no_input=order.no_input)
    if answers is None:
        return None
    path, fields = _save(deck, folder, order, answers, base)
    _say_next(folder, fields)
    say_same(recipe, answers, known, before, no_input=order.no_input)
    return judge_file(folder, path)


def _base(deck: Deck, order: Order) -> Base:
    if order.base is None:
        return None
    if order.kind == "card":
        return find_practice(deck, order.base)
    entry = find_card(deck, order.base)
    found = deck.card(entry)
    if not isinstance(found, ActionSheet):
        raise TerritoiresError(
            _("« {title} » n’est pas une fiche action : donnez un code comme FA05.").format(title=entry.title)
        )
    return found


def _questions(deck: Deck, order: Order, base: Base) -> tuple[Recipe, list[Step], Answers]:
    """The options, the questions, and what the card begun from answers."""
    replaces = order.replaces
    if order.kind == "card":
        assert base is None or isinstance(base, PracticeCard)
        known = cards.answers_of_card(base, replaces=replaces) if base else {}
        return cards.RECIPE, cards.card_steps(deck, base, replaces=replaces), known
    assert base is None or isinstance(base, ActionSheet)
    if not deck.framework.objectives:
        raise TerritoiresError(
            _(
                "Ce jeu n’a pas d’objectif auquel rattacher une fiche action : écrivez d’abord son fichier framework.yaml."
            )
        )
    known = actions.answers_of_action(base, replaces=replaces) if base else {}
    return actions.RECIPE, actions.action_steps(deck, base, replaces=replaces), known


def _needed(code: str | None) -> str:
    """A free code. Raises TerritoiresError where a family has none left."""
    if code is None:
        raise TerritoiresError(
            _("Tous les numéros de cette famille sont pris, jusqu’à 99 : choisissez une autre famille.")
        )
    return code


def _save(deck: Deck, folder: Path, order: Order, answers: Answers, base: Base) -> tuple[Path, dict[str, Any]]:
    """Write the file, then what it needs in the deck's other files. Raises TerritoiresError."""
    from territoires_cli.cli.files import save_text
    from territoires_cli.schema_files import schema_line
    from territoires_cli.store import make_folder_of, refuse_outside

    examples: dict[str, Any]
    if order.kind == "card":
        assert base is None or isinstance(base, PracticeCard)
        code = base.code if base and order.replaces else _needed(cards.free_code(deck, answers))
        fields = cards.card_fields(deck, answers, code, base, replaces=order.replaces)
        model, inner, examples = "PracticeCard", "practices", cards.card_examples()
    else:
        assert base is None or isinstance(base, ActionSheet)
        code = base.code if base and order.replaces else _needed(actions.free_code(deck))
        fields = actions.action_fields(deck, answers, code, base, replaces=order.replaces)
        model, inner, examples = "ActionSheet", "actions", actions.action_examples()
    path = folder / inner / f"{code}-{fields['id']}.yaml"
    text = commented_file(
        model, fields, examples, head_of(first(answers, "title"), f"{inner}/{path.name}"), schema_line(order.kind)
    )
    for file in (path, folder / SOURCES, folder / DECK_FILE):
        refuse_outside(file, folder)
    if order.replaces:
        _replace(folder, str(fields["id"]), is_tried=True)
    make_folder_of(path)
    save_text(path, text, force=order.force)
    source = new_source(deck, answers)
    if source is not None:
        add_source(folder, source)
    if order.replaces:
        _replace(folder, str(fields["id"]))
    refresh_editor_schemas(folder, read_own_deck(folder) if source is not None else deck)
    return path, fields


def _replace(folder: Path, name: str, *, is_tried: bool = False) -> None:
    """Say in the deck's own file that it tells a card in its own way; said once, it stays.

    Only tried, it writes nothing. Raises TerritoiresError where the file can't be changed.
    """
    from territoires_cli.amending import append_item
    from territoires_cli.safe_yaml import parse_yaml

    def change(text: str) -> str:
        data = parse_yaml(text.removeprefix("\ufeff"))
        known = data.get("replaces") if isinstance(data, dict) else None
        return text if isinstance(known, list) and name in known else append_item(text, ("replaces",), name)

    def attempt(text: str) -> str:
        change(text)
        return text

    amend_deck(folder, attempt if is_tried else change)


def _say_next(folder: Path, fields: Mapping[str, Any]) -> None:
    """The commands that people mostly want once a card is written."""
    deck = ["--deck", str(folder)]
    code, title = str(fields["code"]), str(fields["title"])
    situation = next(iter(fields.get("situations", ())), title)
    for words, command in (
        (_("Pour voir la carte imprimée :"), ["show", code, "-o", f"{code}.pdf", *deck]),
        (_("Pour vérifier tout le jeu :"), ["check", str(folder)]),
        (_("Pour voir si ces mots la font trouver :"), ["match", "--text", situation, *deck]),
    ):
        say(f"{words}\n  {command_line(['territoires', *command])}")
