"""Cards of any kind → one Document that ends with where to go next; and the same as plain data."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from territoires_cli.advising import is_closed
from territoires_cli.documents.action import action_blocks
from territoires_cli.documents.card import card_blocks
from territoires_cli.documents.cases import elsewhere_blocks, lesson_blocks, model_blocks, project_blocks
from territoires_cli.documents.city import city_blocks
from territoires_cli.documents.credits import credit_words
from territoires_cli.documents.writing import emphasis, line
from territoires_cli.models.deck import Deck
from territoires_cli.models.document import Block, Command, Document, Heading, Paragraph
from territoires_cli.models.index import Entry, Kind
from territoires_cli.quoting import command_line
from territoires_cli.translation import gettext as _
from territoires_cli.translation import ngettext

_WRITERS: dict[Kind, Callable[[Any, Deck, int], list[Block]]] = {
    "practice": card_blocks,
    "action": action_blocks,
    "city": city_blocks,
    "project": project_blocks,
    "elsewhere": elsewhere_blocks,
    "lesson": lesson_blocks,
    "model": model_blocks,
}
# How many cards `combine` takes at most (the same number as there, which listing a card needs not import).
MOST_COMBINED = 8
# How many other cards the end of a document suggests.
SUGGESTED = 3


def show_document(entries: Sequence[Entry], deck: Deck, roots: Sequence[str] = ()) -> Document:
    """One or several cards, each under a title of level 1, then what to read or do next, and the deck's credits.

    `roots` are the folders of the decks asked for: the commands at the end name them.
    """
    blocks: list[Block] = []
    for entry in entries:
        blocks += entry_blocks(entry, deck, level=1)
    blocks += [Heading(level=2, text=_("Et ensuite")), *_next_blocks(entries, deck, roots)]
    blocks.append(Paragraph(text=line(emphasis(credit_words(deck)))))
    return Document(
        title=", ".join(entry.title for entry in entries), language=deck.info.language, blocks=tuple(blocks)
    )


def show_data(entries: Sequence[Entry], deck: Deck) -> list[dict[str, Any]]:
    """Each card as plain data, with its kind and its ties to other cards."""
    return [
        {
            "kind": entry.kind,
            **deck.card(entry).model_dump(mode="json", by_alias=True),
            "ties": [{"kind": deck.entry[tie.to].kind, **tie.model_dump(mode="json")} for tie in entry.ties],
        }
        for entry in entries
    ]


def entry_blocks(entry: Entry, deck: Deck, level: int) -> list[Block]:
    """Everything that a card holds, whatever its kind, under a title of the given level (1–3)."""
    return _WRITERS[entry.kind](deck.card(entry), deck, level)


def _next(entries: Sequence[Entry], deck: Deck) -> Iterator[tuple[str, list[str]]]:
    """What one may do next, and the words to type: read other cards, put some together, compose an atelier."""
    by_kind = _neighbours(entries, deck)
    first_of_each = [names[0] for names in by_kind.values()][:SUGGESTED]
    if first_of_each:
        why = ngettext(
            "Pour lire une carte voisine :",
            "Pour lire des cartes voisines, par leur code ou leur nom :",
            len(first_of_each),
        )
        yield why, ["territoires", "show", *first_of_each]
    combined = [entry.code or entry.id for entry in entries if entry.kind in ("practice", "action")]
    if combined:
        partner = [] if len(combined) > 1 else by_kind.get("action", by_kind.get("practice", []))[:1]
        if 1 < len([*combined, *partner]) <= MOST_COMBINED:
            yield _("Pour voir quel projet elles font ensemble :"), ["territoires", "combine", *combined, *partner]
    for entry in entries:
        if entry.kind == "city":
            yield _("Pour composer un atelier dans cette ville :"), ["territoires", "plan", entry.id]
            return


def _neighbours(entries: Sequence[Entry], deck: Deck) -> dict[str, list[str]]:
    """The cards tied to these, kind by kind, by code or by id where a card has no code; what has closed is left out."""
    shown = {entry.id for entry in entries}
    by_kind: dict[str, list[str]] = {}
    for entry in entries:
        for other in (deck.entry[tie.to] for tie in entry.ties):
            if other.id not in shown and not is_closed(other):
                by_kind.setdefault(other.kind, []).append(other.code or other.id)
    return by_kind


def _next_blocks(entries: Sequence[Entry], deck: Deck, roots: Sequence[str]) -> Iterator[Block]:
    everything = (_("Pour voir toutes les cartes :"), ["territoires", "list", "--kind", "all"])
    for why, words in list(_next(entries, deck)) or [everything]:
        yield Paragraph(text=why)
        yield Command(text=command_line([*words, *(word for root in roots for word in ("--deck", root))]))
