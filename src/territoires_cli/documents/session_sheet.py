"""A session as its keeper reads it: facts, then every entry in plain words, as it stands."""

import datetime as dt

from territoires_cli.documents.report_base import Local
from territoires_cli.documents.writing import clock, code, date_words, heading, line
from territoires_cli.harvesting import people_came
from territoires_cli.models.deck import Deck
from territoires_cli.models.document import Block, Bullets, Document, Fields, Line, Paragraph
from territoires_cli.models.plan import Plan
from territoires_cli.models.session import SessionHead
from territoires_cli.retelling import entry_words
from territoires_cli.session import Session
from territoires_cli.translation import gettext as _


def session_sheet(head: SessionHead, session: Session, plan: Plan, deck: Deck, folder: str, local: Local) -> Document:
    """Its title, when it was opened, begun and ended, where it is kept, and its entries; names stand as they were typed."""
    came = people_came(session)
    facts: list[tuple[str, Line | None]] = [
        (_("Séance"), head.name),
        (_("Ouverte"), moment_words(local(head.opened))),
        (_("Commencée"), moment_words(local(session.started)) if session.started is not None else _("non")),
        (_("Terminée"), moment_words(local(session.ended)) if session.ended is not None else _("non")),
        (_("Personnes"), _("{came} présentes").format(came=came) if came is not None else _("non comptées")),
        (_("Gardée dans"), line(code(folder))),
    ]
    standing = [said for number, said in session.said.items() if number not in session.withdrawn]
    words = tuple(
        _("#{number} · {words}").format(
            number=said.entry.n, words=entry_words(said.entry, plan, deck, is_corrected=said.is_corrected)
        )
        for said in standing
    )
    blocks: list[Block] = [heading(1, head.title), Fields(items=tuple(facts))]
    blocks.append(heading(2, _("Entrées ({count})").format(count=len(words))))
    blocks.append(Bullets(items=words) if words else Paragraph(text=_("Rien n’a encore été saisi.")))
    if session.withdrawn:
        count = len(session.withdrawn)
        blocks.append(Paragraph(text=_("Entrées retirées, gardées dans le journal : {count}.").format(count=count)))
    return Document(title=head.title, blocks=tuple(blocks), language=deck.info.language)


def moment_words(moment: dt.datetime) -> str:
    """« mercredi 3 mars 2027, 9 h 05 »."""
    return _("{date}, {time}").format(
        date=date_words(moment.date().isoformat()), time=clock(f"{moment.hour:02d}:{moment.minute:02d}", 0)
    )
