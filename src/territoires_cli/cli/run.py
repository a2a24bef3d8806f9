"""`territoires run`: leading a session, and the view that the room sees."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from territoires_cli.cli.options import Command, DeckOption, new_app
from territoires_cli.errors import RequestError
from territoires_cli.quoting import command_line
from territoires_cli.translation import gettext as _

app = new_app()


@app.command(cls=Command)
def run(
    session: Annotated[
        str | None,
        typer.Argument(
            metavar=_("PLAN.yaml|SÉANCE"),
            show_default=False,
            help=_("Un plan ouvre une séance ; un nom en reprend une."),
        ),
    ] = None,
    resume: Annotated[bool, typer.Option("--resume", help=_("Reprendre la séance nommée, ou la dernière."))] = False,
    room: Annotated[
        bool, typer.Option("--room", help=_("Montrer à la salle l’étape et le temps, dans une seconde fenêtre."))
    ] = False,
    plain: Annotated[
        bool, typer.Option("--plain", help=_("Ligne par ligne, sans plein écran : lecteur d’écran, liaison lente."))
    ] = False,
    deck: DeckOption = [],  # noqa: B006 - typer copies defaults
) -> None:
    """Mener l’atelier : l’étape, le temps qui reste, ce qui se dit.

    Chaque entrée est sur le disque avant d’être montrée : après une panne,
    --resume revient à la même seconde. La salle ne voit jamais vos notes.

    Exemples :
      territoires run plan.yaml
      territoires run --room
      territoires run --resume
    """
    from territoires_cli.cli.session_file import find, folder_of
    from territoires_cli.ui.output import in_terminal, say

    is_plain = plain or not in_terminal() or not sys.stdin.isatty()
    if room:
        show_room(find(session, deck), deck, is_plain=is_plain)
        return
    if session is None and not resume:
        raise RequestError(
            _("Dites quel plan mener : territoires run plan.yaml. Pour reprendre : territoires run --resume")
        )
    folder, _is_new = folder_of(session, deck, goes_on=resume)
    lead(folder, deck, is_plain=is_plain)
    say(
        _(
            "Tout est gardé dans la séance {name}. Ensuite : territoires harvest {name}, puis territoires report {name}"
        ).format(name=command_line([folder.name]))
    )


def lead(folder: Path, decks: list[str], *, is_plain: bool) -> None:
    """Lead a session, full screen or line by line."""
    from territoires_cli.cli.session_file import leave, take
    from territoires_cli.ui.output import say

    with take(folder, decks) as recorder:
        if recorder.journal.torn:
            say(_("La dernière ligne du journal était coupée : elle est mise de côté dans journal.torn."))
        if not is_plain:
            from territoires_cli.ui.run_screen import RunScreen

            RunScreen(recorder).run()
            leave(recorder)
            return
        from territoires_cli.cli.harvest import typed
        from territoires_cli.ui.dialogue import Dialogue
        from territoires_cli.ui.output import write

        talk = Dialogue(recorder, lambda line: write(f"{line}\n"), is_live=True)
        talk.now()
        is_typed = sys.stdin.isatty()
        talk.follow(typed() if is_typed else sys.stdin, numbered=not is_typed)
        leave(recorder)
    if talk.refused and not is_typed:
        raise typer.Exit(1)


def show_room(folder: Path, decks: list[str], *, is_plain: bool) -> None:
    """What the room sees of a session: full screen, or once in words."""
    from territoires_cli.cli.session_file import context_of
    from territoires_cli.recording import Clock

    context, now = context_of(folder, decks), Clock()
    if not is_plain:
        from territoires_cli.ui.room_screen import RoomScreen

        RoomScreen(folder, context, now).run()
        return
    from territoires_cli.journal import read_journal
    from territoires_cli.session import fold
    from territoires_cli.showing import room_view
    from territoires_cli.ui.output import write

    shown = room_view(context, fold(context.plan, read_journal(folder).entries), now())
    told = [shown.title, f"{shown.time} {shown.state}".strip(), *shown.lines, *shown.questions]
    write("".join(f"{line}\n" for line in told if line))
