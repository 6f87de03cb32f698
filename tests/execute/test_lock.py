import threading
from typing import Final

import psycopg
import pytest

from compiler.execute.lock import hold_lock
from compiler.execute.session import connect
from tests.servers import LiveServer

pytestmark = pytest.mark.live

_LOCKS: Final = """
SELECT pid, classid, objid
  FROM pg_catalog.pg_locks
 WHERE locktype = 'advisory'
   AND granted
   AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""


def locks_of(*sessions: int, seen_by: psycopg.Connection[object]) -> dict[int, object]:
    """The sessions that hold an advisory lock, each with what it has locked."""
    rows = seen_by.cursor(row_factory=psycopg.rows.tuple_row).execute(_LOCKS.encode())
    return {pid: tuple(what) for pid, *what in rows if pid in sessions}


def test_a_second_holder_is_told_once_and_waits(server: LiveServer) -> None:
    waits, order = threading.Semaphore(0), []

    def second() -> None:
        with (
            connect(server.dsn(), purpose="test") as other,
            hold_lock(other, "tests", waits.release),
        ):
            order.append("second")

    with connect(server.dsn(), purpose="test") as conn:
        with hold_lock(conn, "tests", lambda: order.append("waited")):
            thread = threading.Thread(target=second)
            thread.start()
            assert waits.acquire(timeout=30)
            order.append("first")
        thread.join()
    assert order == ["first", "second"]
    assert not waits.acquire(blocking=False)


def test_two_names_are_two_locks(server: LiveServer) -> None:
    with (
        connect(server.dsn(), purpose="test") as one,
        connect(server.dsn(), purpose="test") as two,
    ):
        pids = (one.info.backend_pid, two.info.backend_pid)
        with (
            hold_lock(one, "a", lambda: None),
            hold_lock(two, "b", lambda: pytest.fail("it waited")),
        ):
            held = locks_of(*pids, seen_by=one)
        assert set(held) == set(pids)
        assert len(set(held.values())) == 2
        assert locks_of(*pids, seen_by=one) == {}


def test_a_session_that_ends_gives_the_lock_back(server: LiveServer) -> None:
    lost = connect(server.dsn(), purpose="test")
    gone = lost.info.backend_pid
    with connect(server.dsn(), purpose="test") as conn:
        own = conn.info.backend_pid
        with hold_lock(lost, "tests", lambda: None):
            assert set(locks_of(own, gone, seen_by=conn)) == {gone}
            lost.close()
            with hold_lock(conn, "tests", lambda: None):
                assert set(locks_of(own, gone, seen_by=conn)) == {own}
