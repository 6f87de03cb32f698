"""What else has to go and come back so that changes can be made.

PostgreSQL lets nothing go that something else names, and no column change its type
under a view. So whatever is in the way is dropped before and made anew behind, as it is
wanted. What goes away silently with something else needs no statement to go, but one to
come back.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from compiler.model.attachment import anchor_of, column_anchor
from compiler.model.constraint import ForeignKey
from compiler.model.grant import TableGrant
from compiler.model.identity import Identity, identify
from compiler.model.name import QualifiedName
from compiler.model.policy import Policy
from compiler.model.rewrite_rule import RewriteRule
from compiler.model.routine import Routine
from compiler.model.sequence import SequenceOwner
from compiler.model.table import Table
from compiler.model.table_part import TableColumn, TableConstraint, Thing
from compiler.model.trigger import Trigger
from compiler.model.view import MaterializedView, View
from compiler.plan.changes import Alter, Change, Create, Drop, Rename
from compiler.plan.notes import Notes
from compiler.plan.retype import SWAPPED, is_generated, is_retyped, retype, set_aside
from compiler.plan.uses import find_uses

_BLOCK_RETYPING: Final = (
    *(View, MaterializedView, RewriteRule),
    *(Policy, Trigger, Routine),
    ForeignKey,
)
"""What PostgreSQL lets no column change its type under, and foreign keys, which it
would prove anew while everybody waits; indexes and checks it makes anew by itself."""


def add_rebuilding(
    changes: Iterable[Change],
    actual: Mapping[Identity, Thing],
    desired: Mapping[Identity, Thing],
    notes: Notes,
) -> tuple[Change, ...]:
    """Return the changes with what has to be dropped and made anew for their sake.

    Args:
        changes: what compare found.
        actual: what is there.
        desired: what is wanted.
        notes: what specs say to plans alone.
    """
    return _Rebuilding(changes, actual, desired, notes).changes()


class _Rebuilding:
    """What is dropped, made and altered, as far as it has been found out."""

    def __init__(
        self,
        changes: Iterable[Change],
        actual: Mapping[Identity, Thing],
        desired: Mapping[Identity, Thing],
        notes: Notes,
    ) -> None:
        self._desired = desired
        self._notes = notes
        self._uses = find_uses(actual)
        self._drops: dict[Identity, Thing] = {}
        self._silent: set[Identity] = set()
        self._creates: dict[Identity, Thing] = {}
        self._alters: dict[Identity, Alter] = {}
        self._renames: dict[Identity, Rename] = {}
        self._swapped: dict[Identity, set[Identity]] = {}
        self._cleared: set[Identity] = set()
        for change in changes:
            match change:
                case Drop():
                    self._drops[identify(change.object)] = change.object
                case Create():
                    self._creates[identify(change.object)] = change.object
                case Alter():
                    self._alters[identify(change.after)] = change
                case Rename():
                    self._renames[identify(change.before)] = change
                case _:
                    raise TypeError(change)
        self._going_away = list(self._drops)

    def changes(self) -> tuple[Change, ...]:
        """Return all changes."""
        for identity, alter in tuple(self._alters.items()):
            if is_retyped(alter.before, alter.after):
                self._clear_the_way(identity)
        self._keep_column_grants()
        # More comes to it on the way.
        for identity in self._going_away:
            self._drop(identity)
        return (
            *self._renames.values(),
            *(change for identity in self._drops for change in self._going(identity)),
            *(Create(object=thing) for thing in self._made()),
            *(
                change
                for identity in self._changed()
                for change in self._step(identity)
            ),
        )

    def _keep_column_grants(self) -> None:
        """Give again what is taken from columns with the table's own privilege."""
        lost: set[tuple[QualifiedName, tuple[str, ...], str]] = set()
        for thing in (
            *(each.before for each in self._alters.values()),
            *self._drops.values(),
        ):
            if isinstance(thing, TableGrant) and not thing.columns:
                lost |= {(thing.table, thing.roles, one) for one in thing.privileges}
        for identity, thing in self._uses.things.items():
            if isinstance(thing, TableGrant) and thing.columns:
                told = {(thing.table, thing.roles, one) for one in thing.privileges}
                if told & lost and identity in self._desired:
                    self._remake(identity)

    def _clear_the_way(self, column: Identity) -> None:
        """Take away what forbids a column to change its type."""
        # Sorted, because a set is in another order in each run.
        for user in sorted(self._uses.users_of(self._uses.things[column])):
            thing = self._uses.things[user]
            if isinstance(thing, _BLOCK_RETYPING) or is_generated(thing):
                self._remake(user)

    def _drop(self, identity: Identity) -> None:
        """Take away what stands on a thing that goes."""
        thing = self._uses.things[identity]
        attached = self._uses.attached_to(thing)
        for each in sorted(attached):
            self._silent.add(each)
            self._remake(each)
        for user in sorted(self._uses.users_of(thing) - attached):
            self._give_way(user, identity)

    def _give_way(self, user: Identity, dropped: Identity) -> None:
        """Let a thing not stand in the way of one that goes, which it names."""
        thing = self._uses.things[user]
        if user in self._drops or isinstance(thing, Table):
            return
        if not isinstance(thing, TableColumn) or is_generated(thing):
            self._remake(user)
        elif dropped in self._creates and user in self._desired:
            # Its values stay.
            if isinstance(self._uses.things[dropped], SWAPPED):
                self._swapped.setdefault(dropped, set()).add(user)
                self._clear_the_way(user)
            else:
                self._cleared.add(user)

    def _remake(self, identity: Identity) -> None:
        if identity not in self._drops:
            self._drops[identity] = self._uses.things[identity]
            self._going_away.append(identity)
        self._alters.pop(identity, None)
        rename = self._renames.pop(identity, None)
        if rename is not None:
            self._creates[identify(rename.after)] = rename.after
        if identity in self._desired:
            self._creates[identity] = self._desired[identity]

    def _going(self, identity: Identity) -> Iterator[Change]:
        thing = self._drops[identity]
        if identity in self._silent and not self._is_said(thing):
            return
        if identity in self._swapped and isinstance(thing, SWAPPED):
            aside = set_aside(thing)
            yield Rename(before=thing, after=aside)
            thing = aside
        yield Drop(object=thing)

    def _is_said(self, thing: Thing) -> bool:
        """Return whether something is taken away before that with which it would go.

        Two tables may refer to each other: neither goes while the keys are there. And a
        sequence would go with the column that owns it, before its own turn comes.
        """
        match thing:
            case ForeignKey():
                return thing.table != thing.referenced_table
            case SequenceOwner():
                column = column_anchor(thing.table, thing.column)
                table = ("relation", thing.table.schema, thing.table.name)
                gone = {anchor_of(each) for each in self._drops.values()}
                return bool(gone & {column, table})
            case _:
                return False

    def _made(self) -> Iterator[Thing]:
        """Yield what is to be made, without the parts of tables that are made whole."""
        tables = {
            thing.name for thing in self._creates.values() if isinstance(thing, Table)
        }
        for thing in self._creates.values():
            if isinstance(thing, TableColumn | TableConstraint):
                if thing.table not in tables:
                    yield thing
            else:
                yield thing

    def _changed(self) -> Iterator[Identity]:
        columns = self._cleared.union(*self._swapped.values())
        yield from self._alters
        yield from sorted(columns.difference(self._alters, self._drops))

    def _step(self, identity: Identity) -> Iterator[Change]:
        """Yield the changes that make one alteration."""
        before, after = self._uses.things[identity], self._desired[identity]
        swapped = any(identity in columns for columns in self._swapped.values())
        if not (
            isinstance(before, TableColumn)
            and isinstance(after, TableColumn)
            and (swapped or identity in self._cleared or is_retyped(before, after))
        ):
            yield self._alters[identity]
            return
        source = self._notes.source_of(after, "using")
        using = source.expression if source is not None else ""
        yield from retype(before, after, using, swapped=swapped)
