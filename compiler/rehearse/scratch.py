"""An empty database in which a wanted state is built, read, and undone.

All of it happens in one transaction that is rolled back: of a session that is killed
nothing remains, and nothing of it was ever seen by others.
"""

import contextlib
import dataclasses
from collections.abc import Iterable, Iterator
from itertools import groupby
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
from compiler.introspect.read import read_extensions, read_roles, read_schema_names
from compiler.names import generate_name
from compiler.rehearse.pieces import Build, Piece, split_build
from compiler.rehearse.sessions import Sessions
from compiler.render.script import (
    LEAVE_BODIES_UNCHECKED,
    RESET_ROLE,
    SESSION,
    become_role,
)
from compiler.syntax.environment import render_file
from compiler.syntax.quote import quote_identifier

SCRATCH_DATABASE: Final = "tenantry_scratch"
"""Kept, and empty; the name of the role follows, which has it for itself."""

SCRATCH_LOCK: Final = "tenantry scratch"
"""Held in that database while anything is built on its server."""

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
        connect(ensure_scratch(dsn), purpose="scratch") as conn,
        hold_lock(conn, SCRATCH_LOCK, lambda: None),
    ):
        conn.execute("BEGIN")
        try:
            yield conn
        finally:
            if not conn.closed and not conn.broken:
                conn.execute("ROLLBACK")


def has_room(conn: psycopg.Connection[Any], locks: int) -> bool:
    """Return whether one transaction may take so many locks: half of all there are."""
    ((room,),) = conn.execute(read_query(_PACKAGE, "locks"))
    return bool(locks * 2 <= room)


def run_committing(sessions: Sessions, build: Build) -> None:
    """Build a state, or a part of it, in as many transactions as its locks need.

    Args:
        sessions: in a database that is thrown away, outside transactions.
        build: what is to be built; its roles are there.

    Raises:
        CannotRun: the server refuses one of the statements.
    """
    for some in split_build(build):
        for conn, group in groupby(some.pieces, lambda each: sessions.of(each.thing)):
            with conn.transaction():
                run_build(conn, dataclasses.replace(some, pieces=tuple(group)))


def run_build(conn: psycopg.Connection[Any], build: Build) -> None:
    """Build a state, or a part of it, in a scratch transaction.

    Roles are only made by name where the server lacks them.

    Args:
        conn: in a transaction.
        build: what is to be built.

    Raises:
        CannotRun: the server refuses one of the statements.
    """
    there = read_roles(conn, build.roles)
    for name in build.roles:
        if name not in there:
            conn.execute(render_file(_PACKAGE, "create_role", name=name).encode())
    # Where only a superuser may make an extension, it is there already.
    present = {("extension", each.name) for each in read_extensions(conn)}
    present |= {("schema", name) for name in read_schema_names(conn, build.schemas)}
    pieces = [each for each in build.pieces if each.makes not in present]
    texts = [LEAVE_BODIES_UNCHECKED, *_texts(pieces), RESET_ROLE]
    actors = sorted({each.role for each in pieces} - {SESSION})
    with borrow_roles(conn, actors, inherit=False):
        try:
            execute_script(conn, join_statements(texts))
        except ScriptFailed as failed:
            raise describe_failure(
                failed.error,
                "build what the specs ask for",
                statement=texts[failed.number],
            ) from failed.error


def _texts(pieces: Iterable[Piece]) -> Iterator[str]:
    """Yield the statements, and in between who runs the next ones."""
    for role, group in groupby(pieces, lambda each: each.role):
        yield RESET_ROLE if role == SESSION else become_role(role)
        yield from (piece.sql for piece in group)


def ensure_scratch(dsn: str) -> str:
    """Return the connection string of the scratch database, made if it is not there.

    Each role has one of its own, in which it may make schemas.
    """
    with connect(dsn, purpose="scratch") as conn:
        user = conn.info.user
        name = generate_name(SCRATCH_DATABASE, user)
        query = read_query(_PACKAGE, "database")
        if not conn.execute(query, {"name": name}).fetchall():
            try:
                conn.execute(
                    render_file(_PACKAGE, "create_database", name=name).encode()
                )
            except psycopg.errors.InsufficientPrivilege as error:
                raise CannotRun(
                    f"{user} may not make the database {name}, in which what the specs "
                    "ask for is built, read and undone",
                    help=f"Run ALTER ROLE {quote_identifier(user)} CREATEDB, or name "
                    "another server with --scratch.",
                ) from error
            except psycopg.errors.DuplicateDatabase:
                # Another session was faster.
                pass
    return make_conninfo(dsn, dbname=name)
