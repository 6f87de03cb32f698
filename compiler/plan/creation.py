"""The order in which the objects of a catalog are created.

Objects are created phase by phase, except that none comes before what it needs. What
they are called decides nothing: names hold the tenant's id, and every tenant is created
in the same order.
"""

import heapq
from collections.abc import Sequence

from compiler.model.catalog import Catalog, DatabaseObject
from compiler.model.circles import Needs, find_all_needs, loosen
from compiler.plan.changes import Create
from compiler.plan.phase import phase_of


def order_creation(catalog: Catalog) -> tuple[Create, ...]:
    """Return a creation of every object, none before what it needs.

    Objects that surely need one another, which the rule `cyclic-needs` refuses because
    PostgreSQL could not create them in any order, come last.
    """
    objects = catalog.objects
    needs = find_all_needs(objects)
    ordered = _order(objects, needs)
    if len(ordered) < len(objects):
        ordered = _order(objects, loosen(objects, needs))
    left = sorted(
        set(range(len(objects))) - set(ordered),
        key=lambda index: (phase_of(objects[index]), index),
    )
    return tuple(Create(object=objects[index]) for index in (*ordered, *left))


def _order(objects: Sequence[DatabaseObject], needs: Needs) -> list[int]:
    """Return the objects that can be created, without those that wait for a circle."""
    counts = {index: len(needed) for index, needed in needs.items()}
    waiters: dict[int, list[int]] = {}
    for index, needed in needs.items():
        for other in needed:
            waiters.setdefault(other, []).append(index)
    ready = [
        (phase_of(item), index)
        for index, item in enumerate(objects)
        if not counts[index]
    ]
    heapq.heapify(ready)
    ordered: list[int] = []
    while ready:
        _, index = heapq.heappop(ready)
        ordered.append(index)
        for waiter in waiters.get(index, ()):
            counts[waiter] -= 1
            if not counts[waiter]:
                heapq.heappush(ready, (phase_of(objects[waiter]), waiter))
    return ordered
