"""Mistakes in a file's data → problems with the line put right, where the whole file is known to be better for it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any, NamedTuple

from pydantic import BaseModel

from territoires_cli.cuts import find_cuts
from territoires_cli.hazards import Hazard, find_bullets, find_hazards
from territoires_cli.mending import Weigh
from territoires_cli.mending_lines import mends_of_spaces
from territoires_cli.mistakes import Change, Mistake
from territoires_cli.names import fold
from territoires_cli.problems import locate
from territoires_cli.quoting import quote, quote_typeset
from territoires_cli.safe_yaml import Path, Position, Span, YamlError
from territoires_cli.text_lines import lines_of, replace_lines
from territoires_cli.translation import gettext as _

# What may be tried of a file, in characters read again: a fraction of a second.
MOST_READ = 120_000

# More misread lines than these aren't slips: the first ones say what is wrong.
MOST_HAZARDS = 50


@dataclass
class Source:
    """A file's text, where its values stand, and what weighs a text in its place (`correcting` reads no file)."""

    text: str
    positions: dict[Path, Position]
    spans: dict[Path, Span]
    weigh: Weigh = len
    left: int = MOST_READ

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the text."""
        return lines_of(self.text)

    @cached_property
    def now(self) -> int:
        """The mistakes that the file has as it is."""
        return self.weigh(self.text)

    @cached_property
    def hazards(self) -> list[Hazard]:
        """What YAML reads as another part of the file than it was meant."""
        return list(islice((item for item in find_hazards(self.text, self.spans) if item.is_structural), MOST_HAZARDS))

    @cached_property
    def bullets(self) -> list[Hazard]:
        """The lines that would be items of a list if they began with a dash."""
        return list(islice(find_bullets(self.text, self.spans), MOST_HAZARDS))

    @cached_property
    def columns(self) -> list[int]:
        """The columns at which values stand, from the left."""
        return sorted({column for _line, column in self.positions.values()})

    @cached_property
    def cuts(self) -> dict[Path, Hazard]:
        """What a comma between braces cuts off a text, by its path."""
        return find_cuts(self.text, self.spans)

    @cached_property
    def cut_texts(self) -> dict[Path, Hazard]:
        """The texts that are cut so, by their own path."""
        return {cut.path: cut for cut in self.cuts.values()}

    @property
    def is_tried_enough(self) -> bool:
        """Whether nothing more may be tried on the file."""
        return self.left < len(self.text)

    def is_better(self, number: int, line: str) -> bool:
        """Whether the file would have fewer mistakes with this line (from 1) in it."""
        self.left -= len(self.text)
        try:
            return self.weigh(replace_lines(self.text, {number: line})) < self.now
        except YamlError:
            return False


class Corrected(NamedTuple):
    """A mistake with its own place in the file, and the line that mends it, or None."""

    path: Path
    message: str
    place: Position | None
    mend: str | None


def correct_mistakes(source: Source, mistakes: Sequence[Mistake], prefix: Path) -> list[Corrected]:
    """Each mistake with the line that mends it; those that come from a line misread by YAML are told as that line."""
    found: dict[object, Corrected] = {}
    for number, mistake in enumerate(mistakes):
        path = (*prefix, *mistake.path)
        causes = [hazard for hazard in source.hazards if _are_near(hazard.path, path)]
        causes += [bullet for bullet in source.bullets if bullet.path[: len(path)] == path]
        if path in source.cuts and not _lacks_colon(mistake):
            causes.append(source.cuts[path])
        if path in source.cut_texts:
            causes.append(source.cut_texts[path])
        for cause in causes:
            found[cause] = Corrected(cause.path, cause.message, (cause.line, cause.column), cause.mend)
        if not causes:
            line, mend = _mend_of(source, path, mistake.changes) or (None, None)
            stands = source.positions.get(path)
            # A value may stand below the name of its field: the line to mend is the one to show.
            place = (line, 1) if line is not None and (stands is None or stands[0] != line) else None
            found[number] = Corrected(path, mistake.message, place, mend)
    return list(found.values())


def line_with(source: Source, path: Path, value: str) -> str | None:
    """The line of a value with another one (as YAML) in its place; None where it isn't written on one line."""
    return _line_with(source, path, Change("value", value))


