"""Whom a deck is owed to, in words: its makers and licence, then those of the decks that complete it."""

from territoires_cli.documents.writing import sentence
from territoires_cli.models.deck import Deck
from territoires_cli.models.vocabulary import Addition, DeckInfo
from territoires_cli.translation import gettext as _


def credit_words(deck: Deck) -> str:
    """The credits of the deck and of every deck that completes it, each with its licence, which is said once."""
    return " ".join([_credits_of(deck.info), *(_addition(part) for part in deck.info.additions)])


def _credits_of(info: DeckInfo) -> str:
    """What a deck says of its makers, or its title and author; and its licence, where that isn't said already."""
    named = _("« {title} », {author}.") if info.author else _("« {title} ».")
    told = sentence(info.credits) if info.credits else named.format(title=info.title, author=info.author)
    return told if info.licence in told else f"{told} {_('Licence du jeu : {licence}.').format(licence=info.licence)}"


def _addition(part: Addition) -> str:
    """A deck that completes another: its title and author, what it says of its makers, its licence."""
    named = _("Complété par « {title} », {author}.") if part.author else _("Complété par « {title} ».")
    told = named.format(title=part.title, author=part.author)
    if part.credits:
        told = f"{told} {sentence(part.credits)}"
    return told if part.licence in told else f"{told} {_('Licence : {licence}.').format(licence=part.licence)}"
