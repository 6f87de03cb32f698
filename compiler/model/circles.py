"""Objects that need one another, so that none of them can be created first."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from compiler.model.aggregate import Aggregate
from compiler.model.catalog import DatabaseObject
from compiler.model.composite_type import CompositeType
from compiler.model.domain import Domain
from compiler.model.enum_type import EnumType
from compiler.model.name import QualifiedName
from compiler.model.needs import find_needs, provided_by
from compiler.model.partition import Partition
from compiler.model.range_type import RangeType
from compiler.model.routine import Routine
from compiler.model.sequence import Sequence as NumberSequence
from compiler.model.sure_needs import Need, NeedKind, find_sure_needs
from compiler.model.table import Table
from compiler.model.view import MaterializedView, View

_RELATIONS: Final = (Table, Partition, NumberSequence, View, MaterializedView)
_TYPES: Final = (EnumType, Domain, CompositeType, RangeType)
_MEANT: Final[Mapping[NeedKind, tuple[type[DatabaseObject], ...]]] = {
    "function": (Routine, Aggregate, *_TYPES),
    "relation": _RELATIONS,
    "type": (*_TYPES, *_RELATIONS),
}
"""What a name means, by where it stands; a type called like a function is a cast."""

Needs = dict[int, set[int]]
"""For each object by its number, the numbers of those that it needs."""


def find_all_needs(objects: Sequence[DatabaseObject]) -> Needs:
    """Return what each object needs, or seems to; none needs itself here."""
    providers = index_providers(objects)
    return {
        index: {
            provider
            for name in find_needs(item)
            for provider in providers.get(name, ())
            if provider != index
        }
        for index, item in enumerate(objects)
    }


def index_providers(
    objects: Sequence[DatabaseObject],
) -> Mapping[QualifiedName, list[int]]:
    """Return the numbers of the objects that go by each name."""
    providers: dict[QualifiedName, list[int]] = {}
    for index, item in enumerate(objects):
        for name in provided_by(item):
            providers.setdefault(name, []).append(index)
    return providers


def loosen(objects: Sequence[DatabaseObject], needs: Needs) -> Needs:
    """Return the needs without those within circles that are not sure.

    What is left of circles cannot be created in any order.
    """
    providers = index_providers(objects)
    loose = {index: set(needed) for index, needed in needs.items()}
    for circle in find_circles(needs):
        for index in circle:
            sure = set(_surely_needed(objects, providers, index))
            loose[index] -= circle
            loose[index] |= circle & sure - {index}
    return loose


def needs_itself(
    objects: Sequence[DatabaseObject],
    providers: Mapping[QualifiedName, list[int]],
    index: int,
) -> bool:
    """Return whether an object surely needs itself."""
    return index in set(_surely_needed(objects, providers, index))


def _surely_needed(
    objects: Sequence[DatabaseObject],
    providers: Mapping[QualifiedName, list[int]],
    index: int,
) -> Iterator[int]:
    for need in find_sure_needs(objects[index]):
        named = providers.get(need.name, ())
        meant = [one for one in named if isinstance(objects[one], _MEANT[need.kind])]
        taking = [one for one in meant if _takes(objects[one], need)]
        # Of several functions of a name, only a server knows which one is called.
        if len(taking) == 1:
            yield taking[0]


def _takes(item: DatabaseObject, need: Need) -> bool:
    """Return whether an object may be the one that is called."""
    if need.arguments < 0 or not isinstance(item, Routine):
        return True
    taken = [each for each in item.arguments if each.mode != "out"]
    least = sum(not each.default for each in taken)
    return any(
        each.mode == "variadic" for each in taken
    ) or least <= need.arguments <= len(taken)


def find_circles(needs: Needs) -> tuple[frozenset[int], ...]:
    """Return the sets of objects that all need one another, directly or not."""
    left = _in_or_behind_circles(needs)
    order = _leave_order(left)
    waiters: Needs = {index: set() for index in left}
    for index, needed in left.items():
        for other in needed:
            waiters[other].add(index)
    circles: list[frozenset[int]] = []
    seen: set[int] = set()
    for start in reversed(order):
        if start not in seen:
            circle = _reach(start, waiters, seen)
            seen |= circle
            circles += [circle] if len(circle) > 1 else []
    return tuple(circles)


def _in_or_behind_circles(needs: Needs) -> Needs:
    """Return the objects that are left when all others are created, in some order."""
    counts = {index: len(needed) for index, needed in needs.items()}
    waiters: dict[int, list[int]] = {}
    for index, needed in needs.items():
        for other in needed:
            waiters.setdefault(other, []).append(index)
    ready = [index for index, count in counts.items() if not count]
    for index in ready:
        for waiter in waiters.get(index, ()):
            counts[waiter] -= 1
            if not counts[waiter]:
                ready.append(waiter)
    left = set(needs) - set(ready)
    return {index: needs[index] & left for index in sorted(left)}


def _leave_order(needs: Needs) -> list[int]:
    """Return the objects in the order in which a walk along the needs leaves them."""
    order: list[int] = []
    seen: set[int] = set()
    for start in needs:
        if start in seen:
            continue
        seen.add(start)
        # Not by recursion, because a way may be of any length.
        way = [(start, iter(sorted(needs[start])))]
        while way:
            index, rest = way[-1]
            following = next((one for one in rest if one not in seen), None)
            if following is None:
                order.append(index)
                way.pop()
            else:
                seen.add(following)
                way.append((following, iter(sorted(needs[following]))))
    return order


def _reach(start: int, ways: Needs, seen: Iterable[int]) -> frozenset[int]:
    """Return what can be reached from an object, but for what was seen before."""
    reached = {start}
    left = [start]
    while left:
        for following in ways[left.pop()]:
            if following not in reached and following not in seen:
                reached.add(following)
                left.append(following)
    return frozenset(reached)
