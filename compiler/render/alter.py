"""What makes one thing of another, while it stays."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from compiler.model.aggregate import Aggregate
from compiler.model.composite_type import CompositeType
from compiler.model.constraint import ForeignKey
from compiler.model.default_privileges import DefaultPrivileges
from compiler.model.domain import Domain
from compiler.model.enum_type import EnumType
from compiler.model.event_trigger import EventTrigger
from compiler.model.extension import Extension
from compiler.model.grant import SchemaGrant, SequenceGrant, TableGrant
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
from compiler.render.aggregate import render_alter_aggregate
from compiler.render.column_change import render_alter_column
from compiler.render.composite_type import render_alter_composite_type
from compiler.render.constraint import render_alter_constraint
from compiler.render.create import render_create
from compiler.render.domain import render_alter_domain
from compiler.render.drop import render_drop
from compiler.render.enum_type import render_alter_enum_type
from compiler.render.event_trigger import render_alter_event_trigger
from compiler.render.extension import render_alter_extension
from compiler.render.foreign_key import render_alter_foreign_key
from compiler.render.grant import difference
from compiler.render.index import render_alter_index
from compiler.render.ownership import render_create_ownership
from compiler.render.partition import render_alter_partition
from compiler.render.policy import render_alter_policy, render_alter_row_security
from compiler.render.range_type import render_alter_range_type
from compiler.render.replica_identity import render_alter_replica_identity
from compiler.render.rewrite_rule import render_alter_rewrite_rule
from compiler.render.role import render_alter_membership, render_alter_role
from compiler.render.routine import render_alter_routine
from compiler.render.schema import render_alter_schema
from compiler.render.sequence import (
    render_alter_sequence,
    render_alter_sequence_owner,
)
from compiler.render.statement import Statement
from compiler.render.statistics import render_alter_statistics
from compiler.render.table import render_alter_table
from compiler.render.trigger import render_alter_trigger
from compiler.render.view import render_alter_materialized_view, render_alter_view

ALTERERS: Final[Mapping[type[Thing], Callable[[Any, Any], tuple[Statement, ...]]]] = {
    Role: render_alter_role,
    Membership: render_alter_membership,
    Extension: render_alter_extension,
    EnumType: render_alter_enum_type,
    Domain: render_alter_domain,
    CompositeType: render_alter_composite_type,
    RangeType: render_alter_range_type,
    Table: render_alter_table,
    TableColumn: render_alter_column,
    TableConstraint: render_alter_constraint,
    Partition: render_alter_partition,
    Index: render_alter_index,
    Statistics: render_alter_statistics,
    ReplicaIdentity: render_alter_replica_identity,
    ForeignKey: render_alter_foreign_key,
    Trigger: render_alter_trigger,
    Policy: render_alter_policy,
    RowSecurity: render_alter_row_security,
    Sequence: render_alter_sequence,
    SequenceOwner: render_alter_sequence_owner,
    View: render_alter_view,
    MaterializedView: render_alter_materialized_view,
    RewriteRule: render_alter_rewrite_rule,
    EventTrigger: render_alter_event_trigger,
    Ownership: lambda _, after: render_create_ownership(after),
}
"""What alters a thing of each kind."""

OWNED: Final[Mapping[type[Thing], Callable[[Any, Any, str], tuple[Statement, ...]]]] = {
    Schema: render_alter_schema,
    Routine: render_alter_routine,
    Aggregate: render_alter_aggregate,
}
"""What alters a thing that may have another owner than the platform has."""

GRANTS: Final = (TableGrant, SequenceGrant, SchemaGrant, DefaultPrivileges)


def render_alter(before: Thing, after: Thing, owner: str) -> tuple[Statement, ...]:
    """Return the statements that make one thing of another.

    Args:
        before: what is there.
        after: what is wanted: of the same kind and name.
        owner: the role that owns the platform.
    """
    kind = type(after)
    if kind in GRANTS:
        gone, come = difference(before, after)
        return (
            *(render_drop(gone, owner) if gone is not None else ()),
            *(render_create(come, owner) if come is not None else ()),
        )
    if kind in OWNED:
        return OWNED[kind](before, after, owner)
    return ALTERERS[kind](before, after)
