"""What a text says on its own: typography, the length of sentences, the room it takes on paper. Pure."""

import re
from collections.abc import Iterator

from territoires_cli import faces
from territoires_cli.links import FieldPath, Finding, parts_of, texts_of
from territoires_cli.models.base import Card, Source, Value
from territoires_cli.text import count_words, sentences
from territoires_cli.translation import gettext as _

SENTENCE_WORDS = 25


# Each sign of careless typography and what to write instead; « » and the colon take an ordinary space in files.
_TYPOGRAPHY = (
    (re.compile(r"'"), "apostrophe droite : écrivez ’"),
    (re.compile(r'"'), "guillemet droit : écrivez « »"),
    (re.compile(r"[\u00a0\u202f\u2009]"), "espace insécable : écrivez une espace ordinaire, l’imprimé s’en charge"),
    (re.compile(r"\.\.\."), "trois points : écrivez …"),
    (re.compile(r"  "), "deux espaces de suite"),
    (re.compile(r"«(?! )|(?<! )»"), "il manque une espace à l’intérieur des guillemets « »"),
    (re.compile(r"(?<=\w)[!?;](?=\s|$)|(?<=\w):(?=\s)"), "il manque une espace avant ce signe"),
    (re.compile(r"\s[,.](?=\s|$)"), "espace de trop avant la ponctuation"),
    (re.compile(r"\d%"), "il manque une espace avant %"),
)  # fmt: skip
# What stands instead of those signs that have but one right form.
_INSTEAD = {r"'": "’", r"[\u00a0\u202f\u2009]": " ", r"\.\.\.": "…", r"  ": " ", _TYPOGRAPHY[6][0].pattern: r" \g<0>"}


def check_texts(thing: Value, severity: str = "error") -> Iterator[Finding]:
    """Typography and the length of sentences; titles and authors of cited documents are left as they are.

    `severity` says how grave that is: the built-in deck holds itself to it, other decks are only told.
    """
    for path, text in texts_of(thing):
        if isinstance(thing, Source) and path[-1] not in {"short", "note"}:
            continue
        for sign, message in _TYPOGRAPHY:
            if sign.search(text):
                good = sign.sub(_INSTEAD[sign.pattern], text) if sign.pattern in _INSTEAD else None
                yield Finding(thing, path, _(message), severity, better=good)
        if path[-1] in {"title", "author", "locator"}:
            continue
        for sentence in sentences(text):
            words = count_words(sentence)
            if words > SENTENCE_WORDS:
                message = _("phrase de {words} mots ({limit} au plus) : « {start}… »")
                start = " ".join(sentence.split()[:6])
                yield Finding(thing, path, message.format(words=words, limit=SENTENCE_WORDS, start=start), severity)


def check_summary(thing: Value, severity: str = "error") -> Iterator[Finding]:
    """Long sentences in what a card prints first."""
    for sentence in sentences(getattr(thing, "summary", "")) if isinstance(thing, Card) else ():
        words = count_words(sentence)
        if words > faces.SUMMARY_SENTENCE_WORDS:
            message = _("phrase de {words} mots ({limit} au plus sur une carte)")
            yield Finding(
                thing, ("summary",), message.format(words=words, limit=faces.SUMMARY_SENTENCE_WORDS), severity
            )


# Model → field → the most characters that its texts may have on a page (practices have faces of their own).
_ROOM: dict[str, dict[str, int]] = {
    "PracticeCard": {"title": faces.TITLE_LIMIT, "summary": faces.SUMMARY_LIMIT, "first_steps": faces.STEP_LIMIT,
                     "questions": faces.QUESTION_LIMIT},
    "ActionSheet": {"title": 40, "summary": faces.SUMMARY_LIMIT, "steps": 130, "indicators": 100, "strengths": 120,
                    "limits": 120},
    "Project": {"title": 40, "summary": faces.SUMMARY_LIMIT},
    "Elsewhere": {"title": 40, "summary": faces.SUMMARY_LIMIT},
    "CityModel": {"title": 40, "summary": faces.SUMMARY_LIMIT, "conditions": 120, "limits": 120, "questions": 80},
    "Lesson": {"title": 60, "summary": faces.SUMMARY_LIMIT, "advice": 130, "limits": 120, "question": 80},
    "Monograph": {"title": 60},
    "PracticeLink": {"why": 140},
    "CaseExample": {"short": 90},
}  # fmt: skip


def check_room(thing: Value) -> Iterator[Finding]:
    """Texts that are longer than the place they are printed in."""
    for path, part in parts_of(thing):
        for field, limit in _ROOM.get(type(part).__name__, {}).items():
            value = getattr(part, field, ())
            items = (
                [((*path, field), value)]
                if isinstance(value, str)
                else [((*path, field, index), item) for index, item in enumerate(value) if item is not None]
            )
            yield from _too_long(thing, items, limit)


def _too_long(thing: Value, items: list[tuple[FieldPath, str]], limit: int) -> Iterator[Finding]:
    for path, text in items:
        if len(text) > limit:
            message = _("{count} caractères imprimés, {limit} au plus").format(count=len(text), limit=limit)
            yield Finding(thing, path, message)
