"""The phase in which an object is created, which follows from its kind."""

import enum
from typing import assert_never

from compiler.model.catalog import DatabaseObject
from compiler.model.constraint import ForeignKey
from compiler.model.enum_type import EnumType
from compiler.model.extension import Extension
from compiler.model.grant import RoutineGrant, SchemaGrant, TableGrant
from compiler.model.index import Index
from compiler.model.policy import Policy, RowSecurity
from compiler.model.role import Membership, Role
from compiler.model.routine import Routine
from compiler.model.schema import Schema
from compiler.model.table import Table
from compiler.model.trigger import Trigger


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
    PARTITIONS = enum.auto()
    SEQUENCE_OWNERS = enum.auto()
    # Before foreign keys, triggers and row-level security, which would judge them one
    # by one, and the owner could not add them at all.
    ROWS = enum.auto()
    INDEXES = enum.auto()
    STATISTICS = enum.auto()
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


def phase_of(item: DatabaseObject) -> Phase:  # noqa: C901, PLR0911, PLR0912 - one line a kind
    """Return the phase in which an object is created."""
    match item:
        case Role():
            return Phase.ROLES
        case Membership():
            return Phase.MEMBERSHIPS
        case Schema():
            return Phase.SCHEMAS
        case Extension():
            return Phase.EXTENSIONS
        case SchemaGrant():
            return Phase.SCHEMA_GRANTS
        case EnumType():
            return Phase.TYPES
        case Routine():
            is_procedure = item.kind == "procedure"
            return Phase.PROCEDURES if is_procedure else Phase.FUNCTIONS
        case Table():
            return Phase.TABLES
        case Index():
            return Phase.INDEXES
        case ForeignKey():
            return Phase.FOREIGN_KEYS
        case Trigger():
            return Phase.TRIGGERS
        case Policy():
            return Phase.POLICIES
        case RowSecurity():
            return Phase.ROW_SECURITY
        case TableGrant():
            return Phase.TABLE_GRANTS
        case RoutineGrant():
            return Phase.ROUTINE_GRANTS
        case _:
            assert_never(item)
