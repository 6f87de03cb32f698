"""Lets an ordinary session act as the platform's roles for one transaction.

Who makes a role may grant it, but is no member of it (from 16 on; before, whoever
makes roles may grant any of them). What is lent is taken back in the same transaction,
so that nobody ever sees it, and a session that is killed leaves nothing behind.
"""

import contextlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

import psycopg
from psycopg.rows import class_row

from compiler.execute.template import render_sql
from compiler.introspect.query import read_query
from compiler.syntax.quote import quote_identifier

GRANT_OPTIONS_MAJOR: Final = 16
"""Since this version a grant says whether it is inherited."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Authority:
    """What the session may do with a role: use its rights, become it."""

    role: str
    inherits: bool
    becomes: bool


@contextlib.contextmanager
def borrow_roles(
    conn: psycopg.Connection[Any], roles: Iterable[str], *, inherit: bool
) -> Iterator[None]:
    """Lend roles to the session's role while the context lasts.

    To be used within a transaction. Roles that the session may use already are not
    touched.

    Args:
        conn: the session.
        roles: those that have to be usable.
        inherit: whether the session has to have their rights without becoming them.
    """
    names = tuple(dict.fromkeys(roles))
    lacking = tuple(
        held.role
        for held in _read_authority(conn, names)
        if not held.becomes or (inherit and not held.inherits)
    )
    member = _current_role(conn) if lacking else ""
    explicit = conn.info.server_version // 10_000 >= GRANT_OPTIONS_MAJOR
    for role in lacking:
        values = {"role": role, "member": member, "explicit": explicit}
        conn.execute(render_sql("compiler.execute", "lend", **values))
    yield
    conn.execute("RESET ROLE")
    for role in lacking:
        take_back = render_sql(
            "compiler.execute", "take_back", role=role, member=member
        )
        conn.execute(take_back)


def become(conn: psycopg.Connection[Any], role: str) -> None:
    """Make the rest of the transaction run as a role."""
    conn.execute(f"SET LOCAL ROLE {quote_identifier(role)}".encode())


def _read_authority(
    conn: psycopg.Connection[Any], roles: tuple[str, ...]
) -> list[_Authority]:
    query = read_query("compiler.execute", "authority")
    with conn.cursor(row_factory=class_row(_Authority)) as cursor:
        return cursor.execute(query, {"roles": list(roles)}).fetchall()


def _current_role(conn: psycopg.Connection[Any]) -> str:
    return str(conn.execute("SELECT current_user").fetchall()[0][0])
