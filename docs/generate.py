"""Write the documents that are made from the project itself: `docs/cli.md` and `CREDITS.md`.

`python docs/generate.py` writes them; with `--check` it writes nothing and fails where one is stale.
"""

import sys
from collections.abc import Callable
from pathlib import Path

import typer

from territoires_cli.cli.app import app, entries
from territoires_cli.decks import read_deck
from territoires_cli.documents.credits import credit_words
from territoires_cli.documents.plan_annex import source_line
from territoires_cli.models.document import Bullets, Document, Heading, Paragraph
from territoires_cli.render.markdown import render_markdown

ROOT = Path(__file__).resolve().parents[1]


def cli_reference() -> str:
    """The help of every command, as it is printed."""
    group = typer.main.get_command(app)
    context = group.make_context("territoires", [], resilient_parsing=True)
    parts = [
        "# Command line\n\nMade by `docs/generate.py` from `--help`; do not edit.\n",
        _block("", group.get_help(context)),
    ]
    for name in entries():
        command = group.get_command(context, name)  # type: ignore[attr-defined]
        with command.make_context(name, [], parent=context, resilient_parsing=True) as inner:
            parts.append(_block(name, command.get_help(inner)))
    return "\n".join(parts)


def _block(name: str, text: str) -> str:
    title = f"## territoires {name}".rstrip()
    return f"{title}\n\n```text\n{text.strip()}\n```\n"


def credits_page() -> str:
    """The documents that the deck's facts are taken from."""
    deck = read_deck()
    blocks = (
        Heading(level=1, text="Crédits"),
        Paragraph(text=credit_words(deck)),
        Paragraph(
            text="Les faits des cartes et des villes viennent des documents qui suivent ; les phrases sont les nôtres. "
            "Cette page est écrite par docs/generate.py à partir de cards/sources.yaml."
        ),
        Bullets(items=tuple(source_line(source) for source in deck.sources)),
    )
    return render_markdown(Document(title="Crédits", blocks=blocks))


GENERATED: dict[str, Callable[[], str]] = {"docs/cli.md": cli_reference, "CREDITS.md": credits_page}


def main(arguments: list[str]) -> int:
    """Write or check each generated document; the exit code says whether one was stale."""
    stale = []
    for name, make in GENERATED.items():
        path, text = ROOT / name, make()
        if path.is_file() and path.read_bytes() == text.encode("utf-8"):
            continue
        stale.append(name)
        if "--check" not in arguments:
            path.write_bytes(text.encode("utf-8"))
    if stale:
        verb = "is stale: run python docs/generate.py" if "--check" in arguments else "written"
        sys.stderr.write("".join(f"{name} {verb}\n" for name in stale))
    return 1 if stale and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
