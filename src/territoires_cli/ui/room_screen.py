"""The screen that is projected: the step, the time left in huge figures, the instruction, each table's question. Read-only."""

from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from territoires_cli.documents.plan_context import Context
from territoires_cli.errors import TerritoiresError
from territoires_cli.journal import FILE, read_journal
from territoires_cli.session import Session, fold
from territoires_cli.showing import RoomView, room_view
from territoires_cli.translation import gettext as _
from territoires_cli.ui.big_time import big_time

_BEAT = 0.5
# Seconds after which another table's question comes first.
_TURN = 12


class RoomScreen(App[None]):
    """Follows a session that another window leads."""

    CSS = """
    Screen { background: #10242b; color: #f2f5f3; layout: vertical; }
    #title { text-align: center; text-style: bold; height: auto; padding: 0 1; }
    #time { text-align: center; height: auto; padding: 1 0 0 0; }
    #state { text-align: center; height: 1; text-style: bold; }
    #lines { height: auto; max-height: 1fr; padding: 1 2 0 2; text-align: center; }
    #questions { height: 1fr; padding: 1 2 0 2; }
    #clock { dock: bottom; height: 1; text-align: right; padding: 0 1; color: #b7c4c1; }
    .calm #time, .calm #state { color: #8fd3c1; }
    .soon #time, .soon #state { color: #ffd479; }
    .last #time, .last #state, .over #time, .over #state { color: #ff9d7a; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("q", "quit", _("Quitter"))]
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, folder: Path, context: Context, now: Callable[[], float]) -> None:
        super().__init__()
        self.folder, self.context, self.now = folder, context, now
        self.session: Session = fold(context.plan, [])
        self._seen: tuple[int, int] | None = None

    def compose(self) -> ComposeResult:
        """The pieces of the screen, from top to bottom."""
        for name in ("title", "time", "state", "lines", "questions", "clock"):
            yield Static(id=name, markup=False)

    def on_mount(self) -> None:
        """Begin to follow."""
        self.refresh_view()
        self.set_interval(_BEAT, self.refresh_view)

    def on_resize(self) -> None:
        """Set everything anew for the size."""
        self.refresh_view()

    def refresh_view(self) -> None:
        """Read the journal where it has changed, and show where the session is."""
        self._follow()
        shown = room_view(self.context, self.session, self.now())
        self.show(shown)

    def show(self, shown: RoomView) -> None:
        """Put what is to be seen on the screen."""
        columns, rows = self.size.width, self.size.height
        for mood in ("calm", "soon", "last", "over"):
            self.screen.set_class(shown.mood == mood, mood)
        tall = max(rows - 12, rows // 3 + 2)
        self.query_one("#title", Static).update(shown.title)
        self.query_one("#time", Static).update("\n".join(big_time(shown.time, columns - 2, tall)))
        self.query_one("#state", Static).update(shown.state)
        self.query_one("#lines", Static).update("\n".join(shown.lines[:2]))
        self.query_one("#questions", Static).update("\n".join(self._in_turn(shown.questions, columns, rows)))
        self.query_one("#clock", Static).update(shown.clock)

    def _in_turn(self, questions: tuple[str, ...], columns: int, rows: int) -> list[str]:
        """The questions; where they don't all hold, each comes first in its turn."""
        tall = sum(-(-len(question) // max(columns - 4, 1)) for question in questions)
        if len(questions) < 2 or tall <= rows - max(rows - 12, rows // 3 + 2) - 7:
            return list(questions)
        first = int(self.now() // _TURN) % len(questions)
        return [*questions[first:], *questions[:first]]

    def _follow(self) -> None:
        """A journal that can't be read for a moment leaves what was seen."""
        try:
            told = (self.folder / FILE).stat()
            state = (told.st_size, told.st_mtime_ns)
            if state != self._seen:
                self.session = fold(self.context.plan, read_journal(self.folder).entries)
                self._seen = state
        except (OSError, TerritoiresError):
            self.sub_title = _("La séance ne peut pas être lue pour le moment.")
