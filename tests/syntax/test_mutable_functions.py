"""What is said not to be immutable is refused in an index by a server."""

from collections.abc import Iterator
from typing import Final

import psycopg
import pytest

from compiler.syntax.builtin_functions import BUILTIN_FUNCTIONS
from compiler.syntax.mutable_functions import (
    is_mutable,
    is_mutable_cast,
    is_mutable_of,
    is_mutable_operator,
)
from tests.servers import LiveServer

_TYPES: Final = """
bpchar date interval name text time timestamp timestamptz timetz varchar
"""
TYPES: Final = tuple(_TYPES.split())
OPERATORS: Final = ("+", "-", "<", "<=", "<>", "=", ">", ">=")
CALLS: Final = {
    "date({})": ("date", 1),
    "date_part('day', {})": ("date_part", 2),
    "date_trunc('day', {})": ("date_trunc", 2),
    "date_trunc('day', {}, 'UTC')": ("date_trunc", 3),
    "extract(day FROM {})": ("extract", 2),
    "timestamptz({})": ("timestamptz", 1),
    "timezone('UTC', {})": ("timezone", 2),
    "tstzrange({0}, {0})": ("tstzrange", 2),
    "tstzrange({0}, {0}, '[)')": ("tstzrange", 3),
}
MOST_ARGUMENTS: Final = 10
LEAST_REFUSED: Final = 70
_IMMUTABLE: Final = """
SELECT p.proname, p.pronargs - p.pronargdefaults, p.pronargs, p.provariadic <> 0
  FROM pg_catalog.pg_proc AS p
 WHERE p.pronamespace = 'pg_catalog'::regnamespace
   AND p.provolatile = 'i'
   AND p.prorettype <> 'internal'::regtype
   AND p.proargtypes[0] IS DISTINCT FROM 'internal'::regtype
"""


@pytest.fixture
def conn(server: LiveServer) -> Iterator[psycopg.Connection[tuple[object, ...]]]:
    with psycopg.connect(server.dsn(), autocommit=True) as conn:
        columns = ", ".join(f"c_{it} {it}, d_{it} {it}" for it in TYPES)
        conn.execute(f"CREATE TEMP TABLE tried ({columns})".encode())
        yield conn


def answer(conn: psycopg.Connection[tuple[object, ...]], expression: str) -> str:
    """What a server says to an index over the expression: nothing where it takes it."""
    try:
        with conn.transaction(force_rollback=True):
            conn.execute(f"CREATE INDEX ON tried ((({expression}) IS NULL))".encode())
    except psycopg.Error as problem:
        return str(problem)
    return ""


def test_a_function_is_judged_by_its_arguments() -> None:
    assert is_mutable("now", 0)
    assert is_mutable("concat", -1)
    assert is_mutable("to_tsvector", 1)
    assert not is_mutable("to_tsvector", 2)
    assert not is_mutable("age", -1)
    assert not is_mutable("lower", 1)


def test_a_zone_by_name_counts_from_16() -> None:
    assert is_mutable_of("date_trunc", 3, "timestamptz", 15)
    assert not is_mutable_of("date_trunc", 3, "timestamptz", 16)


@pytest.mark.live
def test_no_function_of_a_server_is_immutable_after_all(
    conn: psycopg.Connection[tuple[object, ...]],
) -> None:
    rows = conn.execute(_IMMUTABLE.encode()).fetchall()
    wrong = set()
    for name, least, most, any_number in rows:
        assert isinstance(least, int)
        assert isinstance(most, int)
        end = MOST_ARGUMENTS if any_number else most
        counts = range(max(least - bool(any_number), 0), end + 1)
        wrong |= {(name, it) for it in counts if is_mutable(str(name), it)}
    assert wrong == set()
    assert len(rows) > 1_000
    assert sum(is_mutable(it, -1) for it in BUILTIN_FUNCTIONS) > 90


@pytest.mark.live
def test_a_server_judges_as_is_said(
    conn: psycopg.Connection[tuple[object, ...]],
) -> None:
    version = conn.info.server_version // 10_000
    said = {
        **{
            f"CAST(c_{one} AS {other})": is_mutable_cast(one, other)
            for one in TYPES
            for other in TYPES
        },
        **{
            f"c_{one} {operator} d_{other}": is_mutable_operator(operator, one, other)
            for one in TYPES
            for other in TYPES
            for operator in OPERATORS
        },
        **{
            call.format(f"c_{one}"): is_mutable_of(name, count, one, version)
            for call, (name, count) in CALLS.items()
            for one in TYPES
        },
    }
    refused = [it for it, mutable in said.items() if mutable]
    assert [it for it in refused if not answer(conn, it)] == []
    assert sum("IMMUTABLE" in answer(conn, it) for it in refused) > LEAST_REFUSED
