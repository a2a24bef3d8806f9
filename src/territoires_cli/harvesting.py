"""A session's entries → what its tables brought home, as a plan keeps it; and a session in which nobody is named. Pure."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from territoires_cli.models.plan import Harvest
from territoires_cli.models.session import Entry
from territoires_cli.session import Said, Session
from territoires_cli.translation import gettext as _

NAMELESS = "…"
"""What stands for an owner whose name isn't told."""
_TITLE = r"(?:M|Mr|Mme|Mlle|Mmes|MM|Me|Dr|Monsieur|Madame|Mademoiselle|Messieurs|Mesdames)"
_CIVILITY = re.compile(rf"^{_TITLE}\b\.?\s+", re.IGNORECASE)
_CONFIRM = re.compile(r"^\s*(?:à|a)\s+confirmer\s+(?:par\s+)?", re.IGNORECASE)
_PARTICLES = frozenset(("le", "la", "les", "de", "du", "des", "d", "l", "van", "von", "der", "ben", "el", "al"))
_APART = re.compile(r"[,;/&()+]|\bet\b|\bou\b|\bavec\b")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def harvest_of(session: Session) -> tuple[Harvest, ...]:
    """What each table kept and set aside, and its own words: its proposals, then its priorities, in the order of the grid."""
    tables = sorted({entry.table for entry in session.entries if entry.table is not None})
    found = (_harvest(table, [entry for entry in session.entries if entry.table == table]) for table in tables)
    return tuple(item for item in found if item.kept or item.set_aside or item.notes)


def _harvest(table: int, entries: list[Entry]) -> Harvest:
    verdicts = {entry.card: entry.verdict for entry in entries if entry.kind == "card" and entry.card and entry.verdict}
    proposals = sorted(
        (entry for entry in entries if entry.kind == "proposal"), key=lambda entry: (entry.line or 0, entry.n)
    )
    notes = [entry.text for entry in proposals if entry.text]
    notes += [
        _("Priorité : {text}").format(text=entry.text) for entry in entries if entry.kind == "priority" and entry.text
    ]
    return Harvest(
        table=table,
        kept=tuple(card for card, verdict in verdicts.items() if verdict == "kept"),
        set_aside=tuple(card for card, verdict in verdicts.items() if verdict == "refused"),
        notes=tuple(notes),
    )


def people_came(session: Session) -> int | None:
    """How many people came, as it was told last; None where nobody counted."""
    return next((entry.count for entry in reversed(session.entries) if entry.kind == "present"), None)


def owner_words(entry: Entry) -> str:
    """Who carries a proposal or answers a question: always to be confirmed, whatever was typed."""
    if entry.owner is None:
        return _("à désigner")
    name = _CONFIRM.sub("", entry.owner).strip()
    if name == NAMELESS or not name:
        return _("à confirmer")
    return _("à confirmer par {name}").format(name=name)


def without_names(session: Session) -> Session:
    """The session with nobody named: no owner, and none of their names in what was said.

    A name that nobody gave as an owner can't be known for one, and stays.
    """
    owners = {said.entry.owner for said in session.said.values() if said.entry.owner}
    patterns = [pattern for owner in sorted(owners) for pattern in _names_in(owner)]
    said = {number: Said(_unnamed(item.entry, patterns), item.is_corrected) for number, item in session.said.items()}
    withdrawn = {number: entry.model_copy(update={"text": None}) for number, entry in session.withdrawn.items()}
    return replace(session, said=said, withdrawn=withdrawn)


def _unnamed(entry: Entry, patterns: Iterable[re.Pattern[str]]) -> Entry:
    told = {"text": entry.text, "due": entry.due}
    for pattern in patterns:
        told = {name: pattern.sub(_("[nom retiré]"), text) if text else text for name, text in told.items()}
    return entry.model_copy(update={**told, "owner": NAMELESS if entry.owner else None})


def _names_in(owner: str) -> Iterator[re.Pattern[str]]:
    """How the people of an owner may be written in a text: in full, then by the last word alone.

    « La maire », « le service voirie » or « CCAS » name nobody: only words with a capital do.
    """
    for piece in _APART.split(_CONFIRM.sub("", owner)):
        bare = _CIVILITY.sub("", piece.strip())
        words = _WORD.findall(bare)
        solid = [word for word in words if word.lower() not in _PARTICLES]
        is_titled = bare != piece.strip()
        if not solid or not (is_titled or all(word[:1].isupper() for word in solid)):
            continue
        if len(solid) == 1 and solid[0].isupper() and not is_titled:
            continue
        is_sure = is_titled or len(words) > 1
        yield _pattern(words, re.IGNORECASE if is_sure else re.NOFLAG)
        if len(words) > 1 and len(solid[-1]) > 2 and solid[-1][:1].isupper():
            yield _pattern([solid[-1]], re.NOFLAG)


def _pattern(words: list[str], flags: re.RegexFlag) -> re.Pattern[str]:
    """The words as they may stand in a text, with a title before them or not."""
    joined = r"[\W_]{1,3}".join(re.escape(word) for word in words)
    return re.compile(rf"(?:\b{_TITLE}\b\.?\s+)?(?<![\w-]){joined}(?![\w-])", flags)
