"""What YAML reads without a word, though its writer meant something else, or other programs read otherwise."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from territoires_cli.bullets import looks_like_item, mend_of_bullet, mends_of_bullets
from territoires_cli.mending import LONGEST
from territoires_cli.quoting import quote, quote_typeset, scalar
from territoires_cli.safe_yaml import Path, Span
from territoires_cli.text_lines import lines_of
from territoires_cli.translation import gettext as _


class Hazard(NamedTuple):
    """A value that may be misread: its path, line and column (from 1), a sentence, and that line put right.

    `is_structural` where YAML read the line as another part of the file than its writer meant, so that `path` is not
    the only field that suffers from it.
    """

    path: Path
    line: int
    column: int
    message: str
    mend: str | None
    is_structural: bool = False


# What YAML 1.1, which most other programs still follow, takes for something else than a text.
_SWITCH = re.compile(r"y|n|yes|no|on|off", re.IGNORECASE)
_SEXAGESIMAL = re.compile(r"[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9]*)?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt ].*)?")
_GROUPED = re.compile(r"[-+]?[0-9]+(_[0-9]+)+|0[xob][0-9a-fA-F_]+")
_LEADING_ZERO = re.compile(r"0[0-9]+")
# A comment has a space behind its sign; what follows the sign at once, or is a number, was meant to be read.
_MEANT = re.compile(r"\s+#(?! )\S| # ?[0-9]")
# The quotes of word processors around a whole text, where straight ones may have been meant.
_CURLY = re.compile("[“”„](?P<text>[^“”„]*)[“”]")
_DASHED = re.compile(r"(\s*)-(\w.*)$")
_KEYED = re.compile(r"(\s*)(\w[\w-]*):([^\s/].*)$")
_FIELD = re.compile(r"\s*(?:- )?[\w-]+:(\s|$)")
# Our keys are in English: no French sentence begins so.
_KEY = re.compile(r"\s*[a-z]+(_[a-z]+)*:(\s|$)")
# Signs that UTF-8 leaves where it was read as Windows-1252, and saved again.
_GARBLED = re.compile("[ÃÂ][\u0080-\u00bf‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œžŸ]|â€")


def find_hazards(text: str, spans: Mapping[Path, Span]) -> Iterator[Hazard]:
    """Each value of a text that may be misread; `spans` says where each is written."""
    lines = lines_of(text)
    for path, span in spans.items():
        if span.written is not None:
            yield from _in_value(path, span, lines)
    for number, line in enumerate(lines, 1):
        found = _GARBLED.search(line)
        if found:
            yield from _garbled(number, found.start() + 1, line)


def find_bullets(text: str, spans: Mapping[Path, Span]) -> Iterator[Hazard]:
    """Each line that may be an item of a list, were its first sign a dash: only where a list is due is it a mistake."""
    plain = [(path, span) for path, span in spans.items() if span.written is not None and not span.style]
    # Where a line holds several texts, the first one counts.
    held = {number: path for path, span in plain[::-1] for number in range(span.start[0], span.end[0] + 1)}
    for mend in mends_of_bullets(lines_of(text)):
        holder = held.get(mend.line)
        if holder is not None:
            # The sign and the first field of an item are read as one name.
            holder = holder[:-1] if looks_like_item(str(holder[-1])) else holder
            yield Hazard(holder, mend.line, mend.column, mend.message, mend.text, is_structural=True)


def _in_value(path: Path, span: Span, lines: Sequence[str]) -> Iterator[Hazard]:
    (number, column), (last, end) = span.start, span.end
    # A value that isn't there may stand behind the last line.
    if last > len(lines):
        return
    line = lines[number - 1]
    written = str(span.written)
    if span.sign in {"&", "!"}:
        message = _("« {sign} » au début d’un texte serait perdu : mettez le texte entre guillemets droits")
        mend = replaced(line, column, end, quote_typeset(line[column - 1 : end - 1])) if number == last else None
        yield Hazard(path, number, column, message.format(sign=span.sign), mend)
    if span.style in {"'", '"'} and last > number:
        yield from _swallowing(path, span, lines)
    if span.style in {">", "|"}:
        yield from _swallowed(path, lines, number, last)
    if span.style:
        return
    if last > number:
        yield from _run_on(path, lines, number, last)
    misread = _misread(written)
    if misread and number == last:
        yield Hazard(path, number, column, misread, replaced(line, column, end, quote(written)))
    curly = _CURLY.fullmatch(written)
    if curly and number == last:
        message = _(
            'les guillemets courbes font partie du texte et seraient imprimés : ôtez-les, ou mettez des guillemets droits (")'
        )
        yield Hazard(path, number, column, message, replaced(line, column, end, scalar(curly["text"].strip())))
    comment = _MEANT.match(lines[last - 1], end - 1)
    if comment:
        message = _(
            "« # » après une espace commence un commentaire : la suite n’est pas lue ; mettez tout le texte entre guillemets droits"
        )
        rest = quote_typeset(line[column - 1 :].rstrip())
        mend = replaced(line, column, len(line) + 1, rest) if number == last else None
        yield Hazard(path, last, comment.start() + 2, message, mend)


def _misread(written: str) -> str | None:
    """Why other programs don't read this as a text, None where they do."""
    if _SWITCH.fullmatch(written):
        return _("certains logiciels lisent « {text} » comme vrai ou faux : mettez-le entre guillemets droits").format(
            text=written
        )
    if _SEXAGESIMAL.fullmatch(written):
        return _(
            "certains logiciels lisent « {text} » comme un nombre : mettez l’heure entre guillemets droits"
        ).format(text=written)
    if _DATE.fullmatch(written):
        return _("certains logiciels lisent « {text} » comme une date : mettez-la entre guillemets droits").format(
            text=written
        )
    if _LEADING_ZERO.fullmatch(written):
        return _("le zéro devant « {text} » serait perdu : mettez-le entre guillemets droits").format(text=written)
    if _GROUPED.fullmatch(written):
        return _("certains logiciels lisent « {text} » comme un nombre : mettez-le entre guillemets droits").format(
            text=written
        )
    return None


