"""What becomes of rows in a rehearsal: they are there before, and still there after."""

import contextlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

import psycopg

from compiler.model.catalog import DatabaseObject
from compiler.model.name import QualifiedName
from compiler.model.partition import Partition
from compiler.model.table import Table
from compiler.model.table_part import Thing
from compiler.plan.changes import Backfill, Drop, Rename, Retype, thing_of
from compiler.plan.hazard import Hazard
from compiler.plan.plan import Priced
from compiler.rehearse.sample import render_sample_rows
from compiler.syntax.environment import render_file

Rows: TypeAlias = Mapping[QualifiedName, Mapping[str, object]]
"""Table to the one row in it, as column to value; empty tables have no entry."""

_PACKAGE: Final = "compiler.rehearse"


def seed_rows(
    conn: psycopg.Connection[Any],
    tables: Iterable[Table],
    objects: Iterable[DatabaseObject],
) -> Rows:
    """Put a row into every table that takes one, and return the rows.

    Args:
        conn: of a role that may write, past policies, triggers and foreign keys.
        tables: all of them, and empty.
        objects: the types among them are those of columns.
    """
    listed = tuple(tables)
    with conn.transaction():
        conn.execute("SET LOCAL session_replication_role = replica")
        conn.execute(render_sample_rows(listed, objects).encode())
    return read_rows(conn, (each.name for each in listed))


def read_rows(conn: psycopg.Connection[Any], tables: Iterable[QualifiedName]) -> Rows:
    """Return the rows of tables that are there."""
    listed = tuple(tables)
    if not listed:
        return {}
    query = render_file(_PACKAGE, "read_rows", tables=listed)
    return {
        QualifiedName(str(schema), str(name)): row
        for schema, name, row in conn.execute(query.encode())
    }


@dataclass(frozen=True, slots=True)
class Announced:
    """What a plan says of rows.

    Args:
        gone: tables that are dropped, or that lose a partition.
        changed: tables some of whose values are dropped, or become others.
        written: tables that are written anew.
        names: tables that are renamed, to what they are called then.
        filled: columns whose rows get a value.
    """

    gone: frozenset[QualifiedName]
    changed: frozenset[QualifiedName]
    written: frozenset[QualifiedName]
    names: Mapping[QualifiedName, QualifiedName]
    filled: tuple[Backfill, ...]


def read_announcements(changes: Iterable[Priced]) -> Announced:
    """Return what a plan says of rows."""
    gone, changed, written = set(), set(), set()
    names: dict[QualifiedName, QualifiedName] = {}
    listed = tuple(changes)
    for priced in listed:
        change, hazards = priced.change, {each.hazard for each in priced.dangers}
        match change:
            case Drop(object=Table() as table):
                gone.add(table.name)
            case Drop(object=Partition() as partition):
                gone.add(partition.family)
            case Rename(before=Table() as before, after=Table() as after):
                names[before.name] = after.name
            case Rename():
                pass
            case _:
                thing = thing_of(change)
                if Hazard.DATA_LOSS in hazards or isinstance(change, Retype | Backfill):
                    changed |= _tables_of(thing)
                if Hazard.REWRITE in hazards:
                    written |= _tables_of(thing)
    return Announced(
        gone=frozenset(gone),
        changed=frozenset(changed),
        written=frozenset(written),
        names=names,
        filled=tuple(
            each.change for each in listed if isinstance(each.change, Backfill)
        ),
    )


def find_lost_rows(before: Rows, after: Rows, said: Announced) -> Iterator[str]:
    """Yield the rows, and the values in them, that are lost without a word.

    Args:
        before: what there was.
        after: what there is, of every table that is there.
        said: what the plan says of rows.
    """
    for old, row in before.items():
        name = said.names.get(old, old)
        if old in said.gone:
            continue
        if name not in after:
            yield f"the rows of {old.sql} are lost"
        elif not said.changed & {old, name}:
            kept = after[name]
            lost = [key for key in row.keys() & kept.keys() if row[key] != kept[key]]
            yield from (
                f"{old.sql}: column {key} has another value" for key in sorted(lost)
            )


def find_unfilled_rows(conn: psycopg.Connection[Any], said: Announced) -> Iterator[str]:
    """Yield the columns in which rows have no value, though they should have got one.

    Args:
        conn: of a role that may read every row, outside a transaction.
        said: what the plan says of rows.
    """
    for each in said.filled:
        table, name = each.object.table, each.object.column.name
        query = render_file(
            _PACKAGE,
            "find_unfilled",
            table=table,
            column=name,
            expression=each.expression,
        )
        # What the value was made of may be gone by now.
        with contextlib.suppress(psycopg.Error):
            if conn.execute(query.encode()).fetchall():
                yield f"{table.sql}: column {name} gets no value in rows that are there"


def _tables_of(thing: Thing) -> set[QualifiedName]:
    found = (getattr(thing, "table", None), getattr(thing, "name", None))
    return {each for each in found if isinstance(each, QualifiedName)}
