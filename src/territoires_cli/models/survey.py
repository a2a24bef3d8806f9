"""What a deck holds, seen from outside."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from territoires_cli.models.vocabulary import DeckInfo

if TYPE_CHECKING:
    from territoires_cli.problems import Problem


@dataclass(frozen=True, slots=True)
class Survey:
    """A deck: its place, what it says of itself, how many cards of each kind, files and bytes, and its problems.

    `digest` is the one that plans made with this deck alone record (upon the built-in one where it extends that); None
    where it has problems.
    """

    place: str
    info: DeckInfo
    counts: dict[str, int]
    translated: int
    files: int
    size: int
    digest: str | None
    problems: "tuple[Problem, ...]"

    @property
    def cards(self) -> int:
        """How many cards of every kind it holds."""
        return sum(count for kind, count in self.counts.items() if kind not in ("formats", "activities"))
