"""What of other things decides over what a change locks and may cost.

Source: PostgreSQL documentation, `ALTER TABLE` on partitions and on `ADD COLUMN`,
and `ALTER DOMAIN`; the locks are held against `pg_locks` by a test.
"""

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Final

from compiler.model.catalog import DatabaseObject
from compiler.model.column import Column
from compiler.model.constraint import ForeignKey
from compiler.model.domain import Domain, names_above
from compiler.model.name import QualifiedName
from compiler.model.partition import DefaultBound, Partition
from compiler.model.table import Table
from compiler.model.table_part import TableColumn
from compiler.plan.changes import Alter, Change, Create, Drop
from compiler.plan.hazard import Danger, Hazard, is_constant
from compiler.plan.lock import Lock, LockMode


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What is there, as far as it decides over changes of other things.

    Args:
        defaults: table to its partition for all rows that no other takes.
        tied: table to those that a foreign key ties to it, in either direction.
        referring: table to those whose foreign keys refer to it.
        checked: domains, as SQL writes them, whose values are held against conditions,
            so that a new column of theirs is written in every row.
        computed: domains whose default is computed for each row.
        having: domain, as SQL writes it, to the tables with a column of it, or of one
            that is made of it.
    """

    defaults: Mapping[QualifiedName, QualifiedName]
    tied: Mapping[QualifiedName, AbstractSet[QualifiedName]]
    referring: Mapping[QualifiedName, AbstractSet[QualifiedName]]
    checked: AbstractSet[str]
    computed: AbstractSet[str]
    having: Mapping[str, AbstractSet[QualifiedName]]

    def locks_beside(self, change: Change) -> tuple[Lock, ...]:
        """Return the locks that a change takes on tables which it does not name."""
        match change:
            case Create(object=Partition() as partition):
                return self._tied_to(partition, LockMode.SHARE_ROW_EXCLUSIVE)
            case Drop(object=Partition() as partition):
                return self._tied_to(partition, LockMode.ACCESS_EXCLUSIVE)
            case Alter(before=Domain() as before, after=Domain() as after):
                tables = self._held_against(before, after)
                return tuple(Lock(each, LockMode.SHARE) for each in tables)
            case _:
                return ()

    def _tied_to(self, partition: Partition, mode: LockMode) -> tuple[Lock, ...]:
        default = self.defaults.get(partition.parent, partition.name)
        return (
            *(
                [Lock(default, LockMode.ACCESS_EXCLUSIVE)]
                if default != partition.name
                else []
            ),
            *(Lock(each, mode) for each in sorted(self.tied.get(partition.family, ()))),
        )

    def dangers_beside(self, change: Change) -> tuple[Danger, ...]:
        """Return what a change may cost because of what else is there."""
        match change:
            case Create(object=Partition(parent=parent)) if parent in self.defaults:
                default = self.defaults[parent].name
                return (_scan(default, "everybody waits"),)
            case Drop(object=Partition(family=family)):
                # Whether a row refers to one that goes.
                others = sorted(self.referring.get(family, ()))
                return tuple(_scan(each.name, "everybody waits") for each in others)
            case Alter(before=Domain() as before, after=Domain() as after):
                tables = self._held_against(before, after)
                return tuple(_scan(each.name, "writers wait") for each in tables)
            case Create(object=TableColumn(column=column)):
                return tuple(self._writing(column))
            case _:
                return ()

    def _held_against(self, before: Domain, after: Domain) -> list[QualifiedName]:
        """Return the tables whose rows have to do what a domain asks of them anew."""
        old, new = (
            {(check.name, check.expression) for check in each.checks}
            for each in (before, after)
        )
        if new <= old and after.not_null <= before.not_null:
            return []
        return sorted(self.having.get(after.name.sql, ()))

    def _writing(self, column: Column) -> Iterator[Danger]:
        if column.type_sql in self.checked:
            words = "every row is written, for its domain has conditions"
            yield Danger(Hazard.REWRITE, words)
        elif column.type_sql in self.computed and not column.default:
            words = (
                "every row gets a value of its own, unless its domain's default is "
                "stable"
            )
            yield Danger(Hazard.REWRITE, words)


NOTHING: Final = Surroundings(
    defaults={},
    tied={},
    referring={},
    checked=frozenset(),
    computed=frozenset(),
    having={},
)


def _scan(table: str, meanwhile: str) -> Danger:
    return Danger(Hazard.FULL_SCAN, f"all rows of {table} are read while {meanwhile}")


def find_surroundings(
    actual: Iterable[DatabaseObject], others: Iterable[DatabaseObject]
) -> Surroundings:
    """Return what decides over changes of other things.

    Args:
        actual: what is there.
        others: what is to be there, and domains that stand elsewhere.
    """
    there = tuple(actual)
    tied: dict[QualifiedName, set[QualifiedName]] = {}
    referring: dict[QualifiedName, set[QualifiedName]] = {}
    for each in there:
        if isinstance(each, ForeignKey) and each.table != each.referenced_table:
            tied.setdefault(each.table, set()).add(each.referenced_table)
            tied.setdefault(each.referenced_table, set()).add(each.table)
            referring.setdefault(each.referenced_table, set()).add(each.table)
    domains = [each for each in (*there, *others) if isinstance(each, Domain)]
    return Surroundings(
        defaults={
            each.parent: each.name
            for each in there
            if isinstance(each, Partition) and isinstance(each.bound, DefaultBound)
        },
        tied=tied,
        referring=referring,
        checked=names_above(
            {it.name.sql for it in domains if it.checks or it.not_null}, domains
        ),
        computed=names_above(
            {it.name.sql for it in domains if not is_constant(it.default)},
            # A default of their own takes the place of that below.
            [it for it in domains if not it.default],
        ),
        having=_find_having(there, {it.name.sql: it.base for it in domains}),
    )


def _find_having(
    there: Iterable[DatabaseObject], bases: Mapping[str, str]
) -> Mapping[str, AbstractSet[QualifiedName]]:
    """Return the tables with a column of a domain, by each that it is made of."""
    found: dict[str, set[QualifiedName]] = {}
    for table in there:
        if not isinstance(table, Table):
            continue
        for column in table.columns:
            type_sql = column.type_sql
            while type_sql in bases:
                found.setdefault(type_sql, set()).add(table.name)
                type_sql = bases[type_sql]
    return found
