"""What comes of a plan: the document or the decisions, on the screen or in a file."""

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from territoires_cli.cli.files import document_kinds, read_target, save_document, save_text
from territoires_cli.documents.plan import plan_document
from territoires_cli.errors import RequestError
from territoires_cli.models.deck import Deck
from territoires_cli.models.document import Document
from territoires_cli.models.matching import Matching
from territoires_cli.models.plan import Plan
from territoires_cli.translation import gettext as _
from territoires_cli.typography import one_line
from territoires_cli.ui.output import say, show, write_json


class Made(NamedTuple):
    """A plan with the deck and the matching of its city; `is_edited`: no command alone would make it again."""

    plan: Plan
    deck: Deck
    matching: Matching
    is_edited: bool = False

    def document(self) -> Document:
        """The plan as people read it."""
        return plan_document(self.plan, self.deck, self.matching, is_edited=self.is_edited)


def read_plan_target(output: str | None, *, json: bool) -> Path | None:
    """The file to write, if any. Raises RequestError for a suffix that nothing has, or where --json is asked for too."""
    target = read_target(output, {**document_kinds(), ".yaml": _("les décisions, à corriger et à refaire")})
    if target is not None and json:
        raise RequestError(_("Choisissez entre --json, qui écrit à l’écran, et -o, qui écrit dans un fichier."))
    return target


def deliver(made: Made, target: Path | None, *, json: bool, force: bool) -> None:
    """Write or show a plan, by what was asked for."""
    plan = made.plan
    if target is None and json:
        write_json(plan.model_dump(mode="json", by_alias=True))
    elif target is None:
        show(made.document())
    elif target.suffix.lower() in (".yaml", ".yml"):
        from territoires_cli.store import plan_to_yaml

        save_text(target, plan_to_yaml(plan), force=force)
    else:
        save_document(target, made.document(), force=force)


def say_all(remarks: Iterable[object]) -> None:
    """Remarks on stderr, each once."""
    for remark in dict.fromkeys(str(remark) for remark in remarks if str(remark)):
        say(one_line(remark))
