"""The two faces of output: rich in a terminal, plain in a pipe or file; results on stdout, all else on stderr."""

import codecs
import os
import sys
from typing import TYPE_CHECKING

from territoires_cli.typography import clean, fall_back

if TYPE_CHECKING:
    from rich.console import Console

    from territoires_cli.models.document import Document

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


def write_json(data: object) -> None:
    """Data as indented JSON, in the same bytes on every machine."""
    import json

    write(json.dumps(data, ensure_ascii=False, indent=2) + "\n")


def say(text: str) -> None:
    """A remark for the person at the keyboard, on stderr."""
    sys.stderr.write("\n".join(clean(line) for line in text.splitlines()) + "\n")
