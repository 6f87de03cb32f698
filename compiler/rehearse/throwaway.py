"""A database that is made for one build or rehearsal and thrown away, and its roles.

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
from compiler.rehearse.sessions import Sessions, is_superusers
from compiler.syntax.environment import render_file

_DATABASE: Final = "tenantry_rehearsal"
"""The name of the role follows, which has it for itself."""

_MARK: Final = "tenantry: stands in for a rehearsal"
"""The comment of a role that was made for one."""

_RUNNER: Final = "tenantry_rehearsal_runner"
_WRITER: Final = "tenantry_rehearsal_writer"

_LOCK: Final = "tenantry rehearsal"
"""Held in the database that every server has while anything is rehearsed on it."""

_COMMON: Final = "postgres"

_PACKAGE: Final = "compiler.rehearse"


@dataclass(frozen=True, slots=True)
class Throwaway:
    """A database that is thrown away.

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

    @contextlib.contextmanager
    def open_sessions(self, names: Iterable[str]) -> Iterator[Sessions]:
        """Open the sessions that build and change what is in the database.

        Args:
            names: of the roles that have a part in it.

        Raises:
            CannotRun: the server lets no other role in than a superuser.
        """
        with connect(self.dsn, purpose="rehearsal") as maker:
            if not is_superusers(self.server):
                yield Sessions(runner=maker, maker=maker)
                return
            if _RUNNER not in read_roles(self.server, (_RUNNER,)):
                self._make_role(_RUNNER, names, writes=False)
            with self._log_in(_RUNNER) as runner:
                yield Sessions(runner=runner, maker=maker)

    def connect_writer(self, owner: str) -> psycopg.Connection[Any] | None:
        """Return a session that may write rows past policies, outside a transaction.

        It is no superuser's, for what specs say of columns runs in its name. Only a
        superuser can make such a role; else there is none.

        Args:
            owner: the role that owns the platform.
        """
        if not is_superusers(self.server):
            return None
        names = (owner, "pg_read_all_data", "pg_write_all_data")
        self._make_role(_WRITER, names, writes=True)
        return self._log_in(_WRITER)

    def _make_role(self, name: str, members: Iterable[str], *, writes: bool) -> None:
        """Make a role that logs in for a moment."""
        wanted = list(members)
        if not writes:
            query = read_query(_PACKAGE, "harmless")
            wanted = [one for (one,) in self.server.execute(query, {"names": wanted})]
        with self.server.transaction():
            _run(
                self.server,
                "create_runner",
                name=name,
                mark=_MARK,
                roles=wanted,
                explicit=major_of(self.server) >= GRANT_OPTIONS_MAJOR,
                writes=writes,
            )

    def _log_in(self, role: str) -> psycopg.Connection[Any]:
        """Return a session of a role that nobody else can log in as, then or later.

        Raises:
            CannotRun: the server wants a password of it, which it has not.
        """
        _run(self.server, "allow_login", name=role, allowed=True)
        try:
            return connect(as_role(self.dsn, role), purpose="rehearsal")
        finally:
            _run(self.server, "allow_login", name=role, allowed=False)

    @contextlib.contextmanager
    def open_beside(self) -> Iterator["Throwaway"]:
        """Make another database, and drop it at the end; the roles are the same."""
        name = _beside(self.name)
        _run(self.server, "create_database", name=name)
        try:
            yield Throwaway(self.server, name, make_conninfo(self.dsn, dbname=name))
        finally:
            _run(self.server, "drop_database", name=name)


@contextlib.contextmanager
def open_throwaway(dsn: str) -> Iterator[Throwaway]:
    """Make a database, and drop it at the end.

    One at a time: two would meet at each other's roles.

    Args:
        dsn: of the server; the database that it names is left alone.

    Raises:
        CannotRun: the server or the rights do not let us.
    """
    with (
        _alone(dsn),
        connect(ensure_scratch(dsn), purpose="rehearsal") as server,
        hold_lock(server, SCRATCH_LOCK, lambda: None),
    ):
        name = generate_name(_DATABASE, server.info.user)
        with telling("make a database of its own"):
            _throw_away(server, name)
            _run(server, "create_database", name=name)
        try:
            yield Throwaway(server, name, make_conninfo(dsn, dbname=name))
        finally:
            if not server.closed and not server.broken:
                _throw_away(server, name)


@contextlib.contextmanager
def _alone(dsn: str) -> Iterator[None]:
    """Let no other role rehearse on the server meanwhile, where that can be seen."""
    try:
        common = connect(make_conninfo(dsn, dbname=_COMMON), purpose="rehearsal")
    except CannotRun:
        yield
        return
    with common, hold_lock(common, _LOCK, lambda: None):
        yield


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
