"""Document → one self-contained HTML file: readable on a phone, in light and dark, on paper, and by a screen reader."""

from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, Any

from territoires_cli.models.document import Document
from territoires_cli.render.rendered import Rendered
from territoires_cli.render.structure import document_data
from territoires_cli.typography import FILL_IN

if TYPE_CHECKING:
    from jinja2 import Template


def render_html(document: Document) -> Rendered:
    """The document as HTML5 without script, picture or address to fetch: every text is escaped by the template."""
    data = document_data(document)
    text = _template().render(**data, fill_in=FILL_IN, sections=_sections(data["blocks"]))
    return Rendered((text.strip() + "\n").encode("utf-8"))


def _sections(blocks: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """The blocks between page breaks: each begins a new page on paper."""
    parts = groupby(blocks, key=lambda block: block["kind"] == "page-break")
    return [list(part) for is_break, part in parts if not is_break]


@cache
def _template() -> "Template":
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("territoires_cli.render", "layouts"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    return environment.get_template("document.html")
