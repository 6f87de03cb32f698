"""Describes the server and the role at the other end of a connection."""

import dataclasses
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import psycopg
from psycopg.rows import class_row

QUERY: Final = Path(__file__).parent / "queries" / "server.sql"


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerFacts:
    """What decides which statements a server takes, and from whom."""

    version_num: int
    """As `server_version_num` has it: 180006 is 18.6."""
    database: str
    user: str
    is_superuser: bool
    can_create_role: bool
    can_create_database: bool
    encoding: str
    available_extensions: frozenset[str]

    @property
    def major(self) -> int:
        """The major version."""
        return self.version_num // 10_000


def describe_server(conn: psycopg.Connection[Any]) -> ServerFacts:
    """What the server of a connection is, and what its current role may do.

    Raises:
        psycopg.Error: the connection is broken.
    """
    with conn.cursor(row_factory=class_row(ServerFacts)) as cursor:
        # One row whatever the server: the role and the database are our own.
        facts = cursor.execute(QUERY.read_bytes()).fetchall()[0]
    extensions = frozenset(facts.available_extensions)
    return dataclasses.replace(facts, available_extensions=extensions)
