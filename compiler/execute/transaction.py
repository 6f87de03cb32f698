"""Transactions that are tried again when another session was in the way."""

import random
import time
from collections.abc import Callable
from typing import Any, Final, TypeVar

import psycopg

from compiler.execute.failure import StatementFailed

ATTEMPTS: Final = 6
PAUSE_S: Final = 0.2
RETRIED: Final = frozenset({"55P03", "40P01", "40001"})
CONCURRENT_UPDATE: Final = "tuple concurrently updated"
"""What PostgreSQL says, as an internal error, when two change one row of a catalog."""

Result = TypeVar("Result")


def run_transaction(
    conn: psycopg.Connection[Any], work: Callable[[], Result]
) -> Result:
    """Return what the work returns, done in one transaction.

    The whole transaction is tried again where a lock was not to be had, or where two
    sessions met; work must bear that.

    Raises:
        Exception: whatever the work raises; the transaction is then rolled back.
    """

    def attempt() -> Result:
        """Return what the work returns, done in a transaction."""
        with conn.transaction():
            return work()

    return run_again(attempt)


def run_again(work: Callable[[], Result]) -> Result:
    """Return what the work returns; it is tried again where others were in the way.

    Raises:
        Exception: whatever the work raises at last.
    """
    for attempt in range(1, ATTEMPTS):
        try:
            return work()
        except (StatementFailed, psycopg.Error) as error:
            if not _passes(error):
                raise
        time.sleep(PAUSE_S * attempt * random.uniform(0.5, 1.5))  # noqa: S311 - spread, not secrecy
    return work()


def _passes(error: StatementFailed | psycopg.Error) -> bool:
    return error.sqlstate in RETRIED or CONCURRENT_UPDATE in str(error)
