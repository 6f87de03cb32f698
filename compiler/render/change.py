"""Every change, and the statements that make it."""

from typing import assert_never

from compiler.model.catalog import Catalog
from compiler.model.constraint import ForeignKey
from compiler.plan.changes import (
    Alter,
    AttachIndexes,
    Backfill,
    BuildOnPartitions,
    Change,
    Create,
    CreateConcurrently,
    CreateUsingIndex,
    Drop,
    DropConcurrently,
    Online,
    Rename,
    RequireReferents,
    Retype,
    Validate,
)
from compiler.plan.creation import order_creation
from compiler.render.alter import render_alter
from compiler.render.column_change import render_backfill, render_retype_column
from compiler.render.constraint import (
    render_create_key_using_index,
    render_validate_constraint,
)
from compiler.render.create import render_create
from compiler.render.drop import render_drop
from compiler.render.foreign_key import (
    render_require_referents,
    render_validate_foreign_key,
)
from compiler.render.index import (
    render_attach_indexes,
    render_build_on_partitions,
    render_create_index_concurrently,
    render_drop_index_concurrently,
)
from compiler.render.rename import render_rename
from compiler.render.statement import Statement


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
            return render_create(change.object, owner)
        case Drop():
            return render_drop(change.object, owner)
        case Alter():
            return render_alter(change.before, change.after, owner)
        case Rename():
            return render_rename(change.before, change.after)
        case Retype():
            return render_retype_column(change.after, change.using)
        case _:
            return _render_online(change)


def _render_online(  # noqa: C901, PLR0911 - one line a kind
    change: Online,
) -> tuple[Statement, ...]:
    match change:
        case CreateConcurrently():
            return render_create_index_concurrently(change.object)
        case BuildOnPartitions():
            return render_build_on_partitions(change.object)
        case AttachIndexes():
            return render_attach_indexes(change.object)
        case CreateUsingIndex():
            return render_create_key_using_index(change.object, change.index)
        case DropConcurrently():
            return render_drop_index_concurrently(change.object)
        case RequireReferents():
            return render_require_referents(change)
        case Backfill():
            return render_backfill(change.object, change.expression, change.role)
        case Validate():
            if isinstance(change.object, ForeignKey):
                return render_validate_foreign_key(change.object)
            return render_validate_constraint(change.object)
        case _:
            assert_never(change)
