"""A problem in somebody's file: where it stands and, in plain French, what to mend."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from territoires_cli.safe_yaml import Path, Position
from territoires_cli.typography import one_line, shortened


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend: file, line and column (from 1, or None), field path, sentence, and how grave it is.

    `excerpt` is the faulty line as it is written, `mend` what should stand there instead (empty: no line at all); None
    where the file can't show it, or where nobody but its author can know.
    """

    file: str
    line: int | None
    column: int | None
    field: str
    message: str
    severity: str = "error"
    excerpt: str | None = None
    mend: str | None = None

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)
        told = f"{place} {self.field} : {self.message}" if self.field else f"{place} : {self.message}"
        # What is quoted of a file, and its name, may hold a line end, which would begin a message of its own.
        return one_line(told)


def field_name(path: Sequence[str | int]) -> str:
    """A path as it is read aloud: `examples[1].source.id`, counted from 1."""
    name = ""
    for part in path:
        if isinstance(part, int):
            name += f"[{part + 1}]"
        else:
            name += f".{shortened(part)}" if name else shortened(part)
    return name


def locate(path: Path, positions: Mapping[Path, Position]) -> Position | None:
    """The position of the value at a path, or of the nearest enclosing one."""
    for length in range(len(path), -1, -1):
        if path[:length] in positions:
            return positions[path[:length]]
    return None
