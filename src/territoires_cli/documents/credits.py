"""Whom a deck is owed to, in words: its makers and licence, then those of the decks that complete it."""

from territoires_cli.documents.writing import sentence
from territoires_cli.models.deck import Deck
from territoires_cli.models.vocabulary import Addition, DeckInfo
from territoires_cli.translation import gettext as _


def credit_words(deck: Deck) -> str:
    """The credits of the deck and of every deck that completes it, each with its licence, which is said once."""
    told = [_credits_of(deck.info)]
    told += [
        _("Complété par « {title} ». {credits}").format(title=part.title, credits=_credits_of(part))
        for part in deck.info.additions
    ]
    return " ".join(told)


def _credits_of(info: DeckInfo | Addition) -> str:
    """What a deck says of its makers; its title and author where it says nothing; and its licence."""
    made_by = _("« {title} », par {author}.").format(title=info.title, author=info.author) if info.author else ""
    told = sentence(info.credits) if info.credits else made_by
    if info.licence in told:
        return told
    return f"{told} {_('Licence du jeu : {licence}.').format(licence=info.licence)}".strip()
