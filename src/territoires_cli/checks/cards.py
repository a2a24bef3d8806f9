"""What a practice card prints, and what in it must agree. Pure."""

from collections.abc import Iterator

from territoires_cli import faces
from territoires_cli.links import FieldPath, Finding
from territoires_cli.models.cards import PracticeCard
from territoires_cli.models.deck import Deck
from territoires_cli.names import enumerate_in_french
from territoires_cli.translation import gettext as _


def check_printed(deck: Deck, card: PracticeCard) -> Iterator[Finding]:
    """What the back can hold (see `faces`); the front is measured with the other texts."""
    back = faces.back_of(card, deck.source, deck.entry)
    measured: list[tuple[FieldPath, str, int]] = [
        *((("limits", index), limit, faces.LIMIT_LIMIT) for index, limit in enumerate(back.limits)),
        *([(("examples", 0), back.example, faces.EXAMPLE_LIMIT)] if card.examples else []),
    ]
    for path, text, limit in measured:
        if len(text) > limit:
            message = _("{count} caractères imprimés, {limit} au plus").format(count=len(text), limit=limit)
            yield Finding(card, path, message)
    if back.length > faces.BACK_LIMIT:
        message = _("le verso fait {count} caractères, {limit} au plus").format(
            count=back.length, limit=faces.BACK_LIMIT
        )
        yield Finding(card, (), message)


def check_heard(card: PracticeCard) -> Iterator[Finding]:
    """Whether people's own words lead to it, and not its title alone."""
    if not card.situations:
        message = _(
            "aucune situation : ajoutez « situations », les phrases que disent les gens quand il manque cette pratique"
        )
        yield Finding(card, (), message, "warning")


def check_consistent(deck: Deck, card: PracticeCard) -> Iterator[Finding]:
    """Its code begins like its family's, and no challenge is both answered and made worse."""
    family = deck.family.get(card.family)
    if family is not None and card.code.rstrip("0123456789") != family.code:
        message = _("le code doit commencer par « {letters} », la lettre de sa famille")
        taken = {other.code for other in deck.practices if other is not card}
        free = next((code for number in range(1, 100) if (code := f"{family.code}{number}") not in taken), None)
        yield Finding(card, ("code",), message.format(letters=family.code), better=free)
    answered = {answer.id for answer in card.challenges}
    for index, aggravation in enumerate(card.aggravates):
        if aggravation.challenge in answered:
            message = _("une carte ne peut pas répondre à un défi et l’aggraver")
            yield Finding(card, ("aggravates", index), message)


def check_pairs(deck: Deck) -> Iterator[Finding]:
    """No pair twice, none of a card with itself."""
    seen: set[frozenset[str]] = set()
    for pair in deck.pairs:
        cards = frozenset(pair.cards)
        if len(cards) < 2:
            yield Finding(pair, (), _("une carte ne peut pas faire la paire avec elle-même"))
        elif cards in seen:
            names = enumerate_in_french(sorted(cards), _("et"))
            yield Finding(pair, (), _("paire citée deux fois : {names}").format(names=names))
        seen.add(cards)
