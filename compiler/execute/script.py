"""Runs many statements in one round trip, and knows which of them failed.

Source: PostgreSQL documentation, "Multiple Statements in a Simple Query": each
statement gives one result, and none after the first error is run.
"""

from collections.abc import Iterable
from typing import Any

import psycopg
from psycopg import generators
from psycopg.errors import error_from_result
from psycopg.pq import ExecStatus


class ScriptFailed(Exception):
    """A statement of a script failed, and none after it was run.

    Args:
        error: what the database said.
        number: of the statement, counted from 0.
    """

    def __init__(self, error: psycopg.Error, number: int) -> None:
        super().__init__(str(error))
        self.error = error
        self.number = number


def join_statements(statements: Iterable[str]) -> str:
    """Return one text of statements that each end with their semicolon."""
    return "\n\n".join(statements)


def execute_script(conn: psycopg.Connection[Any], sql: str) -> None:
    """Run every statement of a text by one message of the simple protocol.

    An interrupt cancels the statement that runs.

    Raises:
        ScriptFailed: the database refused one of them.
        psycopg.OperationalError: the connection broke.
    """
    if not sql.strip():
        return
    conn.pgconn.send_query(sql.encode())
    results = conn.wait(generators.execute(conn.pgconn))
    for number, result in enumerate(results):
        if result.status not in {
            ExecStatus.COMMAND_OK,
            ExecStatus.TUPLES_OK,
            ExecStatus.EMPTY_QUERY,
        }:
            raise ScriptFailed(error_from_result(result, encoding="utf-8"), number)
