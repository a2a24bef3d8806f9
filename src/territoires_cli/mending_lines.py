"""What a line of faulty YAML may have been meant to be, from the line alone and from quotes that run on. Pure."""

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Any

import yaml

from territoires_cli.bullets import BULLET, indent_of, looks_like_item
from territoires_cli.glossary import key_meant
from territoires_cli.mends import Mend
from territoires_cli.names import nearest
from territoires_cli.quoting import quote_typeset, unquote
from territoires_cli.safe_yaml import YamlError
from territoires_cli.translation import gettext as _

# Retreat and dashes; the name of a field; what follows its colon.
_FIELD = re.compile(r"(?P<start>\s*(?:- +)*[\w.-]+\s*:\s+)(?P<value>\S.*)$")
_ITEM = re.compile(r"(?P<start>\s*(?:- +)+)(?P<value>\S.*)$")
_DASH = re.compile(r"(?P<start>\s*)-(?P<value>[^\s-].*)$")
_COLON = re.compile(r"(?P<start>\s*(?:- +)*)(?P<key>[^\W\d][\w-]*):(?P<value>[^\s/].*)$")
_EQUALS = re.compile(r"(?P<start>\s*(?:- +)*)(?P<key>[^\W\d][\w-]*)\s*[=;]\s*(?P<value>.*)$")
_WORD = re.compile(r"(?P<start>\s*(?:- +)*)(?P<key>[^\W\d][\w-]*)(?P<value>\s+[^:]*|\s*)$")
_ODD_SPACE = re.compile(r"(?<=[:-])[\u00a0\u202f\u2009]+|^[\s\u00a0\u202f\u2009]*[\u00a0\u202f\u2009]\s*")
_STRAY = re.compile(r"(?P<start>\s*)(?P<sign>[^\w\s\"'#{\[-])(?=\s*[\w-])")
_FLOW_VALUE = re.compile(r"[{,]\s*[\w-]+:\s+")
_BREAK = re.compile(r",\s|(?<!\s)\s+#")
# A shorter word of a text looks like some name or other.
_LONG_ENOUGH = 4
# Signs with which YAML says something, so that no text may begin with one.
RESERVED = "@`%*&!{}[]>|?,#-"


def mends_of_line(line: str, number: int, keys: Collection[str], inside: int = 2) -> Iterator[Mend]:
    """Each way in which this line alone may be put right, the likeliest first; a text above it goes on at `inside`."""
    yield from mends_of_spaces(line, number)
    yield from _without_sign(line, number)
    yield from _named(line, number, keys)
    yield from _continued(line, number, inside)
    yield from _named_nearly(line, number, keys)
    yield from _requoted_inside(line, number)
    yield from _closed(line, number)
    yield from _requoted(line, number)


def mends_of_spaces(line: str, number: int) -> Iterator[Mend]:
    """The line with a space after its dash or its colon, where one is missing or isn't an ordinary one."""
    odd = _ODD_SPACE.search(line)
    if odd:
        message = _("une espace insécable (montrée par ␣) se trouve là où il faut une espace ordinaire")
        yield Mend(number, odd.start() + 1, _ODD_SPACE.sub(lambda found: " " * len(found[0]), line), message)
    dash = _DASH.match(line)
    if dash:
        message = _("il manque une espace après le tiret")
        yield Mend(number, len(dash["start"]) + 1, f"{dash['start']}- {dash['value']}", message)
    colon = _COLON.match(line)
    if colon:
        message = _("il manque une espace après les deux-points de « {key} »").format(key=colon["key"])
        text = f"{colon['start']}{colon['key']}: {colon['value']}"
        yield Mend(number, colon.end("key") + 1, text, message)


def _without_sign(line: str, number: int) -> Iterator[Mend]:
    """The line without the sign that got in front of it by a slip of the hand."""
    stray = _STRAY.match(line)
    if stray and not BULLET.match(line):
        message = _("le signe « {sign} » n’a rien à faire au début de cette ligne : effacez-le").format(
            sign=stray["sign"]
        )
        yield Mend(number, stray.start("sign") + 1, stray["start"] + line[stray.end() :], message)


