"""An empty database in which a wanted state is built, read, and undone.

All of it happens in one transaction that is rolled back: of a session that is killed
nothing remains, and nothing of it was ever seen by others.
"""

import contextlib
from collections.abc import Iterator, Sequence
from typing import Any, Final

import psycopg
from psycopg.conninfo import make_conninfo

from compiler.errors import CannotRun
from compiler.execute.authority import borrow_roles
from compiler.execute.failure import describe_failure, telling
from compiler.execute.lock import hold_lock
from compiler.execute.script import ScriptFailed, execute_script, join_statements
from compiler.execute.session import connect
from compiler.introspect.query import read_query
from compiler.introspect.read import read_roles
from compiler.model.aggregate import Aggregate
from compiler.model.role import Membership, Role
from compiler.model.routine import Routine
from compiler.model.rows import SeedRows
from compiler.render.script import (
    LEAVE_BODIES_UNCHECKED,
    RESET_ROLE,
    arrange_statements,
)
from compiler.render.statement import Statement
from compiler.syntax.environment import render_file

SCRATCH_DATABASE: Final = "tenantry_scratch"
"""Kept, and empty, on a server that has no other place to build in."""

_PACKAGE: Final = "compiler.rehearse"


@contextlib.contextmanager
def open_scratch(dsn: str) -> Iterator[psycopg.Connection[Any]]:
    """Open a transaction in the scratch database of a server; it is rolled back.

    One build at a time: two would wait for each other's roles.

    Args:
        dsn: of the server; the database that it names is left alone.

    Raises:
        CannotRun: the server or the rights do not let us.
    """
    with (
        telling("make a scratch database"),
        connect(_ensure_database(dsn), purpose="scratch") as conn,
        hold_lock(conn, "tenantry scratch", lambda: None),
    ):
        conn.execute("BEGIN")
        try:
            yield conn
        finally:
            if not conn.closed and not conn.broken:
                conn.execute("ROLLBACK")


def build_statements(
    conn: psycopg.Connection[Any], statements: Sequence[Statement], owner: str
) -> None:
    """Run statements in a scratch transaction.

    Roles are only made by name where the server lacks them; what they may do is never
    built, and rows are not either.

    Args:
        conn: in a transaction.
        statements: in the order of execution.
        owner: the role that owns the platform.

    Raises:
        CannotRun: the server refuses one of them.
    """
    _ensure_roles(conn, statements)
    owners = {
        each.object.owner
        for each in statements
        if isinstance(each.object, Routine | Aggregate)
    }
    built = [
        each
        for each in statements
        if not isinstance(each.object, Role | Membership | SeedRows)
    ]
    pieces = list(arrange_statements(built, owner))
    texts = [LEAVE_BODIES_UNCHECKED, *(sql for sql, _ in pieces), RESET_ROLE]
    with borrow_roles(conn, [owner, *sorted(owners - {owner})], inherit=True):
        try:
            execute_script(conn, join_statements(texts))
        except ScriptFailed as failed:
            raise describe_failure(
                failed.error,
                "build what the specs ask for",
                statement=texts[failed.number],
            ) from failed.error


def _ensure_database(dsn: str) -> str:
    """Return the connection string of the scratch database, made if it is not there."""
    scratch = make_conninfo(dsn, dbname=SCRATCH_DATABASE)
    with connect(dsn, purpose="scratch") as conn:
        rows = conn.execute(
            read_query(_PACKAGE, "database"), {"name": SCRATCH_DATABASE}
        ).fetchall()
        if not rows:
            try:
                conn.execute(
                    render_file(
                        _PACKAGE, "create_database", name=SCRATCH_DATABASE
                    ).encode()
                )
            except psycopg.errors.InsufficientPrivilege as error:
                raise CannotRun(
                    f"{conn.info.user} may not make the database {SCRATCH_DATABASE}, "
                    "in which what the specs ask for is built, read and undone",
                    help=f"Run ALTER ROLE {conn.info.user} CREATEDB, or name another "
                    "server with --scratch.",
                ) from error
            except psycopg.errors.DuplicateDatabase:
                # Another session was faster.
                pass
    return scratch


def _ensure_roles(
    conn: psycopg.Connection[Any], statements: Sequence[Statement]
) -> None:
    names = dict.fromkeys(
        each.object.name for each in statements if isinstance(each.object, Role)
    )
    there = read_roles(conn, names)
    for name in names:
        if name not in there:
            conn.execute(render_file(_PACKAGE, "create_role", name=name).encode())
