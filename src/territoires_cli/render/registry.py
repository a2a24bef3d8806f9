"""The one registry of formats: what each suffix of `-o` makes of a document."""

from collections.abc import Callable
from importlib import import_module
from typing import NamedTuple

from territoires_cli.models.document import Document
from territoires_cli.render.rendered import Rendered
from territoires_cli.translation import gettext as _


class Renderer(NamedTuple):
    """A format: its suffix, what it gives in words, and the module and function of this room that make it."""

    suffix: str
    label: str
    module: str
    function: str


def renderers() -> dict[str, Renderer]:
    """Every format of documents by its suffix."""
    return {
        item.suffix: item
        for item in (
            Renderer(".pdf", _("à imprimer"), "pdf", "render_pdf"),
            Renderer(".docx", _("à corriger dans un traitement de texte"), "docx", "render_docx"),
            Renderer(".html", _("à lire à l’écran"), "html", "render_html"),
            Renderer(".md", _("du texte simple"), "markdown", "markdown_file"),
            Renderer(".json", _("pour un autre programme"), "json", "render_json"),
        )
    }


def render_document(document: Document, suffix: str) -> Rendered:
    """The document in the format of a suffix; the same document gives the same bytes.

    Raises KeyError for a suffix that no format has, TerritoiresError where the document can't be set.
    """
    renderer = renderers()[suffix]
    module = import_module(f"territoires_cli.render.{renderer.module}")
    render: Callable[[Document], Rendered] = getattr(module, renderer.function)
    return render(document)
