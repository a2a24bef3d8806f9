"""Small pieces that every document is written with: runs of text, citations, clock times, commands."""

import datetime as dt
from collections.abc import Iterable

from territoires_cli.faces import status_words
from territoires_cli.models.base import Citation, Fact, Status
from territoires_cli.models.deck import Deck
from territoires_cli.models.document import Heading, Line, Span
from territoires_cli.translation import gettext as _


def strong(text: str) -> Span:
    """A run of text in bold."""
    return Span(text=text, style="strong")


def emphasis(text: str) -> Span:
    """A run of text in italics."""
    return Span(text=text, style="emphasis")


def code(text: str) -> Span:
    """A run of text to be typed as it is."""
    return Span(text=text, style="code")


def line(*parts: Span | str) -> Line:
    """A line made of several runs; plain words may be given as they are."""
    return tuple(Span(text=part) if isinstance(part, str) else part for part in parts)


def heading(level: int, text: Line) -> Heading:
    """A heading of the given level (1–4)."""
    return Heading(level=level, text=text)


def noted(words: str, note: str | None) -> str:
    """A few words and, where somebody wrote one, the note that explains them."""
    return f"{words}. {sentence(note)}" if note else words


def sentence(text: str) -> str:
    """The text with a capital and a full stop."""
    text = text.strip()
    if not text:
        return ""
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "!", "?", "…", ":")) else f"{text}."


def citation_words(deck: Deck, citation: Citation) -> str:
    """A citation as it is printed: the source's short name, then the place in it."""
    source = deck.source.get(citation.id)
    name = source.short if source else citation.id
    return f"{name}, {citation.locator}" if citation.locator else name


def gathered(citations: Iterable[Citation]) -> list[Citation]:
    """The citations, those of one source made one: its places joined, each once."""
    places: dict[str, dict[str, None]] = {}
    for citation in citations:
        places.setdefault(citation.id, {}).update(dict.fromkeys((citation.locator or "").split(" ; ")))
    return [
        Citation(id=name, locator=" ; ".join(place for place in found if place) or None)
        for name, found in places.items()
    ]


def dated(
    deck: Deck, citation: Citation | None, as_of: int | None, *, locator: bool = True, remark: str | None = None
) -> str:
    """Where a fact comes from and the year it speaks of, between brackets, with a remark on it (« à vérifier »)."""
    return f"({told_in(deck, citation, as_of, locator=locator, remark=remark)})"


def dated_together(deck: Deck, sources: Iterable[tuple[Citation, int | None]]) -> str:
    """Where something told in several places comes from, between one pair of brackets: the same source named once."""
    by_year: dict[int | None, list[Citation]] = {}
    for citation, as_of in sources:
        by_year.setdefault(as_of, []).append(citation)
    words = [told_in(deck, citation, as_of) for as_of, found in by_year.items() for citation in gathered(found)]
    return f"({' ; '.join(words)})"


def told_in(
    deck: Deck, citation: Citation | None, as_of: int | None, *, locator: bool = True, remark: str | None = None
) -> str:
    """The same as `dated`, without brackets.

    The year is said apart where the source's own name doesn't tell it; « année non donnée » where nobody knows.
    """
    if citation is None:
        year = str(as_of) if as_of is not None else _("année non donnée")
        return ", ".join(part for part in (year, remark) if part)
    source = deck.source.get(citation.id)
    year = ""
    if source is None or source.year != as_of:
        year = _("année du fait : {year}").format(year=as_of) if as_of is not None else _("année non donnée")
    apart = ", ".join(part for part in (year, remark) if part)
    where = source_words(deck, citation if locator else Citation(id=citation.id))
    return f"{where} ; {apart}" if apart else where


def source_words(deck: Deck, citation: Citation) -> str:
    """A citation as it stands between brackets: none of its own."""
    source = deck.source.get(citation.id)
    name = (source.short if source else citation.id).replace(" (", ", ").replace(")", "")
    return f"{name}, {citation.locator}" if citation.locator else name


def fact_line(deck: Deck, fact: Fact) -> Line:
    """A fact, its source and year, and the editor's note."""
    parts: list[Span | str] = [sentence(fact.text), " ", emphasis(dated(deck, fact.source, fact.as_of))]
    if fact.note:
        parts += [" ", _("Note : {note}").format(note=sentence(fact.note))]
    return line(*parts)


def status_line(deck: Deck, status: Status) -> str | None:
    """What became of an initiative, with its source; None where nobody knows."""
    if status.state == "unknown":
        return sentence(status.note) if status.note else None
    exact = status.state != "closed" or status.since or status.as_of
    words = sentence(status_words(status) if exact else _("fermé (date exacte inconnue)"))
    if status.note:
        words = f"{words} {sentence(status.note)}"
    return f"{words} {dated(deck, status.source, status.as_of)}" if status.source else words


def clock(start: str, minutes: int) -> str:
    """The clock time some minutes after `start` (HH:MM), as French prints it: 9 h 05."""
    hours, rest = divmod(int(start[:2]) * 60 + int(start[3:]) + minutes, 60)
    return _("{hours} h {minutes:02d}").format(hours=hours % 24, minutes=rest)


def date_words(date: str) -> str:
    """A date as French prints it (« jeudi 3 décembre 2026 ») where it is written as 2026-12-03; else as it was typed."""
    try:
        day = dt.date.fromisoformat(date)
    except ValueError:
        return date
    days = (_("lundi"), _("mardi"), _("mercredi"), _("jeudi"), _("vendredi"), _("samedi"), _("dimanche"))
    months = (
        _("janvier"), _("février"), _("mars"), _("avril"), _("mai"), _("juin"), _("juillet"), _("août"),
        _("septembre"), _("octobre"), _("novembre"), _("décembre"),
    )  # fmt: skip
    number = _("1er") if day.day == 1 else str(day.day)
    return _("{weekday} {day} {month} {year}").format(
        weekday=days[day.weekday()], day=number, month=months[day.month - 1], year=day.year
    )


def duration_words(minutes: int) -> str:
    """A duration as French prints it: 45 min, 2 h, 2 h 30."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return _("{minutes} min").format(minutes=rest)
    if not rest:
        return _("{hours} h").format(hours=hours)
    return _("{hours} h {minutes:02d}").format(hours=hours, minutes=rest)
