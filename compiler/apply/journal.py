"""What was changed in a database, written down there as it goes along.

A row is there before a change is made, and each step that is done in a transaction is
noted in that same transaction: what is written down happened, and nothing else did.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import psycopg
from psycopg.rows import class_row

from compiler.apply.version import Status, Tally, Version
from compiler.errors import Refused
from compiler.execute.authority import become, borrow_roles
from compiler.model.catalog import DatabaseObject
from compiler.model.name import QualifiedName
from compiler.plan.changes import Backfill
from compiler.plan.codec import (
    decode_change,
    decode_objects,
    encode_change,
    encode_things,
)
from compiler.syntax.environment import render_file

_PACKAGE: Final = "compiler.apply"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What is written down of a part before it is changed."""

    part: str
    before: str
    after: str
    planned: int
    backfills: tuple[Backfill, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DoneStep:
    """A step that is done.

    Args:
        part: `SHARED`, or the id of a tenant.
        version: that the change comes to.
        number: of the step, counted from 1.
        seconds: that it took; nothing in the transaction that does it.
        backfills: those that are left; nothing where it did none.
        last: whether none follows.
    """

    part: str
    version: int
    number: int
    seconds: float | None
    backfills: tuple[Backfill, ...] | None
    last: bool


class Journal:
    """The journal of one platform.

    Args:
        schema: of the control plane.
        owner: the role that owns the platform, as which all is read and written.
    """

    def __init__(self, schema: str, owner: str) -> None:
        self.table = QualifiedName(schema, "schema_migrations")
        self.catalogs = QualifiedName(schema, "schema_catalogs")
        self.owner = owner

    def read_latest(self, conn: psycopg.Connection[Any]) -> Mapping[str, Version]:
        """Return the latest version of each part, in a transaction of its own."""
        query = render_file(_PACKAGE, "read_versions", table=self.table)
        with conn.transaction(), borrow_roles(conn, [self.owner], inherit=False):
            become(conn, self.owner)
            with conn.cursor(row_factory=class_row(Version)) as cursor:
                found = cursor.execute(query.encode()).fetchall()
        return {each.part: each for each in found}

    def read_tallies(self, conn: psycopg.Connection[Any]) -> tuple[Tally, ...]:
        """Return how many versions there are, by part and status."""
        query = render_file(_PACKAGE, "tally_versions", table=self.table)
        return tuple(
            Tally(part=part, status=status, versions=versions, seconds=seconds)
            for part, status, versions, seconds in self._run(conn, query, {})
        )

    def read_history(
        self, conn: psycopg.Connection[Any], parts: Iterable[str]
    ) -> Mapping[str, Sequence[Version]]:
        """Return the versions of parts in their order, in a transaction of its own."""
        query = render_file(_PACKAGE, "read_history", table=self.table)
        names = list(parts)
        with conn.transaction(), borrow_roles(conn, [self.owner], inherit=False):
            become(conn, self.owner)
            with conn.cursor(row_factory=class_row(Version)) as cursor:
                found = cursor.execute(query.encode(), {"parts": names}).fetchall()
        return {name: [each for each in found if each.part == name] for name in names}

    def read_catalogs(
        self, conn: psycopg.Connection[Any], fingerprints: Iterable[str]
    ) -> Mapping[str, tuple[DatabaseObject, ...]]:
        """Return states that were written down, by fingerprint.

        Raises:
            Refused: one is none that this version of the tool could read.
        """
        query = render_file(_PACKAGE, "read_catalogs", table=self.catalogs)
        rows = self._run(conn, query, {"fingerprints": sorted(set(fingerprints))})
        try:
            return {str(name): decode_objects(objects) for name, objects in rows}
        except ValueError as problem:
            raise Refused(
                f"what was written down cannot be read: {problem}",
                help="Use the version of tenantry that wrote it, or change the specs.",
            ) from problem

    def keep_catalogs(
        self,
        conn: psycopg.Connection[Any],
        catalogs: Mapping[str, tuple[DatabaseObject, ...]],
    ) -> None:
        """Write down states that are not there yet, by fingerprint."""
        query = render_file(_PACKAGE, "known_catalogs", table=self.catalogs)
        rows = self._run(conn, query, {"fingerprints": list(catalogs)})
        new = catalogs.keys() - {name for (name,) in rows}
        if not new:
            return
        texts = [
            json.dumps(encode_things(catalogs[each]), ensure_ascii=False)
            for each in sorted(new)
        ]
        self._run(
            conn,
            render_file(_PACKAGE, "keep_catalogs", table=self.catalogs),
            {"fingerprints": sorted(new), "objects": texts},
        )

    def begin(
        self,
        conn: psycopg.Connection[Any],
        entries: Sequence[Entry],
        *,
        plan_hash: str,
        allowed: Iterable[str],
        tool_version: str,
    ) -> Mapping[str, int]:
        """Write down what is about to be changed, and return the version of each part.

        All in one statement; to be called with the lock of every part held.
        """
        rows = self._run(
            conn,
            render_file(_PACKAGE, "begin_versions", table=self.table),
            {
                "plan_hash": plan_hash,
                "allowed": list(allowed),
                "tool_version": tool_version,
                "parts": [each.part for each in entries],
                "befores": [each.before for each in entries],
                "afters": [each.after for each in entries],
                "planned": [each.planned for each in entries],
                "backfills": [_encode(each.backfills) for each in entries],
            },
        )
        return {str(part): int(version) for part, version in rows}

    def end_abandoned(
        self, conn: psycopg.Connection[Any], parts: Iterable[str]
    ) -> None:
        """Put down as interrupted what nobody runs any more."""
        query = render_file(_PACKAGE, "end_abandoned", table=self.table)
        self._run(conn, query, {"parts": list(parts)})

    def end(
        self,
        conn: psycopg.Connection[Any],
        part: str,
        version: int,
        status: Status,
        failure: Mapping[str, str] | None = None,
    ) -> None:
        """Write down that a change of a part has ended before it was done."""
        self._run(
            conn,
            render_file(_PACKAGE, "end_version", table=self.table),
            {
                "part": part,
                "version": version,
                "status": str(status),
                "failure": json.dumps(failure) if failure else None,
            },
        )

    def note(self, done: DoneStep) -> str:
        """Return the SQL that writes down that a step is done, for the owner to run."""
        backfills = None if done.backfills is None else _encode(done.backfills)
        return render_file(
            _PACKAGE,
            "note_step",
            table=self.table,
            step=done,
            backfills=backfills,
        )

    def _run(
        self, conn: psycopg.Connection[Any], query: str, values: Mapping[str, object]
    ) -> list[tuple[Any, ...]]:
        with conn.transaction(), borrow_roles(conn, [self.owner], inherit=False):
            become(conn, self.owner)
            cursor = conn.execute(query.encode(), values)
            return cursor.fetchall() if cursor.description else []


def left_backfills(version: Version) -> tuple[Backfill, ...]:
    """Return the backfills that were not done.

    Raises:
        ValueError: what is written down is none.
    """
    found = map(decode_change, version.backfills)
    return tuple(each for each in found if isinstance(each, Backfill))


def _encode(backfills: tuple[Backfill, ...]) -> str:
    return json.dumps([encode_change(each) for each in backfills], ensure_ascii=False)
