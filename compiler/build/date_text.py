"""Whether a text is a date or a time of day that exists, as far as that is sure.

Texts of other forms than the ones told apart here are taken to be right: the server
knows many more.

Source: PostgreSQL documentation, "Date/Time Input".
"""

import calendar
import re
from typing import Final

_DAY: Final = r"(?P<year>\d{4})-?(?P<month>\d\d?)-?(?P<day>\d\d?)"
_TIME: Final = r"(?P<hour>\d\d?):(?P<minute>\d\d?)(:(?P<second>\d\d?)(?P<part>\.\d*)?)?"
_ZONE: Final = r"\s*(z|[-+]\d\d?(:?\d\d)?)?"
_AT_A_DAY: Final = re.compile(
    rf"\s*(?P<date>\d{{8}}|\d{{4}}-\d\d?-\d\d?)((\s+|t){_TIME}{_ZONE})?\s*",
    re.IGNORECASE | re.ASCII,
)
_AT_A_TIME: Final = re.compile(rf"\s*{_TIME}{_ZONE}\s*", re.IGNORECASE | re.ASCII)
_DATE: Final = re.compile(_DAY)
_WORDS: Final = re.compile(
    r"now|today|tomorrow|yesterday|epoch|infinity|allballs", re.IGNORECASE
)
_DIGIT: Final = re.compile(r"\d")
_AMOUNT: Final = re.compile(r"\s*[-+]?\d+(\.\d+)?\s*([a-z]+)\s*", re.IGNORECASE)
_UNITS: Final = """
c cent centuries century d day days dec decade decades decs h hour hours hr hrs m mil
mils millennia millennium min mins minute minutes mon mons month months qtr quarter s
sec second seconds secs timezone w week weeks y year years yr yrs ago at on t
"""
_KNOWN_UNITS: Final = frozenset(_UNITS.split())
_LONG_UNITS: Final = ("m", "u", "timezone")
"""Beginnings of the units that have many names, and are compared by ten letters."""

_MONTHS: Final = 12
_HOURS: Final = 24
_MINUTES: Final = 60


def may_be_date(text: str) -> bool:
    """Return whether a text may be a date, or one with a time of day."""
    found = _AT_A_DAY.fullmatch(text)
    if found is None:
        return _says_when(text) and not _AT_A_TIME.fullmatch(text)
    return _is_day(found["date"]) and (found["hour"] is None or _is_time(found))


def may_be_time(text: str) -> bool:
    """Return whether a text may be a time of day."""
    found = _AT_A_TIME.fullmatch(text)
    if found is not None:
        return _is_time(found)
    found = _AT_A_DAY.fullmatch(text)
    if found is None:
        return _says_when(text)
    # Eight digits may be a time of day that is written without colons.
    return "-" not in found["date"] or (
        found["hour"] is not None and _is_day(found["date"]) and _is_time(found)
    )


def may_be_interval(text: str) -> bool:
    """Return whether a text may be a span of time."""
    found = _AMOUNT.fullmatch(text)
    if found is not None:
        unit = found[2].lower()
        return unit in _KNOWN_UNITS or unit.startswith(_LONG_UNITS)
    # A point alone is a span of nought.
    return "." in text or _says_when(text)


def _says_when(text: str) -> bool:
    return bool(_DIGIT.search(text) or _WORDS.search(text))


def _is_day(text: str) -> bool:
    found = _DATE.fullmatch(text)
    if found is None:
        return True
    year, month, day = (int(found[name]) for name in ("year", "month", "day"))
    if not year or not 1 <= month <= _MONTHS:
        return False
    return 1 <= day <= calendar.monthrange(year, month)[1]


def _is_time(found: re.Match[str]) -> bool:
    hour, minute = int(found["hour"]), int(found["minute"])
    second = int(found["second"] or 0)
    if hour == _HOURS:
        return not minute and not second and not (found["part"] or "").strip(".0")
    # A leap second counts as the first of the next minute.
    return hour < _HOURS and minute < _MINUTES and second <= _MINUTES