def _run_on(path: Path, lines: Sequence[str], first: int, last: int) -> Iterator[Hazard]:
    """Lines inside a text without quotes that look like an item or a field of their own."""
    above = lines[first - 1]
    left, is_item = _indent(above), re.match(r"\s*- +", above)
    for number in range(first, last + 1):
        line = lines[number - 1]
        dash, key = _DASHED.match(line), _KEYED.match(line)
        if dash:
            message = _("il manque une espace après le tiret : cette ligne est lue avec le texte au-dessus d’elle")
            yield Hazard(path, number, len(dash[1]) + 1, message, f"{dash[1]}- {dash[2]}", is_structural=True)
        elif key and number > first:
            message = _(
                "il manque une espace après les deux-points : cette ligne est lue avec le texte au-dessus d’elle"
            )
            yield Hazard(
                path, number, len(key[1] + key[2]) + 1, message, f"{key[1]}{key[2]}: {key[3]}", is_structural=True
            )
        elif number > first and is_item and _is_bullet_below(is_item.end(), line):
            bullet = mend_of_bullet(line, number, left)
            yield Hazard(path, number, bullet.column, bullet.message, bullet.text, is_structural=True)
        elif re.match(r"\s*- ", line) and _indent(line) > left:
            message = _("ce tiret est trop à droite : alignez-le sur celui du dessus")
            mend = " " * left + line.strip() if is_item else None
            yield Hazard(path, number, line.index("-") + 1, message, mend, is_structural=True)


def _is_bullet_below(column: int, line: str) -> bool:
    """Whether a line below an item's text begins another one; a dash that stands as far as that text may part a sentence."""
    return bool(re.match(r"\s*[•·▪‣]", line)) or (_indent(line) < column and bool(re.match(r"\s*[–—−]", line)))


def _swallowing(path: Path, span: Span, lines: Sequence[str]) -> Iterator[Hazard]:
    """A quoted text that runs on through fields below it: its quote was meant to close where it opened."""
    (number, column), (last, _end) = span.start, span.end
    if any(_FIELD.match(line) for line in lines[number:last]):
        line = lines[number - 1].rstrip()
        message = _(
            "le guillemet {mark} ouvert ici n’est pas refermé sur cette ligne : le texte avale celles d’en dessous"
        )
        closed = line[: column - 1] + quote(line[column:]) if span.style == '"' else f"{line}'"
        yield Hazard(path, number, column, message.format(mark=span.style), closed, is_structural=True)


def _swallowed(path: Path, lines: Sequence[str], first: int, last: int) -> Iterator[Hazard]:
    """Fields that a folded text takes for lines of its own, because they stand as far to the right; `last` is behind it."""
    head = re.match(r"\s*(?:- +)*", lines[first - 1])
    indent = head.end() if head else 0
    for number in range(first + 1, last):
        line = lines[number - 1]
        if _KEY.match(line):
            message = _(
                "cette ligne est lue avec le texte au-dessus d’elle : si c’est un champ, mettez moins d’espaces devant"
            )
            mend = " " * indent + line.strip()
            yield Hazard(path, number, _indent(line) + 1, message, mend, is_structural=True)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _garbled(number: int, column: int, line: str) -> Iterator[Hazard]:
    try:
        good = line.encode("cp1252").decode("utf-8")
    except UnicodeError:
        good = None
    message = _("les accents de cette ligne ont été abîmés en passant d’un programme à l’autre : tapez-les de nouveau")
    yield Hazard((), number, column, message, good)


def replaced(line: str, column: int, end: int, new: str) -> str | None:
    """The line with something else from one column to another, None for one so long that nobody is shown it."""
    return line[: column - 1] + new + line[end - 1 :] if len(line) <= LONGEST else None
