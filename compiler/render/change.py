"""Every change, and the statements that make it."""

from collections.abc import Callable, Mapping
from typing import Any, Final, assert_never

from compiler.model.aggregate import Aggregate
from compiler.model.catalog import Catalog, DatabaseObject
from compiler.model.composite_type import CompositeType
from compiler.model.constraint import ForeignKey
from compiler.model.default_privileges import DefaultPrivileges
from compiler.model.domain import Domain
from compiler.model.enum_type import EnumType
from compiler.model.event_trigger import EventTrigger
from compiler.model.extension import Extension
from compiler.model.grant import (
    RoutineGrant,
    SchemaGrant,
    SequenceGrant,
    TableGrant,
)
from compiler.model.index import Index
from compiler.model.partition import Partition
from compiler.model.policy import Policy, RowSecurity
from compiler.model.range_type import RangeType
from compiler.model.replica_identity import ReplicaIdentity
from compiler.model.rewrite_rule import RewriteRule
from compiler.model.role import Membership, Role
from compiler.model.routine import Routine
from compiler.model.rows import SeedRows
from compiler.model.schema import Schema
from compiler.model.sequence import Sequence, SequenceOwner
from compiler.model.statistics import Statistics
from compiler.model.table import Table
from compiler.model.trigger import Trigger
from compiler.model.view import MaterializedView, View
from compiler.plan.changes import AlterRole, Change, Create
from compiler.plan.creation import order_creation
from compiler.render.aggregate import render_create_aggregate
from compiler.render.composite_type import render_create_composite_type
from compiler.render.default_privileges import render_create_default_privileges
from compiler.render.domain import render_create_domain
from compiler.render.enum_type import render_create_enum_type
from compiler.render.event_trigger import render_create_event_trigger
from compiler.render.extension import render_create_extension
from compiler.render.foreign_key import render_create_foreign_key
from compiler.render.grant import (
    render_create_routine_grant,
    render_create_schema_grant,
    render_create_sequence_grant,
    render_create_table_grant,
)
from compiler.render.index import render_create_index
from compiler.render.partition import render_create_partition
from compiler.render.policy import render_create_policy, render_create_row_security
from compiler.render.range_type import render_create_range_type
from compiler.render.replica_identity import render_create_replica_identity
from compiler.render.rewrite_rule import render_create_rewrite_rule
from compiler.render.role import (
    render_alter_role,
    render_create_membership,
    render_create_role,
)
from compiler.render.routine import render_create_routine
from compiler.render.rows import render_create_seed_rows
from compiler.render.schema import render_create_schema
from compiler.render.sequence import (
    render_create_sequence,
    render_create_sequence_owner,
)
from compiler.render.statement import Statement
from compiler.render.statistics import render_create_statistics
from compiler.render.table import render_create_table
from compiler.render.trigger import render_create_trigger
from compiler.render.view import (
    render_create_materialized_view,
    render_create_view,
)

RENDERERS: Final[
    Mapping[type[DatabaseObject], Callable[[Any], tuple[Statement, ...]]]
] = {
    Role: render_create_role,
    Membership: render_create_membership,
    Extension: render_create_extension,
    EnumType: render_create_enum_type,
    Domain: render_create_domain,
    CompositeType: render_create_composite_type,
    RangeType: render_create_range_type,
    Table: render_create_table,
    Partition: render_create_partition,
    SeedRows: render_create_seed_rows,
    Index: render_create_index,
    Statistics: render_create_statistics,
    ReplicaIdentity: render_create_replica_identity,
    ForeignKey: render_create_foreign_key,
    Trigger: render_create_trigger,
    Policy: render_create_policy,
    RowSecurity: render_create_row_security,
    TableGrant: render_create_table_grant,
    SchemaGrant: render_create_schema_grant,
    Sequence: render_create_sequence,
    SequenceOwner: render_create_sequence_owner,
    SequenceGrant: render_create_sequence_grant,
    View: render_create_view,
    MaterializedView: render_create_materialized_view,
    RewriteRule: render_create_rewrite_rule,
    EventTrigger: render_create_event_trigger,
}
"""What creates an object of each kind."""

OWNED: Final[
    Mapping[type[DatabaseObject], Callable[[Any, str], tuple[Statement, ...]]]
] = {
    Schema: render_create_schema,
    Routine: render_create_routine,
    Aggregate: render_create_aggregate,
    RoutineGrant: render_create_routine_grant,
    DefaultPrivileges: render_create_default_privileges,
}
"""What creates an object that may have another owner than the platform has."""


def render_catalog(catalog: Catalog, owner: str) -> tuple[Statement, ...]:
    """Return the statements that create a catalog, in the order of execution.

    Args:
        catalog: what is to be created.
        owner: the role that owns the platform.
    """
    return tuple(
        statement
        for change in order_creation(catalog)
        for statement in render_change(change, owner)
    )


def render_change(change: Change, owner: str) -> tuple[Statement, ...]:
    """Return the statements that make a change, in the order of execution.

    Args:
        change: what is to happen.
        owner: the role that owns the platform.
    """
    match change:
        case Create():
            return _render_create(change.object, owner)
        case AlterRole():
            return render_alter_role(change)
        case _:
            assert_never(change)


def _render_create(item: DatabaseObject, owner: str) -> tuple[Statement, ...]:
    kind = type(item)
    return OWNED[kind](item, owner) if kind in OWNED else RENDERERS[kind](item)
