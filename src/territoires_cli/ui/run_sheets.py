"""What lies on top of the facilitator's screen for a moment: lines to read, minutes to accept."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from territoires_cli.translation import gettext as _


class Reading(ModalScreen[None]):
    """Lines to read; any of the usual keys closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,enter,space,question_mark", "dismiss", _("Fermer")),
    ]

    def __init__(self, lines: list[str]) -> None:
        super().__init__()
        self.lines = lines

    def compose(self) -> ComposeResult:
        """The lines, then how to close."""
        with VerticalScroll(id="sheet"):
            yield Static("\n".join([*self.lines, "", _("Échap pour fermer.")]), markup=False)


class Retiming(ModalScreen[str | None]):
    """The proposal for what is left: accept it, adjust it, or leave it."""

    AUTO_FOCUS = "#changes"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "ignore", _("Laisser"))]

    def __init__(self, lines: list[str]) -> None:
        super().__init__()
        self.lines = lines

    def compose(self) -> ComposeResult:
        """The proposal and a line for adjustments."""
        with VerticalScroll(id="sheet"):
            yield Static("\n".join(self.lines), markup=False)
            yield Static(
                _("Entrée accepte ; 2=10 puis Entrée ajuste la deuxième étape ; Échap laisse tout."), markup=False
            )
            yield Input(id="changes")

    @on(Input.Submitted)
    def accept(self, event: Input.Submitted) -> None:
        """The proposal, with the changes typed."""
        self.dismiss(event.value)

    def action_ignore(self) -> None:
        """Nothing changes."""
        self.dismiss(None)
