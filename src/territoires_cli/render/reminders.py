"""What is due → a calendar file that Outlook, Thunderbird and telephones read; the same input gives the same bytes."""

import datetime as dt
from collections.abc import Iterable

from territoires_cli.models.document import Reminder
from territoires_cli.typography import clean, one_line


def calendar_file(title: str, reminders: Iterable[Reminder], stamp: float) -> bytes:
    """The reminders as days of a calendar, stamped with a moment (seconds since 1970).

    Days rather than tasks: most calendars of offices and telephones show no task.
    """
    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", "-//territoires-cli//FR")
    calendar.add("version", "2.0")
    # The library writes this one as it is: a line end would begin a line of the calendar.
    calendar.add("x-wr-calname", one_line(title))
    for reminder in reminders:
        event = Event()
        event.add("uid", reminder.uid)
        event.add("dtstamp", dt.datetime.fromtimestamp(int(stamp), dt.UTC))
        event.add("dtstart", reminder.day)
        event.add("dtend", reminder.day + dt.timedelta(days=1))
        event.add("summary", one_line(reminder.title))
        event.add("description", clean(reminder.details))
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return bytes(calendar.to_ical())
