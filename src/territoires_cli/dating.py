"""A date as people say it (« avant le 3 mars », « 15/03/2027 ») → a day of the calendar; its year follows from the session's. Pure."""

import datetime as dt
import re
from collections.abc import Iterator

from territoires_cli.names import squash

_MONTHS = {
    "janvier": 1, "janv": 1, "fevrier": 2, "fevr": 2, "fev": 2, "mars": 3, "avril": 4, "avr": 4, "mai": 5, "juin": 6,
    "juillet": 7, "juil": 7, "aout": 8, "septembre": 9, "sept": 9, "octobre": 10, "oct": 10, "novembre": 11, "nov": 11,
    "decembre": 12, "dec": 12,
}  # fmt: skip
_NAMED = re.compile(
    rf"(?<![\d/.-])(?P<day>\d{{1,2}})(?:er)?\s+(?P<month>{'|'.join(_MONTHS)})\b\.?"
    r"(?:\s+(?P<year>\d{4}|\d{2})(?![\d/]|\s*(?:h\b|h\d|:|heures?\b|personnes?\b)))?"
)
_NUMBERED = re.compile(
    r"(?<![\d/.-])(?P<day>\d{1,2})(?P<sign>[/.-])(?P<month>\d{1,2})(?P=sign)(?P<year>\d{4}|\d{2})(?![\d/.-]\d|\d)"
)
_SHORT = re.compile(r"(?<![\d/.-])(?P<day>\d{1,2})/(?P<month>\d{1,2})(?![\d/.-])(?P<year>)")
_ISO = re.compile(r"(?<![\d/.-])(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?![\d-])")
# What follows is a beginning and no end.
_FROM = re.compile(r"\b(pas avant|apres|a partir|depuis|des le|des la|des les)\b")
# The 29th of February comes within eight years, whatever the century.
_YEARS = 9


def read_due(text: str, after: dt.date) -> dt.date | None:
    """The day by which something is due; a year that isn't told makes it the next such day on or after the session's.

    None where no day, more than one, or the beginning of a time is told (« fin mars », « entre le 3 et le 8 mars », « après le 3 mars »).
    """
    plain = squash(text).replace("\u202f", " ").replace("\u00a0", " ")
    if _FROM.search(plain):
        return None
    found = {day for day in _days(plain, after) if day is not None}
    return found.pop() if len(found) == 1 and len(list(_days(plain, after))) == 1 else None


def _days(plain: str, after: dt.date) -> Iterator[dt.date | None]:
    """Each day told; None for one that no calendar has."""
    for pattern in (_NAMED, _NUMBERED, _SHORT, _ISO):
        for match in pattern.finditer(plain):
            month = _MONTHS.get(match["month"]) or int(match["month"])
            yield _day(int(match["day"]), month, match["year"] or "", after)


def _day(day: int, month: int, year: str, after: dt.date) -> dt.date | None:
    if year:
        return _calendar_day(int(year) + (2000 if len(year) == 2 else 0), month, day)
    years = range(after.year, after.year + _YEARS)
    days = (_calendar_day(each, month, day) for each in years)
    return next((found for found in days if found is not None and found >= after), None)


def _calendar_day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
