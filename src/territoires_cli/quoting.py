"""Texts in quotes, whatever signs they hold: as YAML writes them on one line, and as they are typed in a command. Pure."""

import re
from collections.abc import Sequence

_STRAIGHT_PAIR = re.compile(r'"([^"]*)"')
_SIGN = re.compile(r"(?<=\w)[:;!?](?=\s|$)")
_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")


# Texts that every program reads as they are, though no quotes stand around them.
_PLAIN = re.compile(
    r"(?!(?:y|n|yes|no|on|off|true|false|null)$)[^\W\d_][^:#'\"\n\\{}\[\],&*!|>%@`]*(?<!\s)", re.IGNORECASE
)


def scalar(text: str) -> str:
    """The text as a value of YAML, quoted where it has to be."""
    return text if _PLAIN.fullmatch(text) else quote(text)


def quote(text: str) -> str:
    """The text between double quotes, as it is."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def quote_typeset(text: str) -> str:
    """The text between double quotes, its own quotes, apostrophes and colons as French print writes them."""
    french = _STRAIGHT_PAIR.sub(lambda match: f"« {match[1].strip()} »", text)
    return quote(_SIGN.sub(r" \g<0>", _APOSTROPHE.sub("’", french)))


def unquote(written: str) -> str:
    """What is written, without the straight quotes around it where there are any."""
    written = written.strip()
    mark = written[:1]
    if mark in {'"', "'"} and len(written) > 1 and written.endswith(mark):
        return written[1:-1]
    return written


def command_line(words: Sequence[str]) -> str:
    """Words as they are typed on any system: between double quotes where a word holds more than letters."""
    return " ".join(_quoted(word) for word in words)


def _quoted(word: str) -> str:
    if word and all(character.isalnum() or character in "-_./:,+@%" for character in word):
        return word
    escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("$", "\\$").replace("`", "\\`")
    return f'"{escaped}"'
