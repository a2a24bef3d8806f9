"""What printing costs: a kit against an empty typer app, and the deck on A6 against WeasyPrint with the same layout.

Both print the thirty-five cards four to a sheet, front and back, with the same words, fonts, sizes and pictograms, and a tagged
PDF. Times are wall-clock seconds of whole processes, taken in turn; figures are medians of pairs.
"""

import html
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from startup import EMPTY_APP, run_quietly

PAIRS = int(os.environ.get("BENCH_PAIRS", "5"))


def main() -> None:
    """Print the figures, or turn a page of cards into a PDF with WeasyPrint where a page is given."""
    if len(sys.argv) == 3:
        from weasyprint import HTML

        HTML(sys.argv[1]).write_pdf(sys.argv[2], pdf_variant="pdf/ua-1")
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        environment = {**os.environ, "TERRITOIRES_CACHE_DIR": str(folder / "cache"), "COLUMNS": "80"}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        empty = folder / "empty.py"
        empty.write_text(EMPTY_APP, encoding="utf-8")
        ours = str(Path(sys.executable).parent / "territoires")
        plan = str(folder / "plan.yaml")
        subprocess.run(
            [ours, "plan", "lorient", "--duration", "3h30", "--participants", "24", "--seed", "1", "-o", plan],
            env=environment, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        kit = [ours, "kit", plan, "-o", str(folder / "kit"), "--force"]
        cards = [ours, "print", "cartes", "-o", str(folder / "cards.pdf"), "--force"]
        page = folder / "cards.html"
        page.write_text(cards_page(), encoding="utf-8")
        theirs = [sys.executable, __file__, str(page), str(folder / "weasyprint.pdf")]
        for words in (kit, cards, theirs):
            quietly(words, environment)
        ratios = [
            quietly(kit, environment) / run_quietly([sys.executable, str(empty), "one"], environment)
            for _pair in range(PAIRS)
        ]
        print(f"kit for 24 people: {median(ratios):.2f} × an empty typer app on {os.cpu_count()} cores (aim 4)")
        shares = [quietly(cards, environment) / quietly(theirs, environment) for _pair in range(PAIRS)]
        counts = [pages(folder / name) for name in ("cards.pdf", "weasyprint.pdf")]
        print(
            f"35 A6 cards: {median(shares):.3f} of what WeasyPrint needs (bound 0.2); pages {counts[0]} and {counts[1]}"
        )


def quietly(command: list[str], environment: dict[str, str]) -> float:
    """Seconds that a command takes, its remarks left out."""
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        kept = os.dup(2)
        os.dup2(nowhere.fileno(), 2)
        try:
            return run_quietly(command, environment)
        finally:
            os.dup2(kept, 2)
            os.close(kept)


def pages(file: Path) -> int:
    """How many pages a PDF has."""
    from pypdf import PdfReader

    return len(PdfReader(file).pages)


def cards_page() -> str:
    """The deck as an HTML page for WeasyPrint: what `layouts/cards.typ` sets, in CSS."""
    from territoires_cli.content import load_deck
    from territoires_cli.places import deck_folders
    from territoires_cli.render.cut_cards import Printing, cards_data, measure_faces
    from territoires_cli.render.typst_pages import font_folders

    deck = load_deck(deck_folders([]))
    sizes = measure_faces(deck, deck.practices, "a6")
    data = cards_data(deck, deck.practices, Printing(), "Cartes", sizes)
    fonts = "".join(
        f"@font-face {{ font-family: Cards; font-weight: {weight}; src: url('{(font_folders()[0] / file).as_uri()}') }}"
        for weight, file in (("normal", "SourceSans3-Regular.ttf"), ("bold", "SourceSans3-Bold.ttf"))
    )
    body, cards = [], data["cards"]
    for start in range(0, len(cards), 4):
        four = cards[start : start + 4]
        for is_back in (False, True):
            faces = "".join(
                f'<article style="left: {105 * ((place + is_back) % 2)}mm; top: {148.5 * (place // 2)}mm">{(back if is_back else front)(card, data)}</article>'
                for place, card in enumerate(four)
            )
            body.append(f"<section>{faces}</section>")
    return f'<!doctype html><html lang="fr"><title>Cartes</title><style>{fonts}{STYLE}</style>{"".join(body)}</html>'


STYLE = """
@page { size: 210mm 297mm; margin: 0 }
body { margin: 0; font: 12pt/1.3 Cards; color: #1b2a33 }
section { position: relative; width: 210mm; height: 297mm; break-after: page }
article { position: absolute; width: 105mm; height: 148.5mm; overflow: hidden }
header { margin: 5mm; padding: 3mm 4mm; border-radius: 2mm; color: white; display: flex; gap: 3mm; align-items: center; font-weight: bold }
header b { font-size: 24pt } header svg { width: 15mm; margin-left: auto }
.words { margin: 0 7mm } h2 { font-size: 1.6em; margin: 0 0 .5em } ul, ol { margin: .3em 0; padding-left: 1.2em } p { margin: .5em 0 }
footer { position: absolute; bottom: 6mm; left: 7mm; right: 7mm; border-top: .5pt solid }
.top { margin: 5mm 7mm 0; border-bottom: 1pt solid; display: flex; gap: 2mm } .top svg { width: 6.5mm; margin-left: auto }
"""


def front(card: dict[str, str], data: dict[str, dict[str, str]]) -> str:
    """A card's front."""
    items = "".join(f"<li>{html.escape(text)}</li>" for text in card["challenges"])
    labels = data["labels"]
    return (
        f'<header style="background: {card["colour"]}"><b>{card["code"]}</b><span>{html.escape(card["family"])}</span>{picture(card, "#ffffff")}</header>'
        f'<div class="words" style="font-size: {card["sizes"]["front"]}pt"><h2>{html.escape(card["title"])}</h2><p>{html.escape(card["summary"])}</p>'  # type: ignore[index]
        f"<b>{labels['challenges']}</b><ul>{items}</ul><p><b>{labels['effort']}</b> {html.escape(card['effort'])}</p>"
        f"<p><b>{labels['levers']}</b> {html.escape(card['levers'])}</p></div><footer>{labels['here']}<p>{' ☐ '.join(data['ticks'])}</p></footer>"
    )


def back(card: dict[str, str], data: dict[str, dict[str, str]]) -> str:
    """A card's back."""
    labels = data["labels"]

    def items(name: str, tag: str) -> str:
        return f"<{tag}>{''.join(f'<li>{html.escape(text)}</li>' for text in card[name])}</{tag}>"

    return (
        f'<div class="top"><b>{card["code"]}</b> <b>{html.escape(card["title"])}</b>{picture(card, card["colour"])}</div>'
        f'<div class="words" style="font-size: {card["sizes"]["back"]}pt"><b>{labels["steps"]}</b>{items("steps", "ol")}'  # type: ignore[index]
        f"<b>{labels['limits']}</b>{items('limits', 'ul')}<b>{labels['example']}</b><p>{html.escape(card['example'])}</p>"
        f"<b>{labels['questions']}</b>{items('questions', 'ul')}<p>{html.escape(card['source'])}</p></div>"
    )


def picture(card: dict[str, str], colour: str) -> str:
    """A card's pictogram, inline."""
    return re.sub(r"<\?xml.*?\?>", "", card["pictogram"]).replace(card["colour"], colour)


if __name__ == "__main__":
    main()
