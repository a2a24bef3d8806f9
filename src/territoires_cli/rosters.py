"""Reading lists from their files: of participants when a paper needs them, which are kept nowhere; sheets of cards."""

from pathlib import Path

from territoires_cli.enrolling import parse_people
from territoires_cli.errors import ContentError, RequestError, TerritoiresError, reason_of
from territoires_cli.models.people import Person
from territoires_cli.problems import Problem
from territoires_cli.spreadsheets import MOST_BYTES
from territoires_cli.translation import gettext as _


def read_people(path: Path) -> tuple[tuple[Person, ...], list[Problem]]:
    """The people of a list, and what is odd in it.

    Raises TerritoiresError (no such file) or ContentError with everything for which it is refused.
    """
    data = read_bytes(path, MOST_BYTES)
    try:
        people, remarks = parse_people(data)
    except RequestError as error:
        raise TerritoiresError(f"{path} : {error}") from None
    problems = [
        Problem(str(path), item.line, None, "", item.message, "error" if item.is_error else "warning")
        for item in remarks
    ]
    errors = [problem for problem in problems if problem.severity == "error"]
    if errors:
        raise ContentError(errors)
    return people, problems


def read_bytes(path: Path, most: int) -> bytes:
    """The content of a file, and no more than a byte beyond `most`. Raises TerritoiresError where it can't be read."""
    try:
        with path.open("rb") as file:
            return file.read(most + 1)
    except FileNotFoundError:
        raise TerritoiresError(
            _("Le fichier « {path} » n’existe pas : vérifiez son nom et son dossier.").format(path=path)
        ) from None
    except OSError as error:
        raise TerritoiresError(
            _("Impossible de lire « {path} » ({reason}).").format(path=path, reason=reason_of(error))
        ) from None
