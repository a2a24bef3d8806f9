"""A session line by line: the plain way to lead it and to write it up, in any terminal, a pipe, or with a screen reader."""

from collections.abc import Callable, Iterable
from pathlib import Path

from territoires_cli.errors import RequestError, TerritoiresError
from territoires_cli.models.session import Entry
from territoires_cli.recording import Recorder
from territoires_cli.retelling import entry_words
from territoires_cli.retelling import guide as telling
from territoires_cli.session import card_lines
from territoires_cli.showing import view
from territoires_cli.steering import guide as leading
from territoires_cli.steering import proposal_words, propose_for
from territoires_cli.transcribing import plain
from territoires_cli.translation import gettext as _
from territoires_cli.translation import ngettext

_LEAVE = frozenset(("quitter", "q", "quit", "exit"))


class Dialogue:
    """Lines in, sentences out. `is_live`: the session is being led, so that its clock is told."""

    def __init__(self, recorder: Recorder, tell: Callable[[str], object], *, is_live: bool) -> None:
        self.recorder, self.tell, self.is_live = recorder, tell, is_live
        self.refused = 0
        """How many lines were not understood."""

    def follow(self, lines: Iterable[str], *, numbered: bool = False) -> None:
        """Take lines one by one until one says to leave; where they are `numbered`, a refusal says which line it was."""
        for number, line in enumerate(lines, start=1):
            words = plain(" ".join(line.split()))
            if words in _LEAVE:
                return
            try:
                self.answer(words, line)
            except RequestError as error:
                self.refused += 1
                self.tell(_("Ligne {number} : {error}").format(number=number, error=error) if numbered else str(error))
            except TerritoiresError as error:
                self.tell(str(error))

    def answer(self, words: str, line: str) -> None:
        """What one line does, and the sentence that says so. Raises RequestError where it isn't understood."""
        first, _space, _rest = words.partition(" ")
        if words in ("", "?", "aide", "h", "help"):
            self.help() if words else self.now()
        elif words in ("liste", "l"):
            self.tell_list()
        elif words in ("reste", "r"):
            self.left()
        elif words in ("script", "dire"):
            self.script()
        elif words in ("temps", "heure"):
            self.now()
        elif words in ("recaler ?", "retard"):
            self.propose()
        elif first == "ailleurs":
            self.elsewhere(line.strip()[len(first) :].strip())
        else:
            self.keep(line)

    def keep(self, line: str) -> None:
        """Keep what was typed, and read it back once it is on disk."""
        for entry in self.recorder.type(line):
            self.tell(self._read_back(entry))
        if self.recorder.trouble:
            count = len(self.recorder.journal.pending)
            self.tell(
                ngettext(
                    "Pas encore sur le disque ({reason}) : {count} entrée attend en mémoire. Libérez de la place, ou tapez : "
                    "ailleurs DOSSIER",
                    "Pas encore sur le disque ({reason}) : {count} entrées attendent en mémoire. Libérez de la place, ou tapez : "
                    "ailleurs DOSSIER",
                    count,
                ).format(reason=self.recorder.trouble, count=count)
            )

    def _read_back(self, entry: Entry) -> str:
        context, session = self.recorder.context, self.recorder.session
        number = entry.of if entry.of is not None else entry.n
        if number in session.withdrawn and entry.kind == "withdraw":
            said = session.said[number]
            return _("Retiré : {words}").format(words=entry_words(said.entry, context.plan, context.deck))
        if number in session.said:
            said = session.said[number]
            words = entry_words(said.entry, context.plan, context.deck, is_corrected=said.is_corrected)
            return f"#{number} {words}"
        return self.now_words()

    def now_words(self) -> str:
        """The step and its time in a sentence."""
        shown = view(self.recorder.context, self.recorder.session, self.recorder.now())
        parts = [shown.place, shown.title, shown.time, shown.state, shown.late]
        return " · ".join(part for part in parts if part)

    def now(self) -> None:
        """Where the session is, if it is being led."""
        if self.is_live:
            self.tell(self.now_words())

    def script(self) -> None:
        """The words to say and the gestures of the step that is played."""
        shown = view(self.recorder.context, self.recorder.session, self.recorder.now())
        for title, lines in ((_("À dire"), shown.says), (_("Vous"), shown.does), (_("Ensuite"), shown.coming[:3])):
            if lines:
                self.tell(_("{title} :").format(title=title))
                for line in lines:
                    self.tell(f"  {line}")

    def help(self) -> None:
        """What can be typed."""
        rows = [*(leading() if self.is_live else []), *telling(self.recorder.context.plan)]
        if self.is_live:
            rows.append((_("script"), _("les mots à dire, vos gestes, et la suite")))
        rows += [
            (_("liste, reste"), _("ce qui est saisi ; ce qui ne l’est pas encore")),
            (_("ailleurs DOSSIER"), _("écrit toute la séance dans un autre dossier")),
            (_("quitter"), _("tout est déjà gardé")),
        ]
        for typed, meaning in rows:
            self.tell(_("{typed} : {meaning}").format(typed=typed, meaning=meaning))

    def tell_list(self) -> None:
        """Tell what was typed and stands."""
        for line in self.listed() or [_("Rien n’est encore saisi.")]:
            self.tell(line)

    def listed(self) -> list[str]:
        """What was typed and stands, an entry a line with its number in the journal."""
        session, context = self.recorder.session, self.recorder.context
        lines = []
        for entry in session.entries:
            words = entry_words(entry, context.plan, context.deck, is_corrected=session.said[entry.n].is_corrected)
            lines.append(f"#{entry.n} {words}")
        return lines

    def left(self) -> None:
        """The cards of which nothing was typed yet, table by table, with their numbers in the grid."""
        plan, deck = self.recorder.context.plan, self.recorder.context.deck
        told = {(entry.table, entry.card) for entry in self.recorder.session.entries if entry.kind == "card"}
        missing: dict[int, list[str]] = {}
        for (table, card), line in card_lines(plan).items():
            if (table, card) not in told:
                missing.setdefault(table, []).append(f"{table}.{line} {deck.practice[card].title}")
        if not missing:
            self.tell(_("Chaque carte de chaque table est saisie."))
        for table, names in missing.items():
            self.tell(_("Table {table}, il reste : {names}").format(table=table, names=" ; ".join(names)))

    def propose(self) -> None:
        """What retiming would change, without changing it."""
        recorder = self.recorder
        now = recorder.now()
        found = propose_for(recorder.context, recorder.session, now)
        for line in proposal_words(recorder.context, recorder.session, found, now):
            self.tell(line)
        self.tell(_("Pour l’accepter : recaler ; pour l’ajuster : recaler 1=10 ; sinon, ne tapez rien."))

    def elsewhere(self, name: str) -> None:
        """Write the whole session into another folder, and go on there."""
        if not name:
            raise RequestError(_("Dites quel dossier : ailleurs /media/cle/seance"))
        self.recorder.save_elsewhere(Path(name).expanduser())
        self.tell(_("Tout est écrit dans : {path}. La suite s’y écrit aussi.").format(path=name))
