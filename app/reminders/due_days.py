"""The arithmetic of when: at 08:00 in the provider's time zone, whole days before a course, whole months of expiry."""

from calendar import monthrange
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

AT = time(8)
"""When the day's reminders go out (R-INV-08)."""


def moment_of(day: date, time_zone: str) -> datetime:
    """The instant at which a day's reminders go out; 08:00 exists on every day, whatever the clocks do that night."""
    return datetime.combine(day, AT, ZoneInfo(time_zone))


def end_of(day: date, time_zone: str) -> datetime:
    """The instant at which a day is over."""
    return datetime.combine(day + timedelta(days=1), time(), ZoneInfo(time_zone))


def month_of(day: date) -> date:
    """The first day of the month in which a day falls: how months are named."""
    return day.replace(day=1)


def last_due(day: date, weeks: int) -> date:
    """The last expiry date of which is reminded on a day, `weeks` before the first day of its month (R-EXP-01).

    All of a month falls due together: on the day that lies so many weeks before the first of it.
    """
    reach = day + timedelta(weeks=weeks)
    return reach.replace(day=monthrange(reach.year, reach.month)[1])


def next_month(day: date, weeks: int) -> tuple[date, date]:
    """The first month that is not due yet on a day, and the day on which it will be."""
    month = last_due(day, weeks) + timedelta(days=1)
    return month, month - timedelta(weeks=weeks)


def next_run(now: datetime, time_zone: str, last: date | None, since: datetime) -> datetime:
    """When reminders that were switched on at `since` go out next; never in the past.

    That is today if today's have not gone out yet, else tomorrow; switched on after 08:00 they begin the day after.
    """
    today = now.astimezone(ZoneInfo(time_zone)).date()
    gone = (last is not None and last >= today) or since > moment_of(today, time_zone)
    return max(moment_of(today + timedelta(days=gone), time_zone), now)
