"""The order in which the objects of a catalog are created.

Objects are created phase by phase, except that none comes before what it needs. What
they are called decides nothing: names hold the tenant's id, and every tenant is created
in the same order.
"""

import heapq
from collections.abc import Mapping

from compiler.model.catalog import Catalog, DatabaseObject
from compiler.model.name import QualifiedName
from compiler.plan.changes import Create
from compiler.plan.needs import find_needs, provided_by
from compiler.plan.phase import phase_of


def order_creation(catalog: Catalog) -> tuple[Create, ...]:
    """Return a creation of every object, none before what it needs.

    Objects that need one another, which PostgreSQL could not create in any order, come
    last.
    """
    objects = catalog.objects
    waits_for = _waiting(objects)
    waiters: dict[int, list[int]] = {}
    for index, needed in waits_for.items():
        for other in needed:
            waiters.setdefault(other, []).append(index)
    ready = [
        (phase_of(item), index)
        for index, item in enumerate(objects)
        if not waits_for[index]
    ]
    heapq.heapify(ready)
    ordered: list[int] = []
    while ready:
        _, index = heapq.heappop(ready)
        ordered.append(index)
        for waiter in waiters.get(index, ()):
            waits_for[waiter].discard(index)
            if not waits_for[waiter]:
                heapq.heappush(ready, (phase_of(objects[waiter]), waiter))
    left = sorted(
        (index for index, needed in waits_for.items() if needed),
        key=lambda index: phase_of(objects[index]),
    )
    return tuple(Create(object=objects[index]) for index in (*ordered, *left))


def _waiting(objects: tuple[DatabaseObject, ...]) -> dict[int, set[int]]:
    """Return, for each object by its number, the numbers of those that it needs."""
    providers = _providers(objects)
    return {
        index: {
            provider
            for name in find_needs(item)
            for provider in providers.get(name, ())
            if provider != index
        }
        for index, item in enumerate(objects)
    }


def _providers(
    objects: tuple[DatabaseObject, ...],
) -> Mapping[QualifiedName, list[int]]:
    providers: dict[QualifiedName, list[int]] = {}
    for index, item in enumerate(objects):
        for name in provided_by(item):
            providers.setdefault(name, []).append(index)
    return providers
