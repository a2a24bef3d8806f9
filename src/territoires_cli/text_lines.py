"""The lines of a text as YAML counts them, and others in their place. Pure."""

import re
from collections.abc import Mapping

_LINE_ENDS = re.compile(r"(\r\n|[\n\r\x85\u2028\u2029])")


def lines_of(text: str) -> list[str]:
    """The lines of a text, without their ends."""
    return _LINE_ENDS.split(text)[::2]


def replace_lines(text: str, lines: Mapping[int, str]) -> str:
    """The text with other lines (from 1) in the place of some, their ends kept."""
    parts = _LINE_ENDS.split(text)
    for number, new in lines.items():
        parts[2 * (number - 1)] = new
    return "".join(parts)
