from typing import Any, Final

import psycopg
import pytest

from compiler.rules.incomparable_key import REFERRING
from compiler.syntax.builtin_types import BUILTIN_TYPES
from tests.servers import LiveServer

TYPES: Final = sorted(
    name
    for name in BUILTIN_TYPES - {"char"}
    if not name.startswith("pg_") or name == "pg_lsn"
)
"""Without `char`, which refers to texts on PostgreSQL 15 and no longer on 18."""


@pytest.mark.live
def test_a_server_refuses_the_others(server: LiveServer) -> None:
    with psycopg.connect(server.dsn()) as conn:
        keys = [name for name in TYPES if takes(conn, f'"{name}" PRIMARY KEY', "key")]
        wrong = []
        for key in keys:
            conn.execute(f'CREATE TABLE "of {key}" (a pg_catalog."{key}" PRIMARY KEY)')
            for name in TYPES:
                column = f'"{name}" REFERENCES "of {key}"'
                known = name == key or name in REFERRING.get(key, ())
                if takes(conn, column, "r") != known:
                    wrong.append((key, name))
        conn.rollback()
    assert len(keys) > 40
    assert wrong == []


def takes(conn: psycopg.Connection[Any], column: str, table: str) -> bool:
    try:
        with conn.transaction(force_rollback=True):
            conn.execute(f"CREATE TABLE {table} (a pg_catalog.{column})".encode())
    except psycopg.Error:
        return False
    return True