def _named(line: str, number: int, keys: Collection[str]) -> Iterator[Mend]:
    """A field whose colon is missing, or is another sign."""
    equals = _EQUALS.match(line)
    if equals:
        message = _("après le nom du champ « {key} », il faut « : » et une espace").format(key=equals["key"])
        yield Mend(
            number, equals.end("key") + 1, f"{equals['start']}{equals['key']}: {equals['value']}".rstrip(), message
        )
    word = _WORD.match(line)
    meant = word and key_meant(word["key"], keys)
    if word and meant:
        yield _with_colon(word, number, meant)


def _named_nearly(line: str, number: int, keys: Collection[str]) -> Iterator[Mend]:
    """A field whose colon is missing, and whose name has a slip; a short word is like too many names."""
    word = _WORD.match(line)
    if word and len(word["key"]) >= _LONG_ENOUGH and not key_meant(word["key"], keys):
        yield from (_with_colon(word, number, meant) for meant in nearest(word["key"], keys, at_most=1))


def _with_colon(word: re.Match[str], number: int, meant: str) -> Mend:
    message = _("il manque « : » après le nom du champ « {key} »").format(key=meant)
    text = f"{word['start']}{meant}: {word['value'].strip()}".rstrip()
    return Mend(number, word.end("key"), text, message)


def _continued(line: str, number: int, inside: int) -> Iterator[Mend]:
    """The rest of a text that began on the line before."""
    if line.strip() and not _FIELD.match(line) and not _ITEM.match(line):
        message = _("cette ligne continue un texte commencé plus haut : mettez des espaces devant elle")
        yield Mend(number, 1, " " * inside + line.strip(), message)


def mends_of_long_text(lines: Sequence[str], number: int) -> list[Mend]:
    """A text of several lines that a colon cuts: a quote where it begins on this line, another one where it ends."""
    field = _FIELD.match(lines[number - 1])
    if field is None or field["value"][0] in RESERVED + "'\"" or ": " not in field["value"]:
        return []
    last = number
    column = len(field["start"]) - len(re.sub(r"^\s*(?:- +)*", "", field["start"]))
    while (
        last < len(lines)
        and lines[last].strip()
        and indent_of(lines[last]) >= max(column, 1)
        and not _reads_alone(lines[last])
    ):
        last += 1
    rest = lines[number:last]
    if not rest or any(sign in line for line in rest for sign in ('"', "\\", ": ")):
        return []
    opened = Mend(
        number,
        field.start("value") + 1,
        field["start"] + quote_typeset(field["value"])[:-1],
        _why_quotes(field["value"]),
    )
    message = _("le texte commencé ligne {line} finit ici : fermez les guillemets").format(line=number)
    end = lines[last - 1].rstrip()
    return [opened, Mend(last, len(end), f'{end}"', message)]


def _reads_alone(line: str) -> bool:
    """Whether a line is an item, or begins like a field."""
    return looks_like_item(line) or bool(re.match(r"\s*[\w-]+:(\s|$)", line))


def _requoted(line: str, number: int) -> Iterator[Mend]:
    """The whole value between good quotes, with or without the part of them that stands there."""
    for match in (_FIELD.match(line), _ITEM.match(line)):
        if match:
            value = match["value"].rstrip()
            column = match.start("value") + 1
            text = match["start"] + quote_typeset(unquote(value))
            yield Mend(number, column + _fault_in(value), text, _why_quotes(value))


def _fault_in(value: str) -> int:
    """How far into a value its fault shows: the colon inside it, the quote that closes it too early, else its start."""
    mark = value[0]
    found = value.find(mark, 1) if mark in "'\"" else value.find(": ")
    if mark == '"' and "\\" in value:
        found = value.index("\\")
    return max(found, 0)


