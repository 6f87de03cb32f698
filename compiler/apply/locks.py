"""Who may change which part of a platform: one at a time, however it was left.

A run holds its locks in a session of its own. Each session that changes a part holds
the lock of its work too, which outlives a run that was killed until the server has
noticed: a statement may go on for long after its client is gone.
"""

import contextlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import psycopg

from compiler.execute.lock import (
    hold_free_locks,
    hold_lock,
    wait_for_locks,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Locks:
    """The locks of a platform.

    Args:
        schema: of its control plane.
        on_wait: called once for each lock that another session holds.
    """

    schema: str
    on_wait: Callable[[], None]

    @contextlib.contextmanager
    def hold_all(
        self, conn: psycopg.Connection[Any], parts: Sequence[str]
    ) -> Iterator[None]:
        """Keep everybody else from changing anything of the platform.

        Args:
            conn: the session that holds the lock.
            parts: all that there may be.
        """
        with hold_lock(conn, self._platform(), self.on_wait):
            self._wait_for_work(conn, parts)
            yield

    @contextlib.contextmanager
    def hold_some(
        self, conn: psycopg.Connection[Any], parts: Sequence[str]
    ) -> Iterator[None]:
        """Keep everybody else from changing some tenants, or what stands once.

        Args:
            conn: the session that holds the locks.
            parts: the tenants.
        """
        with contextlib.ExitStack() as held:
            held.enter_context(
                hold_lock(conn, self._platform(), self.on_wait, shared=True)
            )
            # In one order, so that two runs never wait for each other.
            for part in sorted(parts):
                held.enter_context(hold_lock(conn, self._part(part), self.on_wait))
            self._wait_for_work(conn, parts)
            yield

    @contextlib.contextmanager
    def work_on(
        self, conn: psycopg.Connection[Any], parts: Sequence[str]
    ) -> Iterator[None]:
        """Let the locks of parts' work be held by the session that does it.

        To be called in a run that keeps everybody else from these parts.
        """
        with hold_free_locks(conn, [self._work(each) for each in parts]):
            yield

    def _wait_for_work(
        self, conn: psycopg.Connection[Any], parts: Sequence[str]
    ) -> None:
        wait_for_locks(conn, [self._work(each) for each in parts], self.on_wait)

    def _platform(self) -> str:
        return f"tenantry {self.schema}"

    def _part(self, part: str) -> str:
        return f"tenantry {self.schema} {part}"

    def _work(self, part: str) -> str:
        return f"tenantry {self.schema} {part} work"
