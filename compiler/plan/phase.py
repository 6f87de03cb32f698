"""The phase in which an object is created, which follows from its kind."""

import enum
from collections.abc import Mapping
from typing import Final

from compiler.model.aggregate import Aggregate
from compiler.model.catalog import DatabaseObject
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


class Phase(enum.IntEnum):
    """What is created together, unless an object needs one of a later phase."""

    ROLES = enum.auto()
    MEMBERSHIPS = enum.auto()
    SCHEMAS = enum.auto()
    EXTENSIONS = enum.auto()
    SCHEMA_GRANTS = enum.auto()
    # Before anything that they are about, so that all of it has them.
    DEFAULT_PRIVILEGES = enum.auto()
    TYPES = enum.auto()
    SEQUENCES = enum.auto()
    # Defaults, checks and generated columns call functions. Bodies may speak of tables
    # that come later, because a script runs with check_function_bodies off.
    FUNCTIONS = enum.auto()
    TABLES = enum.auto()
    # Of tables that are there already.
    COLUMNS = enum.auto()
    PARTITIONS = enum.auto()
    SEQUENCE_OWNERS = enum.auto()
    # Before foreign keys, triggers and row-level security, which would judge them one
    # by one, and the owner could not add them at all.
    ROWS = enum.auto()
    INDEXES = enum.auto()
    STATISTICS = enum.auto()
    # It may name an index.
    REPLICA_IDENTITIES = enum.auto()
    FOREIGN_KEYS = enum.auto()
    VIEWS = enum.auto()
    RULES = enum.auto()
    TRIGGERS = enum.auto()
    PROCEDURES = enum.auto()
    # Before row-level security: without a policy every row is denied.
    POLICIES = enum.auto()
    ROW_SECURITY = enum.auto()
    # Last, so that nobody reaches a table that is not protected yet.
    TABLE_GRANTS = enum.auto()
    ROUTINE_GRANTS = enum.auto()
    EVENT_TRIGGERS = enum.auto()
    OWNERSHIPS = enum.auto()


PHASES: Final[Mapping[type[DatabaseObject], Phase]] = {
    Role: Phase.ROLES,
    Membership: Phase.MEMBERSHIPS,
    Schema: Phase.SCHEMAS,
    Extension: Phase.EXTENSIONS,
    SchemaGrant: Phase.SCHEMA_GRANTS,
    DefaultPrivileges: Phase.DEFAULT_PRIVILEGES,
    EnumType: Phase.TYPES,
    Domain: Phase.TYPES,
    CompositeType: Phase.TYPES,
    RangeType: Phase.TYPES,
    Sequence: Phase.SEQUENCES,
    Aggregate: Phase.FUNCTIONS,
    Routine: Phase.FUNCTIONS,
    Table: Phase.TABLES,
    Partition: Phase.PARTITIONS,
    SequenceOwner: Phase.SEQUENCE_OWNERS,
    SeedRows: Phase.ROWS,
    Index: Phase.INDEXES,
    Statistics: Phase.STATISTICS,
    ReplicaIdentity: Phase.REPLICA_IDENTITIES,
    ForeignKey: Phase.FOREIGN_KEYS,
    View: Phase.VIEWS,
    MaterializedView: Phase.VIEWS,
    RewriteRule: Phase.RULES,
    Trigger: Phase.TRIGGERS,
    Policy: Phase.POLICIES,
    RowSecurity: Phase.ROW_SECURITY,
    TableGrant: Phase.TABLE_GRANTS,
    SequenceGrant: Phase.TABLE_GRANTS,
    RoutineGrant: Phase.ROUTINE_GRANTS,
    EventTrigger: Phase.EVENT_TRIGGERS,
    Ownership: Phase.OWNERSHIPS,
}
"""The phase of each kind; a procedure's alone is another than its kind's."""


def phase_of(item: DatabaseObject) -> Phase:
    """Return the phase in which an object is created."""
    if isinstance(item, Routine) and item.kind == "procedure":
        return Phase.PROCEDURES
    return PHASES[type(item)]
