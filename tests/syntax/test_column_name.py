"""Columns without a name are called as a server calls them."""

from typing import Final

import psycopg
import pytest

from compiler.syntax.query import parse_query
from tests.servers import LiveServer

EXPRESSIONS: Final = (
    *("1", "-1", "true", "NULL", "NOT true", "1 + 1", "1 IS NULL", "true IS TRUE"),
    *("1 BETWEEN 1 AND 2", "1 IN (1)", "1 = ANY (ARRAY[1])", "'a' LIKE 'b'"),
    *("NULLIF(1, 2)", "COALESCE(1, 2)", "GREATEST(1, 2)", "current_date"),
    *("CASE WHEN true THEN 1 END", "CASE WHEN true THEN 1 ELSE abs(1) END"),
    *("ARRAY[1]", "(ARRAY[1])[1]", "ARRAY(SELECT 1)", "EXISTS (SELECT 1)"),
    *("(SELECT 1 AS q)", "(SELECT 3)", "(VALUES (1))", "1 IN (SELECT 1)"),
    *("1::int::text", "(now())::date", "null::text::int[]", "(1 + 1)::int"),
    *("date '2020-01-01'", "interval '1' day", "'a' COLLATE \"C\"", "ROW(1, 2)"),
    *("lower('a')", "lower('a') || 'b'", "trim('a')", "extract(year FROM now())"),
    *("position('a' in 'b')", "now() AT TIME ZONE 'UTC'", "('{}'::jsonb)['a']"),
)


@pytest.mark.live
@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_a_column_is_called_as_the_server_calls_it(
    expression: str, server: LiveServer
) -> None:
    sql = f"SELECT {expression}"
    with psycopg.connect(server.dsn()) as conn:
        described = conn.execute(sql.encode()).description
    assert described is not None
    (found,) = parse_query(sql).columns or ()
    # What is not known here is empty.
    assert found in {described[0].name, ""}
    assert found or expression in {"GREATEST(1, 2)", "current_date", "(VALUES (1))"}
