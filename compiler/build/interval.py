"""Intervals such as `90 days`, in the one form that specs use."""

import dataclasses
import datetime as dt

_SECONDS = {
    "minute": 60,
    "hour": 3_600,
    "day": 86_400,
    "week": 604_800,
}
_MONTHS = {"month": 1, "year": 12}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A number of calendar months, or a fixed time; one of the two is nought."""

    months: int
    fixed: dt.timedelta

    @property
    def rough_days(self) -> float:
        """Its length for comparison, a month counted as 30.44 days."""
        return self.months * 30.44 + self.fixed.total_seconds() / 86_400


def parse_interval(text: str) -> Interval:
    """Return what `90 days` says; the JSON Schema has seen to its form."""
    number, unit = text.split()
    unit = unit.removesuffix("s")
    if unit in _MONTHS:
        return Interval(months=int(number) * _MONTHS[unit], fixed=dt.timedelta(0))
    return Interval(months=0, fixed=dt.timedelta(seconds=int(number) * _SECONDS[unit]))
