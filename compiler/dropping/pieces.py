"""The schema of a tenant, dropped in pieces for which the lock table has room."""

from collections.abc import Iterator
from typing import Any, Final

import psycopg

from compiler.dropping.leaver import Leaver
from compiler.execute.authority import borrow_roles
from compiler.execute.transaction import run_transaction
from compiler.introspect.query import read_query
from compiler.syntax.environment import render_file

MOST_LOCKS: Final = 500
"""How many locks a piece takes at most, so that others are not kept for long."""

ROOM_SHARE: Final = 4
"""A piece takes this part of the lock table: one fourth."""

_PACKAGE: Final = "compiler.dropping"


def drop_schema(conn: psycopg.Connection[Any], leaver: Leaver) -> Iterator[int]:
    """Drop all that stands in a schema, then itself; yield how many each piece had.

    Args:
        conn: the session, outside a transaction.
        leaver: whose schema it is.
    """
    ((room,),) = conn.execute(read_query(_PACKAGE, "lock_room"))
    budget = min(MOST_LOCKS, max(1, room // ROOM_SHARE))
    # The keys first: they lead from piece to piece.
    for query in ("foreign_keys", "objects"):
        while dropped := _drop_piece(conn, leaver, query, budget):
            yield dropped
    yield _drop_rest(conn, leaver)


def _drop_piece(
    conn: psycopg.Connection[Any], leaver: Leaver, query: str, budget: int
) -> int:
    """Return how many objects were dropped in a transaction; nought if none is left."""

    def work() -> int:
        """Drop as many as there is room for, in an open transaction."""
        found = conn.execute(read_query(_PACKAGE, query), {"schema": leaver.schema})
        piece = list(_take(found.fetchall(), budget))
        with borrow_roles(conn, [leaver.platform.owner], inherit=True):
            for statement in piece:
                conn.execute(statement.encode())
        return len(piece)

    return run_transaction(conn, work)


def _take(found: list[tuple[str, int]], budget: int) -> Iterator[str]:
    """Yield the first ones that there is room for; one always."""
    taken = 0
    for statement, locks in found:
        if taken and taken + locks > budget:
            return
        taken += locks
        yield statement


def _drop_rest(conn: psycopg.Connection[Any], leaver: Leaver) -> int:
    def work() -> int:
        """Drop the schema with types and the like, in an open transaction."""
        sql = render_file(_PACKAGE, "drop_schema", schema=leaver.schema)
        with borrow_roles(conn, [leaver.platform.owner], inherit=True):
            conn.execute(sql.encode())
        return 1

    return run_transaction(conn, work)
