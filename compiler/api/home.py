"""Where the calls keep what they need between runs."""

import datetime as dt
from pathlib import Path
from typing import Final

HOME: Final = Path(".tenantry")
"""Of the cache and the embedded server, below the working directory."""

CACHE: Final = "cache.json"
"""File of the home in which the outcome of the last compile is remembered."""


def read_today() -> dt.date:
    """Return the day, in UTC, so that it is the same for everyone."""
    return dt.datetime.now(tz=dt.UTC).date()  # noqa: TID251 - stages get it from here
