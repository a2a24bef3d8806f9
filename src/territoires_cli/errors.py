"""What can go wrong in an expected way: one base error, and the exit code of each kind."""

import errno
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from territoires_cli.problems import Problem


from territoires_cli.translation import gettext as _

INTERRUPTED = 130


def reason_of(error: OSError) -> str:
    """Why the system refused a file, in French words."""
    reasons = {
        errno.ENOENT: _("le dossier n’existe pas"),
        errno.ENOTDIR: _("un fichier se trouve à la place du dossier"),
        errno.EEXIST: _("un fichier se trouve à la place du dossier"),
        errno.EISDIR: _("c’est un dossier"),
        errno.EACCES: _("vous n’en avez pas le droit"),
        errno.EPERM: _("vous n’en avez pas le droit"),
        errno.EROFS: _("ce disque ne peut pas être modifié"),
        errno.ENOSPC: _("le disque est plein"),
        errno.ELOOP: _("c’est un lien qui tourne en rond"),
        errno.ENAMETOOLONG: _("le nom est trop long"),
    }
    return reasons.get(error.errno or 0, error.strerror or str(error))


class TerritoiresError(Exception):
    """An expected error: its text is one French sentence for the person at the keyboard."""

    exit_code = 1

    def __str__(self) -> str:
        """The sentence on one line: what it quotes of a file or a name can't begin another."""
        from territoires_cli.typography import one_line

        return one_line(super().__str__())


class RequestError(TerritoiresError):
    """What was typed cannot be understood or done as asked."""

    exit_code = 2

    def __str__(self) -> str:
        """The sentence as it is: it quotes what the person typed herself, and may have lines."""
        return Exception.__str__(self)


class ContentError(TerritoiresError):
    """Files of a deck, a city or a plan that hold problems; all of them are listed."""

    exit_code = 3

    def __init__(self, problems: "Sequence[Problem]") -> None:
        from territoires_cli.excerpts import tell_problems

        super().__init__(tell_problems(problems))
        self.problems = tuple(problems)

    def __str__(self) -> str:
        """Each problem on lines of its own."""
        return Exception.__str__(self)
