"""Parts of a table that change on their own: its columns, and its constraints.

A table holds them as values, because `CREATE TABLE` says all of them at once; once it
is there, each comes and goes by a statement of its own.
"""

import dataclasses
from typing import TypeAlias

from compiler.model.catalog import DatabaseObject
from compiler.model.column import Column
from compiler.model.constraint import Check, Exclusion, Key
from compiler.model.name import QualifiedName
from compiler.model.table import Table

Constraint: TypeAlias = Key | Check | Exclusion


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class TableColumn:
    """A column, and the table that it is one of."""

    table: QualifiedName
    column: Column


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class TableConstraint:
    """A key, a check or an exclusion constraint, and the table that it is one of."""

    table: QualifiedName
    constraint: Constraint


Thing: TypeAlias = DatabaseObject | TableColumn | TableConstraint
"""Everything that a plan creates, alters or drops: objects, and parts of tables."""


def parts_of(table: Table) -> tuple[TableColumn | TableConstraint, ...]:
    """Return the columns of a table in order, and then its constraints."""
    constraints: tuple[Constraint, ...] = (
        *table.keys,
        *table.checks,
        *table.exclusions,
    )
    return (
        *(TableColumn(table=table.name, column=each) for each in table.columns),
        *(TableConstraint(table=table.name, constraint=each) for each in constraints),
    )
