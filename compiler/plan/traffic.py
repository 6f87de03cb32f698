"""Who may be kept waiting by a plan, and what can serve them meanwhile."""

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from compiler.model.constraint import Check, ForeignKey
from compiler.model.grant import SchemaGrant, TableGrant
from compiler.model.identity import Identity, identify
from compiler.model.index import Index
from compiler.model.name import QualifiedName
from compiler.model.partition import Partition
from compiler.model.policy import RowSecurity
from compiler.model.table import Table
from compiler.model.table_part import TableColumn, TableConstraint, Thing
from compiler.model.view import MaterializedView
from compiler.plan.changes import Change, Create, Drop, Retype, thing_of


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Traffic:
    """What may be in use while a plan is carried out.

    Args:
        busy: tables, partitions and materialized views that others may use.
        split: those of them that have partitions.
        rewritten: those of them some of whose columns go, or get another type, which
            takes constraints and indexes along.
        replaced: what is dropped and made anew, and can serve until the new one does.
        forced: tables whose policies bind their owner too, now or by this plan.
        there: everything that is there, and goes by its name until it is dropped.
        staying: privileges that are there, and are not taken away by this plan.
    """

    busy: AbstractSet[QualifiedName]
    split: AbstractSet[QualifiedName]
    rewritten: AbstractSet[QualifiedName]
    replaced: AbstractSet[Identity]
    forced: AbstractSet[QualifiedName]
    there: AbstractSet[Identity]
    staying: tuple[TableGrant | SchemaGrant, ...]

    def read_by(self, role: str) -> AbstractSet[QualifiedName]:
        """Return the tables that a role may read all the while, by its own grants."""
        usable = {
            grant.schema
            for grant in self.staying
            if isinstance(grant, SchemaGrant)
            and role in grant.roles
            and "usage" in grant.privileges
        }
        return {
            grant.table
            for grant in self.staying
            if isinstance(grant, TableGrant)
            and role in grant.roles
            and "select" in grant.privileges
            and not grant.columns
            and grant.table.schema in usable
        }


def find_traffic(
    changes: Sequence[Change], actual: Mapping[Identity, Thing]
) -> Traffic:
    """Return what may be in use while changes are made.

    Args:
        changes: all of them.
        actual: what is there before.
    """
    relations = [
        thing
        for thing in actual.values()
        if isinstance(thing, Table | Partition | MaterializedView)
    ]
    new = {
        change.object.name
        for change in changes
        if isinstance(change, Create)
        and isinstance(change.object, Table | Partition | MaterializedView)
    }
    rewritten = {table for each in changes for table in _rewritten_by(each)}
    touched = {identify(thing_of(each)) for each in changes}
    return Traffic(
        busy={thing.name for thing in relations} - new,
        split={
            thing.name
            for thing in relations
            if isinstance(thing, Table | Partition) and thing.partitioning
        },
        rewritten=rewritten,
        replaced=frozenset(_find_replaced(changes, rewritten)),
        forced={
            thing.table
            for thing in (*actual.values(), *map(thing_of, changes))
            if isinstance(thing, RowSecurity) and thing.enabled and thing.forced
        },
        there=actual.keys(),
        staying=tuple(
            thing
            for identity, thing in actual.items()
            if isinstance(thing, TableGrant | SchemaGrant) and identity not in touched
        ),
    )


def _find_replaced(
    changes: Sequence[Change], rewritten: AbstractSet[QualifiedName]
) -> Iterator[Identity]:
    """Yield what can be set aside until what takes its place serves.

    A foreign key goes with the key that it needs, so that both cannot be.
    """
    made = {identify(each.object) for each in changes if isinstance(each, Create)}
    dropped = [each.object for each in changes if isinstance(each, Drop)]
    moving = rewritten | {
        thing.table
        for thing in dropped
        if isinstance(thing, TableConstraint)
        and not isinstance(thing.constraint, Check)
    }
    for thing in dropped:
        if identify(thing) in made and moving.isdisjoint(_tables_of(thing)):
            yield identify(thing)


def _rewritten_by(change: Change) -> Iterator[QualifiedName]:
    match change:
        case Retype():
            yield change.after.table
        case Drop(object=TableColumn() as gone):
            yield gone.table
        case _:
            pass


def _tables_of(thing: Thing) -> Iterator[QualifiedName]:
    match thing:
        case ForeignKey() as key:
            yield from (key.table, key.referenced_table)
        case Index() | TableConstraint() as gone:
            yield gone.table
        case _:
            pass
