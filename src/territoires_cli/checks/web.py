"""The web of links across a deck: stated once, leading somewhere, serving every challenge. Pure."""

import re
from collections import Counter
from collections.abc import Iterator

from territoires_cli.indexing import stored_links
from territoires_cli.language import Statement
from territoires_cli.links import Finding, cards_of, texts_of
from territoires_cli.models.cards import PracticeCard
from territoires_cli.models.deck import Deck
from territoires_cli.names import fold
from territoires_cli.text import sentences
from territoires_cli.translation import gettext as _

PRACTICES_PER_CHALLENGE = 3
ACTIONS_PER_CHALLENGE = 1
PRACTICES_PER_ACTION = 2


def check_both_ends(deck: Deck) -> Iterator[Finding]:
    """A link that both of its cards state: it belongs on the more specific one."""
    cards = {card.id: card for card in cards_of(deck)}
    # What a project shows is also among its city's strengths: those are not stated, but made from the project.
    shown = {(project.city, project.title) for project in deck.projects}
    told = {
        (city.id, item.practice) for city in deck.cities for item in city.strengths if (city.id, item.name) not in shown
    }
    links = {(one, other) for one, other, _why in stored_links(deck)}
    stated = {(one, other) for one, other in links if one not in deck.city or (one, other) in told}
    for one, other in sorted(stated):
        if one < other and (other, one) in stated:
            message = _("ce lien est déjà sur la carte « {name} » : gardez-le d’un seul côté").format(name=other)
            yield Finding(cards[one], (), message)


def check_reached(deck: Deck) -> Iterator[Finding]:
    """Action sheets that fewer than two practices lead to, and projects that none does."""
    for card in (*deck.actions, *deck.projects):
        practices = [tie.to for tie in deck.entry[card.id].ties if deck.entry[tie.to].kind == "practice"]
        least = PRACTICES_PER_ACTION if deck.entry[card.id].kind == "action" else 1
        if len(practices) < least:
            message = _("{count} pratique(s) y mènent, il en faut {least}").format(count=len(practices), least=least)
            yield Finding(card, ("practices",), message, "warning")


def check_challenges_served(deck: Deck) -> Iterator[Finding]:
    """Challenges that too few practices answer, or no action sheet where the deck has some."""
    served = Counter(answer.id for card in deck.practices for answer in card.challenges)
    started = Counter(answer.id for card in deck.actions for answer in card.challenges)
    for index, challenge in enumerate(deck.book.challenges):
        if served[challenge.id] < PRACTICES_PER_CHALLENGE:
            message = _("« {name} » n’a que {count} carte(s) pour y répondre, il en faut {least}").format(
                name=challenge.id, count=served[challenge.id], least=PRACTICES_PER_CHALLENGE
            )
            yield Finding(deck.book, ("challenges", index), message, "warning")
        if deck.actions and started[challenge.id] < ACTIONS_PER_CHALLENGE:
            message = _("« {name} » n’a aucune fiche action pour y répondre").format(name=challenge.id)
            yield Finding(deck.book, ("challenges", index), message, "warning")


# Verbs by which a sentence says that something gets worse, folded.
_WORSE = re.compile(
    r"\b(?:aggrav|rencheri|evinc|expuls|chass(?:e|ent|er)\b|(?:fai|fon)t (?:monter|grimper|fuir|partir|fermer)"
    r"|pousse(?:nt)? (?:dehors|vers la sortie)|creuse(?:nt)? l)"
)


def check_harms(deck: Deck, card: PracticeCard) -> Iterator[Finding]:
    """A sentence that warns of making a challenge worse, where the card doesn't say so in `aggravates`."""
    told = {item.challenge for item in card.aggravates}
    for path, text in texts_of(card):
        if path[0] in ("limits", "description", "facts", "conditions"):
            for sentence in sentences(text):
                if _WORSE.search(fold(sentence)):
                    statement = Statement(sentence)
                    for challenge in deck.book.challenges:
                        words = (statement.find(deck.stems[term]) for term in challenge.terms)
                        if challenge.id not in told and any(words):
                            message = _("cette phrase met en garde pour « {name} » : dites-le dans « aggravates »")
                            yield Finding(card, path, message.format(name=challenge.id), "warning")
