"""In which order the steps of an online form are made.

What serves comes before what it takes the place of goes; what asks new rows for
something comes before the proof that all rows have it.
"""

from collections.abc import Iterator, Mapping, Sequence

from compiler.model.constraint import ForeignKey, Key
from compiler.model.identity import Identity, identify
from compiler.model.index import Index
from compiler.model.needs import words_in
from compiler.model.table_part import TableColumn, TableConstraint
from compiler.plan.changes import (
    Alter,
    AttachIndexes,
    Backfill,
    BuildOnPartitions,
    Change,
    Create,
    CreateConcurrently,
    CreateUsingIndex,
    Drop,
    DropConcurrently,
    Rename,
    RequireReferents,
    Validate,
    thing_of,
)
from compiler.plan.proof import proof_of


def find_online_pairs(
    changes: Sequence[Change], drops: Mapping[Identity, int]
) -> Iterator[tuple[int, int]]:
    """Yield which step has to be made before which, as numbers of changes.

    Args:
        changes: all of them.
        drops: what is dropped, and the number of the change that does it.
    """
    yield from _setting_aside(changes)
    yield from _proving(changes, drops)
    yield from _taking_indexes(changes, drops)
    yield from _attaching(changes)
    yield from _filling(changes)
    yield from _looking(changes)


def _setting_aside(changes: Sequence[Change]) -> Iterator[tuple[int, int]]:
    """Yield what sets a thing aside, what takes its place, and what drops it then."""
    aside = {
        change.after: index
        for index, change in enumerate(changes)
        if isinstance(change, Rename)
    }
    served: dict[Identity, list[int]] = {}
    for index, change in enumerate(changes):
        if isinstance(change, Create | CreateConcurrently | Validate):
            served.setdefault(identify(change.object), []).append(index)
    for index, change in enumerate(changes):
        if isinstance(change, Drop | DropConcurrently) and change.object in aside:
            rename = aside[change.object]
            yield rename, index
            before = changes[rename]
            if isinstance(before, Rename):
                others = served.get(identify(before.before), ())
                yield from ((other, index) for other in others)


def _proving(
    changes: Sequence[Change], drops: Mapping[Identity, int]
) -> Iterator[tuple[int, int]]:
    """Yield what asks new rows for something, what proves it of old ones, its use."""
    made: dict[Identity, int] = {}
    proven: dict[Identity, int] = {}
    for index, change in enumerate(changes):
        match change:
            case Create(object=TableConstraint() | ForeignKey() as thing):
                made[identify(thing)] = index
            case Validate(object=thing):
                proven[identify(thing)] = index
            case _:
                pass
    yield from ((made[each], proven[each]) for each in proven if each in made)
    for index, change in enumerate(changes):
        match change:
            case Backfill(object=column):
                proof = identify(proof_of(column))
                yield from ((index, made[each]) for each in (proof,) if each in made)
            case Alter(after=TableColumn() as column):
                proof = identify(proof_of(column))
                if proof in proven and column.column.not_null:
                    yield proven[proof], index
                    yield index, drops[proof]
            case _:
                pass


def _taking_indexes(
    changes: Sequence[Change], drops: Mapping[Identity, int]
) -> Iterator[tuple[int, int]]:
    """Yield what a key is made of, before it and before what it replaces goes."""
    built = {
        identify(change.object): index
        for index, change in enumerate(changes)
        if isinstance(change, CreateConcurrently)
    }
    for index, change in enumerate(changes):
        if not isinstance(change, CreateUsingIndex):
            continue
        build, key = built[identify(change.index)], change.object
        yield build, index
        replaced = drops.get(identify(key))
        if replaced is not None:
            yield build, replaced
        yield from ((one, index) for one in _not_null(changes, key))


def _looking(changes: Sequence[Change]) -> Iterator[tuple[int, int]]:
    """Yield what makes a foreign key hold, and the look at its rows behind it."""
    held: dict[Identity, int] = {}
    for index, change in enumerate(changes):
        match change:
            case RequireReferents(object=key):
                yield held[identify(key)], index
            case Create() | Validate() | Alter():
                held[identify(thing_of(change))] = index
            case _:
                pass


def _filling(changes: Sequence[Change]) -> Iterator[tuple[int, int]]:
    """Yield what fills a column, before what reads it and before any proof of rows."""
    fills = [
        (index, change)
        for index, change in enumerate(changes)
        if isinstance(change, Backfill)
    ]
    for index, fill in fills:
        table, name = fill.object.table, fill.object.column.name
        for other, reader in fills:
            same = other != index and reader.object.table == table
            if same and name in words_in(reader.expression):
                yield index, other
        for other, change in enumerate(changes):
            if isinstance(change, Validate) and change.object.table == table:
                yield index, other


def _attaching(changes: Sequence[Change]) -> Iterator[tuple[int, int]]:
    """Yield how an index comes to be, to partitions, and together, in this order."""
    last: dict[Identity, int] = {}
    for index, change in enumerate(changes):
        match change:
            case Create(object=Index()):
                last[identify(change.object)] = index
            case BuildOnPartitions() | AttachIndexes():
                before = last.get(identify(change.object))
                if before is not None:
                    yield before, index
                last[identify(change.object)] = index
            case _:
                pass


def _not_null(changes: Sequence[Change], key: TableConstraint) -> Iterator[int]:
    """Yield what makes the columns of a key `NOT NULL`, which it would do by a scan."""
    for index, change in enumerate(changes):
        match change:
            case Alter(after=TableColumn(table=key.table) as column):
                name = column.column.name
                if isinstance(key.constraint, Key) and name in key.constraint.columns:
                    yield index
            case _:
                pass
