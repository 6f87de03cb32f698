"""Tries single statements with rows of made-up values; nothing of it remains."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import psycopg

from compiler.introspect.query import read_query
from compiler.model.name import QualifiedName
from compiler.syntax.environment import render_file

_PACKAGE: Final = "compiler.verify"
REFUSALS: Final = frozenset({"42501", "23514"})
"""No privilege or no policy, and a check that a row breaks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A table of every tenant into which a row of made-up values fits.

    Args:
        columns: those that need a value, the tenant's own column aside.
        expressions: SQL, one for each column.
    """

    name: str
    columns: tuple[str, ...]
    expressions: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Where a row is stored."""

    table_oid: int
    ctid: str


def read_candidates(
    conn: psycopg.Connection[Any], schema: str, role: str, tenant_column: str
) -> tuple[Candidate, ...]:
    """Return the tables of a schema into which its tenant might write a row."""
    rows = conn.execute(
        read_query(_PACKAGE, "candidate"),
        {"schema": schema, "role": role, "tenant_column": tenant_column},
    )
    return tuple(
        Candidate(name=name, columns=tuple(columns), expressions=tuple(expressions))
        for name, columns, expressions in rows
    )


@contextlib.contextmanager
def rolled_back(conn: psycopg.Connection[Any]) -> Iterator[None]:
    """Undo at the end whatever is done in the context."""
    with conn.transaction(force_rollback=True):
        yield


def insert_row(
    conn: psycopg.Connection[Any],
    table: QualifiedName,
    candidate: Candidate,
    tenant_column: str,
    tenant: str,
) -> Row:
    """Return where a new row of a tenant is stored."""
    statement = _insert(table, candidate, tenant_column, tenant, returning=True)
    table_oid, ctid = conn.execute(statement).fetchall()[0]
    return Row(table_oid=int(table_oid), ctid=str(ctid))


def refusal_of_row(
    conn: psycopg.Connection[Any],
    table: QualifiedName,
    candidate: Candidate,
    tenant_column: str,
    tenant: str,
) -> str:
    """Return how the database refuses a row of another tenant; empty if it does not.

    Without RETURNING, which would ask the policies for reading as well.
    """
    return _refusal(
        conn, _insert(table, candidate, tenant_column, tenant, returning=False)
    )


def refusal_of_move(
    conn: psycopg.Connection[Any],
    table: QualifiedName,
    row: Row,
    tenant_column: str,
    tenant: str,
) -> str:
    """Return how the database refuses to give a row to another tenant; empty if not."""
    conn.execute(_render("point_at_row", table=table, row=row))
    move = _render("move_row", table=table, tenant_column=tenant_column, tenant=tenant)
    return _refusal(conn, move)


def sees_row(conn: psycopg.Connection[Any], table: QualifiedName, row: Row) -> bool:
    """Return whether the session sees the row."""
    found = conn.execute(_render("count_row", table=table, row=row))
    return bool(found.fetchall()[0][0])


def sees_any(conn: psycopg.Connection[Any], table: QualifiedName) -> bool | None:
    """Return whether the session sees any row; nothing where it may not even look."""
    try:
        with rolled_back(conn):
            found = conn.execute(_render("find_any", table=table))
            return bool(found.fetchall()[0][0])
    except psycopg.errors.InsufficientPrivilege:
        return None


def open_table(conn: psycopg.Connection[Any], table: QualifiedName, role: str) -> None:
    """Grant a role all that grants could give it on a table."""
    conn.execute(_render("open_table", table=table, role=role))


def _insert(
    table: QualifiedName,
    candidate: Candidate,
    tenant_column: str,
    tenant: str,
    *,
    returning: bool,
) -> bytes:
    return _render(
        "insert_row",
        table=table,
        tenant_column=tenant_column,
        tenant=tenant,
        columns=list(candidate.columns),
        expressions=list(candidate.expressions),
        returning=returning,
    )


def _refusal(conn: psycopg.Connection[Any], statement: bytes) -> str:
    try:
        with rolled_back(conn):
            conn.execute(statement)
    except psycopg.Error as error:
        if error.sqlstate not in REFUSALS:
            raise
        return f"{error.diag.message_primary} ({error.sqlstate})"
    return ""


def _render(name: str, **values: object) -> bytes:
    return render_file(_PACKAGE, name, **values).encode()
