"""Texts between braces that a comma cuts into a text and names of fields. Pure."""

import re
from collections.abc import Mapping, Sequence

from territoires_cli.hazards import Hazard, replaced
from territoires_cli.quoting import quote_typeset
from territoires_cli.safe_yaml import Path, Span
from territoires_cli.text_lines import lines_of
from territoires_cli.translation import gettext as _

# What stands behind a piece that a comma has cut off.
_CLOSES_PIECE = re.compile(r"\s*[,}]")


def find_cuts(text: str, spans: Mapping[Path, Span]) -> dict[Path, Hazard]:
    """The texts between braces that a comma cuts, by the path of each piece that is read as the name of a field."""
    lines = lines_of(text)
    whole: dict[Path, tuple[Path, Span]] = {}
    pieces: dict[Path, tuple[Span, list[tuple[Path, Span]]]] = {}
    for path, span in spans.items():
        if _is_piece(lines, path, span) and path[:-1] in whole:
            held, first = whole[path[:-1]]
            pieces.setdefault(held, (first, []))[1].append((path, span))
        elif span.written and not span.style:
            whole[path[:-1]] = path, span
        else:
            whole.pop(path[:-1], None)
    return {
        piece: hazard
        for held, (first, cut) in pieces.items()
        for hazard in [_cut(held, first, cut[-1][1], lines)]
        for piece, _span in cut
    }


def _cut(path: Path, first: Span, last: Span, lines: Sequence[str]) -> Hazard:
    """A text that commas cut, from its first piece to its last."""
    message = _("une virgule coupe ce texte : entre accolades, mettez-le entre guillemets")
    mend = None
    line, column = lines[last.start[0] - 1], first.start[1]
    if first.start[0] == last.start[0]:
        end = len(line[: last.start[1] - 1].rstrip()) + 1
        mend = replaced(line, column, end, quote_typeset(line[column - 1 : end - 1]))
    return Hazard(path, *first.end, message, mend, is_structural=True)


def _is_piece(lines: Sequence[str], path: Path, span: Span) -> bool:
    """Whether a field has neither colon nor value, so that a comma or a brace stands right behind its name."""
    number, column = span.start
    if span.written != "" or span.style or number > len(lines):
        return False
    line, name = lines[number - 1], str(path[-1])
    # A line may hold thousands of pieces: none of them looks at the whole of it.
    end = column - 1
    while end and line[end - 1].isspace():
        end -= 1
    return line.endswith(name, 0, end) and bool(_CLOSES_PIECE.match(line, column - 1))
