"""Objects that a server reads, once something was made in the schema `s`."""

from collections.abc import Callable, Iterator
from typing import Any, Final, TypeAlias

import psycopg
import pytest

from compiler.execute.session import connect
from compiler.introspect.facts import read_facts
from compiler.introspect.objects import build_catalog
from compiler.model.catalog import DatabaseObject
from tests.servers import LiveServer

IS_THERE: Final = "SELECT FROM pg_database WHERE datname = 'introspected'"
Read: TypeAlias = Callable[[str], tuple[DatabaseObject, ...]]


@pytest.fixture
def conn(server: LiveServer) -> Iterator[psycopg.Connection[Any]]:
    """A session in a transaction that has an empty schema `s`, and leaves nothing."""
    with connect(server.dsn(), purpose="test") as admin:
        # In the database that is there by itself, others may have left a schema `s`.
        if not admin.execute(IS_THERE).rowcount:
            admin.execute("CREATE DATABASE introspected TEMPLATE template0")
    with connect(server.dsn(database="introspected"), purpose="test") as conn:
        conn.execute("BEGIN")
        conn.execute("CREATE SCHEMA s")
        yield conn
        conn.execute("ROLLBACK")


@pytest.fixture
def read(conn: psycopg.Connection[Any]) -> Read:
    """Runs SQL, and returns the objects that stand in `s` then."""

    def run(sql: str) -> tuple[DatabaseObject, ...]:
        conn.execute(sql.encode())
        facts = read_facts(conn, ["s"], str(conn.info.user))
        return build_catalog(facts.values()).objects

    return run


@pytest.fixture
def since_18(conn: psycopg.Connection[Any]) -> bool:
    """Whether the server is of version 18 or later."""
    return conn.info.server_version >= 180_000
