"""The order in which the objects of a catalog are created.

An object's phase follows from its kind, because a kind's needs are always of the same
kinds. Within a phase the order of declaration stands. Names decide nothing: they hold
the tenant's id, and every tenant is created in the same order.
"""

import enum
import re
from collections.abc import Set as AbstractSet
from typing import Final, assert_never

from compiler.model.catalog import Catalog, DatabaseObject
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
from compiler.plan.changes import Create

_TYPE_PARTS: Final = re.compile(r"[\s,()\[\]]+")


class _Phase(enum.IntEnum):
    """What is created together; a phase needs nothing of a later one."""

    ROLES = enum.auto()
    MEMBERSHIPS = enum.auto()
    SCHEMAS = enum.auto()
    EXTENSIONS = enum.auto()
    SCHEMA_GRANTS = enum.auto()
    TYPES = enum.auto()
    # Defaults, checks and generated columns call functions. Bodies may speak of tables
    # that come later, because a script runs with check_function_bodies off.
    FUNCTIONS = enum.auto()
    TABLES = enum.auto()
    # What takes or returns the rows of a table names the table's own type.
    ROW_FUNCTIONS = enum.auto()
    INDEXES = enum.auto()
    FOREIGN_KEYS = enum.auto()
    TRIGGERS = enum.auto()
    PROCEDURES = enum.auto()
    # Before row-level security: without a policy every row is denied.
    POLICIES = enum.auto()
    ROW_SECURITY = enum.auto()
    # Last, so that nobody reaches a table that is not protected yet.
    TABLE_GRANTS = enum.auto()
    ROUTINE_GRANTS = enum.auto()


def order_creation(catalog: Catalog) -> tuple[Create, ...]:
    """Return a creation of every object, none before what it needs."""
    row_types = {item.name.sql for item in catalog.objects if isinstance(item, Table)}
    ordered = sorted(catalog.objects, key=lambda item: _phase_of(item, row_types))
    return tuple(Create(object=item) for item in ordered)


def _phase_of(item: DatabaseObject, row_types: AbstractSet[str]) -> _Phase:  # noqa: C901, PLR0911, PLR0912 - one line a kind
    match item:
        case Role():
            return _Phase.ROLES
        case Membership():
            return _Phase.MEMBERSHIPS
        case Schema():
            return _Phase.SCHEMAS
        case Extension():
            return _Phase.EXTENSIONS
        case SchemaGrant():
            return _Phase.SCHEMA_GRANTS
        case EnumType():
            return _Phase.TYPES
        case Routine():
            return _routine_phase(item, row_types)
        case Table():
            return _Phase.TABLES
        case Index():
            return _Phase.INDEXES
        case ForeignKey():
            return _Phase.FOREIGN_KEYS
        case Trigger():
            return _Phase.TRIGGERS
        case Policy():
            return _Phase.POLICIES
        case RowSecurity():
            return _Phase.ROW_SECURITY
        case TableGrant():
            return _Phase.TABLE_GRANTS
        case RoutineGrant():
            return _Phase.ROUTINE_GRANTS
        case _:
            assert_never(item)


def _routine_phase(routine: Routine, row_types: AbstractSet[str]) -> _Phase:
    if routine.kind == "procedure":
        return _Phase.PROCEDURES
    types = (routine.returns, *(argument.type_sql for argument in routine.arguments))
    if any(not row_types.isdisjoint(_TYPE_PARTS.split(text)) for text in types):
        return _Phase.ROW_FUNCTIONS
    return _Phase.FUNCTIONS
