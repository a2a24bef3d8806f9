"""A draw → Document, with the command that draws the same again, and the same as plain data."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from territoires_cli.documents.writing import heading, line, strong
from territoires_cli.filtering import Filters
from territoires_cli.models.cards import PracticeCard
from territoires_cli.models.deck import Deck
from territoires_cli.models.document import Block, Bullets, Command, Document, Heading, Paragraph
from territoires_cli.quoting import command_line
from territoires_cli.translation import gettext as _

SCHEMA = 1


@dataclass(frozen=True, slots=True)
class Draw:
    """What was drawn, and everything needed to draw it again; `is_changed`: somebody changed cards by hand since."""

    hands: Sequence[Sequence[PracticeCard]]
    size: int
    seed: int
    per_family: bool
    filters: Filters
    roots: tuple[str, ...] = ()
    is_changed: bool = False


def draw_document(draw: Draw, deck: Deck) -> Document:
    """The hands, one list a table, then the seed and the command."""
    title = _("Tirage de cartes")
    blocks: list[Block] = [Heading(level=1, text=title)]
    for number, hand in enumerate(draw.hands, start=1):
        if len(draw.hands) > 1:
            blocks.append(heading(2, _("Table {number}").format(number=number)))
        blocks.append(
            Bullets(items=tuple(line(strong(f"{card.code} · {card.title}"), f" : {card.summary}") for card in hand))
        )
    if draw.is_changed:
        words = _(
            "Ces cartes ont été choisies à la main : seul un fichier (-o mains.yaml) les garde. Le tirage de départ :"
        )
    else:
        words = _("Graine : {seed}. Pour retrouver ce tirage :").format(seed=draw.seed)
    blocks += [Paragraph(text=words), Command(text=command_for(draw))]
    return Document(title=title, language=deck.info.language, blocks=tuple(blocks))


def draw_data(draw: Draw) -> dict[str, Any]:
    """The draw as plain data: its seed and the cards of each hand; `changed` where the seed alone doesn't give them."""
    return {
        "schema": SCHEMA,
        "seed": draw.seed,
        **({"changed": True} if draw.is_changed else {}),
        "hands": [
            {
                "table": number,
                "cards": [{"code": card.code, "id": card.id, "title": card.title} for card in hand],
            }
            for number, hand in enumerate(draw.hands, start=1)
        ],
    }


def command_for(draw: Draw) -> str:
    """The command that draws the same cards again."""
    filters = draw.filters
    words = ["territoires", "draw", str(draw.size)]
    for option, values in (
        ("--family", filters.families),
        ("--challenge", filters.challenges),
        ("--type", filters.types),
        ("--lever", filters.levers),
        ("--effort", filters.efforts),
        ("--search", [filters.search] if filters.search else []),
    ):
        for value in values:
            words += [option, value]
    if draw.per_family:
        words.append("--per-family")
    if len(draw.hands) > 1:
        words += ["--tables", str(len(draw.hands))]
    words += ["--seed", str(draw.seed)]
    for root in draw.roots:
        words += ["--deck", root]
    return command_line(words)
