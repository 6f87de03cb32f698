import psycopg
import pytest

from compiler.execute import transaction
from compiler.execute.session import connect
from compiler.execute.transaction import ATTEMPTS, run_transaction
from tests.servers import LiveServer

pytestmark = pytest.mark.live


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transaction, "PAUSE_S", 0.0)


def test_a_transaction_that_met_another_is_tried_again_as_a_whole(
    server: LiveServer,
) -> None:
    calls = []
    with connect(server.dsn(), purpose="test") as conn:
        conn.execute("CREATE TEMP TABLE t (a int)")

        def work() -> int:
            calls.append(conn.execute("INSERT INTO pg_temp.t VALUES (1)"))
            if len(calls) < 3:
                raise psycopg.errors.LockNotAvailable
            return len(calls)

        assert run_transaction(conn, work) == 3
        assert conn.execute("SELECT count(*) FROM pg_temp.t").fetchall() == [(1,)]


def test_a_lock_that_is_never_free_is_given_up(server: LiveServer) -> None:
    calls = []
    with connect(server.dsn(), purpose="test") as conn:

        def work() -> None:
            calls.append(1)
            raise psycopg.errors.DeadlockDetected

        with pytest.raises(psycopg.errors.DeadlockDetected):
            run_transaction(conn, work)
    assert len(calls) == ATTEMPTS


def test_what_would_fail_again_is_not_tried_again(server: LiveServer) -> None:
    calls = []
    with connect(server.dsn(), purpose="test") as conn:

        def work() -> None:
            calls.append(1)
            conn.execute("SELECT 1 / 0")

        with pytest.raises(psycopg.errors.DivisionByZero):
            run_transaction(conn, work)
    assert len(calls) == 1