def _lacks_colon(mistake: Mistake) -> bool:
    """Whether an unknown field begins with the name of a known one, with no colon behind."""
    key = fold(str(mistake.path[-1]))
    return any(change.kind == "key" and key.startswith(fold(change.text)) for change in mistake.changes)


def _are_near(cause: Path, path: Path) -> bool:
    """Whether a misread line may be why a field is refused: it stands in it, or among the fields or items around it."""
    return bool(cause) and (path[: len(cause) - 1] == cause[:-1] or cause[: len(path)] == path)


def _mend_of(source: Source, path: Path, changes: Sequence[Change]) -> tuple[int, str] | None:
    """The first corrected line (with its number) with which the file has fewer mistakes than it has now."""
    if source.is_tried_enough:
        return None
    for change in changes:
        for item in _lines_changed(source, path, change):
            if source.is_better(*item):
                return item
            if source.is_tried_enough:
                return None
    return None


def _lines_changed(source: Source, path: Path, change: Change) -> Iterator[tuple[int, str]]:
    place = source.positions.get(path)
    if change.kind == "twice":
        number = min(locate_line(source, path), len(source.lines))
        if source.lines[number - 1] == source.lines[min(number, len(source.lines) - 1)]:
            yield number, ""
        return
    if change.kind in {"key", "moved"}:
        if place is None:
            return
        number, column = place
        line = source.lines[number - 1]
        key = str(path[-1])
        if change.kind == "key" and line[column - 1 :].startswith(key):
            yield number, line[: column - 1] + change.text + line[column - 1 + len(key) :]
        if change.kind == "moved" and not line[: column - 1].strip():
            others = (other for other in source.columns if other != column)
            yield from ((number, " " * (other - 1) + line.lstrip(" ")) for other in others)
        return
    span = _span_at(source, path)
    if change.kind == "spaced" and span is not None and span.start[0] <= len(source.lines):
        number = span.start[0]
        yield from ((number, mend.text) for mend in mends_of_spaces(source.lines[number - 1], number))
        return
    changed = _line_with(source, path, change)
    if changed is not None and span is not None:
        yield span.start[0], changed


def locate_line(source: Source, path: Path) -> int:
    """The line (from 1) of a value, or of what should hold it."""
    position = locate(path, source.positions)
    return position[0] if position else 1


def _line_with(source: Source, path: Path, change: Change) -> str | None:
    span = _span_at(source, path)
    if span is None or span.start[0] > len(source.lines):
        return None
    (number, column), (last, end) = span.start, span.end
    line = source.lines[number - 1]
    if change.kind == "rest":
        rest = line[column - 1 :].strip()
        head = line[: column - 1]
        return f"{head}{'' if head.endswith(' ') else ' '}{quote_typeset(rest)}" if rest else None
    if number != last:
        return None
    new = change.text
    if change.kind == "quoted":
        if span.start == span.end or span.written is None:
            return None
        new = quote(line[column - 1 : end - 1])
    space = "" if line[: column - 1].endswith((" ", "[", "{")) else " "
    return f"{line[: column - 1]}{space}{new}{line[end - 1 :]}"


def _span_at(source: Source, path: Path) -> Span | None:
    """Where a value is written; what was completed while reading is found at what it was made of."""
    found = source.spans.get(path)
    if found is None and len(path) > 1:
        above = source.spans.get(path[:-1])
        found = above if above is not None and above.written is not None else None
    return found


def advise(model: type[BaseModel], data: Any) -> str | None:
    """What to say of a file whose whole content has another shape than its model, None where it has the right one."""
    if isinstance(data, dict):
        return None
    fields = [field.alias or name for name, field in model.model_fields.items() if field.is_required()]
    first = fields[0] if fields else "name"
    if isinstance(data, list):
        return _("ce fichier contient une liste, et doit contenir des champs « nom : valeur » : retirez les tirets")
    return _(
        "ce fichier ne contient pas de champs « nom : valeur » : partez d’une copie d’un fichier de la même sorte, qui commence par « {name}: … »"
    ).format(name=first)
