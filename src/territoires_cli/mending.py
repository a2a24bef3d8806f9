"""A syntax error in YAML → the line as it was probably meant, kept only where the whole file is better for it. Pure.

Candidates are made from the lines around the error, one line each; whoever calls weighs the file that each would make.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple, TypeAlias

from territoires_cli.bullets import looks_like_item, mends_of_bullets
from territoires_cli.mending_lines import (
    mends_of_line,
    mends_of_long_text,
    mends_of_quotes,
)
from territoires_cli.mends import Mend
from territoires_cli.safe_yaml import DUPLICATE, SECOND_DOCUMENT, UNREADABLE, Path, Span, YamlError, parse_yaml
from territoires_cli.text_lines import lines_of, replace_lines
from territoires_cli.translation import gettext as _

# The problems that a text would have; raises YamlError where it can't be parsed.
Weigh: TypeAlias = Callable[[str], int]

MOST_MENDS = 20
LONGEST = 5_000
# What may be tried of a file, in characters read again: a fraction of a second.
MOST_READ = 120_000
# Our keys are in English: no line of French text begins so.
_FIELD = re.compile(r"\s*[a-z]+(_[a-z]+)*:(\s|$)")


class Mended(NamedTuple):
    """A text after its mends, and what still can't be parsed in it."""

    text: str
    mends: list[Mend]
    rest: YamlError | None


def mend_text(text: str, error: YamlError, weigh: Weigh, keys: Collection[str] = ()) -> Mended:
    """The text mended line by line as far as that can be told; `keys` are the names that fields may have."""
    mends: list[Mend] = []
    rest: YamlError | None = error
    left = MOST_READ
    while rest is not None and len(mends) < MOST_MENDS:
        together = _together(text, rest, weigh) if left >= 0 else None
        left -= len(text)
        if together is not None:
            several, text, rest = together
            mends += several
            continue
        most = max(left, 0) // max(len(text), 1)
        candidates = list(islice(_once(_candidates(text, rest, keys)), most))
        left -= len(candidates) * len(text)
        best = _best(text, rest, weigh, candidates)
        if best is None:
            break
        mend, rest = best
        mends.append(mend)
        text = replace_lines(text, {mend.line: mend.text})
    return Mended(text, mends, rest)


def _once(mends: Iterable[Mend]) -> Iterator[Mend]:
    """Each mend as it is made, those that were made before left out."""
    made: set[Mend] = set()
    for mend in mends:
        if mend not in made:
            made.add(mend)
            yield mend


def _together(text: str, error: YamlError, weigh: Weigh) -> tuple[list[Mend], str, YamlError | None] | None:
    """Mends of several lines of which none would do alone, the text with them, and the syntax error that comes next."""
    lines = lines_of(text)
    if max(map(len, lines)) > LONGEST:
        return None
    for mends in (mends_of_bullets(lines), mends_of_long_text(lines, min(error.line, len(lines)))):
        found = _with_all(text, error, weigh, mends) if mends else None
        if found is not None:
            return mends, *found
    return None


def _with_all(text: str, error: YamlError, weigh: Weigh, mends: Sequence[Mend]) -> tuple[str, YamlError | None] | None:
    text = replace_lines(text, {mend.line: mend.text for mend in mends})
    try:
        weigh(text)
    except YamlError as other:
        return (text, other) if other.noticed > error.noticed else None
    return text, None


def _best(
    text: str, error: YamlError, weigh: Weigh, candidates: Sequence[Mend]
) -> tuple[Mend, YamlError | None] | None:
    """Of all candidates, the one that leaves the fewest problems, and the syntax error that comes next."""
    found: tuple[tuple[int, int], Mend, YamlError | None] | None = None
    lines = lines_of(text)
    for mend in candidates:
        if _merges(lines, mend):
            continue
        try:
            mended = replace_lines(text, {mend.line: mend.text})
            weight, after = (0, weigh(mended)), None
            if _is_swallowed(mended, mend):
                continue
        except YamlError as other:
            if other.noticed <= error.noticed or other.line <= error.line:
                continue
            weight, after = (1, -other.noticed), other
        if found is None or weight < found[0]:
            found = weight, mend, after
    return found and (found[1], found[2])


def _merges(lines: Sequence[str], mend: Mend) -> bool:
    """Whether a mend would make one text of two items: a line that begins one must still do, and at a place for one."""
    line = lines[mend.line - 1]
    if not looks_like_item(line) or not mend.text:
        return False
    if not looks_like_item(mend.text):
        # A comment keeps what it holds, and says so.
        return not mend.text.startswith("#")
    before = _filled_before(lines, mend.line)
    above = lines[before - 1] if before else ""
    head = re.match(r"\s*(?:- +)*", above)
    return bool(
        before
        and looks_like_item(above)
        and head
        and not above.rstrip().endswith(":")
        and len(above) - len(above.lstrip()) < len(mend.text) - len(mend.text.lstrip()) != head.end()
    )


