"""The web of links across a deck: stated once, leading somewhere, serving every challenge. Pure."""

from collections import Counter
from collections.abc import Iterator

from territoires_cli.links import FieldPath, Finding, cards_of, references_of
from territoires_cli.models.deck import Deck
from territoires_cli.translation import gettext as _
from territoires_cli.translation import ngettext

PRACTICES_PER_CHALLENGE = 3
ACTIONS_PER_CHALLENGE = 1
PRACTICES_PER_ACTION = 2


def check_both_ends(deck: Deck) -> Iterator[Finding]:
    """A link that both of its cards state: it belongs on the more specific one."""
    stated: dict[tuple[str, str], FieldPath] = {}
    cards = {card.id: card for card in cards_of(deck)}
    for card in cards.values():
        for path, _target, other in references_of(card):
            # The platform beside a city is an example on a practice's card, named there by this city's own page.
            if other in cards and path[0] != "monograph":
                stated.setdefault((card.id, other), path)
    for one, other in sorted(stated):
        if one < other and (other, one) in stated:
            message = _("ce lien est déjà sur la carte « {name} » : gardez-le d’un seul côté").format(name=other)
            yield Finding(cards[one], stated[one, other], message)


def check_reached(deck: Deck) -> Iterator[Finding]:
    """Action sheets that fewer than two practices lead to, and projects that none does."""
    for card in (*deck.actions, *deck.projects):
        practices = [tie.to for tie in deck.entry[card.id].ties if deck.entry[tie.to].kind == "practice"]
        least = PRACTICES_PER_ACTION if deck.entry[card.id].kind == "action" else 1
        if not practices:
            yield Finding(
                card, ("practices",), _("aucune pratique n’y mène, il en faut {least}").format(least=least), "warning"
            )
        elif len(practices) < least:
            message = ngettext(
                "{count} pratique seulement y mène, il en faut {least}",
                "{count} pratiques seulement y mènent, il en faut {least}",
                len(practices),
            ).format(count=len(practices), least=least)
            yield Finding(card, ("practices",), message, "warning")


def check_challenges_served(deck: Deck) -> Iterator[Finding]:
    """Challenges that too few practices answer, or no action sheet where the deck has some."""
    served = Counter(answer.id for card in deck.practices for answer in card.challenges)
    started = Counter(answer.id for card in deck.actions for answer in card.challenges)
    for index, challenge in enumerate(deck.book.challenges):
        if not served[challenge.id]:
            message = _(
                "aucune carte ne répond à « {name} », il en faut {least} : ajoutez ce défi à des cartes"
            ).format(name=challenge.id, least=PRACTICES_PER_CHALLENGE)
            yield Finding(deck.book, ("challenges", index), message, "warning")
        elif served[challenge.id] < PRACTICES_PER_CHALLENGE:
            message = ngettext(
                "{count} carte seulement répond à « {name} », il en faut {least} : ajoutez ce défi à une autre carte",
                "{count} cartes seulement répondent à « {name} », il en faut {least} : ajoutez ce défi à une autre carte",
                served[challenge.id],
            ).format(name=challenge.id, count=served[challenge.id], least=PRACTICES_PER_CHALLENGE)
            yield Finding(deck.book, ("challenges", index), message, "warning")
        if deck.actions and started[challenge.id] < ACTIONS_PER_CHALLENGE:
            message = _("« {name} » n’a aucune fiche action pour y répondre").format(name=challenge.id)
            yield Finding(deck.book, ("challenges", index), message, "warning")
