"""Opens sessions whose settings do not depend on the server's or the role's."""

import logging
from collections.abc import Mapping
from typing import Any, Final

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from compiler.errors import CannotRun
from compiler.postgres.server import GRANT_OPTIONS_MAJOR, major_of

# What it warns of while a session ends with an error is in the error itself.
logging.getLogger("psycopg").addHandler(logging.NullHandler())

CONNECT_TIMEOUT_S: Final = 10
LOCK_TIMEOUT_MS: Final = 3_000
PINNED: Final[Mapping[str, str]] = {
    # Every name is qualified; without this a temporary object could stand in for one.
    "search_path": "pg_catalog,pg_temp",
    "TimeZone": "UTC",
    "DateStyle": "ISO",
    "IntervalStyle": "postgres",
    "standard_conforming_strings": "on",
    # What is read has to be written alike, whatever the server's own settings are.
    "quote_all_identifiers": "off",
    "extra_float_digits": "1",
    "bytea_output": "hex",
    "xmloption": "content",
    "default_toast_compression": "pglz",
    "default_transaction_isolation": r"read\ committed",
    "default_transaction_read_only": "off",
    "default_table_access_method": "heap",
    "default_tablespace": "",
    "row_security": "on",
    "client_min_messages": "warning",
    # To compile a query of catalogs takes twenty times as long as to run it.
    "jit": "off",
    # A whole script may take long; waiting for others' locks may not.
    "statement_timeout": "0",
    "idle_in_transaction_session_timeout": "0",
}


def connect(
    dsn: str,
    *,
    purpose: str,
    timeout_s: int = CONNECT_TIMEOUT_S,
    lock_timeout_ms: int = LOCK_TIMEOUT_MS,
) -> psycopg.Connection[Any]:
    """Return an open session in autocommit mode; as a context it is closed at its end.

    Args:
        dsn: libpq connection string or URI.
        purpose: a word that the server shows with the session.
        timeout_s: for the connection alone.
        lock_timeout_ms: how long a statement waits for a lock.

    Raises:
        CannotRun: the string cannot be read, or the server does not let us in.
    """
    parameters = _parse(dsn)
    pins = {**PINNED, "lock_timeout": f"{lock_timeout_ms}ms"}
    settings = " ".join(f"-c {name}={value}" for name, value in pins.items())
    given = str(parameters.get("options") or "")
    pinned = {
        "options": f"{given} {settings}".strip(),
        "application_name": f"tenantry {purpose}",
        "client_encoding": "UTF8",
        "connect_timeout": parameters.get("connect_timeout") or timeout_s,
    }
    try:
        conn = psycopg.connect(make_conninfo(dsn, **pinned), autocommit=True)
    except psycopg.Error as error:
        raise _no_connection(error, parameters) from error
    _require_own_session(conn)
    if major_of(conn) >= GRANT_OPTIONS_MAJOR:
        # Whatever is lent to the session is lent for one transaction.
        conn.execute("SET createrole_self_grant = ''")
    return conn


def _require_own_session(conn: psycopg.Connection[Any]) -> None:
    """Refuse a session that is lent by a pooler, which may swallow its settings.

    Raises:
        CannotRun: it is.
    """
    query = "SELECT pg_backend_pid(), current_setting('search_path')"
    (found,) = conn.execute(query)
    if found != (conn.info.backend_pid, PINNED["search_path"]):
        conn.close()
        raise _pooled("it lends sessions, and not with the settings that are asked for")


def _pooled(words: str) -> CannotRun:
    return CannotRun(
        f"a connection pooler stands before the server: {words}",
        help="Connect to PostgreSQL itself; sessions must not be shared.",
    )


def as_role(dsn: str, role: str) -> str:
    """Return the connection string for another role, without the first's password."""
    parameters = _parse(dsn)
    # Empty, not left out: libpq would take PGPASSWORD in its place.
    return make_conninfo(**{**parameters, "user": role, "password": ""})


def without_password(dsn: str, role: str) -> str:
    """Return the connection string for a role that nobody knows the password of.

    Raises:
        CannotRun: the string cannot be read.
    """
    secret = {"password", "passfile", "sslpassword"}
    known = {key: value for key, value in _parse(dsn).items() if key not in secret}
    return make_conninfo(**{**known, "user": role})


def _parse(dsn: str) -> dict[str, Any]:
    try:
        return dict(conninfo_to_dict(dsn))
    except psycopg.ProgrammingError:
        # Its message repeats the text, in which a password may stand.
        raise CannotRun(
            "the connection string cannot be read",
            help="Write host=… dbname=… user=…, or postgresql://user@host/database.",
        ) from None


def _no_connection(error: psycopg.Error, parameters: Mapping[str, Any]) -> CannotRun:
    said = str(error).strip()
    password = parameters.get("password")
    if password:
        said = said.replace(str(password), "***")
    if "unsupported startup parameter" in said:
        return _pooled(said)
    where = " ".join(
        f"{key}={parameters[key]}"
        for key in ("host", "port", "dbname", "user")
        if parameters.get(key)
    )
    return CannotRun(
        f"cannot connect to {where or 'the default server'}: {said}",
        help="Check that the server runs, and the host, database, role and password.",
    )
