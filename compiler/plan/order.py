"""The order in which changes are made: none before what it needs.

What is to be there comes before what is to go, so that nothing is missing meanwhile;
access is the exception: who may do what changes all at once.
"""

import heapq
from collections.abc import Iterator, Sequence

from compiler.plan.changes import Change
from compiler.plan.needs import find_pairs
from compiler.plan.priority import priority_of
from compiler.plan.uses import Uses


def order_changes(
    changes: Sequence[Change], actual: Uses, owner: str
) -> tuple[Change, ...]:
    """Return the changes in the order in which they are to be made.

    Args:
        changes: all of them, rebuilding included.
        actual: what hangs on what, and names what, before any of them.
        owner: the role that owns the platform.
    """
    waits: list[set[int]] = [set() for _ in changes]
    for first, then in find_pairs(changes, actual, owner):
        if first != then:
            waits[then].add(first)
    return tuple(changes[index] for index in _sort(changes, waits))


def _sort(changes: Sequence[Change], waits: list[set[int]]) -> Iterator[int]:
    followers: list[list[int]] = [[] for _ in changes]
    for then, firsts in enumerate(waits):
        for first in firsts:
            followers[first].append(then)
    counts = [len(each) for each in waits]
    keys = [(*priority_of(change), index) for index, change in enumerate(changes)]
    left = set(range(len(changes)))
    ready = [key for key in keys if not counts[key[-1]]]
    heapq.heapify(ready)
    while left:
        # A circle is broken where it begins; a rehearsal tells whether that does.
        index = (
            heapq.heappop(ready)[-1] if ready else min(keys[one] for one in left)[-1]
        )
        if index not in left:
            continue
        left.remove(index)
        yield index
        for follower in followers[index]:
            counts[follower] -= 1
            if not counts[follower] and follower in left:
                heapq.heappush(ready, keys[follower])
