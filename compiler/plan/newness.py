"""What a plan makes itself: nobody has used it yet, so opening it opens nothing."""

from collections.abc import Iterable

from compiler.model.aggregate import Aggregate
from compiler.model.attachment import anchor_of, find_anchors
from compiler.model.identity import schema_of
from compiler.model.role import Membership
from compiler.model.routine import Routine
from compiler.model.schema import Schema
from compiler.model.table_part import Thing
from compiler.model.view import MaterializedView, View
from compiler.names import SENTINEL_TENANT
from compiler.plan.changes import Change, Create, Drop


class Newness:
    """What a plan makes, and was not there under the same name.

    Args:
        changes: all that the plan does.
    """

    def __init__(self, changes: Iterable[Change]) -> None:
        listed = tuple(changes)
        gone = {anchor_of(each.object) for each in listed if isinstance(each, Drop)}
        made = [each.object for each in listed if isinstance(each, Create)]
        self._schemas = {each.name for each in made if isinstance(each, Schema)}
        self._made = {
            anchor
            for each in made
            if (anchor := anchor_of(each)) is not None
            and anchor not in gone
            and self._shows_nothing_else(each)
        }

    def opens_nothing(self, change: Change) -> bool:
        """Return whether a change hands out what nobody has used yet."""
        if not isinstance(change, Create):
            return False
        thing = change.object
        if isinstance(thing, Membership):
            return self._is_of_new_tenant(thing) or ("role", thing.role) in self._made
        return not self._made.isdisjoint(find_anchors(thing))

    def _shows_nothing_else(self, thing: Thing) -> bool:
        """Return whether a thing shows nothing but what the same plan makes.

        What runs with its owner's rights may show all that the owner sees; in a schema
        that is new, it is there for that schema.
        """
        if isinstance(thing, View | MaterializedView | Routine | Aggregate):
            return not _is_definers(thing) or schema_of(thing) in self._schemas
        return True

    def _is_of_new_tenant(self, membership: Membership) -> bool:
        """Return whether a tenant that is new gets what every tenant has."""
        return ("role", membership.member) in self._made and any(
            SENTINEL_TENANT in each for each in self._schemas
        )


def _is_definers(thing: Thing) -> bool:
    match thing:
        case Routine():
            return thing.security_definer
        case View():
            return not thing.security_invoker
        case MaterializedView():
            return True
        case _:
            return False
