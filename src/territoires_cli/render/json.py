"""Document → JSON, for other programs."""

import json

from territoires_cli.models.document import Document
from territoires_cli.render.rendered import Rendered
from territoires_cli.render.structure import document_data


def render_json(document: Document) -> Rendered:
    """The document's data (see `structure.document_data`) as indented JSON."""
    text = json.dumps(document_data(document), ensure_ascii=False, indent=2) + "\n"
    return Rendered(text.encode("utf-8"))
