"""Which locks a change takes on relations that are there, and whom they keep waiting.

Source: PostgreSQL documentation, "Explicit Locking", and the reference pages of the
statements; a test holds what is said here against `pg_locks`.
"""

import enum
from dataclasses import dataclass
from typing import Final

from compiler.model.constraint import ForeignKey
from compiler.model.index import Index
from compiler.model.name import QualifiedName
from compiler.model.ownership import Ownership
from compiler.model.partition import Partition
from compiler.model.policy import Policy, RowSecurity
from compiler.model.replica_identity import ReplicaIdentity
from compiler.model.rewrite_rule import RewriteRule
from compiler.model.statistics import Statistics
from compiler.model.table import Table
from compiler.model.table_part import TableColumn, TableConstraint, Thing
from compiler.model.trigger import Trigger
from compiler.model.view import MaterializedView, View
from compiler.plan.alterable import fields_that_differ
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
    Retype,
    Validate,
)


class LockMode(enum.IntEnum):
    """A lock on a relation, from the weakest to the strongest."""

    ACCESS_SHARE = enum.auto()
    ROW_SHARE = enum.auto()
    ROW_EXCLUSIVE = enum.auto()
    SHARE_UPDATE_EXCLUSIVE = enum.auto()
    SHARE = enum.auto()
    SHARE_ROW_EXCLUSIVE = enum.auto()
    EXCLUSIVE = enum.auto()
    ACCESS_EXCLUSIVE = enum.auto()

    @property
    def words(self) -> str:
        """The lock as PostgreSQL's documentation writes it."""
        return self.name.replace("_", " ")


BLOCKED: Final = {
    LockMode.ACCESS_SHARE: "blocks nobody but who drops or rebuilds it",
    LockMode.ROW_SHARE: "blocks nobody but who changes the table",
    LockMode.ROW_EXCLUSIVE: "blocks nobody but who changes the table",
    LockMode.SHARE_UPDATE_EXCLUSIVE: "blocks only others who change the table",
    LockMode.SHARE: "blocks whoever writes to it",
    LockMode.SHARE_ROW_EXCLUSIVE: "blocks whoever writes to it",
    LockMode.EXCLUSIVE: "blocks whoever writes to it",
    LockMode.ACCESS_EXCLUSIVE: "blocks everybody who reads or writes it",
}
"""Whom a lock keeps waiting."""


@dataclass(frozen=True, slots=True, order=True)
class Lock:
    """A lock on a relation."""

    relation: QualifiedName
    mode: LockMode


_WHOLE: Final = LockMode.ACCESS_EXCLUSIVE
_CHANGING: Final = LockMode.SHARE_UPDATE_EXCLUSIVE
_WRITES: Final = LockMode.SHARE_ROW_EXCLUSIVE

_LIGHT: Final = frozenset({"description", "statistics", "parameters"})
"""Fields of columns that can be changed while others read and write."""


def find_locks(change: Change) -> tuple[Lock, ...]:  # noqa: C901, PLR0911 - one line a kind
    """Return the strongest lock that a change takes on each relation, by name.

    Locks on what the change itself makes are left out: nobody else sees that yet. So
    are those on catalogs, which block only others who change the same thing.
    """
    match change:
        case CreateConcurrently() | DropConcurrently() | BuildOnPartitions():
            return (Lock(change.object.table, _CHANGING),)
        case Validate(object=ForeignKey() as key):
            return _both(key, _CHANGING, LockMode.ROW_SHARE)
        case Validate():
            return (Lock(change.object.table, _CHANGING),)
        case RequireReferents(freed=(_, *_) as freed):
            return tuple(Lock(table, _WHOLE) for table in freed)
        case RequireReferents(object=key):
            return _both(key, LockMode.ACCESS_SHARE, LockMode.ACCESS_SHARE)
        case AttachIndexes():
            return (Lock(change.object.table, LockMode.ACCESS_SHARE),)
        case Backfill():
            return (Lock(change.object.table, LockMode.ROW_EXCLUSIVE),)
        case Retype():
            return (Lock(change.after.table, _WHOLE),)
        case Rename():
            return _renaming(change.before)
        case Alter():
            return _altering(change.before, change.after)
        case Create() | CreateUsingIndex():
            return _creating(change.object)
        case Drop():
            return _dropping(change.object)


