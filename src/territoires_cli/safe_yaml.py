"""YAML text → plain data, the safe way: YAML 1.2 scalars, no duplicate key, bounded size, depth and aliases.

Why: stock PyYAML reads `10:30` as 630 and `no` as false, lets the last duplicate key win, and expands alias bombs.
"""

import re
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeAlias

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from territoires_cli.remarks import explain_remark
from territoires_cli.text_lines import lines_of
from territoires_cli.translation import gettext as _
from territoires_cli.typography import shortened, without_unsafe

MAX_BYTES = 1_000_000
MAX_DEPTH = 20
MAX_NODES = 20_000

Path: TypeAlias = tuple[str | int, ...]
Position: TypeAlias = tuple[int, int]

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# What a refusal of our own is about, where it may be mended.
DUPLICATE, SECOND_DOCUMENT, TAG, ALIAS = "duplicate key", "second document", "tag", "alias"
# Characters that no YAML file may hold.
UNREADABLE: re.Pattern[str] = yaml.reader.Reader.NON_PRINTABLE
# Names for tags, which libyaml compares each with all before it: tens of thousands of them take it many seconds.
_TAG_DIRECTIVE = re.compile("(?:^\ufeff?|(?<=[\n\r\x85\u2028\u2029]))%TAG(?=[ \t])")
_INT = re.compile(r"[-+]?[0-9]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_WORDS = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip


# How a plain scalar begins that may be something else than a text.
_TELLING = frozenset(["", *"~nNtTfF-+.0123456789"])


class Span(NamedTuple):
    """Where a value is written, from its first character to just behind its last (line and column, from 1).

    `written` is a scalar's text, None for a collection; `style` is its quote or block sign, empty for a plain one;
    `sign` is the anchor or tag before it, as written.
    """

    start: Position
    end: Position
    written: str | None
    style: str
    sign: str


class YamlError(Exception):
    """YAML that cannot be accepted: a French sentence, and where (line and column from 1).

    `remark` is what the parser said, empty for a refusal of our own, and `noticed` the line where it gave up.
    """

    def __init__(self, message: str, line: int, column: int, remark: str = "", noticed: int = 0) -> None:
        super().__init__(message)
        self.message, self.line, self.column = message, line, column
        self.remark, self.noticed = remark, noticed or line


@dataclass(slots=True)
class _Open:
    """A collection being filled: `key` is the key of a mapping whose value comes next; its values and letters, expanded."""

    value: Any
    anchor: str | None
    is_mapping: bool
    start: Any
    key: str | None = None
    nodes: int = 1
    letters: int = 0

    @property
    def awaits_key(self) -> bool:
        """Whether the next scalar is a key."""
        return self.is_mapping and self.key is None


def parse_yaml(
    text: str,
    positions: dict[Path, Position] | None = None,
    spans: dict[Path, Span] | None = None,
    cleaned: dict[Path, Position] | None = None,
    sizes: list[tuple[int, int]] | None = None,
) -> Any:
    """The data of one YAML document: dicts with text keys, lists, str, int, float, bool, None.

    With `positions`, also fills in where each value stands: path → (line, column), from 1; with `spans`, from where to
    where it is written; with `cleaned`, the texts from which characters were taken that could drive a terminal, reorder a
    line or hide in it; with `sizes`, adds the numbers of its values and letters, aliases expanded. Raises YamlError.
    """
    _refuse_directive(text)
    loader = _LOADER(text)
    try:
        return _Builder(positions, spans, cleaned, sizes).build(loader)
    except yaml.MarkedYAMLError as error:
        # A quote that is never closed is noticed at the end of the file, a missing colon on the next line: both
        # began at the context's mark.
        unclosed = "unexpected end of stream" in (error.problem or "")
        keyless = "could not find expected ':'" in (error.problem or "")
        mark = (error.context_mark if unclosed or keyless else None) or error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        # The end of a text without a last line end stands, for libyaml, on a line that isn't there.
        if line > (last := text.count("\n") + 1):
            line, column = last, len(text) - text.rfind("\n")
        # libyaml does not name the tab that it stumbles over.
        tab = mark is not None and text[mark.index : mark.index + 1] == "\t"
        remark = "tab character" if tab else error.problem or ""
        noticed = error.problem_mark.line + 1 if error.problem_mark else line
        raise YamlError(explain_remark(remark), line, column, remark, noticed) from None
    except yaml.YAMLError:
        found = UNREADABLE.search(text)
        before = text[: found.start() if found else 0]
        message = _("il y a ici un caractère invisible qui n’est pas admis : effacez-le")
        line = before.count("\n") + 1
        raise YamlError(message, line, len(before) - before.rfind("\n"), "unacceptable character") from None
    except YamlError as error:
        # Only with positions does the builder know where a key stood first.
        if error.remark != DUPLICATE or positions is not None:
            raise
        parse_yaml(text, {})
        raise
    finally:
        loader.dispose()


class _Builder:
    def __init__(
        self,
        positions: dict[Path, Position] | None,
        spans: dict[Path, Span] | None,
        cleaned: dict[Path, Position] | None,
        sizes: list[tuple[int, int]] | None,
    ) -> None:
        self.positions = positions
        self.spans = spans
        self.cleaned = cleaned
        self.stack: list[_Open] = []
        self.anchors: dict[str, tuple[Any, int, int]] = {}
        self.root: Any = None
        self.documents = 0
        self.sizes = sizes
        self.nodes = self.letters = 0

    def build(self, loader: Any) -> Any:
        stack = self.stack
        while True:
            event = loader.get_event()
            kind = type(event)
            if kind is ScalarEvent:
                self._scalar(event)
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                self._open(event, is_mapping=kind is MappingStartEvent)
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                closed = stack.pop()
                self._add(closed.value, closed.anchor, closed.nodes, closed.letters, closed.start, event)
            elif kind is AliasEvent:
                self._alias(event)
            elif kind is DocumentStartEvent:
                self.documents += 1
                if self.documents > 1:
                    message = _("« --- » coupe ce fichier en deux : supprimez cette ligne")
                    raise _problem(message, event, SECOND_DOCUMENT)
            elif kind is StreamEndEvent:
                return self.root

    def _scalar(self, event: ScalarEvent) -> None:
        if not event.value.isprintable():
            self._clean(event)
        holder = self.stack[-1] if self.stack else None
        if holder is not None and holder.key is None and holder.is_mapping:
            self._key(holder, event)
        else:
            value = _core_value(event.value) if event.tag is None and event.implicit[0] else event.value
            self.letters += len(event.value)
            self._add(value, event.anchor, 1, len(event.value), event)

    def _clean(self, event: ScalarEvent) -> None:
        """Clean a text after it was parsed, since escapes are characters only now."""
        kept = without_unsafe(event.value)
        if kept != event.value:
            event.value = kept
            if self.cleaned is not None:
                self.cleaned[self._path()] = _position(event.start_mark)

    def _alias(self, event: AliasEvent) -> None:
        if event.anchor not in self.anchors:
            message = _(
                "« *{name} » ne renvoie à rien : un texte qui commence par * se met entre guillemets droits"
            ).format(name=shortened(str(event.anchor)))
            raise _problem(message, event, ALIAS)
        if self.stack and self.stack[-1].awaits_key:
            raise _problem(_("une clé doit être un simple texte"), event)
        value, nodes, letters = self.anchors[event.anchor]
        self.letters += letters
        self._add(value, None, nodes, letters, event)

    def _key(self, holder: _Open, event: ScalarEvent) -> None:
        if event.tag is not None:
            _refuse_tag(event)
        if event.value in holder.value:
            raise _problem(self._written_twice(event.value), event, DUPLICATE)
        if self.positions is not None:
            self.positions[(*self._path(), event.value)] = _position(event.start_mark)
        holder.key = event.value
        holder.value[event.value] = None

    def _written_twice(self, key: str) -> str:
        first = (self.positions or {}).get((*self._path(), key))
        if first is None:
            return _("le champ « {key} » est écrit deux fois").format(key=shortened(key))
        return _(
            "le champ « {key} » est écrit deux fois, ici et ligne {line} : supprimez l’une des deux lignes"
        ).format(key=shortened(key), line=first[0])

    def _open(self, event: Any, *, is_mapping: bool) -> None:
        if event.tag is not None and event.tag != "!":
            _refuse_tag(event)
        if self.stack and self.stack[-1].awaits_key:
            raise _problem(_("une clé doit être un simple texte"), event)
        if len(self.stack) >= MAX_DEPTH:
            raise _problem(_("plus de {depth} niveaux emboîtés").format(depth=MAX_DEPTH), event)
        if self.positions is not None:
            self.positions.setdefault(self._path(), _position(event.start_mark))
        self.stack.append(_Open({} if is_mapping else [], event.anchor, is_mapping, event))

    def _add(self, value: Any, anchor: str | None, nodes: int, letters: int, start: Any, end: Any = None) -> None:
        self.nodes += 1
        # Only by aliases a file may have more letters than bytes.
        if nodes > MAX_NODES or self.nodes > MAX_NODES or self.letters > MAX_BYTES:
            raise _problem(_("trop d’éléments dans un seul fichier"), start)
        if type(start) is ScalarEvent and start.tag is not None:
            _refuse_tag(start)
        if anchor is not None:
            self.anchors[anchor] = (value, nodes, letters)
        if not self.stack:
            self.root = value
            if self.sizes is not None:
                self.sizes.append((nodes, letters))
            return
        holder = self.stack[-1]
        holder.nodes += nodes
        holder.letters += letters
        if self.spans is not None:
            self.spans[self._path()] = _span(start, end or start)
        if self.positions is not None and not holder.is_mapping:
            self.positions[self._path()] = _position(start.start_mark)
        if holder.is_mapping:
            holder.value[holder.key] = value
            holder.key = None
        else:
            holder.value.append(value)

    def _path(self) -> Path:
        """Where the next value will stand."""
        path: list[str | int] = []
        for holder in self.stack:
            if not holder.is_mapping:
                path.append(len(holder.value))
            elif holder.key is not None:
                path.append(holder.key)
        return tuple(path)


def _refuse_directive(text: str) -> None:
    """Raise YamlError where a text gives names to tags, before the parser sees it."""
    found = _TAG_DIRECTIVE.search(text) if "%TAG" in text else None
    if found is not None:
        line = len(lines_of(text[: found.start()]))
        raise YamlError(_("« %TAG » n’est pas admis ici : supprimez cette ligne"), line, 1, TAG)


def _refuse_tag(event: Any) -> None:
    """Raise YamlError for a tag, except those that say what a text is anyway."""
    if type(event) is ScalarEvent and event.tag in {"!", "tag:yaml.org,2002:str"}:
        return
    message = _(
        "« {tag} » est une étiquette de YAML, qui n’est pas admise ici : un texte qui commence par ! se met entre guillemets droits"
    )
    raise _problem(message.format(tag=shortened(event.tag)), event, TAG)


def _core_value(text: str) -> Any:
    """A plain scalar by the YAML 1.2 core schema, octal and hexadecimal left out."""
    if text[:1] not in _TELLING:
        return text
    if text in _WORDS:
        return _WORDS[text]
    if text[0] in "-+.0123456789":
        if _INT.fullmatch(text) and len(text) < 20:
            return int(text)
        if _FLOAT.fullmatch(text) and len(text) < 40:
            return float(text)
    return text


def _position(mark: Any) -> Position:
    return mark.line + 1, mark.column + 1


def _span(start: Any, end: Any) -> Span:
    written = getattr(start, "value", None)
    sign = "&" if getattr(start, "anchor", None) else getattr(start, "tag", None) or ""
    return Span(
        _position(start.start_mark), _position(end.end_mark), written, getattr(start, "style", None) or "", sign
    )


def _problem(message: str, event: Any, remark: str = "") -> YamlError:
    return YamlError(message, *_position(event.start_mark), remark)
