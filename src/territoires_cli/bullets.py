"""Signs that people and word processors write before an item of a list, where YAML has a dash. Pure."""

import re
from collections.abc import Iterable, Iterator, Sequence

from territoires_cli.mends import Mend
from territoires_cli.translation import gettext as _

# The signs with which people and word processors begin an item; a star with no space behind it is about its word.
BULLET = re.compile(r"(?P<start>\s*)(?P<sign>[–—−•·▪‣]|\*(?=\s))\s*(?P<value>\S.*)$")
_ITEM_START = re.compile(r"\s*-(\s|$)")
_OPENS_LIST = re.compile(r"\s*(?:- +)*[\w-]+:\s*(#.*)?$")
_BLOCK = re.compile(r"(?:^|[:-]\s)\s*[|>][-+\d]*\s*(?:#.*)?$")


def mends_of_bullets(lines: Sequence[str]) -> list[Mend]:
    """Every line of a list that begins with another sign than the dash of its items, with that dash."""
    inside = _lines_of_blocks(lines)
    return [
        mend_of_bullet(lines[number - 1], number, indent_of(lines[number - 1]))
        for number in _bullets_in_lists(lines)
        if number not in inside
    ]


def mend_of_bullet(line: str, number: int, indent: int) -> Mend:
    """The line as an item, `indent` spaces from the left; it must begin with a sign that stands for a dash."""
    bullet = BULLET.match(line)
    assert bullet is not None
    message = _("« {sign} » n’est pas un tiret : remplacez ce signe par « - », suivi d’une espace")
    text = f"{' ' * indent}- {bullet['value']}"
    return Mend(number, bullet.start("sign") + 1, text, message.format(sign=bullet["sign"]))


def looks_like_item(line: str) -> bool:
    """Whether a line begins with a dash, or with a sign that people write for one."""
    return bool(_ITEM_START.match(line) or BULLET.match(line))


def _bullets_in_lists(lines: Iterable[str]) -> Iterator[int]:
    """The lines (from 1) with a bullet where an item may begin: below the name of a field that holds nothing yet, or another item."""
    # The lines above that are not yet closed by one further to the left: retreat, and whether an item may begin
    # further to the right, or just below.
    above: list[tuple[int, bool, bool]] = []
    for number, line in enumerate(lines, 1):
        bare = line.lstrip()
        if not bare or bare.startswith("#"):
            continue
        indent = len(line) - len(bare)
        while above and above[-1][0] > indent:
            above.pop()
        opens = bool(_OPENS_LIST.match(line))
        if BULLET.match(line):
            last = above[-1] if above else (indent, True, True)
            fits = last[2] if last[0] == indent else last[1]
            if fits:
                yield number
        else:
            fits = opens or bool(_ITEM_START.match(line))
        if above and above[-1][0] == indent:
            above.pop()
        above.append((indent, opens, fits))


def _lines_of_blocks(lines: Sequence[str]) -> set[int]:
    """The numbers of the lines that are the text of a folded or literal block."""
    found: set[int] = set()
    wanted: int | None = None
    is_inside = False
    for number, line in enumerate(lines, 1):
        if is_inside and line.strip():
            wanted = indent_of(line) if wanted is None else wanted
            is_inside = 0 < wanted <= indent_of(line)
        if is_inside:
            found.add(number)
        elif _BLOCK.search(line):
            wanted, is_inside = None, True
    return found


def indent_of(line: str) -> int:
    """The number of spaces before a line."""
    return len(line) - len(line.lstrip())
