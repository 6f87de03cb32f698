"""Runs a statement that no transaction may hold: an index that is built meanwhile.

It may be left half done. What can be undone of it is, before it is tried again and
before it is given up.
"""

import contextlib
from collections.abc import Callable, Iterator
from typing import Any, Final

import psycopg

from compiler.execute.failure import describe_failure
from compiler.execute.script import ScriptFailed, execute_script
from compiler.execute.transaction import run_again
from compiler.render.script import RESET_ROLE, SESSION, become_role, role_of
from compiler.render.statement import Statement

_WAIT_LONG: Final = b"SET lock_timeout = 0"
_WAIT_SHORT: Final = b"RESET lock_timeout"


def execute_outside(
    conn: psycopg.Connection[Any],
    statement: Statement,
    owner: str,
    *,
    patient: bool = False,
    undo: Statement | None = None,
) -> None:
    """Run a statement in no transaction, as the role that has to run it.

    Args:
        conn: the session, outside a transaction.
        statement: under the names of who gets it.
        owner: the role that owns the platform.
        patient: whether it waits for others as long as that takes: it keeps nobody
            waiting itself, and would be left half done.
        undo: what takes away what a failure leaves; it may find nothing.

    Raises:
        StatementFailed: the server refused it.
        CannotRun: the session broke.
    """

    def work() -> None:
        """Run it once, and take away what is left of it where it fails."""
        try:
            _run(conn, statement)
        except psycopg.Error:
            if undo is not None and not conn.closed:
                with contextlib.suppress(psycopg.Error):
                    _run(conn, undo)
            raise

    with _acting_as(conn, role_of(statement, owner)), _waiting(conn, patient=patient):
        try:
            run_again(work)
        except psycopg.Error as error:
            raise describe_failure(
                error, "run a step", statement=statement.sql
            ) from error


def _run(conn: psycopg.Connection[Any], statement: Statement) -> None:
    texts = [statement.sql]
    if statement.generates:
        texts = [str(text) for (text,) in conn.execute(statement.sql.encode())]
    for text in texts:
        try:
            execute_script(conn, text)
        except ScriptFailed as failed:
            raise failed.error from failed


@contextlib.contextmanager
def _acting_as(conn: psycopg.Connection[Any], role: str) -> Iterator[None]:
    if role == SESSION:
        yield
        return
    conn.execute(become_role(role, until_reset=True).encode())
    with _finally(conn, lambda: conn.execute(RESET_ROLE.encode())):
        yield


@contextlib.contextmanager
def _waiting(conn: psycopg.Connection[Any], *, patient: bool) -> Iterator[None]:
    if not patient:
        yield
        return
    conn.execute(_WAIT_LONG)
    with _finally(conn, lambda: conn.execute(_WAIT_SHORT)):
        yield


@contextlib.contextmanager
def _finally(
    conn: psycopg.Connection[Any], work: Callable[[], object]
) -> Iterator[None]:
    try:
        yield
    finally:
        if not conn.closed and not conn.broken:
            work()
