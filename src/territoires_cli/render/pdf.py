"""Document → PDF for an A4 office printer."""

from territoires_cli.models.document import Document
from territoires_cli.render.rendered import Rendered, made_at, replaced_remarks
from territoires_cli.render.structure import document_data
from territoires_cli.render.typst_pages import REPLACEMENT, carried, set_pages


def render_pdf(document: Document) -> Rendered:
    """The document as a tagged PDF (PDF/UA-1), with page numbers and its imprint at the foot of each page.

    Its date is `document.created`, SOURCE_DATE_EPOCH or 1970: the same document gives the same bytes.
    """
    data, missing = carried(document_data(document))
    content = set_pages("document.typ", data, created=made_at(document.created))
    return Rendered(content, replaced_remarks(missing, REPLACEMENT))
