"""Decides which PostgreSQL the tests run on, and gives each test a server of its own.

`TENANTRY_TEST_DSN` names a server to use, by a superuser; else, with
`TENANTRY_TEST_DOCKER` set (to 1, or to an image), there is a container for each
server; else the suite starts servers itself. None of them fails the run.
"""

import contextlib
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol, TypeAlias

import psycopg
from psycopg.conninfo import make_conninfo
from psycopg.sql import SQL, Identifier

from compiler.postgres.cluster import Settings
from compiler.postgres.embedded import delete_server, start_server, stop_server

DEFAULT_IMAGE: Final = "pgvector/pgvector:pg18"
CONTAINER_BOOT_S: Final = 60
# For data that nobody needs after a crash.
THROWAWAY: Final[Settings] = (
    ("fsync", "off"),
    ("synchronous_commit", "off"),
    ("full_page_writes", "off"),
)


class LiveServer(Protocol):
    """A running server that trusts whoever asks."""

    def dsn(self, *, user: str = "postgres", database: str = "postgres") -> str:
        """The libpq connection string."""


Servers: TypeAlias = Iterator[LiveServer]


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedServer:
    """A server that was started by others."""

    base: str

    def dsn(self, *, user: str = "", database: str = "") -> str:
        """Its own connection string, with another user or database if one is given."""
        given = {"user": user, "dbname": database}
        return make_conninfo(self.base, **{k: v for k, v in given.items() if v})


def make_template(home: Path) -> Path:
    """A stopped server's data directory, to be copied for each new server."""
    server = start_server(home, settings=THROWAWAY)
    stop_server(home)
    return server.data_dir


@contextlib.contextmanager
def run_embedded(home: Path, template: Path) -> Servers:
    """A server of our own, on a copy of the template."""
    try:
        yield start_server(home, settings=THROWAWAY, template=template)
    finally:
        delete_server(home)


@contextlib.contextmanager
def run_container(image: str) -> Servers:
    """A server in a container of its own."""
    from testcontainers.core.container import DockerContainer

    container = DockerContainer(DEFAULT_IMAGE if image == "1" else image)
    container = container.with_env("POSTGRES_HOST_AUTH_METHOD", "trust")
    with container.with_exposed_ports(5432):
        host, port = container.get_container_host_ip(), container.get_exposed_port(5432)
        server = NamedServer(base=make_conninfo(host=host, port=port, user="postgres"))
        _wait_for(server)
        yield server


@contextlib.contextmanager
def borrow(dsn: str) -> Servers:
    """The named server for us alone; databases and roles made meanwhile are dropped."""
    server = NamedServer(base=dsn)
    with psycopg.connect(server.dsn(), autocommit=True) as conn:
        conn.execute("SELECT pg_advisory_lock(hashtext('tenantry tests'))")
        before = _made(conn)
        try:
            yield server
        finally:
            _drop(conn, _made(conn) - before)


def _made(conn: psycopg.Connection[tuple[object, ...]]) -> set[tuple[str, str]]:
    query = """SELECT 'DATABASE', datname::text FROM pg_database
               UNION ALL SELECT 'ROLE', rolname::text FROM pg_roles"""
    return {(str(kind), str(name)) for kind, name in conn.execute(query)}


def _drop(
    conn: psycopg.Connection[tuple[object, ...]], made: set[tuple[str, str]]
) -> None:
    for _, name in sorted(item for item in made if item[0] == "DATABASE"):
        conn.execute(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(name)))
    for _, name in sorted(item for item in made if item[0] == "ROLE"):
        conn.execute(SQL("DROP OWNED BY {}").format(Identifier(name)))
        conn.execute(SQL("DROP ROLE {}").format(Identifier(name)))


def _wait_for(server: LiveServer) -> None:
    deadline = time.monotonic() + CONTAINER_BOOT_S
    while True:
        try:
            psycopg.connect(server.dsn()).close()
        except psycopg.OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)
        else:
            return


def named_dsn() -> str:
    """What TENANTRY_TEST_DSN says."""
    return os.environ.get("TENANTRY_TEST_DSN", "")


def docker_image() -> str:
    """What TENANTRY_TEST_DOCKER says."""
    return os.environ.get("TENANTRY_TEST_DOCKER", "")
