"""A text cut into words: as they are understood, and as they stand; where expressions and phrases are found among them. Pure."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from territoires_cli.language import is_word, stem
from territoires_cli.models.lexis import Expression, Lexis
from territoires_cli.names import fold
from territoires_cli.spelling import corrected

# A word as it is written; an accent may follow its letter as a sign of its own.
_WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*")
_SENTENCE_END = re.compile(r"[.!?…;\n]")
# A new clause, inside which a practice is there, missing or refused.
_CLAUSE_END = re.compile(r"[.!?…;:\n()]")
_TURNS = frozenset(("mais", "but", "sauf", "except"))
# Words after which « car » is a coach and not a conjunction.
_BEFORE_COACH = frozenset(
    "le les un des du de en ce ces par seul dernier derniers aucun notre nos petit grand".split()  # noqa: SIM905 - a list of quoted words takes a page
)
# A word as it stands, small ones too: folded, and the clause it stands in.
RawWord = tuple[str, int]


@dataclass(slots=True)
class Word:
    """A word as it was written, and the stem by which it is understood; `silent` where it counts for nothing."""

    written: str
    folded: str
    stem: str
    sentence: int
    clause: int
    place: int
    silent: bool = False


def words_of(text: str, lexis: Lexis, read_as: dict[str, str]) -> Iterator[Word]:
    """The words of a text with the sentence and clause that they stand in; small words have no stem."""
    sentence = clause = place = end = 0
    before = ""
    loud = text.upper() == text
    for match in _WORD.finditer(text):
        gap, end = text[end : match.start()], match.end()
        sentence += bool(_SENTENCE_END.search(gap))
        clause += bool(_CLAUSE_END.search(gap))
        written = match.group()
        for folded in fold(written).split():
            if folded in _TURNS:
                clause += 1
            if folded in lexis.short and _is_short(written, folded, lexis, loud=loud):
                for meant in (stem(folded), *lexis.short[folded]):
                    yield Word(written, folded, meant, sentence, clause, place)
                place += 1
                continue
            is_coach = folded in ("car", "cars") and before in _BEFORE_COACH
            understood = "cars" if is_coach else _understood(folded, lexis)
            before = folded
            says_something = is_word(understood) and folded not in lexis.capitals
            if understood != folded and not is_coach:
                read_as[written] = understood
            yield Word(written, understood, stem(understood) if says_something else "", sentence, clause, place)
            place += 1


def _is_short(written: str, folded: str, lexis: Lexis, *, loud: bool) -> bool:
    """Whether a word is meant as an abbreviation: in capitals, or in any case where it is no ordinary word."""
    if folded in lexis.capitals:
        return written.isupper() and not loud
    return True


def _understood(folded: str, lexis: Lexis) -> str:
    """The word itself where the deck knows it, its stem or another form of it, else the one that it was meant to be."""
    if not is_word(folded) or folded.isdigit():
        return folded
    base = stem(folded)
    if base in lexis.speaks or base in lexis.senses or folded in lexis.known_words:
        return folded
    meant = corrected(folded, lexis.known_words)
    return meant if meant and stem(meant) != base else folded


class Said:
    """The words of a text that expressions are looked for in."""

    def __init__(self, words: Sequence[Word]) -> None:
        self.words = words
        self.stems = frozenset(word.stem for word in words)

    def heard(self, expressions: Iterable[Expression], slack: int) -> list[Word]:
        """The words of every expression that stands in the text."""
        return [word for expression in expressions for word in self.find(expression, slack)]

    def find(self, expression: Expression, slack: int) -> list[Word]:
        """The words that make up an expression: in one sentence, in any order, at most `slack` others among them."""
        wanted = self.stems.intersection(expression)
        if len(wanted) < len(set(expression)):
            return []
        width = len(wanted) + slack
        for start, first in enumerate(self.words):
            if first.stem in wanted:
                window = [word for word in self.words[start : start + width] if word.sentence == first.sentence]
                if wanted <= {word.stem for word in window}:
                    return _first_of_each(window, wanted)
        return []


def _first_of_each(window: Iterable[Word], wanted: Iterable[str]) -> list[Word]:
    missing = set(wanted)
    found = []
    for word in window:
        if word.stem in missing:
            missing.discard(word.stem)
            found.append(word)
    return found


def written_of(words: Iterable[Word]) -> tuple[str, ...]:
    """The words as they were written, each once."""
    return tuple(dict.fromkeys(word.written for word in words))


def raw_words(text: str) -> Iterator[RawWord]:
    """Every word of a text, small ones too, with the number of its clause."""
    clause = end = 0
    for match in _WORD.finditer(text):
        clause += bool(_CLAUSE_END.search(text[end : match.start()]))
        end = match.end()
        for folded in fold(match.group()).split():
            clause += folded in _TURNS
            yield folded, clause


def phrases_in(raw: Sequence[RawWord], phrases: Iterable[str]) -> Iterator[tuple[int, range]]:
    """Where phrases stand word by word within a clause: the clause, and the places of their words."""
    text = " ".join(folded for folded, _clause in raw)
    for phrase in phrases:
        if phrase in text:
            wanted = phrase.split()
            for start in range(len(raw) - len(wanted) + 1):
                if raw[start][0] == wanted[0]:
                    window = raw[start : start + len(wanted)]
                    if [folded for folded, _clause in window] == wanted and window[0][1] == window[-1][1]:
                        yield window[0][1], range(start, start + len(wanted))
