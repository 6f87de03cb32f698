"""What of a thing can be changed while it stays; for all else it is made anew.

Source: PostgreSQL documentation, the reference pages of `ALTER …` and of
`CREATE OR REPLACE …`.
"""

import dataclasses
from collections.abc import Callable, Mapping
from typing import Any, Final

from compiler.model.aggregate import Aggregate
from compiler.model.composite_type import CompositeType
from compiler.model.constraint import Check, Exclusion, ForeignKey, Key
from compiler.model.default_privileges import DefaultPrivileges
from compiler.model.domain import Domain
from compiler.model.enum_type import EnumType
from compiler.model.event_trigger import EventTrigger
from compiler.model.extension import Extension
from compiler.model.grant import RoutineGrant, SchemaGrant, SequenceGrant, TableGrant
from compiler.model.index import Index
from compiler.model.ownership import Ownership
from compiler.model.partition import Partition
from compiler.model.policy import Policy, RowSecurity
from compiler.model.range_type import RangeType
from compiler.model.replica_identity import ReplicaIdentity
from compiler.model.rewrite_rule import RewriteRule
from compiler.model.role import Membership, Role
from compiler.model.routine import Routine
from compiler.model.schema import Schema
from compiler.model.sequence import Sequence, SequenceOwner
from compiler.model.statistics import Statistics
from compiler.model.table import Table
from compiler.model.table_part import TableColumn, TableConstraint, Thing
from compiler.model.trigger import Trigger
from compiler.model.view import MaterializedView, View

_ANY: Final = None
"""All of its fields can be changed."""
_DESCRIBED: Final = frozenset({"description"})

_FIELDS: Final[Mapping[type, frozenset[str] | None]] = {
    Role: _ANY,
    Membership: _ANY,
    Extension: _ANY,
    Schema: _ANY,
    EnumType: _ANY,
    Domain: frozenset({"default", "not_null", "checks", "description"}),
    CompositeType: _ANY,
    RangeType: _DESCRIBED,
    Routine: _ANY,
    Aggregate: frozenset({"owner", "description"}),
    # Its columns and constraints are things of their own.
    Table: frozenset({"columns", "keys", "checks", "exclusions"})
    | {"unlogged", "storage_parameters", "description"},
    Partition: _DESCRIBED,
    Index: frozenset({"only", "storage_parameters", "description"}),
    Statistics: frozenset({"target", "description"}),
    ReplicaIdentity: _ANY,
    ForeignKey: frozenset({"deferral", "validated", "description"}),
    Trigger: _ANY,
    Policy: frozenset({"roles", "using", "with_check", "description"}),
    RowSecurity: _ANY,
    TableGrant: frozenset({"privileges"}),
    RoutineGrant: frozenset({"routine"}),
    SchemaGrant: frozenset({"privileges"}),
    SequenceGrant: frozenset({"privileges"}),
    DefaultPrivileges: frozenset({"privileges"}),
    Sequence: _ANY,
    SequenceOwner: _ANY,
    View: frozenset({"security_invoker", "security_barrier", "check_option"})
    | {"columns", "query", "description"},
    MaterializedView: frozenset({"columns", "storage_parameters", "description"}),
    RewriteRule: frozenset({"instead", "condition", "actions", "description"}),
    EventTrigger: frozenset({"enabled", "description"}),
    Ownership: _ANY,
    TableColumn: _ANY,
    Key: frozenset({"storage_parameters", "description"}),
    Check: frozenset({"validated", "description"}),
    Exclusion: frozenset({"storage_parameters", "description"}),
}
"""The fields of each kind that can be changed in place."""


def can_alter(before: Thing, after: Thing) -> bool:
    """Return whether a thing can become the other and stay what it is.

    Args:
        before: what is there.
        after: what is wanted: of the same identity.
    """
    if isinstance(before, TableConstraint) and isinstance(after, TableConstraint):
        return _can_alter(before.constraint, after.constraint)
    return _can_alter(before, after)


