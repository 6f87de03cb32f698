"""What differs between two catalogs, thing by thing.

Both are as a server spells them, so equal texts mean equal things; what a server would
spell otherwise after one more round is brought to that before (`settle`).
"""

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet

from compiler.model.catalog import DatabaseObject
from compiler.model.grant import RoutineGrant
from compiler.model.identity import Identity, identify
from compiler.model.index import Index
from compiler.model.name import QualifiedName
from compiler.model.partition import Partition
from compiler.model.rows import SeedRows
from compiler.model.table import Table
from compiler.model.table_part import Thing, parts_of
from compiler.plan.alterable import can_alter
from compiler.plan.changes import Alter, Change, Create, Drop
from compiler.plan.settled import settle


def compare_catalogs(
    actual: Iterable[DatabaseObject], desired: Iterable[DatabaseObject]
) -> tuple[Change, ...]:
    """Return what makes one catalog the other, in no order that matters.

    Args:
        actual: what is there, as a server spells it.
        desired: what is wanted, as a server spells it.
    """
    there, wanted = list_things(actual), list_things(desired)
    split = {
        thing.name
        for thing in there.values()
        if isinstance(thing, Table | Partition) and thing.partitioning
    }
    return (
        *(Drop(object=there[each]) for each in there if each not in wanted),
        *(
            change
            for identity, after in wanted.items()
            for change in _compare(there.get(identity), after, split)
        ),
    )


def list_things(objects: Iterable[DatabaseObject]) -> Mapping[Identity, Thing]:
    """Return the objects, and the parts of tables among them, by what they go by.

    Rows are left out: they are what a table starts with, and no catalog knows them.
    """
    return {identify(thing): thing for thing in _things(objects)}


def _things(objects: Iterable[DatabaseObject]) -> Iterator[Thing]:
    for item in objects:
        if isinstance(item, SeedRows):
            continue
        yield item
        if isinstance(item, Table):
            yield from parts_of(item)


def _compare(
    before: Thing | None, after: Thing, split: AbstractSet[QualifiedName]
) -> Iterator[Change]:
    if before is None:
        yield Create(object=after)
    elif not is_same(before, after):
        # The index of a partitioned table holds nothing that could be changed.
        is_fixed = isinstance(before, Index) and before.table in split
        if can_alter(settle(before), settle(after)) and not is_fixed:
            yield Alter(before=before, after=after)
        else:
            yield Drop(object=before)
            yield Create(object=after)


def is_same(before: Thing, after: Thing) -> bool:
    """Return whether nothing is to be done about a thing itself.

    The parts of a table are things of their own; of a routine that is granted, only
    what it is called matters to the grant.
    """
    if isinstance(before, RoutineGrant) and isinstance(after, RoutineGrant):
        return sorted(before.roles) == sorted(after.roles)
    old, new = _shell(before), _shell(after)
    return old == new or settle(old) == settle(new)


def as_compared(thing: Thing) -> Thing:
    """Return a thing with nothing in it that makes no difference."""
    return settle(_shell(thing))


def _shell(thing: Thing) -> Thing:
    """Return a thing without its parts, and without what no catalog knows of it."""
    match thing:
        case Table():
            split = thing.partitioning
            return dataclasses.replace(
                thing,
                columns=(),
                keys=(),
                checks=(),
                exclusions=(),
                partitioning=split and dataclasses.replace(split, schedule=None),
            )
        case Partition() if thing.partitioning:
            split = dataclasses.replace(thing.partitioning, schedule=None)
            return dataclasses.replace(thing, partitioning=split)
        case _:
            return thing
