"""One runner at a time: an advisory lock of the session, polled.

A waiting `pg_advisory_lock` would hold a snapshot, on which concurrent index builds
wait; a poll holds nothing.
"""

import contextlib
import time
from collections.abc import Callable, Iterator
from typing import Any, Final

import psycopg

from compiler.introspect.query import read_query

POLL_S: Final = 0.2


@contextlib.contextmanager
def hold_lock(
    conn: psycopg.Connection[Any], name: str, on_wait: Callable[[], None]
) -> Iterator[None]:
    """Hold a lock of this database while the context lasts.

    The server gives it back when the session ends, however it ends.

    Args:
        conn: the session, outside a transaction.
        name: what is locked.
        on_wait: called once, if another session holds it.
    """
    lock = read_query("compiler.execute", "try_lock")
    waited = False
    while conn.execute(lock, {"name": name}).fetchall()[0][0] is not True:
        if not waited:
            on_wait()
            waited = True
        time.sleep(POLL_S)
    try:
        yield
    finally:
        if not conn.closed and not conn.broken:
            conn.execute(read_query("compiler.execute", "unlock"), {"name": name})
