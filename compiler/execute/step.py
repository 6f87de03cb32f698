"""Runs one step of a plan: statements in one transaction, or one that allows none."""

from collections.abc import Sequence
from typing import Any

import psycopg

from compiler.execute.authority import borrow_roles, can_become
from compiler.execute.failure import StatementFailed, describe_failure
from compiler.execute.outside import execute_outside
from compiler.execute.script import ScriptFailed, execute_script, join_statements
from compiler.execute.transaction import run_again, run_transaction
from compiler.render.script import (
    LEAVE_BODIES_UNCHECKED,
    RESET_ROLE,
    SESSION,
    arrange_statements,
    become_role,
    role_of,
)
from compiler.render.statement import Statement


def execute_step(
    conn: psycopg.Connection[Any],
    statements: Sequence[Statement],
    owner: str,
    *,
    transactional: bool,
) -> None:
    """Run the statements of a step, each as the role that has to run it.

    Args:
        conn: the session, outside a transaction.
        statements: in the order of execution, under the names of who gets them.
        owner: the role that owns the platform.
        transactional: whether they are one transaction; if not, each is run on its own.

    Raises:
        StatementFailed: the server refused one; a transaction was then rolled back.
        CannotRun: the session broke.
    """
    if transactional:
        execute_together(conn, statements, owner)
        return
    for statement in statements:
        execute_outside(conn, statement, owner)


def execute_together(
    conn: psycopg.Connection[Any],
    statements: Sequence[Statement],
    owner: str,
    closing: Sequence[tuple[str, str]] = (),
    lock: str = "",
) -> None:
    """Run statements in one transaction, again where another session was in the way.

    Args:
        conn: the session, outside a transaction.
        statements: in the order of execution, under the names of who gets them.
        owner: the role that owns the platform.
        closing: what is run at the end of the transaction: role and SQL.
        lock: SQL that comes first, as the session's role.

    Raises:
        StatementFailed: the server refused one; the transaction was then rolled back.
        CannotRun: the session broke.
    """
    texts = [
        *([lock] if lock else []),
        LEAVE_BODIES_UNCHECKED,
        *(text for text, _ in arrange_statements(statements, owner)),
    ]
    roles = [role_of(each, owner) for each in statements]
    actor = roles[-1] if roles else SESSION
    for role, text in closing:
        texts += [text] if role == actor else [RESET_ROLE, become_role(role), text]
        actor = role
    actors = {*roles, *(role for role, _ in closing)} - {SESSION}

    if can_become(conn, sorted(actors)):
        run_again(lambda: _run_at_once(conn, texts))
        return

    def work() -> None:
        """Run all of it, in an open transaction."""
        with borrow_roles(conn, sorted(actors), inherit=False):
            _run(conn, texts)

    run_transaction(conn, work)


def _run_at_once(conn: psycopg.Connection[Any], texts: Sequence[str]) -> None:
    """Run a transaction in one round trip."""
    try:
        _run(conn, ("BEGIN;", *texts, "COMMIT;"))
    except StatementFailed:
        if not conn.closed and not conn.broken:
            conn.execute("ROLLBACK")
        raise


def _run(conn: psycopg.Connection[Any], texts: Sequence[str]) -> None:
    try:
        execute_script(conn, join_statements(texts))
    except ScriptFailed as failed:
        text = texts[failed.number]
        raise describe_failure(
            failed.error, "run a step", statement=text
        ) from failed.error
