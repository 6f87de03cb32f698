"""Forms of changes in which nobody waits long: more steps, each of them short.

Indexes are built while others write; constraints are first asked of new rows, then
proven of those that are there; what is replaced stays until the new one serves.

Source: PostgreSQL documentation, "Building Indexes Concurrently", and `ALTER TABLE` on
`NOT VALID` and on `SET NOT NULL`.
"""

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet

from compiler.model.constraint import Check, ForeignKey, Key
from compiler.model.identity import Identity, identify
from compiler.model.index import Index
from compiler.model.table_part import TableColumn, TableConstraint, Thing
from compiler.model.value_source import ValueSource
from compiler.names import generate_name
from compiler.plan.changes import (
    Alter,
    Backfill,
    Change,
    Create,
    Drop,
    Rename,
    RequireReferents,
    Validate,
)
from compiler.plan.notes import Notes
from compiler.plan.online_index import alter_index, create_index, create_key, drop_index
from compiler.plan.proof import proof_of
from compiler.plan.traffic import Traffic, find_traffic


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
    traffic = find_traffic(listed, actual)
    for change in listed:
        match change:
            case Create(object=Index() as index) if index.table in traffic.busy:
                yield from create_index(index, traffic)
            case Drop(object=Index() as index) if index.table in traffic.busy:
                yield from drop_index(index, traffic)
            case Create(object=TableConstraint() as made) if made.table in traffic.busy:
                yield from _create_constraint(made, traffic)
            case Create(object=ForeignKey() as key) if key.table in traffic.busy:
                yield from _create_foreign_key(key, traffic, notes.admin)
            case Alter(before=ForeignKey() as old, after=ForeignKey() as key):
                yield change
                if key.validated and not old.validated:
                    yield from _require_referents(key, traffic, notes.admin)
            case Drop(object=TableConstraint() | ForeignKey() as gone):
                yield from _drop_constraint(gone, traffic.replaced)
            case Create(object=TableColumn() as added):
                yield from _create_column(added, actual, notes)
            case Alter(before=TableColumn() as before, after=TableColumn() as after):
                yield from _alter_column(before, after, actual, notes)
            case Alter(before=Index() as before, after=Index() as after):
                yield from alter_index(before, after)
            case _:
                yield change


def _create_constraint(made: TableConstraint, traffic: Traffic) -> Iterator[Change]:
    match made.constraint:
        case Check():
            yield from _create_check(made)
        case Key() as key:
            yield from create_key(made, key, traffic)
        case _:
            yield Create(object=made)


def _create_check(made: TableConstraint) -> Iterator[Change]:
    check = made.constraint
    if not (isinstance(check, Check) and check.validated and check.enforced):
        yield Create(object=made)
        return
    unproven = dataclasses.replace(check, validated=False)
    yield Create(object=dataclasses.replace(made, constraint=unproven))
    yield Validate(object=made)


def _create_foreign_key(
    key: ForeignKey, traffic: Traffic, admin: str
) -> Iterator[Change]:
    if key.table in traffic.split or not (key.validated and key.enforced):
        yield Create(object=key)
    else:
        yield Create(object=dataclasses.replace(key, validated=False))
        yield Validate(object=key)
    yield from _require_referents(key, traffic, admin)


def _require_referents(
    key: ForeignKey, traffic: Traffic, admin: str
) -> Iterator[Change]:
    """Yield the look at rows that the owner's own misses where policies bind it.

    Source: tried on 15 and 18: `VALIDATE CONSTRAINT` is silent about orphans there.
    """
    asked = key.validated and key.enforced and not key.period and admin
    tables = {key.table, key.referenced_table}
    if not asked or traffic.forced.isdisjoint(tables):
        return
    # What stands in another part is not known here; administrators read what is shared.
    if tables & traffic.busy <= traffic.read_by(admin):
        yield RequireReferents(object=key, role=admin)
    else:
        freed = sorted(traffic.forced & tables, key=lambda each: each.sql)
        yield RequireReferents(object=key, role="", freed=tuple(freed))


def _drop_constraint(
    gone: TableConstraint | ForeignKey, replaced: AbstractSet[Identity]
) -> Iterator[Change]:
    """Yield the end of a constraint; one that is replaced holds until the new one does.

    A key cannot: its index has the name that the new one takes over.
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


def _create_column(
    made: TableColumn, actual: Mapping[Identity, Thing], notes: Notes
) -> Iterator[Change]:
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
        yield from _alter_column(ready, made, actual, notes)
    else:
        yield _fill(made, source)


def _fill(column: TableColumn, source: ValueSource) -> Backfill:
    return Backfill(object=column, expression=source.expression, role=source.role)


def _with(thing: TableColumn, **values: str | bool) -> TableColumn:
    column = dataclasses.replace(thing.column, **values)  # type: ignore[arg-type]  # of these fields
    return dataclasses.replace(thing, column=column)


def _alter_column(
    before: TableColumn,
    after: TableColumn,
    actual: Mapping[Identity, Thing],
    notes: Notes,
) -> Iterator[Change]:
    """Yield how a column becomes NOT NULL without a look at all rows under its lock."""
    if before.column.not_null or not after.column.not_null or after.column.identity:
        yield Alter(before=before, after=after)
        return
    source = notes.source_of(after, "backfill")
    if source is not None:
        yield _fill(after, source)
    proof = proof_of(after)
    if identify(proof) in actual:
        # A plan that was broken off has left it; as no spec asks for it, it goes.
        yield Validate(object=proof)
        yield Alter(before=before, after=after)
        return
    yield from _create_check(proof)
    yield Alter(before=before, after=after)
    yield Drop(object=proof)
