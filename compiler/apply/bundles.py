"""Tenants that are changed by one message each transaction of which is one tenant's.

What is sent to the server and back takes as long as a small change itself.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from compiler.apply.advance import Advance

MOST: Final = 16
"""How many tenants a message changes at most: they are waited for together."""

ROUNDS: Final = 4
"""How many messages each session gets at least, so that none is left without work."""


def bundle_up(advances: Sequence[Advance], jobs: int) -> Iterator[tuple[Advance, ...]]:
    """Yield all of them, those together that can be changed by one message.

    Args:
        advances: what is to be done in each tenant.
        jobs: how many sessions there are.
    """
    at_once = max(1, min(MOST, len(advances) // (jobs * ROUNDS)))
    for is_short, group in groupby(advances, lambda it: it.task.course.is_short):
        alike, most = tuple(group), at_once if is_short else 1
        for start in range(0, len(alike), most):
            yield alike[start : start + most]
