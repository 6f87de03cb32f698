"""Forms of changes in which nobody waits long: more steps, each of them short.

Indexes are built while others write; constraints are first asked of new rows, then
proven of those that are there; what is replaced stays until the new one serves.

Source: PostgreSQL documentation, "Building Indexes Concurrently", and `ALTER TABLE` on
`NOT VALID` and on `SET NOT NULL`.
"""

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet

from compiler.model.constraint import Check, ForeignKey
from compiler.model.identity import Identity, identify
from compiler.model.index import Index
from compiler.model.name import QualifiedName
from compiler.model.partition import Partition
from compiler.model.table import Table
from compiler.model.table_part import TableColumn, TableConstraint, Thing
from compiler.model.value_source import ValueSource
from compiler.model.view import MaterializedView
from compiler.names import generate_name
from compiler.plan.changes import (
    Alter,
    Backfill,
    Change,
    Create,
    CreateConcurrently,
    Drop,
    DropConcurrently,
    Rename,
    Retype,
    Validate,
)
from compiler.plan.notes import Notes
from compiler.plan.proof import proof_of


def put_online(  # noqa: C901 - one line a kind
    changes: Iterable[Change], actual: Mapping[Identity, Thing], notes: Notes
) -> Iterator[Change]:
    """Yield the changes in the forms in which nobody waits long, where there are any.

    Args:
        changes: all of them.
        actual: what is there; what is made for a new table has nobody who could wait.
        notes: what specs say to plans alone.
    """
    listed = tuple(changes)
    busy, split = _relations(actual.values(), listed)
    dropped = {identify(one.object): one for one in listed if isinstance(one, Drop)}
    replaced = {
        identify(one.object)
        for one in listed
        if isinstance(one, Create) and identify(one.object) in dropped
    }
    unsettled = {table for one in listed for table in _unsettled_by(one)}
    replaced = {
        each for each in replaced if not unsettled & set(_tables_of(dropped[each]))
    }
    for change in listed:
        match change:
            case Create(object=Index() as index) if index.table in busy - split:
                yield CreateConcurrently(object=index)
            case Drop(object=Index() as index) if index.table in busy - split:
                yield from _drop_index(index, replaced)
            case Create(object=TableConstraint() as made) if made.table in busy:
                yield from _create_check(made)
            case Create(object=ForeignKey() as key) if key.table in busy - split:
                yield from _create_foreign_key(key)
            case Drop(object=TableConstraint() | ForeignKey() as gone):
                yield from _drop_constraint(gone, replaced)
            case Create(object=TableColumn() as added):
                yield from _create_column(added, notes)
            case Alter(before=TableColumn() as before, after=TableColumn() as after):
                yield from _alter_column(before, after, notes)
            case _:
                yield change


def _relations(
    things: Iterable[Thing], changes: Iterable[Change]
) -> tuple[AbstractSet[QualifiedName], AbstractSet[QualifiedName]]:
    """Return the relations that may be in use, and those that are split."""
    listed = tuple(things)
    new = {
        change.object.name
        for change in changes
        if isinstance(change, Create)
        and isinstance(change.object, Table | Partition | MaterializedView)
    }
    there = {
        thing.name
        for thing in listed
        if isinstance(thing, Table | Partition | MaterializedView)
    }
    split = {
        thing.name
        for thing in listed
        if isinstance(thing, Table | Partition) and thing.partitioning
    }
    return there - new, split


def _unsettled_by(change: Change) -> Iterator[QualifiedName]:
    """Yield the table whose constraints and indexes a change takes along.

    What goes cannot be set aside there: it goes with its column, or with the key that
    it needs, or PostgreSQL makes it anew, which it may not bear.
    """
    match change:
        case Retype():
            yield change.after.table
        case Drop(object=TableColumn() | TableConstraint() as gone):
            if not (
                isinstance(gone, TableConstraint) and isinstance(gone.constraint, Check)
            ):
                yield gone.table
        case _:
            pass


def _tables_of(drop: Drop) -> Iterator[QualifiedName]:
    match drop.object:
        case ForeignKey() as key:
            yield from (key.table, key.referenced_table)
        case Index() | TableConstraint() as gone:
            yield gone.table
        case _:
            pass


def _drop_index(index: Index, replaced: AbstractSet[Identity]) -> Iterator[Change]:
    if identify(index) in replaced:
        aside = dataclasses.replace(index, name=generate_name(index.name, "old"))
        yield Rename(before=index, after=aside)
        index = aside
    yield DropConcurrently(object=index)


def _create_check(made: TableConstraint) -> Iterator[Change]:
    check = made.constraint
    if not (isinstance(check, Check) and check.validated and check.enforced):
        yield Create(object=made)
        return
    unproven = dataclasses.replace(check, validated=False)
    yield Create(object=dataclasses.replace(made, constraint=unproven))
    yield Validate(object=made)


def _create_foreign_key(key: ForeignKey) -> Iterator[Change]:
    if not (key.validated and key.enforced):
        yield Create(object=key)
        return
    yield Create(object=dataclasses.replace(key, validated=False))
    yield Validate(object=key)


def _drop_constraint(
    gone: TableConstraint | ForeignKey, replaced: AbstractSet[Identity]
) -> Iterator[Change]:
    """Yield the end of a constraint; one that is replaced holds until the new one does.

    A key cannot: its index has the name that the new one needs.
    """
    if identify(gone) in replaced:
        if isinstance(gone, ForeignKey):
            aside: TableConstraint | ForeignKey = dataclasses.replace(
                gone, name=generate_name(gone.name, "old")
            )
            yield Rename(before=gone, after=aside)
            gone = aside
        elif isinstance(gone.constraint, Check):
            check = gone.constraint
            named = dataclasses.replace(check, name=generate_name(check.name, "old"))
            aside = dataclasses.replace(gone, constraint=named)
            yield Rename(before=gone, after=aside)
            gone = aside
    yield Drop(object=gone)


def _create_column(made: TableColumn, notes: Notes) -> Iterator[Change]:
    """Yield how a column comes to be whose rows get values of their own.

    Its default is for new rows, and comes when those that are there cannot get it.
    """
    source = notes.source_of(made, "backfill")
    if source is None:
        yield Create(object=made)
        return
    bare = _with(made, not_null=False, not_null_constraint="", default="")
    ready = _with(made, not_null=False, not_null_constraint="")
    yield Create(object=bare)
    if ready != bare:
        yield Alter(before=bare, after=ready)
    if made.column.not_null:
        yield from _alter_column(ready, made, notes)
    else:
        yield _fill(made, source)


def _fill(column: TableColumn, source: ValueSource) -> Backfill:
    return Backfill(object=column, expression=source.expression, role=source.role)


def _with(thing: TableColumn, **values: str | bool) -> TableColumn:
    column = dataclasses.replace(thing.column, **values)  # type: ignore[arg-type]  # of these fields
    return dataclasses.replace(thing, column=column)


def _alter_column(
    before: TableColumn, after: TableColumn, notes: Notes
) -> Iterator[Change]:
    """Yield how a column becomes NOT NULL without a look at all rows under its lock."""
    if before.column.not_null or not after.column.not_null or after.column.identity:
        yield Alter(before=before, after=after)
        return
    source = notes.source_of(after, "backfill")
    if source is not None:
        yield _fill(after, source)
    proof = proof_of(after)
    yield from _create_check(proof)
    yield Alter(before=before, after=after)
    yield Drop(object=proof)
