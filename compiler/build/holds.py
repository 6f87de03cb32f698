"""Which rows a deletion takes along, and so which legal holds it has to heed.

A foreign key that cascades deletes the rows that refer to a deleted one, whatever holds
them. A row is kept therefore while any row that would go with it is held.
"""

import dataclasses
import itertools
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from compiler.build.table_source import TableSource
from compiler.document import as_mapping
from compiler.model.constraint import ForeignKey
from compiler.model.name import QualifiedName
from compiler.syntax.quote import quote_identifier

MAX_WAYS = 200
"""Ways from a row to those that go with it; more belong to no schema that works."""

_TWICE = 2

Cascades: TypeAlias = Mapping[QualifiedName, Sequence[ForeignKey]]
"""Foreign keys that delete along the rows that refer to a deleted one, by its table."""


class TooManyWaysError(Exception):
    """A deletion would cascade on more ways than a procedure can look at."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class DeletedRow:
    """A row that goes, and those that go with it.

    Args:
        alias: what the clean-up procedure calls it; one of its own for each.
        matches: the columns that refer to the row it goes with, as SQL, each with the
            column that it refers to; empty for the row that is deleted itself.
        subjects: word for a subject to the column that holds its id, as SQL.
        dependents: rows that refer to this one and cascade.
    """

    table: QualifiedName
    alias: str
    matches: tuple[tuple[str, str], ...]
    subjects: tuple[tuple[str, str], ...]
    dependents: tuple["DeletedRow", ...]


def find_cascades(foreign_keys: Iterable[ForeignKey]) -> Cascades:
    """Return the foreign keys that delete rows along, by the table that they watch."""
    cascades: dict[QualifiedName, list[ForeignKey]] = {}
    for key in foreign_keys:
        if key.on_delete == "cascade":
            cascades.setdefault(key.referenced_table, []).append(key)
    return cascades


def find_deleted_row(
    table: TableSource,
    tables: Mapping[QualifiedName, TableSource],
    cascades: Cascades,
) -> DeletedRow:
    """Return what goes with a row of a table.

    A table is followed once on each way down: of rows that refer to rows of their own
    table, only those that refer to the deleted one are looked at.

    Args:
        table: the table that is deleted from.
        tables: every table by its qualified name.
        cascades: of all tables.

    Raises:
        TooManyWaysError: there are more than `MAX_WAYS` of them.
    """
    ways = itertools.count(1)

    def follow(
        key: ForeignKey | None, name: QualifiedName, passed: tuple[QualifiedName, ...]
    ) -> DeletedRow:
        """Return a row, and those that are deleted with it."""
        number = next(ways) if key else 0
        if number > MAX_WAYS:
            raise TooManyWaysError
        return DeletedRow(
            table=name,
            alias=f"r{number}" if key else "x",
            matches=_matches(key) if key else (),
            subjects=_subjects(tables[name]),
            dependents=tuple(
                follow(one, one.table, (*passed, one.table))
                for one in cascades.get(name, ())
                if passed.count(one.table) < _TWICE
            ),
        )

    return follow(None, table.name, (table.name,))


def _matches(key: ForeignKey) -> tuple[tuple[str, str], ...]:
    return tuple(
        (quote_identifier(own), quote_identifier(referenced))
        for own, referenced in zip(key.columns, key.referenced_columns, strict=True)
    )


def _subjects(table: TableSource) -> tuple[tuple[str, str], ...]:
    return tuple(
        (subject, quote_identifier(named.name))
        for named in table.parts["columns"].values()
        if (subject := as_mapping(named.node).text("subject"))
    )
