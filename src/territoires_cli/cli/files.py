"""`-o FILE`: the suffix decides what is written; nothing is overwritten without --force."""

from collections.abc import Mapping
from pathlib import Path

from territoires_cli.cli.options import readable_name
from territoires_cli.errors import RequestError
from territoires_cli.models.document import Document
from territoires_cli.names import enumerate_in_french
from territoires_cli.translation import gettext as _
from territoires_cli.ui.output import say


def read_target(output: str | None, kinds: Mapping[str, str]) -> Path | None:
    """The file to write. Raises RequestError for a suffix that no kind has; `kinds` says what each suffix gives."""
    if output is None:
        return None
    path = Path(readable_name(output))
    if path.suffix.lower().replace(".yml", ".yaml") not in kinds:
        names = [f"{suffix} ({what})" for suffix, what in kinds.items()]
        raise RequestError(
            _("Le fichier « {path} » doit finir par {names}.").format(
                path=path, names=enumerate_in_french(names, _("ou"))
            )
        )
    return path


def document_kinds() -> dict[str, str]:
    """What each suffix of a document gives, in words."""
    from territoires_cli.render.registry import renderers

    return {suffix: renderer.label for suffix, renderer in renderers().items()}


def save_text(target: Path, text: str, *, force: bool) -> None:
    """Write a text and say where. Raises TerritoiresError where the file exists or can't be written."""
    save_bytes(target, text.encode("utf-8"), force=force)


def save_bytes(target: Path, content: bytes, *, force: bool) -> None:
    """Write a file and say where. Raises TerritoiresError where it exists or can't be written."""
    from territoires_cli.store import write_file

    replaced = write_file(target, content, force=force)
    say((_("Fichier remplacé : {path}.") if replaced else _("Fichier écrit : {path}.")).format(path=target))


def save_document(target: Path, document: Document, *, force: bool) -> None:
    """Write a document in the format of its suffix, and say where and what could not be printed."""
    from territoires_cli.render.registry import render_document

    rendered = render_document(document, target.suffix.lower())
    for remark in rendered.remarks:
        say(remark)
    save_bytes(target, rendered.content, force=force)
