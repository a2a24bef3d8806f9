"""What can go wrong in an expected way: one base error, and the exit code of each kind."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from territoires_cli.problems import Problem


class TerritoiresError(Exception):
    """An expected error: its text is one French sentence for the person at the keyboard."""

    exit_code = 1


class RequestError(TerritoiresError):
    """What was typed cannot be understood or done as asked."""

    exit_code = 2


class ContentError(TerritoiresError):
    """Files of a deck, a city or a plan that hold problems; all of them are listed."""

    exit_code = 3

    def __init__(self, problems: "Sequence[Problem]") -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = tuple(problems)
