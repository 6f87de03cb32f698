"""A database that is made for one rehearsal and thrown away, and roles for it.

A session that is killed leaves both behind; the next one finds and drops them.
"""

import contextlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

import psycopg
from psycopg.conninfo import make_conninfo

from compiler.errors import CannotRun
from compiler.execute.failure import telling
from compiler.execute.lock import hold_lock
from compiler.execute.session import as_role, connect
from compiler.introspect.query import read_query
from compiler.introspect.read import read_roles
from compiler.names import generate_name
from compiler.postgres.server import GRANT_OPTIONS_MAJOR, major_of
from compiler.rehearse.scratch import SCRATCH_LOCK, ensure_scratch
from compiler.syntax.environment import render_file

_DATABASE: Final = "tenantry_rehearsal"
"""The name of the role follows, which has it for itself."""

_MARK: Final = "tenantry: stands in for a rehearsal"
"""The comment of a role that was made for one."""

_WRITER: Final = "tenantry_rehearsal_writer"

_PACKAGE: Final = "compiler.rehearse"


@dataclass(frozen=True, slots=True)
class Throwaway:
    """A database for one rehearsal.

    Args:
        server: a session in another database of its server, outside a transaction.
        name: of the database.
        dsn: its connection string.
    """

    server: psycopg.Connection[Any]
    name: str
    dsn: str

    def ensure_roles(self, names: Iterable[str]) -> None:
        """Make the roles that the server lacks; they go when the database goes."""
        wanted = tuple(dict.fromkeys(names))
        there = read_roles(self.server, wanted)
        explicit = major_of(self.server) >= GRANT_OPTIONS_MAJOR
        with self.server.transaction():
            for name in wanted:
                if name not in there:
                    _run(
                        self.server,
                        "create_stand_in",
                        name=name,
                        mark=_MARK,
                        member=self.server.info.user,
                        explicit=explicit,
                    )

    def connect_writer(self, owner: str) -> psycopg.Connection[Any] | None:
        """Return a session that may write rows past policies, outside a transaction.

        It is no superuser's, for what specs say of columns runs in its name. Only a
        superuser can make such a role, and only where roles log in without a password;
        else there is none.

        Args:
            owner: the role that owns the platform.
        """
        if self.server.info.parameter_status("is_superuser") != "on":
            return None
        with self.server.transaction():
            _run(self.server, "create_writer", name=_WRITER, mark=_MARK, owner=owner)
        try:
            return connect(as_role(self.dsn, _WRITER), purpose="rehearsal")
        except CannotRun:
            return None

    @contextlib.contextmanager
    def open_beside(self) -> Iterator[str]:
        """Make another database, and drop it at the end; lend its connection string."""
        name = _beside(self.name)
        _run(self.server, "create_database", name=name)
        try:
            yield make_conninfo(self.dsn, dbname=name)
        finally:
            _run(self.server, "drop_database", name=name)


@contextlib.contextmanager
def open_throwaway(dsn: str) -> Iterator[Throwaway]:
    """Make a database for one rehearsal, and drop it at the end.

    One at a time: two would meet at each other's roles.

    Args:
        dsn: of the server; the database that it names is left alone.

    Raises:
        CannotRun: the server or the rights do not let us.
    """
    with (
        telling("make a database to rehearse in"),
        connect(ensure_scratch(dsn), purpose="rehearsal") as server,
        hold_lock(server, SCRATCH_LOCK, lambda: None),
    ):
        name = generate_name(_DATABASE, server.info.user)
        _throw_away(server, name)
        try:
            _run(server, "create_database", name=name)
            yield Throwaway(server, name, make_conninfo(dsn, dbname=name))
        finally:
            if not server.closed and not server.broken:
                _throw_away(server, name)


def _throw_away(server: psycopg.Connection[Any], name: str) -> None:
    for each in (name, _beside(name)):
        _run(server, "drop_database", name=each)
    rows = server.execute(read_query(_PACKAGE, "stand_ins"), {"mark": _MARK}).fetchall()
    for row in rows:
        # One that has come to be of use since is not ours any more.
        with contextlib.suppress(psycopg.errors.DependentObjectsStillExist):
            _run(server, "drop_role", name=row[0], writes=row[0] == _WRITER)


def _beside(name: str) -> str:
    return generate_name(name, "fresh")


def _run(conn: psycopg.Connection[Any], template: str, **values: object) -> None:
    conn.execute(render_file(_PACKAGE, template, **values).encode())
