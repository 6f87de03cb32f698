"""The changes between two catalogs, complete and in order."""

from collections.abc import Callable, Iterable

from compiler.model.catalog import DatabaseObject
from compiler.model.table import Table
from compiler.plan.changes import Change
from compiler.plan.compare import compare_catalogs, list_things
from compiler.plan.ignoring import leave_out_ignored
from compiler.plan.notes import Notes
from compiler.plan.online import put_online
from compiler.plan.order import order_changes
from compiler.plan.rebuild import add_rebuilding
from compiler.plan.renaming import recognise_renames, rename_objects
from compiler.plan.uses import find_uses


def draft_changes(
    actual: Iterable[DatabaseObject],
    desired: Iterable[DatabaseObject],
    *,
    notes: Notes,
    reword: Callable[[Change], Change] = lambda change: change,
) -> tuple[Change, ...]:
    """Return what makes one catalog the other, in the order in which it is done.

    Args:
        actual: what is there, as a server spells it.
        desired: what is wanted, as a server spells it.
        notes: what specs say to plans alone.
        reword: gives a change the words in which it is to be made.
    """
    renames, there = rename_objects(tuple(actual), notes.renames)
    tables = frozenset(each.name for each in there if isinstance(each, Table))
    there = leave_out_ignored(there, notes.ignored, tables)
    wanted = leave_out_ignored(desired, notes.ignored, tables)
    found = tuple(recognise_renames(compare_catalogs(there, wanted)))
    if not (found or renames):
        return ()
    things = list_things(there)
    complete = add_rebuilding(found, things, list_things(wanted), notes)
    changes = (*renames, *put_online(map(reword, complete), things, notes))
    return order_changes(changes, find_uses(things), notes.owner)
