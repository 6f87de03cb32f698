"""Runs one step of a plan: statements in one transaction, or one that allows none."""

from collections.abc import Sequence
from dataclasses import dataclass
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
) -> None:
    """Run statements in one transaction, again where another session was in the way.

    Args:
        conn: the session, outside a transaction.
        statements: in the order of execution, under the names of who gets them.
        owner: the role that owns the platform.
        closing: what is run at the end of the transaction: role and SQL.

    Raises:
        StatementFailed: the server refused one; the transaction was then rolled back.
        CannotRun: the session broke.
    """
    one = arrange_transaction(statements, owner, closing)
    if can_become(conn, one.actors):
        run_again(lambda: _run_at_once(conn, one.texts))
        return

    def work() -> None:
        """Run all of it, in an open transaction."""
        with borrow_roles(conn, one.actors, inherit=False):
            _run(conn, one.texts)

    run_transaction(conn, work)


@dataclass(frozen=True, slots=True)
class Transaction:
    """What is run in one transaction.

    Args:
        texts: SQL, in the order of execution.
        actors: roles that the session has to become for it.
    """

    texts: tuple[str, ...]
    actors: tuple[str, ...]


def arrange_transaction(
    statements: Sequence[Statement], owner: str, closing: Sequence[tuple[str, str]]
) -> Transaction:
    """Return statements as they are run in one transaction, each as its role.

    Args:
        statements: in the order of execution, under the names of who gets them.
        owner: the role that owns the platform.
        closing: what is run at the end: role and SQL.
    """
    texts = [
        LEAVE_BODIES_UNCHECKED,
        *(text for text, _ in arrange_statements(statements, owner)),
    ]
    roles = [role_of(each, owner) for each in statements]
    actor = roles[-1] if roles else SESSION
    for role, text in closing:
        texts += [text] if role == actor else [RESET_ROLE, become_role(role), text]
        actor = role
    actors = {*roles, *(role for role, _ in closing)} - {SESSION}
    return Transaction(texts=tuple(texts), actors=tuple(sorted(actors)))


def execute_many(
    conn: psycopg.Connection[Any], transactions: Sequence[Transaction]
) -> int:
    """Run transactions one after another in one round trip, and say how many are done.

    The first that fails is rolled back, and none after it is run.

    Args:
        conn: the session, outside a transaction, which may become all of the roles.
        transactions: in the order of execution.

    Raises:
        psycopg.OperationalError: the session broke; any of them may be done.
    """
    texts: list[str] = []
    ends: list[int] = []
    for each in transactions:
        texts += ("BEGIN;", *each.texts, "COMMIT;")
        ends.append(len(texts))
    try:
        execute_script(conn, join_statements(texts))
    except ScriptFailed as failed:
        conn.execute("ROLLBACK")
        return sum(end <= failed.number for end in ends)
    return len(transactions)


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
