"""What comes of rendering: bytes to write, and what could not be carried, in words."""

from collections.abc import Sequence
from typing import NamedTuple

from territoires_cli.translation import gettext as _


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
