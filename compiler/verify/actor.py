"""Sessions that are a tenant: its own login where it is let in, else in its name.

`SET SESSION AUTHORIZATION` makes the whole session the role's, which `SET ROLE` does
not: what policies ask of `session_user` is then asked in earnest.
"""

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
def act_as(dsn: str, role: str, *, superuser: bool) -> Iterator[Actor | None]:
    """Give a session that is the role, or nothing where there is no way.

    Args:
        dsn: of the session that verifies.
        role: whom to be.
        superuser: whether that session may take on any role's name.
    """
    with contextlib.ExitStack() as stack:
        try:
            conn = connect(
                as_role(dsn, role), purpose="verify", timeout_s=LOGIN_TIMEOUT_S
            )
        except CannotRun:
            if not superuser:
                yield None
                return
            conn = stack.enter_context(connect(dsn, purpose="verify"))
            assume(conn, role)
            yield Actor(conn=conn, how=f"as {role}, in its name")
            return
        stack.enter_context(conn)
        yield Actor(conn=conn, how=f"as {role}, by login")


def assume(conn: psycopg.Connection[Any], role: str) -> None:
    """Make a superuser's session another role's, until told otherwise."""
    conn.execute(f"SET SESSION AUTHORIZATION {quote_identifier(role)}".encode())


def come_back(conn: psycopg.Connection[Any]) -> None:
    """Make the session its own again."""
    conn.execute("RESET SESSION AUTHORIZATION")
