"""The HTML page in a real browser, judged by axe-core: no violation, in light and in dark, for documents of every kind."""

import html
import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from test_render_formats import EVERY

from territoires_cli.documents.folder import Folder
from territoires_cli.documents.papers import papers, write_paper
from territoires_cli.documents.plan import plan_document
from territoires_cli.documents.plan_context import Context
from territoires_cli.matching import match_city
from territoires_cli.models.deck import Deck
from territoires_cli.models.document import Document
from territoires_cli.models.plan import Plan
from territoires_cli.models.settings import Settings
from territoires_cli.render.registry import render_document

BROWSER = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None
)
pytestmark = pytest.mark.skipif(BROWSER is None, reason="no chromium here: .ci/run installs it")


def violations(document: Document, folder: Path, *, dark: bool) -> list[str]:
    """What axe-core finds wrong with a document's page: the id of each rule, and what breaks it."""
    import axe_core_python

    axe = (Path(axe_core_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
    page = render_document(document, ".html").content.decode("utf-8")
    script = (
        "<script>window.addEventListener('load', () => axe.run(document, {resultTypes: ['violations']}).then(found => {"
        "const told = found.violations.map(v => v.id + ' : ' + v.nodes.map(n => n.html.slice(0, 120)).join(' | '));"
        "const pre = document.createElement('pre'); pre.id = 'found'; pre.textContent = JSON.stringify(told);"
        "document.body.replaceChildren(pre); }));</script>"
    )
    file = folder / "page.html"
    file.write_text(page.replace("</body>", f"<script>{axe}</script>{script}</body>"), encoding="utf-8")
    assert BROWSER is not None
    mode = ["--blink-settings=preferredColorScheme=0"] if dark else ["--blink-settings=preferredColorScheme=1"]
    done = subprocess.run(
        [BROWSER, "--headless=new", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder / 'profile'}", *mode,
         "--virtual-time-budget=60000", "--dump-dom", file.as_uri()],
        capture_output=True, timeout=120, check=True,
    )  # fmt: skip
    told = re.search(r'<pre id="found">(.*?)</pre>', done.stdout.decode("utf-8"), re.DOTALL)
    assert told is not None, done.stderr.decode("utf-8", "replace")[-500:]
    found: list[str] = json.loads(html.unescape(told[1]))
    return found


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_no_block_breaks_a_rule(tmp_path: Path, dark: bool) -> None:
    """Every kind of block: headings, lists, tables, timelines, lines to fill in, contrast."""
    assert violations(EVERY, tmp_path, dark=dark) == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("name", ["plan", "deroule", "emargement", "salle", "evaluation", "gros-caracteres"])
def test_no_document_breaks_a_rule(
    deck: Deck, plan_of: Callable[..., Plan], tmp_path: Path, name: str, dark: bool
) -> None:
    """The whole plan and the papers that differ most."""
    plan = plan_of(participants=12)
    folder = Folder(Context.of(plan, deck, match_city(deck, plan.city)), Settings.model_validate({"schema": 1}))
    document = plan_document(plan, deck) if name == "plan" else write_paper(papers()[name], folder)
    assert violations(document, tmp_path, dark=dark) == []
