"""Which change has to be made before which other one."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from compiler.model.aggregate import Aggregate
from compiler.model.attachment import Anchor, anchor_of, find_anchors
from compiler.model.constraint import ForeignKey, Key
from compiler.model.grant import RoutineGrant
from compiler.model.identity import Identity, identify, schema_of
from compiler.model.index import Index
from compiler.model.name import QualifiedName
from compiler.model.needs import find_needs, provided_by
from compiler.model.replica_identity import ReplicaIdentity
from compiler.model.routine import Routine
from compiler.model.schema import Schema
from compiler.model.table_part import TableColumn, TableConstraint, Thing
from compiler.plan.changes import (
    Alter,
    Backfill,
    Change,
    Create,
    CreateConcurrently,
    CreateUsingIndex,
    Drop,
    DropConcurrently,
    Rename,
    Retype,
    thing_of,
)
from compiler.plan.naming_order import find_name_pairs
from compiler.plan.online_order import find_online_pairs
from compiler.plan.uses import Uses

Pairs: TypeAlias = Iterator[tuple[int, int]]
"""Numbers of changes, of which the first has to be made before the second."""


def find_pairs(changes: Sequence[Change], actual: Uses, owner: str) -> Pairs:
    """Yield which change has to be made before which, as numbers.

    Args:
        changes: all of them.
        actual: what hangs on what, and names what, before any of them.
        owner: the role that owns the platform.
    """
    drops = {
        identify(change.object): index
        for index, change in enumerate(changes)
        if isinstance(change, Drop | DropConcurrently)
    }
    yield from _providing(changes)
    yield from find_name_pairs(changes, actual)
    yield from find_online_pairs(changes, drops)
    yield from _letting_go(changes, actual, drops)
    yield from _coming_back(changes, actual, drops)
    yield from _before_other_hands(changes)
    yield from _allowing_nulls(changes, actual)
    yield from _in_schemas(changes)
    yield from _in_own_schemas(changes, owner)
    yield from _in_a_row(changes)


def _after_of(change: Change) -> Thing | None:
    """Return a thing as it is once it is changed; nothing where it is gone."""
    match change:
        case Alter() | Retype() | Rename():
            return change.after
        case Create() | CreateConcurrently() | CreateUsingIndex():
            return change.object
        case _:
            return None


def _providing(changes: Sequence[Change]) -> Pairs:
    """Yield what makes a name stand for what it is meant to, and what names it."""
    providers: dict[QualifiedName, list[int]] = {}
    for index, change in enumerate(changes):
        for name in _provided(change):
            providers.setdefault(name, []).append(index)
    for index, change in enumerate(changes):
        thing = _after_of(change)
        if thing is None or isinstance(change, Rename):
            continue
        for name in find_needs(thing):
            for provider in providers.get(name, ()):
                if _serves(changes[provider], thing):
                    yield provider, index


def _provided(change: Change) -> tuple[QualifiedName, ...]:
    thing = _after_of(change)
    match thing:
        case None:
            return ()
        case TableColumn():
            # An alteration gives a column no other name, and no other type.
            return () if isinstance(change, Alter) else (thing.table,)
        case TableConstraint():
            return (thing.table,) if isinstance(thing.constraint, Key) else ()
        case Index():
            return (thing.table,) if thing.unique else ()
        case _:
            return () if isinstance(change, Rename) else provided_by(thing)


def _serves(provider: Change, user: Thing) -> bool:
    """Return whether something that names a table needs a part of it to be there."""
    part = _after_of(provider)
    match part:
        case TableColumn():
            same = isinstance(user, TableColumn) and user.table == part.table
            return not same or bool(
                isinstance(user, TableColumn)
                and user.column.generated
                and not part.column.generated
            )
        case TableConstraint() | Index():
            if isinstance(user, ReplicaIdentity):
                return user.table == part.table
            return isinstance(user, ForeignKey) and user.referenced_table == part.table
        case _:
            return True


def _letting_go(
    changes: Sequence[Change], actual: Uses, drops: Mapping[Identity, int]
) -> Pairs:
    """Yield what stops naming a thing, and what makes the thing go or be another."""
    set_aside = {
        each.after: each.before for each in changes if isinstance(each, Rename)
    }
    for index, change in enumerate(changes):
        if not isinstance(change, Drop | DropConcurrently | Retype):
            continue
        thing = change.before if isinstance(change, Retype) else change.object
        known = actual.things.get(identify(set_aside.get(thing, thing)))
        users = actual.users_of(known) if known is not None else set()
        yield from ((drops[user], index) for user in users if user in drops)
        if isinstance(change, Drop):
            yield from (
                (other, index)
                for other, each in enumerate(changes)
                if isinstance(each, Alter | Retype) and identify(each.before) in users
            )


def _before_other_hands(changes: Sequence[Change]) -> Pairs:
    """Yield what is taken from others in a routine, and what hands it over."""
    handed = {
        identify(change.before): index
        for index, change in enumerate(changes)
        if isinstance(change, Alter) and isinstance(change.before, Routine | Aggregate)
    }
    for index, change in enumerate(changes):
        match change:
            case Drop(object=RoutineGrant(routine=routine)):
                if identify(routine) in handed:
                    yield index, handed[identify(routine)]
            case _:
                pass


def _coming_back(
    changes: Sequence[Change], actual: Uses, drops: Mapping[Identity, int]
) -> Pairs:
    """Yield with what a thing goes away silently, and what makes it anew."""
    by_anchor = {
        anchor: thing
        for thing in actual.things.values()
        if (anchor := anchor_of(thing)) is not None
    }
    for index, change in enumerate(changes):
        if isinstance(change, Create | CreateConcurrently):
            old = actual.things.get(identify(change.object))
            for holder in _holders(old, by_anchor) if old is not None else ():
                if identify(holder) in drops:
                    yield drops[identify(holder)], index


def _holders(thing: Thing, by_anchor: Mapping[Anchor, Thing]) -> Iterator[Thing]:
    """Yield what a thing hangs on, and what that hangs on in turn."""
    for anchor in find_anchors(thing):
        holder = by_anchor.get(anchor)
        if holder is not None:
            yield holder
            yield from _holders(holder, by_anchor)


def _allowing_nulls(changes: Sequence[Change], actual: Uses) -> Pairs:
    """Yield the end of a primary key, and what lets its columns be null then."""
    keys: dict[tuple[QualifiedName, str], int] = {}
    for index, change in enumerate(changes):
        for gone in (
            actual.going_with(change.object) if isinstance(change, Drop) else ()
        ):
            match gone:
                case TableConstraint(table=table, constraint=Key(columns=columns)):
                    keys |= {(table, column): index for column in columns}
                case _:
                    pass
    for index, change in enumerate(changes):
        match change:
            case Alter(before=TableColumn(table=table, column=before)):
                if before.not_null and (table, before.name) in keys:
                    yield keys[table, before.name], index
            case _:
                pass


def _in_schemas(changes: Sequence[Change]) -> Pairs:
    """Yield what comes to be in a schema, or goes, and the schema's own change."""
    made, gone = {}, {}
    for index, change in enumerate(changes):
        match change:
            case Create(object=Schema(name=name)):
                made[name] = index
            case Drop(object=Schema(name=name)):
                gone[name] = index
            case _:
                pass
    for index, change in enumerate(changes):
        match change:
            case Create() if schema_of(change.object) in made:
                yield made[schema_of(change.object)], index
            case Drop() if schema_of(change.object) in gone:
                yield index, gone[schema_of(change.object)]
            case _:
                pass


def _in_own_schemas(changes: Sequence[Change], owner: str) -> Pairs:
    """Yield what is done in a schema, and what hands it to somebody else then.

    The platform's owner does it, and has to have the schema while it does.
    """
    handed = {
        change.before.name: number
        for number, change in enumerate(changes)
        if isinstance(change, Alter)
        and isinstance(change.before, Schema)
        and isinstance(change.after, Schema)
        and change.before.owner == owner != change.after.owner
    }
    for index, change in enumerate(changes):
        schema = schema_of(thing_of(change))
        if schema in handed and handed[schema] != index:
            yield index, handed[schema]


def _in_a_row(changes: Sequence[Change]) -> Pairs:
    """Yield changes of one thing that go on where the one before ended."""
    for index, change in enumerate(changes[1:], 1):
        previous = changes[index - 1]
        match change:
            case Alter() | Retype() if _after_of(previous) == change.before:
                yield index - 1, index
            case Backfill() if _column_of(previous) == identify(change.object):
                yield index - 1, index
            case _:
                pass


def _column_of(change: Change) -> Identity | None:
    thing = _after_of(change)
    return identify(thing) if isinstance(thing, TableColumn) else None
