"""The one place where French sentences meet gettext: the sentence in the code is the French one."""

import gettext as _stdlib
from functools import cache
from pathlib import Path


@cache
def _catalogue() -> _stdlib.NullTranslations:
    return _stdlib.translation("territoires", str(Path(__file__).parent / "locale"), fallback=True)


def gettext(message: str) -> str:
    """The sentence in the user's language, or in French where no catalogue has it."""
    return _catalogue().gettext(message)


def ngettext(singular: str, plural: str, count: int) -> str:
    """The singular or the plural of a sentence; French takes the singular for 0 and 1."""
    catalogue = _catalogue()
    if type(catalogue) is _stdlib.NullTranslations:
        return singular if abs(count) < 2 else plural
    return catalogue.ngettext(singular, plural, count)
