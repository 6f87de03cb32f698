"""Describes the server and the role at the other end of a connection."""

import dataclasses
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import psycopg
from psycopg.rows import class_row

QUERY: Final = Path(__file__).parent / "queries" / "server.sql"
GRANT_OPTIONS_MAJOR: Final = 16
"""Since this version each grant says what it is good for, and to whoever made a role
it gives no more than the right to grant it."""

_MINORS: Final = 10_000
"""How many numbers `server_version_num` keeps for the minor versions of a major."""


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
        return self.version_num // _MINORS

    @property
    def version(self) -> str:
        """The version in words, as in `18.6`."""
        return f"{self.major}.{self.version_num % _MINORS}"


def major_of(conn: psycopg.Connection[Any]) -> int:
    """Return the major version of the server of a connection, without asking it."""
    return conn.info.server_version // _MINORS


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