def _creating(thing: Thing) -> tuple[Lock, ...]:  # noqa: PLR0911 - one line a kind
    match thing:
        case ForeignKey():
            return _both(thing, _WRITES, _WRITES)
        case Index():
            return (Lock(thing.table, LockMode.SHARE),)
        case Statistics():
            return (Lock(thing.table, _CHANGING),)
        case Trigger():
            return (Lock(thing.table, _WRITES),)
        case Partition():
            return (Lock(thing.parent, _WHOLE),)
        case Ownership():
            return (Lock(thing.name, _WHOLE),)
        case _:
            return _of_table(thing)


def _dropping(thing: Thing) -> tuple[Lock, ...]:
    match thing:
        case Table() | View() | MaterializedView() | Ownership():
            return (Lock(thing.name, _WHOLE),)
        case Partition():
            return (Lock(thing.parent, _WHOLE), Lock(thing.name, _WHOLE))
        case ForeignKey():
            return _both(thing, _WHOLE, _WHOLE)
        case Index() | Trigger():
            return (Lock(thing.table, _WHOLE),)
        case Statistics():
            return (Lock(thing.table, _CHANGING),)
        case _:
            return _of_table(thing)


def _altering(before: Thing, after: Thing) -> tuple[Lock, ...]:  # noqa: C901, PLR0911 - one line a kind
    fields = _fields(before, after)
    match after:
        case Table():
            heavy = "unlogged" in fields
            return (Lock(after.name, _WHOLE if heavy else _CHANGING),)
        case View():
            heavy = fields != {"description"}
            return (Lock(after.name, _WHOLE if heavy else _CHANGING),)
        case MaterializedView() | Partition():
            return (Lock(after.name, _CHANGING),)
        case TableColumn():
            return (Lock(after.table, _CHANGING if fields <= _LIGHT else _WHOLE),)
        # A comment on what hangs on a table is none on the table.
        case _ if fields == {"description"}:
            return ()
        case TableConstraint() if "validated" in fields:
            return (Lock(after.table, _CHANGING),)
        case Trigger():
            return (Lock(after.table, _WRITES),)
        case ForeignKey() if "deferral" in fields:
            return _both(after, _WHOLE, _WHOLE)
        case ForeignKey():
            return _both(after, _CHANGING, LockMode.ROW_SHARE)
        case Policy() | RowSecurity() | ReplicaIdentity() | RewriteRule():
            return (Lock(after.table, _WHOLE),)
        case _:
            return ()


def _fields(before: Thing, after: Thing) -> frozenset[str]:
    """Return the fields that differ, of a part of a table those of the part."""
    match before, after:
        case TableColumn(), TableColumn():
            return fields_that_differ(before.column, after.column)
        case TableConstraint(), TableConstraint():
            return fields_that_differ(before.constraint, after.constraint)
        case _:
            return fields_that_differ(before, after)


def _renaming(thing: Thing) -> tuple[Lock, ...]:
    match thing:
        case Index():
            return (Lock(thing.table, LockMode.ACCESS_SHARE),)
        case Table() | Partition() | View() | MaterializedView():
            return (Lock(thing.name, _WHOLE),)
        case TableColumn() | TableConstraint() | ForeignKey():
            return (Lock(thing.table, _WHOLE),)
        case _:
            return ()


def _of_table(thing: Thing) -> tuple[Lock, ...]:
    """Return the lock of what is changed as a part of its table, if it is that."""
    match thing:
        case TableColumn() | TableConstraint() | Policy() | RowSecurity():
            return (Lock(thing.table, _WHOLE),)
        case ReplicaIdentity() | RewriteRule():
            return (Lock(thing.table, _WHOLE),)
        case _:
            return ()


def _both(key: ForeignKey, own: LockMode, other: LockMode) -> tuple[Lock, ...]:
    if key.table == key.referenced_table:
        return (Lock(key.table, max(own, other)),)
    return (Lock(key.table, own), Lock(key.referenced_table, other))
