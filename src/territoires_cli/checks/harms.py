"""Sentences that warn of making a challenge worse, on a practice that doesn't say so in `aggravates`. Pure.

A warning has two halves: a verb of harm, which is French and stands here, and words for what is harmed, which are the
deck's own: those of its `harms.yaml`, or the terms of a challenge that has none there. Plurals are the same words.
"""

import re
from collections.abc import Iterable, Iterator

from territoires_cli.links import FieldPath, Finding, texts_of
from territoires_cli.models.cards import PracticeCard
from territoires_cli.models.deck import Deck
from territoires_cli.models.harms import Harm
from territoires_cli.names import fold
from territoires_cli.text import sentences
from territoires_cli.translation import gettext as _

# The beginnings of words by which a sentence says that something gets worse, folded; « ne … pas » isn't looked through.
_WORSE = re.compile(
    r"(?<!\bne )(?<!\bn )\b(?:aggrav|rencheri|alourdi|creus|augment|gonfle|grimp|flamb|explos|mont(?:e|ent|er)\b"
    r"|manqu|perd(?:s|re|ent|ant|u|ue|us|ues)?\b|disparai|detrui|supprim|ferm(?:e|ent|er)\b"
    r"|evinc|expuls|chass(?:e|ent|er|ant)\b|exclu|ecart(?:e|ent|er|ant)\b|decourag|fui(?:r|t|ent)\b|quitt"
    r"|part(?:ir|ent)\b|noy|(?:sur)?endett|appauvri|fragilis|priv(?:er|ent|ant)\b|pein(?:e|ent|er)\b|subi(?:t|r|ssent)\b"
    r"|pren(?:d|dre|nent) la place|remplac(?:e|ent|er) les?\b|de moins\b|grignot|pollu(?:e|ent|er)\b"
    r"|(?:rest|laiss|tenu|mis|mett)\w* (?:a l ecart|au bord|a la porte|de cote|dehors)"
    r"|pouss(?:e|ent|er) (?:dehors|vers la sortie))"
)
# A sentence that begins so says under which condition the harm is avoided: it is advice, and no warning.
_CONDITION = re.compile(r"(?:sans|si|s il|s ils|faute d[e ]|a moins d[e ])\b")
_PLURAL = re.compile(r"(?<=\w\w\w)[sx]$")
# Where a practice warns. Its questions ask, its examples tell of somewhere, its situations are what it answers.
_FIELDS = ("limits", "conditions", "description", "facts", "scale", "effort")


# How many words of a deck are sought, in all, in sentences that warn: a few seconds.
MOST_SOUGHT = 10_000_000


class Harmed:
    """The words by which each challenge of a deck is known where it is harmed, and how many may still be sought."""

    def __init__(self, deck: Deck, harms: Iterable[Harm]) -> None:
        own: dict[str, list[str]] = {}
        for harm in harms:
            own.setdefault(harm.challenge, []).extend(harm.words)
        words = {item.id: tuple(own.get(item.id) or item.terms) for item in deck.book.challenges}
        self._left = MOST_SOUGHT
        self._size = sum(map(len, words.values()))
        self._words = {name: _any_of(expressions) for name, expressions in words.items()}

    def named_in(self, sentence: str) -> Iterator[str]:
        """The challenges that a folded sentence speaks of; none once too many words were sought for a deck of cards."""
        self._left -= self._size
        if self._left >= 0:
            yield from (name for name, words in self._words.items() if words.search(sentence))


def check_harms(card: PracticeCard, harmed: Harmed) -> Iterator[Finding]:
    """The first sentence that warns for a challenge, where the card neither aggravates nor answers it.

    What a card answers it can't also aggravate: there, the sentence only shades the answer.
    """
    told = {item.challenge for item in card.aggravates} | {item.id for item in card.challenges}
    for path, sentence in _warnings(card):
        for challenge in harmed.named_in(sentence):
            if challenge not in told:
                told.add(challenge)
                message = _("cette phrase met en garde pour « {name} » : dites-le dans « aggravates »")
                yield Finding(card, path, message.format(name=challenge), "warning")


def _warnings(card: PracticeCard) -> Iterator[tuple[FieldPath, str]]:
    """The sentences of a card that tell of a harm, folded."""
    for field in _FIELDS:
        for path, text in texts_of(getattr(card, field), (field,)):
            for sentence in map(fold, sentences(text)):
                if _WORSE.search(sentence) and not _CONDITION.match(sentence):
                    yield path, sentence


def _any_of(expressions: tuple[str, ...]) -> re.Pattern[str]:
    """Finds any of some expressions in a folded text, each of their words in the singular or the plural."""
    singular = ([re.escape(_PLURAL.sub("", word)) for word in fold(expression).split()] for expression in expressions)
    found = "|".join(r"(?:e?s|x)? ".join(words) for words in singular)
    return re.compile(rf"\b(?:{found})(?:e?s|x)?\b")