def _is_swallowed(text: str, mend: Mend) -> bool:
    """Whether the line of a mend, an item or a field by its looks, became the rest of a text that begins above it."""
    if not looks_like_item(mend.text) and not _FIELD.match(mend.text):
        return False
    spans: dict[Path, Span] = {}
    parse_yaml(text, {}, spans)
    return any(
        span.written is not None and span.start[0] < mend.line < span.end[0] + (span.end[1] > 1)
        for span in spans.values()
    )


def _candidates(text: str, error: YamlError, keys: Collection[str]) -> Iterator[Mend]:
    lines = lines_of(text)
    noticed, line = min(error.noticed, len(lines)), min(error.line, len(lines))
    if error.remark == DUPLICATE:
        yield from _same_line_twice(lines, line)
        return
    if error.remark == SECOND_DOCUMENT:
        yield Mend(line, 1, "", error.message)
        return
    if UNREADABLE.search(lines[line - 1]):
        yield Mend(line, error.column, UNREADABLE.sub("", lines[line - 1]), error.message)
    yield from _mends_of_tabs(lines, noticed)
    if max(map(len, lines)) <= LONGEST:
        yield from mends_of_quotes(text, lines, error)
    before = _filled_before(lines, noticed)
    near = [number for number in dict.fromkeys((line, noticed, before)) if number]
    # A line that fills several screens was not typed by hand.
    short = [number for number in near if len(lines[number - 1]) <= LONGEST]
    for number in short:
        yield from mends_of_line(lines[number - 1], number, keys, _inside(lines, number))
    for number in short:
        yield from _reindented(lines, number)
    yield from _dashed(lines, noticed)


def _inside(lines: Sequence[str], number: int) -> int:
    """How far to the right a text goes on that began above a line: further than the name of its field."""
    before = _filled_before(lines, number)
    above = lines[before - 1] if before else ""
    head = re.match(r"\s*(?:- +)*", above)
    indent = head.end() if head else 0
    return indent + 2 if re.match(r"\s*(?:- +)*[\w-]+:(\s|$)", above) else max(indent, 2)


def _same_line_twice(lines: Sequence[str], number: int) -> Iterator[Mend]:
    line = lines[number - 1]
    key = re.match(r"\s*[^\s:]+:", line)
    # Another item of the list may hold the very line: the one that is doubled stands nearest.
    near = next((other for other in reversed(lines[: number - 1]) if key and other.startswith(key[0])), None)
    if line == near:
        yield Mend(number, 1, "", _("cette ligne est écrite deux fois, mot pour mot : supprimez celle-ci"))


def _mends_of_tabs(lines: Sequence[str], number: int) -> Iterator[Mend]:
    line = lines[number - 1]
    blank = line[: len(line) - len(line.lstrip())]
    if "\t" in blank:
        message = _("une tabulation (montrée par →) sert de retrait : remplacez-la par des espaces")
        for indent in _indents(lines, number):
            yield Mend(number, blank.index("\t") + 1, " " * indent + line.lstrip(), message)


def _reindented(lines: Sequence[str], number: int) -> Iterator[Mend]:
    line = lines[number - 1]
    now = len(line) - len(line.lstrip(" "))
    for indent in _indents(lines, number):
        if indent != now:
            message = _("devant cette ligne, il y a {count} espaces, et il en faut {wanted}, comme devant ses voisines")
            if now <= 1:
                message = _("il faut {wanted} espaces devant cette ligne, comme devant ses voisines")
            if indent == 0:
                message = _("ôtez les espaces devant cette ligne : ses voisines n’en ont pas")
            yield Mend(number, now + 1, " " * indent + line.lstrip(" "), message.format(count=now, wanted=indent))


def _dashed(lines: Sequence[str], number: int) -> Iterator[Mend]:
    """The line as an item of the list around it, where its dash is missing."""
    line = lines[number - 1]
    if not line.lstrip().startswith("-") and line.strip():
        for indent in _indents(lines, number):
            message = _("il manque un tiret au début de cet élément")
            yield Mend(number, len(line) - len(line.lstrip()) + 1, f"{' ' * indent}- {line.strip()}", message)


def _indents(lines: Sequence[str], number: int) -> list[int]:
    """The retreats that a line may have, the likeliest first: those of the lines around it, and one step more."""
    before = _filled_before(lines, number)
    found: list[int] = []
    if before:
        last = lines[before - 1]
        indent = len(last) - len(last.lstrip())
        inside = re.match(r"\s*(?:- +)*", last)
        found += [indent + 2] if last.rstrip().endswith(":") else []
        found += [inside.end() if inside else indent, indent]
    near = [line for line in lines[max(number - 30, 0) : number + 1][::-1] if line.strip() and "\t" not in line]
    found += [len(line) - len(line.lstrip(" ")) for line in near]
    return list(dict.fromkeys([*found, 0]))[:8]


def _filled_before(lines: Sequence[str], number: int) -> int:
    """The number of the last line before this one that holds something, or 0."""
    return next((place for place in range(number - 1, 0, -1) if lines[place - 1].strip()), 0)
