"""Draw the pictures of README and `docs/` from what the tool makes of a plan: a page, a card, a sheet, the terminal.

`python docs/pictures.py` writes them into `docs/pictures/`; with `--check` it writes nothing and fails where one has drifted.
"""

import io
import re
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import typer
from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console

from territoires_cli.cli.app import app
from territoires_cli.cli.papers import folder_for
from territoires_cli.cli.plan_file import open_plan
from territoires_cli.documents.folder import Folder
from territoires_cli.documents.papers import papers, write_paper
from territoires_cli.documents.tables import tent_items
from territoires_cli.render.cut_cards import card_pictures
from territoires_cli.render.room_sheets import canvases
from territoires_cli.render.structure import document_data
from territoires_cli.render.typst_pages import carried, set_pictures
from territoires_cli.ui import output

PICTURES = Path(__file__).with_name("pictures")
# Pixels an inch, and columns of the terminal.
PAGE, CARD, WIDTH = 80, 110, 88
SAID = "Nos jeunes partent à dix-huit ans, et la dernière épicerie a fermé en mars."


def pictures() -> dict[str, bytes]:
    """Every picture by its file's name."""
    folder = lorient()
    deck = folder.context.deck
    ((front, back),) = card_pictures(deck, [deck.practice["makerspace-fablab"]], CARD)
    return {
        "conduite.png": page(folder, "conduite"),
        "deroule.png": page(folder, "deroule"),
        "carte-recto.png": front,
        "carte-verso.png": back,
        "feuille.png": sheet(folder),
        "terminal.svg": terminal(["match", "--text", SAID, "--limit", "3"]),
    }


def lorient() -> Folder:
    """A plan for Lorient, as `make demo` makes it."""
    with tempfile.TemporaryDirectory() as name:
        plan = str(Path(name) / "plan.yaml")
        run(["plan", "lorient", "--seed", "2026", "-o", plan])
        return folder_for(open_plan(plan, []), None, 1)[1]


def page(folder: Folder, name: str) -> bytes:
    """The first page of a paper."""
    return set_pictures("document.typ", carried(document_data(write_paper(papers()[name], folder)))[0], PAGE)[0]


def sheet(folder: Folder) -> bytes:
    """The sheet of opportunities and strengths of the first table."""
    context = folder.context
    table = tent_items(context)[0]
    filled = canvases(context.words.proposals, context.words.vote)["opportunites"]
    data = {
        "title": filled["title"],
        "paper": "a4",
        "language": context.deck.info.language,
        "imprint": context.imprint,
        "canvases": [{**filled, "table": table["name"], "question": table["question"]}],
    }
    return set_pictures("canvas.typ", data, PAGE)[0]


def terminal(words: Sequence[str]) -> bytes:
    """What a command shows in a terminal, as SVG; no font is fetched."""
    recorded = Console(
        record=True, width=WIDTH, force_terminal=True, color_system="truecolor", file=io.StringIO(),
        markup=False, emoji=False, highlight=False,
    )  # fmt: skip
    kept = output.in_terminal, output.console
    output.in_terminal, output.console = lambda: True, lambda: recorded
    try:
        run(words)
    finally:
        output.in_terminal, output.console = kept
    told = " ".join(f'"{word}"' if " " in word else word for word in words)
    plain = re.sub(r"@font-face\s*\{\{.*?\}\}", "", CONSOLE_SVG_FORMAT, flags=re.DOTALL)
    return recorded.export_svg(title=f"territoires {told}", code_format=plain, unique_id="territoires").encode()


def run(words: Sequence[str]) -> None:
    """A command, in this process; its remarks are left out."""
    kept, sys.stderr = sys.stderr, io.StringIO()
    try:
        typer.main.get_command(app).main(list(words), prog_name="territoires", standalone_mode=False)
    finally:
        sys.stderr = kept


def main(arguments: Sequence[str]) -> int:
    """Write or check each picture; the exit code says whether one had drifted."""
    drifted = []
    for name, content in pictures().items():
        file = PICTURES / name
        if file.is_file() and file.read_bytes() == content:
            continue
        drifted.append(name)
        if "--check" not in arguments:
            PICTURES.mkdir(exist_ok=True)
            file.write_bytes(content)
    verb = "has drifted: run make pictures" if "--check" in arguments else "drawn"
    sys.stderr.write("".join(f"docs/pictures/{name} {verb}\n" for name in drifted))
    return 1 if drifted and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
