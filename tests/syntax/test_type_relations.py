"""What is told of types and of results of functions is what a server says."""

from typing import Any, Final

import psycopg
import pytest

from compiler.syntax.builtin_types import BUILTIN_TYPES
from compiler.syntax.function_results import RESULT_TYPES
from compiler.syntax.type_relations import can_compare, can_store
from tests.servers import LiveServer

TYPES: Final = sorted(
    name
    for name in BUILTIN_TYPES
    if not name.startswith("pg_") or name in {"pg_lsn", "pg_snapshot"}
)
_STORE: Final = 'INSERT INTO t ("{target}") SELECT "{value}" FROM t'
_RESULTS: Final = """
SELECT p.proname, array_agg(DISTINCT y.typname)
  FROM pg_catalog.pg_proc AS p
  JOIN pg_catalog.pg_type AS y ON y.oid = p.prorettype
 WHERE p.pronamespace = 'pg_catalog'::regnamespace
 GROUP BY p.proname
"""


@pytest.mark.live
def test_a_server_compares_and_stores_the_same(server: LiveServer) -> None:
    columns = ", ".join(f'"{name}" pg_catalog."{name}"' for name in TYPES)
    with psycopg.connect(server.dsn()) as conn:
        conn.execute(f"CREATE TEMP TABLE t ({columns})".encode())
        wrong = [
            (one, other)
            for one in TYPES
            for other in TYPES
            if can_store(one, other)
            != takes(conn, _STORE.format(value=one, target=other))
            or (one != other and can_compare(one, other) != compares(conn, one, other))
        ]
        conn.rollback()
    assert len(TYPES) > 70
    assert wrong == []


@pytest.mark.live
def test_functions_return_what_a_server_says(server: LiveServer) -> None:
    with psycopg.connect(server.dsn()) as conn:
        rows = conn.execute(_RESULTS.encode()).fetchall()
    found: dict[str, list[str]] = {row[0]: row[1] for row in rows}
    assert len(RESULT_TYPES.keys() & found.keys()) > 150
    assert {
        name: found[name]
        for name, result in RESULT_TYPES.items()
        if name in found and found[name] != [result]
    } == {}


def compares(conn: psycopg.Connection[Any], one: str, other: str) -> bool:
    return any(
        takes(conn, f'SELECT FROM t AS x, t AS y WHERE x."{left}" = y."{right}"')
        for left, right in ((one, other), (other, one))
    )


def takes(conn: psycopg.Connection[Any], statement: str) -> bool:
    try:
        with conn.transaction(force_rollback=True):
            conn.execute(statement.encode())
    except psycopg.Error:
        return False
    return True