def _why_quotes(value: str) -> str:
    if value[0] == "'":
        return _(
            "l’apostrophe droite (') ferme trop tôt le texte ouvert par ' : prenez des guillemets doubles, et "
            "l’apostrophe ’ à l’intérieur"
        )
    if value[0] == '"' and "\\" in value:
        return _(
            "entre guillemets doubles, la barre \\ est un signe spécial : écrivez-la deux fois (\\\\), ou écrivez /"
        )
    if value[0] == '"':
        return _(
            'un guillemet droit (") ferme le texte trop tôt : à l’intérieur, mettez des guillemets français, « ainsi »'
        )
    if value[0] in RESERVED:
        return _('un texte ne peut pas commencer par « {sign} » : mettez-le entre guillemets droits (")').format(
            sign=value[0]
        )
    return _('les deux-points suivis d’une espace coupent ce texte : mettez-le tout entier entre guillemets droits (")')


def _requoted_inside(line: str, number: int) -> Iterator[Mend]:
    """The comma that is missing between two fields of a `{a: b, c: d}`; or one of its values between quotes."""
    if "{" in line:
        text = re.sub(r"(?<=[^\s,{\[:]) +(?=[\w-]+: )", ", ", line)
        if text != line:
            yield Mend(number, line.index("{") + 1, text, _("il manque une virgule entre deux champs de { }"))
    values = list(_FLOW_VALUE.finditer(line))
    ends = [match.start() for match in values] + [_closers_of(line)]
    for match in values[::-1]:
        for end in [place for place in ends if place > match.end()][:2]:
            value = line[match.end() : end]
            text = line[: match.end()] + quote_typeset(unquote(value)) + line[end:]
            yield Mend(number, match.end() + 1, text, _why_quotes(value))


def _closers_of(line: str) -> int:
    """Where the brackets and braces begin that end a line, with the spaces before them."""
    return len(line.rstrip().removesuffix(",").rstrip("}]").rstrip())


def _closed(line: str, number: int) -> Iterator[Mend]:
    """The bracket or brace that was never closed."""
    for opener, closer in (("[", "]"), ("{", "}")):
        if line.count(opener) > line.count(closer):
            message = _("« {opener} » est ouvert et jamais refermé par « {closer} »").format(
                opener=opener, closer=closer
            )
            yield Mend(number, line.rindex(opener) + 1, line.rstrip().removesuffix(",") + closer, message)


def mends_of_quotes(text: str, lines: Sequence[str], error: YamlError) -> Iterator[Mend]:
    """Where a quote that runs over several lines may have been meant to close: on the line that opened it."""
    for number, column, mark in _running_quotes(text, lines, error):
        line = lines[number - 1].rstrip()
        message = _("le guillemet {mark} ouvert ici n’est pas refermé sur cette ligne").format(mark=mark)
        ends = [len(line)]
        ends += [_closers_of(line), *(match.start() for match in _BREAK.finditer(line))]
        for end in (place for place in ends if place > column):
            inner = line[column:end]
            closed = mark if mark not in inner else ""
            fixed = f"{mark}{inner}{closed}" if closed else quote_typeset(inner)
            yield Mend(number, column, line[: column - 1] + fixed + line[end:], message)


def _running_quotes(text: str, lines: Sequence[str], error: YamlError) -> Iterator[tuple[int, int, str]]:
    """The quotes before an error that close on another line than they open: line, column, sign; the last one first."""
    number = min(error.line, len(lines))
    mark = lines[number - 1][error.column - 1 : error.column]
    if mark in {"'", '"'}:
        yield number, error.column, mark
    found = []
    try:
        tokens: Any = yaml.scan(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        for token in tokens:
            if token.start_mark.line + 1 > error.noticed:
                break
            if getattr(token, "style", "") in ("'", '"') and token.end_mark.line > token.start_mark.line:
                found.append((token.start_mark.line + 1, token.start_mark.column + 1, str(token.style)))
    except yaml.YAMLError:
        pass
    yield from found[::-1]
