"""A session that may be every role of the platform, and is nobody itself.

Trials run what specs brought: triggers, defaults, policies, functions. In a superuser's
session such code could put an end to `SET ROLE` and go on as the superuser. So trials
that need several roles are made by a login of their own, which has no rights but to
become those roles, lives as long as the verification and has a password nobody sees.
"""

import contextlib
import secrets
from collections.abc import Iterable, Iterator
from typing import Any, Final

import psycopg
from psycopg.conninfo import make_conninfo

from compiler.errors import CannotRun
from compiler.execute.session import as_role, connect
from compiler.introspect.query import read_query
from compiler.postgres.server import GRANT_OPTIONS_MAJOR, major_of
from compiler.syntax.environment import render_file
from compiler.verify.actor import LOGIN_TIMEOUT_S

_PACKAGE: Final = "compiler.verify"
_PREFIX: Final = "tenantry_probe_"


@contextlib.contextmanager
def open_probe(
    conn: psycopg.Connection[Any], dsn: str, roles: Iterable[str]
) -> Iterator[psycopg.Connection[Any] | None]:
    """Give a session that can become the roles, or nothing where there is no way.

    Args:
        conn: a session that makes roles; it has to be outside of a transaction.
        dsn: of that session.
        roles: whom the session has to be able to be.
    """
    _drop_leftovers(conn)
    name, password = f"{_PREFIX}{secrets.token_hex(8)}", secrets.token_urlsafe(32)
    try:
        _make(conn, name, password, tuple(roles))
    except psycopg.errors.InsufficientPrivilege:
        yield None
        return
    try:
        with contextlib.ExitStack() as stack:
            try:
                own = make_conninfo(as_role(dsn, name), password=password)
                probe = connect(own, purpose="verify", timeout_s=LOGIN_TIMEOUT_S)
            except CannotRun:
                yield None
                return
            yield stack.enter_context(probe)
    finally:
        _drop(conn, name)


def _make(
    conn: psycopg.Connection[Any], name: str, password: str, roles: tuple[str, ...]
) -> None:
    # What the server gets, and may log, is not the password.
    verifier = conn.pgconn.encrypt_password(
        password.encode(), name.encode(), b"scram-sha-256"
    )
    script = render_file(
        _PACKAGE,
        "make_probe",
        name=name,
        verifier=verifier.decode(),
        roles=roles,
        explicit=major_of(conn) >= GRANT_OPTIONS_MAJOR,
    )
    with conn.transaction():
        conn.execute(script.encode())


def _drop_leftovers(conn: psycopg.Connection[Any]) -> None:
    """Drop the probes of runs that were killed."""
    names = conn.execute(read_query(_PACKAGE, "leftover"), {"prefix": _PREFIX})
    for (name,) in names.fetchall():
        _drop(conn, name)


def _drop(conn: psycopg.Connection[Any], name: str) -> None:
    with contextlib.suppress(psycopg.errors.InsufficientPrivilege):
        conn.execute(render_file(_PACKAGE, "drop_probe", name=name).encode())
