"""Sessions that are a tenant: its own login where it is let in, else in its name."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import psycopg

from compiler.errors import CannotRun
from compiler.execute.session import as_role, connect
from compiler.syntax.quote import quote_identifier

LOGIN_TIMEOUT_S: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A session that is a role.

    Args:
        how: in words, as in `as hr_app, by login`.
    """

    conn: psycopg.Connection[Any]
    how: str


@contextlib.contextmanager
def act_as(
    dsn: str, role: str, probe: psycopg.Connection[Any] | None
) -> Iterator[Actor | None]:
    """Give a session that is the role, or nothing where there is no way.

    Args:
        dsn: of the session that verifies.
        role: whom to be.
        probe: a session that can become the role, where there is one.
    """
    with contextlib.ExitStack() as stack:
        try:
            conn = connect(
                as_role(dsn, role), purpose="verify", timeout_s=LOGIN_TIMEOUT_S
            )
        except CannotRun:
            if probe is None:
                yield None
                return
            assume(probe, role)
            stack.callback(come_back, probe)
            yield Actor(conn=probe, how=f"as {role}, in its name")
            return
        stack.enter_context(conn)
        yield Actor(conn=conn, how=f"as {role}, by login")


def assume(conn: psycopg.Connection[Any], role: str) -> None:
    """Make the session another role's, until told otherwise."""
    conn.execute(f"SET ROLE {quote_identifier(role)}".encode())


def come_back(conn: psycopg.Connection[Any]) -> None:
    """Make the session its own again."""
    conn.execute("RESET ROLE")
