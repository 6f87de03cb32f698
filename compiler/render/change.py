"""Every change, and the statements that make it."""

from typing import assert_never

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
from compiler.plan.changes import AlterRole, Change, Create
from compiler.plan.creation import order_creation
from compiler.render.enum_type import render_create_enum_type
from compiler.render.extension import render_create_extension
from compiler.render.foreign_key import render_create_foreign_key
from compiler.render.grant import (
    render_create_routine_grant,
    render_create_schema_grant,
    render_create_table_grant,
)
from compiler.render.index import render_create_index
from compiler.render.policy import render_create_policy, render_create_row_security
from compiler.render.role import (
    render_alter_role,
    render_create_membership,
    render_create_role,
)
from compiler.render.routine import render_create_routine
from compiler.render.schema import render_create_schema
from compiler.render.statement import Statement
from compiler.render.table import render_create_table
from compiler.render.trigger import render_create_trigger


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


def _render_create(item: DatabaseObject, owner: str) -> tuple[Statement, ...]:  # noqa: C901, PLR0911, PLR0912 - one line a kind
    match item:
        case Role():
            return render_create_role(item)
        case Membership():
            return render_create_membership(item)
        case Extension():
            return render_create_extension(item)
        case Schema():
            return render_create_schema(item, owner)
        case EnumType():
            return render_create_enum_type(item)
        case Routine():
            return render_create_routine(item, owner)
        case Table():
            return render_create_table(item)
        case Index():
            return render_create_index(item)
        case ForeignKey():
            return render_create_foreign_key(item)
        case Trigger():
            return render_create_trigger(item)
        case Policy():
            return render_create_policy(item)
        case RowSecurity():
            return render_create_row_security(item)
        case TableGrant():
            return render_create_table_grant(item)
        case RoutineGrant():
            return render_create_routine_grant(item, owner)
        case SchemaGrant():
            return render_create_schema_grant(item)
        case _:
            assert_never(item)
