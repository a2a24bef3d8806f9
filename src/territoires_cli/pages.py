"""The files of a deck as they are read: their texts, where each value stands, and problems at their lines."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from territoires_cli.models.base import Value
from territoires_cli.problems import Problem, field_name, locate
from territoires_cli.safe_yaml import Path as FieldPath
from territoires_cli.safe_yaml import Position, Span, parse_yaml
from territoires_cli.translation import gettext as _

if TYPE_CHECKING:
    from territoires_cli.archives import Place
    from territoires_cli.links import Finding

# A file is named after its card: `id.yaml`, or `CODE-id.yaml` where the card has a code.
_CODE = re.compile(r"^[A-Z]{1,3}[0-9]{1,2}-")
# The longest line that is shown with its problems, in characters: nobody reads on.
_LONGEST_SHOWN = 5_000


@dataclass
class Pages:
    """What is known of the files that were read; `origin` says from which file and list item each value came."""

    problems: list[Problem] = field(default_factory=list)
    origin: dict[int, tuple["Place", tuple[int, ...]]] = field(default_factory=dict)
    texts: dict["Place", str] = field(default_factory=dict)
    """The text of each file, its syntax mended where that could be done."""
    originals: dict["Place", str] = field(default_factory=dict)
    """The texts that were mended, as they are written."""
    positions: dict["Place", dict[FieldPath, Position]] = field(default_factory=dict)
    spans: dict["Place", dict[FieldPath, Span]] = field(default_factory=dict)
    lines: dict["Place", list[str]] = field(default_factory=dict)
    """The lines of each file, as they are written."""
    doubtful: set["Place"] = field(default_factory=set)
    """Files that were only read by mending them: what they hold is judged, and not handed out."""

    def place(self, value: Value, path: Sequence[str | int], message: str, severity: str) -> Problem:
        """A problem found in the whole deck, brought back to the file and line where the value stands."""
        file, prefix = self.origin[id(value)]
        where = (*prefix, *path)
        line, column = self._position(file, where) or (None, None)
        return self.problem(file, line, column, field_name(where), message, severity)

    def _place_finding(self, finding: "Finding") -> Problem:
        """A finding at its place, with where else it stands and the line that would do."""
        placed = self.place(finding.thing, finding.path, finding.message, finding.severity)
        if finding.also:
            message = _("{message} ; aussi ici : {places}. Changez l’un des deux.")
            places = ", ".join(self._named(thing, path) for thing, path in finding.also)
            placed = replace(placed, message=message.format(message=placed.message, places=places))
        better = finding.better
        file, prefix = self.origin[id(finding.thing)]
        if finding.also and not prefix and finding.path in (("id",), ("code",)):
            better = _named_by(file.stem, finding.path[0])
        if placed.excerpt is None or better is None or better == getattr(finding.thing, str(finding.path[0]), None):
            return placed
        from territoires_cli.correcting import Source, line_with
        from territoires_cli.quoting import scalar

        source = Source(self.texts[file], *self.places_in(file), len)
        return replace(placed, mend=line_with(source, (*prefix, *finding.path), scalar(better)))

    def _named(self, thing: Value, path: Sequence[str | int]) -> str:
        place = self.place(thing, path, "", "")
        return _("{file}, ligne {line}").format(file=Path(place.file).name, line=place.line)

    def problem(
        self, file: "Place", line: int | None, column: int | None, name: str, message: str,
        severity: str = "error", mend: str | None = None,
    ) -> Problem:  # fmt: skip
        """A problem with the line where it stands, as it is written."""
        if file not in self.lines:
            from territoires_cli.mending import lines_of

            self.lines[file] = lines_of(self.originals.get(file, self.texts.get(file, "")))
        lines = self.lines[file]
        excerpt = lines[line - 1] if line is not None and line <= len(lines) else None
        if excerpt is not None and len(excerpt) > _LONGEST_SHOWN:
            excerpt = mend = None
        return Problem(str(file), line, column, name, message, severity, excerpt, mend)

    def keep(self, file: "Place", line: int | None, column: int | None, name: str, message: str, **more: Any) -> None:
        """Keep a problem of a file, with its line."""
        self.problems.append(self.problem(file, line, column, name, message, **more))

    def place_new(self, findings: "Iterable[Finding]") -> list[Problem]:
        """Findings at their places, less those at a field that is already known to be faulty."""
        faulty = {(problem.file, problem.field) for problem in self.problems}
        placed = [self._place_finding(item) for item in findings]
        return [problem for problem in placed if (problem.file, problem.field) not in faulty]

    def _position(self, file: "Place", where: FieldPath) -> Position | None:
        return locate(where, self.places_in(file)[0])

    def places_in(self, file: "Place") -> tuple[dict[FieldPath, Position], dict[FieldPath, Span]]:
        """Where each value of a file stands, and from where to where it is written."""
        if file not in self.positions:
            self.positions[file], self.spans[file] = {}, {}
            parse_yaml(self.texts[file], self.positions[file], self.spans[file])
        return self.positions[file], self.spans[file]


def _named_by(stem: str, field_: str | int) -> str | None:
    """The id or the code that a file's name gives to its card, None where it gives none."""
    code = _CODE.match(stem)
    if field_ == "code":
        return code[0].rstrip("-") if code else None
    return name_of_card(stem)


def name_of_card(stem: str) -> str:
    """The id that a file's name (without its suffix) gives to its card."""
    return _CODE.sub("", stem)
