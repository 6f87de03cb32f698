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
from compiler.plan.changes import Change, Drop, Rename
from compiler.plan.phase import Phase, phase_of

_AT_ONCE: Final = (
    *(Policy, RowSecurity, Trigger, RewriteRule, View, MaterializedView, Membership),
    *(TableGrant, RoutineGrant, SchemaGrant, SequenceGrant, DefaultPrivileges),
)
"""What goes with what comes in its place, so that nobody sees both or neither."""


def priority_of(change: Change) -> tuple[int, int]:
    """Return what changes are sorted by where nothing else decides."""
    match change:
        case Rename():
            return 0, 0
        case Drop(object=thing) if not isinstance(thing, _AT_ONCE):
            return 2, -_phase(thing)
        case Drop(object=thing):
            return 1, _phase(thing)
        case _:
            thing = change.after if hasattr(change, "after") else change.object
            return 1, _phase(thing)


def _phase(thing: Thing) -> Phase:
    match thing:
        case TableColumn():
            return Phase.COLUMNS
        case TableConstraint():
            is_check = isinstance(thing.constraint, Check)
            return Phase.COLUMNS if is_check else Phase.INDEXES
        case _:
            return phase_of(thing)
