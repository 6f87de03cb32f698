import os
import signal
import threading
import time
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from psycopg.pq import TransactionStatus

from compiler.execute.script import ScriptFailed, execute_script, join_statements
from compiler.execute.session import connect
from tests.servers import LiveServer

pytestmark = pytest.mark.live


@pytest.fixture
def conn(server: LiveServer) -> Iterator[psycopg.Connection[Any]]:
    with connect(server.dsn(), purpose="test") as opened:
        yield opened


def count(conn: psycopg.Connection[Any]) -> object:
    return conn.execute("SELECT count(*) FROM pg_temp.t").fetchall()[0][0]


def test_the_statement_that_failed_is_counted_with_or_without_a_position(
    conn: psycopg.Connection[Any],
) -> None:
    good = ["CREATE TEMP TABLE t (a int);", "INSERT INTO pg_temp.t SELECT 1;"]
    for bad in ("CREATE TEMP TABLE t ();", "SELECT nosuch();", "SELECT 1/0;"):
        text = join_statements([*good, "SELECT 1;", bad, "SELECT 2;"])
        with pytest.raises(ScriptFailed) as caught, conn.transaction():
            execute_script(conn, text)
        assert caught.value.number == 3
        assert caught.value.error.sqlstate in {"42P07", "42883", "22012"}
        assert conn.info.transaction_status is TransactionStatus.IDLE


def test_a_syntax_error_is_that_of_the_first_statement(
    conn: psycopg.Connection[Any],
) -> None:
    # PostgreSQL parses the whole message before it runs the first statement.
    with pytest.raises(ScriptFailed) as caught:
        execute_script(conn, "SELECT 1; SELEC 2;")
    assert caught.value.error.sqlstate == "42601"
    assert caught.value.number == 0


def test_an_empty_script_is_nothing(conn: psycopg.Connection[Any]) -> None:
    execute_script(conn, " \n")
    assert conn.execute("SELECT 1").fetchall() == [(1,)]


def test_an_interrupt_cancels_what_runs_and_rolls_back(
    conn: psycopg.Connection[Any], server: LiveServer
) -> None:
    conn.execute("CREATE TEMP TABLE t (a int)")
    pid = conn.info.backend_pid

    def interrupt() -> None:
        query = "SELECT wait_event FROM pg_stat_activity WHERE pid = %(pid)s"
        with psycopg.connect(server.dsn(), autocommit=True) as watch:
            while watch.execute(query, {"pid": pid}).fetchone() != ("PgSleep",):
                time.sleep(0.01)
        os.kill(os.getpid(), signal.SIGINT)

    watcher = threading.Thread(target=interrupt)
    watcher.start()
    with pytest.raises(KeyboardInterrupt), conn.transaction():
        execute_script(conn, "INSERT INTO pg_temp.t SELECT 1; SELECT pg_sleep(600);")
    watcher.join()
    assert count(conn) == 0
