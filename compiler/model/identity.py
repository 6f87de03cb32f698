"""What makes two things the same thing, whatever they are like: kind and names."""

import dataclasses
from collections.abc import Callable, Mapping
from typing import Any, Final, TypeAlias

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

Path: TypeAlias = tuple[str, ...]


@dataclasses.dataclass(frozen=True, slots=True, order=True)
class Identity:
    """What a thing is, and what it goes by.

    Args:
        kind: as PostgreSQL calls it, as in `materialized view`.
        path: names from the outside in; of a privilege, who holds it comes last.
    """

    kind: str
    path: Path

    def __str__(self) -> str:
        return f"{self.kind} {'.'.join(each for each in self.path if each)}"


def identify(thing: Thing) -> Identity:
    """Return what a thing is told by from all others in its database."""
    kind, path = _RULES[type(thing)]
    return Identity(kind(thing) if callable(kind) else kind, path(thing))


def schema_of(thing: Thing) -> str:
    """Return the schema in which a thing stands; empty where it stands in none."""
    match thing:
        case Schema():
            return thing.name
        case Role() | Membership() | Extension() | EventTrigger():
            return ""
        case _:
            return identify(thing).path[0]


def _named(thing: Any) -> Path:  # noqa: ANN401 - of several kinds that have these
    return (thing.name.schema, thing.name.name)


def _on_table(thing: Any) -> Path:  # noqa: ANN401 - of several kinds that have these
    return (thing.table.schema, thing.table.name, thing.name)


def _in_schema_of_table(thing: Any) -> Path:  # noqa: ANN401 - of several kinds that have these
    return (thing.table.schema, thing.name)


def _of_table(thing: Any) -> Path:  # noqa: ANN401 - of several kinds that have these
    return (thing.table.schema, thing.table.name)


def _by_name(thing: Any) -> Path:  # noqa: ANN401 - of several kinds that have these
    return (thing.name,)


def _by_signature(thing: Routine | Aggregate) -> Path:
    return (thing.name.schema, thing.signature_sql)


def _holders(grant: Any) -> Path:  # noqa: ANN401 - of several kinds that have these
    return ("grantable" if grant.grantable else "", ", ".join(sorted(grant.roles)))


def _table_grant(grant: TableGrant) -> Path:
    return (*_of_table(grant), ", ".join(grant.columns), *_holders(grant))


def _routine_grant(grant: RoutineGrant) -> Path:
    return (*_by_signature(grant.routine), *_holders(grant))


def _default_privileges(item: DefaultPrivileges) -> Path:
    what = "revoke" if item.revoke else "grant"
    return (item.schema, item.for_role, item.objects, what, *_holders(item))


_RULES: Final[
    Mapping[type, tuple[str | Callable[[Any], str], Callable[[Any], Path]]]
] = {
    Role: ("role", _by_name),
    Membership: ("membership", lambda one: (one.role, one.member)),
    Extension: ("extension", _by_name),
    Schema: ("schema", _by_name),
    EnumType: ("enum type", _named),
    Domain: ("domain", _named),
    CompositeType: ("composite type", _named),
    RangeType: ("range type", _named),
    Routine: (lambda one: str(one.kind), _by_signature),
    Aggregate: ("aggregate", _by_signature),
    Table: ("table", _named),
    TableColumn: (
        "column",
        lambda one: (one.table.schema, one.table.name, one.column.name),
    ),
    TableConstraint: (
        "constraint",
        lambda one: (one.table.schema, one.table.name, one.constraint.name),
    ),
    Partition: ("partition", _named),
    SeedRows: ("rows", _of_table),
    Index: ("index", _in_schema_of_table),
    Statistics: ("statistics", _in_schema_of_table),
    ReplicaIdentity: ("replica identity", _of_table),
    # Of one namespace with the other constraints of a table.
    ForeignKey: ("constraint", _on_table),
    Trigger: ("trigger", _on_table),
    Policy: ("policy", _on_table),
    RowSecurity: ("row security", _of_table),
    TableGrant: ("table grant", _table_grant),
    RoutineGrant: ("routine grant", _routine_grant),
    SchemaGrant: ("schema grant", lambda one: (one.schema, *_holders(one))),
    SequenceGrant: (
        "sequence grant",
        lambda one: (one.sequence.schema, one.sequence.name, *_holders(one)),
    ),
    Sequence: ("sequence", _named),
    SequenceOwner: (
        "sequence owner",
        lambda one: (one.sequence.schema, one.sequence.name),
    ),
    View: ("view", _named),
    MaterializedView: ("materialized view", _named),
    RewriteRule: ("rule", _on_table),
    DefaultPrivileges: ("default privileges", _default_privileges),
    EventTrigger: ("event trigger", _by_name),
    Ownership: ("ownership", lambda one: (*_named(one), one.kind)),
}
