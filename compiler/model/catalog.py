"""A catalog: a set of database objects as values.

What is desired and what is there are of this one type.
"""

import dataclasses
from typing import TypeAlias

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
from compiler.model.trigger import Trigger
from compiler.model.view import MaterializedView, View

DatabaseObject: TypeAlias = (
    Role
    | Membership
    | Extension
    | Schema
    | EnumType
    | Domain
    | CompositeType
    | RangeType
    | Routine
    | Aggregate
    | Table
    | Partition
    | SeedRows
    | Index
    | Statistics
    | ReplicaIdentity
    | ForeignKey
    | Trigger
    | Policy
    | RowSecurity
    | TableGrant
    | RoutineGrant
    | SchemaGrant
    | Sequence
    | SequenceOwner
    | SequenceGrant
    | View
    | MaterializedView
    | RewriteRule
    | DefaultPrivileges
    | EventTrigger
    | Ownership
)
"""Everything that is created, changed or dropped on its own."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Catalog:
    """Database objects, in the order in which they were declared."""

    objects: tuple[DatabaseObject, ...]
