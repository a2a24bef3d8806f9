"""Texts that a spreadsheet would take for formulas, numbers or dates: an apostrophe before them, and away again. Pure.

After OWASP's advice on CSV injection; numbers, dates and the like are shielded too, because a spreadsheet rewrites them.
"""

import re

# A text that begins like a formula, whatever space or invisible sign stands before (OWASP, CSV injection).
_SIGNS = "=+\\-@＝＋－＠"
_HIDDEN = "\\s\ufeff\u200b-\u200f\u2028-\u202e\u2060-\u206f"
_MONTHS = (
    "janv?(?:ier)?|january|fe?[bv]r?(?:ier|uary)?|f[ée]vr?(?:ier)?|mar[sh]?|march|a[vp]r(?:il)?|ma[iy]|june?|juin|july?|juill?(?:et)?|"
    "ao[uû]t|aug(?:ust)?|sept?(?:embre|ember)?|oct(?:obre|ober)?|nov(?:embre|ember)?|d[eé]c(?:embre|ember)?"
)
_FORMULA = re.compile(rf"[{_HIDDEN}]*[{_SIGNS}]|[\t\r\n]")
_DAYS = "(?:lun|mar|mer|jeu|ven|sam|dim|mon|tue|wed|thu|fri|sat|sun)[a-z]*\\.?"
_MONEY = "[$£€¥]"
# What a spreadsheet takes for a number that it writes in another way (money, brackets around what is owed, powers of ten,
# percents), a date, a time, true or false, an error.
_ALTERED = re.compile(
    r"(?!(?:0|[1-9]\d{0,10})\Z)"
    rf"[\s(]*(?:{_MONEY}|%)?[\s(]*[\d\s.,:/–-]*\d[\d\s.,:/–-]*"
    rf"(?:%|{_MONEY}|e\s*[+-]?\s*\d*|h\s*\d*|[ap]\.?m?\.?|t[\d:.]+z?|[+-])?[\s)]*"
    rf"|(?:{_DAYS}[\s,]*)?(?:\d{{1,4}}[\s./-]*)?(?:{_MONTHS})\.?[\s./-]*\d{{0,4}}"
    r"|vrai|faux|true|false",
    re.IGNORECASE,
)
_ERROR = re.compile(r"#(?:#+|[A-Z0-9/]{2,10}[?!]?)")
_LONGEST_ALTERED = 40
# A sign after what some other program takes for the end of a cell: it would begin a formula there.
_INNER = re.compile(rf"([,;|\t\r\n]\"*)('*[{_SIGNS}])")
_INNER_SHIELDED = re.compile(rf"([,;|\t\r\n]\"*)'('*[{_SIGNS}])")


def shield(text: str) -> str:
    """The text with an apostrophe before whatever a spreadsheet would take for something else than a text."""
    return _INNER.sub(r"\1'\2", f"'{text}" if _is_risky(text) else text)


def unshield(text: str) -> str:
    """The text that `shield` was given."""
    text = _INNER_SHIELDED.sub(r"\1\2", text)
    return text[1:] if text.startswith("'") and _is_risky(text) else text


def is_formula(text: str) -> bool:
    """Whether a spreadsheet would take a text for a formula."""
    return bool(_FORMULA.match(text))


def is_error(text: str) -> bool:
    """Whether a cell holds an error of the spreadsheet's own: what stood there is lost."""
    return bool(_ERROR.fullmatch(text.strip()))


def _is_risky(text: str) -> bool:
    """Whether a text, less the apostrophes before it, is no text for a spreadsheet."""
    core = text.lstrip("'")
    return (
        bool(_FORMULA.match(core))
        or is_error(core)
        or (len(core) <= _LONGEST_ALTERED and bool(_ALTERED.fullmatch(core)))
    )
