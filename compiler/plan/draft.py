"""The changes between two catalogs, complete and in order."""

from collections.abc import Callable, Iterable

from compiler.model.catalog import DatabaseObject
from compiler.plan.changes import Change
from compiler.plan.compare import compare_catalogs, list_things
from compiler.plan.online import put_online
from compiler.plan.order import order_changes
from compiler.plan.rebuild import add_rebuilding
from compiler.plan.uses import find_uses


def draft_changes(
    actual: Iterable[DatabaseObject],
    desired: Iterable[DatabaseObject],
    *,
    reword: Callable[[Change], Change] = lambda change: change,
) -> tuple[Change, ...]:
    """Return what makes one catalog the other, in the order in which it is done.

    Args:
        actual: what is there, as a server spells it.
        desired: what is wanted, as a server spells it.
        reword: gives a change the words in which it is to be made.
    """
    there, wanted = tuple(actual), tuple(desired)
    found = compare_catalogs(there, wanted)
    if not found:
        return ()
    things = list_things(there)
    complete = add_rebuilding(found, things, list_things(wanted))
    changes = tuple(put_online(map(reword, complete), things))
    return order_changes(changes, find_uses(things))
