"""Sentences as people type them → as they are printed, and what is wrong with one that is too long. Pure."""

import re
from collections.abc import Callable

from territoires_cli.text import count_words, sentences
from territoires_cli.translation import gettext as _

Fault = Callable[[tuple[str, ...]], str | None]

SENTENCE_WORDS = 25
# What keyboards give, and what is printed; the rules of `checks.texts` ask for the second.
_MENDED = (
    (re.compile(r"[\u00a0\u202f\u2009]"), " "),
    (re.compile(r'"([^"]*)"'), r"« \1 »"),
    (re.compile(r'"'), ""),
    (re.compile(r"'"), "’"),
    (re.compile(r"\.\.\."), "…"),
    (re.compile(r"«\s*"), "« "),
    (re.compile(r"\s*»"), " »"),
    (re.compile(r"(?<=\w)([!?;])(?=\s|$)"), r" \1"),
    (re.compile(r"(?<=\w):(?=\s)"), " :"),
    (re.compile(r"(?<!\s)\s+([,.])(?=\s|$)"), r"\1"),
    (re.compile(r"(\d)%"), r"\1 %"),
    (re.compile(r" {2,}"), " "),
)


def tidy(text: str) -> str:
    """A text with the signs that French print asks for, on one line."""
    found = " ".join(text.split())
    for sign, mended in _MENDED:
        found = sign.sub(mended, found)
    return found.strip()


def tidy_all(values: tuple[str, ...]) -> tuple[str, ...]:
    """Each of the texts, tidied; those that say nothing are left out."""
    return tuple(text for text in map(tidy, values) if text)


def text_fault(most: int, words: int = SENTENCE_WORDS, *, required: bool = True) -> Fault:
    """What is wrong with a text of at most so many characters, in sentences of at most so many words."""

    def fault(values: tuple[str, ...]) -> str | None:
        text = tidy(values[0]) if values else ""
        if not text:
            return _("Il faut quelques mots ici.") if required else None
        if len(text) > most:
            return _("Ce texte fait {count} caractères, {most} au plus : ôtez-en {over}.").format(
                count=len(text), most=most, over=len(text) - most
            )
        longest = max(map(count_words, sentences(text)), default=0)
        if longest > words:
            return _("Une phrase fait {count} mots, {most} au plus : coupez-la en deux.").format(
                count=longest, most=words
            )
        return None

    return fault
