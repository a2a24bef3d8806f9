"""What else was said: priorities, strengths, disagreements, who was absent, what stays open, surprises, what comes next."""

from collections.abc import Iterator

from territoires_cli.documents.report_base import Telling, group_words, quoted
from territoires_cli.documents.writing import heading, line, sentence, strong
from territoires_cli.harvesting import owner_words
from territoires_cli.models.document import Block, Bullets, Grid, Line, Paragraph
from territoires_cli.models.session import Entry, SaidKind
from territoires_cli.names import enumerate_in_french
from territoires_cli.translation import gettext as _


def said_blocks(telling: Telling) -> Iterator[Block]:
    """Each kind under a heading of its own; those of which nothing was noted together in one sentence."""
    empty = []
    for kind, title, absent in _sections():
        found = telling.of(kind)
        if not found:
            empty.append(absent)
            continue
        yield heading(2, title)
        yield from _told(telling, kind, found)
    notes = telling.of("note")
    if notes:
        yield heading(2, _("Autres notes"))
        yield from _by_table(telling, notes)
    if empty:
        yield heading(2, _("Ce dont il ne reste pas de trace"))
        yield Paragraph(text=_("Rien n’a été noté sur {what}.").format(what=enumerate_in_french(empty, _("ni sur"))))


def _sections() -> tuple[tuple[SaidKind, str, str], ...]:
    """Each kind, its heading, and how it is named where nothing was noted."""
    return (
        ("priority", _("Les priorités"), _("les priorités")),
        ("strength", _("Les forces nommées"), _("les forces du territoire")),
        ("disagreement", _("Les désaccords, dans les mots des personnes"), _("les désaccords")),
        ("absent", _("Les publics absents"), _("les publics absents")),
        ("parked", _("Ce qui reste ouvert"), _("les questions laissées pour plus tard")),
        ("surprise", _("Ce qui a surpris"), _("ce qui a surpris")),
        ("next", _("La prochaine rencontre"), _("la prochaine rencontre")),
    )


def _told(telling: Telling, kind: SaidKind, found: list[Entry]) -> Iterator[Block]:
    if kind == "parked":
        yield Grid(
            columns=(_("N°"), _("Question"), _("Qui répond")),
            rows=tuple((telling.number(entry), entry.text or "", owner_words(entry)) for entry in found),
        )
    elif kind == "next":
        yield from (Paragraph(text=_next(entry)) for entry in found)
    elif kind == "priority":
        yield from _ranked(telling, found)
    else:
        yield from _by_table(telling, found)


def _ranked(telling: Telling, found: list[Entry]) -> Iterator[Block]:
    """The priorities of each table, in the order in which it gave them."""
    tables = dict.fromkeys(entry.table for entry in found)
    for table in tables:
        own = [entry for entry in found if entry.table == table]
        yield Paragraph(text=line(strong(group_words(telling, own[0]))))
        yield Bullets(items=tuple(entry.text or "" for entry in own), style="numbered")


def _by_table(telling: Telling, found: list[Entry]) -> Iterator[Block]:
    items: list[Line] = []
    for entry in found:
        words = quoted(entry.text) if entry.kind == "disagreement" else sentence(entry.text or "")
        where = (strong(f"{group_words(telling, entry)} : "),) if entry.table or entry.kind == "note" else ()
        items.append(line(*where, words))
    yield Bullets(items=tuple(items))


def _next(entry: Entry) -> str:
    words = sentence(entry.text or "")
    return f"{words} {_('Date : {due}.').format(due=entry.due)}" if entry.due else words
