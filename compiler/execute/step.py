"""Runs one step of a plan: statements in one transaction, or one that allows none."""

from collections.abc import Sequence
from typing import Any

import psycopg

from compiler.execute.authority import borrow_roles
from compiler.execute.failure import describe_failure
from compiler.execute.script import ScriptFailed, execute_script, join_statements
from compiler.execute.transaction import run_transaction
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
        run_transaction(conn, lambda: _run_together(conn, statements, owner))
        return
    for statement in statements:
        _run_alone(conn, statement, owner)


def _run_together(
    conn: psycopg.Connection[Any], statements: Sequence[Statement], owner: str
) -> None:
    arranged = tuple(arrange_statements(statements, owner))
    texts = [LEAVE_BODIES_UNCHECKED, *(text for text, _ in arranged)]
    actors = {role_of(each, owner) for each in statements} - {SESSION}
    with borrow_roles(conn, actors, inherit=False):
        _run(conn, texts)


def _run_alone(conn: psycopg.Connection[Any], statement: Statement, owner: str) -> None:
    role = role_of(statement, owner)
    if role != SESSION:
        _run(conn, [become_role(role, until_reset=True)])
    try:
        if statement.generates:
            for text in _read_statements(conn, statement.sql):
                _run(conn, [text])
        else:
            _run(conn, [statement.sql])
    finally:
        if role != SESSION and not conn.closed and not conn.broken:
            conn.execute(RESET_ROLE)


def _read_statements(conn: psycopg.Connection[Any], query: str) -> list[str]:
    try:
        return [str(text) for (text,) in conn.execute(query.encode())]
    except psycopg.Error as error:
        raise describe_failure(error, "run a step", statement=query) from error


def _run(conn: psycopg.Connection[Any], texts: Sequence[str]) -> None:
    try:
        execute_script(conn, join_statements(texts))
    except ScriptFailed as failed:
        text = texts[failed.number]
        raise describe_failure(
            failed.error, "run a step", statement=text
        ) from failed.error
