"""What is done first of changes that do not need one another."""

from typing import Final

from compiler.model.constraint import Check
from compiler.model.default_privileges import DefaultPrivileges
from compiler.model.grant import RoutineGrant, SchemaGrant, SequenceGrant, TableGrant
from compiler.model.policy import Policy, RowSecurity
from compiler.model.rewrite_rule import RewriteRule
from compiler.model.role import Membership
from compiler.model.table_part import TableColumn, TableConstraint, Thing
from compiler.model.trigger import Trigger
from compiler.model.view import MaterializedView, View
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
    Rename,
    RequireReferents,
    Retype,
    Validate,
)
from compiler.plan.phase import Phase, phase_of

_AT_ONCE: Final = (
    *(Policy, RowSecurity, Trigger, RewriteRule, View, MaterializedView, Membership),
    *(TableGrant, RoutineGrant, SchemaGrant, SequenceGrant, DefaultPrivileges),
)
"""What goes with what comes in its place, so that nobody sees both or neither."""


def priority_of(change: Change) -> tuple[int, int, int]:  # noqa: C901, PLR0911 - one line a kind
    """Return what changes are sorted by where nothing else decides."""
    match change:
        case Rename() | RequireReferents():
            return 0, 0, 0
        case Drop(object=thing) if not isinstance(thing, _AT_ONCE):
            return 4, -phase_of_thing(thing), 0
        case Drop(object=thing):
            return 1, phase_of_thing(thing), 0
        case Alter() | Retype():
            # A privilege on a table that is taken is taken on its columns too.
            return 1, phase_of_thing(change.after), 1
        case Create():
            return 1, phase_of_thing(change.object), 2
        # What takes long comes when all that is short is done.
        case CreateConcurrently():
            return 2, 0, 0
        case BuildOnPartitions() | AttachIndexes():
            return 2, 1, 0
        case CreateUsingIndex():
            return 2, 2, 0
        case Validate() | Backfill():
            return 3, 0, 0
        case DropConcurrently():
            return 5, 0, 0


def phase_of_thing(thing: Thing) -> Phase:
    """Return the phase in which a thing is created, a part of a table among them."""
    match thing:
        case TableColumn():
            return Phase.COLUMNS
        case TableConstraint():
            is_check = isinstance(thing.constraint, Check)
            return Phase.COLUMNS if is_check else Phase.INDEXES
        case _:
            return phase_of(thing)
