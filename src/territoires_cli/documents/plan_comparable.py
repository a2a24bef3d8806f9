"""Comparable cities of the deck, and what they have of the cards of each table."""

from collections.abc import Iterator

from territoires_cli.comparing import Seen
from territoires_cli.documents.plan_context import Context
from territoires_cli.documents.writing import dated, emphasis, heading, line, sentence, strong
from territoires_cli.faces import state_mark
from territoires_cli.matching import comparable_cities
from territoires_cli.models.document import Block, Bullets, Line, Span
from territoires_cli.translation import gettext as _


def comparable_blocks(context: Context) -> Iterator[Block]:
    """Which cities have the same challenges, then table by table what they do with the cards that lie there."""
    cities = comparable_cities(context.deck, context.matching)
    if not cities:
        return
    yield heading(2, _("Des territoires comparables, et ce qu’ils faisaient des cartes de chaque table"))
    known = context.matching.stated or context.matching.recognised
    stated = {recognised.challenge.id for recognised in known}
    shared: list[Line] = []
    for city in cities:
        labels = " · ".join(context.deck.challenge[item.id].label for item in city.challenges if item.id in stated)
        place = ", ".join(part for part in (city.name, city.country) if part)
        shared.append(line(strong(_("Défis communs avec {place} :").format(place=place)), f" {labels}."))
    yield Bullets(items=tuple(shared))
    for hand in context.plan.hands:
        seen = context.seen[hand.table]
        if seen:
            theme = context.deck.challenge[hand.challenges[0]].label
            yield heading(3, _("Pour la table {number} · {theme}").format(number=hand.table, theme=theme))
            yield Bullets(items=tuple(_seen_line(context, item) for item in seen))


def _seen_line(context: Context, seen: Seen) -> Line:
    """« Épinal, Atelier d’autoconstruction (B3 Ateliers partagés). What it is. (source) »."""
    strength = seen.strength
    name = f"{seen.city.name}, {seen.name}{state_mark(strength.status)}"
    parts: list[Span | str] = [strong(name), f" ({seen.card.code} {seen.card.title}). "]
    if strength.note:
        parts.append(f"{sentence(strength.note)} ")
    if strength.source or strength.as_of:
        parts.append(emphasis(dated(context.deck, strength.source, strength.as_of)))
    return line(*parts)
