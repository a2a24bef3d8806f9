"""The two faces of output: rich in a terminal, plain in a pipe or file; results on stdout, all else on stderr."""

import codecs
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, TextIO, TypeVar

from territoires_cli.typography import clean, escape_unsafe, fall_back, one_line

if TYPE_CHECKING:
    from rich.console import Console

    from territoires_cli.models.document import Document

V = TypeVar("V")
_HANDLER = "territoires.fall_back"


def prepare_streams() -> None:
    """Make stdout and stderr replace what they can't encode instead of failing."""
    codecs.register_error(_HANDLER, fall_back)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors=_HANDLER)


def in_terminal() -> bool:
    """Whether stdout is a terminal that can show more than plain text."""
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def console() -> "Console":
    """A rich console on stdout that never reads markup, links or emoji codes in texts."""
    from rich.console import Console

    return Console(markup=False, emoji=False, highlight=False)


def width() -> int:
    """The number of characters on a line of the terminal; 80 where there is none."""
    from shutil import get_terminal_size

    return get_terminal_size().columns


def write(text: str) -> None:
    """Write a result on stdout, as it is."""
    sys.stdout.write(text)


def show(document: "Document") -> None:
    """A document: rich in a terminal, Markdown elsewhere."""
    if in_terminal():
        from territoires_cli.render.terminal import show_document

        show_document(document, console())
    else:
        from territoires_cli.render.markdown import render_markdown

        write(render_markdown(document))


def show_rows(titles: Sequence[str], rows: Sequence[Sequence[str]], *, whole: int = 2) -> None:
    """A table: rich in a terminal, its first `whole` columns never folded; tab-separated lines without titles elsewhere."""
    if in_terminal():
        from territoires_cli.render.terminal import show_table

        show_table(titles, rows, console(), whole)
    else:
        from territoires_cli.render.rows import tab_separated

        write(tab_separated(rows))


def write_json(data: object) -> None:
    """Data as indented JSON; what could drive a terminal is escaped in it, and all but ASCII where stdout isn't UTF-8.

    Why: programs read JSON as UTF-8, and a character replaced by the nearest one could be a quote that ends a text.
    """
    import json

    is_narrow = codecs.lookup(_encoding()).name != "utf-8"
    write(escape_unsafe(json.dumps(data, ensure_ascii=is_narrow, indent=2)) + "\n")


def write_csv(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A table as CSV, whose cells hold what stdout can encode before they are quoted and shielded."""
    from territoires_cli.render.rows import comma_separated

    write(comma_separated(titles, [[_carried(one_line(cell)) for cell in row] for row in rows]))


def _carried(text: str) -> str:
    """The text with the nearest characters in the place of those that stdout can't encode."""
    return text.encode(_encoding(), _HANDLER).decode(_encoding())


def _encoding() -> str:
    return sys.stdout.encoding or "utf-8"


def progress(items: Iterable[V], length: int, title: str) -> Iterator[V]:
    """The items one by one, with a bar on stderr where that is a terminal; it is gone at the end."""
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield from items
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(items, description=title, total=length, console=Console(stderr=True), transient=True)


def say(text: str) -> None:
    """A remark for the person at the keyboard, on stderr."""
    sys.stderr.write(turned("\n".join(clean(line) for line in text.splitlines()), sys.stderr) + "\n")


def turned(text: str, stream: TextIO) -> str:
    """Sentences turned at spaces where a terminal would cut a word; lines set in and commands to copy stay whole."""
    if not stream.isatty():
        return text
    room = width()
    lines = []
    for line in text.split("\n"):
        if len(line) <= room or line.startswith(" ") or "territoires " in line:
            lines.append(line)
        else:
            from textwrap import wrap

            lines += wrap(line, room, break_long_words=False, break_on_hyphens=False)
    return "\n".join(lines)
