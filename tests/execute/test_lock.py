import threading

import pytest

from compiler.execute.lock import hold_lock
from compiler.execute.session import connect
from tests.servers import LiveServer

pytestmark = pytest.mark.live


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
        hold_lock(one, "a", lambda: None),
        hold_lock(two, "b", lambda: pytest.fail("it waited")),
    ):
        assert not one.closed
        assert not two.closed


def test_a_session_that_ends_gives_the_lock_back(server: LiveServer) -> None:
    lost = connect(server.dsn(), purpose="test")
    with hold_lock(lost, "tests", lambda: None):
        lost.close()
        with (
            connect(server.dsn(), purpose="test") as conn,
            hold_lock(conn, "tests", lambda: None),
        ):
            assert not conn.closed
