"""French typography for display and print: no-break spaces, and nothing that could drive a terminal or a page."""

import re
import unicodedata

NBSP = "\u00a0"
NARROW = "\u202f"

_BINDINGS = (
    (" :", f"{NBSP}:"),
    (" »", f"{NBSP}»"),
    ("« ", f"«{NBSP}"),
    (" ;", f"{NARROW};"),
    (" !", f"{NARROW}!"),
    (" ?", f"{NARROW}?"),
)
_DIGIT = re.compile(r"\d")
_NUMBER_UNIT = re.compile(r"(?<=\d) (?=(?:%|€|m²|km|kg|h|min|minutes?|personnes?|ans?|millions?|milliards?)(?!\w))")
_THOUSANDS = re.compile(r"(?<=\d) (?=\d{3}(?!\d))")
# Control characters, and the characters that reorder text or hide it (Unicode TR 9 and TR 36).
_UNSAFE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]"
)


def typeset(text: str) -> str:
    """The text on one line, cleaned, with the no-break spaces that French print asks for."""
    line = " ".join(clean(text).split())
    for plain, bound in _BINDINGS:
        line = line.replace(plain, bound)
    if _DIGIT.search(line):
        line = _NUMBER_UNIT.sub(NBSP, _THOUSANDS.sub(NARROW, line))
    return line


def clean(text: str) -> str:
    """The text without control characters, direction overrides or lone surrogates; tabs and line ends stay."""
    if text.isprintable():
        return text
    kept = _UNSAFE.sub("", text.replace(NARROW, " ").replace(NBSP, " "))
    return kept.encode("utf-8", "replace").decode("utf-8")


# What a terminal or file that knows few characters gets instead.
_FALLBACKS = {
    NBSP: " ", NARROW: " ", "’": "'", "‘": "'", "«": '"', "»": '"', "“": '"', "”": '"', "…": "...", "–": "-",
    "—": "-", "•": "-", "·": "-", "→": "->", "☐": "[ ]", "☑": "[x]", "█": "#", "░": ".", "œ": "oe", "Œ": "OE",
    "€": "EUR", "²": "2", "×": "x", "≥": ">=", "≤": "<=", "─": "-", "│": "|", "━": "=",
}  # fmt: skip


def fall_back(error: UnicodeError) -> tuple[str, int]:
    """An error handler for `codecs`: the nearest characters that the target can carry, « ? » where there are none."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    replaced = "".join(_replacement(character) for character in error.object[error.start : error.end])
    return replaced, error.end


def _replacement(character: str) -> str:
    plain = _FALLBACKS.get(character) or unicodedata.normalize("NFKD", character).encode("ascii", "ignore").decode()
    return plain or "?"
