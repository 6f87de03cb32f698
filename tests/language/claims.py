"""Holds what the planner says of locks and rewrites against what a server does."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

import psycopg

from compiler.plan.changes import CreateConcurrently, DropConcurrently
from compiler.plan.hazard import Hazard
from compiler.plan.lock import LockMode
from compiler.plan.plan import Priced

Relation: TypeAlias = tuple[str, str]

_MODES: Final = {
    "".join(word.capitalize() for word in mode.words.split()) + "Lock": mode
    for mode in LockMode
}
_HELD: Final = """
    SELECT n.nspname, r.relname, l.mode
      FROM pg_locks AS l
      JOIN pg_class AS c ON c.oid = l.relation AND c.relkind IN ('r', 'p', 'v', 'm')
      JOIN pg_class AS r ON r.oid = coalesce(pg_partition_root(c.oid), c.oid)
      JOIN pg_namespace AS n ON n.oid = r.relnamespace
     WHERE l.pid = pg_backend_pid()
       AND n.nspname NOT IN ('pg_catalog', 'information_schema')
"""
_FILES: Final = """
    SELECT n.nspname, c.relname, c.relfilenode
      FROM pg_class AS c
      JOIN pg_namespace AS n ON n.oid = c.relnamespace
     WHERE c.relkind = 'r' AND NOT c.relispartition AND c.oid >= 16384
"""


@dataclass(frozen=True, slots=True)
class Measured:
    """What a transaction has taken and written so far.

    Args:
        locks: each relation and each mode that is held; partitions by their table.
        files: table that is no partition, to the number of the file that it is in.
    """

    locks: frozenset[tuple[Relation, LockMode]]
    files: Mapping[Relation, int]


def measure(conn: psycopg.Connection[Any]) -> Measured:
    """Return what the transaction that is open has taken and written so far."""
    return Measured(
        locks=frozenset(
            ((str(schema), str(name)), _MODES[str(mode)])
            for schema, name, mode in conn.execute(_HELD)
        ),
        files={
            (str(schema), str(name)): int(number)
            for schema, name, number in conn.execute(_FILES)
        },
    )


def find_wrong_claims(
    priced: Priced, before: Measured, after: Measured, there: frozenset[Relation]
) -> Iterator[str]:
    """Yield what is said of a change, and is not so.

    Args:
        priced: the change, made in one transaction with others before it.
        before: what was measured before it.
        after: what was measured after it.
        there: the relations that were there before any change.
    """
    if isinstance(priced.change, CreateConcurrently | DropConcurrently):
        return
    claimed = {
        (lock.relation.schema, lock.relation.name): lock.mode for lock in priced.locks
    }
    held = dict(sorted(after.locks))
    for relation, mode in sorted(after.locks - before.locks):
        # Weaker ones keep nobody waiting who reads or writes rows.
        allowed = claimed.get(relation, LockMode.ROW_EXCLUSIVE)
        if relation in there and mode > allowed:
            yield f"{mode.words} on {relation}, said was {allowed.words}: {priced}"
    for relation, mode in claimed.items():
        is_seen = relation in there & after.files.keys()
        if is_seen and held.get(relation, LockMode.ACCESS_SHARE) < mode:
            yield f"no {mode.words} on {relation} was taken: {priced}"
    is_said = any(each.hazard is Hazard.REWRITE for each in priced.dangers)
    written = {
        relation
        for relation, number in after.files.items()
        if relation in there and before.files.get(relation, number) != number
    }
    if written and not is_said:
        yield f"{sorted(written)} are written anew, and nothing said so: {priced}"
