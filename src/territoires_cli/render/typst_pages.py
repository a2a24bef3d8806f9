"""Typst → PDF or PNG: fonts of the tool's own, no network, no file of the user's; data come as JSON and are never markup."""

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from territoires_cli.errors import TerritoiresError
from territoires_cli.translation import gettext as _

if TYPE_CHECKING:
    import typst

LAYOUTS = Path(__file__).with_name("layouts")
# The first one carries French; the others what it lacks.
FAMILIES = ("Source Sans 3", "Noto Sans")
REPLACEMENT = "□"
# What the text font is known to carry: Latin up to here, and what French print needs beyond, so that no font file is opened.
LATIN = 0x17F
_FRENCH = frozenset("\u202f’‘“”…–—•·→€☐≥≤−□")


@cache
def font_folders() -> tuple[Path, ...]:
    """The folders of the fonts that documents are set in, from the package that comes with the tool."""
    from rendercv_fonts import path_of

    return tuple(Path(path_of[family]) for family in FAMILIES)


@cache
def _fonts() -> "typst.Fonts":
    """These fonts and typst’s own for commands, looked through once however many files are made."""
    import typst

    folders = [str(folder) for folder in font_folders()]
    return typst.Fonts(include_system_fonts=False, font_paths=folders)


def _compiler(layout: str, data: Any) -> "typst.Compiler":
    import typst

    inputs = {"data": json.dumps(data, ensure_ascii=False)}
    return typst.Compiler(str(LAYOUTS / layout), root=str(LAYOUTS), font_paths=_fonts(), sys_inputs=inputs)


def set_pages(layout: str, data: Any, *, created: int = 0) -> bytes:
    """A PDF (PDF/UA-1, tagged) of data in one of the layouts. `created` is its time, in seconds since 1970.

    Other threads go on while pages are set. Characters that no font carries must have been replaced before (`carried`). Raises
    TerritoiresError where typst refuses.
    """
    import typst

    try:
        made = _compiler(layout, data).compile(format="pdf", pdf_standards=["ua-1"], timestamp=created)
    except (typst.TypstError, OSError) as error:
        raise TerritoiresError(
            _("La mise en page a échoué ({reason}). Essayez -o en .html ou en .md, et signalez-nous ce texte.").format(
                reason=str(error).strip().splitlines()[0]
            )
        ) from error
    return b"".join(made) if isinstance(made, list) else made or b""


def set_pictures(layout: str, data: Any, ppi: int) -> list[bytes]:
    """A PNG of each page of data in one of the layouts, at so many pixels an inch."""
    made = _compiler(layout, data).compile(format="png", ppi=ppi)
    return made if isinstance(made, list) else [made or b""]


def query_pages(layout: str, data: Any, selector: str) -> list[dict[str, Any]]:
    """What a layout marks with a label, as typst tells it, without making the pages."""
    found: list[dict[str, Any]] = json.loads(_compiler(layout, data).query(selector))
    return found


def carried(data: Any) -> tuple[Any, list[str]]:
    """The data with every character that no font carries replaced visibly, and these characters, each once."""
    text = json.dumps(data, ensure_ascii=False)
    odd = {character for character in set(text) if ord(character) > LATIN and character not in _FRENCH}
    missing = sorted(character for character in odd if ord(character) not in _carried_by_fonts()) if odd else []
    if not missing:
        return data, []
    replaced = text.translate({ord(character): REPLACEMENT for character in missing})
    return json.loads(replaced), missing


@cache
def _carried_by_fonts() -> frozenset[int]:
    """The code points that the regular cuts of the fonts carry."""
    from fontTools.ttLib import TTFont

    found: set[int] = set()
    for folder in font_folders():
        for file in sorted(folder.glob("*-Regular.ttf")):
            with TTFont(file, lazy=True) as font:
                found |= font.getBestCmap().keys()
    return frozenset(found)
