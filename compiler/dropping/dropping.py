"""Drops a tenant: its records, its schema piece by piece, and then its roles.

Whatever was broken off is gone on with by the next call: what is gone is not asked for.
"""

from typing import Any, Final

import psycopg

from compiler.apply.journal import Entry, Journal
from compiler.apply.progress import Progress, ProgressEvent, Stage
from compiler.apply.provenance import require_ours
from compiler.apply.version import Status
from compiler.dropping.dropped import Dropped
from compiler.dropping.leaver import Leaver
from compiler.dropping.obstacles import require_free
from compiler.dropping.pieces import drop_schema
from compiler.dropping.records import delete_records
from compiler.execute.authority import borrow_roles
from compiler.execute.transaction import run_transaction
from compiler.introspect.read import read_roles, read_schema_names
from compiler.plan.fingerprint import NOTHING
from compiler.syntax.environment import render_file

NO_PLAN: Final = "drop-tenant"
"""Stands in the journal in place of a plan's hash."""


def drop_leaver(
    conn: psycopg.Connection[Any],
    leaver: Leaver,
    progress: Progress,
    tool_version: str,
) -> Dropped:
    """Drop a tenant, and return what there was of it.

    Args:
        conn: the session, which holds the tenant's lock.
        leaver: who goes.
        progress: told of every piece.
        tool_version: is written down.

    Raises:
        Refused: something speaks against it; nothing was changed.
        psycopg.Error: the server refused a statement; the next call goes on.
    """
    require_free(conn, leaver)
    records = run_transaction(conn, lambda: delete_records(conn, leaver))
    books = _Books(conn, leaver, tool_version)
    books.begin()
    there = bool(read_schema_names(conn, [leaver.schema]))
    objects = 0
    for number, dropped in enumerate(drop_schema(conn, leaver) if there else (), 1):
        objects += dropped
        progress(
            ProgressEvent(
                stage=Stage.DROP,
                subject=leaver.id,
                number=1,
                total=1,
                step=number,
                steps=0,
            )
        )
    roles = tuple(read_roles(conn, leaver.roles))
    run_transaction(conn, lambda: _drop_roles(conn, roles))
    books.end()
    return Dropped(
        schema=leaver.schema if there else "",
        objects=objects,
        roles=roles,
        records=records,
    )


def _drop_roles(conn: psycopg.Connection[Any], roles: tuple[str, ...]) -> None:
    with borrow_roles(conn, roles, inherit=True):
        for role in roles:
            sql = render_file("compiler.dropping", "release_role", role=role)
            conn.execute(sql.encode())
    for role in roles:
        conn.execute(render_file("compiler.dropping", "drop_role", role=role).encode())


class _Books:
    """What the journal is told: of a tenant that it knows."""

    def __init__(
        self, conn: psycopg.Connection[Any], leaver: Leaver, tool_version: str
    ) -> None:
        self._conn = conn
        self._id = leaver.id
        self._tool_version = tool_version
        self._journal = Journal(leaver.platform.schema, leaver.platform.owner)
        self._version = 0

    def begin(self) -> None:
        """Write down that the tenant goes; nothing where it was never here."""
        journal, conn = self._journal, self._conn
        if not require_ours(conn, journal.table, journal.owner):
            return
        latest = journal.read_latest(conn).get(self._id)
        if latest is None or latest.leads_to(NOTHING):
            return
        if latest.status == Status.RUNNING:
            journal.end_abandoned(conn, [self._id])
        journal.keep_catalogs(conn, {NOTHING: ()})
        entry = Entry(
            part=self._id,
            before=latest.after if latest.status == Status.DONE else latest.before,
            after=NOTHING,
            planned=0,
            backfills=(),
        )
        versions = journal.begin(
            conn,
            [entry],
            plan_hash=NO_PLAN,
            allowed=(),
            tool_version=self._tool_version,
        )
        self._version = versions[self._id]

    def end(self) -> None:
        """Write down that the tenant is gone."""
        if self._version:
            self._journal.end(self._conn, self._id, self._version, Status.DONE)
