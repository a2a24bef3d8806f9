"""What comes of rendering: bytes to write, and what could not be carried, in words."""

import os
from collections.abc import Sequence
from typing import NamedTuple

from territoires_cli.translation import gettext as _


def made_at(created: int) -> int:
    """A file's date, in seconds since 1970: that of the document, else what SOURCE_DATE_EPOCH says, else 1970.

    See https://reproducible-builds.org/specs/source-date-epoch/.
    """
    wanted = os.environ.get("SOURCE_DATE_EPOCH", "")
    return created or (int(wanted) if wanted.isascii() and wanted.isdigit() else 0)


class Rendered(NamedTuple):
    """The bytes of a file, and sentences for whoever asked for it."""

    content: bytes
    remarks: tuple[str, ...] = ()


def replaced_remarks(missing: Sequence[str], replacement: str) -> tuple[str, ...]:
    """A sentence that names the characters that could not be printed, if there are any."""
    if not missing:
        return ()
    shown = " ".join(f"{character} (U+{ord(character):04X})" for character in missing[:10])
    more = " …" if len(missing) > 10 else ""
    return (
        _("Ces caractères ne peuvent pas être imprimés, et deviennent {replacement} : {shown}{more}").format(
            replacement=replacement, shown=shown, more=more
        ),
    )
