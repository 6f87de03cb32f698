"""One runner at a time: advisory locks of the session, polled.

A waiting `pg_advisory_lock` would hold a snapshot, on which concurrent index builds
wait; a poll holds nothing.
"""

import contextlib
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

import psycopg

from compiler.introspect.query import read_query

POLL_S: Final = 0.2

_PACKAGE: Final = "compiler.execute"


@contextlib.contextmanager
def hold_lock(
    conn: psycopg.Connection[Any],
    name: str,
    on_wait: Callable[[], None],
    *,
    shared: bool = False,
) -> Iterator[None]:
    """Hold a lock of this database while the context lasts.

    The server gives it back when the session ends, however it ends.

    Args:
        conn: the session, outside a transaction.
        name: what is locked.
        on_wait: called once, if another session holds it.
        shared: whether others may share it meanwhile.
    """
    suffix = "_shared" if shared else ""
    lock = read_query(_PACKAGE, f"try_lock{suffix}")
    _poll(
        lambda: conn.execute(lock, {"name": name}).fetchall()[0][0] is True,
        on_wait,
    )
    try:
        yield
    finally:
        if not conn.closed and not conn.broken:
            conn.execute(read_query(_PACKAGE, f"unlock{suffix}"), {"name": name})


@contextlib.contextmanager
def hold_free_locks(
    conn: psycopg.Connection[Any], names: Sequence[str]
) -> Iterator[None]:
    """Hold locks of this database that nobody else has, while the context lasts.

    Args:
        conn: the session, outside a transaction.
        names: what is locked.
    """
    given = {"names": list(names)}
    conn.execute(read_query(_PACKAGE, "lock_all"), given)
    try:
        yield
    finally:
        if not conn.closed and not conn.broken:
            conn.execute(read_query(_PACKAGE, "unlock_all"), given)


def wait_for_locks(
    conn: psycopg.Connection[Any], names: Sequence[str], on_wait: Callable[[], None]
) -> None:
    """Wait until no other session holds any of the locks; none is taken.

    Args:
        conn: the session.
        names: what is locked.
        on_wait: called once, if another session holds one.
    """
    held = read_query(_PACKAGE, "held_locks")
    _poll(
        lambda: not conn.execute(held, {"names": list(names)}).fetchall(),
        on_wait,
    )


def _poll(ready: Callable[[], bool], on_wait: Callable[[], None]) -> None:
    waited = False
    while not ready():
        if not waited:
            on_wait()
            waited = True
        time.sleep(POLL_S)
