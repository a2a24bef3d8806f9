"""The files of a deck as they are read: their texts, where each value stands, and problems at their lines."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from territoires_cli.models.base import Value
from territoires_cli.problems import Problem, field_name, locate
from territoires_cli.safe_yaml import Path as FieldPath
from territoires_cli.safe_yaml import Position, Span, parse_yaml
from territoires_cli.translation import gettext as _
from territoires_cli.translation import ngettext

if TYPE_CHECKING:
    from territoires_cli.archives import Place
    from territoires_cli.correcting import Source
    from territoires_cli.links import Finding

# A file is named after its card: `id.yaml`, or `CODE-id.yaml` where the card has a code.
_CODE = re.compile(r"^[A-Z]{1,3}[0-9]{1,2}-")
# Beyond so many mistakes of one file, the others wait until these are mended.
MOST_TOLD = 500
# The same for all files of a deck.
MOST_IN_ALL = 5_000
# A value's place: its file, and the path of its field there.
_Spot: TypeAlias = "tuple[Place, FieldPath]"
# The longest line that is shown with its problems, in characters: nobody reads on.
_LONGEST_SHOWN = 5_000


@dataclass
class Pages:
    """What is known of the files that were read; `origin` says from which file and list item each value came."""

    problems: list[Problem] = field(default_factory=list)
    origin: dict[int, tuple["Place", tuple[int, ...]]] = field(default_factory=dict)
    joined: dict[int, tuple[Value, Value, Value]] = field(default_factory=dict)
    """Values that two decks make together (their lists are one), by their id: the value, the lower deck's, the upper one's."""
    texts: dict["Place", str] = field(default_factory=dict)
    """The text of each file, its syntax mended where that could be done."""
    originals: dict["Place", str] = field(default_factory=dict)
    """The texts that were mended, as they are written."""
    doubtful: set["Place"] = field(default_factory=set)
    """Files that were only read by mending them: what they hold is judged, and not handed out."""
    _source: "tuple[Place, Source] | None" = None
    """The one file whose values were placed last. Where they stand takes many times the room of the file itself, so that
    it is made anew from the text, file after file, where something has to be placed."""
    _lines: "tuple[Place, list[str]] | None" = None
    """The lines of the one file of which something was told last, as they are written."""

    def place(self, value: Value, path: Sequence[str | int], message: str, severity: str) -> Problem:
        """A problem found in the whole deck, brought back to the file and line where the value stands."""
        file, where = self._spot(value, path)
        line, column = self.position(file, where) or (None, None)
        return self.problem(file, line, column, field_name(where), message, severity)

    def _spot(self, value: Value, path: Sequence[str | int]) -> _Spot:
        value, path = self._traced(value, path)
        file, prefix = self.origin[id(value)]
        return file, (*prefix, *path)

    def _traced(self, value: Value, path: Sequence[str | int]) -> tuple[Value, Sequence[str | int]]:
        """The value that was read and the path in it, of one whose lists come from several decks."""
        while id(value) in self.joined:
            whole, below, above = self.joined[id(value)]
            value = below
            if len(path) > 1 and isinstance(path[1], int):
                name, place, *rest = path
                item = getattr(whole, str(name))[place]
                for part in (above, below):
                    mine = getattr(part, str(name))
                    if item in mine:
                        value, path = part, (name, mine.index(item), *rest)
                        break
        return value, path

    def _place_finding(self, finding: "Finding", lines: "Mapping[_Spot, int | None]") -> Problem:
        """A finding at its place, with where else it stands (on these lines) and the line that would do."""
        placed = self.place(finding.thing, finding.path, finding.message, finding.severity)
        if finding.also:
            message = _("{message} ; aussi ici : {places}. Changez l’un des deux.")
            spots = [self._spot(*other) for other in finding.also]
            places = ", ".join(
                _("{file}, ligne {line}").format(file=Path(str(spot[0])).name, line=lines[spot]) for spot in spots
            )
            placed = replace(placed, message=message.format(message=placed.message, places=places))
        better = finding.better
        file, prefix = self.origin[id(finding.thing)]
        if finding.also and not prefix and finding.path in (("id",), ("code",)):
            better = _named_by(file.stem, finding.path[0])
        if placed.excerpt is None or better is None or better == getattr(finding.thing, str(finding.path[0]), None):
            return placed
        from territoires_cli.correcting import line_with
        from territoires_cli.quoting import scalar

        return replace(placed, mend=line_with(self.source(file), (*prefix, *finding.path), scalar(better)))

    def problem(
        self, file: "Place", line: int | None, column: int | None, name: str, message: str,
        severity: str = "error", mend: str | None = None,
    ) -> Problem:  # fmt: skip
        """A problem with the line where it stands, as it is written."""
        if self._lines is None or self._lines[0] != file:
            from territoires_cli.text_lines import lines_of

            self._lines = file, lines_of(self.originals.get(file, self.texts.get(file, "")))
        lines = self._lines[1]
        excerpt = lines[line - 1] if line is not None and line <= len(lines) else None
        if excerpt is not None and len(excerpt) > _LONGEST_SHOWN:
            excerpt = mend = None
        return Problem(str(file), line, column, name, message, severity, excerpt, mend)

    def keep(self, file: "Place", line: int | None, column: int | None, name: str, message: str, **more: Any) -> None:
        """Keep a problem of a file, with its line."""
        self.problems.append(self.problem(file, line, column, name, message, **more))

    def place_new(self, findings: "Iterable[Finding]") -> list[Problem]:
        """Findings at their places, less those at a field that is already known to be faulty.

        Beyond `MOST_TOLD` errors of one file, or as many remarks, the others wait: the last one says so.
        """
        faulty = {(problem.file, problem.field) for problem in self.problems}
        told, more = self._first_of_each_file(findings)
        elsewhere = {self._spot(*other) for finding in told for other in finding.also}
        lines = {spot: (self.position(*spot) or (None,))[0] for spot in sorted(elsewhere, key=_by_file)}
        # Each file is looked into once; what is told keeps its order.
        order = sorted(range(len(told)), key=lambda place: str(self.origin[id(told[place].thing)][0]))
        placed = {place: self._place_finding(told[place], lines) for place in order}
        found = [placed[place] for place in range(len(told))]
        return [*(problem for problem in found if (problem.file, problem.field) not in faulty), *more]

    def _first_of_each_file(self, findings: "Iterable[Finding]") -> "tuple[list[Finding], list[Problem]]":
        """The findings that are told, and for each file of which some are not a problem that says so."""
        told: list[Finding] = []
        counts: Counter[tuple[Place, str]] = Counter()
        left: Counter[tuple[Place, str]] = Counter()
        in_all: Counter[str] = Counter()
        for whole in findings:
            thing, path = self._traced(whole.thing, whole.path)
            finding = whole._replace(thing=thing, path=tuple(path))
            key = self.origin[id(finding.thing)][0], finding.severity
            if counts[key] < MOST_TOLD and in_all[finding.severity] < MOST_IN_ALL:
                counts[key] += 1
                in_all[finding.severity] += 1
                told.append(finding)
            else:
                left[key] += 1
        return told, [waiting(file, count, severity) for (file, severity), count in left.items()]

    def position(self, file: "Place", where: FieldPath) -> Position | None:
        """Where a value of a file stands, or the nearest one around it."""
        return locate(where, self.source(file).positions)

    def source(self, file: "Place") -> "Source":
        """The text of a file, and where each of its values stands and is written."""
        if self._source is None or self._source[0] != file:
            from territoires_cli.correcting import Source

            positions: dict[FieldPath, Position] = {}
            spans: dict[FieldPath, Span] = {}
            # What was noted of another file is let go before this one takes its room.
            self._source = None
            parse_yaml(self.texts[file], positions, spans)
            self._source = file, Source(self.texts[file], positions, spans)
        return self._source[1]

    def forget_source(self) -> None:
        """Say that the text of the file that was looked into last has changed."""
        self._source = None


def waiting(file: "Place", count: int, severity: str) -> Problem:
    """What is told of a file instead of so many more problems."""
    message = ngettext(
        "{count} autre remarque attend : corrigez d’abord celles-ci",
        "{count} autres remarques attendent : corrigez d’abord celles-ci",
        count,
    )
    return Problem(str(file), None, None, "", message.format(count=count), severity)


def _by_file(spot: _Spot) -> str:
    return str(spot[0])


def _named_by(stem: str, field_: str | int) -> str | None:
    """The id or the code that a file's name gives to its card, None where it gives none."""
    code = _CODE.match(stem)
    if field_ == "code":
        return code[0].rstrip("-") if code else None
    return name_of_card(stem)


def name_of_card(stem: str) -> str:
    """The id that a file's name (without its suffix) gives to its card."""
    return _CODE.sub("", stem)
