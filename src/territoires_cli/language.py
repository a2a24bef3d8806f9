"""French text → sentences of stemmed words, the same way for a town's statement and for the deck's own terms."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import cast

from territoires_cli.names import fold
from territoires_cli.text import sentences

# Words that say nothing of a trouble. « pas », « plus », « sans », « trop », « peu » stay: « pas de bus » is not « bus ».
STOP_WORDS = frozenset(
    """
    a ai as au aux avec avoir avons ayant bien c ca car ce ceci cela celle celles celui ces cet cette ceux chez ci
    comme comment d dans de depuis des dont du elle elles en encore entre est et etaient etait etant ete etre eu eux
    faire fait font furent fut ici il ils j je jusque l la le les leur leurs lui m ma mais me meme mes mon n ne ni
    nos notre nous on ont ou par parce peut peuvent pour pourquoi pouvons qu quand que quel quelle quelles quels qui
    quoi s sa se sera seront ses si soit sommes son sont sous sur t ta te tes toi ton tous tout toute toutes tres tu
    un une va vers voila vont vos votre vous y
    """.split()  # noqa: SIM905 - a list of two hundred quoted words hides them
)
_WORD = re.compile(r"[^\W_]+")
# How many words may stand between those of one expression.
SLACK = 3


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it was written, and its stem."""

    written: str
    stem: str


@cache
def _stemmer() -> Callable[[str], str]:
    """PyStemmer where it is installed (a compiled library), else its slower equal in plain Python."""
    try:
        from Stemmer import Stemmer
    except ImportError:
        from snowballstemmer import stemmer

        return cast("Callable[[str], str]", stemmer("french").stemWord)
    return cast("Callable[[str], str]", Stemmer("french").stemWord)


@cache
def stem(word: str) -> str:
    """The stem of a folded word (lower case, no accent)."""
    return _stemmer()(word)


def words_of(text: str) -> list[Word]:
    """The meaningful words of a text, in order, with their stems."""
    found = []
    for written in _WORD.findall(text):
        folded = fold(written)
        if _means_something(folded):
            found.append(Word(written, stem(folded)))
    return found


def stems_of(text: str) -> tuple[str, ...]:
    """The stems of the meaningful words of a text, in order (as `words_of` gives them, in a third of the time)."""
    return tuple(stem(word) for word in fold(text).split() if _means_something(word))


def _means_something(folded: str) -> bool:
    return folded not in STOP_WORDS and (len(folded) > 1 or folded.isdigit())


class Statement:
    """A free text, cut into sentences of words, that expressions can be looked for in."""

    def __init__(self, text: str) -> None:
        self.sentences = [words_of(sentence) for sentence in sentences(text)]
        self.stems = frozenset(word.stem for sentence in self.sentences for word in sentence)

    def find(self, expression: Sequence[str]) -> tuple[str, ...]:
        """The words of the text that make up an expression (its stems), or nothing.

        All of them stand in one sentence, in any order, with at most SLACK other words among them.
        """
        wanted = set(expression)
        if not wanted or not wanted <= self.stems:
            return ()
        width = len(wanted) + SLACK
        for sentence in self.sentences:
            for start in range(len(sentence)):
                window = sentence[start : start + width]
                if window[0].stem in wanted and wanted <= {word.stem for word in window}:
                    return tuple(_first_of_each(window, wanted))
        return ()


def _first_of_each(window: Iterable[Word], wanted: set[str]) -> Iterable[str]:
    missing = set(wanted)
    for word in window:
        if word.stem in missing:
            missing.discard(word.stem)
            yield word.written
