"""A session named on the command line → what writes it: a plan opens a new one, a name or a folder goes on with one."""

from collections.abc import Sequence
from pathlib import Path

from territoires_cli.cli.plan_file import open_plan
from territoires_cli.documents.plan_context import Context
from territoires_cli.errors import TerritoiresError
from territoires_cli.journal import Journal
from territoires_cli.recording import Clock, Recorder, plan_file
from territoires_cli.sessions import find_session, open_session, rescue_folders
from territoires_cli.translation import gettext as _
from territoires_cli.ui.output import say


def context_of(folder: Path, decks: Sequence[str]) -> Context:
    """The plan of a session beside its deck."""
    made = open_plan(str(plan_file(folder)), decks)
    return Context.of(made.plan, made.deck, made.matching, is_edited=made.is_edited)


def folder_of(name: str | None, decks: Sequence[str]) -> tuple[Path, bool]:
    """The folder of a session, and whether it was opened just now from a plan's file."""
    from territoires_cli.plans import is_plan

    if name is not None and Path(name).is_file() and is_plan(Path(name)):
        made = open_plan(name, decks)
        context = Context.of(made.plan, made.deck, made.matching)
        return open_session(made.plan, context.title, Clock()()), True
    return find_session(name), False


def take(folder: Path, decks: Sequence[str]) -> Recorder:
    """The recorder of a session. Raises TerritoiresError where another window has it."""
    context = context_of(folder, decks)
    return Recorder(context, Journal.take(folder))


def leave(recorder: Recorder) -> None:
    """Before a session is left: what the disk refused is tried once more, then written into the first folder that takes it."""
    if not recorder.journal.pending or recorder.journal.retry() is None:
        return
    for target in rescue_folders(recorder.journal.folder.name):
        try:
            recorder.save_elsewhere(target)
        except TerritoiresError:
            continue
        say(
            _("Le disque refusait la suite : toute la séance est maintenant dans {path}. Gardez ce dossier.").format(
                path=target
            )
        )
        return
    say(
        _("{count} entrées n’ont pu être écrites nulle part. Recopiez-les avant de fermer cette fenêtre :").format(
            count=len(recorder.journal.pending)
        )
    )
    for entry in recorder.journal.pending:
        say(f"  {entry.text or entry.kind}")
