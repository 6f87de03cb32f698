"""The shipped specs, installed on a server for the proofs in this folder.

`install` is the only place that knows how specs get into a database.
"""
# ruff: noqa: S608 - the names in these statements are our own

import dataclasses
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

import psycopg
import yaml
from psycopg import sql

from compiler import api
from tests.servers import LiveServer
from tests.shipped import SPECS

DEPARTMENTS: Final[tuple[str, ...]] = tuple(
    yaml.safe_load((SPECS / "tenants.yaml").read_text("utf-8"))["tenants"]
)
ROWS: Final[dict[str, dict[str, str]]] = yaml.safe_load(
    (Path(__file__).parent / "rows.yaml").read_text("utf-8")
)
"""For each table, the least that a row of it needs: SQL by column."""

ADMIN: Final = "ada"
"""A login that is an administrator."""
WORKER: Final = "keeper"
"""A login that is the retention worker."""
STRANGER: Final = "stranger"
"""A login that is nobody."""


@dataclasses.dataclass(frozen=True, slots=True)
class Session:
    """A login's session, each statement of which is a transaction."""

    conn: psycopg.Connection[tuple[Any, ...]]

    def rows(self, text: str, *values: object) -> list[tuple[Any, ...]]:
        """Return the rows of a query."""
        return self.conn.execute(text.encode(), values or None).fetchall()

    def value(self, text: str, *values: object) -> Any:  # noqa: ANN401 - whatever is asked
        """Return the one value of a query that yields one."""
        ((value,),) = self.rows(text, *values)
        return value

    def run(self, text: str, *values: object) -> int:
        """Return how many rows a statement touched."""
        return self.conn.execute(text.encode(), values or None).rowcount

    def attempt(self, text: str, *values: object) -> str | int:
        """Return how many rows a statement touches or how it is refused; undo it."""
        try:
            with self.conn.transaction(force_rollback=True):
                return self.run(text, *values)
        except psycopg.Error as error:
            return error.sqlstate or str(error)

    def refusal(self, text: str, *values: object) -> str:
        """Return the SQLSTATE of a statement that must not be let through; undo it."""
        outcome = self.attempt(text, *values)
        return outcome if isinstance(outcome, str) else ""


@dataclasses.dataclass(frozen=True, slots=True)
class Platform:
    """A database with the departments of the shipped specs.

    Args:
        tables: those that every department has.
    """

    server: LiveServer
    database: str
    tables: tuple[str, ...]

    def dsn(self, user: str = "postgres") -> str:
        """Return the libpq connection string of a login."""
        return self.server.dsn(user=user, database=self.database)

    def session(self, user: str = "postgres") -> psycopg.Connection[tuple[Any, ...]]:
        """Return a new session of a login."""
        return psycopg.connect(self.dsn(user), autocommit=True)


def install(server: LiveServer, database: str, specs: Path) -> None:
    """Make a database and install the specs with all their tenants in it."""
    with psycopg.connect(server.dsn(), autocommit=True) as conn:
        conn.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(database)))
    done = api.up(specs, dsn=server.dsn(database=database))
    assert done.ok, done


def add_logins(platform: Platform) -> None:
    """Make the logins of people and workers, which no spec has."""
    with platform.session() as conn:
        conn.execute(f"CREATE ROLE {ADMIN} LOGIN IN ROLE federation_admin")
        conn.execute(f"CREATE ROLE {WORKER} LOGIN IN ROLE federation_retention")
        conn.execute(f"CREATE ROLE {STRANGER} LOGIN")


def insert(department: str, table: str, given: dict[str, str] | None = None) -> str:
    """Return the statement that adds a row, with the SQL given for some columns."""
    cells = ROWS[table] | (given or {})
    columns, values = ", ".join(cells), ", ".join(cells.values())
    return f"INSERT INTO {department}_tenant.{table} ({columns}) VALUES ({values})"


def seed(platform: Platform, departments: Iterable[str]) -> None:
    """Add a row to every table of some departments, by their own logins."""
    for department in departments:
        with platform.session(f"{department}_app") as conn:
            for table in platform.tables:
                Session(conn).run(insert(department, table))


def copy(platform: Platform, database: str) -> Platform:
    """Return a copy of the platform, on the same server and with the same roles."""
    with psycopg.connect(platform.server.dsn(), autocommit=True) as conn:
        conn.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy").format(
                sql.Identifier(database), sql.Identifier(platform.database)
            )
        )
    return dataclasses.replace(platform, database=database)


def drop(platform: Platform) -> None:
    """Drop a copy."""
    with psycopg.connect(platform.server.dsn(), autocommit=True) as conn:
        statement = sql.SQL("DROP DATABASE {} WITH (FORCE)")
        conn.execute(statement.format(sql.Identifier(platform.database)))
