from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

import psycopg
import pytest

from compiler.build.known_parameters import (
    OF_COLUMNS,
    OF_INDEXES,
    OF_TABLES,
    Number,
    Values,
    of_operator_class,
)
from tests.servers import LiveServer

BEYOND_DOUBLES: Final = ("n_distinct", "n_distinct_inherited")
"""Parameters without an upper bound of their own."""

TABLE: Final = "CREATE TEMP TABLE t (a integer, b text, c integer[], d tstzrange)"
STATEMENTS: Final[Mapping[str, tuple[str, Mapping[str, Values]]]] = {
    "table": ("ALTER TABLE t SET ({})", OF_TABLES),
    "column": ("ALTER TABLE t ALTER COLUMN a SET ({})", OF_COLUMNS),
    "btree": ("CREATE INDEX ON t (a) WITH ({})", OF_INDEXES["btree"]),
    "hash": ("CREATE INDEX ON t USING hash (a) WITH ({})", OF_INDEXES["hash"]),
    "gist": ("CREATE INDEX ON t USING gist (d) WITH ({})", OF_INDEXES["gist"]),
    "spgist": ("CREATE INDEX ON t USING spgist (d) WITH ({})", OF_INDEXES["spgist"]),
    "gin": ("CREATE INDEX ON t USING gin (c) WITH ({})", OF_INDEXES["gin"]),
    "brin": ("CREATE INDEX ON t USING brin (a) WITH ({})", OF_INDEXES["brin"]),
    "minmax": (
        "CREATE INDEX ON t USING brin (a int4_minmax_multi_ops ({}))",
        of_operator_class("int4_minmax_multi_ops"),
    ),
    "bloom": (
        "CREATE INDEX ON t USING brin (a int4_bloom_ops ({}))",
        of_operator_class("int4_bloom_ops"),
    ),
    "tsvector": (
        "CREATE INDEX ON t USING gist (to_tsvector('simple', b) tsvector_ops ({}))",
        of_operator_class("tsvector_ops"),
    ),
}
CASES: Final = [
    (kind, name) for kind, (_, known) in STATEMENTS.items() for name in known
]


def takes(conn: psycopg.Connection[Any], statement: str, setting: str) -> str:
    """What the server says against a setting; nothing where it takes it."""
    try:
        with conn.transaction(force_rollback=True):
            conn.execute(TABLE)
            conn.execute(statement.replace("{}", setting).encode())
    except psycopg.Error as problem:
        return str(problem)
    return ""


@pytest.mark.live
@pytest.mark.parametrize(("kind", "name"), CASES)
def test_a_server_takes_what_is_known_and_no_more(
    kind: str, name: str, server: LiveServer
) -> None:
    statement, known = STATEMENTS[kind]
    values = known[name]
    with psycopg.connect(server.dsn()) as conn:
        if "unrecognized" in takes(conn, statement, f"{name} = 1"):
            pytest.skip("this server is too old")
        if not isinstance(values, Number):
            assert values.accepts("off")
            assert takes(conn, statement, f"{name} = 'off'") == ""
            assert not values.accepts("perhaps")
            assert takes(conn, statement, f"{name} = 'perhaps'") != ""
            return
        for bound, beyond in ((values.low, -1), (values.high, 1)):
            assert values.accepts(f"{bound:f}")
            assert takes(conn, statement, f"{name} = {bound:f}") == ""
            if beyond < 0 or name not in BEYOND_DOUBLES:
                outside = bound + beyond
                assert not values.accepts(f"{outside:f}")
                assert takes(conn, statement, f"{name} = {outside:f}") != ""


@pytest.mark.parametrize(
    ("text", "is_taken"),
    [
        ("7", True),
        ("-7", False),
        ("7.5", False),
        ("1e1", False),
        ("٣", False),
        ("", False),
    ],
)
def test_a_whole_number_is_written_in_digits(text: str, is_taken: bool) -> None:  # noqa: FBT001 - a case's expectation
    assert Number(Decimal(1), Decimal(9), whole=True).accepts(text) is is_taken