def fields_that_differ(before: object, after: object) -> frozenset[str]:
    """Return the names of the fields in which two values of a type differ.

    Raises:
        TypeError: they are of two types, or no dataclasses.
    """
    if type(before) is not type(after):
        raise TypeError(f"{before!r} and {after!r} are of two types")
    return frozenset(
        field.name
        for field in dataclasses.fields(before)  # type: ignore[arg-type]  # it raises TypeError
        if getattr(before, field.name) != getattr(after, field.name)
    )


def _can_alter(before: object, after: object) -> bool:
    if type(before) is not type(after):
        return False
    allowed = _FIELDS[type(before)]
    if allowed is not _ANY and not fields_that_differ(before, after) <= allowed:
        return False
    fits = _CONDITIONS.get(type(before))
    return fits is None or fits(before, after)


def _comes_to_partitions(before: Index, after: Index) -> bool:
    """Return whether an index does not leave the partitions that have it."""
    return before.only or not after.only


def _labels_stay(before: EnumType, after: EnumType) -> bool:
    """Return whether labels only come to those that are there."""
    left = iter(after.labels)
    return all(label in left for label in before.labels)


def _attributes_stay(before: CompositeType, after: CompositeType) -> bool:
    """Return whether attributes only go away, or come behind the others."""
    wanted = [each.name for each in after.attributes]
    kept = [each.name for each in before.attributes if each.name in wanted]
    return wanted[: len(kept)] == kept


def _call_stays(before: Routine, after: Routine) -> bool:
    """Return whether a routine is called as before, and gives what it gave."""
    return (
        before.returns == after.returns
        and [(each.mode, each.name, each.type_sql) for each in before.arguments]
        == [(each.mode, each.name, each.type_sql) for each in after.arguments]
        # A default that callers may rely on cannot go.
        and all(
            new.default or not old.default
            for old, new in zip(before.arguments, after.arguments, strict=True)
        )
    )


def _is_replaceable(before: Trigger, after: Trigger) -> bool:
    """Return whether `CREATE OR REPLACE` does it, or nothing of the kind is needed."""
    told_apart = fields_that_differ(before, after) - {"enabled", "description"}
    return not told_apart or not (before.constraint or after.constraint)


def _conditions_stay(before: Policy, after: Policy) -> bool:
    """Return whether a policy has the conditions that it had: none can be taken."""
    return bool(before.using) == bool(after.using) and bool(before.with_check) == bool(
        after.with_check
    )


def _becomes_valid(before: Check | ForeignKey, after: Check | ForeignKey) -> bool:
    """Return whether a constraint does not go back to being unproven."""
    return after.validated or not before.validated


def _columns_stay(before: View, after: View) -> bool:
    """Return whether `CREATE OR REPLACE` does it: columns only come at the end."""
    old = [(each.name, each.type_sql) for each in before.columns]
    new = [(each.name, each.type_sql) for each in after.columns]
    return new[: len(old)] == old


def _names_stay(before: MaterializedView, after: MaterializedView) -> bool:
    return [each.name for each in before.columns] == [
        each.name for each in after.columns
    ]


def _generation_stays(before: TableColumn, after: TableColumn) -> bool:
    """Return whether a column is not newly generated: its values would be others'.

    What was generated can be kept as plain values.
    """
    old, new = before.column, after.column
    if new.generated:
        return (old.generated, old.stored) == (new.generated, new.stored)
    return old.stored


_CONDITIONS: Final[Mapping[type, Callable[[Any, Any], bool]]] = {
    Index: _comes_to_partitions,
    EnumType: _labels_stay,
    CompositeType: _attributes_stay,
    Routine: _call_stays,
    Trigger: _is_replaceable,
    Policy: _conditions_stay,
    Check: _becomes_valid,
    ForeignKey: _becomes_valid,
    View: _columns_stay,
    MaterializedView: _names_stay,
    TableColumn: _generation_stays,
}
"""What has to hold besides."""
