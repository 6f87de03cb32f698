"""What creates a thing of each kind."""

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
from compiler.model.grant import (
    RoutineGrant,
    SchemaGrant,
    SequenceGrant,
    TableGrant,
)
from compiler.model.index import Index
from compiler.model.ownership import Ownership
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
from compiler.model.table_part import TableColumn, TableConstraint, Thing
from compiler.model.trigger import Trigger
from compiler.model.view import MaterializedView, View
from compiler.render.aggregate import render_create_aggregate
from compiler.render.column import render_create_column
from compiler.render.composite_type import render_create_composite_type
from compiler.render.constraint import render_create_constraint
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
from compiler.render.ownership import render_create_ownership
from compiler.render.partition import render_create_partition
from compiler.render.policy import render_create_policy, render_create_row_security
from compiler.render.range_type import render_create_range_type
from compiler.render.replica_identity import render_create_replica_identity
from compiler.render.rewrite_rule import render_create_rewrite_rule
from compiler.render.role import (
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

RENDERERS: Final[Mapping[type[Thing], Callable[[Any], tuple[Statement, ...]]]] = {
    Role: render_create_role,
    Membership: render_create_membership,
    Extension: render_create_extension,
    EnumType: render_create_enum_type,
    Domain: render_create_domain,
    CompositeType: render_create_composite_type,
    RangeType: render_create_range_type,
    Table: render_create_table,
    TableColumn: render_create_column,
    TableConstraint: render_create_constraint,
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
    Ownership: render_create_ownership,
}
"""What creates an object of each kind."""

OWNED: Final[Mapping[type[Thing], Callable[[Any, str], tuple[Statement, ...]]]] = {
    Schema: render_create_schema,
    Routine: render_create_routine,
    Aggregate: render_create_aggregate,
    RoutineGrant: render_create_routine_grant,
    DefaultPrivileges: render_create_default_privileges,
}
"""What creates an object that may have another owner than the platform has."""


def render_create(thing: Thing, owner: str) -> tuple[Statement, ...]:
    """Return the statements that create a thing, in the order of execution.

    Args:
        thing: what is to be there.
        owner: the role that owns the platform.
    """
    kind = type(thing)
    return OWNED[kind](thing, owner) if kind in OWNED else RENDERERS[kind](thing)
