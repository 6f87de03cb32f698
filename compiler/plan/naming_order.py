"""Which change has to give a name up before which other one can take it."""

from collections.abc import Iterator, Sequence

from compiler.model.identity import identify
from compiler.model.table import Table
from compiler.model.table_part import parts_of
from compiler.plan.changes import (
    Change,
    Create,
    CreateConcurrently,
    CreateUsingIndex,
    Drop,
    DropConcurrently,
    Rename,
)
from compiler.plan.namespace import Taken, names_taken
from compiler.plan.uses import Uses


def find_name_pairs(
    changes: Sequence[Change], actual: Uses
) -> Iterator[tuple[int, int]]:
    """Yield what gives a name up, and what takes it, as numbers.

    Args:
        changes: all of them.
        actual: what hangs on what before any of them.
    """
    freed: dict[Taken, list[int]] = {}
    for index, change in enumerate(changes):
        for name in _freed(change, actual):
            freed.setdefault(name, []).append(index)
    for index, change in enumerate(changes):
        for name in _taken(change):
            yield from ((one, index) for one in freed.get(name, ()))


def _freed(change: Change, actual: Uses) -> Iterator[Taken]:
    match change:
        case Rename():
            yield from names_taken(change.before)
        # What the same plan makes takes its name first.
        case Drop() | DropConcurrently() if identify(change.object) in actual.things:
            for gone in actual.going_with(change.object):
                yield from names_taken(gone)
        case _:
            pass


def _taken(change: Change) -> Iterator[Taken]:
    match change:
        case Rename():
            yield from names_taken(change.after)
        case Create(object=Table() as table):
            for made in (table, *parts_of(table)):
                yield from names_taken(made)
        case Create() | CreateConcurrently() | CreateUsingIndex():
            yield from names_taken(change.object)
        case _:
            pass
