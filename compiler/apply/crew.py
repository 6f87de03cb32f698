"""Several sessions that work side by side, each in a thread of its own."""

import concurrent.futures
import contextlib
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Self, TypeVar

import psycopg

from compiler.execute.session import connect

Task = TypeVar("Task")
Result = TypeVar("Result")


class Crew:
    """Sessions that are opened as they are needed, and closed together.

    Args:
        dsn: of the database.
        jobs: how many there are at most.
        lock_timeout_ms: how long their statements wait for a lock.
    """

    def __init__(self, dsn: str, jobs: int, lock_timeout_ms: int) -> None:
        self.jobs = jobs
        self._dsn = dsn
        self._lock_timeout_ms = lock_timeout_ms
        self._pool = concurrent.futures.ThreadPoolExecutor(jobs, "tenantry")
        self._mine = threading.local()
        self._all: list[psycopg.Connection[Any]] = []

    def __enter__(self) -> Self:
        """Return itself, without a session yet."""
        return self

    def __exit__(self, *_: object) -> None:
        """Let everybody come to an end, and close the sessions."""
        self.finish()
        for conn in self._all:
            conn.close()

    def finish(self) -> None:
        """Let everybody come to an end; what is not begun never is."""
        self._pool.shutdown(cancel_futures=True)

    def session(self) -> psycopg.Connection[Any]:
        """Return the session of the thread that asks; another one if it broke.

        Raises:
            CannotRun: the server does not let us in.
        """
        conn: psycopg.Connection[Any] | None = getattr(self._mine, "conn", None)
        if conn is None or conn.closed or conn.broken:
            conn = connect(
                self._dsn, purpose="apply", lock_timeout_ms=self._lock_timeout_ms
            )
            self._mine.conn = conn
            self._all.append(conn)
        return conn

    def work(
        self, tasks: Sequence[Task], work: Callable[[Task], Result]
    ) -> Iterator[Result]:
        """Yield what comes of the tasks, in the order in which they are done."""
        futures = [self._pool.submit(work, each) for each in tasks]
        for each in concurrent.futures.as_completed(futures):
            yield each.result()

    def cancel(self) -> None:
        """End the statements that run: their transactions are rolled back."""
        for conn in self._all:
            with contextlib.suppress(psycopg.Error):
                conn.cancel_safe(timeout=5)
