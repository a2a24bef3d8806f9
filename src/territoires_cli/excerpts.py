"""Problems as a person reads them: the sentence, the line where it stands with a mark below, and the line put right. Pure."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from territoires_cli.translation import gettext as _
from territoires_cli.typography import clean

if TYPE_CHECKING:
    from territoires_cli.problems import Problem

WIDTH = 80
_CUT = "…"
# What can't be seen, and how it is shown: a tab, and the spaces that aren't ordinary ones.
_SEEN = str.maketrans({"\t": "→", "\u00a0": "␣", "\u202f": "␣", "\u2009": "␣"})
# More marks than these, or mends of one line, help nobody.
_MOST_ON_A_LINE = 20
# A corrected line is shown whole in so many rows at the most.
_MOST_ROWS = 12


def tell_problems(problems: "Sequence[Problem]") -> str:
    """Each problem's sentence, and each faulty line once, below all that is said of it; lines of at most 80 columns."""
    told: list[str] = []
    for group in _by_line(problems):
        told += [clean(_sentence(problem)) for problem in group]
        told += _shown(group)
    return "\n".join(told)


def _sentence(problem: "Problem") -> str:
    if problem.severity == "error":
        return str(problem)
    return str(replace(problem, message=_("avertissement : {message}").format(message=problem.message)))


def _by_line(problems: "Sequence[Problem]") -> "list[list[Problem]]":
    """Problems of one line and gravity together, where the first of them stands."""
    groups: dict[object, list[Problem]] = {}
    for number, problem in enumerate(problems):
        place = (
            number if problem.excerpt is None or _is_absent(problem) else (problem.file, problem.line, problem.severity)
        )
        groups.setdefault(place, []).append(problem)
    return list(groups.values())


def _shown(group: "Sequence[Problem]") -> Iterator[str]:
    """The faulty line of these problems with their marks, then the corrected one where it is known."""
    first = group[0]
    if first.excerpt is None or not first.excerpt.strip() or _is_absent(first):
        return
    margin = f"{first.line:>6} | "
    marks = [problem.column or 1 for problem in group[:_MOST_ON_A_LINE]]
    line, under = _cut(first.excerpt, marks, WIDTH - len(margin))
    yield f"{margin}{line}".rstrip()
    yield f"{'| ':>{len(margin)}}{under}"
    mend = combine_mends(
        first.excerpt, [problem.mend for problem in group[:_MOST_ON_A_LINE] if problem.mend is not None]
    )
    if mend == "":
        yield " " * 4 + _("supprimez cette ligne")
    elif mend is not None:
        yield from _corrected(first.excerpt, mend, margin)


def _corrected(line: str, mend: str, margin: str) -> Iterator[str]:
    """The corrected line, whole: it is typed as it is shown. One that would fill the screen is shown around its change."""
    room = WIDTH - len(margin)
    rows = _folded(_safe(mend).rstrip(), room)
    if len(rows) == 1:
        yield " " * 4 + _("écrivez plutôt :")
    elif len(rows) <= _MOST_ROWS:
        yield " " * 4 + _("écrivez plutôt, sur une seule ligne :")
    else:
        yield " " * 4 + _("écrivez plutôt ceci, sans toucher au reste de la ligne, qui est trop long :")
        rows = [_cut(mend, [_first_difference(line, mend)], room)[0].rstrip()]
    yield f"{margin}{rows[0]}"
    yield from (f"{'| ':>{len(margin)}}{row}" for row in rows[1:])


def _folded(text: str, room: int) -> list[str]:
    """A text in rows of so many columns, turned at a space where there is one; between rows, that space."""
    rows = []
    while sum(_width(sign) for sign in text) > room:
        end, left = 0, room
        while (left := left - _width(text[end])) >= 0:
            end += 1
        space = text.rfind(" ", 1, end + 1)
        if not text[: max(space, 0)].strip():
            space = -1
        rows.append(text[: space if space > 0 else end])
        text = text[space + 1 if space > 0 else end :]
    return [*rows, text]


def _is_absent(problem: "Problem") -> bool:
    """Whether a field isn't there: a mark would make the line of another field look faulty."""
    return problem.mend is None and problem.message.startswith(_("il manque ce champ"))


def combine_mends(line: str, mends: Sequence[str]) -> str | None:
    """The line with each of its mends, None without any; where two change the same place, the one that changes more."""
    if "" in mends:
        return ""
    edits: dict[tuple[int, int], str] = {}
    for mend in mends:
        start, end, new = _edit(line, mend)
        clashing = [place for place in edits if not (place[1] < start or end < place[0])]
        # A mend of a line that was mended already holds both changes.
        if all(place[1] - place[0] + len(edits[place]) <= end - start + len(new) for place in clashing):
            for place in clashing:
                del edits[place]
            edits[start, end] = new
    for (start, end), new in sorted(edits.items(), reverse=True):
        line = line[:start] + new + line[end:]
    return line if mends else None


def _edit(line: str, mend: str) -> tuple[int, int, str]:
    """From where to where the line has to change, and into what, to become its mend."""
    start = _first_difference(line, mend) - 1
    end = 0
    while end < min(len(line), len(mend)) - start and line[len(line) - 1 - end] == mend[len(mend) - 1 - end]:
        end += 1
    return start, len(line) - end, mend[start : len(mend) - end]


def _first_difference(line: str, mend: str) -> int:
    """The column (from 1) from which two lines differ."""
    pairs = zip(line, mend, strict=False)
    return next((place for place, (one, other) in enumerate(pairs, 1) if one != other), min(len(line), len(mend)) + 1)


def _cut(line: str, columns: Sequence[int], room: int) -> tuple[str, str]:
    """A line within its room, cut around its first mark, and the marks that stand below it."""
    shown, places = _drawn(line, columns)
    start, width = 0, sum(_width(sign) for sign in shown)
    if width > room:
        start = max(places[0] - room // 2, 0)
        start = max(min(start, len(shown) - room + 1), 0)
    head = _CUT if start else ""
    kept, left = head, room - len(head) - 1
    for sign in shown[start + len(head) :]:
        left -= _width(sign)
        if left < 0:
            kept += _CUT
            break
        kept += sign
    under = [" "] * room
    for place in places:
        before = sum(_width(sign) for sign in shown[start:place])
        if place - start >= 0 and before < room:
            under[before] = "^"
    return kept, "".join(under).rstrip()


def _drawn(line: str, columns: Sequence[int]) -> tuple[str, list[int]]:
    """A line as a terminal may show it, a tab as an arrow; and the places (from 0) of columns in it."""
    places = [len(_safe(line[: column - 1])) for column in columns]
    return _safe(line), places


def _safe(text: str) -> str:
    return clean(text.translate(_SEEN)).replace("\n", " ")


def _width(sign: str) -> int:
    """The columns that a character takes at most: the sign that asks for a picture may widen the one before it."""
    if unicodedata.category(sign) in ("Mn", "Me"):
        return int(sign == "\ufe0f")
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1
