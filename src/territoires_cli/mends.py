"""What should stand on a line of somebody's file, and why."""

from typing import NamedTuple


class Mend(NamedTuple):
    """What should stand on a line (from 1), the column where its fault shows, and why in a sentence."""

    line: int
    column: int
    text: str
    message: str
