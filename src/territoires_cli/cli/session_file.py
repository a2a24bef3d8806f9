"""A session named on the command line → what writes it: a plan opens a new one, a name or a folder goes on with one."""

from collections.abc import Sequence
from pathlib import Path

from territoires_cli.cli.plan_file import open_plan
from territoires_cli.cli.plan_output import Made
from territoires_cli.documents.plan_context import Context
from territoires_cli.errors import RequestError, TerritoiresError
from territoires_cli.journal import Journal
from territoires_cli.quoting import command_line
from territoires_cli.recording import Clock, Recorder, plan_file
from territoires_cli.sessions import find_session, open_session, rescue_folders, session_of
from territoires_cli.translation import gettext as _
from territoires_cli.ui.output import say


def context_of(folder: Path, decks: Sequence[str]) -> Context:
    """The plan of a session beside its deck."""
    made = open_plan(str(plan_file(folder)), decks)
    return Context.of(made.plan, made.deck, made.matching, is_edited=made.is_edited)


def find(name: str | None, decks: Sequence[str]) -> Path:
    """The folder of a session: by its name, as the last one, or as that of a plan's file.

    Raises RequestError where there is none.
    """
    made = _plan_named(name, decks)
    if made is None:
        return find_session(name)
    folder = session_of(made.plan)
    if folder is None:
        raise RequestError(
            _("Aucune séance n’est gardée de « {plan} ». Pour en ouvrir une : territoires run {typed}").format(
                plan=name, typed=command_line([str(name)])
            )
        )
    return folder


def folder_of(name: str | None, decks: Sequence[str], *, goes_on: bool) -> tuple[Path, bool]:
    """The folder of a session, and whether it was opened just now from a plan's file.

    A plan that has a session already opens another one only where it isn't to go on (`goes_on`).
    """
    made = _plan_named(name, decks)
    if made is None:
        return find_session(name), False
    before = session_of(made.plan)
    if before is not None and goes_on:
        say(_("Suite de la séance {name}, ouverte de ce plan.").format(name=before.name))
        return before, False
    if before is not None:
        say(
            _("Une séance de ce plan est déjà gardée ; pour la reprendre : territoires run --resume {name}").format(
                name=command_line([before.name])
            )
        )
    context = Context.of(made.plan, made.deck, made.matching)
    return open_session(made.plan, context.title, Clock()()), True


def _plan_named(name: str | None, decks: Sequence[str]) -> Made | None:
    """The plan of a file, which a suffix tells from a session's name; None for a name. Raises TerritoiresError for no plan."""
    is_file = name is not None and Path(name).suffix.lower() in (".yaml", ".yml")
    return open_plan(name, decks) if name is not None and is_file else None


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
