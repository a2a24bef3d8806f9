"""French typography for display and print: no-break spaces, and nothing that could drive a terminal or a page."""

import re
import unicodedata
from functools import lru_cache
from typing import Any

NBSP = "\u00a0"
NARROW = "\u202f"
# The longest text that a sentence quotes, in characters.
_MOST_QUOTED = 200
# A line to fill in by hand.
FILL_IN = "…" * 20
# Minutes of one square of a bar.
SQUARE = 5

_BINDINGS = (
    (" :", f"{NBSP}:"),
    (" »", f"{NBSP}»"),
    ("« ", f"«{NBSP}"),
    (" ;", f"{NARROW};"),
    (" !", f"{NARROW}!"),
    (" ?", f"{NARROW}?"),
)
# Between two letters: keyboards have the straight one.
_APOSTROPHE = re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_])")
_DIGIT = re.compile(r"\d")
_NUMBER_UNIT = re.compile(r"(?<=\d) (?=(?:%|€|m²|km|kg|h|min|minutes?|personnes?|ans?|millions?|milliards?)(?!\w))")
_THOUSANDS = re.compile(r"(?<=\d) (?=\d{3}(?!\d))")
_LINE_ENDS = re.compile(r"[\t\n]")
# Control characters, the characters that reorder text or hide it (Unicode TR 9 and TR 36), and those that no XML may hold.
_UNSAFE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)
_OLD_LINE_ENDS = re.compile(r"[\x0b\x0c\x85\u2028\u2029]")
_HALVES = re.compile(r"[\ud800-\udfff]")


@lru_cache(4096)
def typeset(text: str) -> str:
    """The text on one line, cleaned, with the apostrophes and no-break spaces that French print asks for."""
    line = _APOSTROPHE.sub("’", " ".join(clean(text).split()))
    for plain, bound in _BINDINGS:
        line = line.replace(plain, bound)
    if _DIGIT.search(line):
        line = _NUMBER_UNIT.sub(NBSP, _THOUSANDS.sub(NARROW, line))
    return line


def bar_of(minutes: int) -> str:
    """A bar as long as so many minutes, one square for each five of them."""
    return "█" * max(-(-minutes // SQUARE), 1) if minutes else ""


def edges(text: str) -> tuple[str, str, str]:
    """A run of text typeset, apart from the spaces around it (before, core, after), where its neighbours begin.

    The space before « : » and its like is a no-break one.
    """
    core = typeset(text)
    if not core:
        return " " if text else "", "", ""
    before = " " if text[:1].isspace() else ""
    if before and core[0] in ":;!?»":
        before = NBSP
    return before, core, " " if text[-1:].isspace() else ""


def clean(text: str) -> str:
    """The text without control characters, direction overrides or lone surrogates; tabs and line ends stay."""
    if text.isprintable():
        return text
    kept = _UNSAFE.sub("", text.replace(NARROW, " ").replace(NBSP, " "))
    return kept.encode("utf-8", "replace").decode("utf-8")


def without_unsafe(text: str) -> str:
    """The text as it is kept from a file: without what `clean` takes away, old line ends being spaces; no-break spaces stay."""
    if text.isprintable():
        return text
    return _HALVES.sub("", _UNSAFE.sub("", _OLD_LINE_ENDS.sub(" ", text)))


def without_unsafe_inside(data: Any) -> Any:
    """Plain data with each of its texts, keys too, as `without_unsafe` keeps it; tuples become lists."""
    if isinstance(data, str):
        return without_unsafe(data)
    if isinstance(data, dict):
        return {without_unsafe_inside(key): without_unsafe_inside(value) for key, value in data.items()}
    return [without_unsafe_inside(item) for item in data] if isinstance(data, list | tuple) else data


def one_line(text: str) -> str:
    """The text cleaned, on one line, every space kept: for what is typed as it stands."""
    return _LINE_ENDS.sub(" ", clean(text))


def shortened(text: str) -> str:
    """The text as a sentence quotes it: no longer than anybody reads."""
    return text if len(text) <= _MOST_QUOTED else f"{text[: _MOST_QUOTED - 1]}…"


def escape_unsafe(json_text: str) -> str:
    """JSON text that means the same, its unsafe characters escaped as JSON does it."""
    return _UNSAFE.sub(lambda match: match[0] if match[0] in "\n\r" else _escaped(match[0]), json_text)


def _escaped(character: str) -> str:
    """A character as JSON escapes it: one UTF-16 unit, or two beyond U+FFFF."""
    units = character.encode("utf-16-be").hex()
    return "".join(f"\\u{units[start : start + 4]}" for start in range(0, len(units), 4))


# What a terminal or file that knows few characters gets instead.
_FALLBACKS = {
    NBSP: " ", NARROW: " ", "’": "'", "‘": "'", "«": '"', "»": '"', "“": '"', "”": '"', "…": "...", "–": "-",
    "—": "-", "•": "-", "·": "-", "→": "->", "☐": "[ ]", "☑": "[x]", "█": "#", "▓": "=", "▒": "+", "░": ".", "œ": "oe", "Œ": "OE",
    "€": "EUR", "²": "2", "×": "x", "≥": ">=", "≤": "<=", "─": "-", "␣": "_", "│": "|", "━": "=", "┃": "|", "┏": "+", "┓": "+", "┗": "+", "┛": "+",
}  # fmt: skip


def fall_back(error: UnicodeError) -> tuple[str, int]:
    """An error handler for `codecs`: the nearest characters that the target can carry, « ? » where there are none."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    replaced = "".join(_replacement(character) for character in error.object[error.start : error.end])
    return replaced, error.end


def _replacement(character: str) -> str:
    plain = _FALLBACKS.get(character)
    if plain is None:
        # A fraction like « ½ » comes apart into 1, a slash of its own and 2.
        apart = unicodedata.normalize("NFKD", character).replace("\u2044", "/")
        plain = apart.encode("ascii", "ignore").decode()
    return plain or "?"
