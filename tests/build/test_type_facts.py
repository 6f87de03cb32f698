from collections.abc import Callable
from functools import partial
from typing import Any, Final

import psycopg
import pytest

from compiler.build.type_facts import (
    is_kept_in_the_row,
    is_no_range,
    lacks_collation,
    lacks_operator_class,
    lacks_order,
)
from compiler.syntax.builtin_types import BUILTIN_TYPES
from tests.servers import LiveServer

TYPES: Final = sorted(
    name
    for name in BUILTIN_TYPES - {"char"}
    if not name.startswith("pg_") or name in ("pg_lsn", "pg_snapshot")
)
"""Without `char`, which is another type where it stands without quotes, and without
those that only the catalogs themselves have columns of."""

STATEMENTS: Final[dict[str, tuple[str, Callable[[str], bool]]]] = {
    "collation": (
        'ALTER TABLE t ALTER COLUMN a TYPE {} COLLATE "C"',
        lacks_collation,
    ),
    "storage": (
        "ALTER TABLE t ALTER COLUMN a SET STORAGE MAIN",
        is_kept_in_the_row,
    ),
    "statistics": ("CREATE STATISTICS s ON a, b FROM t", lacks_order),
    **{
        method: (
            f"CREATE INDEX ON t USING {method} (a)",
            partial(lacks_operator_class, method=method),
        )
        for method in ("btree", "hash", "gist", "spgist", "gin")
    },
}


@pytest.mark.live
@pytest.mark.parametrize("what", STATEMENTS)
def test_a_server_refuses_what_a_type_surely_lacks(
    what: str, server: LiveServer
) -> None:
    statement, lacks = STATEMENTS[what]
    with psycopg.connect(server.dsn()) as conn:
        types = [*TYPES, "text[]", "integer[]", "json[]"]
        refused = {name for name in types if not _takes(conn, statement, name)}
    assert {name for name in types if lacks(name)} == refused


def _takes(conn: psycopg.Connection[Any], statement: str, name: str) -> bool:
    spelled = f'pg_catalog."{name}"' if name in BUILTIN_TYPES else name
    try:
        with conn.transaction(force_rollback=True):
            conn.execute(f"CREATE TABLE t (a {spelled}, b integer)".encode())
            conn.execute(statement.replace("{}", spelled).encode())
    except psycopg.Error:
        return False
    return True


@pytest.mark.parametrize(
    ("name", "is_none"),
    [("tstzrange", False), ("int4multirange", False), ("daterange[]", True)],
)
def test_a_range_is_known_by_its_name(name: str, is_none: bool) -> None:  # noqa: FBT001 - a case's expectation
    assert is_no_range(name) is is_none


def test_nothing_is_known_of_a_type_of_ones_own() -> None:
    assert not any(lacks("tools.mood") for _, lacks in STATEMENTS.values())
