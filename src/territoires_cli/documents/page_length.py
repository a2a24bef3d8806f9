"""About how many lines of an A4 page blocks take at 11 points, so that a sheet says no more than its page holds. Pure."""

import re
from collections.abc import Iterable, Iterator, Sequence
from math import ceil

from territoires_cli.models.document import (
    Block,
    Bullets,
    Callout,
    Fields,
    Grid,
    Heading,
    Line,
    Lines,
    Paragraph,
    Speech,
    Timeline,
)

# Characters on a line, and lines on a page.
WIDTH, HEIGHT = 95, 48
INDENT = 4
# No column claims a larger share of the width than one with so many characters.
_WIDEST = 60
# A sentence up to what follows, where it says enough by then.
_CLAUSE = re.compile(r"(.{16,}?)(?:, (?:et|puis|pour|dont|car|en|même|par)| ;| pour que) .*$")


def lines_of(blocks: Iterable[Block]) -> int:
    """The lines of some blocks, one after the other; a page break counts none."""
    return sum(_lines(block) for block in blocks)


def first_clause(text: str) -> str:
    """« Réunir d’abord les tables de moins de cinq personnes. »: a sentence without what follows."""
    found = _CLAUSE.match(text)
    return f"{found[1]}." if found else text


def plain(text: Line | None) -> str:
    """The words of a line, without styles."""
    return "" if text is None else text if isinstance(text, str) else "".join(span.text for span in text)


def _lines(block: Block) -> int:
    return sum(_folded(text, width) for text, width in _texts(block)) + _fixed(block)


def _fixed(block: Block) -> int:
    """The lines that don't depend on the length of a text."""
    match block:
        case Heading():
            return 2
        case Speech():
            return 1
        case Grid():
            return _grid([block.columns, *block.rows])
        case Timeline():
            return len(block.moments)
        case Lines():
            return block.number
    return 0


def _texts(block: Block) -> Iterator[tuple[str, int]]:
    """The texts that fold, each with the characters that its line holds."""
    match block:
        case Paragraph():
            yield plain(block.text), WIDTH
        case Callout():
            yield f"{block.title}. {plain(block.text)}", WIDTH
        case Fields():
            yield from ((f"{label} : {plain(value)}", WIDTH) for label, value in block.items)
        case Bullets():
            yield from ((plain(item), WIDTH - INDENT) for item in block.items)
        case Speech():
            yield from ((sentence, WIDTH - INDENT) for sentence in block.sentences)


def _grid(rows: Sequence[Sequence[Line]]) -> int:
    """The lines of a grid whose columns share the width by their longest cells; its first row are the titles."""
    texts = [[plain(cell) for cell in row] for row in rows]
    shares = [min(max(len(text) for text in column), _WIDEST) for column in zip(*texts, strict=True)]
    whole = sum(shares) or 1
    widths = [max(round(WIDTH * share / whole), 4) for share in shares]
    return sum(max(_folded(text, width) for text, width in zip(row, widths, strict=True)) for row in texts)


def _folded(text: str, width: int = WIDTH) -> int:
    return max(ceil(len(text) / width), 1)
