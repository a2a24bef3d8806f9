"""The facilitator's full screen: step, time left, words to say, what comes next, and a line to type what is said."""

from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.events import Key
from textual.widgets import Digits, Input, Static

from territoires_cli.errors import RequestError, TerritoiresError
from territoires_cli.recording import Recorder
from territoires_cli.retiming import lateness
from territoires_cli.showing import view
from territoires_cli.steering import proposal_words, propose_for
from territoires_cli.transcribing import plain
from territoires_cli.translation import gettext as _
from territoires_cli.ui.dialogue import Dialogue
from territoires_cli.ui.run_sheets import Reading, Retiming

_BEAT = 0.25
# From this many seconds late on, the screen says how to get back on time.
_WORTH_RETIMING = 300
_BAR = 30


class TypedLine(Input):
    """The line that is typed into; it is taken at once, so that the keys which follow belong to the next one."""

    async def _on_key(self, event: Key) -> None:
        """Hand the line to the screen in its turn among the letters; the binding of this key would come after them."""
        if event.key == "enter" and isinstance(self.app, RunScreen):
            event.stop()
            event.prevent_default()
            self.app.typed(self)
            return
        await super()._on_key(event)


class RunScreen(App[None]):
    """Leads a session. Whatever it shows as kept is on disk."""

    CSS = """
    Screen { layout: vertical; }
    #head { height: 1; text-style: bold; }
    #top { height: 3; }
    #time { width: 26; }
    #status { width: 1fr; height: 3; padding: 0 1; }
    #middle { height: 1fr; }
    #words { width: 2fr; border-right: solid $primary; }
    #next { width: 1fr; padding: 0 0 0 1; text-wrap: nowrap; text-overflow: ellipsis; }
    #told { height: 3; color: $text-muted; }
    #message { height: 1; text-style: bold; }
    #line { height: 1; border: none; padding: 0; }
    #keys { height: 1; color: $text-muted; }
    #sheet { width: 76; height: auto; max-height: 90%; border: solid $primary; background: $surface; padding: 0 1; }
    Reading, Retiming { align: center middle; }
    .soon #time, .soon #status { color: $warning; }
    .last #time, .last #status, .over #time, .over #status { color: $error; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,n", "say('suivant')", _("Suivant")),
        Binding("left,b", "say('précédent')", _("Précédent")),
        Binding("space,p", "hold", _("Pause")),
        Binding("plus", "say('+1')", "+1"),
        Binding("minus", "say('-1')", "-1"),
        Binding("asterisk", "say('+5')", "+5"),
        Binding("r", "retime", _("Recaler")),
        Binding("a", "begin('aller ')", _("Aller à"), priority=True),
        Binding("c", "begin('carte ')", _("Carte"), priority=True),
        Binding("v", "vote", _("Vote"), priority=True),
        Binding("d", "decide", _("Décision"), priority=True),
        Binding("enter,t,colon", "begin('')", _("Noter"), priority=True),
        Binding("l", "list", _("Liste")),
        Binding("question_mark,h,f1", "help", _("Aide")),
        Binding("q", "quit", _("Quitter")),
        Binding("escape", "leave", _("Retour"), priority=True),
    ]
    ENABLE_COMMAND_PALETTE = False
    AUTO_FOCUS = None

    def __init__(self, recorder: Recorder) -> None:
        super().__init__()
        self.recorder = recorder
        self.lines: list[str] = []
        self.dialogue = Dialogue(recorder, self.lines.append, is_live=True)
        self.told: list[str] = self.dialogue.listed()[-3:]
        self._shown: dict[str, str] = {}

    def compose(self) -> ComposeResult:
        """The pieces of the screen, from top to bottom."""
        yield Static(id="head", markup=False)
        with Horizontal(id="top"):
            yield Digits(id="time")
            yield Static(id="status", markup=False)
        with Horizontal(id="middle"):
            with VerticalScroll(id="words"):
                yield Static(id="script", markup=False)
            yield Static(id="next", markup=False)
        yield Static(id="told", markup=False)
        yield Static(id="message", markup=False)
        yield TypedLine(
            id="line",
            select_on_focus=False,
            placeholder=_("Entrée pour noter : 2.3 g pourquoi · 2 désaccord … · question …"),
        )
        yield Static(id="keys", markup=False)

    def on_mount(self) -> None:
        """Keys lead until a line is begun."""
        self.set_focus(None)
        self.refresh_view()
        self.set_interval(_BEAT, self.refresh_view)

    def refresh_view(self) -> None:
        """Show where the session is."""
        recorder = self.recorder
        now = recorder.now()
        shown = view(recorder.context, recorder.session, now)
        for mood in ("soon", "last", "over"):
            self.screen_stack[0].set_class(shown.mood == mood, mood)
        self._put("head", " · ".join(part for part in (shown.place, shown.title) if part))
        if self._shown.get("time") != shown.time:
            self._shown["time"] = shown.time
            self.screen_stack[0].query_one("#time", Digits).update(shown.time.replace("−", "-"))
        done = round(shown.share * _BAR)
        late = shown.late
        if late and lateness(recorder.context.plan, recorder.session, now) >= _WORTH_RETIMING:
            late = _("{late} : r pour recaler").format(late=late)
        self._put("status", "\n".join((f"{shown.clock}  {shown.state}", "█" * done + "░" * (_BAR - done), late)))
        self._put("next", "\n".join((_("Ensuite"), *shown.coming)))
        self._put("script", "\n".join(_script(shown.says, shown.does, shown.watch, shown.needs)))
        self._put("told", "\n".join(self.told[-3:]))
        self._put("keys", self._keys())
        if recorder.trouble:
            self._put(
                "message",
                _("PAS ENCORE SUR LE DISQUE ({reason}) : tapez ailleurs DOSSIER").format(reason=recorder.trouble),
            )

    def _keys(self) -> str:
        """What keys do now: lead, or write a line."""
        if isinstance(self.focused, Input):
            return _("Entrée garde la ligne · Échap rend les touches · ? puis Entrée pour l’aide")
        return _("→ suite · ← avant · espace pause · + − · r recaler · a aller · c carte · ? aide · q")

    def _put(self, name: str, text: str) -> None:
        """A redraw is spared where nothing changed, four times a second."""
        if self._shown.get(name) != text:
            self._shown[name] = text
            self.screen_stack[0].query_one(f"#{name}", Static).update(text)

    def answer(self, line: str) -> bool:
        """What a line does, and whether something was kept; what it says goes to the message, or to a sheet where it is long."""
        self.lines.clear()
        before, words = self.recorder.session.last, plain(" ".join(line.split()))
        try:
            self.dialogue.answer(words, line)
        except TerritoiresError as error:
            self.lines[:] = [str(error)]
        told = [text for text in self.lines if text.startswith("#")]
        is_kept = self.recorder.session.last > before
        if is_kept and told:
            self.told += told
            self._put("message", _("Gardé."))
        elif is_kept or len(self.lines) < 2:
            self._put("message", " ".join(self.lines))
        else:
            self.push_screen(Reading(list(self.lines)))
        self.refresh_view()
        return is_kept

    def typed(self, line: Input) -> None:
        """A line was typed: it is kept, and the next one may follow; an empty one gives the keys back."""
        if not line.value.strip():
            self.action_leave()
        elif self.answer(line.value) or len(self.screen_stack) > 1:
            line.value = ""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that begin a line act before all others, so that what follows belongs to it; in a line they are letters."""
        if action in ("begin", "vote", "decide"):
            return not isinstance(self.focused, Input) and len(self.screen_stack) == 1
        return super().check_action(action, parameters)

    def action_say(self, line: str) -> None:
        """What a key stands for."""
        self.answer(line)

    def action_hold(self) -> None:
        """Pause, or go on."""
        is_held = self.recorder.session.paused is not None
        self.answer("reprendre" if is_held else "pause")

    def action_begin(self, text: str) -> None:
        """Begin a line."""
        line = self.query_one("#line", Input)
        line.value = text
        self.set_focus(line)  # at once: the next key belongs to the line already
        line.cursor_position = len(text)

    def action_vote(self) -> None:
        """Begin a line that tells votes."""
        self.action_begin("")
        self._put("message", _("Voix d’une carte ou d’une proposition : 2.3 5 voix"))

    def action_decide(self) -> None:
        """Begin a line that tells what a table proposes or decides."""
        self.action_begin("")
        self._put("message", _("Table, puis les mots : 2 proposition Ouvrir le samedi ; qui : … ; avant le …"))

    def action_leave(self) -> None:
        """Give the keys back; close what lies on top."""
        if len(self.screen_stack) > 1:
            top = self.screen
            if isinstance(top, Retiming):
                top.dismiss(None)
            elif isinstance(top, Reading):
                top.dismiss()
            return
        self.query_one("#line", Input).value = ""
        self.set_focus(None)

    def action_list(self) -> None:
        """What was typed and stands."""
        self.lines.clear()
        self.dialogue.tell_list()
        self.push_screen(Reading(list(self.lines)))

    def action_help(self) -> None:
        """What keys and words do."""
        self.answer("?")

    def action_help_quit(self) -> None:
        """What Ctrl-C says: nothing is lost by leaving."""
        self._put("message", _("Tout est gardé. Échap puis q pour quitter."))

    def action_retime(self) -> None:
        """Propose minutes for what is left."""
        recorder = self.recorder
        now = recorder.now()
        try:
            found = propose_for(recorder.context, recorder.session, now)
            lines = proposal_words(recorder.context, recorder.session, found, now)
        except RequestError as error:
            self._put("message", str(error))
            return

        def decide(changes: str | None) -> None:
            if changes is not None:
                self.answer(f"recaler {changes}".strip())

        self.push_screen(Retiming(lines), decide)


def _script(says: tuple[str, ...], does: tuple[str, ...], watch: tuple[str, ...], needs: str) -> list[str]:
    """What to say, to do, to have and to watch, as lines."""
    lines = []
    for title, told in ((_("À dire"), says), (_("Vous"), does), (_("À surveiller"), watch)):
        if told:
            lines += [f"{title} :", *(f"• {line}" for line in told), ""]
    if needs:
        lines.append(_("Avec : {needs}").format(needs=needs))
    return lines
