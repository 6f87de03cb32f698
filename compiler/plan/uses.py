"""Which things of a catalog use which others, read off their SQL.

As in `model.needs`, one use too many does no harm: something is dropped and made anew
that could have stayed, or waits for something that it does not need.
"""

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from compiler.model.attachment import Anchor, anchor_of, find_anchors
from compiler.model.constraint import ForeignKey, Key
from compiler.model.identity import Identity
from compiler.model.name import QualifiedName
from compiler.model.needs import find_needs, find_texts, provided_by, words_in
from compiler.model.sequence import SequenceOwner
from compiler.model.table import Table
from compiler.model.table_part import TableColumn, TableConstraint, Thing
from compiler.model.trigger import Trigger

_PARTS = (TableColumn, TableConstraint)


@dataclass(frozen=True, slots=True)
class Uses:
    """What hangs on what, and what names what, in one catalog.

    Args:
        things: all of them, by what they go by.
        hanging: anchor to what goes away with it.
        naming: name to what names it in its SQL, or stands on it.
    """

    things: Mapping[Identity, Thing]
    hanging: Mapping[Anchor, AbstractSet[Identity]]
    naming: Mapping[QualifiedName, AbstractSet[Identity]]

    def attached_to(self, thing: Thing) -> AbstractSet[Identity]:
        """Return what goes away with a thing."""
        anchor = anchor_of(thing)
        return self.hanging.get(anchor, frozenset()) if anchor else frozenset()

    def going_with(self, thing: Thing) -> Iterator[Thing]:
        """Yield a thing, and all that goes away with it."""
        yield thing
        for identity in self.attached_to(thing):
            yield from self.going_with(self.things[identity])

    def users_of(self, thing: Thing) -> AbstractSet[Identity]:
        """Return what names a thing, so that it can neither go nor be another."""
        if isinstance(thing, TableColumn):
            return {
                identity
                for identity in self.naming.get(thing.table, ())
                if _names_column(self.things[identity], thing)
            }
        found = {
            identity
            for name in _names_of(thing)
            for identity in self.naming.get(name, ())
            if self.things[identity] is not thing
        }
        return found | self._referring_to(thing)

    def _referring_to(self, thing: Thing) -> AbstractSet[Identity]:
        """Return the foreign keys that a key serves."""
        if not isinstance(thing, TableConstraint) or not isinstance(
            thing.constraint, Key
        ):
            return frozenset()
        columns = set(thing.constraint.columns)
        return {
            identity
            for identity in self.naming.get(thing.table, ())
            if isinstance(user := self.things[identity], ForeignKey)
            and user.referenced_table == thing.table
            and set(user.referenced_columns) == columns
        }


def find_uses(things: Mapping[Identity, Thing]) -> Uses:
    """Return which of the things hang on which, and which name which."""
    hanging: dict[Anchor, set[Identity]] = {}
    naming: dict[QualifiedName, set[Identity]] = {}
    for identity, thing in things.items():
        for anchor in find_anchors(thing):
            hanging.setdefault(anchor, set()).add(identity)
        for name in find_needs(_without_parts(thing)):
            naming.setdefault(name, set()).add(identity)
    return Uses(things=things, hanging=hanging, naming=naming)


def _names_of(thing: Thing) -> Iterable[QualifiedName]:
    return () if isinstance(thing, _PARTS) else provided_by(thing)


def _without_parts(thing: Thing) -> Thing:
    """Return a table without what is a thing of its own in it."""
    if not isinstance(thing, Table):
        return thing
    return dataclasses.replace(thing, columns=(), keys=(), checks=(), exclusions=())


def _names_column(user: Thing, column: TableColumn) -> bool:
    """Return whether something that names a table names a column of it too."""
    name = column.column.name
    if isinstance(user, TableColumn):
        same = user.table == column.table and user.column.name == name
        return not same and name in words_in(user.column.generated)
    if (
        isinstance(user, Trigger)
        and user.table == column.table
        and name in user.columns
    ):
        return True
    if isinstance(user, SequenceOwner):
        return user.column == name
    if isinstance(user, ForeignKey):
        return (user.table == column.table and name in user.columns) or (
            user.referenced_table == column.table and name in user.referenced_columns
        )
    return any(name in words_in(text) for text in find_texts(user))
