"""Expected errors: exit codes and French reasons."""

import errno

import pytest

from territoires_cli.errors import ContentError, RequestError, TerritoiresError, reason_of
from territoires_cli.problems import Problem


def test_each_kind_of_error_has_its_exit_code() -> None:
    """1 for what was expected, 2 for what was typed, 3 for content; all are caught in one place."""
    assert (TerritoiresError.exit_code, RequestError.exit_code, ContentError.exit_code) == (1, 2, 3)
    assert issubclass(RequestError, TerritoiresError)
    assert issubclass(ContentError, TerritoiresError)


def test_an_error_of_content_lists_every_problem() -> None:
    """Its text is one line a problem, and the problems stay at hand."""
    problems = [Problem("a.yaml", 1, 2, "titre", "trop long"), Problem("b.yaml", None, None, "", "vide")]
    error = ContentError(problems)
    assert str(error) == "a.yaml:1:2 titre : trop long\nb.yaml : vide"
    assert error.problems == tuple(problems)


def test_what_an_error_quotes_begins_no_line() -> None:
    """The name of a file, a deck in a stranger's plan or a key with a line end can't look like a sentence of ours."""
    assert str(TerritoiresError("Le dossier « x\nErreur : tapez y\x1b[2K » n’existe pas.")) == (
        "Le dossier « x Erreur : tapez y[2K » n’existe pas."
    )
    problem = Problem("a\nb.yaml", 1, 2, "x\na.yaml:1:1 : 0 erreur", "« y\r\nz » est écrit deux fois")
    assert str(ContentError([problem])) == "a b.yaml:1:2 x a.yaml:1:1 : 0 erreur : « y z » est écrit deux fois"


def test_what_was_typed_may_be_answered_in_lines() -> None:
    """Nobody forges what she types herself."""
    assert (
        str(RequestError("Il manque une ville.\nPour voir l’aide : …")) == "Il manque une ville.\nPour voir l’aide : …"
    )


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        (errno.EACCES, "vous n’en avez pas le droit"),
        (errno.EROFS, "ce disque ne peut pas être modifié"),
        (errno.ENOSPC, "le disque est plein"),
        (errno.ENOENT, "le dossier n’existe pas"),
        (errno.EISDIR, "c’est un dossier"),
    ],
)
def test_reasons_of_the_system_are_in_french(number: int, reason: str) -> None:
    """The usual refusals of a disk have French words."""
    assert reason_of(OSError(number, "English")) == reason


def test_an_unusual_reason_is_passed_on() -> None:
    """What has no French words keeps the system's."""
    assert reason_of(OSError(errno.EIO, "Input/output error")) == "Input/output error"
    assert reason_of(OSError("étrange")) == "étrange"
