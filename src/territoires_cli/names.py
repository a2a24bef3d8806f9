"""Finding what a person meant: accents, case and punctuation don't matter, and a slip gets the nearest names."""

import re
import unicodedata
from collections.abc import Container, Iterable, Mapping, Sequence
from typing import TypeVar

T = TypeVar("T")

# A longer text is no name with a slip, and would be compared with every name for seconds.
MOST_LETTERS = 60
# How many names are compared, in all, with what a file's writer wrote in their place: a second.
MOST_COMPARED = 200_000
# Of so many names at the most all are told.
MOST_NAMED = 8

_MARK = re.compile("[\u0300-\u036f]+")
_WORD = re.compile(r"[^\W_]+")
_PLAIN = (("œ", "oe"), ("æ", "ae"), ("Œ", "oe"), ("Æ", "ae"), ("’", "'"), ("ʼ", "'"))


def squash(text: str) -> str:
    """The text in lower case and without accents, its signs and spaces kept."""
    text = unicodedata.normalize("NFKD", text)
    for sign, plain in _PLAIN:
        text = text.replace(sign, plain)
    return _MARK.sub("", text).casefold()


def fold(text: str) -> str:
    """The text in lower case, without accents, its words joined by single spaces."""
    return " ".join(_WORD.findall(squash(text)))


def begins_word(squashed: str, word: str) -> bool:
    """Whether a squashed text holds a word that begins with this one (folded)."""
    place = squashed.find(word)
    while place > 0 and squashed[place - 1].isalnum():
        place = squashed.find(word, place + 1)
    return place >= 0


def find(wanted: str, names: Mapping[str, T]) -> T | None:
    """The value whose name folds to the same letters as what was typed, or None."""
    target = fold(wanted)
    return next((value for name, value in names.items() if fold(name) == target), None)


def nearest(wanted: str, names: Iterable[str], *, at_most: int = 3) -> list[str]:
    """The names that look most like what was typed, best first; an inexact beginning counts as a likeness."""
    from difflib import get_close_matches

    target = fold(wanted[: 2 * MOST_LETTERS])
    if len(target) > MOST_LETTERS:
        return []
    originals: dict[str, str] = {}
    for name in names:
        originals.setdefault(fold(name), name)
    close = get_close_matches(target, list(originals), n=at_most, cutoff=0.6)
    starts = [name for name in originals if target and name.startswith(target) and name not in close]
    return [originals[name] for name in (close + starts)[:at_most]]


class Names(Container[str]):
    """Names that may be meant, and the nearest of them to each that isn't one, as long as few enough were compared."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = dict.fromkeys(names)
        self._left = MOST_COMPARED
        self._close: dict[str, str | None] = {}

    def __contains__(self, name: object) -> bool:
        """Whether this is one of the names."""
        return name in self._names

    @property
    def few(self) -> list[str]:
        """All the names, where they are few enough to be told."""
        return [*self._names] if len(self._names) <= MOST_NAMED else []

    def nearest(self, wanted: str) -> str | None:
        """The name that looks most like what was written; None too once so many were sought that these are no slips."""
        if wanted not in self._close:
            self._left -= len(self._names)
            self._close[wanted] = next(iter(nearest(wanted, self._names, at_most=1)), None) if self._left >= 0 else None
        return self._close[wanted]


def enumerate_in_french(names: Sequence[str], last: str = "ou") -> str:
    """Names joined as a French sentence joins them: « a, b ou c »."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {last} {names[-1]}"
