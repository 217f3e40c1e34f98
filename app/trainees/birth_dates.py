"""Birth dates as people write them: Dutch, ISO, with a month's name, with two digits for the year."""

import re
from datetime import date

from app.core.values import Unusable, clean_line

OLDEST = 120
_FIRST_YEAR = 1950
_CENTURY_END = date(2099, 12, 31)
_DAY_FIRST = re.compile(r"(\d{1,2})([-/. ])(\d{1,2})\2(\d{4}|\d{2})", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})", re.ASCII)
_MONTH_NAMED = re.compile(r"(\d{1,2})[-/. ]*([a-z]{3,9})\.?[-/. ]*(\d{4}|\d{2})", re.ASCII)
_TIME = re.compile(r"[t ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?z?$", re.ASCII)
_MONTHS = "jan feb mrt apr mei jun jul aug sep okt nov dec".split()
_ALSO = {"maa": 3, "mar": 3, "may": 5, "oct": 10}


def birth_date(text: str, today: date) -> date | None:
    """The date, or None for an empty text. Day before month, as in the Netherlands; two digits mean the last such year.

    Raises Unusable with `date_not_understood`, `date_does_not_exist`, `birth_date_in_future` or
    `birth_date_too_long_ago`.
    """
    tidy = _TIME.sub("", clean_line(text).casefold())
    if not tidy:
        return None
    year, month, day = _parts(tidy, today)
    try:
        found = date(year, month, day)
    except ValueError as error:
        raise Unusable("date_does_not_exist", f"The calendar has no {day:02}-{month:02}-{year:04}.") from error
    return plausible(found, today)


def plain_date(text: str) -> date:
    """Any date of this or the last century, such as one on a certificate; two digits mean a year from 2000 on.

    Raises Unusable with `date_not_understood`, `date_does_not_exist` or `date_out_of_range`.
    """
    year, month, day = _parts(_TIME.sub("", clean_line(text).casefold()), _CENTURY_END)
    try:
        found = date(year, month, day)
    except ValueError as error:
        raise Unusable("date_does_not_exist", f"The calendar has no {day:02}-{month:02}-{year:04}.") from error
    if not _FIRST_YEAR <= found.year <= _CENTURY_END.year:
        raise Unusable("date_out_of_range", "This date lies too far away.")
    return found


def plausible(found: date, today: date) -> date:
    """The same date; raises Unusable when nobody who lives can have been born on it."""
    if found > today:
        raise Unusable("birth_date_in_future", "A birth date cannot lie in the future.")
    if found.year < today.year - OLDEST:
        raise Unusable("birth_date_too_long_ago", f"A birth date cannot lie more than {OLDEST} years ago.")
    return found


def reads_as_date(text: str) -> bool:
    """Whether the text has the form of a date, be it one that exists or not."""
    tidy = _TIME.sub("", clean_line(text).casefold())
    named = _MONTH_NAMED.fullmatch(tidy)
    return bool(_YEAR_FIRST.fullmatch(tidy) or _DAY_FIRST.fullmatch(tidy) or (named and _month(named[2])))


def _parts(text: str, today: date) -> tuple[int, int, int]:
    if match := _YEAR_FIRST.fullmatch(text):
        return int(match[1]), int(match[3]), int(match[4])
    if match := _DAY_FIRST.fullmatch(text):
        return _full_year(match[4], today), int(match[3]), int(match[1])
    if (match := _MONTH_NAMED.fullmatch(text)) and (month := _month(match[2])):
        return _full_year(match[3], today), month, int(match[1])
    raise Unusable("date_not_understood", "Write the date as day-month-year, for example 07-06-1984.")


def _full_year(digits: str, today: date) -> int:
    """Two digits mean the last year with that ending which is not in the future."""
    year = int(digits)
    if len(digits) == 4:
        return year
    century = today.year - today.year % 100
    return century + year if century + year <= today.year else century - 100 + year


def _month(name: str) -> int | None:
    start = name[:3]
    return _MONTHS.index(start) + 1 if start in _MONTHS else _ALSO.get(start)
