"""Which of the names that there are somebody may have meant."""

import difflib
import functools
from typing import Final

_LONGEST_LIKELY: Final = 64
_MAX_COMPARED: Final = 500
"""Names; more would take their time with each of many findings."""


@functools.lru_cache(maxsize=1_000)
def find_nearest(name: str, known: tuple[str, ...] | frozenset[str]) -> str:
    """Return the known name that is written most alike; empty if none is."""
    if len(name) > _LONGEST_LIKELY or len(known) > _MAX_COMPARED:
        return ""
    # Sorted, so that of two that are as near the same one comes out in every run.
    return next(iter(difflib.get_close_matches(name, sorted(known), n=1)), "")
