"""What drops a thing of each kind."""

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
from compiler.model.grant import RoutineGrant, SchemaGrant, SequenceGrant, TableGrant
from compiler.model.index import Index
from compiler.model.name import QualifiedName
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
from compiler.render.default_privileges import render_drop_default_privileges
from compiler.render.grant import (
    render_drop_routine_grant,
    render_drop_schema_grant,
    render_drop_sequence_grant,
    render_drop_table_grant,
)
from compiler.render.ownership import render_owner
from compiler.render.partition import render_drop_partition
from compiler.render.role import render_drop_membership
from compiler.render.statement import Statement
from compiler.syntax.environment import render_file

FOLDERS: Final[Mapping[type[Thing], str]] = {
    Aggregate: "aggregate",
    CompositeType: "composite_type",
    Domain: "domain",
    EnumType: "enum_type",
    EventTrigger: "event_trigger",
    Extension: "extension",
    ForeignKey: "foreign_key",
    Index: "index",
    MaterializedView: "materialized_view",
    Policy: "policy",
    RangeType: "range_type",
    ReplicaIdentity: "replica_identity",
    RewriteRule: "rewrite_rule",
    Role: "role",
    Routine: "routine",
    RowSecurity: "row_security",
    Schema: "schema",
    Sequence: "sequence",
    SequenceOwner: "sequence_owner",
    Statistics: "statistics",
    Table: "table",
    TableColumn: "column",
    TableConstraint: "constraint",
    Trigger: "trigger",
    View: "view",
}
"""Where the template stands for what one statement drops by its name."""

_AS_SESSION: Final = (EventTrigger, Extension, Role, Schema)
"""What the session's role drops, and not the platform's owner."""

OTHERS: Final[Mapping[type[Thing], Callable[[Any, str], tuple[Statement, ...]]]] = {
    Membership: lambda one, _: render_drop_membership(one),
    TableGrant: lambda one, _: render_drop_table_grant(one),
    SequenceGrant: lambda one, _: render_drop_sequence_grant(one),
    SchemaGrant: lambda one, _: render_drop_schema_grant(one),
    RoutineGrant: render_drop_routine_grant,
    DefaultPrivileges: render_drop_default_privileges,
    Ownership: render_owner,
    Partition: lambda one, _: render_drop_partition(one),
}


def render_drop(thing: Thing, owner: str) -> tuple[Statement, ...]:
    """Return the statements that drop a thing.

    Args:
        thing: what is there.
        owner: the role that owns the platform.
    """
    kind = type(thing)
    if kind in OTHERS:
        return OTHERS[kind](thing, owner)
    sql = render_file(
        "compiler.render", f"{FOLDERS[kind]}/drop", thing=thing, **_values(thing)
    )
    is_owners = not isinstance(thing, _AS_SESSION)
    if isinstance(thing, Routine | Aggregate):
        is_owners = thing.owner == owner
    return (Statement(sql=sql, object=thing, as_owner=is_owners),)


def _values(thing: Thing) -> Mapping[str, object]:
    match thing:
        case Index() | Statistics():
            return {"name": QualifiedName(thing.table.schema, thing.name)}
        case TableColumn():
            return {"table": thing.table, "column": thing.column}
        case TableConstraint():
            return {"table": thing.table, "name": thing.constraint.name}
        case Routine():
            return {"word": thing.kind.upper()}
        case _:
            return {}
