"""Lets an ordinary session act as the platform's roles for one transaction.

Who makes a role may grant it, but is no member of it (from 16 on; before, whoever
makes roles may grant any of them). What is lent is taken back in the same transaction,
so that nobody ever sees it, and a session that is killed leaves nothing behind.
"""

import contextlib
import weakref
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

import psycopg
from psycopg.rows import class_row

from compiler.introspect.query import read_query
from compiler.postgres.server import GRANT_OPTIONS_MAJOR, major_of
from compiler.render.script import RESET_ROLE, become_role
from compiler.syntax.environment import render_file

_PACKAGE: Final = "compiler.execute"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Authority:
    """What a session's role may do with another: use its rights, become it."""

    member: str
    role: str
    inherits: bool
    becomes: bool


_KNOWN: Final[weakref.WeakKeyDictionary[psycopg.Connection[Any], set[str]]] = (
    weakref.WeakKeyDictionary()
)
"""Roles that a session was seen to be able to become."""


def can_become(conn: psycopg.Connection[Any], roles: Iterable[str]) -> bool:
    """Return whether a session may become each of some roles that are there.

    What was seen once is taken to be so: where it is not any more, a statement fails.
    """
    known = _KNOWN.setdefault(conn, set())
    asked = tuple(dict.fromkeys(role for role in roles if role not in known))
    if asked:
        known |= {held.role for held in _read_authority(conn, asked) if held.becomes}
    return known.issuperset(asked)


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
    wanted = tuple(dict.fromkeys(roles))
    lacking = tuple(
        {"role": held.role, "member": held.member}
        for held in _read_authority(conn, wanted)
        if not held.becomes or (inherit and not held.inherits)
    )
    explicit = major_of(conn) >= GRANT_OPTIONS_MAJOR
    for names in lacking:
        conn.execute(render_file(_PACKAGE, "lend", explicit=explicit, **names).encode())
    yield
    conn.execute(RESET_ROLE)
    for names in lacking:
        conn.execute(render_file(_PACKAGE, "take_back", **names).encode())


def become(conn: psycopg.Connection[Any], role: str) -> None:
    """Make the rest of the transaction run as a role."""
    conn.execute(become_role(role).encode())


def _read_authority(
    conn: psycopg.Connection[Any], roles: tuple[str, ...]
) -> list[_Authority]:
    query = read_query(_PACKAGE, "authority")
    with conn.cursor(row_factory=class_row(_Authority)) as cursor:
        return cursor.execute(query, {"roles": list(roles)}).fetchall()
